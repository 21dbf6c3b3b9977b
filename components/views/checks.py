"""What the checks found: counts by verdict, findings, checks that hold, the list for the editors."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.frame import filters
from components.frame.pages import CHECK_PARTS, PAGES
from components.frame.text import plain
from components.take_home import contents, menu
from components.views import parts
from components.widgets import copying, plain_table, source_card
from whitepaper.checks.judgement import FINDINGS
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling import lists, revisions, table_sentences
from whitepaper.telling.sheets import texts


def counts(rows: pd.DataFrame, store: Store) -> None:
    """How many checks there are and how they ended."""
    copying.sentence(table_sentences.of_checks(rows), "checks")
    ended = table_sentences.ended_checks(rows)
    meanings = store.meanings("verdict")
    names = [name for name in FINDINGS if name in ended]
    with st.container(horizontal=True, gap="large"):
        for name in names:
            st.metric(plain(name), f"{ended[name]} 处", help=plain(meanings[name]), width="content")


def choices() -> str:
    """The part of the page to show, and the filters that only checks have."""
    part = parts.switch(PAGES["checks"])
    filters.boxes(PAGES["checks"])
    return part


def findings(rows: pd.DataFrame, selection: Selection, store: Store) -> None:
    """The findings; a click opens one with the numbers that took part."""
    _list(rows[rows["verdict"].isin(FINDINGS)], stories.CHECKS, selection, store)


def holding(rows: pd.DataFrame, selection: Selection, store: Store) -> None:
    """The checks that found nothing, so that a reader knows what was looked at."""
    _list(rows[~rows["verdict"].isin(FINDINGS)], stories.HOLDING, selection, store)


def errata(rows: pd.DataFrame, selection: Selection, store: Store) -> None:
    """What the editors should look at, by department: place, what is printed, what follows, why."""
    found = lists.errata(rows)
    st.header(f"{CHECK_PARTS[stories.ERRATA]} · {len(found.lines)} 条")
    subject = CHECK_PARTS[stories.ERRATA]
    menu.offer(contents.of_cells(found, selection, store, subject, stories.ERRATA), store)
    by_department = found.shown.assign(department=found.texts("department")).groupby("department", sort=False)
    shown = list(lists.FINDING_HEADINGS.values())
    for department, group in by_department:
        st.markdown(f"### {plain(department)} · {len(group)} 条")
        plain_table.draw(group[shown], f"errata_{department}")


def revised(selection: Selection, store: Store) -> None:
    """What later white papers print differently; a cell opens the source card of the new number."""
    table = revisions.revisions(store, selection)
    st.header(f"{CHECK_PARTS[stories.REVISIONS]} · {len(table.lines)} 个")
    menu.offer(contents.of_cells(table, selection, store, CHECK_PARTS[stories.REVISIONS], stories.REVISIONS), store)
    copying.sentence(revisions.sentence(store, selection, table), "revisions")
    if table.lines:
        source_card.clickable(table, "revisions")


def _list(rows: pd.DataFrame, kind: str, selection: Selection, store: Store) -> None:
    title = CHECK_PARTS[kind]
    st.header(f"{title} · {len(rows)} 项")
    full, headings = lists.checks_in_full(rows, store), lists.check_headings(store)
    menu.offer(contents.of_table(full, headings, selection, store, title, kind), store)
    if rows.empty:
        st.info("所选条件下没有。可以去掉侧栏或上方的部分条件。")
        return
    parts.hint("点任一行，看所用的数、算式和出处。", kind)
    listed = [column for column in lists.CHECK_HEADINGS if column not in lists.ASIDE]
    apart = [lists.apart(check) for check in rows.to_dict("records")]
    shown = texts(rows.assign(difference=apart)[listed].rename(columns=lists.CHECK_HEADINGS))
    silent = [name for name in shown if (shown[name] == "").all()]
    opened = lambda line, _: _detail(rows.iloc[line].to_dict())  # noqa: E731  said once
    plain_table.draw(shown.drop(columns=silent), f"checks_{kind}", opened)


def facts(check: dict[str, Any]) -> list[tuple[str, str]]:
    """One check as headings with their texts, as its card shows them. check: a row of `Store.checks`."""
    lines = [("", line) for line in [*_lines(check), *check["numbers"]]]
    heads = [("核对内容", check["title"]), ("原文所印", check["printed"]), ("核对结果", check["recomputed"])]
    return [*heads, ("结论", check["verdict"]), *lines]


def _lines(check: dict[str, Any]) -> list[str]:
    lines = [str(check["explanation"] or "所印与核对的结果一致。")]
    if apart := lists.apart(check):
        lines.append(f"相差：{apart}")
    if check["formula"]:
        lines.append(f"算式：{check['formula']}")
    return lines


@st.dialog("核对详情", width="large", on_dismiss="rerun")
def _detail(check: dict[str, Any]) -> None:
    """One check: what is printed, what follows, the numbers used with their places."""
    st.markdown(f"### {plain(check['title'])}")
    printed, recomputed, verdict = st.columns(3)
    printed.metric("原文所印", plain(check["printed"]))
    recomputed.metric("核对结果", plain(check["recomputed"]))
    verdict.metric("结论", plain(check["verdict"]))
    st.markdown("\n\n".join(map(plain, _lines(check))))
    numbers = check["numbers"]
    if len(numbers):
        st.markdown("\n".join(["所用的数：", "", *(f"- {plain(number)}" for number in numbers)]))
    if check["indicator_id"]:
        source_card.indicator_link(str(check["indicator_id"]), "**看这个指标的说明**")
