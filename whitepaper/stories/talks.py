"""Talks: the ready-made stories of the district, a sector and a town, as they are told in a meeting.

A talk has at most MOST_MAIN screens, from its cover to what to watch and a divider, and an appendix with the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeAlias

import pandas as pd

from whitepaper.model.keys import LEVEL
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.store import headlines
from whitepaper.store.described import records
from whitepaper.store.headlines import Headline
from whitepaper.store.store import Store
from whitepaper.stories.slides import (
    LEAST_WATCHED,
    MOST_NUMBERS,
    AccountSlide,
    AnySlide,
    BoardSlide,
    ListsSlide,
    Slide,
    TextSlide,
    Tone,
    WatchSlide,
    board_slides,
    of_numbers,
    slides_of,
    slides_of_block,
    table_slides,
    without_repeats,
)
from whitepaper.telling import account, boards, failures, remarks
from whitepaper.telling.account import BETTER, SAME, WORSE, Account, Judged
from whitepaper.telling.arranged import Block
from whitepaper.telling.boards import Number
from whitepaper.telling.changes import in_brief
from whitepaper.telling.remarks import Kind, Remark
from whitepaper.telling.sentences import is_without_unit

MOST_MAIN = 12
"""Screens before the appendix, cover, end and divider included."""
LEAST_MAIN = 3
"""Screens before it, cover and divider not included, of a row that is cut in two, and of a talk without tables."""
LISTED = 5
LEAST_RATES = 4
"""Fewer are no board of their own."""
LEAST_FIGURES = 3
"""Numbers that fill a screen in large type."""
NAMED = 2
"""Numbers that the title of a board says."""
MOST_CONTENTS = 14
APPENDIX = "正文到此结束，以下为附录"
NOBODY = "报数部门"  # who is asked where the paper does not say who supplied a number
AT_ITS_PAGE = remarks.source("各指标所在的表和正文")
COMPUTED = remarks.computed()
WITHOUT_CHANGE = Remark(Kind.COUNTED, "未写变动的，白皮书没有可对照的上年数。")


def talk(
    cover: TextSlide, main: Sequence[AnySlide], end: Sequence[AnySlide], rest: Iterable[AnySlide]
) -> list[AnySlide]:
    """The parts of a talk in one row; what is too much for its main part goes to the head of the appendix."""
    rest, room = list(rest), MOST_MAIN - 1 - len(end)
    room -= bool(rest) or len(main) > room
    kept, left = list(main[:room]), [*main[room:], *rest]
    told: list[AnySlide] = [cover, *kept, *end]
    if not left:
        return told
    line = f"按 ↓ 进入附录（共 {len(left)} 页），按 Home 回到封面"
    counts = Counter(slide.heading for slide in left)
    headings = [heading + (f"（{count} 页）" if count > 1 else "") for heading, count in counts.items()]
    if len(headings) > MOST_CONTENTS:
        headings = [*headings[: MOST_CONTENTS - 1], f"其余 {len(headings) - MOST_CONTENTS + 1} 项"]
    divider = TextSlide(APPENDIX, "附录", (line,), {}, cover.remarks, contents=tuple(headings))
    return [*told, divider, *left]


def filled(
    main: Sequence[AnySlide], end: Sequence[AnySlide], tables: Sequence[AnySlide]
) -> tuple[list[AnySlide], list[AnySlide], list[AnySlide]]:
    """Main part, end and rest of a talk: too short a main part takes the first tables, each whole, as there is room."""
    told, rest = list(main), list[AnySlide]()
    room = MOST_MAIN - 2 - len(end)  # cover and divider
    for _, group in groupby(tables, key=lambda slide: slide.heading):
        own = list(group)
        is_short = len(told) < LEAST_MAIN and len(told) + len(own) <= room
        (told if is_short and not rest else rest).extend(own)
    return told, list(end), rest


def in_two(cover: TextSlide, slides: list[AnySlide]) -> list[AnySlide]:
    """The slides; where they are more than a talk has, with a cover and, from some heading on, an appendix."""
    if len(slides) <= MOST_MAIN:
        return slides
    room = MOST_MAIN - 2  # cover and divider
    begun = [place for place in range(LEAST_MAIN, room + 1) if slides[place].heading != slides[place - 1].heading]
    end = max(begun, default=room)
    return talk(cover, slides[:end], [], slides[end:])


def main_part(slides: Sequence[AnySlide]) -> int:
    """How many screens stand before the appendix, its divider included."""
    for place, slide in enumerate(slides, 1):
        if isinstance(slide, TextSlide) and not slide.is_cover:
            return place
    return len(slides)


def cover(store: Store, subject: str, *lines: str) -> TextSlide:
    """Subject and year, what else stands under it, publisher and month of the newest paper."""
    paper = store.frame("editions").sort_values("edition").iloc[-1]
    year, month = str(paper["published"]).split("-")
    issued = f"{paper['publisher']}，{year} 年 {int(month)} 月发布"
    source = remarks.source(f"《{paper['title']}》")
    return TextSlide(subject, "", (*filter(None, lines), issued), {}, (source,), is_cover=True)


def year_at_a_glance(store: Store, found: Account, *, is_all: bool = False) -> Iterator[AnySlide]:
    """The account of a year: what got better and what needs attention, side by side.

    is_all: not one of each sub-sector, but all, as many as there is room for.
    """
    lists = [
        found.ordered(judgement)[:LISTED] if is_all else found.notable(judgement, LISTED)
        for judgement in (BETTER, WORSE)
    ]
    longest = max(map(len, lists))
    if not found.is_of_many or not longest:
        return
    table = pd.DataFrame(
        {
            "好于上年": _column(lists[0], lambda one: _name(found, one), longest),
            "数值": _column(lists[0], lambda one: one.marked, longest),
            "比上年": _column(lists[0], lambda one: in_brief(one.change), longest),
            "需要关注": _column(lists[1], lambda one: _name(found, one), longest),
            "数值 ": _column(lists[1], lambda one: one.marked, longest),
            "比上年 ": _column(lists[1], lambda one: in_brief(one.change), longest),
        }
    )
    chosen = "" if is_all else "每个子领域一项，"
    said = [Remark(Kind.COUNTED, f"各列最多 {LISTED} 项，{chosen}先列总览指标，再按变动大小。")]
    if left := account.unjudged(found, is_named=True):
        said.append(Remark(Kind.COUNTED, left))
    if any(not one.change.is_printed for own in lists for one in own):
        said.append(COMPUTED)
    said += remarks.marked(store.observation(one.key) for own in lists for one in own)
    counts = {judgement: len(found.of(judgement)) for judgement in (BETTER, WORSE, SAME)}
    for slide in table_slides(
        account.brief(found), f"{found.year} 年一览", table, {}, AT_ITS_PAGE, *said, keeps_columns=True
    ):
        yield AccountSlide(**vars(slide), counts=counts)


def _column(listed: Sequence[Judged], text: Callable[[Judged], str], longest: int) -> list[str]:
    return [*map(text, listed), *[""] * (longest - len(listed))]


def _name(found: Account, one: Judged) -> str:
    return found.first.get(one.indicator_id, one.name)


@dataclass(frozen=True)
class Told:
    """A headline number on its way to a board.

    sector: its name; number: as the board has it; words: how it changed, empty where that is not told; mark: that
    the change is at comparable prices or computed; is_to_explain: whether somebody should be asked why it changed;
    is_bare: whether the paper prints no unit.
    """

    sector: str
    label: str
    number: Number
    words: str
    verb: str
    is_rate: bool
    is_computed: bool
    doubt: str
    unsettled: str
    source: str
    mark: str = ""
    is_to_explain: bool = False
    is_bare: bool = False


def told_headlines(store: Store, selection: Selection) -> list[Told]:
    """The headline numbers of the sectors, or of towns, in their order."""
    found = []
    for card in headlines.cards(store, selection):
        for one in card.headlines:
            row, change = store.observation(one.key), one.change
            number = replace(_number(one), period=str(row["period_name"]))
            words, verb = (change.words + change.doubt, change.verb) if change else ("", "")
            is_computed = change is not None and not change.is_printed
            found.append(
                Told(
                    card.title,
                    one.label,
                    number,
                    words,
                    verb,
                    row["unit"] == "%",
                    is_computed,
                    str(row["doubt"]),
                    str(row["unsettled"]),
                    str(row["source"]),
                    change.mark if change else "",
                    change is not None and account.is_to_explain(store, row, change),
                    is_without_unit([row]),
                )
            )
    return found


def _number(one: Headline) -> Number:
    """A headline number with its change; what is in doubt is not judged."""
    shown = one.shown + wording.behind(one.mark)
    judgement = one.judgement if one.is_judged else None
    return Number(one.key, one.label, shown, earlier=in_brief(one.change) if one.change else "", judgement=judgement)


def first_boards(told: Sequence[Told], drawn: Iterable[str]) -> Iterator[AnySlide]:
    """Two boards for the main part: the rates, and of each sector that has no drawing there its first number.

    drawn: names of the sectors that have one.
    """
    rates = [one for one in told if one.is_rate]
    if len(rates) >= LEAST_RATES:
        yield board(rates[:MOST_NUMBERS], "合格率、达标率与占比")
    known = {one.number.key for one in rates} if len(rates) >= LEAST_RATES else set()
    left = [one for one in told if one.sector not in set(drawn) and one.number.key not in known]
    first = list({one.sector: one for one in reversed(left)}.values())[::-1]
    if len(first) >= LEAST_RATES:
        yield board(first[:MOST_NUMBERS], "其他领域的要紧指标")


def all_boards(told: Sequence[Told]) -> Iterator[AnySlide]:
    """The headline numbers on as few boards as hold them, whole sectors together."""
    boards: list[list[Told]] = [[]]
    for sector in dict.fromkeys(one.sector for one in told):
        own = [one for one in told if one.sector == sector]
        if len(boards[-1]) + len(own) > MOST_NUMBERS:
            boards.append([])
        boards[-1] += own
    for part in filter(None, boards):
        yield board(part, "要紧指标")


def board(part: Sequence[Told], heading: str, *said: Remark) -> BoardSlide:
    """One board; its title says the first numbers that changed, else the first ones, and what is in doubt last."""
    is_of_several = len({one.sector for one in part}) > 1
    numbers = boards.dated(
        [replace(one.number, name=f"{one.sector} · {one.label}" if is_of_several else one.label) for one in part]
    )
    first = sorted(part, key=lambda one: (bool(one.doubt), not one.words))[:NAMED]
    title = "；".join(
        wording.spaced(one.label, one.number.shown) + (f"，比上年{one.words}{one.mark}" if one.words else "")
        for one in first
    )
    noted = [remarks.source(*(one.source for one in part)), *said, *remarks.marked(map(vars, part))]
    if any(one.is_bare for one in part):
        noted.append(remarks.unmarked(one.label for one in part if one.is_bare))
    if 0 < sum(bool(one.words) for one in part) < len(part):
        noted.append(WITHOUT_CHANGE)
    if any(one.is_computed for one in part):
        noted.append(COMPUTED)
    noted += remarks.of_periods(one.number.period for one in part)
    heading = heading if is_of_several else f"{part[0].sector} · {heading}"
    return BoardSlide(f"{title}。", heading, tuple(numbers), {}, tuple(noted))


def joint(store: Store, shown: Sequence[BoardSlide], heading: str) -> list[BoardSlide]:
    """Boards as one, what is known of several years first, the numbers of one indicator together.

    Where they are more than one holds, figures that fill a screen keep it, others go on as few boards as hold all.
    """
    numbers = sorted((number for one in shown for number in one.numbers), key=lambda number: not number.earlier)
    if not shown or (len(numbers) > MOST_NUMBERS and len(shown[0].numbers) >= LEAST_FIGURES):
        return list(shown)
    rows = {number.key: store.observation(number.key) for number in numbers}
    places = {row["indicator_id"]: place for place, row in reversed(list(enumerate(rows.values())))}
    numbers.sort(key=lambda number: places[rows[number.key]["indicator_id"]])
    numbers = boards.dated([replace(number, period=str(rows[number.key]["period_name"])) for number in numbers])
    source = remarks.source(*(str(row["source"]) for row in rows.values()))
    rest = (one for each in shown for one in each.remarks if one.kind is not Kind.SOURCE)
    noted = tuple(dict.fromkeys([source, *rest]))
    made = board_slides(boards.told(numbers), heading, numbers, shown[-1].filters, *noted)
    return [replace(slide, remarks=of_numbers(store, slide)) for slide in made]


Row = tuple[str, str, str, Tone]
"""A figure, what it is, who is asked what, and its tone."""


def to_watch(
    store: Store, found: Account, told: Sequence[Told], of_sector: Selection | None = None
) -> Iterator[AnySlide]:
    """What got worse, and which department can say why; then what is in doubt, and what is of a scope that is open.

    Of the district one of each sub-sector, and the headline numbers. of_sector: all of that sector, and of the first
    headline rate that has parts the one that is lowest, and the one that has most failures. Few things are not asked
    about.
    """
    marked = list(_marked(store, told, of_sector or Selection()))
    every_worse = [one for one in found.ordered(WORSE) if not one.is_few]
    worse = every_worse if of_sector else found.notable(WORSE, LISTED)
    rows: list[Row] = []
    names, fuller = [], list[str]()
    rates = [store.observation(one.number.key) for one in told if of_sector and one.is_rate]
    every = ((key, failures.asked(store, key, found.year)) for key in (str(row["indicator_id"]) for row in rates))
    rate, parts = next((one for one in every if one[1]), ("", []))
    tested = {row["category"]: base for base, _, row in failures.tested(store, rate, found.year)} if rate else {}
    for one in worse[: LISTED - bool(marked) - len(parts)]:
        names.append(_name(found, one))
        department = str(store.observation(one.key)["department"]) or NOBODY
        rows.append(
            (in_brief(one.change), f"{names[-1]} {one.marked}", f"请{department}说明{one.change.verb}原因", "worse")
        )
        fuller.append(_finding(store, one))
    whom = next((str(row["department"]) for row, _ in parts if row["department"]), NOBODY)  # one table, one department
    for row, word in parts:
        names.append(whole_name(row))
        asked = f"请{row['department'] or whom}说明原因"
        base = tested.get(row["category"]) if row["indicator_id"] != rate else None  # of most failures
        of_many = f"（{wording.spaced(base['indicator'], base['shown'])}）" if base else ""
        rows.append((str(row["label"]), f"{names[-1]}，各项中{word}{of_many}", asked, "plain"))
        fuller.append("")
    open_ones = by_reason(marked)[: LISTED - len(rows)]
    for own in open_ones:
        names.append("和".join(label for label, _ in own[:NAMED]))
        rows.append(to_verify(own, NOBODY))
        fuller.append(f"{rows[-1][1]}；{_why(own[0][1])}")
    told_marked = [one for own in open_ones for one in own]
    said = [COMPUTED] if any(not one.change.is_printed for one in worse[: len(rows)]) else []
    if len(rows) < LEAST_WATCHED:  # there is room to say more than a line of each, why it is marked too
        told_rows = zip(rows, fuller, strict=True)
        rows = [(figure, more or what, asked, tone) for (figure, what, asked, tone), more in told_rows]
    else:
        said += remarks.marked(row for _, row in told_marked)
    if len(marked) > len(told_marked):
        left = f"另有 {len(marked) - len(told_marked)} 个数存疑或口径待核，见“数据核对”。"
        said.append(Remark(Kind.COUNTED, left))
    yield from watched(f"值得关注的 {len(rows)} 件事：{'、'.join(names)}。", "值得关注", rows, AT_ITS_PAGE, *said)


def _finding(store: Store, one: Judged) -> str:
    """What the chart that has a number states, without a full stop; nothing where none has."""
    slides = slides_of(store, one.indicator_id, Selection())
    titles = (slide.title.removesuffix("。") for slide in slides if one.key in set(slide.panel.rows["key"]))
    return next(titles, "")


def _marked(store: Store, told: Sequence[Told], selection: Selection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Marked numbers of the newest paper with a name each, those in doubt first: of headlines, then all selected."""
    found = {one.number.key: (one.label, store.observation(one.number.key)) for one in told}
    rows = store.observations(replace(selection, towns=(store.district,)))
    for row in records(rows[(rows["measure"] == LEVEL) & (rows["edition"] == store.editions[-1])]):
        found.setdefault(row["key"], (whole_name(row), row))
    marked = [(label, row) for label, row in found.values() if wording.mark(row)]
    yield from sorted(marked, key=lambda one: not one[1]["doubt"])


def whole_name(row: Mapping[str, Any]) -> str:
    """The name of a number, with its category."""
    return str(row["indicator"]) + wording.scope(str(row["category"]))


Marked: TypeAlias = tuple[str, Mapping[str, Any]]
"""What a marked number is called, and its row."""


def by_reason(marked: Sequence[Marked]) -> list[list[Marked]]:
    """Marked numbers, those of one reason together: what it leaves open is one thing to ask."""
    found: dict[str, list[Marked]] = {}
    for one in marked:
        found.setdefault(_why(one[1]), []).append(one)
    return list(found.values())


def _why(row: Mapping[str, Any]) -> str:
    """Why a number is marked."""
    return str(row["doubt"] or row["unsettled"])


def to_verify(marked: Sequence[Marked], whom: str) -> Row:
    """What is asked about numbers of one reason. whom: who is asked where the paper does not say who supplied them."""
    asked = next((str(row["department"]) for _, row in marked if row["department"]), whom)
    told = "、".join(f"{label} {row['shown']}" for label, row in marked[:NAMED])
    more = f"等 {len(marked)} 个数" if len(marked) > NAMED else ""
    return wording.mark(marked[0][1]), told + more, f"引用前请{asked}核实", "doubt"


def watched(title: str, heading: str, rows: Sequence[Row], *said: Remark) -> Iterator[AnySlide]:
    """What to watch as a slide; none without rows."""
    table = pd.DataFrame([row[:-1] for row in rows], columns=["情况", "事项", "请谁说明"])
    for slide in table_slides(title, heading, table, {}, *said, keeps_columns=True)[:1]:
        yield WatchSlide(**vars(slide), tones=tuple(row[-1] for row in rows[: len(slide.table)]))


def side_by_side(
    title: str, heading: str, lists: Mapping[str, Sequence[tuple[str, str]]], filters: dict[str, str], *said: Remark
) -> Iterator[AnySlide]:
    """Lists side by side on one slide; none where they are all empty. lists: heading to labels and texts."""
    lines = [(name, label, text) for name, own in lists.items() for label, text in own]
    if lines:
        table = pd.DataFrame(lines, columns=["类别", "序号或级别", "内容"])
        yield ListsSlide(title, heading, table, filters, said)


def worst_first(blocks: Sequence[Block], most: int, headed: frozenset[str]) -> list[Block]:
    """So many blocks, those with most that got worse, then those of headline indicators, then of most series.

    headed: the headline indicators. The blocks keep their order.
    """
    rank = [(-_worse(block), headed.isdisjoint(block.indicators), -_series(block)) for block in blocks]
    ranked = sorted(range(len(blocks)), key=rank.__getitem__)
    return [blocks[place] for place in sorted(ranked[:most])]


def _worse(block: Block) -> int:
    return sum(line.judgement == WORSE for line in block.changes.lines) if block.changes else 0


def _series(block: Block) -> int:
    return sum(panel.rows["series"].nunique() for panel in block.panels[:1])


def of_blocks(store: Store, blocks: Iterable[Block], selection: Selection) -> list[AnySlide]:
    """The slides of blocks; none whose numbers stand in the columns of another of the same indicator."""
    return [slide for block in blocks for slide in without_repeats(list(slides_of_block(store, block, selection)))]


def without_columns(shown: Sequence[AnySlide]) -> list[AnySlide]:
    """The slides without drawings all of whose numbers stand in columns beside the marks of others."""
    columns = {
        row["key"]
        for one in shown
        if isinstance(one, Slide)
        for base in one.panel.bases
        for row in base.numbers.values()
    }

    def is_told(one: AnySlide) -> bool:
        own = {row["key"] for row in one.panel.filled} if isinstance(one, Slide) else set()
        return bool(own) and own <= columns

    return [one for one in shown if not is_told(one)]


def first_of_blocks(store: Store, blocks: Iterable[Block], selection: Selection) -> list[AnySlide]:
    """The first slide of each block."""
    return [next(slides_of_block(store, block, selection)) for block in blocks]
