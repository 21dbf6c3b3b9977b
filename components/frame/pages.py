"""The pages, each declared once: navigation, presentation, links and tests follow from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from components.frame import runtime
from whitepaper.model import selection as subjects
from whitepaper.model.selection import FILTERS, PUBLISHER, Selection, filters_of, to_query, typed
from whitepaper.store.store import Store
from whitepaper.stories import across_stories, stories

SCRIPTS = Path(__file__).resolve().parents[2] / "pages"
SHARED = ("sector", "towns", "years")
"""The filters whose boxes stand beside every page."""
SHOWN = "shown_page"
PART = "part"
"""The parameter of an address that names the part of the page shown."""
MINE = "mine"
"""The story of the reader's own report, which is told from its pins."""


@dataclass(frozen=True)
class Page:
    """One page.

    key: its name in code and its path; script: in `pages/`; story: what its presentation tells, as a kind of
    `stories.STORIES`, MINE, or worked out from the selection; filters: those that what it shows follows; needs: the
    filter without which it only offers a choice, and its presentation tells the overview; parts: kinds of stories
    that its part can be switched to, with their labels; own: the stories that show what the page shows, where they
    are not just `story`; asks: whether it has a box for questions, which takes the place of the search box of others.
    """

    key: str
    title: str
    script: str
    story: str | Callable[[Store, Selection], str] = stories.OVERVIEW
    filters: tuple[str, ...] = ()
    needs: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    asks: bool = False
    is_hidden: bool = False

    @property
    def part_key(self) -> str:
        """Key of the widget that holds which part is shown."""
        return f"part_{self.key}"

    @property
    def part(self) -> str:
        """The kind of story that its part shown tells; where it has no parts, nothing."""
        return str(st.session_state.get(self.part_key) or self.story) if self.parts else ""

    @property
    def boxes(self) -> tuple[str, ...]:
        """The filters that only this page has a box for."""
        return tuple(
            name for name in self.filters if name not in SHARED and FILTERS[name].vocabulary and FILTERS[name].column
        )

    @property
    def link(self) -> Any:
        """The page as Streamlit links to it; known once the frame has run."""
        return st.session_state["pages"][self.key]

    def query(self, selection: Selection) -> dict[str, str]:
        """The parameters of its view: the selection, and the part shown where it is not the first."""
        return to_query(runtime.addressed(selection)) | ({PART: self.part} if self.part not in {"", self.story} else {})

    def show_part(self, query: Mapping[str, str]) -> tuple[str, ...]:
        """Show the part that the parameters of a view name; what they name and the page does not have."""
        wanted = typed(query.get(PART, "")) if self.parts else ""
        st.session_state[self.part_key] = wanted if wanted in self.parts else self.story
        return (wanted,) if wanted and wanted not in self.parts else ()

    def kind(self, store: Store, selection: Selection) -> str:
        """The story that it tells; where it has nothing to tell yet, that of the first page."""
        if self.parts:
            return self.part
        if self.needs and not selection.values(self.needs):
            return stories.OVERVIEW
        return self.story if isinstance(self.story, str) else self.story(store, selection)

    def tells_own(self, kind: str) -> bool:
        """Whether a kind of story shows what this page shows, and not what another page does."""
        return kind in (self.own or tuple(self.parts) or (self.story,))

    def followed(self, selection: Selection) -> Selection:
        """What of a selection the page follows, in the part shown; one organisation stands for itself."""
        if self.parts:
            return selection.only((PUBLISHER, *stories.STORIES[self.part].filters))
        story = stories.KNOWN.get(self.story) if isinstance(self.story, str) else None
        if story and story.alone and selection.values(story.alone):
            return selection.only((PUBLISHER, story.alone))
        return selection.only((PUBLISHER, *self.filters))


def _of_towns(store: Store, selection: Selection) -> str:
    """The map where no town is chosen, one town, or several side by side."""
    own = stories.towns_of(store, selection)
    return stories.MAP if not own else stories.TOWN if len(own) == 1 else stories.TOWNS


FIRST, PRESENT = "overview", "present"
NUMBERS = filters_of(subjects.NUMBERS)
DRAWN = filters_of(subjects.DRAWN)
CHECK_PARTS = {
    stories.CHECKS: "不一致之处",
    stories.ERRATA: "勘误清单",
    stories.HOLDING: "成立的核对",
    stories.REVISIONS: "修订",
}
COVERAGE_PARTS = {
    stories.COVERAGE: "指标 × 年份",
    stories.COVERED_TOWNS: "街镇 × 指标组",
    stories.REQUESTS: "催报清单",
    stories.SUCCESSION: "较上一版增减",
}
PAGES = {
    page.key: page
    for page in (
        Page("overview", "总览", "overview", stories.OVERVIEW, ("sector", "towns", "years"), asks=True),
        Page("explore", "指标查询", "explore", stories.SHOWN, (*NUMBERS, *DRAWN)),
        Page("map", "街镇地图", "town_map", stories.MAP, ("towns", "years", "indicators")),
        Page(
            "sector",
            "领域专题",
            "sector",
            stories.SECTOR,
            ("sector", "subsector", "towns", "years", "text", "editions", *DRAWN),
            needs="sector",
        ),
        Page("town", "街镇画像", "town", _of_towns, ("towns", "editions", *DRAWN), own=(stories.TOWN, stories.TOWNS)),
        Page("honours", "企业与荣誉", "honours", stories.HONOURS, filters_of(subjects.HONOURS)),
        Page(
            "search",
            "搜索",
            "search",
            stories.SEARCH,
            filters_of(subjects.SEARCH),
            needs="search",
            asks=True,
            is_hidden=True,
        ),
        Page(
            "checks",
            "数据核对",
            "checks",
            stories.CHECKS,
            tuple(dict.fromkeys((*filters_of(subjects.CHECKS), *filters_of(subjects.REVISED)))),
            parts=CHECK_PARTS,
        ),
        Page("coverage", "数据覆盖", "coverage", stories.COVERAGE, filters_of(subjects.COVERAGE), parts=COVERAGE_PARTS),
        Page("departments", "责任部门", "departments", stories.DEPARTMENTS, (*filters_of(subjects.SUPPLIED), *DRAWN)),
        Page("indicator", "指标说明", "indicator", stories.SHOWN, ("indicators",), needs="indicators", is_hidden=True),
        Page("present", "汇报模式", "present", is_hidden=True),
        Page("report", "汇报", "report", MINE),
        Page("about", "数据说明", "about", stories.ABOUT),
    )
}

ACROSS = Page("across", "各区对比", "across", stories.ACROSS, across_stories.FILTERS)
"""Only of a data set of several publishers."""
_PLACE = list(PAGES).index("town") + 1
EVERY = dict([*list(PAGES.items())[:_PLACE], (ACROSS.key, ACROSS), *list(PAGES.items())[_PLACE:]])


def shown() -> Page:
    """The page that the reader is on."""
    return EVERY[st.session_state[SHOWN]]


def page_at(path: str) -> Page:
    """The page at a path; the first one has none."""
    return EVERY[path or FIRST]


def navigation() -> dict[str, Any]:
    """Every page as Streamlit takes it, by its key."""
    return {
        key: st.Page(
            SCRIPTS / f"{page.script}.py",
            title=page.title,
            url_path=key,
            default=key == FIRST,
            visibility="hidden" if page.is_hidden else "visible",
        )
        for key, page in (EVERY if runtime.has_several() else PAGES).items()
    }


def target(page: str, selection: Selection, text: str = "", part: str = "") -> dict[str, Any]:
    """A link to a page, as our own elements take it: page and query, an address for a window of its own, a text.

    part: of the page, where it is not the first.
    """
    query = to_query(runtime.addressed(selection)) | ({PART: part} if part else {})
    return {"page": page, "query": query, "href": f"{page}?{urlencode(query)}" if query else page, "text": text}


def follow(followed: dict[str, Any] | None) -> None:
    """Go where a link of our own elements leads, if one was followed."""
    if followed:
        st.switch_page(EVERY[followed["page"]].link, query_params=followed["query"])
