"""What the rows of a list tell when they are counted: which town has most of them, which are of the first year."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from whitepaper.asking.lists import (
    FEW,
    HOLDING,
    OPENED,
    WON,
    asked_awards,
    awards_ending,
    first_of,
    noted,
    of_levels,
    of_years,
    winner,
    without_level,
    words_of,
)  # fmt: skip
from whitepaper.asking.reading import Reading
from whitepaper.asking.replies import Answer
from whitepaper.asking.several import LEAST
from whitepaper.model.selection import HONOURS, Selection
from whitepaper.model.text import letters

ORDER, FIRST = "order", "first"
YEAR = re.compile(r"\d{4}")
FEWEST = 2
COUNTING = frozenset({"level", "parts", "rank"})
"""What may be asked of a list town by town."""
OTHERWISE = frozenset({"trend", "growth", "compare", "share", "doubt", "missing", "definition", "source", "target"})
NAMED, EXTREMES = {"first": "最早", "last": "最晚"}, {"most": "最多", "least": "在列到的里面最少"}


def counted(reading: Reading) -> Answer | None:
    """How many of a list each town has, or which of it is of the first or last year; None where neither is asked."""
    order = reading.code_of(ORDER)
    is_extreme = bool(reading.code_of("extreme"))
    is_by_town = reading.is_of_towns and (is_extreme or bool(reading.intents & COUNTING))
    is_by_year = is_extreme and "when" in reading.intents
    if not (order or is_by_town or is_by_year) or reading.intents & OTHERWISE or reading.is_of_lacking or reading.areas:
        return None
    words = [*words_of(reading, ORDER), *words_of(reading, HOLDING, WON)]
    awards = asked_awards(reading, words) or awards_ending(reading, words)
    known = [letters(code) for code in reading.names.store.codes("level") if code]
    if not awards or reading.unknown(None, [*map(letters, awards), *known, *words]):
        return None
    rows = of_years(reading, reading.names.rows.honours(Selection(awards=awards)))
    if rows.empty or (is_by_year and not order and _is_of_years(reading)):
        return None
    own, levels, unsaid = of_levels(reading, rows)
    if not levels and (absent := without_level(reading, rows)):
        return Answer(absent, is_answered=False, subject=HONOURS, target=Selection(awards=awards))
    rows = own
    head = "、".join(levels) + "的" * bool(levels)
    called = "、".join(award if OPENED in award else f"“{award}”" for award in awards[:FEWEST])
    head += called + ("等" if len(awards) > FEWEST else "")
    left = f"另有 {unsaid} 项级别不明，不在其内。" if unsaid else ""
    if order:
        return _of_year(reading, rows, head, order, left)
    return _of_towns(reading, rows, head, left) if is_by_town else _of_years(reading, rows, head, left)


def _of_year(reading: Reading, rows: pd.DataFrame, head: str, order: str, left: str) -> Answer:
    """Which of some rows are of the first or the last year that these have."""
    dated = rows[rows["year"].map(lambda text: bool(YEAR.fullmatch(text)))]
    years = sorted(set(dated["year"]))
    undated = len(rows) - len(dated)
    awards = tuple(dict.fromkeys(rows["award"]))
    if len(years) < FEWEST:
        given = f"注明年份的 {len(dated)} 项都是 {years[0]} 年" if years else "没有一项注明单独的年份"
        text = f"白皮书名录的{head}共 {len(rows)} 项，{given}，分不出先后。"
        return Answer(text, is_answered=False, subject=HONOURS, target=Selection(awards=awards))
    year = years[0] if order == FIRST else years[-1]
    own = dated[dated["year"] == year]
    persons = reading.names.persons
    who = first_of(dict.fromkeys(winner(row, persons) for _, row in own.iterrows()), FEW)
    among = f"注明年份的 {len(dated)} 项里" if undated else ""
    text = f"按白皮书名录所注的年份比较（计算），{head} {len(rows)} 项中{among}{NAMED[order]}的是 {year} 年的{who}。"
    left += f"另有 {undated} 项没有注明单独的年份，无法确定是不是{NAMED[order]}。" if undated else ""
    return Answer(
        text + left, is_answered=not undated, subject=HONOURS, target=Selection(awards=awards),
        source="、".join(dict.fromkeys(own["source"])), more=noted(own),
    )  # fmt: skip


def _of_towns(reading: Reading, rows: pd.DataFrame, head: str, left: str) -> Answer | None:
    """How many of some rows are in each town; None where a number of the paper says it, or none is in a town."""
    names, store = reading.names, reading.names.store
    if any(not reading.unknown(topic) and len([*filter(names.is_town, topic.areas)]) >= FEWEST
           for _, topic in reading.ranked):  # fmt: skip
        return None
    own = rows[rows["area_id"].isin(names.towns)]
    if own.empty:
        return None
    said = own["area_id"].map(lambda area: store.name("areas", area))
    return _tally(reading, rows, own, said, f"{head} {len(rows)} 项中注明街镇的有 {len(own)} 项", "街镇", left)


def _is_of_years(reading: Reading) -> bool:
    """Whether a number of several years says all that is asked."""
    rows = reading.names.rows
    return any(
        not reading.unknown(topic) and rows.numbers(topic.indicator_id, ())["at_year"].nunique() > 1
        for _, topic in reading.ranked
    )


def _of_years(reading: Reading, rows: pd.DataFrame, head: str, left: str) -> Answer | None:
    """How many of some rows are of each year; None where none says one."""
    own = rows[rows["year"].map(lambda text: bool(YEAR.fullmatch(text)))]
    if own.empty:
        return None
    return _tally(
        reading, rows, own, own["year"] + " 年", f"{head} {len(rows)} 项中注明年份的有 {len(own)} 项", "年份", left
    )


def _tally(
    reading: Reading, rows: pd.DataFrame, own: pd.DataFrame, said: pd.Series, head: str, by: str, left: str
) -> Answer:
    """How many of some rows are of each town or year. own: those that say it; said: what each says; by: what it is.

    Which is most or least is told where the rows that say none cannot change it.
    """
    extreme = reading.code_of("extreme")
    found = Counter(said).most_common()
    found = found[::-1] if extreme == LEAST else found
    unsaid = len(rows) - len(own)
    best = [name for name, count in found if count == found[0][1]]
    lead = found[0][1] - found[len(best)][1] if len(best) < len(found) and extreme != LEAST else 0
    is_settled = not extreme or not unsaid or (unsaid < lead and len(best) == 1)
    told = f"{'、'.join(best)}{EXTREMES[extreme]}。" if extreme and is_settled and len(found) > 1 else ""
    told = f"列到的{by}一样多。" if told and len(best) == len(found) else told
    left += (
        f"另有 {unsaid} 项未注明{by}" + ("。" if is_settled else f"，无法确定哪个{by}最多或最少。") if unsaid else ""
    )
    each = "、".join(f"{name} {count} 项" for name, count in found)
    return Answer(
        f"按白皮书名录逐项计数（计算），{head}：{each}。{told}{left}", is_answered=is_settled, subject=HONOURS,
        target=Selection(awards=tuple(dict.fromkeys(rows["award"]))), source="、".join(dict.fromkeys(own["source"])),
        more=noted(own),
    )  # fmt: skip
