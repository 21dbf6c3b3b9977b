"""What the benchmarks choose: on this data it is still one chart after another, and what a box offers."""

import pytest

from benchmarks.load import run as load
from benchmarks.peers import run as peers
from whitepaper.store.store import Store


@pytest.mark.parametrize("subsector", peers.SUBSECTORS)
def test_a_compared_subsector_is_one_chart(store: Store, subsector: str) -> None:
    """With something to draw."""
    _, panel = peers.compared(store, subsector)
    assert panel.rows["plotted"].notna().sum() > 1


def test_a_subsector_that_is_a_table_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be waited for without end."""
    monkeypatch.setattr(peers, "WORD", "率")
    with pytest.raises(ValueError, match="not one chart"):
        peers.compared(store, "product.trade")


def test_several_sectors_have_charts_to_go_through(store: Store) -> None:
    """Of each more than one, so that a change has another chart to bring."""
    found = peers.drawn_subsectors(store)
    assert len(found) > 2
    assert min(map(len, found.values())) > 1


def test_readers_of_the_load_choose_what_their_box_offers(store: Store) -> None:
    """Anything else is a fault of the page, and no change."""
    assert {store.vocabulary.sector_of[key] for key in load.CHOSEN} == {load.SECTOR}
