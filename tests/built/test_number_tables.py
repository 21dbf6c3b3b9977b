"""Numbers as lines of a table."""

from whitepaper.model.selection import Selection
from whitepaper.printed.changes import COMPUTED
from whitepaper.store.store import Store
from whitepaper.telling import number_tables
from whitepaper.telling.side_by_side import side_by_side
from whitepaper.telling.towns import standing


def line(store: Store, selection: Selection, **cells: str) -> dict[str, str]:
    """The one line with these cells."""
    table = number_tables.of_numbers(store, selection).shown
    for name, text in cells.items():
        table = table[table[name] == text]
    (found,) = table.to_dict("records")
    return found


def test_a_printed_change_is_said_as_printed(store: Store) -> None:
    """Without a word where the paper has no qualifier."""
    assert line(store, Selection(text="PM2.5"), 期间="2024 年")["比上年"] == "下降 3.3%"


def test_a_computed_change_is_marked(store: Store) -> None:
    """Two reported levels without a printed change give one, and it says so."""
    rates = Selection(indicators=("product.inspection.pass_rate",))
    assert line(store, rates, 期间="2024 年")["比上年"] == "上升 3.62 个百分点" + COMPUTED


def test_no_line_names_the_missing_qualifier(store: Store) -> None:
    """`无` is a word of tooltips."""
    for sector_id in store.names("sectors"):
        table = number_tables.of_numbers(store, Selection(sector=sector_id))
        assert not [text for text in table.texts("change") if "无" in text]


def test_every_row_has_a_line_in_few_columns(store: Store) -> None:
    """Levels and changes, and the status only where it is not that of all."""
    rows = store.observations(Selection(text="PM2.5"))
    table = number_tables.of_rows(rows).shown
    assert list(table) == ["指标", "地区", "期间", "口径", "数值", "来源", "说明"]
    assert list(table["数值"]) == ["30 微克/立方米", "29 微克/立方米", "−3.3%"]
    derived = store.observations(Selection())
    derived = derived[derived["status"] == "derived"]
    assert set(number_tables.of_rows(derived).shown["状态"]) == {store.codes("status")["derived"]}


def test_what_several_towns_report_comes_before_what_one_does(store: Store) -> None:
    """Every number that a town reports has a line; no line is empty; a town without it says so."""
    towns = ("310112114", "310112112")
    beside = side_by_side(store, Selection(towns=towns), number_tables.MOST_TOWNS)
    assert all(line.count == 2 for line in beside.shared)
    assert all(line.count == 1 and not line.is_comparable for line in beside.single)
    found = {number.key for line in (*beside.shared, *beside.single) for number in line.numbers if number}
    assert found == set(standing(store.observations(Selection(towns=towns)))["key"])
    table = number_tables.compared(store, Selection(towns=towns))
    reported = [sum(bool(line[town].key) for town in towns) for line in table.lines[1:-1]]
    assert reported == sorted(reported, reverse=True)
    assert {2, 1} == set(reported)


def test_what_is_part_of_another_does_not_stand_for_a_town(store: Store) -> None:
    """Neither by its place in the paper: 市级 holds what is 市级 and of one industry."""
    rows = store.observations(Selection(towns=("310112106",), indicators=("town.specialized.enterprises",)))
    assert set(rows["category"]) == {"市级", "市级·生物医药"}
    assert list(standing(rows)["category"]) == ["市级"]


def test_what_the_name_says_is_not_said_beside_the_number(store: Store) -> None:
    """`累计` of 累计数; what only the number says stays, and so does what limits it."""
    indicators = ("infrastructure.standards.shanghai_total", "elderly.facilities_total")
    shown = number_tables.of_numbers(store, Selection(indicators=indicators)).shown
    assert shown.loc[shown["指标"] == "“上海标准”累计数", "数值"].tolist() == ["7 项"]
    assert "累计 105 个" in shown.loc[shown["指标"] == "养老服务设施总数", "数值"].tolist()
