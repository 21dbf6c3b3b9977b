"""The numbers of a sentence against the table that it refers to."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from whitepaper.checks.comparison import Placing, compared, same
from whitepaper.checks.grids.found import Paragraph, Said
from whitepaper.checks.grids.grid import Block, Cell, Units, cell
from whitepaper.checks.grids.slips import FEWEST_TYPED, figures, is_slip
from whitepaper.checks.judgement import CONTRADICTION, EXPLAINED, Following, Rule, judge
from whitepaper.checks.operands import Term
from whitepaper.checks.outcome import Outcome
from whitepaper.model.text import unspaced
from whitepaper.printed import headings
from whitepaper.printed.intervals import HUNDREDTHS, is_convertible, quantity
from whitepaper.printed.reading import FALLING, QUALIFIERS_AFTER, QUALIFIERS_BEFORE, RISING, read_printed

FEWEST_DIGITS = 4
"""Digits from which a number that differs in one of them is no other number by chance."""
CONFIRMING = 3
"""Digits from which a number that stands in both is the same one."""
NEXT_POWER, POWER = 10, 1e-9
"""Times that a slip in one digit may change a number; how near to a power of ten is one."""
FARTHEST = 3
"""Times that two prints of one number may differ: `近 1/2` and 43 %."""
SHORTEST_NAME = 2
FURTHEST = 10
"""Letters between the name of a row, or a number of it, and the next number of it."""
_MARKS = set("⁰¹²³⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_ENDS = re.compile(r"[。；;！]")


@dataclass(frozen=True)
class Against:
    """A number of a sentence that is not what the table says."""

    said: Said
    shown: Term
    outcome: Outcome


def level(text: str) -> str:
    """A text with its letters of half width, each in its place; marks of footnotes are blank."""
    return "".join(
        " " if letter in _MARKS else folded if len(folded := unicodedata.normalize("NFKC", letter)) == 1 else letter
        for letter in text
    )


def numbers(paragraph: Paragraph, units: Units) -> list[Said]:
    """The numbers with units of a paragraph, in order; years are none."""
    text = level(paragraph.text)
    found = []
    for match in _pattern(frozenset(units.known)).finditer(text):
        unit = re.sub(r"\s", "", match["unit"])
        number = match["number"].replace(",", "")
        if headings.counts_years(unit) or (match["range"] and match["range"].strip()):
            continue
        direction = next((word for word in (*FALLING, *RISING) if match["before"].rstrip().endswith(word)), "")
        before = next((word for word in QUALIFIERS_BEFORE if match["before"].rstrip().endswith(word)), "")
        printed = f"{direction or before}{number}{match['after'] or ''}"
        reading = read_printed(printed, unit)
        row = {
            "printed": printed, "unit": unit, "value": reading.value, "qualifier": reading.qualifier,
            "source": paragraph.place, "section": "", "at": (-1, paragraph.index, match.start("number")),
            "department": "", "is_signed": bool(direction),
        }  # fmt: skip
        term = Term(row, quantity(printed, unit, units.measured))
        found.append(Said(term, paragraph, match.start("number"), match.end()))
    return found


@lru_cache(maxsize=4)
def _pattern(known: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(r"\s*".join(map(re.escape, unit)) for unit in sorted(known, key=len, reverse=True) if unit)
    after = "|".join(QUALIFIERS_AFTER)
    return re.compile(
        rf"(?P<before>(?<![\d.])\D{{0,6}}?)(?P<range>\d[\d.]*%?\s*[-–—~至/]\s*)?"
        rf"(?P<number>(?<![\d.])\d+(?:,\d{{3}})*(?:\.\d+)?)\s*(?P<after>{after})?\s*(?P<unit>{words})"
    )


def against(
    placing: Placing, paragraph: Paragraph, tables: Mapping[int, Sequence[Block]], units: Units
) -> tuple[list[Against], list[Term]]:
    """What a paragraph says otherwise than the tables it refers to, and the numbers of tables that it says again."""
    references = headings.referred(level(paragraph.text))
    if not references:
        return [], []
    said = numbers(paragraph, units)
    found, confirmed, begin = [], [], 0
    for wanted, start, end in references:
        blocks = [block for number in wanted for block in tables.get(number, ())]
        own = [one for one in said if begin <= one.start < start]
        begin = end
        again = {(one.start, cell(term)): term for one in own for term in _again(one.term, blocks)}
        confirmed += [term for (at, _), term in again.items() if _digits(_said_at(own, at).term) >= CONFIRMING]
        matched = {at for at, _ in again}
        taken = {at for _, at in again}
        for one in own:
            if one.start in matched:
                continue
            before = [other.start in matched for other in own if other.start < one.start]
            shown = _nearly(one.term, blocks, taken) or _named(one, blocks, before, is_about=bool(matched))
            if shown is not None:
                outcome = compared(placing, one.term, [[shown]], same, Rule(is_repeat=True))
                if outcome.verdict == CONTRADICTION:
                    found.append(Against(one, shown, outcome))
    return found, confirmed


def _said_at(said: Sequence[Said], at: int) -> Said:
    return next(one for one in said if one.start == at)


def _again(term: Term, blocks: Sequence[Block]) -> Iterator[Term]:
    """The numbers of tables that are the same as one of a sentence."""
    for block in blocks:
        for shown in block.numbers.values():
            if _is_of_one_kind(term, shown) and _is_same(term, shown):
                yield shown


def _is_of_one_kind(term: Term, shown: Term) -> bool:
    if shown.unit == "":
        return term.unit not in HUNDREDTHS
    if term.unit in HUNDREDTHS or shown.unit in HUNDREDTHS:
        return term.unit == shown.unit
    return is_convertible(term.unit, shown.unit)


def _is_same(term: Term, shown: Term) -> bool:
    """Whether two prints may be one number; a direction that the sentence does not say is no difference."""
    sizes = sorted([abs(term.quantity.value), abs(shown.quantity.value)])
    if sizes[1] > FARTHEST * sizes[0] and sizes[0]:
        return False
    quantity_shown = shown.quantity
    is_turned = not term.row["is_signed"] and term.quantity.value * quantity_shown.value < 0
    following = Following(quantity_shown.value, quantity_shown.rounded, quantity_shown.cut)
    if is_turned:
        following = Following(-following.exact, -following.rounded, -following.cut)
    return judge(term.quantity, following, Rule(is_repeat=True)) in EXPLAINED


def _named(said: Said, blocks: Sequence[Block], before: Sequence[bool], *, is_about: bool) -> Term | None:
    """The one number of a table that stands under the names before a number of a sentence; none where several may.

    before: of each number before it, whether the table has it; is_about: whether it has any of what the sentence says.
    """
    text = level(said.paragraph.text)[: said.start]
    sentence = unspaced(_ENDS.split(text)[-1])
    if headings.is_apart(sentence):
        return None
    best: tuple[int, int] = (0, 0)
    found: list[Term] = []
    for block in blocks:
        for row in range(len(block.rows)):
            for name in map(headings.named, block.rows[row]):
                at = sentence.rfind(name) if len(name) >= SHORTEST_NAME else -1
                furthest = FURTHEST if len(name) > SHORTEST_NAME else SHORTEST_NAME
                if at < 0 or not _goes_on(sentence[at + len(name) :], before, furthest):
                    continue
                rank = (at + len(name), len(name))
                if rank < best:
                    continue
                if rank > best:
                    best, found = rank, []
                is_short = len(name) <= SHORTEST_NAME
                own = _under(said, block, row, sentence, is_short=is_short)
                if len(own) != 1:
                    is_beside = is_about and sentence.endswith(name)
                    several = _under(said, block, row, sentence, is_short=is_short and not is_beside)
                    own = [term for term in several if _is_typed(said.term, term)] or own
                found += own
    found = found or _of_all(said, blocks, sentence)
    unique = {cell(term): term for term in found}
    shown = next(iter(unique.values())) if len(unique) == 1 else None
    return shown if shown and _is_of_like_size(said.term, shown) else None


def _is_of_like_size(term: Term, shown: Term) -> bool:
    """Whether one number may be the other with a wrong digit, or a decimal point in the wrong place."""
    sizes = sorted([abs(float(term.quantity.value)), abs(float(shown.quantity.value))])
    ratio = sizes[1] / sizes[0] if sizes[0] else math.inf
    return ratio < NEXT_POWER or abs(math.log10(ratio) % 1) < POWER


def _goes_on(text: str, before: Sequence[bool], furthest: int) -> bool:
    """Whether what stands between a name and a number speaks of that name alone.

    text: between them, without spaces; before: of each number before this one, whether the table has it; furthest: how
    many letters may stand between them.
    """
    between = re.split(r"\d[\d.]*", text)
    count = len(between) - 1
    return len(between[-1]) <= furthest and count <= len(before) and (count == 0 or all(before[-count:]))


def _under(said: Said, block: Block, row: int, sentence: str, *, is_short: bool) -> list[Term]:
    """The numbers of a row that a number of a sentence may be."""
    is_change = bool(said.term.row["is_signed"])
    fitting = [
        at
        for at, term in block.line(row).items()
        if _is_of_one_kind(said.term, term)
        and (said.term.unit not in HUNDREDTHS or headings.is_change(block.column(at)) == is_change)
    ]
    called = [at for at in fitting if (name := headings.named(block.last(at))) and name in sentence]
    chosen = called or ([] if is_short else fitting)
    return [block.line(row)[at] for at in chosen]


def _is_typed(said: Term, shown: Term) -> bool:
    """Whether one number is the other with a slip, and long enough for that to be no chance."""
    return _digits(said) >= FEWEST_TYPED and is_slip(figures(said), figures(shown))


def _of_all(said: Said, blocks: Sequence[Block], sentence: str) -> list[Term]:
    """The number of the one total of a table, where a clause says a rate of all: its heading and nothing else."""
    clause = headings.clause(sentence)
    if headings.is_earlier(sentence) or said.term.unit not in HUNDREDTHS or said.term.row["is_signed"]:
        return []
    found = []
    for block in blocks:
        totals = [row for row in range(len(block.rows)) if any(map(headings.is_whole, block.rows[row]))]
        for at, term in block.line(totals[0]).items() if len(totals) == 1 else ():
            is_rate = headings.is_rate(block.last(at)) and headings.is_of_all(clause, headings.named(block.last(at)))
            if is_rate and _is_of_one_kind(said.term, term) and _is_typed(said.term, term):
                found.append(term)
    return found


def _nearly(term: Term, blocks: Sequence[Block], taken: set[Cell]) -> Term | None:
    """The one number of a table that differs in one digit, or in two that changed places."""
    if _digits(term) < FEWEST_DIGITS:
        return None
    found = {
        cell(shown): shown
        for block in blocks
        for shown in block.numbers.values()
        if cell(shown) not in taken
        and _is_of_one_kind(term, shown)
        and (shown.unit or _digits(term) > FEWEST_DIGITS)
        and is_slip(figures(term), figures(shown))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _digits(term: Term) -> int:
    return sum(letter.isdigit() for letter in figures(term))
