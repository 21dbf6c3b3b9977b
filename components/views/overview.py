"""总览: the account of the year, the sectors and the towns, as one element; every line leads on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.drawing import town_map
from components.frame import memory, runtime
from components.frame.keeping import FOR_EVER, NOT_KEPT
from components.frame.pages import target
from components.widgets.panels import JUDGEMENTS
from whitepaper.checks.judgement import FINDINGS
from whitepaper.model.selection import Selection, to_query
from whitepaper.printed import wording
from whitepaper.printed.changes import COMPARABLE_SHORT, COMPUTED_SHORT, Change
from whitepaper.store import headlines
from whitepaper.store.headlines import Card, Headline
from whitepaper.store.store import Store
from whitepaper.telling import account
from whitepaper.telling.account import BETTER, WORSE, Account, Judged
from whitepaper.telling.palette import Mode

PLACES = "places/"
LISTED = 5
LONG_LABEL = 8
"""Characters of a label from which on its card has no room for the course of the years."""
TITLES = {BETTER: "好于上年", WORSE: "需要关注"}
EMPTY = {BETTER: "没有好于上年的指标。", WORSE: "没有不如上年的指标。"}
KEY = (
    *((JUDGEMENTS[judgement], account.WORDS[judgement]) for judgement in (BETTER, WORSE)),
    ("", "无标记：不作判断或无上年数"),
    ("", f"{COMPARABLE_SHORT}：按可比价格"),
    ("", f"{COMPUTED_SHORT}：由两年的数算得"),
)
ARROWS = {1: "↑", -1: "↓", 0: ""}


def content(selection: Selection, mode: Mode, dataset_version: str) -> dict[str, Any]:
    """What the element shows, all of it text and targets; every sector keeps its card.

    Follows sector, towns and years. `places` is the address of the towns and their map, which are the same whatever is
    chosen, and of hundreds of towns would be most of what is sent.
    """
    return _told(selection, mode, dataset_version) | {"places": _places(runtime.publisher(), dataset_version).address}


def places(dataset_version: str) -> dict[str, Any]:
    """The towns, each with its target, and their map: what the element asks for beside its content."""
    found: dict[str, Any] = json.loads(_places(runtime.publisher(), dataset_version).text)
    return found


def route(base: str) -> Route:
    """Where the app serves the towns and their map. base: path of the app, which ends with a slash."""
    return Route(f"{base}{PLACES}{{name}}", _served)


def _served(request: Request) -> Response:
    """What they are now; kept by the browser if they still are what was asked for."""
    runtime.ask(request.query_params)
    found = _places(runtime.publisher(), runtime.store().dataset_version)
    is_asked = request.path_params["name"] == found.name
    return Response(found.text, media_type="application/json", headers=FOR_EVER if is_asked else NOT_KEPT)


@st.cache_data(show_spinner=False, max_entries=100)
def _told(selection: Selection, mode: Mode, dataset_version: str) -> dict[str, Any]:
    store = runtime.store()
    found = account.account(store, selection)
    memory.give_back()  # two years of all indicators were only needed to count them
    cards = _cards(selection.only(("years",)), dataset_version)
    names = store.names("sectors")
    sector = selection.sector
    return {
        "mode": mode,
        "title": f"{found.year} 年{store.profile.subject}状况",
        "paper": _paper(store),
        "only": None
        if not sector
        else {"text": f"只看：{names[sector]}", "target": target("overview", selection.without("sector"))},
        "summary": [(text, JUDGEMENTS.get(judgement, "")) for text, judgement in account.parts(found)],
        "findings": _findings(store, selection),
        "lists": [_list(found, judgement) for judgement in (BETTER, WORSE)],
        "cardsTitle": f"{len(cards)} 个领域",
        "key": KEY,
        "cards": [_card(card, is_chosen=card.target.sector == sector) for card in cards],
        "chosen": selection.towns,
    }


@st.cache_resource(show_spinner=False, max_entries=20)
def _cards(selection: Selection, dataset_version: str) -> list[Card]:
    """A card for each sector, the same whichever is chosen; to be read, never changed."""
    return headlines.cards(runtime.store(), selection)


def _paper(store: Store) -> str:
    """The newest paper, who published it and when."""
    row = store.frame("editions").sort_values("edition").iloc[-1]
    year, month = str(row["published"]).split("-")
    return f"《{row['title']}》，{row['publisher']}，{year} 年 {int(month)} 月"


def _findings(store: Store, selection: Selection) -> dict[str, Any]:
    verdicts = store.verdicts(selection.only(("sector",)))
    count = sum(verdicts[one] for one in FINDINGS)
    return {"text": f"数据核对列出 {count} 处 ›", "target": target("checks", selection.only(("sector",)))}


def _list(found: Account, judgement: int) -> dict[str, Any]:
    every = found.of(judgement)
    indicators = tuple(one.indicator_id for one in every)
    return {
        "title": TITLES[judgement],
        "judgement": JUDGEMENTS[judgement],
        "all": target("explore", Selection(indicators=indicators), f"全部 {len(every)} 项 ›") if every else None,
        "lines": [_line(one, found.first.get(one.indicator_id, one.name)) for one in found.notable(judgement, LISTED)],
        "empty": EMPTY[judgement],
    }


def _line(one: Judged, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "target": target("explore", Selection(indicators=(one.indicator_id,))),
        "value": wording.in_parts(one.shown),
        "change": one.change.words,
        "basis": one.change.short_mark,
        "judgement": JUDGEMENTS[one.judgement],
        "mark": one.mark,
    }


def _card(card: Card, *, is_chosen: bool) -> dict[str, Any]:
    return {
        "title": card.title,
        "target": target("sector", card.target),
        "isChosen": is_chosen,
        "rows": [_row(headline) for headline in card.headlines],
    }


def _row(headline: Headline) -> dict[str, Any]:
    moved = headline.change
    return {
        "label": headline.label,
        "value": wording.in_parts(headline.shown, headline.label),
        "change": None if moved is None or headline.is_doubted else _short(moved),
        "basis": "" if moved is None else moved.short_mark,
        "judgement": JUDGEMENTS[headline.judgement] if headline.judgement or _is_level(headline) else "",
        "mark": headline.mark,
        "course": headline.course if len(headline.label) < LONG_LABEL else (),
    }


def _is_level(headline: Headline) -> bool:
    return headline.change is not None and not headline.change.direction.value and headline.has_direction


def _short(moved: Change) -> str:
    """`↑4.2%`, `持平`."""
    return f"{ARROWS[moved.direction.value]}{moved.size}" if moved.direction.value else moved.verb


@dataclass(frozen=True)
class Places:
    """The towns and their map as JSON. name: that of what is said; address: where it is served."""

    text: str
    name: str
    address: str


@st.cache_resource(show_spinner=False, max_entries=20)
def _places(publisher: str, dataset_version: str) -> Places:
    """Of one publisher. publisher: whose a link says that they are."""
    store = runtime.store()
    outlines = town_map.outlined(store.towns, runtime.geometry())
    towns = [_town(store, area_id) for area_id in store.towns["area_id"]]
    shapes = [{"id": area_id, **shape} for area_id, shape in outlines.shapes.items()]
    drawn = {
        "title": f"{len(towns)} 个街镇的特色产业",
        "viewBox": outlines.view_box,
        "shapes": shapes,
        "note": f"示意：{store.profile.map_note}" if shapes else "地图的轮廓暂时不能读取；数不受影响。",
    }
    text = json.dumps({"towns": towns, "map": drawn}, ensure_ascii=False, separators=(",", ":"))
    name, query = f"{sha256(text.encode()).hexdigest()[:16]}.json", to_query(runtime.addressed(Selection()))
    return Places(text, name, f"{PLACES}{name}?{urlencode(query)}" if query else f"{PLACES}{name}")


def _town(store: Store, area_id: str) -> dict[str, Any]:
    report = store.report(area_id)
    return {
        "id": area_id,
        "number": report.appendix,
        "name": store.name("areas", area_id),
        "industry": report.industry,
        "target": target("town", Selection(towns=(area_id,))),
    }
