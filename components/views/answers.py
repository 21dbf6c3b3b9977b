"""The answer to a question: what was understood, the sentence, what to know besides, its chart and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import streamlit as st

from components.frame import filters, runtime
from components.frame.pages import ACROSS, PAGES, follow, target
from components.report import pinning
from components.views import parts
from components.widgets import ask, panels, source_card
from components.widgets.panels import Part, Shown
from whitepaper import asking
from whitepaper.asking import Answer, Chip
from whitepaper.model.keys import LEVEL
from whitepaper.model.selection import COVERAGE, HONOURS, ISSUED, NUMBERS, Selection, to_query
from whitepaper.printed.categories import plain
from whitepaper.printed.wording import scope
from whitepaper.store.order import in_time
from whitepaper.store.store import Store
from whitepaper.stories import pins, stories
from whitepaper.telling.palette import Mode
from whitepaper.telling.remarks import Kind

FIELDS = {"indicator": "indicators", "area": "towns", "year": "years"}
"""Kinds of chips to the filter that another reading of them chooses."""


SAID = frozenset({Kind.SOURCE, Kind.MISSING, Kind.TOTAL, Kind.PERIOD, Kind.DOUBT})
"""Kinds of remarks that the sentence of an answer, the line below it or its drawing says already."""
NEAREST = "最接近、且有三年数的：{}"
Near = tuple[str, list[tuple[dict[str, Any], str]]]
"""A heading, and links with what is said of each."""
MORE = {
    "explore": "看这些数 ›",
    "honours": "看名录 ›",
    "sector": "看领域专题 ›",
    "town": "看街镇画像 ›",
    "coverage": "看数据覆盖 ›",
}
"""Pages to the words of the link to what they show more of an answer."""


def box(question: str = "") -> None:
    """The box for a question, which leads to the page of the search."""
    asked = ask.draw(question, runtime.store().profile.questions)
    if asked and asked != question:
        filters.choose(search=asked)
        st.switch_page(PAGES["search"].link, query_params=to_query(filters.current()))


def of(question: str) -> Answer:
    """The answer to a question, worked out once per data version."""
    return _answer(question, runtime.store().dataset_version)


@st.cache_resource(show_spinner=False, max_entries=200)
def _answer(question: str, dataset_version: str) -> Answer:
    return asking.answer(question, runtime.store())


def show(question: str) -> None:
    """The answer above the results, its chart and the way to its numbers; a refusal with its reason."""
    store = runtime.store()

    def pin(indicator_id: str) -> None:
        rest = replace(of(question).target, indicators=())
        pinning.add(pins.pin_chart(store, indicator_id, rest))

    followed, picked = panels.draw([_shown(question, runtime.mode(), store.dataset_version)], "answer", pin)
    follow(followed)
    source_card.open_card(picked)


@st.cache_resource(show_spinner=False, max_entries=400)
def _shown(question: str, mode: Mode, dataset_version: str) -> Shown:
    """The sentence, and beside what may be asked next the drawing with what must be said of it."""
    found, store = of(question), runtime.store()
    drawn = found.panel if found.panel is not None and found.panel.shape != "empty" else None
    source = f"来源：{found.source}" if found.source else ""
    said = [one for one in drawn.remarks if one.kind not in SAID] if drawn else []
    foot = panels.beneath(said)
    if source:
        foot["foot"] = (*foot["foot"], (source, False))
    heading = store.name("indicators", drawn.indicator_id) if drawn else ""
    part = Part(
        heading or found.sentence,
        heading=NEAREST.format(heading) if found.is_beside else heading,
        sentence=found.sentence,
        facts=found.facts,
        more=source if found.is_beside else found.more,
        **(panels.drawn(drawn, mode) | {"value": drawn.value} if drawn else {}),
        **(panels.beneath(drawn.remarks) if drawn and found.is_beside else foot),
    )
    if drawn and found.is_beside:
        links = [target("explore", Selection(indicators=(drawn.indicator_id,)), MORE["explore"])]
    else:
        links = [] if found.target.is_empty and found.subject == NUMBERS else [_more(found)]
    links += _elsewhere(question, found)
    return Shown(
        drawn.indicator_id if drawn else "answer",
        parts=(part,),
        about=target("indicator", Selection(indicators=(drawn.indicator_id,)), "说明") if drawn else None,
        pin=parts.PIN if drawn else "",
        chips=tuple(_chip(chip, found) for chip in found.chips) if found.keys else (),
        links=tuple(links),
        near=tuple(_near(found, store)),
        further=tuple(target("search", Selection(search=one), one) for one in found.further),
        is_answer=True,
    )


def _near(found: Answer, store: Store) -> Iterator[Near]:
    """Indicators that the question may mean as well, each with its newest number, and the sub-sectors of all."""
    others = [one.code for one in found.near if found.is_beside or one.code not in found.target.indicators]
    if others:
        lines = [
            (target("explore", Selection(indicators=(key,)), store.name("indicators", key)), _newest(key, store))
            for key in others
        ]
        yield "指标", lines
    kept = dict.fromkeys(store.indicator(key)["subsector_id"] for key in (*found.target.indicators, *others))
    if found.subject == NUMBERS and kept:
        lines = []
        for key in kept:
            sector = store.vocabulary.sector_of[key]
            own = Selection(sector=sector, subsector=key)
            lines.append((target("sector", own, store.name("subsectors", key)), store.name("sectors", sector)))
        yield "子领域", lines


def _newest(indicator_id: str, store: Store) -> str:
    """The newest number that stands for the whole district, with the part that it is of; empty where there is none."""
    rows = store.observations(Selection(indicators=(indicator_id,), towns=(store.district,)))
    rows = in_time(rows[rows["is_main"] & (rows["measure"] == LEVEL) & rows["value"].notna()])
    return str(rows["label"].iat[-1]) + scope(plain(rows["category"].iat[-1])) if len(rows) else ""


def _more(found: Answer) -> dict[str, Any]:
    """The view that shows more of what an answer is about."""
    issued = "sector" if found.target.sector else "town"
    page = {NUMBERS: "explore", HONOURS: "honours", COVERAGE: "coverage", ISSUED: issued}[found.subject]
    return target(page, found.target, MORE[page], stories.COVERED_TOWNS if found.subject == COVERAGE else "")


def _elsewhere(question: str, found: Answer) -> list[dict[str, Any]]:
    """The same question to each publisher that it names, and all of them side by side."""
    siblings = runtime.store().siblings
    if siblings is None or not found.elsewhere:
        return []
    asked = [
        target("search", Selection(search=question, publisher=key), f"看{siblings.names[key]}的回答 ›")
        for key in found.elsewhere
    ]
    return [*asked, target(ACROSS.key, Selection(), f"{ACROSS.title} ›")]


def whose(store: Store) -> None:
    """Say whose papers answer, where there are several."""
    if store.siblings:
        name = store.siblings.names[store.publisher]
        parts.small([f"回答和结果都出自{name}的白皮书。问别的地区，请写全它的名称，或在侧栏“地区”里换。"])


def numbers(question: str) -> Selection:
    """The numbers that a page with the answer to a question hands out; an empty selection for none."""
    found = of(question)
    is_subject = found.is_answered and bool(found.target.indicators)
    return found.target if found.subject == NUMBERS and (is_subject or found.target.subsector) else Selection()


def _chip(chip: Chip, found: Answer) -> tuple[str, str, list[dict[str, Any]]]:
    """What was understood of one part, and views of what else it may mean."""
    field, others = FIELDS.get(chip.kind), []
    for one in chip.others if field else ():
        changed: dict[str, Any] = {str(field): (int(one.code) if chip.kind == "year" else one.code,)}
        others.append(target("explore", replace(found.target, **changed), one.text))
    return chip.label, chip.chosen.text, others


def advice() -> None:
    """What may be asked and searched for."""
    parts.small(["也可以输入指标、街镇、企业、荣誉、政策、案例的名称、别名、拼音或首字母（如 spcj），按回车。"])
