"""Charts are values: what they draw stands in their specification."""

import re
from dataclasses import replace

import pandas as pd
import pytest
import vl_convert

from components.drawing import charts
from tests.made_up import number, rows_of
from whitepaper.model.errors import MixedUnitsError
from whitepaper.telling import panels
from whitepaper.telling.palette import PALETTES
from whitepaper.telling.remarks import Kind

PLACE = {"source": "表9", "page": 5, "department": "某局"}


def rows(*cells: tuple, unit: str = "%", **columns: object) -> pd.DataFrame:
    """Observations of one indicator and the district: category, year, value, status; columns: of all of them."""
    numbers = [
        number(value, str(year), category, status=status, unit=unit, **PLACE, **columns)
        for category, year, value, status in cells
    ]
    return rows_of(numbers, definition="合格数除以受检数")


def marks(spec: dict) -> list[str]:
    """Mark types of all layers."""
    return [layer["mark"]["type"] for layer in spec.get("layer", spec.get("spec", {}).get("layer", []))]


def data(spec: dict) -> list[dict]:
    """All data rows of a specification, but for what places the line of a cut axis."""
    sets = [rows for rows in spec["datasets"].values() if set(rows[0]) != {"plotted"}]
    return [row for rows in sets for row in rows]


def test_counts_are_bars_in_their_order_with_room_for_labels() -> None:
    """The number of each at its end, and names as long as the type allows."""
    spec = charts.counted(pd.DataFrame({"name": ["甲", "乙"], "count": [12, 3]}), "项", "light").to_dict()
    assert marks(spec) == ["bar", "text"]
    assert [row["label"] for row in data(spec)] == ["12 项", "3 项"]
    bars = spec["layer"][0]["encoding"]
    assert bars["y"]["sort"] == ["甲", "乙"]
    assert charts.LETTER in bars["y"]["axis"]["labelLimit"]["expr"]
    assert charts.LETTER in bars["x"]["scale"]["domainMax"]["expr"]


def numbers(*values: float, years: tuple[int, ...] = (2024,), **given: object) -> pd.DataFrame:
    """So many categories, each with its number in every year."""
    return rows(
        *((f"甲{place}", year, value, "reported") for place, value in enumerate(values) for year in years), **given
    )


def test_shapes_follow_the_rows() -> None:
    """Three years are a line, many pairs dumbbells, many numbers of a year bars, a few numbers, one itself."""
    assert panels.shape(numbers(1, years=(2022, 2023, 2024))) == "trend"
    assert panels.shape(numbers(1, years=(2023, 2024))) == "board"
    assert panels.shape(numbers(1, 2, 3, years=(2023, 2024))) == "board"
    assert panels.shape(numbers(1, 2, 3, 4, years=(2023, 2024))) == "paired"
    undated = [(name, year, 1, "reported") for name in "甲乙丙" for year in (2023, 2024)]
    assert panels.shape(rows(*undated, ("丁", None, 2, "reported"))) == "board"
    assert panels.shape(numbers(1, 2, 3)) == "board"
    assert panels.shape(numbers(1, 2, 3, 40)) == "ranking"
    assert panels.shape(rows(("", 2024, 1, "reported"))) == "single"
    assert panels.shape(rows(("", 2024, None, "missing"))) == "empty"
    missing = rows(("", 2023, None, "missing"), ("甲", 2024, 1, "reported"), ("乙", 2024, 2, "reported"))
    assert panels.shape(missing) == "board"


def test_a_total_is_no_bar() -> None:
    """Three parts and their sum are three bars, which are too few."""
    parts = [("甲", 2024, 1, "reported"), ("乙", 2024, 2, "reported"), ("丙", 2024, 3, "reported")]
    assert panels.shape(rows(*parts, ("", 2024, 6, "reported"))) == "board"
    assert panels.shape(rows(*parts, ("丁", 2024, 14, "reported"), ("", 2024, 20, "reported"))) == "ranking"


def test_counts_of_a_few_are_numbers_side_by_side() -> None:
    """Bars of one, two and three say less; shares, halves and counts of several areas are drawn as ever."""
    assert panels.shape(numbers(1, 2, 3, 5, unit="家")) == "board"
    assert panels.shape(numbers(1, 2, 3, 6, unit="家")) == "ranking"
    assert panels.shape(numbers(1, 2, 3, 4.5, unit="家")) == "ranking"
    assert panels.shape(numbers(1, 2, 3, 5, unit="%")) == "ranking"


def test_rates_near_all_are_dots() -> None:
    """Bars would be of equal length, and the lowest would stand last; where most are far from all, bars differ."""
    assert panels.shape(numbers(97.5, 98, 99, 100, unit="%")) == "dots"
    assert panels.shape(numbers(60, 98, 99, 100, unit="%")) == "dots"
    assert panels.shape(numbers(60, 70, 99, 100, unit="%")) == "ranking"
    assert panels.shape(numbers(49, 98, 99, 100, unit="%")) == "ranking"
    assert panels.shape(numbers(97.5, 98, 99, 100, unit="家")) == "ranking"
    assert panels.shape(numbers(101, 98, 99, 100, unit="%")) == "ranking"
    four = [(name, 2024, 99, "reported") for name in "甲乙丙丁"]
    assert panels.shape(rows(*four, ("", 2024, 9.9, "reported"), unit="%")) == "ranking"  # as a slip of the pen has it


CUT = ["rule", "point", "point"]  # the line of a cut axis, the gap in it, and the sign of the break


def test_dots_hang_on_the_total_and_the_lowest_stands_out() -> None:
    """The axis is cut, ends at 100, and the order is from the lowest."""
    total = [("", 2024, 98.5, "reported")]
    four = [
        ("甲", 2024, 99, "reported"),
        ("乙", 2024, 97.2, "reported"),
        ("丙", 2024, 98, "reported"),
        ("丁", 2024, 100, "reported"),
    ]
    spec = charts.dots(rows(*four, *total, unit="%"), "light", is_ranked=True).to_dict()
    assert marks(spec) == ["rule", "rule", "point", "text", *CUT]
    assert spec["layer"][2]["encoding"]["y"]["sort"] == ["乙", "丙", "甲", "丁"]
    ticks = spec["layer"][2]["encoding"]["x"]["axis"]["values"]
    assert 0 < ticks[0] < 97.2
    assert ticks[-1] == 100
    cells = [row for row in data(spec) if "is_lowest" in row]
    assert {row["origin"] for row in cells} == {98.5}
    assert [row["series"] for row in cells if row["is_lowest"]] == ["乙"]
    unranked = charts.dots(rows(*four, unit="%"), "light", is_ranked=False).to_dict()
    assert marks(unranked) == ["rule", "point", "text", *CUT]
    assert unranked["layer"][1]["encoding"]["y"]["sort"] == ["甲", "乙", "丙", "丁"]
    assert not any(row["is_lowest"] for row in data(unranked) if "is_lowest" in row)


def test_what_rates_are_of_stands_beside_the_dots() -> None:
    """Heads with their unit in a line of their own, each number in the line of its rate; rates are bold."""
    four = [(name, 2024, value, "reported") for name, value in zip("甲乙丙丁", (99, 97.2, 98, 100), strict=True)]
    shown = rows(*four, ("", 2024, 98.5, "reported"), unit="%")
    keys = dict(zip(shown["category"], shown["key"], strict=True))
    counted = {"unit": "批次", "printed": "", "doubt": "", "unsettled": "", "qualifier": ""}
    numbers = {keys["甲"]: counted | {"value": 4656.0}, keys["乙"]: counted | {"value": 300.0, "qualifier": "约"}}
    other = {keys["丙"]: counted | {"value": 7.0, "doubt": "不符"}, keys["丁"]: counted | {"value": 1.0, "unit": "件"}}
    base = panels.Base("抽检数", "批次", numbers | other)
    spec = charts.dots(shown, "light", is_ranked=True, bases=(base,)).to_dict()
    sets = [spec["datasets"][one["data"]["name"]] for one in spec["layer"]]
    written = [cells for cells in sets if "base" in cells[0]]
    assert written[0] == [{"series": charts.HEAD, "base": ["抽检数", "批次"]}]
    beside = {row["series"]: row["base"] for row in written[1]}
    assert beside == {"甲": "4,656", "乙": "约 300", "丙": "7（存疑）", "丁": "1 件"}
    values = [one["mark"] for one in spec["layer"] if one["encoding"].get("text", {}).get("field") == "label"]
    assert [mark["fontWeight"] for mark in values] == [charts.SEMIBOLD] * len(values)
    sorts = [one["encoding"]["y"]["sort"] for one in spec["layer"] if "field" in one["encoding"].get("y", {})]
    assert all(sort == [charts.HEAD, "乙", "丙", "甲", "丁"] for sort in sorts)
    assert "合计 98.5%" in {row.get("label") for row in data(spec)}
    plain = charts.dots(shown, "light", is_ranked=True).to_dict()
    assert spec["height"] == plain["height"] + charts.ROWS[0]


def test_a_gap_stays_a_gap() -> None:
    """A year without a row is in the data as nothing, and the line breaks there."""
    spec = charts.trend(
        rows(("", 2021, 1, "reported"), ("", 2022, 2, "reported"), ("", 2024, 3, "reported")), "light"
    ).to_dict()
    assert [row["plotted"] for row in data(spec) if row["year"] == 2023] == [None]
    line = spec["layer"][0]
    assert line["mark"]["invalid"] == "break-paths-filter-domains"


def test_derived_points_are_hollow_and_named() -> None:
    """The legend says 推算, and its points have no fill."""
    spec = charts.trend(rows(("", 2023, 1, "derived"), ("", 2024, 2, "reported")), "light").to_dict()
    opacity = spec["layer"][1]["encoding"]["fillOpacity"]
    assert dict(zip(opacity["scale"]["domain"], opacity["scale"]["range"], strict=True)) == {"白皮书所印": 1, "推算": 0}
    assert opacity["legend"] is not None


def test_the_axis_of_a_trend_is_broken_where_it_is_cut() -> None:
    """As dots have it: the line of the axis, and near its foot the sign that it does not start at 0."""
    pair = rows(("", 2023, 1, "reported"), ("", 2024, 2, "reported"))
    spec = charts.trend(pair, "light", is_cut=True).to_dict()
    assert marks(spec)[-3:] == CUT
    line, gap, sign = spec["layer"][-3:]
    assert (line["encoding"]["x"], line["encoding"]["y2"]) == ({"value": 0}, {"value": "height"})
    assert gap["encoding"]["y"] == sign["encoding"]["y"] == {"value": {"expr": f"height - {charts.LETTER}"}}
    assert "y" not in {
        axis for one in (line, gap, sign) for axis in one["encoding"] if "field" in one["encoding"][axis]
    }


def test_a_trend_starts_at_nothing_where_it_is_not_cut() -> None:
    """No rise of a few looks like one from nothing; below nothing it has room, too."""
    spec = charts.trend(rows(("", 2023, 8, "reported"), ("", 2024, 16, "reported")), "light").to_dict()
    assert marks(spec) == ["line", "point", "text", "text"]
    scale = spec["layer"][0]["encoding"]["y"]["scale"]
    assert scale["domainMin"] == 0
    assert scale["domainMax"] > 16
    assert "padding" not in scale
    below = charts.trend(rows(("", 2023, -8, "reported"), ("", 2024, 16, "reported")), "light").to_dict()
    assert "domainMin" not in below["layer"][0]["encoding"]["y"]["scale"]


def test_points_without_room_for_their_units_leave_it_to_the_last() -> None:
    """A rate keeps its sign, which takes none."""
    spec = charts.trend(rows(("", 2023, 8, "reported"), ("", 2024, 16, "reported"), unit="家"), "light").to_dict()
    assert [(row["label"], row["bare"]) for row in data(spec)] == [("8 家", "8"), ("16 家", "16")]
    (made,) = [one for one in spec["layer"][-1]["transform"] if one.get("as") == "written"]
    assert made["calculate"].startswith("width < ")
    assert made["calculate"].endswith("datum.year != 2024 ? datum.bare : datum.label")
    rate = charts.trend(rows(("", 2023, 8, "reported"), ("", 2024, 16, "reported")), "light").to_dict()
    assert [row["bare"] for row in data(rate)] == ["8%", "16%"]


@pytest.mark.parametrize("value", [1.85, 66.2, 790.68])
def test_numbers_that_are_all_the_same_are_written_above_their_line(value: float) -> None:
    """What a machine rounds must not put one of them below it."""
    spec = charts.trend(rows(*(("", year, value, "reported") for year in range(2015, 2025))), "light").to_dict()
    assert [point["is_above"] for point in data(spec)] == [True] * 10


def test_reported_points_need_no_legend() -> None:
    """Where nothing is derived, nothing is explained."""
    spec = charts.trend(rows(("", 2023, 1, "reported"), ("", 2024, 2, "reported")), "light").to_dict()
    assert spec["layer"][1]["encoding"]["fillOpacity"]["legend"] is None


def test_many_series_over_many_years_are_small_multiples() -> None:
    """Lines that would cross get a panel each."""
    many = [(str(n), year, n, "reported") for n in range(panels.MANY_SERIES + 1) for year in (2022, 2023, 2024)]
    assert "facet" in charts.trend(rows(*many), "light").to_dict()


@pytest.mark.parametrize("most", [1, 9_999_999])
def test_small_multiples_have_a_width(most: int) -> None:
    """A drawing that fits itself into the width of its place has none where it is made of several: it was empty."""
    many = [(str(n), year, most, "reported") for n in range(panels.MANY_SERIES + 1) for year in (2021, 2022, 2024)]
    spec = charts.themed(charts.trend(rows(*many), "light"), "light")
    picture = vl_convert.vegalite_to_svg(spec)
    size = re.search(r'width="(\d+)" height="(\d+)"', picture)
    assert size is not None
    assert int(size[1]) > spec["spec"]["width"] >= charts.SMALL_WIDTH
    assert not re.search(r">[-\u2212]\d", picture)  # counts have no numbers below nothing


def test_bars_are_sorted_and_the_total_of_a_rate_is_a_line() -> None:
    """The largest stands first; the total is no bar among its parts."""
    spec = charts.ranking(
        rows(("甲", 2024, 90, "reported"), ("乙", 2024, 99, "reported"), ("", 2024, 95, "reported")),
        "light",
        is_ranked=True,
    ).to_dict()
    assert spec["layer"][0]["encoding"]["y"]["sort"] == ["乙", "甲"]
    assert marks(spec) == ["bar", "text", "rule"]


def test_the_total_of_an_amount_is_not_drawn() -> None:
    """A sum would dwarf its parts."""
    spec = charts.ranking(
        rows(("甲", 2024, 90, "reported"), ("乙", 2024, 9, "reported"), ("", 2024, 99, "reported"), unit="家"),
        "light",
        is_ranked=True,
    ).to_dict()
    assert marks(spec) == ["bar", "text"]


def test_parts_stand_below_their_wholes() -> None:
    """Sorted among themselves; what is printed as part of all others, below all of them and a line."""
    frame = rows(
        ("甲", 2024, 10, "reported"),
        ("甲·一", 2024, 2, "reported"),
        ("甲·二", 2024, 8, "reported"),
        ("乙", 2024, 90, "reported"),
        ("其中：丙", 2024, 95, "reported"),
        ("乙·一", 2024, 90, "reported"),
        unit="家",
    )
    spec = charts.ranking(frame, "light", is_ranked=True).to_dict()
    assert spec["layer"][0]["encoding"]["y"]["sort"] == ["乙", "乙·一", "甲", "甲·二", "甲·一", "其中：丙"]
    line = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "rule")
    assert spec["datasets"][line["data"]["name"]] == [{"series": "甲·一"}]


@pytest.mark.parametrize(
    ("categories", "said"),
    [
        (("甲", "乙"), []),
        (("甲", "甲·一", "乙·一"), ["“甲”已含“甲·一”，不与之相加。"]),
        (("甲", "其中：一"), ["“一”是“甲”的一部分，不与其他各项相加。"]),
        (("甲", "乙", "其中：一"), ["“一”是其他各项合起来的一部分，不与其他各项相加。"]),
        (("甲", "", "乙", "其中：一"), ["“一”是合计的一部分，不与其他各项相加。"]),
        (("其中：一",), []),
    ],
)
def test_parts_of_others_are_said_not_to_add_up(categories: tuple[str, ...], said: list[str]) -> None:
    """Whoever adds up what is drawn would count them twice."""
    frame = rows(*[(name, 2024, 5, "reported") for name in categories], unit="家")
    panel = panels._panel("some.indicator", panels.as_series(frame), "", is_comparable=True)
    assert [one.text for one in panel.remarks if one.kind is Kind.PART] == said


def test_numbers_that_do_not_compare_keep_their_order() -> None:
    """Sorting them would rank them."""
    frame = rows(("甲", 2024, 1, "reported"), ("乙", 2024, 2, "reported"))
    assert charts.ranking(frame, "light", is_ranked=False).to_dict()["layer"][0]["encoding"]["y"]["sort"] == [
        "甲",
        "乙",
    ]


def test_bars_start_at_zero() -> None:
    """A bar's length is its value."""
    frame = rows(("甲", 2024, 98, "reported"), ("乙", 2024, 99, "reported"))
    spec = charts.ranking(frame, "light", is_ranked=True).to_dict()
    scale = spec["layer"][0]["encoding"]["x"]["scale"]
    assert scale["domainMin"] == 0
    assert scale["domainMax"]["expr"].startswith("99.0 * width / max(width - (")  # room for the labels, whatever width


@pytest.mark.parametrize(
    "builder", [charts.trend, charts.paired, lambda frame, mode: charts.ranking(frame, mode, is_ranked=True)]
)
def test_two_units_are_refused(builder) -> None:
    """One axis cannot show 亿元 and 万元."""
    frame = pd.concat([rows(("甲", 2023, 1, "reported")), rows(("乙", 2024, 1, "reported"), unit="家")])
    with pytest.raises(MixedUnitsError):
        builder(frame, "light")


def test_hints_have_four_lines() -> None:
    """Hovering answers what a mark is and where its number comes from; nothing else is sent along."""
    spec = charts.ranking(
        rows(("甲", 2024, 1, "reported"), ("乙", 2024, 2, "reported")), "light", is_ranked=True
    ).to_dict()
    assert [tip["title"] for tip in spec["layer"][0]["encoding"]["tooltip"]] == [
        "项目",
        "期间",
        "数值",
        "来源",
    ]
    assert set(data(spec)[0]) == set(charts.SENT)
    assert data(spec)[0]["cited"] == "表9 · 第 5 页 · 某局"


def test_a_doubted_value_is_marked_in_its_label() -> None:
    """In words, as a colour alone is lost in print; the tooltip has the reason."""
    frame = rows_of([number(1, category="甲", doubt="两处不一致"), number(2, category="乙")])
    spec = charts.ranking(frame, "light", is_ranked=True).to_dict()
    assert {row["series"]: row["label"] for row in data(spec)} == {"甲": "1%（存疑）", "乙": "2%"}
    assert spec["layer"][1]["encoding"]["text"]["field"] == "label"


def test_a_qualified_point_has_a_dashed_ring() -> None:
    """`超 30` is no exact value, in a trend as in bars."""
    frame = rows(("", 2023, 20, "reported"), ("", 2024, 30, "reported"))
    points = charts.trend(frame, "light").to_dict()["layer"][1]
    assert points["encoding"]["strokeDash"]["condition"]["value"] == [3, 2]
    assert points["encoding"]["strokeDash"]["value"] == [1, 0]


def test_paired_years_show_the_derived_one_hollow() -> None:
    """The earlier, derived year is named and not filled."""
    frame = rows(
        ("甲", 2023, 1, "derived"),
        ("甲", 2024, 2, "reported"),
        ("乙", 2023, 3, "reported"),
        ("乙", 2024, 4, "reported"),
    )
    spec = charts.paired(frame, "light").to_dict()
    scale = spec["layer"][1]["encoding"]["fill"]["scale"]
    assert scale["range"][scale["domain"].index("2023 年（推算）")] == "#ffffff"
    assert spec["layer"][0]["encoding"]["y"]["sort"] == [charts.HEAD, "乙", "甲"]


def test_changes_are_bars_to_both_sides_with_the_total_first() -> None:
    """Largest rise to largest fall; the total stands over a line, in grey; each label at the end of its bar."""
    changes = [("甲", 2024, -3.0, "reported"), ("乙", 2024, 5.0, "reported"), ("丙", 2024, 1.0, "reported")]
    frame = rows(*changes, ("丁", 2024, -8.0, "reported"), ("", 2024, 2.0, "reported"), measure="yoy_pct")
    assert panels.shape(frame) == "growth"
    spec = charts.growth(frame, "light", is_ranked=True).to_dict()
    assert spec["layer"][0]["encoding"]["y"]["sort"] == [panels.TOTAL, "乙", "丙", "甲", "丁"]
    assert marks(spec) == ["bar", "text", "text", "rule", "rule"]
    scale = spec["layer"][0]["encoding"]["x"]["scale"]
    assert scale["domainMin"]["expr"].startswith("-8.0 - ")
    assert scale["domainMax"]["expr"].startswith("5.0 + ")
    assert [row["series"] for row in data(spec) if row.get("is_total")][:1] == [panels.TOTAL]


def test_changes_to_one_side_leave_no_room_on_the_other() -> None:
    """All fell: the names stand beside the bars' ends, nothing begins at 0."""
    frame = rows(*((name, 2024, -1.0 - place, "reported") for place, name in enumerate("甲乙丙丁")), measure="yoy_pct")
    scale = charts.growth(frame, "light", is_ranked=True).to_dict()["layer"][0]["encoding"]["x"]["scale"]
    assert scale["domainMax"] == 0


def test_a_long_list_is_drawn_in_parts_of_one_scale() -> None:
    """The first twelve and the rest, each as long as if they stood together; the lowest rate stands first."""
    for unit, first in (("家", "甲15"), ("%", "甲0")):
        frame = numbers(*(84 + place for place in range(16)), unit=unit)
        panel = panels.Panel("x", "", panels.shape(frame), frame, "", is_ranked=True, remarks=())
        drawn = charts.on_page(panel, "light")
        sorts = [spec["layer"][0]["encoding"]["y"]["sort"] for spec in drawn]
        assert [len(names) for names in sorts] == [panels.MOST_BARS, panels.FEW]
        assert sorts[0][0] == first
        ends = [spec["layer"][0]["encoding"]["x"]["scale"] for spec in drawn]
        assert ends[0] == ends[1]
        wide = [spec["layer"][0]["encoding"]["y"]["axis"]["minExtent"] for spec in drawn]
        assert wide[0] == wide[1]
        lows = [row["series"] for spec in drawn for row in data(spec) if row.get("is_lowest")]
        assert lows == (["甲0"] if unit == "%" else [])


def test_what_is_left_of_a_list_is_no_chart_of_its_own() -> None:
    """Bars that are too few for a chart stay with those before them."""
    frame = numbers(*range(1, panels.MOST_BARS + panels.FEW), unit="家")
    panel = panels.Panel("x", "", "ranking", frame, "", is_ranked=True, remarks=())
    assert panels.in_parts(panel, panels.MOST_BARS) == [panel]


def test_a_row_of_zeros_is_folded() -> None:
    """Two bars and many zeros: the zeros wait below; fewer zeros, or numbers that do not compare, stay."""

    def glance(*values: float, is_ranked: bool = True) -> int:
        frame = numbers(*values, unit="家")
        return panels.at_a_glance(panels.Panel("x", "", "ranking", frame, "", is_ranked, ()))

    assert glance(5, 0, 0, 3, 0, 0) == 2
    assert glance(5, 0, 0, 3, 0) == panels.MOST_BARS
    assert glance(5, 0, 0, 3, 0, 0, is_ranked=False) == panels.MOST_BARS
    frame = numbers(5, 0, 0, 3, 0, 0, unit="家")
    drawn = charts.on_page(panels.Panel("x", "", "ranking", frame, "", is_ranked=True, remarks=()), "light")
    assert [len(spec["layer"][0]["encoding"]["y"]["sort"]) for spec in drawn] == [2, 4]


STAYS = (
    f"!isValid(datum.series) || datum.series == ' ' || !length({charts.EMPHASIS})"
    f" || indexof({charts.EMPHASIS}, datum.series) >= 0"
)
YEARS = (2022, 2023, 2024)
MANY = {
    "trend": numbers(1, 2, years=YEARS),
    "small multiples": numbers(1, 2, 3, 4, 5, years=YEARS),
    "paired": numbers(1, 2, 3, 4, years=(2023, 2024), unit="家"),
    "ranking": numbers(1, 2, 3, 40, unit="家"),
    "dots": numbers(97.5, 98, 99, 100, unit="%"),
    "growth": numbers(3, -2, 1, 4, measure="yoy_pct"),
}


def panel(frame: pd.DataFrame, *emphasis: str) -> panels.Panel:
    """The panel of the rows, with some series standing out."""
    return panels.Panel("x", "", panels.shape(frame), frame, "", is_ranked=True, remarks=(), emphasis=emphasis)


@pytest.mark.parametrize("shape", MANY)
def test_a_series_stands_out_by_a_parameter(shape: str) -> None:
    """Marks and texts of the others fade, its own are bold; a drawing of a page has none yet, whatever is chosen."""
    frame = MANY[shape]
    assert shape in {panels.shape(frame), "small multiples"}
    spec = charts.specification(panel(frame, "甲1"), "light")
    assert spec["params"][-1] == {"name": charts.EMPHASIS, "value": ["甲1"]}
    layers = (spec.get("spec") or spec)["layer"]
    texts = [layer["mark"] for layer in layers if layer["mark"]["type"] == "text"]
    fading = [layer for layer in layers if "opacity" in layer["encoding"]]
    others = [layer["mark"]["type"] for layer in layers if layer not in fading and layer["mark"] not in texts]
    assert others == ["rule"] * (shape == "growth")
    assert all("bold" in mark["fontWeight"]["expr"] for mark in texts)
    assert {mark["opacity"]["expr"] for mark in texts} == {f"1 * ({STAYS} ? 1 : {charts.FADED_TEXT})"}
    for layer in fading:
        assert layer["encoding"]["opacity"] == {"condition": {"test": STAYS, "value": 1}, "value": charts.FADED}
    if shape in panels.LISTED:
        assert layers[0]["encoding"]["y"]["axis"]["labelFontWeight"]["condition"]["value"] == "bold"
    for spec in charts.on_page(panel(frame, "甲1"), "light"):
        assert spec["params"][-1] == {"name": charts.EMPHASIS, "value": []}


@pytest.mark.parametrize("shape", MANY)
def test_what_stands_out_is_drawn_so(shape: str) -> None:
    """By the library itself: without a choice nothing fades, with one some does and no text goes."""
    frame = MANY[shape]
    plain, chosen = (
        vl_convert.vegalite_to_svg(charts.specification(panel(frame, *names), "light")) for names in ((), ("甲1",))
    )
    fades = re.compile(rf'opacity="({charts.FADED}|{charts.FADED_TEXT})"')
    assert not fades.search(plain)
    assert fades.search(chosen)
    assert re.findall(r">([^<]+)</text>", chosen) == re.findall(r">([^<]+)</text>", plain)
    assert chosen.count('font-weight="bold"') > plain.count('font-weight="bold"')


def test_the_line_of_a_total_does_not_fade() -> None:
    """The others are still read against it."""
    four = [(name, 2024, value, "reported") for name, value in zip("甲乙丙丁", (60, 70, 99, 100), strict=True)]
    spec = charts.specification(panel(rows(*four, ("", 2024, 80, "reported"), unit="%"), "甲"), "light")
    assert marks(spec) == ["bar", "text", "rule"]
    assert ["opacity" in (layer["mark"] | layer["encoding"]) for layer in spec["layer"]] == [True, True, False]


def test_the_dot_that_stands_out_takes_the_accent() -> None:
    """Before the lowest, which has it otherwise."""
    spec = charts.specification(panel(MANY["dots"], "甲1"), "light")
    (points,) = [one for one in spec["layer"] if one["mark"]["type"] == "point" and "color" in one["encoding"]]
    first, second = points["encoding"]["color"]["condition"]
    assert first["test"] == f"indexof({charts.EMPHASIS}, datum.series) >= 0"
    assert first["value"] == second["value"]


@pytest.mark.parametrize(("width", "head", "beside"), [(600, "1", [".65", "1", ".65", ".65"]), (200, "0", ["0"] * 4)])
def test_what_rates_are_of_stands_out_with_its_rate(width: int, head: str, beside: list[str]) -> None:
    """The head above stays as it is, and where there is no room for the column, none of it comes back."""
    frame = MANY["dots"]
    counted = {"unit": "批次", "printed": "", "doubt": "", "unsettled": "", "qualifier": "", "value": 40.0}
    based = replace(panel(frame, "甲1"), bases=(panels.Base("抽检数", "批次", dict.fromkeys(frame["key"], counted)),))
    drawn = vl_convert.vegalite_to_svg(charts.specification(based, "light") | {"width": width})
    shown = re.findall(r'aria-label="series: [^;]*; base: [^"]*"[^>]* opacity="0?([.0-9]+)"', drawn)
    assert shown == [head, *beside]


def test_a_series_is_offered_where_there_are_several() -> None:
    """By area and category, in the order drawn, a total where it is a mark; none of one line or of a few numbers."""
    assert list(panels.offered(panel(MANY["ranking"]))) == [f"x~310112~甲{place}" for place in (3, 2, 1, 0)]
    assert panels.offered(panel(MANY["trend"])) == {"x~310112~甲0": ("甲0",), "x~310112~甲1": ("甲1",)}
    assert panels.offered(panel(numbers(1, years=YEARS))) == {}
    assert panels.offered(panel(numbers(1, 2, 3))) == {}
    assert panels.offered(replace(panel(MANY["ranking"]), value="各项均为 0")) == {}
    four = [(name, 2024, 10, "reported") for name in "甲乙丙丁"]
    for measure, total in (("level", []), ("yoy_pct", ["x~310112~"])):
        frame = rows(*four, ("", 2024, 40, "reported"), unit="家", measure=measure)
        assert list(panels.offered(panel(frame)))[:-4] == total
    assert charts.EMPHASIS not in str(charts.specification(panel(numbers(1, years=YEARS)), "light"))


def test_of_a_long_list_every_series_is_offered_in_each_part() -> None:
    """The rest may be chosen too, and all parts fade."""
    whole = panel(numbers(*range(1, 15), unit="家"), "甲0")
    assert len(panels.offered(whole)) == 14
    for part in panels.in_parts(whole, panels.MOST_BARS):
        assert panels.offered(part) == panels.offered(whole)
        assert charts.specification(part, "light")["params"][-1]["value"] == ["甲0"]


def test_a_series_that_is_broken_stands_out_whole() -> None:
    """What came before a change of its definition, and what after, is one series of two names."""
    frame = MANY["trend"]
    is_late = (frame["year"] == 2024) & (frame["series"] == "甲0")
    broken = frame.assign(series=frame["series"].where(~is_late, "甲0（2024 年度起）"))
    found = panels.emphasised(panel(broken), ("y~310112~甲0", "x~310112~甲0", "x~310112~甲1"))
    assert found.emphasis == ("甲0", "甲0（2024 年度起）")
    assert panels.emphasised(panel(broken), ("x~310112~乙",)).emphasis == ()


def test_a_long_name_stands_on_lines_with_their_middle_beside_its_bar() -> None:
    """On a narrow page more names do; no number is broken, and each line more gives the chart more height."""
    names = [
        "电动自行车用锂离子电池",
        "全国12315平台",
        "短",
        "上海摩根特种材料有限公司及摩根新材料（上海）有限责任公司",
    ]
    drawn = charts.ranking(rows(*((name, 2024, 9, "reported") for name in names)), "light", is_ranked=True).to_dict()
    axis = drawn["layer"][0]["encoding"]["y"]["axis"]
    narrow, wide = axis["labelExpr"].split(" : ")
    assert '"电动自行车用", "锂离子电池"' in narrow
    assert "电动自行车用" not in wide
    assert "全国12315平台" not in axis["labelExpr"]
    assert "摩根新材料" in wide
    assert axis["labelOffset"]["expr"].startswith("-(")
    assert drawn["usermeta"]["narrow"] == 4 * charts.ROWS[2] + 10
    assert drawn["height"] == 4 * charts.ROWS[1] + 10
    short = charts.ranking(numbers(1, 2, 3, 4), "light", is_ranked=True).to_dict()
    assert "labelExpr" not in short["layer"][0]["encoding"]["y"]["axis"]


def test_the_earlier_of_two_years_is_lighter_and_hollow() -> None:
    """As a derived one is; where only some of its numbers are derived, a hollow point means these alone."""
    frame = numbers(1, 2, 3, 4, years=(2023, 2024))
    palette = PALETTES["light"]
    points = charts.paired(frame, "light").to_dict()["layer"][1]["encoding"]
    assert points["fill"]["scale"]["range"] == [palette.background, palette.accent]
    some = frame.assign(status=["derived", *["reported"] * (len(frame) - 1)])
    fills = charts.paired(some, "light").to_dict()["layer"][1]["encoding"]["fill"]["scale"]
    assert dict(zip(fills["domain"], fills["range"], strict=True)) == {
        "2023 年": palette.other, "2023 年（推算）": palette.background, "2024 年": palette.accent,
    }  # fmt: skip
    derived = frame.assign(status=["derived" if year == 2023 else "reported" for year in frame["year"]])
    points = charts.paired(derived, "light").to_dict()["layer"][1]["encoding"]
    assert points["fill"]["scale"]["range"] == [palette.background, palette.accent]
    assert points["stroke"]["scale"]["range"] == [palette.other, palette.accent]


def written(spec: dict) -> list[dict[str, object]]:
    """Series to what stands beside it, of each column and its head."""
    sets = [spec["datasets"][one["data"]["name"]] for one in spec["layer"]]
    return [{row["series"]: row["base"] for row in cells} for cells in sets if "base" in cells[0]]


def test_columns_stand_beside_two_years_and_changes() -> None:
    """How much each changed beside its newest number, the level beside each change; each in the line of its series."""
    pairs = numbers(1, 2, 3, 4, years=(2023, 2024))
    moved = {key: f"↑ {place}%" for place, key in enumerate(pairs.loc[pairs["year"] == 2024, "key"])}
    spec = charts.paired(pairs, "light", bases=(panels.Base("比上年", "", {}, moved),)).to_dict()
    heads = [cells[charts.HEAD] for cells in written(spec) if charts.HEAD in cells]
    assert heads == [["2024 年"], ["比上年"]]
    assert written(spec)[-1] == {f"甲{place}": f"↑ {place}%" for place in range(4)}
    steps = numbers(3, -2, 1, 4, measure="yoy_pct")
    level = {"unit": "亿元", "printed": "", "doubt": "", "unsettled": "", "qualifier": "", "value": 5.0}
    levels = dict.fromkeys(steps["key"], level)
    base = panels.Base("2024 年", "亿元", levels)
    spec = charts.growth(steps, "light", is_ranked=True, bases=(base,)).to_dict()
    assert written(spec) == [{charts.HEAD: ["2024 年", "亿元"]}, {f"甲{place}": "5" for place in range(4)}]
    sorts = [one["encoding"]["y"]["sort"] for one in spec["layer"] if "field" in one["encoding"].get("y", {})]
    assert all(sort[0] == charts.HEAD for sort in sorts)


@pytest.mark.parametrize(
    ("lowest", "highest", "ticks"),
    [
        (0, 89004, [0, 25000, 50000, 75000]),
        (3, 12, [0, 5, 10]),
        (-2, 2, [-2, -1, 0, 1, 2]),
        (0.1, 0.4, [0, 0.1, 0.2, 0.3, 0.4]),
    ],
)
def test_ticks_are_round_and_within(lowest: float, highest: float, ticks: list[float]) -> None:
    """From nothing to the highest number, so that none stands below the columns beside it."""
    assert charts._ticks(lowest, highest) == ticks


def test_bars_that_are_part_of_another_have_another_colour() -> None:
    """Of another bar, and of all; those that add up have that of every bar."""
    shown = rows(
        ("公立", 2024, 5, "reported"),
        ("公立·医院", 2024, 2, "reported"),
        ("民办", 2024, 4, "reported"),
        ("其中：老年", 2024, 3, "reported"),
        unit="家",
    )
    palette = charts.PALETTES["light"]
    encoding = charts.ranking(shown, "light", is_ranked=True).to_dict()["layer"][0]["encoding"]
    assert encoding["color"] == encoding["stroke"]
    assert encoding["color"]["condition"]["test"]["oneOf"] == panels.inside(shown)
    assert panels.inside(shown) == ["公立·医院", "其中：老年"]
    assert (encoding["color"]["condition"]["value"], encoding["color"]["value"]) == (palette.other, palette.accent)
    plain = charts.ranking(shown.query("series in ['公立', '民办']"), "light", is_ranked=True).to_dict()
    assert plain["layer"][0]["encoding"]["color"] == {"value": palette.accent}
