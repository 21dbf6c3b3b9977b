"""Answers about one number: how much, how it went, how it changed, what share it is, or why it is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from whitepaper.asking.names import Topic
from whitepaper.asking.reading import Reading
from whitepaper.asking.replies import Answer, of_rows, refused
from whitepaper.model.keys import CHANGES, COMPARABLE_PRICES, LEVEL, MISSING, TARGET
from whitepaper.printed import wording
from whitepaper.printed.categories import plain
from whitepaper.printed.changes import COMPUTED, Change
from whitepaper.printed.wording import spaced
from whitepaper.store.described import records
from whitepaper.telling import changes, panels
from whitepaper.telling.panels import PAIR
from whitepaper.telling.phrases import LISTED, UNSTATED, is_firm, value
from whitepaper.telling.sentences import sentence

MOST_LISTED = 6
"""Parts of a number without a total that an answer names each."""


def name_of(reading: Reading, topic: Topic) -> str:
    """What a topic is called in an answer: its name, with the industry of the town where it stands for that."""
    store = reading.names.store
    name = store.name("indicators", topic.indicator_id)
    areas = [topic.area_id] if topic.area_id else [area for area in reading.areas if reading.names.is_town(area)]
    industry = store.industry(areas[0]) if len(areas) == 1 else ""
    for word, code in reading.names.words.of_kind("industry"):
        if industry and code == "stands":
            name = name.replace(word, industry)
    return name


def area_of(reading: Reading, topic: Topic) -> str:
    """The one area that a question about a topic is about; the only one that it has numbers of; empty for several."""
    store, named = reading.names.store, [area for area in reading.areas if area in topic.areas]
    if topic.area_id:
        return topic.area_id
    if named:
        return named[0]
    if store.district in topic.areas and not reading.is_of_towns:
        return store.district
    return next(iter(topic.areas)) if len(topic.areas) == 1 else ""


def level(reading: Reading, topic: Topic) -> Answer:
    """How much it is, of one area and category; of several categories without a total all of them."""
    area = area_of(reading, topic)
    cells = reading.names.rows[topic.indicator_id]
    if not area:
        return _of_areas(reading, topic)
    cells = cells[cells["area_id"] == area]
    parts = reading.likely_parts(topic, [area])
    chosen = _series(cells, parts, reading)
    levels = chosen[~chosen["measure"].isin(CHANGES)]
    if reading.quarter:
        wanted = tuple(f"{year}{reading.quarter}" for year in years_of(reading))
        levels = levels[levels["period"].isin(wanted)]
        if levels.empty:
            return _without(reading, topic, chosen, "所问时段")
        chosen = levels
    elif reading.years:
        levels = levels[levels["at_year"].isin(reading.years)]
        if levels.empty or levels["value"].isna().all():
            return absent(reading, topic, chosen)
        is_single = levels["category"].nunique() == 1 and max(reading.years) == chosen["at_year"].max()
        levels = chosen[chosen["at_year"] <= max(reading.years)] if is_single else levels
        levels = levels[~levels["measure"].isin(CHANGES)]
    elif levels["value"].isna().all():
        return absent(reading, topic, chosen)
    name = name_of(reading, topic)
    newest = newest_of(levels) if levels["category"].nunique() > 1 else levels
    apart = kinds(newest)
    listed = [_each(reading, kind, name) for kind in apart]
    said = [every or sentence(panels.of_rows(reading.names.store, kind), reading.names.store, name)
            for every, kind in zip(listed, apart, strict=True)]  # fmt: skip
    told = newest[newest["value"].notna()]
    chart = cells[~cells["measure"].isin(CHANGES)] if len(told) == 1 and cells["category"].nunique() > 1 else newest
    latest = newest_of(told)
    facts = [value(row) for row in records(latest)] if len(latest) == 1 else []
    those = f"所问的是：{'、'.join(parts)}。" if len(parts) > LISTED and not any(listed) else ""
    return of_rows(reading, topic, "".join([*said[:2], those]), told, chart, facts=facts, told=newest)


def opened(reading: Reading, rows: pd.DataFrame, name: str) -> str:
    """What some numbers of one period are, with the period, where it is known, and the one place that they are of."""
    first = rows.iloc[0]
    is_of_one = rows["area_id"].nunique() == 1 and first["area_id"] != reading.names.store.district
    period = "" if first["period_name"] == UNSTATED else str(first["period_name"])
    return spaced(period, (str(first["area"]) if is_of_one else "") + name)


def unstated(rows: pd.DataFrame) -> str:
    """That the paper does not say the period of some numbers of one; nothing where it does."""
    return f"；{UNSTATED}" if rows["period_name"].iat[0] == UNSTATED else ""


def _each(reading: Reading, rows: pd.DataFrame, name: str) -> str:
    """Every part of a number without a total, where they are a few more than a chart's sentence lists; else nothing."""
    filled = rows[rows["value"].notna()]
    is_of_parts = (filled["category"] != "").all() and filled["at_year"].nunique() == 1
    if not is_of_parts or filled["label"].nunique() < 2 or not LISTED < len(filled) == len(rows) <= MOST_LISTED:
        return ""
    told = "，".join(spaced(plain(one["category"]), value(one)) for _, one in filled.iterrows())
    return f"{opened(reading, filled, name)}：{told}{unstated(filled)}。"


def _of_areas(reading: Reading, topic: Topic) -> Answer:
    """The numbers of several areas side by side; whether they may be compared is said."""
    whole = reading.names.cells(topic)
    cells = whole[whole["at_year"].isin(reading.years)] if reading.years else whole
    if cells.empty:
        return absent(reading, topic, whole)
    cells = newest_of(cells[cells["value"].notna()])
    named = reading.likely_parts(topic)
    cells = cells[cells["category"].isin(named)] if named else cells
    said = [sentence(panels.of_rows(reading.names.store, kind), reading.names.store) for kind in kinds(cells)]
    if cells["area_id"].nunique() > 1 and not reading.names.store.indicator(topic.indicator_id)["comparability"]:
        said = [f"各地{name_of(reading, topic)}的统计范围不同，不宜比较。", *said[:2]]
    return of_rows(reading, topic, "".join(said[:3]), cells)


def kinds(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Some numbers by measure, unit and span, as charts take them."""
    return [group for _, group in rows.groupby(["measure", "plotted_unit", "span"], sort=False)]


def newest_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The latest row of each area, category and span."""
    ordered = rows.sort_values("at_year", kind="stable")
    return ordered.drop_duplicates(["area_id", "category", "span"], keep="last").sort_index()


def _series(cells: pd.DataFrame, parts: Sequence[str], reading: Reading) -> pd.DataFrame:
    """The rows of the categories asked for; else the total, else all."""
    if parts:
        return cells[cells["category"].isin(parts)]
    if reading.intents & {"parts"} and cells["category"].nunique() > 1:
        return cells
    total = cells[cells["category"] == ""]
    spanned = cells[cells["period"].str.endswith(reading.quarter)] if reading.quarter else cells.iloc[:0]
    return spanned if len(spanned) else total if len(total) else cells


def years_of(reading: Reading) -> tuple[int, ...]:
    """The years asked for, else that of the newest paper."""
    return reading.years or (reading.names.store.editions[-1],)


def single(reading: Reading, topic: Topic) -> pd.DataFrame:
    """All rows of the one series that a question is about; several where it names no category and there is no total."""
    area = area_of(reading, topic)
    cells = reading.names.rows[topic.indicator_id]
    cells = cells[cells["area_id"] == area] if area else cells
    return _series(cells, reading.likely_parts(topic, [area] if area else ()), reading)


def trend(reading: Reading, topic: Topic) -> Answer:
    """Every year of one series, and how it went; where there is only one year, why."""
    chosen = single(reading, topic)
    levels = chosen[(chosen["measure"] == LEVEL)].sort_values("at_year", kind="stable")
    if levels["category"].nunique() > 1 or levels["area_id"].nunique() > 1:
        return _trend_of_parts(reading, topic, levels)
    if reading.span.isdecimal():
        levels = levels[levels["at_year"] > reading.names.store.editions[-1] - int(reading.span)]
    filled = levels[levels["value"].notna()]
    if filled.empty:
        return absent(reading, topic, chosen)
    if filled["at_year"].nunique() < 2:
        return _no_trend(reading, topic, chosen, filled, levels)
    name, row = name_of(reading, topic), filled.iloc[-1]
    told = "，".join(spaced(row["period_name"], value(row)) for _, row in filled.iterrows())
    run = changes.run(records(filled[filled["year"].notna()]))
    moved = _change(reading, chosen, row)
    said = [f"{subject(reading, row, name)}：{told}"]
    said += [run] if run else []
    said += [f"{row['period_name']}比上年{changes.told(moved)}"] if moved is not None else []
    gaps = levels[levels["value"].isna()]
    said += [f"{'、'.join(gaps['period_name'])}缺失（{gaps['status_reason'].iat[0]}）"] if len(gaps) else []
    rows = pd.concat([filled, chosen[chosen["measure"].isin(CHANGES)]])
    return of_rows(reading, topic, "；".join(said) + "。", rows, levels, facts=(told.rpartition("，")[2],), told=levels)


def _trend_of_parts(reading: Reading, topic: Topic, levels: pd.DataFrame) -> Answer:
    kind = max(kinds(levels), key=len)
    said = sentence(panels.of_rows(reading.names.store, kind), reading.names.store, name_of(reading, topic))
    return of_rows(reading, topic, said, kind[kind["value"].notna()], kind, told=kind)


def _no_trend(
    reading: Reading, topic: Topic, chosen: pd.DataFrame, filled: pd.DataFrame, levels: pd.DataFrame
) -> Answer:
    """One year alone gives no trend; the change is said where the paper prints it."""
    row = filled.iloc[-1]
    moved = _change(reading, chosen, row)
    if moved is not None:
        return growth(reading, topic)
    gaps = levels[levels["value"].isna()]
    why = (
        f"{'、'.join(gaps['period_name'])}{gaps['status_reason'].iat[0]}，不作估读"
        if len(gaps)
        else "白皮书没有印其他年份"
    )
    text = f"答不了走势：{subject(reading, row, name_of(reading, topic))}只有 {_period(row)}的数，{value(row)}；{why}。"
    found = replace(refused(reading, text, _with_years(reading, topic), levels), facts=(value(row),))
    beside = _beside(reading, topic)
    return found if beside is None else replace(found, draw=lambda: beside, is_beside=True)


def _with_years(reading: Reading, topic: Topic) -> list[str]:
    """The topic, and the nearest ones that have several years."""
    found = [topic.indicator_id]
    for _, other in reading.ranked:
        rows = reading.names.cells(other)
        if other is not topic and rows.loc[rows["value"].notna(), "year"].nunique() > 1:
            found.append(other.indicator_id)
    return found[:3]


def _beside(reading: Reading, topic: Topic) -> panels.Panel | None:
    """How the nearest indicator went that is measured alike in the same sector and has a line; None without one."""
    store, own = reading.names.store, reading.names.store.indicator(topic.indicator_id)
    for _, other in reading.ranked:
        entry = store.indicator(other.indicator_id)
        if other.indicator_id == topic.indicator_id or entry["sector_id"] != own["sector_id"]:
            continue
        rows = reading.names.rows[other.indicator_id]
        rows = rows[(rows["area_id"] == store.district) & (rows["category"] == "") & (rows["measure"] == LEVEL)]
        if set(rows["unit"]) == {own["unit"]} and rows.loc[rows["value"].notna(), "year"].nunique() > PAIR:
            return panels.of_rows(store, rows)
    return None


def is_over_time(reading: Reading, topic: Topic) -> bool:
    """Whether a series of a topic has several years or a printed change."""
    rows = single(reading, topic)
    rows = rows[rows["value"].notna()]
    return bool(rows["year"].nunique() > 1 or rows["measure"].isin(CHANGES).any())


def growth(reading: Reading, topic: Topic) -> Answer:
    """How it changed on the year before."""
    chosen = single(reading, topic)
    first = min(reading.names.store.years)
    wanted = [year for year in reading.years if reading.is_dated or year > first]
    rows = chosen[(chosen["measure"] == LEVEL) & chosen["value"].notna()].sort_values("at_year", kind="stable")
    moves = chosen[chosen["measure"].isin(CHANGES) & chosen["value"].notna()]
    if chosen["category"].nunique() > 1 and len(moves) > 1:
        said = sentence(panels.of_rows(reading.names.store, kinds(moves)[0]), reading.names.store)
        return of_rows(reading, topic, said, moves)
    if chosen["category"].nunique() > 1 or chosen["area_id"].nunique() > 1:
        return trend(reading, topic) if "trend" in reading.intents or is_over_time(reading, topic) else _no_change(
            reading, topic, chosen)  # fmt: skip
    newest = reading.names.store.editions[-1]
    year = max([one for one in wanted if one <= newest], default=int(rows["at_year"].max()) if len(rows) else newest)
    if (
        not reading.is_dated
        and year == newest - 1
        and not len(moves[moves["at_year"] == year])
        and "growth" in reading.intents
    ):
        year = newest if len(moves[moves["at_year"] == newest]) or len(rows) > 1 else year
    now = rows[rows["at_year"] == year]
    if now.empty:
        return absent(reading, topic, chosen)
    row, before = now.iloc[-1], rows[rows["at_year"] == year - 1]
    name = name_of(reading, topic)
    since = min(wanted, default=year)
    if reading.is_dated and since < year - 1 and (apart := _since(reading, topic, rows, row, since)) is not None:
        return apart
    moved = _change(reading, chosen, row)
    if moved is None:
        if len(before):
            both = f"{before['period_name'].iat[-1]} {value(before.iloc[-1])}，{_period(row)} {value(row)}"
            return of_rows(reading, topic, f"{subject(reading, row, name)}：{both}；不能得出可比的变化。",
                           pd.concat([before, now]), chosen[chosen["measure"] == LEVEL])  # fmt: skip
        gaps = chosen[(chosen["status"] == MISSING) & (chosen["at_year"] == year - 1)]
        why = f"上年的数{gaps['status_said'].iat[0]}" if len(gaps) else "白皮书没有印上年的数，也没有印增减"
        former = rows[rows["at_year"] < year - 1]
        why += f"，{_has(former)}" if len(former) else ""
        told = spaced(subject(reading, row, name), spaced(_period(row), value(row)))
        text = f"没有可比的上年数：{told}；{why}，无法回答变化。"
        return refused(reading, text, _with_years(reading, topic), chosen)
    if len(before):
        verb = {1: "升到", -1: "降到", 0: "到"}[moved.direction.value]
        text = (
            f"{subject(reading, row, name)}由 {spaced(before['period_name'].iat[-1] + '的', value(before.iloc[-1]))}"
            f"{verb} {spaced(_period(row) + '的', value(row))}，{changes.told(moved)}。"
        )
    else:
        what = spaced(_period(row), subject(reading, row, name))
        text = f"{spaced(what + '为', value(row))}，比上年{changes.told(moved)}。"
    used = pd.concat([before, now, moves[moves["at_year"] == year]])
    return of_rows(reading, topic, text, used, chosen[chosen["measure"] == LEVEL], facts=(changes.told(moved),))


def _since(reading: Reading, topic: Topic, rows: pd.DataFrame, row: pd.Series, since: int) -> Answer | None:
    """How a number changed from an earlier year than the one before; None where that year has none."""
    first = rows[rows["at_year"] == since]
    moved = changes.between_levels(records(rows), row, since)
    if len(first) != 1 or moved is None:
        return None
    both = f"{spaced(str(first['period_name'].iat[0]), value(first.iloc[0]))}，{spaced(_period(row), value(row))}"
    name = subject(reading, row, name_of(reading, topic))
    used = pd.concat([first, rows[rows["key"] == row["key"]]])
    return of_rows(reading, topic, f"{name}：{both}，{changes.told(moved)}。", used, rows, facts=(changes.told(moved),))


def _no_change(reading: Reading, topic: Topic, chosen: pd.DataFrame) -> Answer:
    """That the paper prints one year alone of several parts."""
    name = name_of(reading, topic)
    return refused(
        reading, f"没有可比的上年数：{name}只印了一年的数，也没有印增减。", _with_years(reading, topic), chosen
    )


def _change(reading: Reading, chosen: pd.DataFrame, row: pd.Series) -> Change | None:
    """The printed change of a row, else the one between two printed levels."""
    printed = changes.printed_changes(reading.names.store, str(row["indicator_id"]), (str(row["area_id"]),))
    found = printed.get((row["area_id"], row["category"], row["period"]))
    return found if found is not None else changes.between_levels(records(chosen), row)


def share(reading: Reading, topic: Topic) -> Answer | None:
    """What part of the total a category is, computed from two printed numbers; None where that cannot be."""
    area = area_of(reading, topic)
    parts = reading.likely_parts(topic, [area] if area else ())
    cells = reading.names.cells(topic)
    cells = cells[(cells["area_id"] == area) & (cells["at_year"] == max(years_of(reading)))]
    part, whole = cells[cells["category"].isin(parts)], cells[cells["category"] == ""]
    if len(part) != 1 or len(whole) != 1 or part["unit"].iat[0] in wording.RATE_UNITS:
        return None
    one, total = part.iloc[0], whole.iloc[0]
    if one["unit"] != total["unit"] or not is_firm(one) or not is_firm(total) or not total["value"]:
        return None
    figure = wording.quantity(round(one["value"] / total["value"] * 100, 1), "%")
    text = (
        f"{spaced(_period(one), subject(reading, one, name_of(reading, topic)))}为 {value(one)}，"
        f"占合计 {value(total)}的 {figure}{COMPUTED}。"
    )
    return of_rows(reading, topic, text, pd.concat([part, whole]), facts=(figure,))


def without_share(reading: Reading, topic: Topic) -> Answer:
    """That the paper prints no share, and nothing to compute it from; the number itself beside."""
    found = level(reading, topic)
    return replace(found, sentence=f"答不了占比：白皮书没有印这个占比。{found.sentence}", is_answered=False)


def has_target(reading: Reading, topic: Topic) -> bool:
    """Whether the paper states what a topic is to reach."""
    return bool((reading.names.rows[topic.indicator_id]["measure"] == TARGET).any())


def target(reading: Reading, topic: Topic) -> Answer:
    """What is to be reached."""
    cells = reading.names.cells(topic)
    aims = cells[cells["measure"] == TARGET]
    said = [sentence(panels.of_rows(reading.names.store, kind), reading.names.store) for kind in kinds(aims)]
    return of_rows(reading, topic, "".join(said), aims)


def absent(reading: Reading, topic: Topic, chosen: pd.DataFrame) -> Answer:
    """Why there is no number of the years asked for, and what there is."""
    store, years = reading.names.store, reading.years
    rows = chosen[~chosen["measure"].isin(CHANGES)]
    gaps = rows[rows["value"].isna() & (rows["at_year"].isin(years) if years else True)]
    name = name_of(reading, topic)
    filled = rows[rows["value"].notna()].sort_values("at_year", kind="stable")
    what = subject(reading, (rows if len(rows) else chosen).iloc[0], name)
    newest = filled[filled["at_year"] == filled["at_year"].max()]
    has = f"；{_has(newest.iloc[:1])}" if len(filled) else ""
    if len(gaps):
        why = gaps["note"].iat[0] or f"{gaps['status_reason'].iat[0]}。"
        said = f"没有 {_joined(gaps['period_name'])}{what}的数：{gaps['status_reason'].iat[0]}{has}。{why}"
        return refused(reading, said, [topic.indicator_id], rows)
    asked = "、".join(str(year) for year in years)
    said = f"白皮书没有印 {asked} 年的{what}{has}。" if asked else f"白皮书没有印{what}{has}。"
    newest = store.editions[-1]
    if years and max(years) > newest:
        said = f"白皮书只写到 {newest} 年，没有 {asked} 年的{what}，也不作预测{has}。"
    changed = chosen[chosen["measure"].isin(CHANGES) & chosen["at_year"].isin([year + 1 for year in years])]
    if len(changed) and changed["yoy_basis"].iat[0] == COMPARABLE_PRICES:
        moved = changed.iloc[0]
        said += f"{_period(moved)}的增速{moved['label']}按可比价计算，不能据此倒推上年的数。"
    return refused(reading, said, [topic.indicator_id], rows if len(rows) else None)


def _without(reading: Reading, topic: Topic, chosen: pd.DataFrame, what: str) -> Answer:
    filled = chosen[chosen["value"].notna() & ~chosen["measure"].isin(CHANGES)]
    name = subject(reading, chosen.iloc[0], name_of(reading, topic))
    return refused(reading, f"白皮书没有印{what}的{name}；{_has(filled)}。", [topic.indicator_id], filled)


def _has(rows: pd.DataFrame) -> str:
    """The numbers that there are."""
    told = "、".join(spaced(_period(row) + "的", value(row)) for _, row in rows.iterrows())
    return spaced("有的是", told)


def subject(reading: Reading, row: pd.Series, name: str) -> str:
    """What a number is about: area, name and category; the district goes without saying."""
    area = "" if row["area_id"] == reading.names.store.district else row["area"]
    return area + name + (f"（{plain(row['category'])}）" if row["category"] else "")


def _period(row: pd.Series) -> str:
    return str(row["period_name"])


def _joined(periods: Sequence[str]) -> str:
    return "、".join(dict.fromkeys(periods))
