"""Where the paper names an organisation."""

import pytest

from whitepaper.store.mentions import COLUMNS, mentions
from whitepaper.store.store import Store


def find(store: Store, name: str) -> str:
    """Id of an organisation by its full name."""
    return str(store.frame("organisations").set_index("name").at[name, "organisation_id"])


def test_mentions_carry_place_and_content(store: Store) -> None:
    """An honour, a case and a number each say what they say, at the place where they stand."""
    rows = mentions(store, find(store, "上海市闵行区市场监督管理局"))
    assert list(rows.columns) == list(COLUMNS)
    assert ("案例3", "案例") in set(zip(rows["place"], rows["kind"], strict=True))
    assert ("表40", "荣誉") in set(zip(rows["place"], rows["kind"], strict=True))
    assert "只提到名称" in set(rows["text"])


def test_every_listed_place_is_there_and_no_other(store: Store) -> None:
    """The reviewed list of places decides: a longer name that holds this one is no mention."""
    organisations = store.frame("organisations")
    for row in organisations[organisations["name"].isin(["区政府", "三菱电梯"])].itertuples():
        assert set(mentions(store, row.organisation_id)["place"]) == set(row.sources)


def test_brackets_may_be_wide_or_narrow(store: Store) -> None:
    """The paper prints a name with one kind, a category or note with the other."""
    rows = mentions(store, find(store, "宁德时代未来能源(上海)研究院有限公司"))
    assert set(rows["kind"]) == {"数"}
    assert any("3,425 万元" in text for text in rows["text"])


def test_an_unknown_organisation_raises(store: Store) -> None:
    """No empty list stands for a mistake."""
    with pytest.raises(KeyError):
        mentions(store, "org:999999")
