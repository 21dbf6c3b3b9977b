"""Which other publishers a question names."""

from types import SimpleNamespace
from typing import cast

import pyarrow as pa
import pytest

from whitepaper.asking.elsewhere import named
from whitepaper.asking.names import Names

AREAS = {
    "1": ("东区", "东一镇", "同名镇"),
    "2": ("西区", "西一镇", "同名镇"),
    "3": ("西区新城", "北镇"),
}
ALIASES = {"东区": ["东", "全区"], "西区": ["西边", "全区"], "西一镇": ["西一"], "北镇": ["东一镇"]}
OWN = ("合格率", "西一镇路口检测站")


def names(publisher: str, area: str = "市") -> Names:
    """Those of a publisher among three."""
    rows = [
        {"name": name, "publisher": key, "aliases": ALIASES.get(name, [])} for key, own in AREAS.items() for name in own
    ]
    table = pa.Table.from_pylist([{"name": area, "publisher": "", "aliases": []}, *rows])
    store = SimpleNamespace(
        publisher=publisher,
        siblings=SimpleNamespace(tables={"areas": table}, names=dict.fromkeys(AREAS)) if publisher else None,
        names=lambda _: dict.fromkeys(()) if not publisher else dict(enumerate(AREAS[publisher])),
    )
    return cast(Names, SimpleNamespace(store=store, vocabulary=OWN))


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("合格率", ()),
        ("东区的合格率", ()),
        ("西区的合格率", ("2",)),
        ("西 区，北镇", ("2", "3")),
        ("同名镇的合格率", ()),
        ("西区新城的合格率", ("3",)),
        ("西区新城和西一镇", ("2", "3")),
        ("西一镇路口检测站的合格率", ()),
        ("全市的合格率", ()),
        ("西边的合格率", ("2",)),
        ("西一有多少企业", ("2",)),
        ("全区的合格率", ()),
        ("东一镇的合格率", ()),
        ("西一镇路口检测站和西一", ()),
    ],
)
def test_names_and_aliases_of_others_count_and_no_part_of_another(question: str, others: tuple[str, ...]) -> None:
    """A name that the asked one has, or that is within a longer one, names nobody else."""
    assert named(question, names("1")) == others


def test_of_one_publisher_there_is_no_other() -> None:
    """Nothing is looked for."""
    assert named("西区的合格率", names("")) == ()
