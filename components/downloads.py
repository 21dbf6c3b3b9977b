"""One menu of files on every page, each made when it is asked for, not on every rerun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import pandas as pd
import streamlit as st

from components import filters
from whitepaper import export, fingerprints, workbook
from whitepaper.selection import Selection, to_query
from whitepaper.store import Store

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_COPIED = 200


@dataclass(frozen=True)
class Content:
    """What a page can hand out.

    subject: begins the file names; count: rows, which the names hold too; csv, xlsx: makers of the files; table: what is
    copied as text.
    """

    subject: str
    count: int
    csv: Callable[[], bytes]
    xlsx: Callable[[], bytes]
    table: Callable[[], pd.DataFrame]


def of_observations(rows: pd.DataFrame, selection: Selection, store: Store) -> Content:
    """Exactly these observations, as files."""
    mark = partial(fingerprints.fingerprint, rows, store.dataset_version)
    title = "闵行区质量数据"
    return Content(
        subject="数据",
        count=len(rows),
        csv=lambda: export.to_csv(rows, store),
        xlsx=lambda: workbook.to_xlsx(rows, store, title, _words(selection), datetime.now().astimezone(), mark()),
        table=lambda: export.described(rows, store).rename(columns=export.HEADINGS),
    )


def of_table(table: pd.DataFrame, selection: Selection, store: Store, subject: str) -> Content:
    """A table with the headings it has on the page."""
    now = datetime.now().astimezone
    return Content(
        subject=subject,
        count=len(table),
        csv=lambda: export.table_to_csv(table),
        xlsx=lambda: workbook.table_to_xlsx(table, store, subject, _words(selection), now(), store.dataset_version),
        table=lambda: table,
    )


def of_honours(rows: pd.DataFrame, selection: Selection, store: Store) -> Content:
    """Exactly these honours."""
    return of_table(export.honours_described(rows, store), selection, store, "荣誉")


def menu(content: Content, selection: Selection, store: Store) -> None:
    """The menu 导出: CSV, Excel, link, and the table as text to copy."""
    stem = partial(export.file_name, selection, content.count, store, content.subject)
    key = content.subject
    with st.popover(
        "导出", type="primary", icon=":material/download:", key=f"export_{key}", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        _button("CSV", content.csv, stem(suffix="csv"), "text/csv", f"csv_{key}")
        _button("Excel", content.xlsx, stem(suffix="xlsx"), XLSX, f"xlsx_{key}")
        st.markdown("链接")
        query = "&".join(f"{name}={value}" for name, value in to_query(selection).items())
        address = str(st.context.url or "").partition("?")[0]
        st.code(f"{address}?{query}" if query else address, language=None, wrap_lines=True)
        st.markdown(f"复制表格（前 {MOST_COPIED} 行）" if content.count > MOST_COPIED else "复制表格")
        st.code(export.as_text(content.table().head(MOST_COPIED)), language=None, height=120)


def offer_dataset(store: Store) -> None:
    """A button that saves the whole dataset as ZIP."""
    st.download_button(
        "下载全部数据（ZIP）",
        data=lambda: export.dataset_zip(store),
        file_name=f"闵行区质量数据_全部_{store.dataset_version}.zip",
        mime="application/zip",
        on_click="ignore",
        key="zip",
        type="primary",
    )


def _button(label: str, data: Callable[[], bytes], name: str, mime: str, key: str) -> None:
    st.download_button(label, data=data, file_name=name, mime=mime, on_click="ignore", key=key, width="stretch")


def _words(selection: Selection) -> dict[str, str]:
    return {filters.LABELS[name]: text for name, text in filters.in_words(selection).items()}
