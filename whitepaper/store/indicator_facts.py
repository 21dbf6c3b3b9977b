"""The fixed headings of an indicator's page; what the paper does not say is said to be unsaid."""

from __future__ import annotations

from whitepaper.model.keys import LEVEL
from whitepaper.model.selection import Selection
from whitepaper.store.provenance import NONE, UNSAID
from whitepaper.store.store import Store

NO_RATIO = "不适用：不是比率"
COMPARABLE, INCOMPARABLE = "可以在地区之间比较", "各地区口径不同或只有一个地区，不作比较"


def facts(store: Store, indicator_id: str) -> dict[str, str]:
    """Heading to text of one indicator, in reading order. Raises KeyError for an unknown id."""
    entry = store.indicator(indicator_id)
    rows = store.observations(Selection(indicators=(indicator_id,)))
    levels = rows[rows["measure"] == LEVEL]
    units = "、".join(dict.fromkeys(unit or "原文未标" for unit in (levels if len(levels) else rows)["unit"]))
    departments = "、".join(dict.fromkeys(filter(None, [*rows["department"], str(entry["department"])])))
    dated = rows[rows["value"].notna()].sort_values("period", kind="stable")
    basis = store.meanings("yoy_basis").get(str(entry["yoy_basis"]), "")
    is_ratio = bool(entry["numerator"])
    found = {r["finding_id"]: f"{r['verdict']}：{r['explanation']}" for key in rows["key"] for r in store.touching(key)}
    notes = dict.fromkeys([*filter(None, rows["note"]), *found.values()])
    return {
        "定义": str(entry["definition"]) or UNSAID,
        "口径": basis or UNSAID,
        "分子": str(entry["numerator"]) if is_ratio else NO_RATIO,
        "分母": str(entry["denominator"]) if is_ratio else NO_RATIO,
        "单位": units,
        "方向": store.codes("polarity")[str(entry["polarity"])],
        "来源部门": departments or UNSAID,
        "覆盖地区": "、".join(dict.fromkeys(rows["area"])),
        "覆盖年份": "、".join(dict.fromkeys(dated["period_name"])) or NONE,
        "可比性": COMPARABLE if entry["comparability"] else INCOMPARABLE,
        "注意事项": "\n".join(f"- {note}" for note in notes) or NONE,
    }


def related(store: Store, indicator_id: str) -> dict[str, str]:
    """Ids and names of the related indicators; else those of the same sub-sector, at most six."""
    entry = store.indicator(indicator_id)
    declared = entry["related"]
    assert isinstance(declared, list)
    same = [key for key in store.names("indicators") if store.indicator(key)["subsector_id"] == entry["subsector_id"]]
    return {
        key: store.name("indicators", key) for key in (declared or [key for key in same if key != indicator_id][:6])
    }
