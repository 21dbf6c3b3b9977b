"""Charts and tables on a page: cached specifications, the table of exactly these rows, empty results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from components.drawing import drawings
from components.frame import filters, memory, runtime
from components.frame.kept import Kept
from components.frame.overtaken import to_the_end
from components.frame.pages import Page, follow, target
from components.frame.text import plain
from components.report import pinning
from components.widgets import panels as elements
from components.widgets import plain_table, source_card
from components.widgets.panels import Part, Shown
from components.widgets.plain_table import Laid
from whitepaper.model.selection import FILTERS, Selection
from whitepaper.store import choices, provenance
from whitepaper.store.store import Report, Store
from whitepaper.stories import pins, stories
from whitepaper.stories.slides import CountSlide
from whitepaper.telling import lists, number_tables, sentences
from whitepaper.telling.arranged import MOST, Block, arranged
from whitepaper.telling.palette import Mode
from whitepaper.telling.panels import Panel, offered
from whitepaper.telling.remarks import MARKS, Remark

MOST_PANELS = 6
MOST_ROWS = 2_000
"""Lines of a table of numbers; as many as its script prints on paper."""
MOST_ARRANGED, MOST_SHOWN, MOST_LINES = 2_500, 500, 20_000
"""What is kept at most: rows and indicators of blocks, 20 MB; panels and drawings, 255 of which are made at the start;
lines of tables, 10 MB. Of a hundred times the data one choice may be of as many rows as all of them are of the data."""
MANY = 600
"""Rows and indicators of blocks, more than any choice has of the data as they are."""
PIN, WHOLE = "加入汇报", "全部各行"
SEVERAL = "shown"
"""Key of the panels that `several` draws."""
Sent = dict[str, Any]
"""Keys of elements to what they are sent."""
SET_APART = ["key", "series", "is_total"]
"""Columns of the rows of a panel by which one drawing is told from another."""
BETWEEN = " "
"""Between the indicators of a block, where it is named."""


def _size(blocks: list[Block]) -> int:
    """How much blocks hold: rows and indicators, of which each takes some 8 kB."""
    return sum(len(block.indicators) + sum(len(panel.rows) for panel in block.panels) for block in blocks)


_BLOCKS = Kept[list[Block]](MOST_ARRANGED, _size)
_OUTLINES = Kept[tuple[tuple[str, ...], ...]](MOST_SHOWN)
_SHOWN = Kept[Shown](MOST_SHOWN)
_DRAWN = Kept[dict[str, Any]](MOST_SHOWN)
_TABLES = Kept[Laid](MOST_LINES, lambda laid: len(laid["rows"]))


@dataclass(frozen=True)
class Arrangement:
    """Indicators under a selection (the rest of it), to be drawn together.

    title: of their subject; whole: words of the way to all numbers of the selection, empty for one to those of a block.
    """

    indicators: tuple[str, ...]
    selection: Selection
    title: str = ""
    whole: str = ""


def by_importance(indicators: Sequence[str], selection: Selection) -> Arrangement:
    """Indicators in the order of the paper, arranged by importance."""
    store, found = runtime.store(), set(indicators)
    subsectors = dict.fromkeys(str(store.indicator(key)["subsector_id"]) for key in indicators)
    first = [key for one in subsectors for key in stories.drawn(store, one) if key in found]
    return Arrangement(tuple(dict.fromkeys([*first, *indicators]))[:MOST], selection.without_subjects)


def several(indicators: Sequence[str], selection: Selection) -> None:
    """Indicators, arranged by importance, in up to MOST_PANELS panels."""
    wanted = by_importance(indicators, selection)
    blocks = outline(wanted)
    draw_blocks(wanted, _first(wanted), SEVERAL)
    if len(blocks) > MOST_PANELS:
        shown = {key for indicators in blocks[:MOST_PANELS] for key in indicators}
        left = len(indicators) - len(shown)
        st.info(
            f"筛选结果有 {len(indicators)} 个指标，其中 {left} 个没有画出。"
            f"选择指标{'' if selection.subsector else '或子领域'}，可看其余的图；下表列出全部各行。"
        )


def subjects(indicators: Iterable[str], selection: Selection) -> None:
    """The sub-sectors that indicators are of, sector by sector, each a link with their count."""
    store, shown = runtime.store(), []
    for sector_id, own in lists.subjects(store, indicators).groupby("sector_id", sort=False):
        links = tuple(
            target("explore", replace(selection, subsector=key), f"{store.name('subsectors', key)} {count} 项")
            for key, count in zip(own["subsector_id"], own["count"], strict=True)
        )
        shown.append(Shown(str(sector_id), store.name("sectors", str(sector_id)), links=links))
    followed, _ = elements.draw(shown, "subjects")
    follow(followed)


def arrange(wanted: Arrangement) -> list[Block]:
    """What stands together, in the order of reading."""
    wanted = _plain(wanted)
    return _BLOCKS.of((wanted, runtime.store().dataset_version), lambda: _arranged(wanted))


def _arranged(wanted: Arrangement) -> list[Block]:
    blocks = arranged(runtime.store(), wanted.indicators, wanted.selection, wanted.title)
    if _size(blocks) > MANY:
        memory.give_back()  # what led to them was larger
    return blocks


def outline(wanted: Arrangement) -> tuple[tuple[str, ...], ...]:
    """The indicators of each block, in the order of reading: all that a page needs where its panels are kept."""
    wanted = _plain(wanted)
    key = wanted, runtime.store().dataset_version
    return _OUTLINES.of(key, lambda: tuple(block.indicators for block in arrange(wanted)))


def several_ahead(indicators: Sequence[str], selection: Selection, mode: Mode) -> Sent:
    """What `several` sends its element."""
    wanted = by_importance(indicators, selection)
    return blocks_ahead(wanted, _first(wanted), SEVERAL, mode, selection.emphasis)


def blocks_ahead(wanted: Arrangement, places: Iterable[int], key: str, mode: Mode, marks: tuple[str, ...]) -> Sent:
    """What `draw_blocks` sends its element. marks: those that may stand out."""
    return {elements.key_of(key): elements.content(_blocks(_plain(wanted), places, mode, marks), mode)}


def _first(wanted: Arrangement) -> range:
    return range(min(len(outline(wanted)), MOST_PANELS))


def _blocks(wanted: Arrangement, places: Iterable[int], mode: Mode, marks: tuple[str, ...]) -> list[Shown]:
    version = runtime.store().dataset_version
    return [_with_emphasis(_shown(wanted, place, mode, version), wanted, place, marks) for place in places]


def draw_blocks(wanted: Arrangement, places: Iterable[int], key: str) -> None:
    """Some of the blocks of an arrangement as panels; a click on a number opens its source card."""
    marks = filters.current().emphasis
    wanted = _plain(wanted)

    def pin(word: str) -> None:
        store, indicators = runtime.store(), tuple(word.split(BETWEEN))
        if len(indicators) == 1:
            pinning.add(pins.pin_chart(store, indicators[0], replace(wanted.selection, emphasis=marks)))
        else:
            pinning.add(pins.pin_page(store, stories.SHOWN, replace(wanted.selection, indicators=indicators)))

    shown = _blocks(wanted, places, runtime.mode(), marks)
    followed, picked = elements.draw(shown, key, pin, emphasised=filters.emphasise)
    follow(followed)
    source_card.open_card(picked)


def made(wanted: Arrangement, mode: Mode) -> list[Shown]:
    """All panels of an arrangement, as `draw_blocks` draws them while nothing stands out."""
    version, wanted = runtime.store().dataset_version, _plain(wanted)
    return [_shown(wanted, place, mode, version) for place in range(len(outline(wanted)))]


def spoken(wanted: Arrangement, place: int, shown: Shown) -> dict[str, list[str]]:
    """Each mark that may stand out in a panel of an arrangement to the sentences of its parts, empty for none."""
    return {
        mark: [part.chosen for part in _with_emphasis(shown, _plain(wanted), place, (mark,)).parts]
        for mark in shown.series
    }


def warm(wanted: Arrangement, most: int) -> Iterator[None]:
    """Make the first panels of an arrangement, one at each step: a chart that nobody has drawn takes longer."""
    version = runtime.store().dataset_version
    for place in range(min(len(outline(wanted)), most)):
        _shown(wanted, place, "light", version)
        yield


def warm_several() -> Iterator[None]:
    """Make what `several` draws of each sub-sector and each sector, one panel at each step."""
    store = runtime.store()
    chosen = [Selection(subsector=key) for key in store.names("subsectors")]
    chosen += [Selection(sector=key) for key in store.names("sectors")]
    for one in chosen:
        yield from warm(by_importance(store.indicators_of(one), Selection()), MOST_PANELS)


def _plain(wanted: Arrangement) -> Arrangement:
    """The same indicators, none of whose series stands out: what is drawn is then set apart, not drawn anew."""
    return replace(wanted, selection=wanted.selection.plain)


def _with_emphasis(shown: Shown, wanted: Arrangement, place: int, marks: tuple[str, ...]) -> Shown:
    """The panel with the first of its own marks standing out, under the sentence of that series."""
    mark = next((mark for mark in marks if mark in shown.series), "")
    if not mark:
        return shown
    store = runtime.store()
    panels = arrange(wanted)[place].panels
    own = tuple(
        replace(part, chosen=sentences.of_series(panel, part.series[mark], store)) if mark in part.series else part
        for part, panel in zip(shown.parts, panels, strict=True)
    )
    return replace(shown, parts=own, chosen=mark)


def _shown(wanted: Arrangement, place: int, mode: Mode, dataset_version: str) -> Shown:
    """One block of an arrangement as it is drawn."""
    return _SHOWN.of((wanted, place, mode, dataset_version), lambda: _made(wanted, place, mode))


def _made(wanted: Arrangement, place: int, mode: Mode) -> Shown:
    store, block = runtime.store(), arrange(wanted)[place]
    name = BETWEEN.join(block.indicators)
    if block.panels:
        heading = store.name("indicators", name)
        parts = tuple(_part(panel, heading, mode, store) for panel in _marked_once(block.panels))
        series = {mark: " / ".join(names) for part in reversed(parts) for mark, names in part.series.items()}
        return Shown(name, heading, parts, target("indicator", Selection(indicators=(name,)), "说明"), PIN, series)
    noted = elements.beneath(block.remarks)
    only = Part(
        block.heading,
        sentence=block.sentence if block.changes or block.crossed else "",
        cells=block.numbers,
        changes=block.changes,
        crossed=block.crossed,
        is_wide=bool(block.crossed and block.crossed.is_wide),
        **noted,
    )
    rows = replace(wanted.selection, indicators=block.indicators)
    about = target("explore", wanted.selection, wanted.whole) if wanted.whole else target("explore", rows, WHOLE)
    return Shown(name, block.heading, (only,), about, PIN)


def _marked_once(panels: Iterable[Panel]) -> Iterator[Panel]:
    """Panels that stand below one another, why a number is marked said under the first alone."""
    said: set[Remark] = set()
    for panel in panels:
        yield replace(panel, remarks=tuple(one for one in panel.remarks if one not in said))
        said.update(one for one in panel.remarks if one.kind in MARKS)


def _part(panel: Panel, name: str, mode: Mode, store: Store) -> Part:
    return Part(
        name=" ".join(filter(None, [name, panel.heading])),
        heading=panel.heading,
        sentence="" if panel.shape == "empty" else sentences.sentence(panel, store),
        **_drawn(panel, mode, store),
        series=offered(panel),
        value=panel.value,
        help=provenance.in_brief(store, panel.key) if panel.value else "",
        **elements.beneath(panel.remarks),
    )


def _drawn(panel: Panel, mode: Mode, store: Store) -> dict[str, Any]:
    """The drawing of a panel, the same under every selection that keeps its rows."""
    rows = tuple(panel.rows[SET_APART].itertuples(index=False, name=None))
    return _DRAWN.of((rows, mode, store.dataset_version), lambda: elements.drawn(panel, mode))


def of_panels(name: str, heading: str, panels: Iterable[Panel], mode: Mode) -> Shown:
    """Panels of one indicator under a heading, without a way to collect them."""
    made = tuple(_part(panel, heading, mode, runtime.store()) for panel in panels)
    return Shown(name, heading, made)


def count(slide: CountSlide, mode: Mode, *, is_said: bool = False) -> Shown:
    """Counts as a panel. is_said: whether the page says its sentence already."""
    spec = drawings.of(slide, runtime.store(), runtime.geometry(slide.publisher), mode)
    part = Part(slide.heading, sentence="" if is_said else slide.title, spec=spec, **elements.beneath(slide.remarks))
    return Shown(slide.heading, slide.heading, (part,))


def folded(title: str, key: str, draw: Callable[[], None]) -> None:
    """A section whose content is made only once the reader opens it, so that a page opens at once; on paper all are."""
    if runtime.is_for_paper():
        st.session_state[key] = True
    section = st.expander(plain(title), key=key, on_change="rerun")
    if section.open:
        with section:
            draw()


def switch(page: Page) -> str:
    """The part of a page to show, as the reader switches it."""
    st.session_state.setdefault(page.part_key, page.story)
    part = st.segmented_control("内容", list(page.parts), format_func=page.parts.__getitem__, key=page.part_key)
    return part or str(page.story)


def papers(store: Store, name: str, selection: Selection) -> str:
    """Which white papers the rows of a table shown are from, where there is more than one to tell apart."""
    if len(store.editions) == 1:
        return ""
    return "、".join(f"{edition} 年度" for edition in store.edition_of(name, selection))


def grouped(report: Report) -> str:
    """The group of the industry of a town behind its name, where that does not say it already."""
    return "" if report.group in report.industry else f"（{report.group}）"


def small(lines: Iterable[str]) -> None:
    """Remarks below a chart: small, but as dark as other text."""
    text = "  \n".join(f":small[:gray[{plain(line)}]]" for line in lines)
    if text:
        st.markdown(text)


def hint(text: str, key: str) -> None:
    """How to use what stands beside it: small, and not on paper."""
    with st.container(key=f"screen_only_{key}"):
        small([text])


def table(rows: pd.DataFrame, store: Store, count: int = 0) -> None:
    """The table of exactly these rows, of many the first; a cell opens the source card of its row.

    count: of all rows, where these are the first of more.
    """
    count, rows = max(count, len(rows)), rows[:MOST_ROWS]
    hint(source_card.HINT, "table")
    if count > len(rows):
        st.info(f"下表是前 {len(rows)} 行，按列排序也只在这些行之内。要全部 {count} 行，请导出 CSV，或缩小筛选范围。")
    keys = rows["key"].tolist()
    laid = _TABLES.of((*keys, store.dataset_version), lambda: _laid(rows))
    plain_table.draw_laid(laid, "rows", lambda row, _heading: source_card.open_card(keys[row]))


def _laid(rows: pd.DataFrame) -> Laid:
    return plain_table.laid_of(number_tables.of_rows(rows), number_tables.SPARE)


def forget() -> None:
    """Keep nothing that was made for readers."""
    for kept in (_BLOCKS, _OUTLINES, _SHOWN, _DRAWN, _TABLES):
        kept.clear()


def nothing_found(selection: Selection, store: Store) -> None:
    """Say which filter empties the result, and offer to loosen it."""
    selection = selection.plain
    words = choices.in_words(store, selection)
    ways_out = filters.loosened(selection, store.count)
    st.warning(f"没有符合全部条件的数：{plain(choices.quoted(store, selection))}")
    if not ways_out:
        st.write("只去掉一个条件仍然没有结果，请清除筛选后重新选择。")
        st.button("清除全部条件", on_click=to_the_end(filters.clear), key="clear_all")
        return
    st.write("去掉下列任一条件就有结果：")
    with st.container(horizontal=True):
        for name, count in ways_out.items():
            st.button(
                f"去掉{FILTERS[name].label}“{plain(words[name])}”（{count} 行）",
                on_click=to_the_end(filters.loosen),
                args=(name,),
                key=f"loosen_{name}",
            )
