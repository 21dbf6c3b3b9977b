"""What the checks find in the papers, as a file to be read as a diff.

Rewrite it after a change with `python -m whitepaper check --format csv > data/source/2024/expected_findings.csv`.
"""

from collections.abc import Iterable

import pytest

from tests.contract.expected import EXPECTED, GOLDEN, Paper, counts, of_kind
from whitepaper.checks.judgement import UNCHECKED
from whitepaper.publishing import proofreading
from whitepaper.store.store import Store

MOST_SENTENCES = 2


def of_papers(papers: Iterable[Paper]) -> pytest.MarkDecorator:
    """Once for each paper, in its data set."""
    return pytest.mark.parametrize(("store", "paper"), [(one.dataset, one) for one in papers], indirect=["store"])


@of_papers(GOLDEN)
def test_the_findings_are_those_on_file(store: Store, paper: Paper) -> None:
    """A new, lost or changed finding shows up as a line; a later paper changes none."""
    checks, findings = proofreading.check_source(store.dataset.source, paper.edition)
    assert proofreading.as_csv(checks, findings) == GOLDEN[paper].read_text(encoding="utf-8")


@of_papers(GOLDEN)
def test_every_contradiction_is_on_the_accepted_list(store: Store, paper: Paper) -> None:
    """So that a new one makes `check` fail."""
    assert not (store.frame("findings").query("edition == @paper.edition")["is_new"] == "yes").any()


@of_papers(EXPECTED)
def test_there_are_enough_checks_to_mean_something(store: Store, paper: Paper) -> None:
    """Of each paper."""
    assert len(store.frame("checks").query("edition == @paper.edition")) >= counts(paper, "at_least")["checks"]


@of_papers(GOLDEN)
def test_every_check_can_be_made_on_the_paper_it_was_written_for(store: Store, paper: Paper) -> None:
    """No more operands are missing than were expected."""
    verdicts = store.frame("checks").query("edition == @paper.edition")["verdict"]
    assert (verdicts == UNCHECKED).sum() == counts(paper, "exactly")["unchecked"]


def test_findings_name_numbers_that_exist(store: Store) -> None:
    """Each key leads to an observation; all but names, and what could not be checked, have at least one."""
    for row in store.frame("checks").itertuples():
        assert len(row.observations) or row.kind == "名称" or row.verdict == UNCHECKED, row.check_id
        for key in row.observations:
            assert store.observation(key)["status"] == "reported"


def test_explanations_are_short(store: Store) -> None:
    """Two sentences at most."""
    for text in store.frame("findings")["explanation"]:
        assert text.endswith("。")
        assert text.count("。") <= MOST_SENTENCES, text


@of_papers(EXPECTED)
def test_the_known_contradictions_are_found(store: Store, paper: Paper) -> None:
    """What a reader with a calculator finds first."""
    verdicts = store.frame("findings").query("edition == @paper.edition").set_index("check_id")["verdict"]
    known = {row["id"]: row["value"] for row in of_kind(paper, "verdict")}
    assert known
    assert {check_id: verdicts[check_id] for check_id in known} == known
