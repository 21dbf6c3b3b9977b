"""All checks of a draft's tables and sentences that need no declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from whitepaper.checks.comparison import quotient
from whitepaper.checks.declared import REPEAT
from whitepaper.checks.grids import counts, prose
from whitepaper.checks.grids.equations import Decided, confirms, doubts
from whitepaper.checks.grids.found import Found, Paragraph, Span
from whitepaper.checks.grids.grid import Block, Cell, Grid, Units, blocks, cell
from whitepaper.checks.grids.growths import growths
from whitepaper.checks.grids.names import Known, names_in
from whitepaper.checks.grids.prose import Against
from whitepaper.checks.grids.rates import rates, shares
from whitepaper.checks.grids.sums import sums
from whitepaper.checks.judgement import CONTRADICTION, VERDICTS
from whitepaper.checks.operands import Term
from whitepaper.checks.outcome import BOTH, OPERANDS, RESULT
from whitepaper.printed.intervals import Interval

KINDS = (sums, rates, shares, growths)
"""Every generic check of one table: of a block of it, and of the block turned."""
NOTES = {
    OPERANDS: "这个数另有印证，请核对参加计算的各数。",
    RESULT: "参加计算的数另有印证，疑这个数有误。",
    BOTH: "",
}
SINGLE = "改正这一个数，与它有关的各项都相符。"


@dataclass(frozen=True)
class Draft:
    """A draft as the checks read it; says where its numbers stand."""

    grids: Sequence[Grid]
    paragraphs: Sequence[Paragraph]
    units: Units
    known: Known

    def place(self, term: Term) -> str:
        """`表6 第3行第2列`, or the paragraph."""
        return " ".join(filter(None, (str(term.row["source"]), str(term.row["section"]))))


def check(draft: Draft) -> list[Found]:
    """Everything that is decided, what holds too; the gravest first, then in the order of the draft."""
    parts = {grid.index: blocks(grid, draft.units) for grid in draft.grids}
    decided = [one for several in parts.values() for one in _decided(draft, several)]
    numbered: dict[int, list[Block]] = {}
    for grid in draft.grids:
        if grid.number is not None:
            numbered.setdefault(grid.number, []).extend(parts[grid.index])
    told = [prose.against(draft, paragraph, numbered, draft.units) for paragraph in draft.paragraphs]
    names = {
        cell(term): _name(block, at)
        for several in parts.values()
        for block in several
        for at, term in block.numbers.items()
    }
    found = list(_of_tables(draft, decided, [term for _, terms in told for term in terms], names))
    wrong = {at for one in found if one.outcome.verdict == CONTRADICTION for at in one.at if isinstance(at, tuple)}
    sound = {cell(term) for one in decided if confirms(one) for term in one.equation.terms} - wrong
    right = _put_right(decided, wrong)
    found += [one for several, _ in told for one in _of_sentences(draft, several, right, sound, names)]
    found += counts.check(
        [grid for grid in draft.grids if not parts[grid.index]], draft.paragraphs, draft.units, draft.known
    )
    found += names_in(draft.grids, draft.paragraphs, draft.known)
    order = {verdict: position for position, verdict in enumerate(VERDICTS)}
    return sorted(found, key=lambda one: (order[one.outcome.verdict], one.first))


def _decided(draft: Draft, several: Iterable[Block]) -> Iterator[Decided]:
    """What the checks of one table give; of one rate only one formula, which holds where any does."""
    ratios: dict[Cell, Decided] = {}
    for block in several:
        for view in (block, block.turned):
            for kind in KINDS:
                for one in kind(draft, view):
                    if one.equation.combine is not quotient:
                        yield one
                        continue
                    at = cell(one.equation.result)
                    if at not in ratios or (one.holds and not ratios[at].holds):
                        ratios[at] = one
    yield from ratios.values()


def _of_tables(
    draft: Draft, decided: Sequence[Decided], confirmed: Sequence[Term], names: Mapping[Cell, str]
) -> Iterator[Found]:
    for one in decided:
        if one.holds:
            yield _found(draft, one, one.equation.result, names, BOTH, "")
    for doubt in doubts(decided, confirmed):
        is_single = cell(doubt.at) != cell(doubt.decided.equation.result)
        yield _found(draft, doubt.decided, doubt.at, names, doubt.side, SINGLE if is_single else NOTES[doubt.side])


def _found(draft: Draft, one: Decided, at: Term, names: Mapping[Cell, str], side: str, note: str) -> Found:
    terms = one.equation.terms
    place = "；".join(dict.fromkeys(map(draft.place, (at, *terms))))
    name = names[cell(one.equation.result)]
    return Found(one.equation.kind, name, one.outcome, (cell(at),), tuple(map(cell, terms)), place, side, note)


def _put_right(decided: Iterable[Decided], wrong: Set[Cell]) -> dict[Cell, list[Interval]]:
    """What each number that is wrong would have to be, by every equation that it breaks."""
    found: dict[Cell, list[Interval]] = {}
    for one in decided:
        for term in one.equation.terms:
            if not one.holds and cell(term) in wrong and (implied := one.equation.implied(term)):
                found.setdefault(cell(term), []).append(implied)
    return found


def _of_sentences(
    draft: Draft,
    several: Sequence[Against],
    right: Mapping[Cell, Sequence[Interval]],
    sound: Set[Cell],
    names: Mapping[Cell, str],
) -> Iterator[Found]:
    """What sentences say otherwise; where the table itself confirms one of the two, that one stays clean.

    right: of each number of a table that is wrong there, what it would have to be.
    """
    for one in several:
        shown = cell(one.shown)
        at: tuple[Cell | Span, ...] = (one.said.span, shown)
        if any(implied.meets(one.said.term.quantity.rounded) for implied in right.get(shown, ())):
            at = (shown,)
        elif shown in sound:
            at = (one.said.span,)
        place = "；".join(map(draft.place, (one.said.term, one.shown)))
        yield Found(REPEAT, names[shown], one.outcome, at, (shown,), place)


def _name(block: Block, at: tuple[int, int]) -> str:
    return " · ".join(filter(None, (block.row(at[0]), block.column(at[1]))))
