"""What changes on screen from one version to another, indicator by indicator; the lists beside them by their rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from whitepaper.model.schema import DICTIONARY
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store

NUMBER = (
    "shown",
    "status_name",
    "qualifier_name",
    "unit",
    "period_name",
    "cited",
    "doubt",
    "unsettled",
    "remark",
    "note",
)
"""What is seen of a number, beside its name."""
ABOUT = ("name", "sector_id", "subsector", "unit", "polarity", "definition", "numerator", "denominator",
         "yoy_basis", "comparability", "department", "aliases")  # fmt: skip
"""What is seen of an indicator."""
TOLD = {"observations", "indicators", "checks", "findings", DICTIONARY}
"""Tables whose rows are told with the numbers, or follow from them."""
NOTHING = ""


@dataclass(frozen=True)
class Difference:
    """One thing that a reader sees otherwise.

    subject: name of an indicator, or heading of a list; what: of it; heading: which column; old, new: its texts, empty
    where there was none or is none.
    """

    subject: str
    what: str
    heading: str
    old: str
    new: str


def differences(old: Store, new: Store) -> list[Difference]:
    """What changes from one version to the other: of indicators, of numbers, of lists, in the order of the new one."""
    return [*_of_indicators(old, new), *_of_lists(old, new)]


def pairs(old: Store, new: Store) -> list[tuple[Store, Store]]:
    """The two versions publisher by publisher, as far as both have one of the same area."""
    before = {one.district: one for one in old.all()}
    return [(before[one.district], one) for one in new.all() if one.district in before]


def come_and_gone(old: Store, new: Store) -> str:
    """Which publishers only one of the versions has, as lines; nothing where both have the same."""
    before, after = ({one.district: one.name("areas", one.district) for one in version.all()} for version in (old, new))
    added = "、".join(name for key, name in after.items() if key not in before)
    gone = "、".join(name for key, name in before.items() if key not in after)
    return (f"新增地区：{added}\n" if added else "") + (f"不再有的地区：{gone}\n" if gone else "")


def as_text(found: list[Difference], old: Store, new: Store) -> str:
    """The differences under the names that they are about, as lines."""
    count = len({one.subject for one in found})
    lines = [f"{old.dataset_version} → {new.dataset_version}：" + (f"{count} 项有变化" if found else "页面上没有变化")]
    for subject in dict.fromkeys(one.subject for one in found):
        lines.append(subject)
        lines += [f"  {line}" for line in map(_line, (one for one in found if one.subject == subject))]
    return "\n".join(lines) + "\n"


def as_csv(found: list[Difference]) -> str:
    """The differences as CSV."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["subject", "what", "column", "old", "new"])
    writer.writerows([one.subject, one.what, one.heading, one.old, one.new] for one in found)
    return stream.getvalue()


def _line(one: Difference) -> str:
    name = "，".join(filter(None, [one.what, one.heading]))
    if not one.old:
        return f"新增　{name}：{one.new}"
    if not one.new:
        return f"删去　{name}：{one.old}"
    return f"改动　{name}：{one.old} → {one.new}"


def _of_indicators(old: Store, new: Store) -> Iterator[Difference]:
    headings = new.declared["indicators"].headings
    described = new.declared["observations"].headings | new.declared["described"].headings
    about = [{row["indicator_id"]: row for row in store.tables["indicators"].to_pylist()} for store in (old, new)]
    numbers = [_numbers(store) for store in (old, new)]
    names = old.names("indicators") | new.names("indicators")
    for indicator_id, name in {key: names[key] for key in [*about[1], *about[0]]}.items():
        was, now = (one.get(indicator_id, {}) for one in about)
        if not was or not now:
            yield Difference(name, "", headings["indicator_id"], indicator_id * bool(was), indicator_id * bool(now))
        else:
            for column in ABOUT:
                before, after = _text(was.get(column)), _text(now.get(column))
                if before != after:
                    yield Difference(name, "", headings[column], before, after)
        before_keys, after_keys = (one.get(indicator_id, {}) for one in numbers)
        for key in dict.fromkeys([*after_keys, *before_keys]):
            yield from _of_number(name, before_keys.get(key), after_keys.get(key), described)


def _of_number(
    name: str, old: dict[str, Any] | None, new: dict[str, Any] | None, headings: Mapping[str, str]
) -> Iterator[Difference]:
    row = new or old or {}
    what = " · ".join(filter(None, [row["area"], row["category"], row["period_name"], row["measure_name"]]))
    if old is None or new is None:
        shown = [f"{one['shown'] or one['status_name']}（{one['cited']}）" if one else NOTHING for one in (old, new)]
        yield Difference(name, what, NOTHING, shown[0], shown[1])
        return
    for column in NUMBER:
        before, after = _text(old[column]), _text(new[column])
        if before != after:
            yield Difference(name, what, NOTHING if column == "shown" else headings[column], before, after)


def _numbers(store: Store) -> dict[str, dict[str, dict[str, Any]]]:
    """Indicator to key to described row."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in store.vintages(Selection()).to_dict("records"):
        found.setdefault(row["indicator_id"], {})[row["key"]] = row
    return found


def _of_lists(old: Store, new: Store) -> Iterator[Difference]:
    """Rows that a list no longer has, and those that are new: a row that changed is both."""
    for name in [table for table in new.declared if table in new.tables and table not in TOLD]:
        columns = new.declared[name].names
        was, now = (_rows(store, name, columns) for store in (old, new))
        subject = new.declared[name].headings[columns[0]]
        for row in (row for row in was if row not in now):
            yield Difference(f"{name}.csv（{subject}）", NOTHING, NOTHING, " · ".join(filter(None, row)), NOTHING)
        for row in (row for row in now if row not in was):
            yield Difference(f"{name}.csv（{subject}）", NOTHING, NOTHING, NOTHING, " · ".join(filter(None, row)))


def _rows(store: Store, name: str, columns: list[str]) -> dict[tuple[str, ...], None]:
    rows = store.tables[name].to_pylist() if name in store.tables else []
    return dict.fromkeys(tuple(_text(row.get(column)) for column in columns) for row in rows)


def _text(cell: object) -> str:
    if isinstance(cell, list | tuple):
        return "|".join(map(str, cell))
    return NOTHING if cell is None or cell != cell else str(cell)
