"""Pictures of charts: whole, sharp, with the words inside."""

import re
from pathlib import Path

import pytest

from components.drawing import charts, pictures
from tests.made_up import number, rows_of
from tests.pictures import needs_font, opened, texts
from whitepaper.model.errors import WhitepaperError
from whitepaper.telling import panels
from whitepaper.telling.palette import PALETTES, Mode
from whitepaper.telling.panels import Panel

HOSTILE = ["'\"双引号", "😀 表情", "=1+1", "<b>&amp;</b>", "长" * 60]


def chart(names: list[str], years: tuple[int, ...] = (2024,), mode: Mode = "light") -> dict:
    """The specification of a panel with one number for each name and year."""
    numbers = [number(place + year, str(year), name, unit="家") for place, name in enumerate(names) for year in years]
    rows = rows_of(numbers, "数")
    spec = charts.specification(Panel("x", "", panels.shape(rows), rows, "", True, ()), mode)
    assert spec is not None
    return spec


@needs_font
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_png_is_twice_as_wide_and_not_blank(mode: Mode) -> None:
    """Its corner has the background of the mode, and there is ink of the accent."""
    picture = opened(pictures.to_png(chart(list("甲乙丙丁"), mode=mode), "标题。", "筛选", "来源：表9"))
    palette = PALETTES[mode]
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
    """No line is wider than the picture or ends with an opening mark, and no letter is lost."""
    title = "2024 年产品质量监督抽查合格率为 95.6%（存疑），比上年上升 3.62 个百分点。" * 3
    found = texts(pictures.to_svg(chart(["甲", "乙"]), title, "", ""))
    assert "".join(found).replace(" ", "").startswith(title.replace(" ", ""))
    assert len(found[0]) < 60
    titles = ["甲" * before + "最多（237 座）" for before in range(12, 40)]
    broken = [line for one in titles for line in pictures._wrapped(one, 30)]
    assert not [line for line in broken if line.endswith("（")]
    assert "".join(broken).replace(" ", "") == "".join(titles).replace(" ", "")
    picture = opened(pictures.to_png(chart(["甲", "乙"]), title, "", ""))
    edge = picture.crop((picture.width - 20, 0, picture.width, picture.height))
    assert len(edge.getcolors()) == 1


@needs_font
def test_lines_pairs_and_small_multiples_are_drawn() -> None:
    """Every kind of chart that the dashboard has."""
    many = [f"第{place}" for place in range(panels.MANY_SERIES + 1)]
    for spec in (chart(["甲"], (2022, 2024)), chart(many, (2023, 2024)), chart(many, (2022, 2023, 2024))):
        assert opened(pictures.to_png(spec, "标题", "", "来源")).width == 2400


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


@needs_font
def test_a_picture_for_papers_is_as_wide_as_their_text() -> None:
    """15 cm at 200 dots an inch, as it says itself; and the smallest letters have eight points there."""
    picture = opened(pictures.for_papers(chart(list("甲乙丙丁")), "标题。", "筛选", "来源：表9"))
    across, _ = picture.info["dpi"]
    assert round(across) == 200
    assert picture.width / across * 2.54 == pytest.approx(15, abs=0.1)
    svg = pictures.to_svg(chart(list("甲乙丙丁")), "标题。", "筛选", "来源：表9", pictures.PAPER_WIDTH)
    smallest = min(float(size) for size in re.findall(r'font-size="([\d.]+)', svg))
    assert smallest * pictures.PAPER_INCHES * 72 / pictures.PAPER_WIDTH > 8
