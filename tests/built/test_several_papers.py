"""Each indicator, story and arrangement of several papers is drawn, whatever years they print: two, three and more."""

import pytest

from benchmarks.enlarged import enlarged
from components.drawing import charts
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling.arranged import arranged
from whitepaper.telling.panels import panels


@pytest.fixture(scope="module", params=[2, 4], ids="{} papers".format)
def several(request: pytest.FixtureRequest, store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The data set with papers of earlier years, made up."""
    return Store.load(enlarged(store.dataset, tmp_path_factory.mktemp("several") / "papers", request.param, 1))


def test_panels_of_every_indicator_are_drawn(several: Store) -> None:
    """A line and a pair hold numbers that say their year, a list one number of each series."""
    for indicator_id in several.names("indicators"):
        for panel in panels(several, indicator_id, Selection()):
            charts.on_page(panel, "light")
            if panel.shape in {"trend", "paired"}:
                assert panel.rows.loc[panel.rows["value"].notna(), "year"].notna().all(), indicator_id
            if panel.shape in {"ranking", "dots", "growth"}:
                assert not panel.rows.loc[panel.rows["value"].notna(), "series"].duplicated().any(), indicator_id


def test_sub_sectors_and_towns_are_arranged_and_told(several: Store) -> None:
    """As their pages and talks do."""
    for chosen in [Selection(subsector=key) for key in several.names("subsectors")]:
        for block in arranged(several, several.indicators_of(chosen), Selection()):
            assert block.heading or block.panels
            for panel in block.panels:
                charts.on_page(panel, "light")
    for kind, chosen in [
        (stories.OVERVIEW, Selection()),
        *((stories.SECTOR, Selection(sector=key)) for key in several.names("sectors")),
        *((stories.TOWN, Selection(towns=(key,))) for key in several.towns["area_id"]),
    ]:
        assert list(stories.told(several, kind, chosen)), chosen
