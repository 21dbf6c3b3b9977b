"""What several papers make of an indicator: numbers of three years and more, and what is said of those left out."""

from components.drawing.charts import specification
from tests.made_up import number, store_of
from whitepaper.model.selection import Selection
from whitepaper.printed.changes import change
from whitepaper.store.described import records
from whitepaper.store.store import Store
from whitepaper.telling import boards, number_tables
from whitepaper.telling.arranged import Block, arranged
from whitepaper.telling.panels import MANY_SERIES, of_rows, of_years, panels
from whitepaper.telling.remarks import Kind

YEARS = (2022, 2023, 2024)


def of_papers(*indicators: str, category: str = "", first: int = YEARS[0]) -> list[dict[str, object]]:
    """Levels and printed changes of each year, from a paper each."""
    found = []
    for year in range(first, YEARS[-1] + 1):
        own = {"period": str(year), "category": category, "edition": year}
        for place, key in enumerate(indicators, 1):
            found.append(number(float(place * (year - 2000)), indicator_id=key, unit="元", **own))
            found.append(number(float(place), indicator_id=key, measure="yoy_pct", **own))
    return found


def only(store: Store, *indicators: str) -> Block:
    """The only block that indicators are arranged to."""
    (block,) = arranged(store, indicators, Selection())
    return block


def test_levels_with_a_printed_change_each_year_are_one_table() -> None:
    """The last change stands in it; no line of changes, and no line of levels."""
    block = only(store_of(of_papers("x", "y"), polarity=1), "x", "y")
    assert block.changes is not None
    assert (block.changes.years, block.panels) == (YEARS, ())
    first, second = block.changes.table.lines
    assert [cell.text for cell in second.values()][1:5] == ["44 元", "46 元", "48 元", "增长 2%"]
    assert first["2024"].key != first["2023"].key


def test_years_before_the_last_three_are_left_to_other_pages() -> None:
    """However many papers there are, a table keeps its width."""
    block = only(store_of(of_papers("x", "y", first=2015), polarity=1), "x", "y")
    assert block.changes is not None
    assert block.changes.years == YEARS


def test_a_year_of_which_no_line_has_a_number_is_no_column() -> None:
    """Where the paper prints the changes alone, on pages as on slides."""
    block = only(store_of(of_papers("x", "y", first=YEARS[-1]), polarity=1), "x", "y")
    assert block.changes is not None
    assert block.changes.years == YEARS[1:]
    assert block.changes.places == ()
    assert list(block.changes.table.headings) == ["name", "2024", "changed", "judged"]
    whole = only(store_of(of_papers("x", "y"), polarity=1), "x", "y").changes
    assert whole is not None
    assert list(whole.headings.values()) == ["2022 年", "2023 年", "2024 年"]


def test_one_of_two_years_stands_beside_those_of_three() -> None:
    """The year it lacks is empty; without a second one of three years there is a line, and no empty column."""
    more = [*of_papers("x", "y"), *of_papers("z", first=2023)]
    block = only(store_of(more, polarity=1), "x", "y", "z")
    assert block.changes is not None
    assert [line.earlier[0] is None for line in block.changes.lines] == [False, False, True]
    fewer = [*of_papers("x"), *of_papers("y", "z", first=2023)]
    table, *rest = sorted(
        arranged(store_of(fewer, polarity=1), ("x", "y", "z"), Selection()), key=lambda one: not one.changes
    )
    assert table.changes is not None
    assert (table.indicators, table.changes.years) == (("y", "z"), (2023, 2024))
    assert [one.indicators for one in rest] == [("x",)]


def test_what_a_table_says_of_its_numbers_is_about_those_alone() -> None:
    """Not about points, which it has not, nor about years that it does not show."""
    derived = [row | {"status": "derived", "status_reason": "1 + 1"} for row in of_papers("x", "y", first=2020)[:4]]
    late = of_papers("x", "y", first=2021)
    block = only(store_of([*derived, *late], polarity=1), "x", "y")
    assert Kind.DERIVED not in {one.kind for one in block.remarks}
    (panel,) = [one for one in panels(store_of(derived + late), "x", Selection()) if one.shape == "trend"][:1]
    (said,) = [one.text for one in of_years(panel, (2020, 2021)).remarks if one.kind is Kind.DERIVED]
    assert said == "标有“推算”的为推算值，不是白皮书所印。"


def test_many_series_are_the_pairs_of_their_last_years() -> None:
    """A dozen lines in as many boxes show nothing; which years are left out is said, of changes all but the last."""
    parts = [row for place in range(MANY_SERIES + 1) for row in of_papers("x", category=f"第{place}类")]
    levels, *changes = panels(store_of(parts), "x", Selection())
    assert (levels.shape, sorted(set(levels.rows["year"]))) == ("paired", [2023, 2024])
    assert [one.text for one in levels.remarks if one.kind is Kind.LEFT_OUT] == ["图中不含 2022 年，见数据表。"]
    assert [(one.shape, set(one.rows["year"])) for one in changes] == [("growth", {2024})]
    few = [
        row | {"value": row["value"] * (2 + place)}
        for place in range(MANY_SERIES)
        for row in of_papers("x", category=f"第{place}类")
    ]
    assert panels(store_of(few), "x", Selection())[0].shape == "trend"


def test_a_table_of_numbers_is_of_the_newest_paper_that_has_them() -> None:
    """Unless years are chosen; what an older paper prints alone stays."""
    store = store_of([*of_papers("x"), *of_papers("y", first=2023)[:2], *of_papers("x", category="甲")[:2]])
    table = number_tables.of_numbers(store, Selection(indicators=("x", "y")))
    assert [line["label"].text for line in table.lines] == ["24 元", "22 元", "23 元"]
    assert len(number_tables.of_numbers(store, Selection(indicators=("x",), years=YEARS)).lines) == 4


def test_the_newest_of_periods_that_overlap_stands_before_older_ones() -> None:
    """Each is a panel of its own, as two years at a time are no line, and no years that follow each other."""
    parts = [number(1.0, f"{year - 1}-{year}", category, edition=year) for year in YEARS for category in ("甲", "乙")]
    shown = panels(store_of(parts), "x", Selection())
    assert [set(one.rows["year"]) for one in shown] == [{2024}, {2023}, {2022}]


def test_rates_near_all_are_dots_of_the_last_year() -> None:
    """With the lowest first; pairs of them would start at 0, one beside the other."""
    rates = [
        number(99.0 - place, str(year), f"第{place}类", edition=year)
        for year in YEARS
        for place in range(MANY_SERIES + 1)
    ]
    for years in (YEARS, YEARS[1:]):
        (panel,) = panels(store_of([row for row in rates if row["year"] in years]), "x", Selection())
        assert (panel.shape, set(panel.rows["year"])) == ("dots", {2024})


def test_lines_whose_labels_would_hide_each_other_are_numbers_side_by_side() -> None:
    """Few of them are a board with what was before; those apart stay lines."""
    lines = {"甲": 7.0, "乙": 497.0, "丙": 2.0}
    for drawn, shape in (({**lines, "丙": 200.0}, "trend"), (lines, "board")):
        rows = [
            number(value, str(year), name, edition=year, unit="个") for year in YEARS for name, value in drawn.items()
        ]
        assert panels(store_of(rows), "x", Selection())[0].shape == shape


def test_nothing_that_stays_nothing_is_level() -> None:
    """More than nothing is no multiple of it; things that are counted are so many more."""
    for now, unit, words in ((0.0, "元", "持平"), (3.0, "元", None), (0.0, "家", "持平"), (3.0, "家", "增加 3 家")):
        rows = [number(value, str(year), unit=unit, edition=year) for year, value in ((2023, 0.0), (2024, now))]
        moved = change(records(store_of(rows).observations(Selection())), 2024)
        assert (moved and moved.words) == words


def test_numbers_without_a_year_stand_apart_from_lines_over_the_years() -> None:
    """They have no place on a line, and are not lost: an indicator of towns, of which some say no year."""
    undated = [number(float(place), "", area=area, unit="元") for place, area in enumerate("bcd", 1)]
    dated = [number(float(year - 2000), str(year), area="a", unit="元", edition=year) for year in YEARS]
    store = store_of([*undated, *dated])
    line, left = panels(store, "x", Selection())
    assert (line.shape, set(line.rows["year"])) == ("trend", set(YEARS))
    assert left.shape == "board"
    assert left.heading
    assert len(line.rows) + len(left.rows) == len(undated) + len(dated)
    assert specification(line, "light") is not None
    assert specification(left, "light") is not None
    assert of_rows(store, store.observations(Selection())).shape == "board"


def of_grades(indicators: int, grades: str) -> list[dict[str, object]]:
    """Levels of each grade of some indicators, from three papers."""
    return [
        number(float(10 * place + at + year - 2000), indicator_id=f"i{place}", unit="户", category=grade, **dated)
        for year in YEARS
        for dated in [{"period": str(year), "edition": year}]
        for place in range(indicators)
        for at, grade in enumerate(grades)
    ]


def test_the_same_grades_of_several_papers_are_one_table_of_years() -> None:
    """A line for each grade of each indicator; three charts would say less."""
    keys = [f"i{place}" for place in range(3)]
    block = only(store_of(of_grades(3, "甲乙丙丁"), polarity=0), *keys)
    assert block.changes is not None
    assert block.indicators == tuple(keys)
    assert len(block.changes.lines) == 12
    assert {line.now.shown for line in block.changes.lines if line.name.endswith("甲")} == {"24 户", "34 户", "44 户"}
    assert Kind.LEFT_OUT not in {one.kind for one in block.remarks}


def test_the_same_parts_of_many_indicators_are_one_table_of_the_newest_paper() -> None:
    """A line for each indicator, as all would be more lines than are read; that it is of one year is said."""
    keys = [f"i{place}" for place in range(5)]
    block = only(store_of(of_grades(5, "甲乙丙丁")), *keys)
    assert block.crossed is not None  # whose lines are known by name, which all have here
    assert block.indicators == tuple(keys)
    assert {row["year"] for line in block.crossed.lines for row in line.rows} == {2024}
    assert [one.text for one in block.remarks if one.kind is Kind.LEFT_OUT] == ["表中只列 2024 年，此前的数见各指标。"]
    assert [one.text for one in block.remarks if one.kind is Kind.PERIOD] == ["期间：2024 年"]


def test_the_same_part_of_several_years_is_one_board() -> None:
    """The newest number with those before it; three boards below one another would hide what belongs together."""
    rows = [
        number(float(year - 2000 + at), unit="家", category=name, period=f"{year}Q1-Q3", year=year, edition=year)
        for year in YEARS
        for at, name in enumerate("甲乙")
    ]
    (panel,) = panels(store_of(rows), "x", Selection())
    assert panel.shape == "board"
    assert [(one.name, one.shown) for one in boards.numbers(panel)] == [("甲", "24 家"), ("乙", "25 家")]
    assert boards.numbers(panel)[0].earlier == "2022 年前三季度 22 家，2023 年前三季度 23 家"
    (alone,) = panels(store_of(rows[::2]), "x", Selection())
    assert alone.heading == "甲"
    assert [one.name for one in boards.numbers(alone)] == [f"{year} 年前三季度" for year in reversed(YEARS)]
    whole = [one | {"period": str(one["year"])} for one in rows]
    assert len(panels(store_of([*rows, *whole]), "x", Selection())) == 2  # no part of a year stands with a whole one


def test_what_is_not_judged_is_still_said_to_have_risen_or_fallen() -> None:
    """A table without a judgement has a finding: how many rose."""
    block = only(store_of(of_papers("x", "y"), polarity=0), "x", "y")
    assert block.sentence == "2024 年所列指标 2 项均增长；都不作好坏判断。"
