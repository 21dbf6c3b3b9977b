"""Numbers as lines of a table."""

from whitepaper.model.selection import Selection
from whitepaper.printed.changes import COMPUTED
from whitepaper.store.store import Store
from whitepaper.telling import number_tables


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
    assert list(table["数值"]) == ["30 微克/立方米", "29 微克/立方米", "-3.3%"]
    derived = store.observations(Selection())
    derived = derived[derived["status"] == "derived"]
    assert set(number_tables.of_rows(derived).shown["状态"]) == {store.codes("status")["derived"]}
