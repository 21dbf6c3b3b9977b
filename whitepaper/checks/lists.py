"""Names in the lists of one paper that resemble those of an earlier one and are not they."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from whitepaper.checks.judgement import TO_CONFIRM
from whitepaper.checks.operands import LIST_NAMES, Paper
from whitepaper.checks.outcome import NEITHER, Head, Outcome
from whitepaper.model import organisations
from whitepaper.model.text import letters
from whitepaper.printed.reading import unnumbered

NAMES = "名录名称"
COLUMNS = (("honours", "organisation"), ("honours", "award"), ("honours", "title"), ("policies", "title"))
RESEMBLING = 88
"""Of 100, from which two names look like one."""


def checks(paper: Paper, earlier: Sequence[Paper]) -> Iterator[tuple[Head, Outcome]]:
    """The names of a paper to ask about: each once, with the nearest of those that an earlier paper lists."""
    known_organisations = organisations.index(paper.listed("organisations")) if earlier else {}
    for name, column in COLUMNS:
        known = {text for one in earlier for text in one.listed(name)[column] if text}
        if not known:
            continue
        comparable = {text: _stem(text) for text in known}
        for text in dict.fromkeys(paper.listed(name)[column]):
            if not text or text in known or _stem(text) in comparable.values():
                continue
            if column == "organisation" and organisations.resolve(text, known_organisations):
                continue  # a spelling that organisations.csv knows
            found = process.extractOne(_stem(text), comparable, scorer=fuzz.ratio, score_cutoff=RESEMBLING)
            if found:
                yield _asked(name, column, text, found[2])


def _stem(text: str) -> str:
    """A name without what changes from year to year: numbers of years, of batches, of terms."""
    return unnumbered(letters(text))


def _asked(name: str, column: str, text: str, known: str) -> tuple[Head, Outcome]:
    title = f"{LIST_NAMES[name]}：{text}"
    said = f"这一年度印作“{text}”，较早的年度印作“{known}”。"
    head = Head(f"name:{name}:{column}:{text}", NAMES, title, "请核实是否同一个。", NEITHER)
    return head, Outcome(TO_CONFIRM, text, known, said=said)
