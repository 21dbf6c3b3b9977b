"""The sentence of every panel of the built data."""

import re

from tests.built.conftest import Told
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.telling.panels import panels
from whitepaper.telling.sentences import sentence

UNREADABLE = re.compile(r"nan|None|<NA>|—|[，。；、]{2}|（）|（，|，）|  |为为|中：")


def test_every_panel_of_the_built_data_has_a_readable_sentence(store: Store, told: Told) -> None:
    """It ends in 。, has no gap in words, and says the names of indicator and town."""
    assert {panel.indicator_id for panel, _ in told.spoken} == set(store.names("indicators"))
    for panel, text in told.spoken:
        assert store.name("indicators", panel.indicator_id) in text
        assert text.endswith("。")
        assert not UNREADABLE.search(text), text
        areas = panel.rows["area"].unique()
        assert len(areas) > 1 or areas[0] == "闵行区" or areas[0] in text
        if panel.shape == "single":
            only = panel.rows[panel.rows["value"].notna()].iloc[0]
            assert only["measure"] != "level" or only["shown"].removeprefix(f"{only['qualifier']} ") in text


def test_the_same_panel_has_the_same_sentence(store: Store) -> None:
    """It is made from the data alone."""
    (panel,) = panels(store, "food.sampling.samples", Selection())
    assert sentence(panel, store) == sentence(panel, store)
    assert sentence(panel, store) == (
        "2024 年食品监督抽检数为 5,522 批次，其中流通最多（4,656 批次），进出口最少（110 批次）。"
    )
