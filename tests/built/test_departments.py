"""Who supplied the numbers, and what is open about them."""

import pytest

from whitepaper.checks.judgement import OPEN
from whitepaper.model.selection import Selection
from whitepaper.store.coverage import UNNAMED
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.stories.slides import Slide
from whitepaper.telling import departments


def test_every_printed_number_has_one_supplier(store: Store) -> None:
    """Numbers without a department stand last, under a name that is none."""
    found = departments.suppliers(store, Selection())
    rows = store.frame("observations")
    assert found["numbers"].sum() == (rows["status"] == "reported").sum()
    assert found["missing"].sum() == (rows["status"] == "missing").sum()
    assert list(found["name"])[-1] == UNNAMED
    assert list(found["department"])[:-1] == list(store.vocabulary.values["departments"])


def test_a_department_is_asked_about_its_own_findings_alone(store: Store) -> None:
    """Doubts of the paper, not damage to our text, nor what rounding explains."""
    chosen = Selection(departments=("区市场监管局",))
    asked = departments.open_findings(store, chosen)
    everything = store.checks(Selection())
    own = everything[(everything["department"] == "区市场监管局") & everything["verdict"].isin(OPEN)]
    assert list(asked["check_id"]) == list(own.loc[own["damage"] == "", "check_id"])
    (line,) = departments.suppliers(store, chosen).itertuples()
    assert line.findings == len(asked)


def test_missing_numbers_say_why_and_open_their_card(store: Store) -> None:
    """Each cell has the key of the number that is missing."""
    table = departments.open_tables(store, Selection(departments=("区市场监管局",)))["缺失的数"]
    assert table.lines
    for line in table.lines:
        assert store.observation(line["indicator"].key)["status"] == "missing"
        assert "：" in line["status_said"].text


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (Selection(departments=("区生态环境局",)), "区生态环境局提供 30 个数；待核实 0 处，缺失 0 个数。"),
        (Selection(sector="environment", departments=("区统计局",)), "所选条件下没有注明部门的数。"),
    ],
)
def test_the_sentence_follows_the_choice(store: Store, chosen: Selection, sentence: str) -> None:
    """One department is named, none is said to be none."""
    assert departments.sentence(departments.suppliers(store, chosen)) == sentence


def test_a_chosen_department_has_its_slides(store: Store) -> None:
    """What is open first, then its numbers and no other's."""
    made = stories.told(store, stories.DEPARTMENTS, Selection(departments=("区生态环境局",)))
    shown = [slide for slide in made if slide.heading in {"两年对照", "主要数字"} or isinstance(slide, Slide)]
    assert shown
    assert all("区生态环境局" in slide.remarks[0].text for slide in shown)
    others = set(store.observations(Selection())["department"]) - {"区生态环境局", ""}
    assert not [name for slide in shown for name in others if name in slide.remarks[0].text]
