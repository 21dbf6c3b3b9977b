"""Pictures of what the built data draw."""

import io
import zipfile
from types import SimpleNamespace

import pytest

from components.drawing import charts, drawings, pictures, town_map
from components.take_home import picture_files
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


def test_a_long_row_of_pictures_shows_how_far_it_is(store: Store, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar counts up to the last and goes; a short row has none; the archive holds a picture for each drawing."""
    slides = [slide for slide in told.of(stories.SECTOR, sector="product") if drawings.of(slide, store, {}, "light")]
    said: list[tuple[float, str]] = []
    bar = SimpleNamespace(progress=lambda *step: said.append(step), empty=lambda: said.append((0.0, "")))
    shown = SimpleNamespace(progress=lambda _: bar)
    monkeypatch.setattr(picture_files, "st", shown)
    monkeypatch.setattr(picture_files, "_picture", lambda *_: b"drawn")
    monkeypatch.setattr(picture_files.runtime, "geometry", lambda _: {})
    count = picture_files.LONG + 1
    made = picture_files.of(lambda: slides[:count], "svg", store, "名")
    assert said == [*((at / count, f"第 {at} 张，共 {count} 张") for at in range(1, count + 1)), (0.0, "")]
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert len(archive.namelist()) == count
    said.clear()
    picture_files.of(lambda: slides[: picture_files.LONG], "svg", store, "名")
    assert said == []
