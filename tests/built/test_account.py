"""The account of the year: what is judged, how it is counted, and what is named first."""

from dataclasses import replace

import pytest

from tests.made_up import number, store_of
from whitepaper.model.keys import CASE
from whitepaper.model.selection import Selection
from whitepaper.printed.changes import Change, Origin, change, is_judged
from whitepaper.store.described import records
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling.account import BETTER, FEW, SAME, WORSE, account, parts, sentence
from whitepaper.telling.arranged import Block, arranged

YEAR = 2024
SHOWN = 5


def test_every_judged_indicator_has_a_direction_a_change_and_no_doubt(store: Store) -> None:
    """Of the whole district and the paper's own year; and each is judged by its own change."""
    found = account(store, Selection())
    assert found.year == store.editions[-1]
    assert len({one.indicator_id for one in found.judged}) == len(found.judged) > 0
    for one in found.judged:
        row = store.observation(one.key)
        assert (row["area_id"], row["category"], row["period"], row["doubt"]) == (store.district, "", str(YEAR), "")
        polarity = store.indicator(one.indicator_id)["polarity"]
        series = store.observations(Selection(indicators=(one.indicator_id,), towns=(store.district,)))
        moved = change(records(series[series["category"] == ""]), YEAR)
        assert moved == one.change
        assert one.judgement == (moved.amount > 0) * polarity - (moved.amount < 0) * polarity


def test_the_parts_of_the_account_add_up(store: Store) -> None:
    """Over the judgements, and over the sectors."""
    whole = account(store, Selection())
    assert sum(len(whole.of(judgement)) for judgement in (BETTER, WORSE, SAME)) == len(whole.judged)
    sectors = [account(store, Selection(sector=sector)) for sector in store.names("sectors")]
    assert sum(len(one.judged) for one in sectors) == len(whole.judged)
    assert sum(one.undirected for one in sectors) == whole.undirected


@pytest.mark.parametrize("judgement", [BETTER, WORSE])
def test_headline_indicators_are_named_first_then_the_largest_changes(store: Store, judgement: int) -> None:
    """One of each sub-sector, and nothing that counts few things."""
    found = account(store, Selection())
    named = found.notable(judgement, SHOWN)
    assert 0 < len(named) <= SHOWN
    assert len({one.subsector_id for one in named}) == len(named)
    assert not any(one.is_few for one in named)
    order = list(found.first)
    places = [order.index(one.indicator_id) for one in named if one.indicator_id in order]
    assert places == sorted(places)
    sizes = [one.size for one in named if one.indicator_id not in found.first]
    assert sizes == sorted(sizes, reverse=True)
    assert {one.judgement for one in named} == {judgement}


def test_a_number_in_doubt_is_neither_better_nor_worse(store: Store) -> None:
    """It is not counted at all."""
    counted = {one.indicator_id for one in account(store, Selection()).judged}
    assert "product.inspection.pass_rate" not in counted


def test_a_year_without_changes_says_so(store: Store) -> None:
    """The first year of the paper has nothing before it."""
    found = account(store, Selection(years=(2022,)))
    assert sentence(found) == "2022 年没有能判断好坏的指标。"


def test_the_sentence_counts_what_there_is(store: Store) -> None:
    """Judgements without an indicator are not said."""
    found = account(store, Selection(sector="environment"))
    better, worse, same = (len(found.of(judgement)) for judgement in (BETTER, WORSE, SAME))
    assert sentence(found).startswith(
        f"能判断好坏的 {better + worse + same} 项指标中，{better} 项好于上年，{worse} 项不如上年，{same} 项持平"
    )
    assert "持平" not in sentence(account(store, Selection(sector="economy")))


def test_over_all_sub_sectors_what_is_named_stands_below_its_own(store: Store) -> None:
    """A heading over several sub-sectors does not read as if it were about the one that is shown."""
    names = store.names("subsectors")
    for sector in store.names("sectors"):
        found = account(store, Selection(sector=sector))
        said = "".join(text for text, _ in parts(found, names))
        for one in found.of(WORSE):
            assert names[one.subsector_id] in said, said
            assert not any(f"（{one.name}" in text for text, _ in parts(found, names))


def test_many_of_a_sub_sector_are_counted(store: Store) -> None:
    """`生态环境 4 项`; what got better is counted for the sector alone."""
    found = account(store, Selection(sector="environment"))
    worse = found.of(WORSE)
    many = replace(found, judged=(*found.judged, *worse))
    said = "".join(text for text, _ in parts(many, store.names("subsectors")))
    assert f"（生态环境 {2 * len(worse)} 项）" in said


JUDGED = [
    ("more is better", 1, 12.0, 10.0, "亿元", BETTER, 0.2),
    ("less is better", -1, 12.0, 10.0, "亿元", WORSE, 0.2),
    ("the same", 1, 10.0, 10.0, "亿元", SAME, 0.0),
    ("a rate in points", 1, 44.0, 40.0, "%", BETTER, 0.1),
]


@pytest.mark.parametrize(("name", "polarity", "now", "before", "unit", "judgement", "size"), JUDGED)
def test_a_change_is_judged_by_its_direction(
    name: str, polarity: int, now: float, before: float, unit: str, judgement: int, size: float
) -> None:
    """And measured by the year before."""
    rows = [number(now, "2024", unit=unit), number(before, "2023", unit=unit)]
    made = store_of(rows, polarity=polarity)
    (one,) = account(made, Selection()).judged
    assert (one.judgement, round(one.size, 6)) == (judgement, size), name
    assert not one.is_few


@pytest.mark.parametrize(("value", "is_few"), [(FEW - 1, True), (FEW, False)])
def test_few_things_are_counted_and_not_ranked(value: int, is_few: bool) -> None:
    """8 → 11 is three more."""
    made = store_of([number(float(value), "2024", unit="家"), number(5.0, "2023", unit="家")], polarity=1)
    found = account(made, Selection())
    assert [one.is_few for one in found.judged] == [is_few]
    assert bool(found.notable(BETTER, SHOWN)) != is_few


def test_what_only_a_case_tells_is_left_out() -> None:
    """A case is one example: it is counted in no account, and judged in no table, which says so."""
    rows = [number(2.0, "2024", source="案例3"), number(1.0, "2023", source="案例3")]
    made = store_of(rows, polarity=1)
    assert account(made, Selection()).judged == ()
    assert not is_judged(records(made.observations(Selection()))[0], Change(1.0, "%", Origin.PRINTED))


def test_tables_of_changes_judge_what_the_account_counts(store: Store) -> None:
    """Over all sub-sectors: no line of the district and the year is judged in one and not in the other."""
    counted = {one.key: one.judgement for one in account(store, Selection()).judged}
    judged = {
        line.now.key: line.judgement
        for key in store.names("subsectors")
        for block in arranged(store, stories.drawn(store, key), Selection())
        if block.changes and block.changes.years[1] == YEAR
        for line in block.changes.lines
        if line.judgement is not None and not store.observation(line.now.key)["category"]
    }
    assert len(judged) > 10
    assert judged.items() <= counted.items()
    assert any(CASE in remark.text for remark in _of_health(store).remarks)


def _of_health(store: Store) -> Block:
    """The table of the sub-sector that has a number of a case."""
    blocks = arranged(store, stories.drawn(store, "public_services.health"), Selection())
    return next(block for block in blocks if block.changes)
