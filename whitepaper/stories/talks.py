"""Talks: the ready-made stories of the district, a sector and a town, as they are told in a meeting.

A talk has a cover, at most MOST_MAIN screens, what to watch at its end, and an appendix with all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import pandas as pd

from whitepaper.model.selection import Selection
from whitepaper.printed.wording import DOUBTED
from whitepaper.store import headlines
from whitepaper.store.headlines import Headline
from whitepaper.store.store import Store
from whitepaper.stories.slides import AnySlide, BoardSlide, TextSlide, slides_of_block, table_slides
from whitepaper.telling import account, remarks
from whitepaper.telling.account import BETTER, WORSE, Account, Judged
from whitepaper.telling.arranged import MOST_NUMBERS, Block
from whitepaper.telling.boards import Number
from whitepaper.telling.remarks import Kind, Remark

MOST_MAIN = 12
"""Screens before the appendix, cover and end included."""
LISTED = 5
APPENDIX = "以下为附录"
AT_ITS_PAGE = remarks.source("各指标所在的表和正文")


def talk(
    cover: TextSlide, main: Sequence[AnySlide], end: Sequence[AnySlide], rest: Iterable[AnySlide]
) -> list[AnySlide]:
    """The parts of a talk in one row; what is too much for its main part goes to the head of the appendix."""
    room = MOST_MAIN - 1 - len(end)
    kept, left = list(main[:room]), [*main[room:], *rest]
    told: list[AnySlide] = [cover, *kept, *end]
    if not left:
        return told
    divider = TextSlide(APPENDIX, "附录", (f"附录共 {len(left)} 屏，按 Home 回到封面。",), {}, cover.remarks)
    return [*told, divider, *left]


def cover(store: Store, subject: str, *lines: str) -> TextSlide:
    """Subject and year, what else stands under it, publisher and month of the newest paper."""
    paper = store.frame("editions").sort_values("edition").iloc[-1]
    year, month = str(paper["published"]).split("-")
    issued = f"{paper['publisher']}，{year} 年 {int(month)} 月发布"
    source = remarks.source(f"《{paper['title']}》")
    return TextSlide(subject, "", (*filter(None, lines), issued), {}, (source,), is_cover=True)


def year_at_a_glance(store: Store, found: Account) -> Iterator[AnySlide]:
    """The account of a year: what got better and what needs attention, side by side."""
    lists = [found.notable(judgement, LISTED) for judgement in (BETTER, WORSE)]
    table = pd.DataFrame(
        {
            "好于上年": _column(lists[0], lambda one: _name(found, one)),
            "数值": _column(lists[0], lambda one: one.shown),
            "比上年": _column(lists[0], _moved),
            "需要关注": _column(lists[1], lambda one: _name(found, one)),
            "数值 ": _column(lists[1], lambda one: one.shown),
            "比上年 ": _column(lists[1], _moved),
        }
    )
    said = Remark(Kind.LEFT_OUT, f"各列最多 {LISTED} 项，每个子领域一项；全部见总览。")
    if any(lists):
        yield from table_slides(account.sentence(found), f"{found.year} 年一览", table, {}, AT_ITS_PAGE, said)


def _column(listed: Sequence[Judged], text: Callable[[Judged], str]) -> list[str]:
    return [*map(text, listed), *[""] * (LISTED - len(listed))]


def _name(found: Account, one: Judged) -> str:
    return found.first.get(one.indicator_id, one.name)


def _moved(one: Judged) -> str:
    return one.change.words + one.change.doubt + one.change.mark


def headline_boards(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """The headline numbers of the sectors on as few boards as hold them, whole sectors together."""
    boards: list[list[tuple[str, Number]]] = [[]]
    for card in headlines.cards(store, selection):
        own = [(card.title, _number(card.title, one)) for one in card.headlines]
        if len(boards[-1]) + len(own) > MOST_NUMBERS:
            boards.append([])
        boards[-1] += own
    for part in filter(None, boards):
        sectors = list(dict.fromkeys(title for title, _ in part))
        title = f"{sectors[0]}等 {len(sectors)} 个领域的要紧指标。" if len(sectors) > 1 else f"{sectors[0]}的要紧指标。"
        without = Remark(Kind.LEFT_OUT, "未写变动的，白皮书没有上年数。")
        doubts = [store.observation(number.key)["doubt"] for _, number in part]
        noted = (AT_ITS_PAGE, *(remarks.doubt(reason) for reason in dict.fromkeys(filter(None, doubts))), without)
        yield BoardSlide(title, "要紧指标", tuple(number for _, number in part), {}, noted)


def _number(sector: str, one: Headline) -> Number:
    """A headline number; of one in doubt no change is told."""
    shown = one.shown + (DOUBTED if one.is_doubted else "")
    moved = one.change.marked if one.change and not one.is_doubted else ""
    return Number(one.key, f"{sector} · {one.label}", shown, earlier=moved)


def to_watch(store: Store, found: Account) -> Iterator[AnySlide]:
    """What got worse, and which department can say why."""
    rows = []
    for one in found.notable(WORSE, LISTED):
        department = str(store.observation(one.key)["department"])
        rows.append((_moved(one), f"{_name(found, one)} {one.shown}", f"请{department or '报数部门'}说明原因"))
    if rows:
        names = "、".join(_name(found, one) for one in found.notable(WORSE, LISTED))
        table = pd.DataFrame(rows, columns=["比上年", "指标", "请谁说明"])
        yield from table_slides(f"值得关注的 {len(rows)} 件事：{names}。", "值得关注", table, {}, AT_ITS_PAGE)


def worst_first(blocks: Sequence[Block], most: int) -> list[Block]:
    """So many blocks, those with most that got worse, in their order."""
    ranked = sorted(range(len(blocks)), key=lambda place: -_worse(blocks[place]))
    return [blocks[place] for place in sorted(ranked[:most])]


def _worse(block: Block) -> int:
    return sum(line.judgement == WORSE for line in block.changes.lines) if block.changes else 0


def of_blocks(store: Store, blocks: Iterable[Block], selection: Selection) -> list[AnySlide]:
    """The slides of blocks."""
    return [slide for block in blocks for slide in slides_of_block(store, block, selection)]


def first_of_blocks(store: Store, blocks: Iterable[Block], selection: Selection) -> list[AnySlide]:
    """The first slide of each block."""
    return [next(slides_of_block(store, block, selection)) for block in blocks]
