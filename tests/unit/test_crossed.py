"""Indicators with the same parts on one table, and parts that are nothing on a board."""

import pytest

from tests.made_up import number, store_of
from whitepaper.model.selection import Selection
from whitepaper.telling import boards
from whitepaper.telling.arranged import arranged
from whitepaper.telling.crossed import alike, crossed
from whitepaper.telling.panels import MOST_BARS, panels
from whitepaper.telling.remarks import Kind


def of_parts(*indicators: str, count: int, nothing: int = 0) -> list[dict[str, object]]:
    """Numbers of one year by so many parts, the last of which are nothing."""
    return [
        number(
            10.0 * max(count - nothing - part, 0), indicator_id=key, unit="批次", period="2024", category=f"第{part}类"
        )
        for key in indicators
        for part in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "lines", "columns"),
    [(6, ["x", "y", "z"], 7), (7, [f"第{part}类" for part in range(7)], 4), (MOST_BARS, None, 4)],
)
def test_many_parts_are_lines_and_few_are_columns(count: int, lines: list[str] | None, columns: int) -> None:
    """Whichever are fewer stand side by side; every number has its cell, and none is called the rest of them."""
    store = store_of(of_parts("x", "y", "z", count=count, nothing=count - 2))
    made = {key: panels(store, key, Selection()) for key in ("x", "y", "z")}
    assert alike(made) == [("x", "y", "z")]
    table = crossed({key: one for key, (one,) in made.items()}).table
    assert len(table.headings) == columns
    assert {cell.key for line in table.lines for cell in line.values()} == set(store.observations(Selection())["key"])
    if lines is not None:
        assert [line["name"].text for line in table.lines] == lines
    (block,) = arranged(store, ("x", "y", "z"), Selection())
    assert not any(one.kind is Kind.COUNTED for one in block.remarks)


def test_more_parts_than_a_chart_holds_stay_charts() -> None:
    """A table of them would take two screens."""
    store = store_of(of_parts("x", "y", "z", count=MOST_BARS + 1))
    assert all(block.crossed is None for block in arranged(store, ("x", "y", "z"), Selection()))


def test_bars_of_nothing_are_one_number_that_says_of_which() -> None:
    """Three that are something are no chart; four are."""
    (few,) = panels(store_of(of_parts("x", count=9, nothing=6)), "x", Selection())
    assert few.shape == "board"
    *shown, rest = boards.numbers(few)
    assert [(one.name, one.shown) for one in shown] == [
        ("第0类", "30 批次"),
        ("第1类", "20 批次"),
        ("第2类", "10 批次"),
    ]
    assert (rest.name, rest.shown) == ("其余 6 项", "0 批次")
    (said,) = [one.text for one in few.remarks if one.kind is Kind.COUNTED]
    assert said == "其余 6 项均为 0 批次：" + "，".join(f"第{part}类" for part in range(3, 9)) + "。"
    (many,) = panels(store_of(of_parts("x", count=10, nothing=6)), "x", Selection())
    assert many.shape == "ranking"
