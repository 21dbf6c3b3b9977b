"""Several papers, one truth: the paper there is with a second, synthetic one laid beside it."""

import json
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from tests.editions import beside, change
from whitepaper.__main__ import main
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import SourceError
from whitepaper.model.keys import KEY, LEVEL, REPORTED
from whitepaper.model.selection import Selection
from whitepaper.publishing import proofreading
from whitepaper.publishing.build import build, tables_of
from whitepaper.publishing.source import load_source
from whitepaper.store import headlines, provenance, succession
from whitepaper.store.store import Store
from whitepaper.stories import fingerprints, stories
from whitepaper.telling import revisions
from whitepaper.telling.panels import panels
from whitepaper.telling.remarks import Kind

SERIES = list(KEY[:-1])
SECOND = 2025
PASS_RATE = "product.inspection.pass_rate"


def test_each_number_is_current_once(any_store: Store) -> None:
    """Whatever number of editions prints it, and what is kept is everything."""
    shown, kept = any_store.observations(Selection()), any_store.vintages(Selection())
    assert not shown.duplicated(SERIES).any()
    assert len(kept) == any_store.tables["observations"].num_rows
    assert set(map(tuple, kept[SERIES].to_numpy())) == set(map(tuple, shown[SERIES].to_numpy()))


def test_the_latest_paper_that_prints_a_number_has_it(any_store: Store) -> None:
    """A picture or a derivation of a later one never displaces what is printed."""
    for _, vintages in any_store.vintages(Selection()).groupby(SERIES):
        current = vintages[vintages["is_current"]].iloc[0]
        printed = vintages[vintages["status"] == REPORTED]
        candidates = printed if len(printed) else vintages
        assert current["edition"] == candidates["edition"].max()
        assert (vintages.loc[~vintages["is_current"], "superseded_by"] == current["edition"]).all()


def test_nothing_is_derived_that_a_paper_prints(any_store: Store) -> None:
    """If a growth implies another level than was printed, that is a question and no second number."""
    rows = any_store.frame("observations")
    printed = set(map(tuple, rows.loc[rows["status"] == REPORTED, SERIES].to_numpy()))
    assert printed.isdisjoint(map(tuple, rows.loc[rows["status"] == "derived", SERIES].to_numpy()))


def test_a_revision_is_told(two: Store) -> None:
    """On the panel, the source card, the list, and in the hint; an equal reprint is none."""
    (panel, *_) = panels(two, PASS_RATE, Selection())
    said = [remark.text for remark in panel.remarks if remark.kind is Kind.REVISED]
    assert "修订：2025 年度白皮书把 2024 年由 95.6% 改为 92.10%。" in said
    rows = two.observations(Selection(indicators=(PASS_RATE,), years=(2024,)))
    key = rows.loc[(rows["measure"] == LEVEL) & (rows["category"] == ""), "key"].iat[0]
    facts = {fact.heading: fact.text for fact in provenance.source_card(two, key)}
    assert facts["各版本所印"] == "2024 年度：95.6%；2025 年度：92.10%"
    table = revisions.revisions(two, Selection(sector="product"))
    assert key in {line["new"].key for line in table.lines}
    assert not revisions.revisions(two, Selection(sector="product", editions=(2024,))).lines
    assert key in {line["new"].key for line in revisions.revisions(two, Selection(size="1")).lines}
    assert key not in {line["new"].key for line in revisions.revisions(two, Selection(size="10")).lines}


def test_one_paper_has_no_revisions(store: Store) -> None:
    """And says why."""
    table = revisions.revisions(store, Selection())
    assert not table.lines
    assert revisions.sentence(store, Selection(), table) == "只有 2024 年度一份白皮书，还没有修订。"


def test_nothing_vanishes_while_a_paper_is_keyed(store: Store, begun: Store) -> None:
    """Every sector keeps its card; what the new paper does not have yet says its year."""
    before, now = (headlines.cards(one, Selection()) for one in (store, begun))
    assert [card.title for card in now] == [card.title for card in before]
    for old, new in zip(before, now, strict=True):
        assert len(new.headlines) == len(old.headlines)
        for was, is_now in zip(old.headlines, new.headlines, strict=True):
            assert is_now.label in {was.label, f"{was.label}（2024 年）"}
    assert not (begun.frame("findings")["is_new"] == "yes").any()


def test_a_check_that_cannot_be_made_says_what_is_missing(begun: Store) -> None:
    """By the names of the indicators."""
    rows = begun.checks(Selection(verdicts=("未能核对",)))
    assert len(rows)
    assert rows["explanation"].str.match(r"(缺少|增速按可比价).+，未能核对。").all()


def test_lists_notes_and_checks_are_of_one_paper(two: Store, store: Store) -> None:
    """The latest that has any, or those chosen; never two mixed."""
    for name in ("town_notes", "cases", "policies"):
        assert set(two.issued(name)["edition"]) == {SECOND}
        assert set(two.issued(name, Selection(editions=(2024,)))["edition"]) == {2024}
    assert len(two.honours(Selection())) == len(store.honours(Selection()))
    assert set(two.checks(Selection())["edition"]) == {SECOND}
    assert set(two.checks(Selection(editions=(2024,)))["edition"]) == {2024}


def test_notes_of_a_paper_without_any_are_those_of_the_last(begun: Store) -> None:
    """And the page says of which year they are."""
    assert set(begun.issued("town_notes")["edition"]) == {2024}
    assert begun.edition_of("town_notes", Selection()) == (2024,)


def test_spellings_of_one_paper_are_not_those_of_the_next(two: Store) -> None:
    """A declared check that names its editions speaks of these alone."""
    assert not (two.checks(Selection(kinds=("名称",)))["edition"] == SECOND).any()


def test_what_the_newest_paper_lacks_beside_the_last_is_listed(two: Store, begun: Store, store: Store) -> None:
    """Not keyed yet where its table is not there at all; nothing where both have the same; and why there is none."""
    assert succession.succession(two, Selection()).empty
    found = succession.succession(begun, Selection())
    assert set(found["state"]) == {succession.UNKEYED}
    assert f"尚未录入 {len(found)} 个" in succession.sentence(begun, found)
    keyed = begun.observations(Selection(editions=(SECOND,)))
    assert set(found["key"]).isdisjoint(keyed.loc[keyed["edition"] == SECOND, "key"])
    assert succession.sentence(store, succession.succession(store, Selection())).startswith("只有 2024 年度一份白皮书")


def test_a_series_that_is_dropped_or_new_is_listed_as_such(tmp_path: Path) -> None:
    """In a table that both papers have; and whoever keyed it is asked about what is gone."""
    dataset = beside(Dataset.chosen(), tmp_path, SECOND)
    toys = {"indicator_id": "product.circulation.batches", "category": "玩具", "measure": "level"}
    change(dataset, f"{SECOND}/observations/table-06.csv", toys, category="童车")
    build(dataset)
    made = Store.load(dataset)
    found = succession.succession(made, Selection(sector="product"))
    assert found[["state", "category"]].to_numpy().tolist() == [["新列", "童车"], ["不再列出", "玩具"]]
    asked = made.checks(Selection(kinds=("增减项",)))
    assert len(asked) == 1
    assert "玩具" in asked["explanation"].iat[0]
    assert set(asked["verdict"]) == {"待确认"}


def test_slides_of_two_papers_can_be_told(two: Store) -> None:
    """Every kind of story, without a contradiction of its own."""
    for kind in (stories.OVERVIEW, stories.REVISIONS, stories.COVERAGE, stories.CHECKS, stories.SUCCESSION):
        assert stories.told(two, kind, Selection())


def test_a_changed_number_counts_as_changed_and_a_new_one_as_new(two: Store, store: Store) -> None:
    """The numbers of the first paper, looked at with the second one in."""
    history = two.dataset.history
    history.mkdir(exist_ok=True)
    old = pd.DataFrame(
        {"key": store.observations(Selection())["key"], "shown": store.observations(Selection())["shown"]}
    )
    old["shown"] = fingerprints._shown(store)["shown"].to_numpy()
    old.to_csv(history / "v000000000001.csv", index=False)
    found = fingerprints.verify(two, "v000000000001-00000000")
    assert found.is_current is False
    assert "新增" in found.message
    assert "2025 年度白皮书改为 92.10%" in "".join(found.changes["现为"])


built_once = cache(tables_of)


@pytest.fixture
def checking(two: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The two papers, whose tables are built once for all that is asked of them."""
    monkeypatch.setattr(proofreading, "tables_of", built_once)
    return two


@pytest.mark.parametrize(("edition", "status"), [("2024", 0), ("2025", 1), ("", 1)])
def test_check_judges_one_paper(checking: Store, capsys: pytest.CaptureFixture, edition: str, status: int) -> None:
    """The one named, else the latest; it fails only for that one's new contradictions."""
    options = ["--edition", edition] if edition else []
    assert main(["--data", str(checking.dataset.root), "check", *options, "--format", "json"]) == status
    findings = json.loads(capsys.readouterr().out)
    assert {one["finding_id"][:4] for one in findings} == {edition or "2025"}


def test_a_paper_that_is_not_there_is_said(checking: Store, capsys: pytest.CaptureFixture) -> None:
    """With those that are."""
    assert main(["--data", str(checking.dataset.root), "check", "--edition", "2031"]) == 1
    assert "2024、2025" in capsys.readouterr().err


def test_a_line_without_a_folder_is_refused(tmp_path: Path) -> None:
    """An edition is a line and a folder."""
    dataset = beside(Dataset.chosen(), tmp_path, SECOND)
    with (dataset.source / "editions.csv").open("a", encoding="utf-8") as stream:
        stream.write("2026,不存在的白皮书,某局,2027-09\n")
    with pytest.raises(SourceError, match="2026"):
        load_source(dataset.source)
