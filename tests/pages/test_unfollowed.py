"""Every page, presentation, file and pin follows a filter, or says that it does not: none is lost in silence."""

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from components.frame import pages
from components.frame.pages import PAGES, Page
from tests.pages.conftest import Open, saved, sent, subjects
from whitepaper.model.selection import FILTERS, Selection, from_query, to_query
from whitepaper.store import choices
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling.remarks import Kind

KEEPING = [name for name, one in FILTERS.items() if one.column]
"""Every filter that keeps rows somewhere."""
WITHOUT_FILES = {"report"}
"""Pages without a menu of files where nothing is collected."""
ALONE = {"organisation"}
"""Filters beside which a page may follow no other."""
NEEDED = {
    "explore": ("indicators",),
    "sector": ("sector", "subsector", "text"),
    "town": ("towns",),
    "honours": ("levels",),
}
"""What shows something where that is another filter; the words of a sector are followed by its page, not its files."""
WORDS = {"text": "率", "search": "食品"}


@pytest.fixture(scope="module")
def everything(store: Store) -> Selection:
    """A real value of every filter, so that they go together."""
    values: dict[str, Any] = {name: next(iter(known)) for name, known in store.vocabulary.values.items()}
    values["sector"] = store.honours(Selection())["sector_id"].iat[0]
    values["subsector"] = store.subsectors_of(values["sector"])[0]
    values["indicators"] = next(iter(store.indicators_within(Selection(subsector=values["subsector"]))))
    values["towns"] = store.towns["area_id"].iat[0]
    values["years"] = store.years_with_levels[-1]
    return Selection(**{name: (value,) if FILTERS[name].is_many else value for name, value in (values | WORDS).items()})


def needed(page: Page, everything: Selection) -> Selection:
    """So much of a selection as the page needs to show something, or one filter that it follows."""
    followed = [name for name in page.filters if name not in ALONE]
    return everything.only(NEEDED.get(page.key) or ([page.needs] if page.needs else followed[:1]))


def named(left: Selection, store: Store) -> list[str]:
    """What must be said of each filter that is left out."""
    return [choices.quoted(store, left.only((name,))) for name in left.chosen]


def keeping(selection: Selection) -> Selection:
    """The filters of a selection that keep rows somewhere."""
    return selection.only([name for name in selection.chosen if name in KEEPING])


def left_out(selection: Selection, followed: Selection) -> Selection:
    """The filters that keep rows somewhere, but not here."""
    return keeping(selection).beyond(followed.chosen)


def captions(app: AppTest, opened: str) -> str:
    """The captions that begin so, together."""
    return "".join(element.value for element in app.caption if element.value.startswith(opened))


@pytest.mark.parametrize("page", [page for page in PAGES if page != pages.PRESENT])
def test_a_page_with_its_files_and_pins_names_what_it_does_not_follow(
    open_page: Open, store: Store, everything: Selection, page: str
) -> None:
    """With a real value of every filter that the page does not follow, and of one that it does."""
    own = PAGES[page]
    wanted = replace(everything.beyond(own.filters), **fields(needed(own, everything)))
    chosen, _ = from_query(to_query(wanted), store.vocabulary)  # a sub-sector brings its sector
    app = open_page(page, **to_query(chosen))
    left = left_out(chosen, own.followed(chosen))
    assert not left.is_empty
    said = captions(app, "本页不按")
    assert [words for words in named(left, store) if words not in said] == []
    assert [words for words in named(keeping(own.followed(chosen)), store) if words in said] == []
    assert page in WITHOUT_FILES or subjects(app)
    check_files(app, store, chosen)
    check_pin(app, store, own, chosen)


def fields(selection: Selection) -> Mapping[str, Any]:
    """The filters in use with their values."""
    return {name: getattr(selection, name) for name in selection.chosen}


def check_files(app: AppTest, store: Store, chosen: Selection) -> None:
    """The menu names what the files do not follow, which is all but what its link holds; so does the sheet 说明."""
    for subject in subjects(app):
        app.session_state[f"export_{subject}"] = True
        app.run()
        (link,) = (block for block in sent(app, "copied_block") if block["label"] == "链接")
        query = {name: cells[0] for name, cells in parse_qs(link["text"].partition("?")[2]).items()}
        followed, _ = from_query(query, store.vocabulary)
        expected = named(left_out(chosen, followed), store)
        said = captions(app, "文件不按")
        assert [words for words in expected if words not in said] == []
        app.button(key=f"xlsx_{subject}").click().run()
        assert not app.exception
        notes = load_workbook(io.BytesIO(saved(app).content))["说明"]
        lines = dict(notes.iter_rows(min_col=2, max_col=3, values_only=True))
        assert [words for words in expected if words not in lines.get("未按此筛选", "")] == []


@pytest.mark.parametrize(
    ("query", "words"),
    [({}, []), ({"year": "2023"}, ["2023"]), ({"sub": "product.food", "year": "2023"}, ["食品", "2023"])],
)
def test_word_says_what_it_does_not_follow(open_page: Open, query: dict[str, str], words: list[str]) -> None:
    """An official document is about a whole sector, in the year of its paper, whatever rows the page shows."""
    app = open_page("sector", sector="product", **query)
    app.session_state["export_数据"] = True
    app.run()
    said = captions(app, "Word 文件不按")
    assert bool(said) == bool(words)
    assert [word for word in words if word not in said] == []


def check_pin(app: AppTest, store: Store, own: Page, chosen: Selection) -> None:
    """What is collected follows less than the page, and says so."""
    if "pin_page" not in {button.key for button in app.button}:
        return
    app.button(key="pin_page").click().run()
    assert not app.exception
    kind = own.kind(store, chosen)
    (said,) = [toast.value for toast in app.toast]
    expected = named(left_out(chosen, stories.STORIES[kind].followed(chosen)), store)
    assert [words for words in expected if words not in said] == []


def test_an_organisation_stands_for_itself(open_page: Open, store: Store, everything: Selection) -> None:
    """Beside it the page of honours follows no other filter, and says so."""
    app = open_page("honours", **to_query(everything))
    left = keeping(everything).without("organisation")
    assert [words for words in named(left, store) if words not in captions(app, "本页不按")] == []


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("name", KEEPING)
def test_a_filter_is_followed_or_left_out(everything: Selection, page: Page, name: str) -> None:
    """Each alone, on every page and in every story that it can tell: one or the other, never neither."""
    chosen = everything.only((name, "sector") if name == "subsector" else (name,))
    followed = page.followed(chosen)
    assert (name in followed.chosen) != (name in stories.unfollowed(chosen, followed).chosen)
    assert getattr(followed, name) in (getattr(chosen, name), type(getattr(chosen, name))())


@pytest.mark.parametrize("kind", stories.STORIES)
def test_a_story_names_what_it_does_not_follow(store: Store, everything: Selection, kind: str) -> None:
    """On every slide, in one remark; and nothing of what it follows."""
    story = stories.STORIES[kind]
    base = {
        stories.SECTOR: ("sector", "subsector"),
        stories.SHOWN: ("indicators",),
        stories.TOWN: ("towns",),
        stories.TOWNS: ("towns",),
        stories.SEARCH: ("search",),
        stories.COVERED_TOWNS: (),
        stories.MAP: (),
        stories.HONOURS: ("levels",),
        stories.ABOUT: (),
    }
    needs = everything.only(base.get(kind, ("sector",)))
    chosen = replace(everything.beyond(story.filters), **fields(needs))
    made = stories.told(store, kind, chosen)
    assert made
    left = left_out(chosen, story.followed(chosen))
    assert left == story.unfollowed(chosen)
    for slide in made:
        (remark,) = [remark for remark in slide.remarks if remark.kind is Kind.UNFOLLOWED]
        assert [words for words in named(left, store) if words not in remark.text] == []
        assert [words for words in named(keeping(needs), store) if words in remark.text] == []
    plain = stories.told(store, kind, needs)
    assert not [slide for slide in plain for remark in slide.remarks if remark.kind is Kind.UNFOLLOWED]


@pytest.mark.parametrize("kind", [stories.OVERVIEW, stories.TOWNS, stories.ABOUT])
def test_a_presentation_says_it_at_the_foot(open_page: Open, store: Store, everything: Selection, kind: str) -> None:
    """With the source, whatever the drawing: a chart or one value, or a table."""
    story = stories.STORIES[kind]
    chosen = everything if kind == stories.TOWNS else everything.beyond(story.filters)
    app = open_page("present", story=kind, slide="2" if kind == stories.OVERVIEW else "1", **to_query(chosen))
    (foot,) = ["；".join(part["notes"]) for part in sent(app, "slide") if part["part"] == "foot"]
    assert [words for words in named(story.unfollowed(chosen), store) if words not in foot] == []
