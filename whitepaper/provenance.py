"""Where a number comes from: its source card, and how to cite it."""

from __future__ import annotations

import pyarrow.compute as pc

from whitepaper import findings, wording
from whitepaper.store import Store

UNSAID = "白皮书未说明"
NONE = "无"
NOTHING_FOUND = "没有发现不一致"
BRIEF = ("指标", "期间", "原文所印", "状态", "算式", "出处", "部门", "版本", "定义", "说明", "涉及的核对")


def source_card(store: Store, key: str) -> dict[str, str]:
    """What a reader must know of one observation, heading to text, in reading order.

    key: as `Store.observations` gives it. Raises KeyError for an unknown one.
    """
    row = store.observation(key)
    again = store.restated(key)
    found = findings.touching(store.tables["findings"]).get(key, [])
    is_derived = row["status"] == "derived"
    page = f" 第 {row['page']} 页" if row["page"] is not None else ""
    statuses = store.codes("status")
    return {
        "指标": str(row["indicator"]) + (f" · {row['category']}" if row["category"] else ""),
        "地区": str(row["area"]),
        "期间": wording.period_name(str(row["period"])),
        "数值": wording.shown(row["value"], str(row["unit"]), str(row["qualifier"]), str(row["printed"])),  # type: ignore[arg-type]
        "原文所印": str(row["printed"]) or NONE,
        "修饰语": str(row["qualifier"]) or NONE,
        "口径": store.codes("measure")[str(row["measure"])],
        "状态": statuses[str(row["status"])] + (f"：{row['status_reason']}" if row["status"] == "missing" else ""),
        **({"算式": str(row["status_reason"])} if is_derived else {}),
        "出处": f"{row['source']}{page}，{row['section']}",
        **({"又印于": "；".join(f"{r['source']} {r['section']}：{r['printed']}" for r in again)} if again else {}),
        "部门": str(row["department"]) or UNSAID,
        "版本": f"{row['edition']} 年度白皮书，数据版本 {store.dataset_version}",
        "定义": str(row["definition"]),
        "说明": str(row["note"]) or NONE,
        "涉及的核对": "\n\n".join(f"{entry['verdict']}：{entry['explanation']}" for entry in found) or NOTHING_FOUND,
    }


def in_brief(store: Store, key: str) -> str:
    """The source card as lines of Markdown, for a hint on hover; what says nothing is left out."""
    card = source_card(store, key)
    silent = (NONE, UNSAID, NOTHING_FOUND)
    return "  \n".join(f"**{name}** {text}" for name, text in card.items() if name in BRIEF and text not in silent)


def citation(store: Store, indicator_id: str) -> str:
    """A ready-made citation of an indicator: paper, publisher, where it is printed, data version."""
    rows = store.tables["observations"].filter(pc.field("indicator_id") == indicator_id).to_pylist()
    places = "、".join(dict.fromkeys(row["source"] if row["source"] != "正文" else row["section"] for row in rows))
    edition = max(row["edition"] for row in rows)
    paper = next(row for row in store.tables["editions"].to_pylist() if row["edition"] == edition)
    name = store.name("indicators", indicator_id)
    where = f"{paper['publisher']}：《{paper['title']}》，{paper['published']}，{places}"
    return f"{name}。{where}。数据版本 {store.dataset_version}。"
