"""What the checks find in the papers, as a file to be read as a diff.

Rewrite it after a change with `python -m whitepaper check --format csv > data/source/2024/expected_findings.csv`.
"""

import pandas as pd
import pytest

from tests.contract.expected import EDITIONS, GOLDEN, counts, of_kind
from whitepaper.checks.judgement import UNCHECKED
from whitepaper.model.dataset import Dataset
from whitepaper.publishing import proofreading
from whitepaper.store.store import Store

MOST_SENTENCES = 2


@pytest.fixture(scope="module")
def found() -> tuple[pd.DataFrame, pd.DataFrame]:
    """All checks and findings of the source, made anew."""
    return proofreading.check_source(Dataset.chosen().source)


@pytest.mark.parametrize("edition", GOLDEN)
def test_the_findings_are_those_on_file(found: tuple[pd.DataFrame, pd.DataFrame], edition: int) -> None:
    """A new, lost or changed finding shows up as a line."""
    checks, findings = (table[table["edition"] == edition] for table in found)
    assert proofreading.as_csv(checks, findings) == GOLDEN[edition].read_text(encoding="utf-8")


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_contradiction_is_on_the_accepted_list(store: Store, edition: int) -> None:
    """So that a new one makes `check` fail."""
    assert not (store.frame("findings").query("edition == @edition")["is_new"] == "yes").any()


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_check_can_be_made_on_the_paper_it_was_written_for(store: Store, edition: int) -> None:
    """No more operands are missing than were expected; there are enough checks to mean something."""
    checks = store.frame("checks").query("edition == @edition")
    assert len(checks) >= counts(edition, "at_least")["checks"]
    assert (checks["verdict"] == UNCHECKED).sum() == counts(edition, "exactly")["unchecked"]


def test_findings_name_numbers_that_exist(store: Store) -> None:
    """Each key leads to an observation; all but names have at least one."""
    for row in store.frame("checks").itertuples():
        assert len(row.observations) or row.kind == "名称", row.check_id
        for key in row.observations:
            assert store.observation(key)["status"] == "reported"


def test_explanations_are_short(store: Store) -> None:
    """Two sentences at most."""
    for text in store.frame("findings")["explanation"]:
        assert text.endswith("。")
        assert text.count("。") <= MOST_SENTENCES, text


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_known_contradictions_are_found(store: Store, edition: int) -> None:
    """What a reader with a calculator finds first."""
    verdicts = store.frame("findings").query("edition == @edition").set_index("check_id")["verdict"]
    known = {row["id"]: row["value"] for row in of_kind(edition, "verdict")}
    assert known
    assert {check_id: verdicts[check_id] for check_id in known} == known
