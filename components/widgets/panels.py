"""Panels as one element: heading, tools, sentence, chart, what must be said beside it. All text in it is text.

An element of the framework for each of these, for each panel, costs a reader three times the wait.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from components.drawing import charts, theme
from components.frame import bundle, runtime
from components.frame.overtaken import to_the_end
from components.frame.scripts import beside, element
from whitepaper.printed import wording
from whitepaper.printed.changes import Change
from whitepaper.stories.slides import AnySlide, BoardSlide, Slide
from whitepaper.telling import account, arranged, boards
from whitepaper.telling.arranged import Changes
from whitepaper.telling.boards import Number
from whitepaper.telling.crossed import Crossed
from whitepaper.telling.number_tables import COMPARABLE
from whitepaper.telling.pairs import Pairs, pairs
from whitepaper.telling.palette import Mode
from whitepaper.telling.panels import Panel, at_a_glance, order
from whitepaper.telling.remarks import MARKS, Remark, folded
from whitepaper.telling.side_by_side import SHARED, Line, SideBySide

JUDGEMENTS: dict[int | None, str] = {account.BETTER: "better", account.WORSE: "worse", account.SAME: "same"}
"""Judgements to the names that signs and colours have in our scripts and styles."""
PAPER = "paper"
"""In place of a mode: light, whatever colours the page has."""
FIRST_SINGLE = 6
"""Lines that only one of several towns reports, before the rest is folded away."""
BARS = "幅度＝增减 ÷ 上年数，印有百分比的照印"
"""What the bars beside the years are."""
ARROWS = {1: "↑ ", -1: "↓ ", 0: ""}
_CONFIGURED: dict[Mode, dict[str, Any]] = {mode: theme.chart_config(mode) for mode in ("light", "dark")}
"""The configuration of all charts, which the script has: it is not sent with each of them."""
_SAID = {"COLOURS": theme.in_dark(), "CONFIGURED": _CONFIGURED}
"""Constants of the script."""
_PANELS = element(
    "panels",
    html='<div class="panels"><div class="grid"></div></div>',
    css=beside(__file__, "judgement.css", "panels.css"),
    js=beside(__file__, "making.js", "panels.js")
    + "".join(f"\nconst {name} = {json.dumps(value)}\n" for name, value in _SAID.items()),
)


@dataclass(frozen=True)
class Part:
    """One chart of a panel, or one value.

    name: what the drawing is called for who cannot see it; spec: its specification, rest: of what is folded below it
    under the words `fold`; pairs: the same as texts, where it has no room for its points; in its place cells: a
    number board, changes: indicators over years, crossed: those with the same parts, beside: areas on the same
    lines, points: a list, lines: links, each with its number, what is said of it, and whether it stands out, or
    value: a text, with help on hover; foot: texts that stay open, each with whether it says why a number is marked;
    notes: those that are folded; pick: field of what a click reports; series: those that may stand out, mark to names
    in the drawing; chosen: the sentence of the one that does. Of an answer: facts: texts of the sentence that were
    asked for; more: what a careful reader asks next. is_wide: whether its drawing takes the whole width.
    """

    name: str
    heading: str = ""
    sentence: str = ""
    spec: dict[str, Any] | None = None
    rest: tuple[dict[str, Any], ...] = ()
    pairs: tuple[Pairs, ...] = ()
    fold: str = ""
    cells: tuple[Number, ...] = ()
    changes: Changes | None = None
    crossed: Crossed | None = None
    beside: SideBySide | None = None
    points: tuple[str, ...] = ()
    lines: tuple[tuple[dict[str, Any], str, str, bool], ...] = ()
    value: str = ""
    help: str = ""
    foot: tuple[tuple[str, bool], ...] = ()
    notes: tuple[str, ...] = ()
    pick: str = ""
    series: dict[str, tuple[str, ...]] = field(default_factory=dict)
    chosen: str = ""
    facts: tuple[str, ...] = ()
    more: str = ""
    is_wide: bool = False


@dataclass(frozen=True)
class Shown:
    """One panel.

    id: what its button reports; about: a target of `pages.target`; pin: label of the button; series: those that may
    stand out, mark to words; chosen: the mark of the one that does. Of an answer: chips: what was understood, each a
    label, words, and targets of other readings; links: targets below it; near: of what is near, a heading and targets,
    each with what is said of it; further: of questions that may come next. row: panels that follow each other with the
    same stand in one row of like height; empty: each below the shorter of two columns.
    """

    id: str
    heading: str = ""
    parts: tuple[Part, ...] = ()
    about: dict[str, Any] | None = None
    pin: str = ""
    series: dict[str, str] = field(default_factory=dict)
    chosen: str = ""
    is_plain: bool = False
    row: str = ""
    chips: tuple[tuple[str, str, list[dict[str, Any]]], ...] = ()
    links: tuple[dict[str, Any], ...] = ()
    near: tuple[tuple[str, list[tuple[dict[str, Any], str]]], ...] = ()
    further: tuple[dict[str, Any], ...] = ()
    is_answer: bool = False


def beneath(said: Sequence[Remark]) -> dict[str, Any]:
    """Remarks as fields of a Part: what changes the reading stays open, the rest is folded where it is long."""
    is_open, rest = folded(said)
    return {
        "foot": tuple((one.shown, one.kind in MARKS) for one in is_open),
        "notes": tuple(one.shown for one in rest),
    }


def drawn(panel: Panel, mode: Mode) -> dict[str, Any]:
    """The drawing of a panel as fields of a Part: a chart with what is folded below it, or a board; else nothing."""
    made = charts.on_page(panel, mode)
    left = len(order(panel.rows, panel.shape, is_ranked=panel.is_ranked)) - at_a_glance(panel)
    return {
        "spec": made[0] if made else None,
        "rest": tuple(made[1:]),
        "pairs": tuple(filter(None, map(pairs, charts.pieces(panel)))),
        "fold": f"其余 {left} 项" if made[1:] else "",
        "cells": cells(panel),
        "is_wide": panel.shape == "paired",  # points, names and two columns in one line
    }


def cells(panel: Panel) -> tuple[Number, ...]:
    """The numbers of a panel that is a board; of any other none."""
    return tuple(boards.numbers(panel)) if panel.shape == "board" and not panel.value else ()


def cells_of(slide: AnySlide) -> tuple[Number, ...]:
    """The numbers of a slide that is a board; of any other none."""
    if isinstance(slide, BoardSlide):
        return slide.numbers
    return cells(slide.panel) if isinstance(slide, Slide) else ()


def draw(
    shown: Sequence[Shown],
    key: str,
    pinned: Callable[[str], None] = lambda _: None,
    *,
    emphasised: Callable[[str, str], None] = lambda _, __: None,
    fill: float = 0.0,
) -> tuple[dict[str, Any] | None, str]:
    """The panels, side by side where there is room: the link that was followed, and the mark that was picked.

    pinned: called with the id of the panel whose button was clicked; emphasised: with the id of the panel in which a
    series was chosen, which shows at once, and its mark, empty for none; fill: the share of the window's height that a
    chart takes, 0 its own height.
    """
    name = key_of(key)

    def chosen() -> None:
        made = st.session_state[name].emphasised
        emphasised(str(made["panel"]), str(made["mark"]))

    result = _PANELS(
        data=content(shown, runtime.mode(), fill) | ({"mode": PAPER} if runtime.is_for_paper() else {}),
        key=name,
        on_emphasised_change=to_the_end(chosen),
        on_go_change=lambda: None,
        on_picked_change=lambda: None,
        on_pin_change=to_the_end(lambda: pinned(str(st.session_state[name].pin))),
    )
    return result.go, str(result.picked or "")


def key_of(key: str) -> str:
    """The key of the element that `draw` makes under a key."""
    return f"panels_{key}"


def content(shown: Sequence[Shown], mode: Mode, fill: float = 0.0) -> dict[str, Any]:
    """What the element is sent; fill as of `draw`."""
    return {
        "mode": mode,
        "bundle": bundle.ADDRESS,
        "fill": fill,
        "emphasis": charts.EMPHASIS,
        "panels": [sent(one) for one in shown],
    }


def sent(one: Shown) -> dict[str, Any]:
    """A panel as the script reads it. `vars`, as a specification is not to be copied."""
    return {**vars(one), "parts": [_part(part) for part in one.parts]}


def _part(part: Part) -> dict[str, Any]:
    cells = [(cell.label, cell.parts, cell.beside, cell.key) for cell in part.cells]
    changes, beside = part.changes and _table(part.changes), part.beside and _beside(part.beside)
    crossed = part.crossed and _crossed(part.crossed)
    spec, rest = part.spec and _bare(part.spec), [_bare(one) for one in part.rest]
    return {
        **vars(part),
        "spec": spec,
        "rest": rest,
        "pairs": [_lines(one) for one in part.pairs],
        "cells": cells,
        "changes": changes,
        "crossed": crossed,
        "beside": beside,
    }


def _bare(spec: dict[str, Any]) -> dict[str, Any]:
    if spec.get("config") not in _CONFIGURED.values():
        return spec
    return {name: part for name, part in spec.items() if name != "config"}


def _table(changes: Changes) -> dict[str, Any]:
    """Indicators over two or three years, with the bar of each change on one scale for all."""
    *before, last = changes.headings.values()
    widest = max((abs(line.share) for line in changes.lines if line.share), default=0.0) or 1.0
    lines = [
        {
            "key": line.now.key,
            "name": line.name,
            "unit": line.unit,
            "earlier": [_in_unit(line, line.earlier[place]) for place in changes.places],
            "now": _in_unit(line, line.now),
            "change": "" if line.change is None else ARROWS[line.change.direction.value] + _moved(line.change),
            "judgement": JUDGEMENTS.get(line.judgement, ""),
            "word": "" if line.judgement is None else account.WORDS[line.judgement],
            "share": (line.share or 0.0) / widest,
        }
        for line in changes.lines
    ]
    end = wording.quantity(widest * 100, "%", 1) if any(line.share for line in changes.lines) else ""
    return {
        "headings": {"name": "指标", "now": last, "change": "比上年", "earlier": before}
        | ({"word": "判断"} if any(line.judgement is not None for line in changes.lines) else {})
        | ({"unit": "单位"} if any(line.unit for line in changes.lines) else {}),
        "scale": [f"−{end}", "幅度", f"+{end}"] if end else [],
        "bars": BARS if end else "",
        "lines": lines,
    }


def _in_unit(line: arranged.Line, number: Number | None) -> str:
    """A number of a line without the unit that stands once beside all; nothing for none."""
    return number.shown.removesuffix(line.unit).rstrip() if number else ""


def _lines(found: Pairs) -> dict[str, Any]:
    """Series in two years as `_table` has indicators, without a bar or a judgement."""
    first, last = found.years
    bare = {"unit": "", "judgement": "", "word": "", "share": 0.0}
    lines = [vars(one) | bare | {"earlier": [one.before]} for one in found.lines]
    headings = {"name": "项目", "earlier": [f"{first} 年"], "now": f"{last} 年", "change": "比上年"}
    return {"headings": headings, "scale": [], "lines": lines}


def _crossed(crossed: Crossed) -> dict[str, Any]:
    """Indicators with the same parts, texts of each line with the keys of their numbers."""
    table = crossed.table
    lines = [[(line[name].text, line[name].key) for name in table.headings] for line in table.lines]
    return {"headings": list(table.headings.values()), "lines": lines}


def _beside(beside: SideBySide) -> dict[str, Any]:
    """Areas on the same lines, in groups: what several report, what one does, the rest of that folded away."""
    several = "两个街镇都报告" if len(beside.towns) == SHARED else f"{len(beside.towns)} 个街镇中不止一个报告"
    single = tuple(sorted(beside.single, key=lambda line: not line.is_main))
    groups = [(f"{several}，{len(beside.shared)} 项", beside.shared, False)]
    groups += [(f"只有一个街镇报告，{len(single)} 项", single[:FIRST_SINGLE], False), ("", single[FIRST_SINGLE:], True)]
    return {
        "heads": [["项目", ""], *zip(beside.names, beside.industries, strict=True)],
        "groups": [
            {"title": title, "isFolded": is_folded, "lines": [_across(line) for line in lines]}
            for title, lines, is_folded in groups
            if lines
        ],
        "unreported": wording.UNREPORTED,
        "fold": f"其余 {len(single) - FIRST_SINGLE} 项",
    }


def _across(line: Line) -> dict[str, Any]:
    numbers = [None if one is None else (one.parts, one.beside, one.key) for one in line.numbers]
    return {"name": line.name, "tag": COMPARABLE.text if line.is_comparable else "", "numbers": numbers}


def _moved(change: Change) -> str:
    words = change.size if change.direction.value else change.verb
    return words + change.doubt + change.mark
