"""The stage of a presentation: one slide that fills the screen, moved by keys.

What it looks like stands in `styles.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from components.drawing import charts, drawings, theme, town_map
from components.frame import runtime, styles
from components.widgets import keys, panels, plain_table
from components.widgets import slide as widget
from components.widgets.panels import Part, Shown
from whitepaper.store.store import Store
from whitepaper.stories import tiles
from whitepaper.stories.slides import (
    AccountSlide,
    AnySlide,
    BoardSlide,
    ChangesSlide,
    CountSlide,
    ListsSlide,
    MapSlide,
    Slide,
    TableSlide,
    TextSlide,
    WatchSlide,
    chips,
    clauses,
    heading_of,
    title_of,
)
from whitepaper.telling import account
from whitepaper.telling.boards import Number
from whitepaper.telling.palette import Mode
from whitepaper.telling.remarks import OPEN, Kind, folded

TYPE = "max(14, windowSize()[1] / 38.5)"  # 28 px on a screen of 1080 lines
MAP_TYPE = "max(12, windowSize()[1] / 48)"  # the names of small towns must not touch
PICTURE = 2000  # pixels, more than any window: its style sets it by the window
PICTURE_SHARE = 0.63  # of the height of the window, as in its style
MOST_DRAWN = 500  # slides; the stories of the district and of all sectors and towns
MOST_NOTES = 4
MOST_SMALL, MOST_CELLS = 8, 3
"""Lines, and cells of a line, that a slide made small shows of a chart or a table."""
MOST_BESIDE = (4, 3)
"""Numbers in one row of a board, in a wide window and in one that is hardly wider than high."""
LARGER = ("fontSize", "labelFontSize", "titleFontSize")
GROWN = ("dx", "dy", "strokeWidth", "symbolStrokeWidth", "labelPadding", "labelBound")
"""What of marks and their labels grows with the type, so that they are seen from as far; areas grow by its square."""
AREAS, MARK = ("size", "symbolSize"), 1.6  # dots, and how much more they grow: eight metres off a dot is all there is
ACTIONS = {
    **dict.fromkeys(("ArrowRight", "ArrowDown", "PageDown", " "), "next"),
    **dict.fromkeys(("ArrowLeft", "ArrowUp", "PageUp"), "previous"),
    **dict.fromkeys(("b", "."), keys.BLACK),
    "Home": "first",
    "End": "last",
    "Escape": "leave",
    "f": keys.FULL_SCREEN,
    "q": "code",
}


def listen(moved: Callable[[str], None]) -> None:
    """Listen to the keys of a presenter; `moved` gets next, previous, first, last, code or leave."""
    keys.listen("stage_keys", ACTIONS, moved)


@dataclass(frozen=True)
class Screen:
    """A slide as our elements take it: a cover alone, else head, foot, and one of body, drawing and table."""

    cover: dict[str, Any] | None = None
    head: dict[str, Any] | None = None
    body: dict[str, Any] | None = None
    spec: dict[str, Any] | None = None
    table: pd.DataFrame | None = None
    foot: dict[str, Any] | None = None


def screen(slide: AnySlide, number: int, total: int, main: int, store: Store, mode: Mode) -> Screen:
    """One slide: heading and filters, the sentence, the drawing, what must be said, the source and its number.

    number: from 0; total: of all slides; main: of those before the appendix, which has a count of its own.
    """
    store = store.of(slide.publisher)
    place = f"{number + 1} / {main}" if number < main else f"附 {number - main + 1} / {total - main}"
    source = next(one.on_stage for one in slide.remarks if one.kind is Kind.SOURCE)
    if isinstance(slide, TextSlide) and slide.is_cover:
        lines = [clauses(line) for line in slide.lines]
        return Screen(cover={"title": clauses(slide.title), "lines": lines, "source": source, "place": place})
    body = body_of(slide, store, mode)
    is_table = not body and isinstance(slide, TableSlide)
    is_alone = isinstance(slide, BoardSlide | TableSlide)  # no axis says what period the numbers are of
    told = OPEN | {Kind.PERIOD} if is_alone else OPEN
    said = [one for one in folded(slide.remarks)[0] if one.kind in told and one.kind is not Kind.SOURCE]
    said.sort(key=lambda one: one.kind is not Kind.UNFOLLOWED)
    notes = [one.on_stage.removesuffix("。") for one in said[:MOST_NOTES]]
    left = max(len(said) - MOST_NOTES, 0)
    version = f"　数据版本：{store.dataset_version}" if number == main - 1 else ""  # once, where a talk ends
    return Screen(
        head={"heading": heading_of(slide), "chips": chips(slide), "title": title_of(slide)},
        body=body or None,
        spec=None if body or is_table else _drawing(slide, mode),
        table=slide.table if is_table and isinstance(slide, TableSlide) else None,
        foot={"notes": notes, "left": left, "source": source + version, "place": place},
    )


def drawing(spec: dict[str, Any], title: str) -> Shown:
    """The drawing of a slide as a panel."""
    return Shown("slide", parts=(Part(title, spec=spec),), is_plain=True)


def show(slide: AnySlide, number: int, total: int, main: int) -> None:
    """Draw a slide; as `screen`."""
    st.html(styles.STAGE)
    own = screen(slide, number, total, main, runtime.store(), runtime.mode())
    if own.cover is not None:
        with st.container(key="stage_words"):
            widget.draw("cover", **own.cover)
        return
    with st.container(key="stage_title"):
        widget.draw("head", **own.head or {})
    with st.container(key="stage_picture", height=PICTURE, border=False):
        if own.body is not None:
            widget.draw("body", **own.body)
        elif own.table is not None:
            plain_table.draw_fitted(own.table, "stage_table", PICTURE_SHARE)
        elif own.spec is not None:
            panels.draw([drawing(own.spec, slide.title)], "stage", fill=PICTURE_SHARE)
    with st.container(key="stage_foot"):
        widget.draw("foot", **own.foot or {})


def thumb(slide: AnySlide, label: str, shown: str, key: str) -> None:
    """A slide made small, of a chart its first numbers; label and title stand beside it whole."""
    if isinstance(slide, TextSlide) and slide.is_cover:
        body: dict[str, Any] = {"kind": "cover"}
    else:
        body = body_of(slide, runtime.store(), runtime.mode()) or {"kind": "plain", "rows": _first_rows(slide)}
    source = next(one.on_stage for one in slide.remarks if one.kind is Kind.SOURCE)
    lines = [clauses(line) for line in slide.lines] if isinstance(slide, TextSlide) else []
    own = {"heading": heading_of(slide), "chips": [], "title": title_of(slide), "source": source, "place": ""}
    widget.draw("thumb", key, **own, lines=lines, body=body, label=label, shown=shown)


def _first_rows(slide: AnySlide) -> list[tuple[str, ...]]:
    """What a chart or a plain table begins with."""
    if isinstance(slide, Slide):
        filled = slide.panel.rows[slide.panel.rows["value"].notna()].head(MOST_SMALL)
        return list(zip(filled["series"], filled["period_name"], filled["label"], strict=True))
    if isinstance(slide, CountSlide):
        counted = slide.counts.head(MOST_SMALL)
        return [(name, f"{count} {slide.unit}") for name, count in zip(counted["name"], counted["count"], strict=True)]
    assert isinstance(slide, TableSlide)
    return list(slide.table.iloc[:MOST_SMALL, :MOST_CELLS].itertuples(index=False, name=None))


def body_of(slide: AnySlide, store: Store, mode: Mode) -> dict[str, Any]:
    """What of a slide is set as text and shapes, as the script takes it; nothing where it is a chart or a plain table.

    kind: of the drawing; all else are texts, judgements by their names in our styles, or colours.
    """
    numbers = panels.cells_of(slide)
    if numbers:
        return _board(numbers)
    if isinstance(slide, AccountSlide):
        return {"kind": "account", "counts": _counts(slide), "lists": _lists(slide)}
    if isinstance(slide, ChangesSlide):
        judgements = [panels.JUDGEMENTS.get(one, "") for one in slide.judgements]
        headings = list(slide.table)
        shown = {"headings": headings, "latest": headings.index(slide.latest), "rows": _rows(slide)}
        return {"kind": "changes", **shown, "judgements": judgements}
    if isinstance(slide, WatchSlide):
        rows = [(figure, clauses(what), asked) for figure, what, asked in _rows(slide)]
        return {"kind": "watch", "rows": rows, "tones": slide.tones, "isOfFew": slide.is_of_few}
    if isinstance(slide, ListsSlide):
        return {"kind": "lists", "lists": list(slide.lists.items())}
    if isinstance(slide, TextSlide):
        return {"kind": "divider", "contents": slide.contents, "lines": slide.lines}
    if isinstance(slide, MapSlide):
        return _map(slide, store, mode)
    if isinstance(slide, Slide) and (slide.panel.value or slide.panel.shape == "single"):
        aside = "；".join(one.on_stage.removesuffix("。") for one in slide.remarks if one.kind not in OPEN)
        number = Number(slide.panel.key, slide.heading, slide.panel.value, earlier=aside)
        return _board((number,))
    return {}


def _board(numbers: Sequence[Number]) -> dict[str, Any]:
    """rows: of a wide window and of a narrow one; a row is of groups, of each its name, those of its numbers, these."""
    rows = [
        [[(group.name, group.own, list(map(_cell, group.numbers))) for group in row] for row in found]
        for found in (tiles.rows_of(numbers, most) for most in MOST_BESIDE)
    ]
    return {"kind": "board", "numbers": [_cell(one) for one in numbers], "rows": rows}


def _cell(one: Number) -> tuple[list[str], tuple[str, str, str], str, str, str]:
    """Name in parts between which its line may break, number in parts, what is beside it, judgement and its word."""
    word = account.WORDS[one.judgement] if one.judgement else ""  # that nothing changed stands beside it already
    return one.pieces, one.parts, one.aside, panels.JUDGEMENTS.get(one.judgement, ""), word


def _rows(slide: TableSlide) -> list[tuple[str, ...]]:
    return list(slide.table.itertuples(index=False, name=None))


def _counts(slide: AccountSlide) -> list[tuple[str, int, str]]:
    return [(panels.JUDGEMENTS[key], count, account.WORDS[key]) for key, count in slide.counts.items() if count]


def _lists(slide: AccountSlide) -> list[tuple[str, str, list[tuple[str, ...]]]]:
    """The two lists of the table, without the lines that one is shorter by."""
    found = []
    for place, judgement in enumerate((account.BETTER, account.WORSE)):
        own = slide.table.iloc[:, 3 * place : 3 * place + 3]
        lines = [line for line in own.itertuples(index=False, name=None) if line[0]]
        found.append((panels.JUDGEMENTS[judgement], str(own.columns[0]), lines))
    return found


def _map(slide: MapSlide, store: Store, mode: Mode) -> dict[str, Any]:
    """The map with its towns numbered, in the colours of both modes, and the list that says which is which."""
    towns = town_map.coloured(store, slide.indicator_id, slide.years, mode)
    other: Mode = "dark" if mode == "light" else "light"
    drawn = town_map.outlined(towns, runtime.geometry(slide.publisher))
    return {
        "kind": "map",
        "title": [slide.title],
        "box": drawn.view_box,
        "towns": [
            drawn.shapes[row.area_id]
            | {"name": row.name, "label": row.label, "isChosen": row.area_id in slide.towns}
            | {"colours": {mode: row.colour, other: row.turned}}
            for row in towns.itertuples()
        ],
    }


def prepare(slide: AnySlide) -> None:
    """Draw a slide before it is asked for, so that the key to it waits for the browser alone."""
    _drawing(slide, runtime.mode())


@lru_cache(maxsize=MOST_DRAWN)
def _drawing(slide: AnySlide, mode: Mode) -> dict[str, Any] | None:
    """The drawing of a slide in the type of the stage; None where it is one value or a table."""
    spec = drawings.of(slide, runtime.store(), runtime.geometry(slide.publisher), mode)
    return spec and {name: part for name, part in _enlarged(spec).items() if name != "height"}


def _enlarged(spec: Any) -> Any:
    """The specification with every type size following the height of the window."""
    if isinstance(spec, dict):
        if spec.get("name") == charts.LETTER:
            return {"name": charts.LETTER, "expr": TYPE}
        return {name: _grown(name, part) for name, part in spec.items()}
    if isinstance(spec, list):
        return [_enlarged(part) for part in spec]
    return spec


def _grown(name: str, part: Any) -> Any:
    if name in LARGER:
        return _size(part)
    if isinstance(part, int | float) and not isinstance(part, bool):
        if name in GROWN:
            return {"expr": f"{part} * {TYPE} / {theme.TEXT_SIZE}"}
        if name in AREAS:
            return {"expr": f"{part * MARK} * pow({TYPE} / {theme.TEXT_SIZE}, 2)"}
    return _enlarged(part)


def _size(part: object) -> dict[str, str]:
    """The size on the stage for one on the page: a number of pixels, or an expression on the map."""
    return {"expr": TYPE if isinstance(part, int | float) else MAP_TYPE}
