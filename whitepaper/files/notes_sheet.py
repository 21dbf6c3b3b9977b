"""The sheet 说明 of an Excel file: what a reader must know of the rows, in sections of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from whitepaper.model.keys import DERIVED
from whitepaper.printed import wording
from whitepaper.store.provenance import UNSAID, citation
from whitepaper.store.store import Store

UNFILTERED = "未筛选"
CODED = {
    "status_name": ("状态", "honour_status"),
    "level": ("级别", "level"),
    "qualifier": ("修饰语", "qualifier"),
    "kind": ("种类", "check_kind"),
    "verdict": ("结论", "verdict"),
}
"""Column of a table to its heading and the code list that explains its words."""

Line = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """A heading, and lines of a name and a text each."""

    heading: str
    lines: tuple[Line, ...]


def about(
    store: Store,
    title: str,
    filters: Mapping[str, str],
    count: int,
    made: datetime,
    fingerprint: str,
    unfollowed: str = "",
) -> Section:
    """What the file holds: title, filters as label to words, number of rows, data version."""
    chosen = [(f"筛选：{heading}", words) for heading, words in filters.items()] or [("筛选", UNFILTERED)]
    return Section(
        "关于本文件",
        (
            ("标题", title),
            *chosen,
            *([("未按此筛选", unfollowed)] if unfollowed else []),
            ("行数", f"{count} 行"),
            ("数据版本", store.dataset_version),
            ("指纹", fingerprint),
            ("生成时间", f"{made:%Y-%m-%d %H:%M}"),
        ),
    )


def explained(rows: pd.DataFrame, store: Store, fingerprint: str) -> Iterator[Section]:
    """What a reader must know of the rows: how to read them, their words, sources and findings, how to cite them."""
    ids = dict(zip(rows["indicator_id"], rows["indicator"], strict=True))
    definitions = dict(zip(rows["indicator_id"], rows["definition"], strict=True))
    yield Section("怎样读", tuple(_reading(rows)))
    yield Section("指标定义", tuple((ids[key], text or UNSAID) for key, text in definitions.items()))
    for heading, column in (("状态的含义", "status"), ("修饰语的含义", "qualifier"), ("口径的含义", "measure")):
        yield _used(heading, rows[column].map(store.codes(column)), store, column)
    yield Section("来源", tuple(_sources(rows, store)))
    yield Section("涉及的核对", tuple(_touching(rows, store)))
    yield Section(
        "如何引用",
        (("本文件", _file_citation(store, rows["edition"], fingerprint)), *_citations(ids, store)),
    )


def explained_table(table: pd.DataFrame, store: Store, fingerprint: str) -> Iterator[Section]:
    """The words in codes of a table that holds other things than rows of observations, and how to cite it."""
    for column, (heading, codelist) in CODED.items():
        if column in table:
            yield _used(f"{heading}的含义", table[column], store, codelist)
    yield Section("如何引用", (("本文件", _file_citation(store, store.frame("editions")["edition"], fingerprint)),))


def _reading(rows: pd.DataFrame) -> Iterator[Line]:
    yield "数值", "照白皮书所印，不作更正、不取整；小数位数也照所印。"
    if rows["value"].isna().any():
        yield "数值为空", "该数缺失，原因见“状态”列；不估计、不填补。"
    if (rows["status"] == DERIVED).any():
        yield "推算", "不是白皮书所印，算式见“说明”列。"
    if (rows["qualifier"] != "").any():
        yield "修饰语", "“约、超、近”等与数值一同引用；带修饰语的数不宜加总或排名。"
    if (rows["doubt"] != "").any():
        yield "存疑", "与白皮书别处不一致的数，原因写在“存疑”列；数值仍照所印。"
    if (rows["unsettled"] != "").any():
        yield "口径待核", "与白皮书别处不相合而统计范围可能不同的数，原因写在“口径待核”列。"
    if (rows["unit"] == "").any():
        yield "单位为空", "原文未标单位。"
    if (rows["period"] == "").any():
        yield "期间为空", wording.period_name("") + "。"


def _used(heading: str, names: pd.Series, store: Store, codelist: str) -> Section:
    """The words of one code list that a column uses, with their meanings."""
    meanings = store.meanings(codelist)
    used = set(names.dropna())
    lines = [(name, meanings[code]) for code, name in store.codes(codelist).items() if name in used and meanings[code]]
    return Section(heading, tuple(lines))


def _sources(rows: pd.DataFrame, store: Store) -> Iterator[Line]:
    titles = store.frame("sources").drop_duplicates(["edition", "source", "section"])
    titles = titles.set_index(["edition", "source", "section"])["title"].to_dict()
    groups = rows.groupby(["edition", "source", "section", "page", "department"], sort=False, dropna=False)
    for (edition, source, section, page, department), group in groups:
        title = titles.get((edition, source, section), "")
        parts = [
            "" if title == source else title,
            wording.section(section),
            "" if pd.isna(page) else f"第 {page} 页",
            department and f"数据来源部门：{department}",
            f"本文件引用 {len(group)} 行",
        ]
        yield f"{source}（{edition} 年度）", "；".join(filter(None, parts))


def _touching(rows: pd.DataFrame, store: Store) -> Iterator[Line]:
    """Findings in which any of the rows takes part, each once, in the order of the rows."""
    found = {str(entry["finding_id"]): entry for key in rows["key"] for entry in store.touching(key)}
    for entry in found.values():
        yield f"{entry['verdict']} · {entry['kind']}", f"{entry['title']}：{entry['explanation']}"


def _citations(names: Mapping[str, str], store: Store) -> Iterator[Line]:
    """`provenance.citation` of each indicator."""
    for key, name in names.items():
        yield name, citation(store, key)


def _file_citation(store: Store, editions: Iterable[int], fingerprint: str) -> str:
    """How to cite a file as a whole: the white papers, their publishers, data version and fingerprint."""
    used = set(editions)
    papers = [row for row in store.tables["editions"].to_pylist() if row["edition"] in used]
    cited = [f"{paper['publisher']}：《{paper['title']}》，{paper['published']}" for paper in papers]
    return "。".join([*cited, f"数据版本 {store.dataset_version}，指纹 {fingerprint}"]) + "。"
