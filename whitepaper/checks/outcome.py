"""What one check found, and the row that tells it: of `checks` and `findings` in dictionary.csv."""

from __future__ import annotations

from dataclasses import dataclass, replace

from whitepaper.checks.judgement import CUT, DAMAGED, FINDINGS, HOLDS, MARKING, ROUNDED, TO_CONFIRM, UNCHECKED
from whitepaper.checks.operands import Paper, Term
from whitepaper.model.schema import LIST_SEPARATOR

COLUMNS = (
    "check_id", "edition", "kind", "title", "sector_id", "indicator_id", "area_id", "place", "department",
    "printed", "recomputed", "difference", "unit", "verdict", "explanation", "formula", "numbers", "observations",
    "doubted", "damage",
)  # fmt: skip
RESULT, OPERANDS, BOTH, NEITHER = "result", "operands", "both", "none"
"""Codes of `doubts`: which side of a check is marked where it fails."""
BY_DIGITS = {ROUNDED: "差别可由四舍五入解释。", CUT: "差别可由截去尾数解释。"}
NOT_THE_PAPER = "；系来源文本识别受损，不是白皮书的差错"


@dataclass(frozen=True)
class Head:
    """What is known of a check before it is made.

    note: a sentence on why it may fail; doubts: code of the side that is marked; is_damage: only our text may be at
    fault.
    """

    check_id: str
    kind: str
    title: str
    note: str = ""
    doubts: str = RESULT
    is_damage: bool = False


@dataclass(frozen=True)
class Judged:
    """What a person found of one finding of an edition: in place of the note and the doubted side of the check.

    It answers what was only asked, which then holds.
    """

    note: str
    doubts: str


@dataclass(frozen=True)
class Outcome:
    """What one check found; texts for the reader.

    result: the numbers checked, the first of them the one that gives unit and indicator; operands: those that it is
    compared with; base: the others that take part; said: what is printed and what follows, in one sentence.
    """

    verdict: str
    printed: str = ""
    recomputed: str = ""
    difference: float | None = None
    formula: str = ""
    result: tuple[Term, ...] = ()
    operands: tuple[Term, ...] = ()
    base: tuple[Term, ...] = ()
    said: str = ""

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every number that takes part, the one checked first."""
        return (*self.result, *self.operands, *self.base)

    def doubted(self, side: str) -> tuple[Term, ...]:
        """The numbers of a side where the verdict marks any. side: code of `doubts`."""
        sides = {RESULT: self.result, OPERANDS: self.operands, BOTH: (*self.result, *self.operands), NEITHER: ()}
        return sides[side] if self.verdict in MARKING else ()


def row(paper: Paper, head: Head, outcome: Outcome, judged: Judged | None = None) -> dict[str, object]:
    """The columns of COLUMNS; cells of the list type are text, joined by LIST_SEPARATOR.

    The department is that of a number that is marked, else that of the number checked.
    """
    if judged:
        head = replace(head, note=judged.note or head.note, doubts=judged.doubts or head.doubts)
        if outcome.verdict == TO_CONFIRM:
            outcome = replace(outcome, verdict=HOLDS)
    if head.is_damage and outcome.verdict in FINDINGS:
        outcome = replace(outcome, verdict=DAMAGED)
    checked = outcome.result[0] if outcome.result else None
    doubted = outcome.doubted(head.doubts)
    about = outcome.terms[0] if outcome.terms else None
    indicator = paper.indicators[str(about.row["indicator_id"])] if about else {}
    asked = next((str(term.row["department"]) for term in (*doubted, *outcome.terms) if term.row["department"]), "")
    return {
        "check_id": head.check_id,
        "edition": paper.edition,
        "kind": head.kind,
        "title": head.title or (paper.label(checked.row) if checked else head.check_id),
        "sector_id": indicator.get("sector_id", ""),
        "indicator_id": about.row["indicator_id"] if about else "",
        "area_id": about.row["area_id"] if about else "",
        "place": "；".join(dict.fromkeys(map(paper.place, outcome.terms))),
        "department": asked,
        "printed": outcome.printed,
        "recomputed": outcome.recomputed,
        "difference": outcome.difference,
        "unit": checked.unit if checked else "",
        "verdict": outcome.verdict,
        "explanation": _explanation(head, outcome),
        "formula": outcome.formula,
        "numbers": LIST_SEPARATOR.join(f"{paper.label(t.row)}：{t.shown}（{paper.place(t)}）" for t in outcome.terms),
        "observations": LIST_SEPARATOR.join(dict.fromkeys(term.key for term in outcome.terms)),
        "doubted": LIST_SEPARATOR.join(dict.fromkeys(term.key for term in doubted)),
        "damage": "yes" if head.is_damage else "",
    }


def _explanation(head: Head, outcome: Outcome) -> str:
    """At most two sentences: what is printed and what follows; what may explain it."""
    if outcome.verdict == UNCHECKED:
        return outcome.said
    if outcome.verdict == HOLDS:
        return head.note
    if head.is_damage:
        return f"{outcome.said}{head.note.rstrip('。')}{NOT_THE_PAPER}。"
    return outcome.said + (head.note or BY_DIGITS.get(outcome.verdict, ""))


def unchecked(reason: str) -> Outcome:
    """A check that could not be made. reason: why, without a full stop."""
    return Outcome(UNCHECKED, said=f"{reason}，未能核对。")
