"""What a reader has chosen, in words: for chips, notices, file notes and print."""

from __future__ import annotations

from whitepaper.selection import Selection
from whitepaper.store import Store

LABELS = {
    "sector": "领域",
    "subsector": "子领域",
    "towns": "街镇",
    "years": "年份",
    "indicators": "指标",
    "text": "名称或别名",
    "levels": "级别",
    "awards": "荣誉",
    "award_years": "荣誉年份",
    "organisation": "单位",
    "kinds": "核对种类",
    "verdicts": "结论",
    "departments": "部门",
    "search": "搜索",
}
"""Field of Selection to its name."""


def in_words(store: Store, selection: Selection) -> dict[str, str]:
    """Each filter in use, field of Selection to its values in Chinese."""
    words = {
        "sector": store.names("sectors").get(selection.sector, ""),
        "subsector": store.names("subsectors").get(selection.subsector, ""),
        "towns": "、".join(store.name("areas", area) for area in selection.towns),
        "years": "、".join(str(year) for year in selection.years),
        "indicators": "、".join(store.name("indicators", key) for key in selection.indicators),
        "text": selection.text,
        "levels": "、".join(selection.levels),
        "awards": "、".join(selection.awards),
        "award_years": "、".join(selection.award_years),
        "organisation": store.names("organisations").get(selection.organisation, ""),
        "kinds": "、".join(selection.kinds),
        "verdicts": "、".join(selection.verdicts),
        "departments": "、".join(selection.departments),
        "search": selection.search,
    }
    return {name: words[name] for name in selection.chosen}


def labelled(store: Store, selection: Selection) -> dict[str, str]:
    """Each filter in use, its name to its values in Chinese."""
    return {LABELS[name]: text for name, text in in_words(store, selection).items()}
