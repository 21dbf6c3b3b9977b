"""Pictures of what the built data draw."""

from components.drawing import charts, drawings, pictures, town_map
from tests.built.conftest import Told
from tests.pictures import needs_font, opened, texts
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.stories.slides import heading_of


@needs_font
def test_the_map_is_drawn(store: Store) -> None:
    """With the names of the towns."""
    spec = charts.flat_map(store.dataset.towns(), town_map.by_industry(store, "light"), "light", (), 600).to_dict()
    assert opened(pictures.to_png(spec, "标题", "", "来源")).width == 2400
    assert "虹桥镇" in texts(pictures.to_svg(spec, "标题", "", "来源"))


@needs_font
def test_every_slide_of_the_overview_becomes_a_picture(store: Store, told: Told) -> None:
    """With the real data."""
    for slide in told.of(stories.OVERVIEW):
        spec = drawings.of(slide, store, store.dataset.towns(), "light")
        if spec is not None:
            svg = pictures.to_svg(spec, slide.title, heading_of(slide), slide.remarks[0].on_stage)
            assert heading_of(slide) in texts(svg)
