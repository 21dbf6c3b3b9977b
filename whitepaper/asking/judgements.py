"""Which indicators got better or worse: the account of the year, of the district or one sector, as an answer."""

from __future__ import annotations

from whitepaper.asking import several
from whitepaper.asking.names import subjects
from whitepaper.asking.reading import SAID, Reading
from whitepaper.asking.replies import Answer, listed, refused
from whitepaper.asking.words import occurrences
from whitepaper.model.selection import Selection
from whitepaper.printed.changes import Direction
from whitepaper.printed.wording import scope
from whitepaper.telling import account
from whitepaper.telling.account import BETTER, WORDS, WORSE, Judged

NAMED = {several.BETTER: (BETTER,), several.WORSE: (WORSE,)}
"""Which way something is asked to have gone to the judgement whose indicators are named, both where none is."""
JUDGED, INDICATORS = "judged", "indicators"
WAYS = {several.UP: Direction.RISE, several.DOWN: Direction.FALL}
LISTING, MOVING = frozenset({"who", "which"}), frozenset({"growth"})
MOST = 12


def of_year(reading: Reading) -> Answer | None:
    """How many indicators got better and worse, and which, of one sector at most; None where more is asked."""
    asked = (WORSE, BETTER) if JUDGED in reading.intents else NAMED.get(reading.code_of("direction"), ())
    store = reading.names.store
    is_of_order = not asked and bool(reading.intents & MOVING) and (
        "rank" in reading.intents or bool(reading.code_of("extreme")))  # fmt: skip
    is_listed = bool(reading.intents & LISTING) or bool(reading.code_of("extreme"))
    way = WAYS.get(reading.code_of("direction")) if not asked and is_listed else None
    sectors, said = _sectors(reading)
    word, part = _subsector(reading)
    pieces = subjects(store.name("subsectors", part), reading.names.words) if part else []
    is_of_indicators = any(mark.code == INDICATORS for mark in reading.marks)
    is_meant = bool(asked) or is_of_indicators or word in pieces  # 园区 that fell are no indicators
    if is_meant and part and all(one in word and one != word for one in said):  # 产品 of 工业产品 is no sector
        sectors, said = [store.vocabulary.sector_of[part]], [word, *pieces]
    else:
        part = ""
    is_of_all = bool(sectors) or is_of_indicators
    if (
        not (asked or (way and is_of_all) or (is_of_order and is_of_indicators))
        or len(sectors) > 1
        or reading.unknown(None, said)
    ):
        return None
    if towns := [store.name("areas", area) for area in reading.areas if area != store.district]:
        return refused(reading, f"好坏只按全区的数判断，不判断{'、'.join(towns)}的；该地报了哪些数，见“街镇画像”。")
    selection = Selection(sector="".join(sectors), years=reading.years)
    found = account.account(store, selection)
    found = found.within(part) if part else found
    if way is not None or is_of_order:
        return _moved(reading, found, selection, way, _where(reading, selection, part))
    named = [(judgement, found.ordered(judgement)) for judgement in asked]
    told = [f"{WORDS[judgement]}的有：{listed(map(_said, own), MOST)}。" for judgement, own in named if own]
    if "level" in reading.intents:
        told = []  # how many is said already
    where = _where(reading, selection, part)
    opened = f"{found.year} 年{where}" if found.judged else where + "：" * bool(where)  # the sentence has the year
    keys = [one for _, own in named for one in own]
    return Answer(
        opened + account.sentence(found) + "".join(told),
        is_answered=True,
        target=Selection(sector=selection.sector, indicators=tuple(one.indicator_id for one in keys)),
        source="；".join(dict.fromkeys(str(store.observation(one.key)["cited"]) for one in keys)),
        keys=tuple(one.key for one in keys),
    )


def _sectors(reading: Reading) -> tuple[list[str], list[str]]:
    """The sectors that a question names by their names or readers' words for them, and how it names them."""
    found = [(word, key) for word, key in reading.names.sector_words.items() if word in reading.text]
    found = [one for one in found if not any(one[0] in other and one[0] != other for other, _ in found)]
    return list(dict.fromkeys(key for _, key in found)), [word for word, _ in found]


def _subsector(reading: Reading) -> tuple[str, str]:
    """The longest word of the question that only one sub-sector may be called by, and its id; empty for none."""
    asking = [mark for mark in reading.marks if mark.kind in SAID and mark.size > 1]
    taken = {place for mark in asking for place in range(mark.start, mark.end)}
    found = [
        word for word in reading.names.subject_words
        if any(not taken & {*range(start, start + len(word))} for start in occurrences(word, reading.text))
    ]  # fmt: skip
    word = max(found, key=len, default="")
    return word, reading.names.subject_words.get(word, "")


def _where(reading: Reading, selection: Selection, part: str) -> str:
    """The sector or sub-sector in words; empty for all."""
    store = reading.names.store
    if part:
        return f"{store.name('subsectors', part)}子领域"
    return f"{store.name('sectors', selection.sector)}领域" if selection.sector else ""


def _moved(reading: Reading, found: account.Account, selection: Selection, way: Direction | None, where: str) -> Answer:
    """Which indicators rose, or fell, or did so most, whether that is good or not; without a way all in order."""
    store, every = reading.names.store, [*found.judged, *found.others]
    if not every:
        return Answer(f"白皮书在{where}没有印能与上年比的数。", is_answered=False, target=selection)
    own = sorted((one for one in every if way in (None, one.change.direction)), key=_signed, reverse=True)
    is_least = reading.code_of("extreme") == several.LEAST
    own = own[::-1] if (way is Direction.FALL) != is_least else own
    opened = f"{found.year} 年{where}有上年可比的 {len(every)} 项指标"
    if way is None:
        counted = f"{opened}，按增减幅度依次是"
    elif own and reading.code_of("extreme"):
        own, end = own[: reading.first_few or 1], "最少" if is_least else "最多"
        counted = f"{opened}中，{account.MOVED[way]}{end}的是"
    else:
        counted = f"{opened}中，{account.MOVED[way]}的有 {len(own)} 项" + "：" * bool(own)
    told = listed(map(_said, own), MOST)
    return Answer(
        f"{counted}{told}；升降不等于好坏。",
        is_answered=True,
        target=Selection(sector=selection.sector, indicators=tuple(one.indicator_id for one in own)),
        source="；".join(dict.fromkeys(str(store.observation(one.key)["cited"]) for one in own)),
        keys=tuple(one.key for one in own),
    )


def _signed(one: Judged) -> float:
    """How much an indicator changed, a fall below nothing."""
    return -one.size if one.change.direction is Direction.FALL else one.size


def _said(one: Judged) -> str:
    """`社会消费品零售总额 1,813.87 亿元（下降 8.5%）`."""
    return f"{one.name} {one.marked}{scope(one.change.marked)}"
