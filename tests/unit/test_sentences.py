"""The sentence of a panel, on small made-up tables."""

import pytest

from tests.made_up import number as row
from tests.made_up import store_of
from whitepaper.model.selection import Selection
from whitepaper.telling.panels import panels
from whitepaper.telling.sentences import of_series, sentence


def many(unit: str, **values: float) -> list[dict]:
    """A row of 2024 for each category; `总` is the total."""
    return [row(value, category=name.replace("总", ""), unit=unit) for name, value in values.items()]


def each(rows: list[dict], **cells: object) -> list[dict]:
    """The rows with some cells changed."""
    return [{**one, **cells} for one in rows]


def told(rows: list[dict], name: str = "合格率", *, basis: str = "", is_comparable: bool = True) -> list[str]:
    """The sentences of all panels that the rows make as the only indicator of a store."""
    store = store_of(rows, name, yoy_basis=basis, comparability="组" if is_comparable else "")
    return [sentence(panel, store) for panel in panels(store, "x", Selection())]


GROWTH = {"measure": "yoy_pct"}
POINTS = {"measure": "yoy_pp", "unit": "个百分点"}


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([row(98.04)], "2024 年合格率为 98.04%。"),
        ([row(99.2, printed="99.20%")], "2024 年合格率为 99.20%。"),
        ([row(5, unit="家", area="a")], "甲镇 2024 年合格率为 5 家。"),
        ([row(5, "", unit="家", area="a")], "甲镇的合格率为 5 家；期间原文未说明。"),
        ([row(5, category="药品")], "2024 年合格率（药品）为 5%。"),
        ([row(5, "2024Q1-Q3")], "2024 年前三季度合格率为 5%。"),
        ([row(5, "2023-2024")], "2023-2024 年合格率为 5%。"),
        ([row(16, unit="")], "2024 年合格率为 16；单位原文未标。"),
        ([row(5, doubt="不符")], "2024 年合格率为 5%（存疑）。"),
        ([row(5, status="derived", status_reason="2 + 3")], "2024 年合格率推算为 5%。"),
        ([row(None)], "合格率没有数值：2024 年缺失（原文为图片）。"),
        ([row(2, unit="名", printed="第二")], "2024 年合格率为第二。"),
    ],
)
def test_one_number_is_said_with_all_that_belongs_to_it(rows: list[dict], text: str) -> None:
    """Town, period, category, unit, doubt, derivation and absence."""
    assert told(rows) == [text]


@pytest.mark.parametrize(
    ("qualifier", "text"),
    [
        ("约", "2024 年面积约 50 公顷。"),
        ("超", "2024 年面积超 50 公顷。"),
        ("预计", "2024 年面积预计 50 公顷。"),
        ("以上", "2024 年面积为 50 公顷以上。"),
        ("余", "2024 年面积为 50余公顷。"),
    ],
)
def test_qualifiers_stay_with_the_number(qualifier: str, text: str) -> None:
    """None is dropped and none makes an ungrammatical `为约`."""
    assert told([row(50, unit="公顷", qualifier=qualifier)], "面积") == [text]


def test_a_qualifier_that_the_name_has_is_not_said_twice() -> None:
    """累计家数累计 75 家 would stutter."""
    assert told([row(75, unit="家", qualifier="累计")], "累计家数") == ["2024 年累计家数为 75 家。"]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([row(91.98, "2023"), row(95.6)], "2024 年合格率为 95.6%，比上年（91.98%）上升 3.62 个百分点（计算）。"),
        ([row(100, "2023"), row(100)], "2024 年合格率为 100%，与上年（100%）持平（计算）。"),
        ([row(1, "2023"), row(2, doubt="不符")],
         "2024 年合格率为 2%（存疑），比上年（1%）上升 1 个百分点（存疑，计算）。"),
        ([row(1, "2023", doubt="不符"), row(2)],
         "2024 年合格率为 2%，比上年（1%，存疑）上升 1 个百分点（存疑，计算）。"),
        ([row(3, "2023"), row(2), row(-1.1, **POINTS)], "2024 年合格率为 2%，比上年（3%）下降 1.1 个百分点。"),
        ([row(1, "2023"), row(2, qualifier="约")], "2024 年合格率约 2%，2023 年为 1%。"),
        ([row(1, "2022", qualifier="仅"), row(2)], "2024 年合格率为 2%，2022 年仅 1%；不含 2023 年。"),
        ([row(None, "2023"), row(2)], "2024 年合格率为 2%；2023 年缺失（原文为图片）。"),
    ],
)  # fmt: skip
def test_two_years_of_a_rate_differ_in_points(rows: list[dict], text: str) -> None:
    """A printed change goes first; a computed one is called so, is in doubt as its numbers are, and needs two years."""
    assert told(rows)[0] == text


@pytest.mark.parametrize(
    ("rows", "basis", "text"),
    [
        ([row(80, "2023"), row(100)], "", "2024 年总值为 100 亿元，比上年（80 亿元）增长 25%（计算）。"),
        ([row(100, "2023"), row(80)], "", "2024 年总值为 80 亿元，比上年（100 亿元）下降 20%（计算）。"),
        ([row(10000, "2023"), row(10001)], "",
         "2024 年总值为 10,001 亿元，比上年（10,000 亿元）增长不足 0.05%（计算）。"),
        ([row(0, "2023"), row(5)], "", "2024 年总值为 5 亿元，2023 年为 0 亿元。"),
        ([row(100), row(4.2, unit="%", **GROWTH)], "comparable", "2024 年总值为 100 亿元，比上年增长 4.2%（可比价）。"),
        ([row(100), row(-8.5, unit="%", **GROWTH)], "", "2024 年总值为 100 亿元，比上年下降 8.5%。"),
        ([row(100), row(0, unit="%", **GROWTH)], "", "2024 年总值为 100 亿元，与上年持平。"),
        ([row(100), row(10, unit="%", qualifier="近", **GROWTH)], "", "2024 年总值为 100 亿元，比上年增长近 10%。"),
        ([row(100), row(10, unit="%", doubt="不符", **GROWTH)], "", "2024 年总值为 100 亿元，比上年增长 10%（存疑）。"),
        ([row(96, "2023", status="derived", status_reason="100 ÷ 1.042"), row(100),
          row(4.2, unit="%", **GROWTH)], "", "2024 年总值为 100 亿元，比上年（推算 96 亿元）增长 4.2%。"),
        ([row(96, "2023", status="derived", status_reason="…"), row(100)], "",
         "2024 年总值为 100 亿元，2023 年推算为 96 亿元。"),
    ],
)  # fmt: skip
def test_two_years_of_an_amount_differ_in_percent(rows: list[dict], basis: str, text: str) -> None:
    """增长 and 下降, 持平 and 可比价; a derived year is named and gives no change of its own."""
    levels = [{**one, "unit": "亿元"} if one["measure"] == "level" else one for one in rows]
    assert told(levels, "总值", basis=basis)[0] == text


def test_a_count_that_the_paper_compares_in_its_unit_rises_by_so_many() -> None:
    """增加 141 家, not 上升 141 家."""
    rows = [row(1188, unit="家"), row(141, unit="家", measure="yoy_pp")]
    assert told(rows, "家数")[0] == "2024 年家数为 1,188 家，比上年增加 141 家。"


@pytest.mark.parametrize(
    ("values", "end"),
    [
        ((1, 2, 3), "，连续两年上升。"),
        ((3, 2, 1), "，连续两年下降。"),
        ((3, 1, 2), "，2022 至 2024 年先降后升。"),
        ((1, 3, 2), "，2022 至 2024 年先升后降。"),
        ((1, 1, 2), "，2022 至 2024 年先平后升。"),
        ((2, 2, 2), "，连续两年持平。"),
        ((1, 2, 3, 4), "，连续 3 年上升。"),
        ((2, 1, 3, 4), "，2021 至 2024 年有升有降。"),
    ],
)
def test_three_years_have_a_course(values: tuple[float, ...], end: str) -> None:
    """Runs and turns are named."""
    first = 2025 - len(values)
    (text,) = told([row(value, str(first + place)) for place, value in enumerate(values)])
    assert text.endswith(end)


def test_no_course_is_claimed_over_qualified_years() -> None:
    """约 2% between 1% and 3% proves no rise."""
    rows = [row(1, "2022"), row(2, "2023", qualifier="约"), row(3)]
    assert told(rows) == ["2024 年合格率为 3%，2023 年约 2%，2022 年为 1%。"]


def test_no_course_is_claimed_over_a_number_in_doubt() -> None:
    """Its change is told with its doubt, which a course could not carry."""
    (text,) = told([row(3, "2022"), row(1, "2023"), row(2, doubt="不符")])
    assert text == "2024 年合格率为 2%（存疑），比上年（1%）上升 1 个百分点（存疑，计算），2022 年为 3%。"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (many("家", 总=9, 甲=5, 乙=4), "2024 年家数为 9 家，其中甲 5 家，乙 4 家。"),
        (many("家", 甲=5, 乙=4), "2024 年家数：甲 5 家，乙 4 家。"),
        (many("家", 甲=5, 乙=5), "2024 年家数：甲、乙均为 5 家。"),
        (many("家", 总=3, 甲=1, 乙=2, 丙=1), "2024 年家数为 3 家；甲 1 家，乙 2 家，丙 1 家（各项相加超过合计）。"),
        (many("家", 总=19, 甲=10, 乙=4, 丙=3, 丁=2), "2024 年家数为 19 家，其中甲最多（10 家），丁最少（2 家）。"),
        (many("亿元", 甲=1, 乙=4, 丙=3, 丁=2), "2024 年家数中，乙最高（4 亿元），甲最低（1 亿元）。"),
        (many("%", 甲=100, 乙=100, 丙=100, 丁=50), "2024 年家数中，3 项同为最高（100%），丁最低（50%）。"),
        (many("家", 甲=6, 乙=6, 丙=2, 丁=2), "2024 年家数中，甲、乙同为最多（6 家），丙、丁同为最少（2 家）。"),
        (many("家", 甲=6, 乙=0, 丙=0, 丁=0), "2024 年家数中，甲最多（6 家），3 项为 0 家。"),
        (many("家", 甲=0, 乙=0, 丙=0, 丁=0), "2024 年家数：4 项均为 0 家。"),
        (each(many("家", 甲=1, 乙=2, 丙=3), area_id="a"), "甲镇 2024 年家数：甲 1 家，乙 2 家，丙 3 家。"),
        ([*many("家", 甲=4, 乙=2, 丙=3), row(9, category="丁", unit="家", qualifier="约")],
         "2024 年家数中，甲最多（4 家），乙最少（2 家），丁（约 9 家）不参与比较。"),
        ([*many("家", 甲=4, 乙=2, 丙=3), row(9, category="丁", unit="家", status="derived")],
         "2024 年家数中，甲最多（4 家），乙最少（2 家），1 项为推算值，不参与比较。"),
        ([*many("家", 甲=4, 乙=2, 丙=3), row(9, category="丁", unit="家", doubt="不符")],
         "2024 年家数中，丁最多（9 家，存疑），乙最少（2 家）。"),
        ([*many("家", 甲=4, 乙=2, 丙=4), row(4, category="丁", unit="家", doubt="不符")],
         "2024 年家数中，3 项同为最多（4 家，其中 1 项存疑），乙最少（2 家）。"),
        ([*many("家", 甲=4, 乙=2), row(None, category="丙", unit="家")],
         "2024 年家数：甲 4 家，乙 2 家；丙缺失（原文为图片）。"),
        ([*many("家", 甲=4, 乙=2), row(None, "2022", unit="家"), row(None, "2023", unit="家")],
         "2024 年家数：甲 4 家，乙 2 家；2022、2023 年缺失（原文为图片）。"),
        ([row(4, category="甲", unit="家"), row(3, "2023", category="乙", unit="家", doubt="不符")],
         "家数：甲 4 家（2024 年），乙 3 家（存疑，2023 年）。"),
        ([*many("家", 公司=9, 大型=5), row(2, category="其中：外资", unit="家")],
         "2024 年家数：公司 9 家，大型 5 家，其中外资 2 家。"),
        ([*many("家", 公立=6, 民办=4), row(5, category="公立·甲", unit="家"), row(1, category="公立·乙", unit="家")],
         "2024 年家数：公立 6 家，民办 4 家。"),
    ],
)  # fmt: skip
def test_a_breakdown_of_one_year_has_its_total_and_its_extremes(rows: list[dict], text: str) -> None:
    """A few parts are listed; of more the ends are named, ties as ties, and only what compares takes part."""
    assert told(rows, "家数") == [text]


def test_towns_are_compared_only_where_they_compare() -> None:
    """With one scope the ends are named; with several they are listed in the order of the paper."""
    rows = [row(value, area=area, unit="家") for area, value in (("a", 1), ("b", 9), ("c", 5), ("d", 3))]
    assert told(rows, "家数") == ["2024 年家数中，乙镇最多（9 家），甲镇最少（1 家）。"]
    assert told(rows, "家数", is_comparable=False) == [
        "2024 年家数：甲镇 1 家，乙镇 9 家等 4 地；各地口径不同，不宜比较。"
    ]


def test_a_total_of_areas_is_named_first() -> None:
    """It takes no part in the comparison."""
    rows = [row(value, area=area, unit="亿元") for area, value in (("a", 1), ("b", 9), ("c", 5), ("d", 3), ("all", 18))]
    assert told(rows, "产值") == ["2024 年产值：各园区合计 18 亿元，其中乙镇最高（9 亿元），甲镇最低（1 亿元）。"]


def paired(**changes: tuple[float, float]) -> list[dict]:
    """Two years of each category; `总` is the total."""
    return [
        row(value, period, category=name.replace("总", ""), unit="件")
        for name, pair in changes.items()
        for period, value in zip(("2023", "2024"), pair, strict=True)
    ]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            paired(总=(400, 500), 甲=(100, 200), 乙=(100, 90), 丙=(100, 110), 丁=(100, 100)),
            "2024 年件数为 500 件，比上年增长 25%（计算）；"
            "4 项中 2 增 1 降 1 平（计算），甲变动幅度最大（增长 100%，计算）。",
        ),
        (
            paired(甲=(100, 90), 乙=(100, 80), 丙=(100, 70)),
            "2024 年件数与上年相比，3 项均下降（计算），丙变动幅度最大（下降 30%，计算）。",
        ),
        (
            paired(甲=(100, 70), 乙=(100, 70), 丙=(100, 90)),
            "2024 年件数与上年相比，3 项均下降（计算），甲、乙变动幅度最大（下降 30%，计算）。",
        ),
        (
            paired(甲=(100, 90), 乙=(100, 100)),
            "2024 年件数：甲 90 件（比上年下降 10%，计算），乙 100 件（持平，计算）。",
        ),
        (
            [*paired(甲=(100, 90), 乙=(100, 80)), row(5, category="丙", unit="件")],
            "2024 年件数与上年相比，2 项均下降（计算），1 项没有可比的上年数，乙变动幅度最大（下降 20%，计算）。",
        ),
    ],
)
def test_a_breakdown_of_two_years_counts_what_rose_and_fell(rows: list[dict], text: str) -> None:
    """The total first, then how many went which way and the largest change."""
    assert told(rows, "件数") == [text]


def test_printed_changes_of_the_parts_are_preferred() -> None:
    """They come from rows that the panel of levels does not hold; the derived year is named."""
    rows = [
        *each(paired(甲=(100, 90), 乙=(100, 80), 丙=(100, 120))[::2], status="derived", status_reason="算式"),
        *paired(甲=(100, 90), 乙=(100, 80), 丙=(100, 120))[1::2],
        *each(many("%", 甲=-10.5, 乙=-20.4, 丙=19.9), measure="yoy_pct"),
    ]
    assert told(rows, "件数") == [
        "2024 年件数与上年相比，3 项中 1 增 2 降，乙变动幅度最大（下降 20.4%）；2023 年为推算值。",
        "2024 年件数比上年：3 项中 1 增 2 降，丙增长（19.9%），乙下降最多（20.4%）。",
    ]


@pytest.mark.parametrize(
    ("rows", "basis", "text"),
    [
        (each(many("%", 总=7.6, 甲=13.2, 乙=-3.7, 丙=0), **GROWTH), "comparable",
         "2024 年产值比上年（可比价）增长 7.6%；3 项中 1 增 1 降 1 平，甲增长（13.2%），乙下降（3.7%）。"),
        (each(many("%", 总=6.77, 甲=5.47), **GROWTH), "", "2024 年产值比上年增长 6.77%，其中甲增长 5.47%。"),
        (each(many("%", 甲=5, 乙=-2), **GROWTH), "", "2024 年产值比上年：甲增长 5%，乙下降 2%。"),
        (each(many("%", 甲=5, 乙=2, 丙=2), **GROWTH), "",
         "2024 年产值比上年：3 项均增长，甲增长最快（5%），乙、丙增长最慢（2%）。"),
        (each(many("%", 甲=-5, 乙=-2, 丙=-1), **GROWTH), "",
         "2024 年产值比上年：3 项均下降，丙下降最少（1%），甲下降最多（5%）。"),
        (each(many("%", 甲=5, 乙=2, 丙=1), **POINTS), "",
         "2024 年产值比上年：3 项均上升，甲上升最多（5 个百分点），丙上升最少（1 个百分点）。"),
        ([row(5, **GROWTH), row(-3, "2023", **GROWTH)], "", "2024 年产值比上年增长 5%，2023 年下降 3%。"),
        ([row(5, **GROWTH)], "comparable", "2024 年产值比上年（可比价）增长 5%。"),
        ([*each(many("%", 甲=5, 乙=2), **GROWTH), row(9, category="丙", qualifier="约", **GROWTH)], "",
         "2024 年产值比上年：3 项均增长，丙（增长约 9%）不参与比较，甲增长最快（5%），乙增长最慢（2%）。"),
    ],
)  # fmt: skip
def test_a_panel_of_changes_is_read_as_changes(rows: list[dict], basis: str, text: str) -> None:
    """No `为`, no sign: directions, the fastest and the slowest."""
    assert told(rows, "产值", basis=basis) == [text]


def test_a_long_sentence_leaves_out_what_the_chart_shows() -> None:
    """Former numbers go; that one is derived, as it is from a printed change, or missing stays."""
    name = "区属公立医疗机构门急诊和出院服务的总人次以及其他各类服务的人次合计"
    rows = [row(96, "2023", status="derived", status_reason="…"), row(100), row(None, "2022"), row(4.2, **GROWTH)]
    assert told(rows, name)[0] == (
        f"2024 年{name}为 100%，比上年增长 4.2%；2023 年为推算值；2022 年缺失（原文为图片）。"
    )


@pytest.mark.parametrize(
    ("tested", "text"),
    [
        ({}, "丁最低（50%）"),
        ({"丁": 6}, "丁最低（50%，按 6 批次计）"),
        ({"丁": 30}, "丁最低（50%）"),
        ({"甲": 3, "乙": 4, "丙": 5}, "3 项同为最高（100%），丁最低（50%）"),
    ],
)
def test_a_rate_of_few_things_says_of_how_few(tested: dict[str, float], text: str) -> None:
    """Half of six is no half of a thousand; said where the paper prints what was tested of the same part."""
    rates = many("%", 甲=100, 乙=100, 丙=100, 丁=50)
    counts = each(many("批次", **tested), indicator_id="y")
    store = store_of([*rates, *counts], denominator_indicator="y", denominator="受检批次")
    (panel,) = panels(store, "x", Selection())
    assert text in sentence(panel, store)


def test_rates_of_few_things_say_so_one_by_one() -> None:
    """In a list, of one alone, and where two are alike."""
    rates, counts = many("%", 甲=100, 乙=50), each(many("批次", 甲=200, 乙=6), indicator_id="y")
    store = store_of([*rates, *counts], denominator_indicator="y")
    (panel,) = panels(store, "x", Selection())
    assert sentence(panel, store) == "2024 年合格率：甲 100%，乙 50%（按 6 批次计）。"
    assert of_series(panel, ["乙"], store) == "2024 年合格率（乙）为 50%（按 6 批次计）。"
    rates = many("%", 甲=100, 乙=90, 丙=50, 丁=50)
    counts = each(many("批次", 丙=6, 丁=8), indicator_id="y")
    store = store_of([*rates, *counts], denominator_indicator="y")
    (panel,) = panels(store, "x", Selection())
    assert "丙、丁同为最低（50%，按 6 批次、8 批次计）" in sentence(panel, store)
