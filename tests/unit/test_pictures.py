"""Pictures of charts: whole, sharp, with the words inside."""

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

from components.drawing import charts, pictures, theme, town_map
from whitepaper.model.errors import WhitepaperError
from whitepaper.model.paths import GEOMETRY
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling import panels
from whitepaper.telling.panels import Panel

STATUSES = {"reported": "白皮书所印", "derived": "推算", "missing": "缺失"}
HOSTILE = ["'\"双引号", "😀 表情", "=1+1", "<b>&amp;</b>", "长" * 60]

needs_font = pytest.mark.skipif(pictures.font() is None, reason="no font with Chinese is installed")


def chart(names: list[str], years: tuple[int, ...] = (2024,), mode: theme.Mode = "light") -> dict:
    """The specification of a panel with one number for each name and year."""
    cells = [(name, year, float(place + year)) for place, name in enumerate(names) for year in years]
    frame = pd.DataFrame(cells, columns=["category", "year", "value"]).assign(
        indicator="数", area_id="310112", area="闵行区", area_kind="区", measure="level", unit="家", printed="",
        qualifier="", source="表9", page=5, department="某局", section="第一章", edition=2024, definition="",
        doubt="", dataset_version="v1", status="reported",
    )  # fmt: skip
    frame = frame.assign(period=frame["year"].astype(str), year=frame["year"].astype("Int16"))
    rows = panels.readable(frame, STATUSES)
    spec = charts.specification(Panel("x", "", panels.shape(rows), rows, "", True, ()), mode)
    assert spec is not None
    return spec


def opened(png: bytes) -> Image.Image:
    """The picture, without its transparency."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def texts(svg: str) -> list[str]:
    """All texts of an SVG."""
    return [element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("}text")]


@needs_font
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_png_is_twice_as_wide_and_not_blank(mode: theme.Mode) -> None:
    """Its corner has the background of the mode, and there is ink of the accent."""
    picture = opened(pictures.to_png(chart(["甲", "乙"], mode=mode), "标题。", "筛选", "来源：表9"))
    palette = theme.PALETTES[mode]
    colours = {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in picture.getcolors(1 << 24)}
    assert picture.width == 2400
    assert "#{:02x}{:02x}{:02x}".format(*picture.getpixel((0, 0))) == palette.background
    assert palette.accent in colours


@needs_font
def test_an_svg_has_title_filters_and_source() -> None:
    """All words are texts, and the font that others have is named too."""
    svg = pictures.to_svg(chart(["甲", "乙"]), "甲最高。", "筛选：2024", "来源：表9")
    assert {"甲最高。", "筛选：2024", "来源：表9", "甲", "乙"} <= set(texts(svg))
    assert 'font-family="Microsoft YaHei, ' in svg


@needs_font
def test_the_letters_are_chinese_and_no_boxes() -> None:
    """Two different words look different."""
    one, other = (opened(pictures.to_png(chart(["甲", "乙"]), word, "", "")) for word in ("质量", "标准"))
    assert one.tobytes() != other.tobytes()


@needs_font
def test_hostile_names_stay_text() -> None:
    """Quotes, emoji, formulas, markup and long names are drawn as they are."""
    svg = pictures.to_svg(chart(HOSTILE), "<b>&\"'标题\x07", "=1+1", "😀")
    found = texts(svg)
    assert "<b>&\"'标题" in found
    assert {"=1+1", "😀", "<b>&amp;</b>", "'\"双引号"} <= set(found)
    assert pictures.to_png(chart(HOSTILE), "<b>", "", "").startswith(b"\x89PNG")


@needs_font
def test_long_words_wrap_within_the_picture() -> None:
    """No line is wider than the picture, and no letter is lost."""
    title = "2024 年产品质量监督抽查合格率为 95.6%（存疑），比上年上升 3.62 个百分点。" * 3
    found = texts(pictures.to_svg(chart(["甲", "乙"]), title, "", ""))
    assert "".join(found).replace(" ", "").startswith(title.replace(" ", ""))
    assert len(found[0]) < 60
    picture = opened(pictures.to_png(chart(["甲", "乙"]), title, "", ""))
    edge = picture.crop((picture.width - 20, 0, picture.width, picture.height))
    assert len(edge.getcolors()) == 1


@needs_font
def test_lines_pairs_small_multiples_and_the_map_are_drawn(store: Store) -> None:
    """Every kind of chart that the dashboard has."""
    many = [f"第{number}" for number in range(panels.MANY_SERIES + 1)]
    for spec in (chart(["甲"], (2022, 2024)), chart(many, (2023, 2024)), chart(many, (2022, 2023, 2024))):
        assert opened(pictures.to_png(spec, "标题", "", "来源")).width == 2400
    geometry = json.loads(GEOMETRY.read_text(encoding="utf-8"))
    spec = charts.flat_map(geometry, town_map.by_industry(store, "light"), "light", (), 600).to_dict()
    assert opened(pictures.to_png(spec, "标题", "", "来源")).width == 2400
    assert "虹桥镇" in texts(pictures.to_svg(spec, "标题", "", "来源"))


@needs_font
def test_every_slide_of_the_overview_becomes_a_picture(store: Store) -> None:
    """With the real data."""
    for slide in stories.told(store, stories.OVERVIEW, Selection()):
        spec = charts.specification(slide.panel, "light")
        if spec is not None:
            svg = pictures.to_svg(spec, slide.title, slide.heading, slide.panel.remarks[0])
            assert slide.heading in texts(svg)


@needs_font
def test_the_specification_is_left_as_it_was() -> None:
    """The page may draw it again."""
    spec = chart(["甲", "乙"])
    before = repr(spec)
    pictures.to_svg(spec, "标题", "", "")
    assert repr(spec) == before


def test_a_missing_font_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In Chinese, with what to install, and never by a picture of boxes."""
    monkeypatch.setattr(pictures, "_folders", lambda: [tmp_path, tmp_path / "absent"])
    pictures.font.cache_clear()
    try:
        assert pictures.font() is None
        with pytest.raises(WhitepaperError, match="没有找到中文字体"):
            pictures.to_png(chart(["甲", "乙"]), "", "", "")
    finally:
        pictures.font.cache_clear()
