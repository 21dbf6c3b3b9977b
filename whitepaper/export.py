"""Files that readers take home: CSV of the rows shown, ZIP of the whole dataset."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pandas as pd

from whitepaper.build import MANIFEST
from whitepaper.paths import PARQUET, SOURCE
from whitepaper.schema import LIST_SEPARATOR, load_tables
from whitepaper.selection import Selection
from whitepaper.store import Store

HEADINGS = {
    "sector": "领域",
    "subsector": "子领域",
    "indicator": "指标",
    "area": "地区",
    "category": "分类",
    "period": "期间",
    "value": "数值",
    "unit": "单位",
    "measure_name": "口径",
    "qualifier": "修饰语",
    "printed": "原文所印",
    "status_name": "状态",
    "doubt": "存疑",
    "source": "来源",
    "section": "章节",
    "page": "页码",
    "department": "部门",
    "remark": "说明",
    "definition": "定义",
    "edition": "版本",
    "dataset_version": "数据版本",
}
"""Column of a described row to its heading, in the order of the export."""

HONOUR_HEADINGS = {
    "award": "荣誉",
    "title": "项目",
    "organisation": "单位",
    "level": "级别",
    "year": "年份",
    "area": "街镇",
    "sector": "领域",
    "extra": "其他",
    "status_name": "状态",
    "source": "来源",
    "note": "说明",
    "dataset_version": "数据版本",
}
"""Column of a described honour to its heading, in the order of the export."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_ILLEGAL_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


def described(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Rows of `Store.observations` with the columns of HEADINGS, words instead of codes.

    A missing value keeps its reason in `status_name`; a derived one its formula in `remark`.
    """
    measures, statuses = store.codes("measure"), store.codes("status")
    status = rows["status"].map(statuses)
    is_missing, is_derived = rows["status"] == "missing", rows["status"] == "derived"
    remark = rows["note"].where(~is_derived, rows["status_reason"] + rows["note"])
    return rows.assign(
        measure_name=rows["measure"].map(measures),
        status_name=status.where(~is_missing, status + "：" + rows["status_reason"]),
        remark=remark,
    )[list(HEADINGS)]


def to_csv(rows: pd.DataFrame, store: Store) -> bytes:
    """The rows, in their order, as UTF-8 CSV with a byte order mark, ready for Excel and WPS."""
    table = described(rows, store)
    return _csv_bytes([list(HEADINGS.values()), *table.itertuples(index=False, name=None)])


def honours_described(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Rows of `Store.honours` with the headings of HONOUR_HEADINGS, words instead of codes."""
    statuses = store.codes("honour_status")
    shown = rows.assign(status_name=rows["status"].map(statuses), dataset_version=store.dataset_version)
    return shown[list(HONOUR_HEADINGS)].rename(columns=HONOUR_HEADINGS)


def table_to_csv(table: pd.DataFrame) -> bytes:
    """A table with the headings it has on the page, as CSV like `to_csv`."""
    return _csv_bytes([list(table.columns), *table.itertuples(index=False, name=None)])


def as_text(table: pd.DataFrame) -> str:
    """A table as text with tabs, to paste into Excel, Word or a message."""
    lines = [list(table.columns), *table.itertuples(index=False, name=None)]
    return "\n".join("\t".join(_one_line(harmless(_plain(cell))) for cell in line) for line in lines)


def file_name(selection: Selection, count: int, store: Store, subject: str = "数据") -> str:
    """A name, without its ending, that says what is in the file: what was chosen, how many rows, which data version."""
    parts = [f"闵行区质量{subject}"]
    if selection.sector:
        parts.append(store.name("sectors", selection.sector))
    if selection.subsector:
        parts.append(store.name("subsectors", selection.subsector))
    for table, ids in (("areas", selection.towns), ("indicators", selection.indicators)):
        names = [store.name(table, key) for key in ids]
        parts.append("、".join(names[:2]) + (f"等{len(names)}项" if len(names) > 2 else ""))
    for chosen in (
        selection.years,
        selection.levels,
        selection.awards,
        selection.award_years,
        selection.kinds,
        selection.verdicts,
        selection.departments,
    ):
        parts.append("、".join(str(value) for value in chosen))
    parts.append(selection.text)
    parts.extend([f"{count}行", store.dataset_version])
    return "_".join(safe_name(part) for part in parts if part)


def safe_name(text: str) -> str:
    """A text as part of a file name: without what Windows forbids, at most 40 characters."""
    return _ILLEGAL_IN_NAMES.sub("", text)[:40]


def dataset_zip(store: Store, folder: Path = PARQUET) -> bytes:
    """Every table as CSV and Parquet, with a data dictionary; the same bytes for the same data."""
    declared = load_tables(SOURCE / "dictionary.csv")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        dictionary: list[tuple[object, ...]] = [("表", "列", "标题", "类型", "可为空", "主键次序", "取值来自", "含义")]
        for name, table in declared.items():
            dictionary.extend(
                (
                    name,
                    c.name,
                    c.heading,
                    c.type,
                    "否" if c.is_required else "是",
                    c.key_position or "",
                    c.reference,
                    c.meaning,
                )
                for c in table.columns
            )
            rows: list[object] = [table.names, *_cells(store.frame(name))]
            _add(archive, f"csv/{name}.csv", _csv_bytes(rows))
            _add(archive, f"parquet/{name}.parquet", (folder / f"{name}.parquet").read_bytes())
        _add(archive, "数据字典.csv", _csv_bytes(dictionary))
        _add(archive, f"parquet/{MANIFEST}", (folder / MANIFEST).read_bytes())
    return buffer.getvalue()


def harmless(cell: object) -> object:
    """A cell that no spreadsheet runs as a formula; numbers, negative ones too, stay numbers."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell


def _csv_bytes(rows: object) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    assert isinstance(rows, list)
    for row in rows:
        writer.writerow([harmless(_plain(cell)) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _plain(cell: object) -> object:
    """A cell as CSV writes it: nothing for nothing, and 136 rather than 136.0."""
    if cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def _one_line(cell: object) -> str:
    return " ".join(str(cell).split())


def _cells(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    lists = [
        column
        for column in frame
        if frame[column].map(lambda cell: hasattr(cell, "__len__") and not isinstance(cell, str)).any()
    ]
    flat = frame.assign(**{column: frame[column].map(LIST_SEPARATOR.join) for column in lists})
    return list(flat.itertuples(index=False, name=None))


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _FIXED_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)
