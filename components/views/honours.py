"""Honours and organisations: the table, the counts, one organisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.frame import filters, runtime
from components.frame.overtaken import to_the_end
from components.frame.pages import PAGES
from components.frame.text import plain
from components.views import parts
from components.widgets import panels, plain_table, source_card
from components.widgets.panels import Shown
from whitepaper.model.cells import of_frame
from whitepaper.model.selection import Selection, to_query
from whitepaper.store import mentions
from whitepaper.store.store import Store
from whitepaper.stories import table_stories
from whitepaper.telling import lists
from whitepaper.telling.palette import Mode

COUNTS = "counts"
FIRST_ROWS = 40
BOX_WIDTH = 200


def table(rows: pd.DataFrame, key: str, said: Sequence[str] = ()) -> None:
    """Honours, a line each; a click opens the whole entry. A long list begins with its first rows.

    said: columns that go without saying.
    """
    entries = rows[list(lists.HONOUR_HEADINGS)].astype(str).rename(columns=lists.HONOUR_HEADINGS)
    listed = lists.honours(rows)
    shown = listed.only([name for name in listed.headings if name not in said]).shown
    whole = f"whole_{key}"
    is_whole = runtime.is_for_paper() or st.session_state.get(whole, False)
    is_cut = len(rows) > FIRST_ROWS and not is_whole

    def opened(line: int, _column: str) -> None:
        _card(entries.iloc[line].to_dict(), str(rows["organisation_id"].iat[line]))

    plain_table.draw(shown[:FIRST_ROWS] if is_cut else shown, key, opened)
    parts.hint("点任一行，看这一项的全部内容。", key)
    if is_cut:
        st.button(
            f"显示全部 {len(rows)} 项",
            key=f"{whole}_button",
            on_click=to_the_end(lambda: st.session_state.update({whole: True})),
        )


@st.dialog("荣誉与名录", width="large", on_dismiss="rerun")
def _card(entry: dict[str, str], organisation_id: str) -> None:
    """One entry with all that the paper says of it, and the way to its organisation."""
    source_card.facts({heading: text for heading, text in entry.items() if text})
    if organisation_id and st.button(
        "看这个单位的全部荣誉和出处", icon=":material/chevron_right:", key="to_organisation"
    ):
        filters.choose(organisation=organisation_id)
        if filters.is_on("honours"):
            st.rerun()
        st.switch_page(PAGES["honours"].link, query_params=to_query(filters.current()))


def choices(store: Store) -> None:
    """Filters that only honours have: level, award, year, organisation, and words of a name."""
    own = offered(store, filters.current())
    boxes: tuple[Callable[[], None], ...] = (
        partial(filters.pick, "levels", own["levels"]),
        partial(filters.pick, "awards", own["awards"]),
        partial(filters.pick, "award_years", own["award_years"]),
        organisation_box,
        lambda: filters.search_text("三菱电梯、质量金奖"),
        filters.edition_box,
    )[: None if len(store.editions) > 1 else -1]
    cells = st.grid(len(boxes), min_column_width=BOX_WIDTH)
    for draw in boxes:
        with cells.cell():
            draw()


def offered(store: Store, selection: Selection) -> dict[str, Mapping[Any, str]]:
    """What the boxes of levels, awards and years offer: values to their words."""
    rows = store.honours(Selection(editions=selection.editions))
    awards = rows["award"].value_counts()
    return {
        "levels": {level: level for level in store.codes("level") if level in set(rows["level"])},
        "awards": {name: f"{name}（{count}）" for name, count in awards.items()},
        "award_years": {year: year for year in sorted(set(rows["year"]) - {""}, reverse=True)},
    }


def organisation_box() -> None:
    """A box of every organisation that the paper names; choosing one opens its page."""
    filters.pick("organisation")


def counts(selection: Selection, store: Store) -> None:
    """How many honours per level, award and town, as bars."""
    panels.draw(_counted(selection, runtime.mode(), store.dataset_version), COUNTS)


def ahead(store: Store, selection: Selection, mode: Mode) -> parts.Sent:
    """What the page sends its counts; nothing where it has none."""
    if selection.organisation or store.honours(selection).empty:
        return {}
    return {panels.key_of(COUNTS): panels.content(_counted(selection, mode, store.dataset_version), mode)}


@st.cache_resource(show_spinner=False, max_entries=500)
def _counted(selection: Selection, mode: Mode, dataset_version: str) -> list[Shown]:
    """The counts, made once."""
    return [parts.count(one, mode) for one in table_stories.counts_of_honours(runtime.store(), selection)]


def organisation(store: Store, organisation_id: str) -> None:
    """One organisation: names, town, every honour in order of level and year, every mention."""
    row = store.frame("organisations").set_index("organisation_id").loc[organisation_id]
    heading, box = st.columns([3, 2], vertical_alignment="bottom")
    with heading:
        st.title(plain(row["name"]))
    with box:
        organisation_box()
    place = store.name("areas", row["area_id"]) if row["area_id"] else "原文未说明"
    lines = [f"- 类别：{plain(row['kind'])}", f"- 所在街镇：{plain(place)}"]
    if len(row["aliases"]):
        lines.insert(0, f"- 原文其他写法：{plain('、'.join(row['aliases']))}")
    if row["evidence"]:
        lines.append(f"- 依据：{plain(row['evidence'])}")
    st.markdown("\n".join(lines))
    order = {level: position for position, level in enumerate(store.codes("level"))}
    rows = store.honours(Selection(organisation=organisation_id))
    rows = rows.assign(rank=rows["level"].map(order).fillna(len(order))).sort_values(
        ["rank", "year"], ascending=[True, False], kind="stable"
    )
    st.header(f"荣誉与名录 · {len(rows)} 项")
    if rows.empty:
        st.write("白皮书提到该单位，但没有列出以它为名的荣誉。")
    else:
        table(rows.drop(columns="rank"), key="organisation_honours")
    named = mentions.mentions(store, organisation_id)
    st.header(f"见于白皮书 · {named['place'].nunique()} 处")
    plain_table.draw(of_frame(named, lists.MENTION_HEADINGS).shown, "mentions")
    st.button("返回全部荣誉", on_click=to_the_end(lambda: filters.choose(organisation="")), key="all_honours")
