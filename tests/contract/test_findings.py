"""What the checks find in the papers, as a file to be read as a diff.

Rewrite it after a change with `python -m whitepaper check --format csv > tests/contract/findings.csv`.
"""

from pathlib import Path

from whitepaper.checks.judgement import UNCHECKED
from whitepaper.model.paths import SOURCE
from whitepaper.publishing import proofreading
from whitepaper.store.store import Store

GOLDEN = Path(__file__).with_name("findings.csv")
LEAST_CHECKS = 150
MOST_SENTENCES = 2


def test_the_findings_are_those_on_file() -> None:
    """A new, lost or changed finding shows up as a line."""
    assert proofreading.as_csv(*proofreading.check_source(SOURCE)) == GOLDEN.read_text(encoding="utf-8")


def test_every_contradiction_is_on_the_accepted_list(store: Store) -> None:
    """So that a new one makes `check` fail."""
    assert not (store.frame("findings")["is_new"] == "yes").any()


def test_every_check_can_be_made_on_the_paper_it_was_written_for(store: Store) -> None:
    """No operand is missing in the first edition; there are enough checks to mean something."""
    checks = store.frame("checks").query("edition == 2024")
    assert len(checks) >= LEAST_CHECKS
    assert not (checks["verdict"] == UNCHECKED).any()


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


def test_the_known_contradictions_are_found(store: Store) -> None:
    """What a reader with a calculator finds first."""
    verdicts = store.frame("findings").set_index("check_id")["verdict"]
    for check_id in ("industrial.inspection.rate", "industrial.circulation.rate", "economy.rd.gdp_share"):
        assert verdicts[check_id] == "矛盾"
    assert verdicts["economy.strategic.total"] == "口径待核"
    assert verdicts["construction.testing.rate.materials"] == "截尾"
    assert verdicts["culture.revenue.total"] == "舍入"
