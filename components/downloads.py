"""Files made when asked for, not on every rerun."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from whitepaper import export
from whitepaper.selection import Selection
from whitepaper.store import Store


def offer_csv(rows: pd.DataFrame, selection: Selection, store: Store) -> None:
    """A button that saves exactly these rows, in this order, as CSV."""
    st.download_button(
        "导出 CSV",
        data=lambda: export.to_csv(rows, store),
        file_name=export.file_name(selection, rows, store),
        mime="text/csv",
        on_click="ignore",
        key="csv",
        type="primary",
    )


def offer_honours(rows: pd.DataFrame, selection: Selection, store: Store) -> None:
    """A button that saves exactly these honours, in this order, as CSV."""
    st.download_button(
        "导出 CSV",
        data=lambda: export.honours_to_csv(rows, store),
        file_name=export.file_name(selection, rows, store, subject="荣誉"),
        mime="text/csv",
        on_click="ignore",
        key="honours_csv",
        type="primary",
    )


def offer_table(table: pd.DataFrame, selection: Selection, store: Store, subject: str) -> None:
    """A button that saves a table, with the headings it has on the page, as CSV."""
    st.download_button(
        "导出 CSV",
        data=lambda: export.table_to_csv(table),
        file_name=export.file_name(selection, table, store, subject=subject),
        mime="text/csv",
        on_click="ignore",
        key=f"csv_{subject}",
        type="primary",
    )


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
