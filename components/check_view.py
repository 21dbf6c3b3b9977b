"""What the checks found: counts by verdict, findings, checks that hold, the list for the editors."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import copying, downloads, filters, presentation, printing, source_card, view
from whitepaper import stories, table_sentences, table_stories
from whitepaper.judgement import FINDINGS
from whitepaper.proofreading import DAMAGED
from whitepaper.selection import Selection
from whitepaper.store import Store

HEADINGS = {
    "verdict": "结论",
    "kind": "种类",
    "title": "核对内容",
    "printed": "原文所印",
    "recomputed": "核对结果",
    "difference": "相差",
    "unit": "单位",
    "explanation": "说明",
    "place": "出处",
    "department": "部门",
    "sector": "领域",
}
PARTS = {stories.CHECKS: "不一致之处", stories.ERRATA: "勘误清单", stories.HOLDING: "成立的核对"}


def counts(rows: pd.DataFrame, store: Store) -> None:
    """How many checks there are and how they ended; damage to our text of the paper apart."""
    copying.sentence(table_sentences.of_checks(rows), "checks")
    ended = table_sentences.ended_checks(rows)
    meanings = store.meanings("verdict") | {DAMAGED: "差别出自来源文本转换时的损坏，不是白皮书的差错"}
    names = [name for name in (*FINDINGS, DAMAGED) if name in ended]
    for column, name in zip(st.columns(max(len(names), 1)), names, strict=False):
        column.metric(name, f"{ended[name]} 处", help=meanings[name])


def choices(store: Store) -> str:
    """The part of the page to show, and the filters that only checks have."""
    st.session_state.setdefault(presentation.CHECKS_PART, stories.CHECKS)
    part = st.segmented_control("内容", list(PARTS), format_func=PARTS.__getitem__, key=presentation.CHECKS_PART)
    columns = st.columns(3)
    with columns[0]:
        filters.pick_many("kinds", store.codes("check_kind"), "全部种类")
    with columns[1]:
        filters.pick_many("verdicts", store.codes("verdict"), "全部结论")
    with columns[2]:
        filters.pick_many("departments", {name: name for name in store.departments}, "全部部门")
    return part or stories.CHECKS


def findings(rows: pd.DataFrame, selection: Selection, store: Store) -> None:
    """The findings; a click opens one with the numbers that took part."""
    _list(rows[rows["verdict"].isin(FINDINGS)], "不一致之处", stories.CHECKS, selection, store)


def holding(rows: pd.DataFrame, selection: Selection, store: Store) -> None:
    """The checks that found nothing, so that a reader knows what was looked at."""
    _list(rows[~rows["verdict"].isin(FINDINGS)], "成立的核对", stories.HOLDING, selection, store)


def errata(rows: pd.DataFrame, selection: Selection, store: Store) -> None:
    """What the editors should look at, by department: place, what is printed, what follows, why."""
    shown = table_stories.errata(rows)
    st.subheader(f"勘误清单 · {len(shown)} 条")
    downloads.menu(downloads.of_table(shown, selection, store, "勘误清单", stories.ERRATA), selection, store)
    for department, group in shown.groupby("部门", sort=False):
        st.markdown(f"#### {department} · {len(group)} 条")
        st.table(group.drop(columns="部门"), hide_index=True)


def _list(rows: pd.DataFrame, title: str, kind: str, selection: Selection, store: Store) -> None:
    st.subheader(f"{title} · {len(rows)} 项")
    downloads.menu(downloads.of_table(described(rows, store), selection, store, title, kind), selection, store)
    if rows.empty:
        st.info("所选条件下没有。可以去掉左侧或上方的部分条件。")
        return
    view.small(["点任一行，看所用的数、算式和出处。"])
    shown = rows[list(HEADINGS)].rename(columns=HEADINGS)
    silent = [name for name in shown if shown[name].isna().all() or (shown[name] == "").all()]
    source_card.opening(
        shown.drop(columns=silent),
        lambda row, _column: _detail(rows.iloc[row].to_dict()),
        f"checks_{title}",
        paper=printing.as_html(shown[list(table_stories.FINDING_COLUMNS.values())]),
        row_height=view.ROW_HEIGHT,
        height=min(view.TABLE_HEIGHT, view.ROW_HEIGHT * (len(shown) + 1) + 3),
        column_config={
            "说明": st.column_config.TextColumn(width="large"),
            "核对内容": st.column_config.TextColumn(width="medium"),
        },
    )


def described(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Checks with Chinese headings, the formula and the numbers used, as they are exported."""
    shown = rows[list(HEADINGS)].rename(columns=HEADINGS)
    return shown.assign(
        算式=list(rows["formula"]),
        所用的数=["；".join(numbers) for numbers in rows["numbers"]],
        识别受损=rows["damage"].map(store.codes("yes")).fillna("").to_list(),
        核对编号=list(rows["check_id"]),
        数据版本=store.dataset_version,
    )


@st.dialog("核对详情", width="large", on_dismiss="rerun")
def _detail(check: dict[str, object]) -> None:
    """One check: what is printed, what follows, the numbers used with their places."""
    st.markdown(f"#### {check['title']}")
    printed, recomputed, verdict = st.columns(3)
    printed.metric("原文所印", str(check["printed"]))
    recomputed.metric("核对结果", str(check["recomputed"]))
    verdict.metric("结论", str(check["verdict"]))
    lines = [str(check["explanation"] or "所印与核对的结果一致。")]
    if check["difference"] == check["difference"] and check["difference"] is not None:
        lines.append(f"相差：{check['difference']:g} {check['unit']}")
    if check["formula"]:
        lines.append(f"算式：{check['formula']}")
    st.markdown("\n\n".join(lines))
    numbers = check["numbers"]
    if len(numbers):  # type: ignore[arg-type]
        st.markdown("\n".join(["所用的数：", "", *(f"- {number}" for number in numbers)]))  # type: ignore[attr-defined]
    if check["indicator_id"]:
        source_card.indicator_link(str(check["indicator_id"]), "**看这个指标的说明**")
