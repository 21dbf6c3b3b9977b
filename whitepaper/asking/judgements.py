"""Which indicators got better or worse: the account of the year, of the district or one sector, as an answer."""

from __future__ import annotations

from whitepaper.asking import several
from whitepaper.asking.reading import Reading
from whitepaper.asking.replies import Answer, listed, refused
from whitepaper.model.selection import Selection
from whitepaper.model.text import letters
from whitepaper.printed.wording import scope
from whitepaper.telling import account
from whitepaper.telling.account import BETTER, WORDS, WORSE, Judged

NAMED = {several.BETTER: (BETTER,), several.WORSE: (WORSE,)}
"""Which way something is asked to have gone to the judgement whose indicators are named, both where none is."""
JUDGED = "judged"
MOST = 6


def of_year(reading: Reading) -> Answer | None:
    """How many indicators got better and worse, and which, of one sector at most; None where more is asked."""
    asked = (WORSE, BETTER) if JUDGED in reading.intents else NAMED.get(reading.code_of("direction"), ())
    store = reading.names.store
    sectors = [key for key, name in store.names("sectors").items() if letters(name) in reading.text]
    said = [letters(store.name("sectors", key)) for key in sectors]
    if not asked or len(sectors) > 1 or reading.unknown(None, said):
        return None
    if towns := [store.name("areas", area) for area in reading.areas if area != store.district]:
        return refused(reading, f"好坏只按全区的数判断，不判断{'、'.join(towns)}的；该地报了哪些数，见“街镇画像”。")
    selection = Selection(sector="".join(sectors), years=reading.years)
    found = account.account(store, selection)
    named = [(judgement, found.ordered(judgement)) for judgement in asked]
    told = [f"{WORDS[judgement]}的有：{listed(map(_said, own), MOST)}。" for judgement, own in named if own]
    if "level" in reading.intents:
        told = []  # how many is said already
    where = f"{store.name('sectors', selection.sector)}领域" if selection.sector else ""
    opened = f"{found.year} 年{where}" if found.judged else ""  # which none at all says itself
    keys = [one for _, own in named for one in own]
    return Answer(
        opened + account.sentence(found) + "".join(told),
        is_answered=True,
        target=Selection(sector=selection.sector, indicators=tuple(one.indicator_id for one in keys)),
        source="；".join(dict.fromkeys(str(store.observation(one.key)["cited"]) for one in keys)),
        keys=tuple(one.key for one in keys),
    )


def _said(one: Judged) -> str:
    """`社会消费品零售总额 1,813.87 亿元（下降 8.5%）`."""
    return f"{one.name} {one.marked}{scope(one.change.marked)}"
