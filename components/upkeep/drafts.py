"""Step 8: a draft is proofread before it is printed, and its numbers are laid into a workbook.

Of the room that reads drafts it calls `check_draft`, `commented` and `prefilled`, and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import streamlit as st

from components.frame.text import plain
from components.upkeep import giving, receiving
from components.upkeep.rounds import DRAFTS, Round
from components.views import parts
from components.widgets import plain_table, saving
from whitepaper.publishing import by_department, proofreading
from whitepaper.publishing.drafts.checking import Proof, check_draft
from whitepaper.publishing.drafts.comments import commented
from whitepaper.publishing.drafts.prefill import prefilled
from whitepaper.publishing.keying import workbooks

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD_FILE = ".docx"
HEADINGS = {column: heading for heading, column, _ in by_department.COLUMNS if column} | {"department": "部门"}
"""Column of a finding to its heading."""
PROOF, PREFILLED = "upkeep_proof", "upkeep_prefilled"
Proofread = tuple[Path, int, Proof]


def draft(round_: Round, word: str) -> None:
    """A draft in; the draft with comments, the list and the prefilled workbook out."""
    st.header("8　草稿校对（印刷之前）")
    st.markdown(
        "上传白皮书的文稿（Word，或由 Word 导出、有文字的 PDF），逐表逐句核对。"
        "原稿不动，批注加在另存的一份里；表里的数可以预填进工作簿，逐格标着待复核。"
    )
    receiving.box(f"选择文稿（{'、'.join(DRAFTS)}）", word, "draft_box")
    arrived = receiving.files(round_.drafts)
    if not arrived:
        return
    columns = st.columns(2)
    path = columns[0].selectbox("文稿", arrived, format_func=lambda one: one.name, key="draft")
    edition = giving.edition(round_.before, columns[1], "哪一年度的", "draft_edition")
    with st.container(horizontal=True):
        is_wanted = st.button("校对", key="proofread", type="primary")
        with st.container(width="content"):
            saving.button("预填的工作簿（Excel）", lambda: _prefilled(round_, path, edition), "prefill")
    if is_wanted:
        with st.status("正在读文稿，逐表逐句核对，约需半分钟"):
            st.session_state[PROOF] = path, edition, check_draft(path, round_.before, edition)
        st.rerun()
    told = st.session_state.get(PREFILLED, {}).get((path, edition), "")
    if told:
        parts.small(told.split("\n"))
    proofread: Proofread | None = st.session_state.get(PROOF)
    if proofread and proofread[:2] == (path, edition):
        findings(round_, path, proofread[2])


def findings(round_: Round, path: Path, proof: Proof) -> None:
    """What was found, to be read here or taken along."""
    st.markdown(f"**{plain(path.name)}**：{plain(proofreading.summary(proof.checks))}。")
    with st.container(horizontal=True):
        if path.suffix.lower() == WORD_FILE:
            with st.container(width="content"):
                saving.button("带批注的文稿（Word）", lambda: _commented(round_, path, proof), "commented")
        with st.container(width="content"):
            saving.button("校对清单（Excel）", lambda: _list(path, proof), "findings")
    if len(proof.findings):
        table = proof.findings[list(HEADINGS)].rename(columns=HEADINGS)
        plain_table.draw(pd.DataFrame(table).astype("string").fillna(""), "findings")


def _commented(round_: Round, path: Path, proof: Proof) -> saving.File:
    with TemporaryDirectory(dir=round_.folder) as folder:
        target = Path(folder) / f"{path.stem}-批注{path.suffix}"
        commented(path, proof.comments, target)
        return saving.File(target.name, WORD, target.read_bytes())


def _list(path: Path, proof: Proof) -> saving.File:
    content = by_department.as_xlsx(proof.checks, proof.findings)
    return saving.File(f"{path.stem}-校对.xlsx", giving.SHEET, content)


def _prefilled(round_: Round, path: Path, edition: int) -> saving.File:
    found = prefilled(path, round_.before, edition)
    st.session_state[PREFILLED] = {(path, edition): str(found)}
    return saving.File(workbooks.file_name(edition, "预填"), giving.SHEET, found.data)
