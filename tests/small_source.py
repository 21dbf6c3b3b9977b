"""A small source folder that builds, for tests that break it in one place."""

import csv
import io
import shutil
from functools import cache
from pathlib import Path

from whitepaper.checks.judgement import VERDICTS

DECLARATIONS = Path(__file__).resolve().parents[1] / "data" / "source"
"""Where the project declares its forms and tables; only forms.csv and dictionary.csv are read here."""
TABLES: dict[str, list[list[str]]] = {
    "editions.csv": [["2024", "质量白皮书", "某局", "2025-09"]],
    "codelists.csv": [
        ["measure", "level", "数值", ""], ["measure", "yoy_pct", "同比（%）", ""],
        ["status", "reported", "白皮书所印", ""], ["status", "derived", "推算", ""], ["status", "missing", "缺失", ""],
        ["missing_reason", "原文为图片", "原文为图片", ""], ["unit", "%", "%", ""], ["unit", "亿元", "亿元", ""],
        ["polarity", "1", "越高越好", ""], ["yoy_basis", "nominal", "名义增速", ""], ["qualifier", "约", "约", "大约"],
        ["area_kind", "区", "区", ""], ["area_kind", "镇", "镇", ""], ["industry_group", "food", "食品", ""],
        ["organisation_kind", "企业", "企业", ""], ["level", "市级", "市级", ""],
        ["honour_status", "reported", "照录", ""],
        ["note_kind", "现状", "现状", ""], ["chart", "chart", "图", ""],
        *(["check_kind", kind, kind, ""] for kind in ("合计", "比率", "增速", "占比", "表文", "计数", "名称", "范围")),
        *(["verdict", word, word, ""] for word in VERDICTS),
        *(["doubts", side, side, ""] for side in ("result", "operands", "both", "none")),
        ["check_scope", "same", "范围一致", ""], ["check_scope", "unclear", "范围未明", ""], ["yes", "yes", "是", ""],
        ["measured_unit", "%", "%", ""], ["synonym", "产值", "总值", ""],
        ["revision_size", "10", "10% 以上", ""], ["question_kind", "intent", "问什么", ""],
    ],
    "sectors.csv": [["economy", "经济", "1"]],
    "subsectors.csv": [["economy.totals", "economy", "总量", "1"]],
    "indicators.csv": [
        ["economy.gdp", "总值", "economy.totals", "亿元", "2", "1", "定义", "", "", "", "", "nominal", "", "", "GDP",
         "economy.rate"],
        ["economy.rate", "合格率", "economy.totals", "%", "1", "1", "定义", "合格数", "受检数", "", "", "", "", "",
         "", ""],
    ],
    "areas.csv": [
        ["310112", "闵行区", "", "区", "", "", "", ""],
        ["310112101", "莘庄镇", "莘庄", "镇", "310112", "1", "121.371", "31.116"],
    ],
    "profile.csv": [
        ["title", "质量看板"], ["subject", "质量"], ["district", "310112"], ["centre_lon", "121.4"],
        ["centre_lat", "31.1"], ["extent_lon", "0.3"], ["extent_lat", "0.2"], ["map_note", "示意"],
        ["questions", "总值多少"],
    ],
    "colours.csv": [["industry_group", "food", "#ddcc77"]],
    "question_words.csv": [["intent", "level", "多少|几", ""]],
    "headlines.csv": [["economy", "1", "economy.gdp", "310112", "", "生产总值"]],
    "organisations.csv": [
        ["org:001", "甲研究所", "甲所", "310112101", "企业", "", ""],
        ["org:002", "乙公司", "", "", "企业", "", ""],
    ],
    "2024/honours.csv": [
        ["表33", "1", "项目", "甲所、乙公司", "奖", "市级", "2024", "", "", "reported", "", "第二章", "economy"],
    ],
    "views.csv": [["economy.totals.gdp", "economy.totals", "1", "总值", "economy.gdp", "chart", ""]],
    "checks.csv": [
        ["economy.gdp.growth", "增速", "总值增速", "economy.gdp{measure=yoy_pct}", "economy.gdp",
         "economy.gdp{period={Y-1}}", "", "same", "result", "", ""],
    ],
    "2024/restatements.csv": [
        ["economy.gdp", "310112", "", "2024", "level", "1", "110.0", "亿元", "正文", "前言", "same", "", ""],
    ],
    "2024/accepted_findings.csv": [],
    "2024/industries.csv": [["310112101", "9", "食品产业", "food"]],
    "names.csv": [],
    "breaks.csv": [],
    "2024/policies.csv": [],
    "2024/cases.csv": [],
    "2024/town_notes.csv": [["310112101", "1", "现状", "要点"]],
    "2024/sources.csv": [["table-01", "表1", "总量", "前言", "1", "统计局", "4"]],
    "2024/observations/table-01.csv": [
        ["economy.gdp", "310112", "", "2024", "level", "110.0", "亿元", "", ""],
        ["economy.gdp", "310112", "", "2024", "yoy_pct", "10.0", "%", "", ""],
        ["economy.rate", "310112", "甲", "2023", "level", "", "%", "原文为图片", ""],
        ["economy.rate", "310112101", "乙", "2024", "level", "约95.6%", "%", "", "=1+1"],
    ],
}  # fmt: skip


def written(root: Path) -> Path:
    """A folder with every form filled in: two indicators, two areas, four observations, one check."""
    root.mkdir(exist_ok=True)
    for name in ("forms.csv", "dictionary.csv"):
        shutil.copy(DECLARATIONS / name, root / name)
    for name, rows in TABLES.items():
        write_table(root, name, rows)
    return root


def write_table(root: Path, name: str, rows: list[list[str]]) -> None:
    """Write one form with the headings that forms.csv declares for it; cells that a row lacks at its end are empty."""
    form = "observations" if "/observations/" in name else Path(name).stem
    headings = _headings((root / "forms.csv").read_text(encoding="utf-8"), form)
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(
            [headings, *([*row, *[""] * (len(headings) - len(row))][: len(headings)] for row in rows)]
        )


@cache
def _headings(forms: str, form: str) -> list[str]:
    return [row["column"] for row in csv.DictReader(io.StringIO(forms)) if row["form"] == form]
