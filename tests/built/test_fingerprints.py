"""Whether the numbers of a file are current."""

from dataclasses import replace
from pathlib import Path

import pytest

from whitepaper.model.dataset import Dataset
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import fingerprints


@pytest.fixture
def kept(store: Store, tmp_path: Path) -> Store:
    """The built data with a history of their own, which is empty."""
    return replace(store, dataset=Dataset(tmp_path))


def test_a_fingerprint_follows_the_numbers_and_not_their_order(store: Store) -> None:
    """Other rows, other digits."""
    rows = store.observations(Selection(sector="economy"))
    mark = fingerprints.fingerprint(rows, store.dataset_version)
    assert mark == fingerprints.fingerprint(rows.iloc[::-1], store.dataset_version)
    assert mark != fingerprints.fingerprint(rows.iloc[1:], store.dataset_version)
    assert mark.startswith(f"{store.dataset_version}-")


def test_the_present_version_is_current(store: Store) -> None:
    """With or without the digits, with spaces around."""
    assert fingerprints.verify(store, f" {store.dataset_version.upper()}-00000000 ").is_current is True
    assert fingerprints.verify(store, store.dataset_version).is_current is True


@pytest.mark.parametrize("text", ["", "你好", "v12", "v000000000000"])
def test_what_cannot_be_verified_says_why(kept: Store, text: str) -> None:
    """No fingerprint at all, or a version that is not on file."""
    found = fingerprints.verify(kept, text)
    assert found.is_current is None
    assert found.message


def test_an_older_version_tells_what_changed(kept: Store) -> None:
    """Changed and vanished numbers, each with its old text."""
    path = fingerprints.archive(kept)
    lines = path.read_text(encoding="utf-8").replace("95.6%", "95.7%", 1) + "old.one;310112;;2024;level;2024,5 家\n"
    path.with_name("v000000000000.csv").write_text(lines, encoding="utf-8")
    found = fingerprints.verify(kept, "v000000000000-12345678")
    assert found.is_current is False
    assert list(found.changes["现为"]) == ["95.6%", "已删去"]
    assert list(found.changes["原为"]) == ["95.7%", "5 家"]


def test_a_newer_version_with_the_same_numbers_is_current(kept: Store) -> None:
    """New words alone make no number wrong."""
    path = fingerprints.archive(kept)
    newer = replace(kept, dataset_version="vffffffffffff")
    assert fingerprints.verify(newer, path.stem).is_current is True
