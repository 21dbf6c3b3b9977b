"""Answers about several numbers: the largest and smallest, who rose and fell, which of two, orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, product

import pandas as pd

from whitepaper.asking import numbers
from whitepaper.asking.names import Topic
from whitepaper.asking.reading import REMEMBERED, Reading
from whitepaper.asking.replies import Answer, of_rows, refused, remark, undrawn
from whitepaper.model.keys import CHANGES, LEVEL, REPORTED, RUNNING_TEXT, SEVERAL_PLACES
from whitepaper.model.text import letters
from whitepaper.printed.categories import JOINT, is_part_of, is_within, plain
from whitepaper.printed.changes import COMPUTED, DIFFERENCES, printed_change
from whitepaper.printed.intervals import Interval
from whitepaper.printed.intervals import quantity as quantity_of
from whitepaper.printed.wording import quantity, scope, spaced
from whitepaper.telling import failures
from whitepaper.telling.breakdowns import extreme_words
from whitepaper.telling.phrases import UNSTATED, is_firm, value

UP, DOWN, BETTER, WORSE, LEAST = "up", "down", "better", "worse", "least"
SLOWEST = "增速最低"
UNLIKE = "无法比较（两地印的不是同一项）："
MOST_RANKED, FEWEST = 14, 2
MOVED = "的增减幅度"
GROUP_LEAST, GROUP_SHARE = 3, 0.5
SPEECH = frozenset({"joining", "filler", "intent", "direction", "extreme"})
"""Kinds of words that ask of two things, and are no part of their names."""
PARTS_ASKED = frozenset({"who", "which"})


def fits(reading: Reading, topic: Topic, *, is_change: bool) -> bool:
    """Whether a topic has several numbers of one kind to choose from, under the areas asked for."""
    if max(len(reading.names.categories[topic.indicator_id]), len(topic.areas)) < FEWEST:
        return False  # as is known without its numbers
    return len(parts(reading, topic, is_change=is_change)) >= FEWEST


@lru_cache(maxsize=REMEMBERED)
def parts(reading: Reading, topic: Topic, *, is_change: bool) -> pd.DataFrame:
    """The numbers among which a largest is sought: parts of one period, neither totals nor parts of parts."""
    names = reading.names
    rows = names.rows[topic.indicator_id]
    rows = rows[rows["value"].notna() & (rows["measure"].isin(CHANGES) if is_change else rows["measure"] == LEVEL)]
    rows = _within_areas(reading, topic, rows)
    if rows.empty:
        return rows
    year = max((one for one in reading.years if one in set(rows["at_year"])), default=rows["at_year"].max())
    rows = rows[rows["at_year"] == year]
    totals = rows[rows["category"] == ""]
    is_of_all = reading.is_of_towns and bool(names.store.indicator(topic.indicator_id)["comparability"])
    rows = totals if is_of_all and totals["area_id"].nunique() > 1 else rows
    named = reading.parts_of(topic, list(dict.fromkeys(rows["area_id"])))
    below = _where(rows, "category", lambda text: any(text.startswith(one + JOINT) for one in named))
    if len(below) >= FEWEST:
        rows = below
    elif len(named) >= FEWEST:
        rows = rows[rows["category"].isin(named)]
    elif len(alike := begun_alike(reading, topic, rows)) > 1:
        rows = alike
    elif named:
        return rows.iloc[:0]
    elif rows["category"].nunique() > 1:
        rows = rows[(rows["category"] != "") | (rows["area_id"].nunique() > 1)]
        given = set(rows["category"])
        is_of_one = len({category.split(JOINT)[0] for category in given}) == 1  # whose parts are meant
        rows = _where(rows, "category", lambda text: is_of_one or not (is_within(text) or is_part_of(text, given)))
    sums = [word for word, _ in names.words.of_kind("part")]
    rows = _where(rows, "category", lambda text: not any(letters(text).endswith(word) for word in sums))
    wholes = {category.rpartition(JOINT)[0] for category in rows["category"]}
    rows = _where(rows, "category", lambda text: not text or text not in wholes)
    rows = rows[(rows["area_kind"] != SEVERAL_PLACES)]
    if rows.empty:
        return rows
    measured = (unit if reading.is_measured(unit) else "" for unit in rows["plotted_unit"])
    kinds = list(zip(measured, rows["span"], strict=True))
    most = Counter(kinds).most_common(1)[0][0]
    return rows[[kind == most for kind in kinds]]


def is_of_begun(reading: Reading, topic: Topic) -> bool:
    """Whether the parts of a topic begin as the question says, and not all: 出口 of 进出口商品."""
    rows = parts(reading, topic, is_change=False)
    return 1 < len(begun_alike(reading, topic, rows)) == len(rows)


def is_said_so(reading: Reading, topic: Topic) -> bool:
    """Whether the largest part of a topic is called as the question says: most for counts, highest for rates."""
    words = extreme_words(parts(reading, topic, is_change=False)["plotted_unit"].iat[0])
    return any(word in reading.text for word in words)


def is_compared_so(reading: Reading, topic: Topic) -> bool:
    """Whether one number of a topic is more or higher than another as the question says it."""
    words = extreme_words(reading.names.rows[topic.indicator_id]["plotted_unit"].iat[0])
    return any(word[-1] in reading.text for word in words)


def begun_alike(reading: Reading, topic: Topic, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose categories begin as the question says, where that is not said by the name of the topic: 进口…."""
    return _where(rows, "category", lambda text: (
        len(text) > FEWEST and reading.begins(text[:FEWEST])
        and not reading.begins(text[:FEWEST], topic.spoken[0])))  # fmt: skip


def _where(rows: pd.DataFrame, column: str, holds: Callable[[str], bool]) -> pd.DataFrame:
    """The rows of which something holds for a column."""
    return rows[[holds(cell) for cell in rows[column]]] if len(rows) else rows


def _reach(reading: Reading, row: pd.Series) -> Interval:
    """What a number may truly be: of a printed one what its qualifier allows."""
    if row["status"] != REPORTED:
        return Interval(row["value"], row["value"])
    return quantity_of(row["printed"], row["unit"], set(reading.names.store.codes("measured_unit"))).rounded


def firm_of(reading: Reading, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that may be compared: a sum up to now (累计) may, what is only about so much may not."""
    measured = set(reading.names.store.codes("measured_unit"))
    return rows[[
        row["status"] == REPORTED and not row["is_rank"]
        and not quantity_of(row["printed"], row["unit"], measured).is_limited for _, row in rows.iterrows()
    ]] if len(rows) else rows  # fmt: skip


def _within_areas(reading: Reading, topic: Topic, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the areas asked for: one town, the parts of a sum of places, all towns, else the district."""
    names = reading.names
    sums = [area for area in reading.areas if names.area_kind(area) == SEVERAL_PLACES]
    if reading.is_of_towns:
        return _where(rows, "area_id", names.is_town)
    if sums:
        return rows[rows["area_id"] != names.store.district]
    if reading.areas:
        return rows[rows["area_id"].isin(reading.areas)]
    district = rows[rows["area_id"] == names.store.district]
    return district if len(district) else rows


def is_incomparable(reading: Reading, topic: Topic, rows: pd.DataFrame) -> bool:
    """Whether the rows are of several areas that may not be compared."""
    comparability = reading.names.store.indicator(topic.indicator_id)["comparability"]
    return bool(rows["area_id"].nunique() > 1) and not comparability


def incomparable(reading: Reading, topic: Topic, rows: pd.DataFrame) -> Answer:
    """That the areas are not to be ranked, and why, with their numbers side by side."""
    name = reading.names.store.name("indicators", topic.indicator_id)
    towns = sum(reading.names.is_town(area) for area in topic.areas)
    if not towns:
        there = "、".join(reading.names.store.name("areas", area) for area in sorted(topic.areas))
        return refused(reading, f"白皮书没有各街镇的{name}，只有{there}的，无法排名。", [topic.indicator_id])
    where = f"{rows['area_id'].nunique()} 地有数" if rows["area_id"].nunique() > 1 else "只有一地有数"
    said = f"{name}的统计范围和期间各地不同，不宜排名，也无法说谁最高或最低；{where}，只并列："
    each = rows.drop_duplicates("area_id")
    told = "；".join(
        spaced(f"{row['area']}{scope(row['category'])}", f"{value(row)}（{row['period_name']}）")
        for _, row in each.iloc[:MOST_RANKED].iterrows()
    )
    found = refused(reading, f"{said}{told}{'等' * (len(each) > MOST_RANKED)}。", [topic.indicator_id], rows)
    return replace(found, draw=undrawn)  # bars on one scale would compare them


def of_parts(reading: Reading, topic: Topic, *, is_change: bool) -> Answer | None:
    """The largest or smallest of the parts of a topic, the one that changed most, or all that rose or fell."""
    rows, name = parts(reading, topic, is_change=is_change), numbers.name_of(reading, topic)
    if is_incomparable(reading, topic, rows):
        return incomparable(reading, topic, rows)
    if not is_change:
        return _extreme_of(reading, topic, rows, name)
    return (
        _change_extreme_of(reading, topic, rows, name) if reading.code_of("extreme") else _moved(reading, topic, rows)
    )


def _extreme_of(reading: Reading, topic: Topic, rows: pd.DataFrame, name: str) -> Answer | None:
    is_least = reading.code_of("extreme") == LEAST
    ordered = rows[~rows["is_rank"]].sort_values("plotted", ascending=is_least, kind="stable")
    if ordered.empty:
        return None
    first = ordered.iloc[0]
    firm, best = set(firm_of(reading, rows)["key"]), _reach(reading, first)
    for _, row in ordered.iloc[1:].iterrows():
        if not {row["key"], first["key"]} <= firm and best.meets(_reach(reading, row)):
            said = f"{called(first, rows)} {value(first)}，{called(row, rows)} {value(row)}"
            end = extreme_words(first["plotted_unit"])[1 if is_least else 0]
            return refused(reading, f"无法判断{name}中哪一项{end}：{said}，带修饰语。", [topic.indicator_id], rows)
    tied = ordered[ordered["plotted"] == first["plotted"]]
    word = extreme_words(first["plotted_unit"])[1 if is_least else 0]
    who = "、".join(called(row, rows) for _, row in tied.iterrows()) if len(tied) < 6 else f"{len(tied)} 项"
    whole = _whole(reading, topic, first)
    opened = numbers.opened(reading, rows, name) + _scope(reading, topic)
    aside = _lacking(reading, topic, rows) + numbers.unstated(rows)
    said = f"{opened}中，{who}{'同为' if len(tied) > 1 else ''}{word}，{value(first)}{_gap(first, whole)}"
    rest = ordered[ordered["plotted"] != first["plotted"]]
    more = f"其次是{called(rest.iloc[0], rows)}，{value(rest.iloc[0])}。" if len(rest) else ""
    chart = pd.concat([rows, whole[~whole["key"].isin(rows["key"])]])
    more += _besides(reading, topic, first, tied)
    return of_rows(reading, topic, said + aside + "。", tied, chart, more, (who, value(first)))


def of_years(reading: Reading, topic: Topic) -> Answer | None:
    """In which year one number was largest or smallest; None where it is not printed of several years."""
    rows = numbers.single(reading, topic)
    rows = firm_of(reading, rows[(rows["measure"] == LEVEL) & rows["value"].notna() & rows["year"].notna()])
    if rows.empty or rows["category"].nunique() > 1 or rows["area_id"].nunique() > 1 or rows["year"].nunique() < FEWEST:
        return None
    is_least = reading.code_of("extreme") == LEAST
    ordered = rows.sort_values("plotted", ascending=is_least, kind="stable")
    tied = ordered[ordered["plotted"] == ordered["plotted"].iat[0]]
    word = extreme_words(tied["plotted_unit"].iat[0])[1 if is_least else 0]
    name = numbers.subject(reading, tied.iloc[0], numbers.name_of(reading, topic))
    told = "，".join(spaced(row["period_name"], value(row)) for _, row in rows.sort_values("year").iterrows())
    who = "、".join(tied["period_name"])
    return of_rows(reading, topic, f"{name}：{told}；{who}{word}。", rows, facts=(who,))


def _whole(reading: Reading, topic: Topic, row: pd.Series) -> pd.DataFrame:
    """The rate of the whole that a rate is part of, of the same year; no row for what is no rate or has none."""
    cells = reading.names.rows[topic.indicator_id]
    same = (cells["area_id"] == row["area_id"]) & (cells["period"] == row["period"]) & (cells["measure"] == LEVEL)
    is_rate = bool(row["category"]) and row["unit"] in DIFFERENCES
    return cells[same & (cells["category"] == "") & (cells["unit"] == row["unit"]) & cells["value"].notna() & is_rate]


def _gap(row: pd.Series, whole: pd.DataFrame) -> str:
    """How far a rate lies from that of the whole, where both are firm numbers; else nothing."""
    if len(whole) != 1:
        return ""
    total = whole.iloc[0]
    if not is_firm(total) or not is_firm(row) or total["value"] == row["value"]:
        return ""
    apart = Decimal(str(row["value"])) - Decimal(str(total["value"]))
    size = quantity(float(abs(apart)), DIFFERENCES[row["unit"]])
    return f"，比合计（{value(total)}）{'低' if apart < 0 else '高'} {size}{COMPUTED}"


def _besides(reading: Reading, topic: Topic, row: pd.Series, tied: pd.DataFrame) -> str:
    """Of a rate where most failed, if that is another part; and which years are missing."""
    store, said = reading.names.store, ""
    rate = bool(store.indicator(topic.indicator_id)["denominator_indicator"])
    failed = failures.most(store, topic.indicator_id, int(row["at_year"])) if rate else None
    if failed is not None and failed["category"] not in set(tied["category"]):
        said = f"但{failed['indicator']}最多的是{plain(failed['category'])}，{value(failed)}。"
    return said + (remark(tied, gaps) if len(gaps := _gaps(reading, topic, row)) else "")


def _gaps(reading: Reading, topic: Topic, row: pd.Series) -> pd.DataFrame:
    """The missing levels of the area of a row."""
    cells = reading.names.rows[topic.indicator_id]
    return cells[(cells["area_id"] == row["area_id"]) & (cells["measure"] == LEVEL) & cells["value"].isna()]


def _scope(reading: Reading, topic: Topic) -> str:
    """The part within which the largest is sought, in brackets."""
    named = [one for one in reading.parts_of(topic) if any(
        text.startswith(one + JOINT) for text in reading.names.rows[topic.indicator_id]["category"])]  # fmt: skip
    return f"（{'、'.join(named)}）" if len(named) == 1 else ""


def called(row: pd.Series, rows: pd.DataFrame) -> str:
    """What sets a row apart from the others: its area, its category without what it is part of, its indicator."""
    if rows["indicator_id"].nunique() > 1:
        return str(row["indicator"])
    if rows["area_id"].nunique() > 1:
        return str(row["area"])
    text = plain(row["category"])
    firsts = {one.split(JOINT)[0] for one in rows["category"]}
    return text.split(JOINT)[-1] if len(firsts) == 1 else text


def _is_down(reading: Reading, topic: Topic) -> bool:
    """Whether a fall is asked for: in so many words, or as what is better or worse of an indicator."""
    code, polarity = reading.code_of("direction"), reading.names.store.indicator(topic.indicator_id)["polarity"]
    return code == DOWN or (code == BETTER and polarity == -1) or (code == WORSE and polarity == 1)


def _change_extreme_of(reading: Reading, topic: Topic, rows: pd.DataFrame, name: str) -> Answer | None:
    firm = rows[rows["qualifier"] == ""]
    is_down, is_least = _is_down(reading, topic), reading.code_of("extreme") == LEAST
    is_slowest = is_least and not is_down  # what fell grew least
    moved = firm[firm["value"] < 0] if is_down else firm if is_slowest else firm[firm["value"] > 0]
    opened, aside = numbers.opened(reading, rows, name), numbers.unstated(rows)
    if moved.empty:
        word = "下降" if is_down else "增长"
        return of_rows(reading, topic, f"{opened}的各项都没有{word}{aside}。", rows)
    ordered = moved.sort_values("value", ascending=is_down != is_least, kind="stable")
    first = ordered.iloc[0]
    tied = ordered[ordered["value"] == first["value"]]
    change = printed_change(first)
    word = ("最少" if is_down else "最慢") if is_least else ("最多" if is_down else "最快")
    who = "、".join(called(row, rows) for _, row in tied.iterrows())
    verb = SLOWEST if is_slowest and change.amount < 0 else change.verb + word
    said = f"{opened}中，{who}{verb}，{change.text}{change.doubt}{_levels(reading, first)}{aside}。"
    rest = ordered[ordered["value"] != first["value"]]
    more = f"其次是{called(rest.iloc[0], rows)}，{printed_change(rest.iloc[0]).text}。" if len(rest) else ""
    used = pd.concat([tied, _level_rows(reading, first)])
    return of_rows(reading, topic, said, used, rows, more, (who, change.text))


def _level_rows(reading: Reading, row: pd.Series) -> pd.DataFrame:
    """The levels of the series of a change, of its year and the year before."""
    rows = reading.names.rows[str(row["indicator_id"])]
    same = (rows["area_id"] == row["area_id"]) & (rows["category"] == row["category"]) & (rows["measure"] == LEVEL)
    return rows[same & rows["value"].notna() & rows["at_year"].isin([row["at_year"] - 1, row["at_year"]])]


def _levels(reading: Reading, row: pd.Series) -> str:
    """The number behind a change, in brackets."""
    levels = _level_rows(reading, row).sort_values("at_year", kind="stable")
    told = "，".join(spaced(one["period_name"], value(one)) for _, one in levels.iterrows())
    return f"（{told.replace('（', '，').replace('）', '')}）" if told else ""


def _moved(reading: Reading, topic: Topic, rows: pd.DataFrame) -> Answer:
    """Which parts rose, or which fell."""
    is_down = _is_down(reading, topic)
    moved = rows[rows["value"] < 0] if is_down else rows[rows["value"] > 0]
    opened, aside = numbers.opened(reading, rows, numbers.name_of(reading, topic)), numbers.unstated(rows)
    word = "下降" if is_down else "增长"
    if moved.empty:
        return of_rows(reading, topic, f"{opened}的 {len(rows)} 项都没有{word}{aside}。", rows)
    told = "、".join(
        f"{called(row, rows)}{printed_change(row).text}{printed_change(row).doubt}"
        for _, row in moved.sort_values("value", ascending=is_down, kind="stable").iterrows()
    )
    said = f"{opened}的 {len(rows)} 项中，{word}的有 {len(moved)} 项：{told}{aside}。"
    return of_rows(reading, topic, said, moved, rows)


def group(reading: Reading, *, is_change: bool) -> Answer | None:
    """The largest, or the largest change, among indicators that one name stands for and one table prints."""
    found = _grouped(reading, is_change=is_change)
    if found is None:
        return None
    best, rows, name = found
    return _change_extreme_of(reading, best, rows, name) if is_change else _extreme_of(reading, best, rows, name)


def ranking_of_group(reading: Reading) -> Answer | None:
    """Indicators in order that one name stands for and one table prints; None where a question means none such."""
    is_change = bool(reading.code_of("direction")) or "growth" in reading.intents
    found = _grouped(reading, is_change=is_change)
    return _in_order(reading, *found, is_change=is_change) if found is not None else None


def _grouped(reading: Reading, *, is_change: bool) -> tuple[Topic, pd.DataFrame, str] | None:
    """The indicators of a group: the one that fits best, their numbers, and what they are called together."""
    ranked = [topic for score, topic in reading.ranked if score >= reading.ranked[0][0] * GROUP_SHARE]
    best = reading.ranked[0][1] if reading.ranked else None
    known = reading.names.shared_names
    shared = [name for name in (best.spoken if best else ()) if name in reading.text and name in known]
    everything = [topic for topic in reading.names.topics if set(shared) & set(topic.spoken)] or ranked
    found = []
    for topic in {topic.indicator_id: topic for topic in everything}.values():
        if reading.unknown(topic):
            continue  # 停车泊位 is not of 停车场
        rows = reading.names.rows[topic.indicator_id]
        own = (rows["area_id"] == reading.names.store.district) & (rows["category"] == "") & rows["value"].notna()
        wanted = rows["measure"].isin(CHANGES) if is_change else rows["measure"] == LEVEL
        found.append(rows[own & wanted & (rows["at_year"] == reading.names.store.editions[-1])])
    rows = pd.concat(found) if found else pd.DataFrame()
    rows = rows[rows["source"] != RUNNING_TEXT] if len(rows) else rows  # one table prints a group
    if len(rows) < GROUP_LEAST or best is None:
        return None
    kind = rows.groupby(["source", "unit"], sort=False).size().idxmax()
    rows = rows[(rows["source"] == kind[0]) & (rows["unit"] == kind[1])]
    is_of_best = rows["source"].iat[0] == reading.names.rows[best.indicator_id]["source"].iat[0]
    if len(rows) < GROUP_LEAST or not (shared or is_of_best):
        return None
    left = pd.concat(found)
    is_of_unit = (left.loc[left["source"] == kind[0], "unit"] != kind[1]).any() and not is_change
    name = f"{rows['source'].iat[0]}所列{f'以{kind[1]}计的' if is_of_unit else ''} {len(rows)} 项"
    return best, rows, name


def ranking(reading: Reading, topic: Topic) -> Answer | None:
    """The parts or areas of a topic in order; areas only where they may be compared."""
    is_change = bool(reading.code_of("direction")) or "growth" in reading.intents
    rows = parts(reading, topic, is_change=is_change)
    if len(rows) < FEWEST:
        return incomparable(reading, topic, rows) if reading.is_of_towns else None
    if is_incomparable(reading, topic, rows) or (reading.is_of_towns and rows["area_id"].nunique() == 1):
        return incomparable(reading, topic, rows)
    return _in_order(reading, topic, rows, numbers.name_of(reading, topic), is_change=is_change)


def _in_order(reading: Reading, topic: Topic, rows: pd.DataFrame, name: str, *, is_change: bool) -> Answer | None:
    """Some numbers of one kind in order; None where fewer than two are firm."""
    firm = firm_of(reading, rows)
    if len(firm) < FEWEST:
        return None
    is_down = is_change and _is_down(reading, topic)
    is_least = (reading.code_of("extreme") == LEAST) != is_down
    ordered = firm.sort_values("plotted", ascending=is_least, kind="stable")
    most = reading.first_few or MOST_RANKED
    told = "、".join(_ranked(row, rows) for _, row in ordered.iloc[:most].iterrows())
    order = ("从低到高" if is_least else "从高到低") + (f"前 {most} 项" if len(ordered) > most < MOST_RANKED else "")
    aside = f"；{len(rows) - len(firm)} 项带修饰语，不参与排名" if len(rows) > len(firm) else ""
    aside += _lacking(reading, topic, rows) + numbers.unstated(rows)
    rest = f"等 {len(ordered)} 项" if len(ordered) > MOST_RANKED == most else ""
    what = MOVED if is_change else ""
    said = f"{numbers.opened(reading, rows, name)}{_scope(reading, topic)}{what}{order}依次是{told}{rest}{aside}。"
    return of_rows(reading, topic, said, ordered, rows)


def _lacking(reading: Reading, topic: Topic, rows: pd.DataFrame) -> str:
    """The parts beside some numbers of an indicator that have none, and so no place among them."""
    cells = reading.names.rows[topic.indicator_id]
    same = cells["area_id"].isin(rows["area_id"]) & cells["period"].isin(rows["period"]) & (cells["category"] != "")
    gaps = cells[same & (cells["measure"] == LEVEL) & cells["value"].isna()]
    if gaps.empty or rows["indicator_id"].nunique() > 1 or rows["measure"].isin(CHANGES).any():
        return ""
    return f"；{'、'.join(map(plain, dict.fromkeys(gaps['category'])))}的数缺失，不在其内"


def _ranked(row: pd.Series, rows: pd.DataFrame) -> str:
    text = printed_change(row).text if row["measure"] in CHANGES else value(row)
    return spaced(called(row, rows), text)


def compared(reading: Reading, topic: Topic) -> Answer | None:
    """Two or more categories or areas beside each other; None where the question names no two that have numbers."""
    rows = _sides(reading, topic)
    if len(rows) < FEWEST or (len(reading.areas) >= FEWEST and rows["area_id"].nunique() < FEWEST):
        return _one_sided(reading, topic, rows)
    if rows["category"].map(lambda text: text.count(JOINT)).nunique() > 1 and rows["area_id"].nunique() == 1:
        return None
    if "share" in reading.intents and (part := _of_all_places(reading, topic, rows)) is not None:
        return part
    store = reading.names.store
    name = numbers.name_of(reading, topic) if rows["area_id"].nunique() == 1 else _plain_name(reading, topic)
    area = rows["area"].iat[0]
    is_of_one = rows["area_id"].nunique() == 1 and rows["area_id"].iat[0] != reading.names.store.district
    found = _beside(reading, topic, rows, (area if is_of_one else "") + name)
    without = [store.name("areas", one) for one in reading.areas if one not in set(rows["area_id"])]
    return replace(found, sentence=f"{found.sentence}白皮书没有印{'、'.join(without)}的。") if without else found


def _of_all_places(reading: Reading, topic: Topic, rows: pd.DataFrame) -> Answer | None:
    """What part a place has of what stands for several together, computed from both; None where that cannot be."""
    is_whole = rows["area_kind"] == SEVERAL_PLACES
    if len(rows) != FEWEST or is_whole.sum() != 1 or len(firm_of(reading, rows)) < FEWEST:
        return None
    one, total = rows[~is_whole].iloc[0], rows[is_whole].iloc[0]
    if (one["unit"], one["period"]) != (total["unit"], total["period"]) or not total["value"]:
        return None
    figure = quantity(round(one["value"] / total["value"] * 100, 1), "%")
    named = spaced(one["period_name"], f"{one['area']}{_plain_name(reading, topic)}")
    text = f"{named}为 {value(one)}，占{total['area']} {value(total)}的 {figure}{COMPUTED}。"
    return replace(of_rows(reading, topic, text, rows), facts=(figure,))


def _beside(reading: Reading, topic: Topic, rows: pd.DataFrame, name: str) -> Answer:
    """Some numbers beside each other, and which is the largest where they may be compared."""
    periods = list(dict.fromkeys(rows["period_name"]))
    if rows["measure"].isin(CHANGES).all():
        told = "，".join(f"{_side(row, rows)}{printed_change(row).text}" for _, row in rows.iterrows())
        opened = spaced(periods[0], name)
        told += _moved_more(rows)
        return of_rows(reading, topic, (f"{opened}：{told}。" if name else spaced(opened, f"{told}。")), rows)
    told = "，".join(
        spaced(_side(row, rows), _unrepeated(row, rows)) + ("" if len(periods) == 1 else f"（{row['period_name']}）")
        for _, row in rows.iterrows()
    )
    opened = spaced(periods[0], name) if len(periods) == 1 and periods[0] != UNSTATED else name
    said = f"{opened}：{told}" if name else spaced(opened, told)
    said += f"（{UNSTATED}）" if periods == [UNSTATED] else ""
    if is_incomparable(reading, topic, rows):
        return of_rows(reading, topic, f"{said}；两地统计范围不同，不宜直接比较。" if len(rows) == FEWEST else
                       f"{said}；各地统计范围不同，不宜直接比较。", rows)  # fmt: skip
    limits = {
        "单位不同": rows["plotted_unit"].nunique() > 1,
        "期间不同": len(periods) > 1,
        "带修饰语": len(firm_of(reading, rows)) < len(rows),
        "有的数存疑": bool((rows["doubt"] != "").any()),
    }
    why = next((words for words, holds in limits.items() if holds), "")
    if why:
        return of_rows(reading, topic, f"{said}；{why}，不宜直接比较。", rows)
    ordered = rows.sort_values("plotted", ascending=False, kind="stable")
    first, second = ordered.iloc[0], ordered.iloc[1]
    if first["plotted"] == second["plotted"]:
        return of_rows(reading, topic, f"{said}；两者相同。", rows)
    unit = first["plotted_unit"]
    decimals = max(len(str(one["printed"]).partition(".")[2].rstrip("%")) for one in (first, second))
    gap = quantity(round(first["plotted"] - second["plotted"], decimals), DIFFERENCES.get(unit, unit))
    word = extreme_words(unit)[0][-1]
    said += f"；{_side(first, rows)}较{word}" + (f"，相差 {gap}{COMPUTED}" if len(rows) == FEWEST else "")
    return of_rows(reading, topic, said + "。", rows)


def _moved_more(rows: pd.DataFrame) -> str:
    """Which of two rose or fell more, where both went the same way and are firm and printed alike; else nothing."""
    alike = rows[["unit", "measure", "yoy_basis"]].drop_duplicates()
    signs = {row["value"] > 0 for _, row in rows.iterrows()}
    is_firm_pair = (rows["qualifier"] == "").all() and rows["value"].all()
    if len(rows) != FEWEST or len(alike) > 1 or len(signs) > 1 or not is_firm_pair:
        return ""
    sizes = rows["value"].abs()
    if sizes.iat[0] == sizes.iat[1]:
        return "；两者相同"
    most = rows.iloc[int(sizes.argmax())]
    return f"；{_side(most, rows)}{printed_change(most).verb}较多"


def _unrepeated(row: pd.Series, rows: pd.DataFrame) -> str:
    """A number without a qualifier that its name has already."""
    qualifier, text = str(row["qualifier"]), value(row)
    return text.removeprefix(qualifier).strip() if qualifier and qualifier in _side(row, rows) else text


def _sides(reading: Reading, topic: Topic) -> pd.DataFrame:
    """The rows that a question sets against each other: of each area its own, or the categories named."""
    cells = reading.names.rows[topic.indicator_id]
    is_kind = cells["measure"].isin(CHANGES) if is_of_changes(reading) else cells["measure"] == LEVEL
    cells = cells[cells["value"].notna() & is_kind]
    if len(reading.areas) >= FEWEST:
        chosen = []
        for area in reading.areas:
            own = cells[cells["area_id"] == area]
            named = reading.parts_of(topic, [area]) if len(own) else ()
            total = own[own["category"] == ""]
            picked = own[own["category"].isin(named)] if named else total if len(total) else own
            chosen.append(numbers.newest_of(picked))
        return pd.concat(chosen) if chosen else cells.iloc[:0]
    area = numbers.area_of(reading, topic)
    cells = cells[cells["area_id"] == area]
    named = reading.parts_of(topic, [area])
    if len(named) < FEWEST and _is_of_two(reading, topic, [area]):
        named = reading.apart(topic, [area])
    rows = cells[cells["category"].isin(named)]
    year = max((one for one in reading.years if one in set(rows["at_year"])), default=rows["at_year"].max())
    return rows[rows["at_year"] == year]


def _one_sided(reading: Reading, topic: Topic, rows: pd.DataFrame) -> Answer | None:
    """Where only one of two areas has a number: which one, and what the other has, if another indicator is its."""
    if len(reading.areas) < FEWEST or rows.empty:
        return None
    store = reading.names.store
    lacking = [area for area in reading.areas if area not in set(rows["area_id"])]
    others = {area: one for area in lacking if (one := _likewise(reading, topic, area)) is not None}
    if others:
        own = numbers.level(_alone(reading, [str(rows["area_id"].iat[0])]), topic)
        told = [own, *(numbers.level(_alone(reading, [area]), one) for area, one in others.items())]
        text = f"{UNLIKE}{''.join(one.sentence for one in told)}"
        return refused(reading, text, [topic.indicator_id], rows)
    row = rows.iloc[0]
    text = (
        f"无法比较：{_plain_name(reading, topic)}只有{row['area']}的数（{value(row)}），"
        f"白皮书没有印{'、'.join(store.name('areas', area) for area in lacking)}的。"
    )
    return refused(reading, text, [topic.indicator_id], rows)


def _alone(reading: Reading, areas: Sequence[str]) -> Reading:
    """The question, of some of its areas alone."""
    return replace(reading, areas=tuple(areas))


def _likewise(reading: Reading, topic: Topic, area: str) -> Topic | None:
    """Another indicator that explains the question and that an area has, in a unit of the same kind."""
    measured = {reading.is_measured(unit) for unit in topic.units}
    return next(
        (
            one
            for _, one in _alone(reading, [area]).ranked
            if area in one.areas and not reading.unknown(one) and measured == set(map(reading.is_measured, one.units))
        ),
        None,
    )


def _plain_name(reading: Reading, topic: Topic) -> str:
    return reading.names.store.name("indicators", topic.indicator_id)


def _side(row: pd.Series, rows: pd.DataFrame) -> str:
    """The name of one side: its indicator where that sets it apart, of an area with its scope."""
    if rows["indicator_id"].nunique() > 1:
        return str(row["indicator"]) + (scope(plain(row["category"])) if row["category"] else "")
    if rows["area_id"].nunique() > 1:
        return str(row["area"]) + (f"（{plain(row['category'])}）" if row["category"] else "")
    return plain(row["category"])


def names_two(reading: Reading, topic: Topic) -> bool:
    """Whether a question names two areas, or two categories of a topic."""
    areas: Sequence[str] = [area for area in reading.areas if area in topic.areas]
    has_parts = reading.sides(topic, areas) >= FEWEST and len(reading.parts_of(topic, areas)) >= FEWEST
    return len(areas) >= FEWEST or has_parts or _is_of_two(reading, topic, areas)


def _is_of_two(reading: Reading, topic: Topic, areas: Sequence[str]) -> bool:
    """Whether a comparison names just two categories by what sets them apart."""
    return "compare" in reading.intents and len(reading.apart(topic, areas)) == FEWEST


def siblings(reading: Reading) -> tuple[Topic, Topic] | None:
    """Two indicators whose names differ in one word, both of which the question says: 昼间 and 夜间 of 环境噪声."""
    topics = [topic for _, topic in reading.ranked]
    pairs = [(first, second) for first, second in combinations(topics, 2) if first.units == second.units]
    for is_by_readers in (False, True):
        for first, second in pairs:
            own, others = (_called_so(topic, is_by_readers=is_by_readers) for topic in (first, second))
            names = product(own, others)
            if any(_are_named(reading, first, second, both) for both in names):
                return first, second
    return None


def _called_so(topic: Topic, *, is_by_readers: bool) -> tuple[str, ...]:
    """The name of a topic; with what it is with readers' words in it, where these are meant too."""
    return topic.spoken[:1] + (topic.spoken[topic.called :] if is_by_readers else ())


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _are_named(reading: Reading, first: Topic, second: Topic, names: tuple[str, str]) -> bool:
    """Whether a question names two topics by what sets two of their names apart, one of each."""
    one, other = names
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    if not all(_is_told_apart(reading, name, range(start, len(name) - end), rival)
               for name, rival in ((one, other), (other, one))):  # fmt: skip
        return False
    left = set(reading.unknown(first)) | set(reading.unknown(second))
    asking = {
        letter for mark in reading.marks if mark.kind in SPEECH for letter in reading.text[mark.start : mark.end]
    }  # fmt: skip
    known = first.characters | second.characters | asking
    is_one_word = start + end > (1 if names == (first.spoken[0], second.spoken[0]) else min(map(len, names)) / 2)
    return is_one_word and all(set(run) <= known for run in left)


def _is_told_apart(reading: Reading, name: str, place: range, rival: str) -> bool:
    """Whether the question says what stands at a place of a name, or two letters of it, and its rival lacks that."""
    pairs = [name[at : at + 2] for at in range(max(0, place.start - 1), min(place.stop, len(name) - 1))]
    words = [word for word in (name[place.start : place.stop], *pairs) if len(word) > 1]
    said = (word for word in words if not word.isdecimal())  # 12 of 12345 and of 12315
    return len(place) > 0 and any(word in reading.text and word not in rival for word in said)


def is_of_changes(reading: Reading) -> bool:
    """Whether a comparison is about how much two things rose or fell."""
    return bool(reading.code_of("direction")) or "growth" in reading.intents


def of_pair(reading: Reading, pair: Sequence[tuple[Reading, Topic]]) -> Answer | None:
    """Two indicators beside each other, each as its half of the question calls it; None for several numbers."""
    found = []
    for half, topic in pair:
        rows = numbers.single(half, topic)
        rows = rows[rows["value"].notna() & (rows["measure"].isin(CHANGES) if is_of_changes(reading) else
                                             rows["measure"] == LEVEL)]  # fmt: skip
        if rows.empty or rows["category"].nunique() > 1 or rows["area_id"].nunique() > 1:
            return None
        wanted = rows[rows["at_year"].isin(reading.years)] if reading.years else rows
        found.append(wanted.sort_values("at_year", kind="stable").iloc[-1:])
    both = pd.concat(found)
    if len(both) < FEWEST:
        return None
    if both["plotted_unit"].nunique() > 1:
        told = "，".join(spaced(f"{row['period_name']}{row['indicator']}", value(row)) for _, row in both.iterrows())
        ids = [topic.indicator_id for _, topic in pair]
        return refused(reading, f"没有可比性（单位不同）：{told}。", ids, both)
    return _beside(reading, pair[0][1], both, "")


def _moved_both(reading: Reading, pair: tuple[Topic, Topic]) -> Answer | None:
    """Which parts of two indicators both rose, or both fell; None where these have no changes of parts in common."""
    if not reading.code_of("direction"):
        return None
    is_down = _is_down(reading, pair[0])
    found = [parts(replace(reading, marks=()), topic, is_change=True) for topic in pair]
    shared = [one for one in found[0]["category"] if one and one in set(found[1]["category"])]
    if len(shared) < FEWEST:
        return None
    rows = pd.concat([one[one["category"].isin(shared)] for one in found])
    moved = rows[rows["value"] < 0] if is_down else rows[rows["value"] > 0]
    both = [one for one in shared if (moved["category"] == one).sum() == len(pair)]
    told = "；".join(
        f"{plain(one)}（{'，'.join(_plain_moved(row) for _, row in moved[moved['category'] == one].iterrows())}）"
        for one in both
    )
    names = "和".join(dict.fromkeys(rows["indicator"]))
    opened = spaced(str(rows["period_name"].iat[0]), f"{names}都印有增减的 {len(shared)} 项中")
    said = f"{opened}，两者都{'下降' if is_down else '增长'}的有 {len(both)} 项" + (f"：{told}" if told else "")
    return of_rows(reading, pair[0], f"{said}。", moved[moved["category"].isin(both)], found[0])


def _plain_moved(row: pd.Series) -> str:
    """An indicator with its change."""
    return f"{row['indicator']}{printed_change(row).text}"


def of_siblings(reading: Reading) -> Answer | None:
    """Two indicators beside each other, or their changes; None where the question names no such pair."""
    pair = siblings(reading)
    if pair is None:
        return None
    is_change = is_of_changes(reading)
    if is_change and reading.intents & PARTS_ASKED and (both := _moved_both(reading, pair)) is not None:
        return both
    found = []
    for topic in pair:
        rows = numbers.single(reading, topic)
        rows = rows[rows["value"].notna() & (rows["measure"].isin(CHANGES) if is_change else rows["measure"] == LEVEL)]
        wanted = rows[rows["at_year"].isin(reading.years)] if reading.years else rows
        if wanted["category"].nunique() > 1:
            return None  # no one number stands for it
        found.append(wanted.sort_values("at_year", kind="stable").iloc[-1:])
    rows = pd.concat(found)
    if len(rows) < FEWEST:
        return None
    return _beside(reading, pair[0], rows, "")
