"""The account of the year: which indicators are judged, how many got better or worse, and which to name first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from whitepaper.model.keys import LEVEL
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.changes import FEW, Change, Direction, change, is_in_doubt, is_judged
from whitepaper.printed.wording import scope
from whitepaper.store.described import Row, each_group, records
from whitepaper.store.store import Store
from whitepaper.telling.phrases import LISTED, together

BETTER, WORSE, SAME = 1, -1, 0
WORDS = {BETTER: "好于上年", WORSE: "不如上年", SAME: "持平"}
MOVED = {Direction.RISE: "上升", Direction.FALL: "下降"}
OF_A_RATE = ("area_id", "category", "period", "measure")
"""What a rate and the number of what it is of share."""
FEWEST, LEAST_JUDGED = 2, 4
"""So few indicators are named."""


@dataclass(frozen=True)
class Judged:
    """One indicator of the whole district with its change on the year before.

    judgement: BETTER, WORSE or SAME, None where its change is neither good nor bad; size: of the change relative to the
    year before; key: of the number; mark: of `wording.mark`.
    """

    indicator_id: str
    name: str
    shown: str
    change: Change
    judgement: int | None
    size: float
    is_few: bool
    subsector_id: str
    key: str
    mark: str = ""

    @property
    def marked(self) -> str:
        """The number as shown, with its mark behind it."""
        return self.shown + wording.behind(self.mark)


@dataclass(frozen=True)
class Account:
    """What can be judged of one year.

    first: ids of the headline indicators to their labels, in the order of headlines.csv; judged: in the order of the
    paper; others: indicators whose change is neither good nor bad; doubted: those that would be judged, were their
    number or its change not in doubt.
    """

    year: int
    first: Mapping[str, str]
    judged: tuple[Judged, ...]
    others: tuple[Judged, ...] = ()
    doubted: tuple[Judged, ...] = ()

    @property
    def undirected(self) -> int:
        """How many have a change that is neither good nor bad."""
        return len(self.others)

    @property
    def is_of_many(self) -> bool:
        """Whether so many are judged that they tell how the whole went; fewer have no slide and no colour."""
        return len(self.judged) >= LEAST_JUDGED

    def within(self, subsector_id: str) -> Account:
        """That of one sub-sector."""
        judged, others, doubted = (
            tuple(one for one in own if one.subsector_id == subsector_id)
            for own in (self.judged, self.others, self.doubted)
        )
        return replace(self, judged=judged, others=others, doubted=doubted)

    def of(self, judgement: int) -> tuple[Judged, ...]:
        """Those that are BETTER, WORSE or SAME."""
        return tuple(one for one in self.judged if one.judgement == judgement)

    def ordered(self, judgement: int) -> list[Judged]:
        """Those that are BETTER, WORSE or SAME, headline indicators first, in their order, then the largest changes.

        What counts few things is not ranked by size and comes last.
        """
        places = {indicator_id: place for place, indicator_id in enumerate(self.first)}
        last = len(places)
        return sorted(self.of(judgement), key=lambda one: (places.get(one.indicator_id, last), one.is_few, -one.size))

    def notable(self, judgement: int, most: int) -> tuple[Judged, ...]:
        """The ones to name first: headline indicators in their order, then the largest changes; one of a sub-sector.

        What counts few things is not ranked by size.
        """
        found: dict[str, Judged] = {}
        for one in self.ordered(judgement):
            if not one.is_few:
                found.setdefault(one.subsector_id, one)
        return tuple(found.values())[:most]


def account(store: Store, selection: Selection) -> Account:
    """The account of the last year chosen, else of the newest paper's; follows sector and years.

    Counted is each indicator with a number for the whole district and year and a change on the year before, printed or
    from two printed numbers. Numbers in doubt are named apart; those that only a case names are left out.
    """
    year = max(selection.years, default=store.editions[-1])
    both = Selection(sector=selection.sector, towns=(store.district,), years=(year - 1, year))
    rows = store.observations(both)
    listed = store.frame("headlines")
    judged, others, doubted = list[Judged](), list[Judged](), list[Judged]()
    for own in each_group(rows[rows["category"] == ""], "indicator_id"):
        of_year = [row for row in own if row["period"] == str(year) and not pd.isna(row["value"])]
        level = next((row for row in of_year if row["measure"] == LEVEL), None)
        moved = change(own, year) if level else None
        if level is None or moved is None:
            continue
        judgement = judged_as(moved, int(store.indicator(level["indicator_id"])["polarity"]))
        if is_in_doubt(level, moved):
            doubted += [_judged(level, moved, None, store)] if judgement is not None else []
        elif not is_judged(level, moved):
            continue
        else:
            (others if judgement is None else judged).append(_judged(level, moved, judgement, store))
    listed = listed[(listed["area_id"] == store.district) & (listed["category"] == "")]
    first = dict(zip(listed["indicator_id"], listed["label"], strict=True))
    return Account(year, first, tuple(judged), tuple(others), tuple(doubted))


def judged_as(moved: Change, polarity: int) -> int | None:
    """BETTER, WORSE or SAME, None where more is neither better nor worse."""
    if not polarity:
        return None
    return SAME if moved.direction is Direction.LEVEL else moved.judgement(polarity)


def _judged(row: Row, moved: Change, judgement: int | None, store: Store) -> Judged:
    return Judged(
        str(row["indicator_id"]),
        str(row["indicator"]),
        str(row["shown"]),
        moved,
        judgement,
        relative(float(row["value"]), str(row["unit"]), moved),
        is_few(row) or is_of_few(store, row),
        str(row["subsector_id"]),
        str(row["key"]),
        wording.mark(row),
    )


def is_few(row: Row) -> bool:
    """Whether a number counts so few things that it is not named among the largest changes."""
    return bool(row["value"] < FEW and row["is_count"])


def is_of_few(store: Store, row: Row) -> bool:
    """Whether a rate is of so few things, as far as the paper prints of how many: of 6, one more is 17 points."""
    counting = str(store.indicator(str(row["indicator_id"]))["denominator_indicator"])
    if not counting:
        return False
    shared = [row[name] for name in OF_A_RATE]
    counted = records(store.observations(Selection(indicators=(counting,), towns=(str(row["area_id"]),))))
    return any(one["value"] < FEW for one in counted if [one[name] for name in OF_A_RATE] == shared)


def is_to_explain(store: Store, row: Row, moved: Change) -> bool:
    """Whether somebody should be asked why a number changed as it did.

    Not of what got better, of what rose where no direction is declared, nor of few things.
    """
    polarity = int(store.indicator(str(row["indicator_id"]))["polarity"]) or BETTER
    return moved.judgement(polarity) < 0 and not (is_few(row) or is_of_few(store, row))


def relative(value: float, unit: str, moved: Change) -> float:
    """The size of a change as a part of the number before; 0 where that was nothing."""
    if moved.unit == "%" and unit != "%":
        return abs(moved.amount) / 100
    before = value - moved.amount
    return abs(moved.amount / before) if before else 0.0


def parts(found: Account, subsectors: Mapping[str, str] | None = None) -> Iterator[tuple[str, int | None]]:
    """The sentence in parts, each with the judgement that it counts; None for what counts none.

    subsectors: ids to names. With them those that got worse or are in doubt are named, each below its sub-sector, as
    the sentence stands over all sub-sectors while one is shown.
    """
    counts = [(words, judgement, len(found.of(judgement))) for judgement, words in WORDS.items()]
    told = [one for one in counts if one[2]]
    if told:
        are_named_below = subsectors is not None and bool(found.of(WORSE))
        judged = _judged_in_all(found, subsectors, is_named=not are_named_below)
        yield f"{judged}{'中，' if len(told) > 1 else ''}", None
    else:
        yield f"{found.year} 年没有能判断好坏的指标", None
    for place, (words, judgement, count) in enumerate(told):
        yield (f"{count} 项{words}" if len(told) > 1 else _alike(words, count)), judgement
        if subsectors is not None and judgement == WORSE:
            yield scope(_placed(found.ordered(WORSE), subsectors)), None
        yield "" if place == len(told) - 1 else "，", None
    left = unjudged(found, subsectors, is_named=subsectors is not None)
    yield f"；{left}" if left else "。", None


def _placed(named: Sequence[Judged], subsectors: Mapping[str, str] | None) -> str:
    """Indicators by their names, below those of their sub-sectors where these are given; many of one are counted."""
    if subsectors is None:
        return "、".join(one.name for one in named)
    own: dict[str, list[str]] = {}
    for one in named:
        own.setdefault(one.subsector_id, []).append(one.name)
    told = {key: together(names, "项") for key, names in own.items()}
    return "；".join(f"{subsectors[key]}{'：' if len(own[key]) < LISTED else ' '}{text}" for key, text in told.items())


def unjudged(found: Account, subsectors: Mapping[str, str] | None = None, *, is_named: bool = False) -> str:
    """What has a change and is not judged, and why; nothing where there is none.

    subsectors: as for `parts`; is_named: those in doubt are, where they are few.
    """
    way = one_way([one.change for one in found.others])
    changed = f"{found.undirected} 项只报增减{scope(way) if way else ''}" if found.undirected else ""
    is_few_enough = len(found.doubted) < LISTED  # else their number, which is said already
    names = scope(_placed(found.doubted, subsectors)) if is_named and is_few_enough else ""
    doubted = f"{len(found.doubted)} 项存疑{names}" if found.doubted else ""
    if changed and doubted:
        return f"另 {changed}、{doubted}，均不作判断。"
    return f"另 {changed or doubted}、不作判断。" if changed or doubted else ""


def one_way(moves: Sequence[Change]) -> str:
    """That all of some changes are rises, or all falls; nothing where some are each."""
    ways = {one.direction for one in moves}
    word = MOVED.get(ways.pop(), "") if len(ways) == 1 else ""
    return f"{'都' * (len(moves) > 1)}{word}" if word else ""


def brief(found: Account) -> str:
    """The sentence without what is not judged, which a foot says."""
    counts = {words: len(found.of(judgement)) for judgement, words in WORDS.items() if found.of(judgement)}
    if not counts:
        return f"{found.year} 年没有能判断好坏的指标。"
    if len(counts) == 1:
        return f"{_judged_in_all(found)}{''.join(_alike(*one) for one in counts.items())}。"
    return f"{_judged_in_all(found)}中，{'，'.join(f'{count} 项{words}' for words, count in counts.items())}。"


def _judged_in_all(found: Account, subsectors: Mapping[str, str] | None = None, *, is_named: bool = True) -> str:
    """How many can be judged. is_named: so few are named, as `都不如上年` would else be heard of all."""
    names = _placed(found.judged, subsectors) if is_named and len(found.judged) <= FEWEST else ""
    return f"能判断好坏的 {len(found.judged)} 项指标{scope(names)}"


def _alike(words: str, count: int) -> str:
    """How all of them went: `都不如上年`."""
    return f"都{words}" if count > 1 else words


def sentence(found: Account) -> str:
    """How many indicators can be judged, how they went, and how many cannot be."""
    return "".join(text for text, _ in parts(found))
