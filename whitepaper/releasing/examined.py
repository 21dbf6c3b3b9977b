"""An examination in words: as lines, as CSV, as JSON, as an Excel file with a sheet of checks and one of details."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

import pandas as pd

from whitepaper.files.properties import Properties
from whitepaper.files.spreadsheet import harmless
from whitepaper.files.workbook import tables_to_xlsx
from whitepaper.publishing.examination import COMPARED, Check, Detail, Examination, Result, Verdict

VERDICTS = {Verdict.FAILED: "不通过", Verdict.NOTICED: "提醒", Verdict.PASSED: "通过"}
"""In words, the gravest first."""
NAMES = {
    Check.UNREVIEWED: "待复核的格子",
    Check.CONTRADICTIONS: "新的矛盾",
    Check.TENFOLD: "与上一版相差约十倍、百倍",
    Check.EMPTY: "空着的数",
    Check.TABLES: "各表的行数",
    Check.LISTS: "各名录的行数",
    Check.TOWN_REPORTS: "有要点的街镇",
    Check.TOWN_NUMBERS: "有数的街镇",
    Check.DEPARTMENTS: "有数的部门",
    Check.MISSING: "缺失的数（有原因）",
    Check.NEW: "新增的数列",
    Check.GONE: "不再列出的数列",
    Check.RENAMED: "改名的指标",
    Check.REVISED: "修订的往年数",
    Check.SLIPS: "又印一次、疑似误印的数",
    Check.UNITS: "换了单位的数",
    Check.MEASURES: "换了口径的升降（% 与百分点）",
    Check.JUMPS: "与上一版相差三倍以上",
    Check.GROWTH: "与上一版接不上的增速",
    Check.RANGE: "范围可疑的数",
    Check.ACCEPTED: "已接受的矛盾",
    Check.OPEN: "口径待核、待确认",
    Check.SPELLINGS: "写法不一",
    Check.RESEMBLING: "与上一版相像的名称",
    Check.UNLISTED: "没有登记的单位",
    Check.USUAL: "可能的笔误和没有读的文件",
    Check.UNCHECKED: "未能核对",
    Check.EXPLAINED: "舍入、截尾、识别受损",
}
"""What a check is called."""
UNCOMPARED = "没有上一版可比"
CHECK_COLUMNS = ("检查", "结果", "本版", "上一版", "待看", "说明")
DETAIL_COLUMNS = {
    "subject": "是什么",
    "place": "在白皮书何处",
    "before": "上一版",
    "now": "本版",
    "said": "说明",
    "department": "部门",
    "cell": "工作簿的格子",
    "file": "源数据文件",
    "row": "行",
}
"""Field of a detail to its heading."""
_CHECK, _VERDICT = CHECK_COLUMNS[:2]


def heading(examination: Examination) -> str:
    """`2025 年度白皮书体检（与 2024 年度相比）：不通过 1 项，提醒 9 项，通过 18 项`."""
    counts = Counter(one.verdict for one in examination.results)
    told = "，".join(f"{word} {counts[verdict]} 项" for verdict, word in VERDICTS.items())
    against = f"（与 {examination.before} 年度相比）" if examination.before else f"（{UNCOMPARED}）"
    return f"{examination.edition} 年度白皮书体检{against}：{told}"


def note(examination: Examination, result: Result) -> str:
    """What is to be known of a check that found nothing because there was nothing to compare with."""
    return UNCOMPARED if examination.before is None and result.check in COMPARED else ""


def where(detail: Detail) -> str:
    """Where a thing was typed: the cell of the workbook, else the row of the source."""
    return detail.cell or (detail.file + (f" 第 {detail.row} 行" if detail.row else ""))


def looked_at(result: Result) -> list[Detail]:
    """The details of a check that somebody has to look at."""
    return [one for one in result.details if one.verdict is not Verdict.PASSED]


def as_text(examination: Examination, most: int | None = None) -> str:
    """The checks by verdict, the gravest first, and what is to be looked at.

    most: how many details of one check are told, None for all.
    """
    lines = [f"{heading(examination)}。"]
    for verdict in VERDICTS:
        results = [one for one in examination.results if one.verdict is verdict]
        lines += [""] * bool(results)
        for one in results:
            before = "" if one.before is None else f"，上一版 {one.before}"
            told = note(examination, one) or f"{one.count}{before}"
            lines.append(f"{VERDICTS[verdict]}　{NAMES[one.check]}：{told}")
            found = looked_at(one)
            lines += [f"  {_line(detail)}" for detail in found[:most]]
            if len(found) > len(found[:most]):
                lines.append(f"  ……共 {len(found)} 处，全部见体检报告（examine）")
    return "\n".join(lines) + "\n"


def as_csv(examination: Examination) -> str:
    """The details as CSV, each with its check; of a check without any the check alone."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["check", "name", "verdict", "count", "count_before", "detail_verdict", *DETAIL_COLUMNS])
    for one in examination.results:
        own = [one.check.value, NAMES[one.check], one.verdict.value, one.count, one.before]
        for detail in one.details or (None,):
            cells = [detail.verdict.value, *_cells(detail)] if detail else []
            writer.writerow(map(harmless, [*own, *cells]))
    return stream.getvalue()


def as_json(examination: Examination) -> str:
    """The examination as a JSON object: edition, before, verdict and the checks with their details."""
    told = {
        "edition": examination.edition,
        "before": examination.before,
        "verdict": examination.verdict.value,
        "checks": [
            {
                "check": one.check.value,
                "name": NAMES[one.check],
                "verdict": one.verdict.value,
                "count": one.count,
                "before": one.before,
                "details": [asdict(detail) | {"verdict": detail.verdict.value} for detail in one.details],
            }
            for one in examination.results
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_xlsx(examination: Examination, made: datetime) -> bytes:
    """The examination as an Excel file; the same bytes for the same input."""
    title = f"{examination.edition}年度白皮书体检"
    properties = Properties(title, examination.title, examination.publisher, examination.dashboard, "", "", made)
    return tables_to_xlsx({"检查": checks_table(examination), "明细": details_table(examination)}, properties)


def checks_table(examination: Examination) -> pd.DataFrame:
    """One row a check, with the headings of CHECK_COLUMNS."""
    rows = [
        (NAMES[one.check], VERDICTS[one.verdict], one.count, one.before, len(looked_at(one)), note(examination, one))
        for one in examination.results
    ]
    table = pd.DataFrame(rows, columns=list(CHECK_COLUMNS))
    return table.astype({CHECK_COLUMNS[3]: "Int64"})


def details_table(examination: Examination) -> pd.DataFrame:
    """One row a detail, with its check and verdict before the headings of DETAIL_COLUMNS, the gravest first."""
    every = [(one, detail) for one in examination.results for detail in one.details]
    rows = [
        (NAMES[one.check], VERDICTS[detail.verdict], *_cells(detail))
        for verdict in VERDICTS
        for one, detail in every
        if detail.verdict is verdict
    ]
    table = pd.DataFrame(rows, columns=[_CHECK, _VERDICT, *DETAIL_COLUMNS.values()])
    return table.astype({DETAIL_COLUMNS["row"]: "Int64"})


def _cells(detail: Detail) -> list[object]:
    """The fields of DETAIL_COLUMNS; nothing for a row that is none."""
    return [getattr(detail, name) or None for name in DETAIL_COLUMNS]


def _line(detail: Detail) -> str:
    told = detail.said or " → ".join(filter(None, (detail.before, detail.now)))
    about = "　".join(filter(None, (detail.subject, detail.place)))
    at = where(detail)
    return "：".join(filter(None, (about, told))) + (f" [{at}]" if at else "")


TEXTS: dict[str, Callable[[Examination], str]] = {"text": as_text, "csv": as_csv, "json": as_json}
XLSX = "xlsx"
