"""The checks for the people who write the paper: source CSVs or a draft in, the findings as text or a file out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from whitepaper.checks.judgement import CONTRADICTION, FINDINGS, HOLDS, UNCHECKED
from whitepaper.model.errors import EditionMissingError
from whitepaper.publishing.build import tables_of
from whitepaper.publishing.by_department import as_xlsx

COLUMNS = (
    "finding_id",
    "verdict",
    "kind",
    "title",
    "place",
    "department",
    "printed",
    "recomputed",
    "difference",
    "explanation",
    "is_new",
)


NEW = (
    f"有 {{}} 处{CONTRADICTION}不在已接受清单（accepted_findings.csv）上。"
    "确认照印的，把行末方括号里的编号和所印填在工作簿的“已接受的矛盾”里。"
)


def check_source(root: Path, edition: int | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Run all checks on the CSVs under `root`; gives the tables `checks` and `findings` of one edition.

    edition: the white paper that is judged, the latest one that has numbers where none is named. Nothing is written.
    Raises SourceError with every problem when the CSVs are not of the declared form, EditionMissingError when there is
    no such paper.
    """
    tables = tables_of(root)
    known = sorted(set(tables["observations"]["edition"].to_pylist()))
    judged = edition or known[-1]
    if judged not in known:
        raise EditionMissingError(f"没有 {judged} 年度白皮书的数；现有 {'、'.join(map(str, known))}")
    checks, findings = (tables[name].to_pandas() for name in ("checks", "findings"))
    return checks[checks["edition"] == judged], findings[findings["edition"] == judged]


def summary(checks: pd.DataFrame) -> str:
    """`389 项核对，302 项成立；矛盾 31，…`."""
    counts = checks["verdict"].value_counts()
    others = [f"{verdict} {counts[verdict]}" for verdict in (*FINDINGS, UNCHECKED) if verdict in counts]
    return f"{len(checks)} 项核对，{counts.get(HOLDS, 0)} 项成立" + ("；" + "，".join(others) if others else "")


def as_text(checks: pd.DataFrame, findings: pd.DataFrame) -> str:
    """Findings by verdict, the gravest first, each with its place and explanation; new contradictions marked 新."""
    paper = f"{checks['edition'].iat[0]} 年度白皮书：" if len(checks) else ""
    lines = [f"{paper}{summary(checks)}。"]
    for group in FINDINGS:
        rows = findings[findings["verdict"] == group]
        if len(rows):
            lines += ["", f"{group}（{len(rows)}）"]
        for row in rows.itertuples():
            mark = "【新】" if row.is_new else ""
            lines.append(f"  {mark}{row.kind}　{row.title}：{row.explanation} [{row.check_id}]")
    new = int((findings["is_new"] == "yes").sum())
    lines += ["", NEW.format(new) if new else "没有新的矛盾。"]
    return "\n".join(lines) + "\n"


def as_csv(_checks: pd.DataFrame, findings: pd.DataFrame) -> str:
    """Findings as CSV with the column names of the data dictionary."""
    return str(findings[list(COLUMNS)].to_csv(index=False, lineterminator="\n"))


def as_json(_checks: pd.DataFrame, findings: pd.DataFrame) -> str:
    """Findings as a JSON list of objects."""
    rows = findings[list(COLUMNS)].astype(object)
    records = rows.where(rows.notna(), None).to_dict("records")
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[pd.DataFrame, pd.DataFrame], str | bytes]] = {
    "text": as_text,
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
}
