"""Names in the lists of one paper that resemble those of an earlier one and are not they."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from whitepaper.checks.judgement import TO_CONFIRM
from whitepaper.checks.operands import LIST_NAMES, Paper
from whitepaper.checks.outcome import NEITHER, Head, Outcome
from whitepaper.model import organisations
from whitepaper.model.text import letters
from whitepaper.printed.reading import unnumbered

NAMES = "名录名称"
ORGANISATION = "organisation"
COLUMNS = (("honours", ORGANISATION), ("honours", "award"), ("honours", "title"), ("policies", "title"))
RESEMBLING = 88
"""Of 100, from which two names look like one."""


def checks(paper: Paper, earlier: Sequence[Paper]) -> Iterator[tuple[Head, Outcome]]:
    """The names of a paper to ask about: each once, with the nearest of those that an earlier paper lists."""
    index = organisations.index(paper.listed("organisations")) if earlier else {}
    for name, column in COLUMNS:
        known = {text for one in earlier for text in _names(one, name, column, index)}
        if not known:
            continue
        comparable = {text: _stem(text) for text in known}
        for text in dict.fromkeys(_names(paper, name, column, index)):
            if text in known or _stem(text) in comparable.values():
                continue
            if column == ORGANISATION and organisations.resolve(text, index):
                continue  # a spelling that organisations.csv knows
            found = process.extractOne(_stem(text), comparable, scorer=fuzz.ratio, score_cutoff=RESEMBLING)
            if found:
                yield _asked(name, column, text, found[2])


def _names(paper: Paper, name: str, column: str, index: Mapping[str, str]) -> list[str]:
    """The names in one column of a list; a cell may name several organisations."""
    cells = paper.listed(name)[column]
    if column == ORGANISATION:
        cells = [one for cell in cells for one in organisations.names(cell, index)]
    return [cell for cell in cells if cell]


def _stem(text: str) -> str:
    """A name without what changes from year to year: numbers of years, of batches, of terms."""
    return unnumbered(letters(text))


def _asked(name: str, column: str, text: str, known: str) -> tuple[Head, Outcome]:
    title = f"{LIST_NAMES[name]}：{text}"
    said = f"这一年度印作“{text}”，较早的年度印作“{known}”。"
    head = Head(f"name:{name}:{column}:{text}", NAMES, title, "请核实是否同一个。", NEITHER)
    return head, Outcome(TO_CONFIRM, text, known, said=said)
