"""PowerPoint files: what python-pptx reads in them is what the panels hold."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
import segno
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from tests.built.conftest import Told
from tests.made_up import number, rows_of
from whitepaper.files import codes
from whitepaper.files.powerpoint.deck import MOST_COLUMNS, to_pptx
from whitepaper.files.powerpoint.frame import BODY, CONTENTS, _titled
from whitepaper.files.powerpoint.tables import MOST_ROWS, SHORT, WIDEST
from whitepaper.files.powerpoint.town_map import ColouredMap
from whitepaper.files.powerpoint.typesetting import BREAK
from whitepaper.model.selection import Selection
from whitepaper.model.text import FONT, ems
from whitepaper.store.described import records
from whitepaper.store.store import Store
from whitepaper.stories import stories, tiles
from whitepaper.stories.slides import (
    AccountSlide,
    AnySlide,
    BoardSlide,
    ChangesSlide,
    CountSlide,
    ListsSlide,
    MapSlide,
    Slide,
    TableSlide,
    TextSlide,
    WatchSlide,
    clauses,
    slides_of,
)
from whitepaper.telling import panels, remarks
from whitepaper.telling.account import WORDS, WORSE
from whitepaper.telling.palette import PALETTES
from whitepaper.telling.panels import Shape

MADE = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
INDICATOR = "product.circulation.pass_rate"
PLACE = {"indicator_id": INDICATOR, "source": "表9", "page": 5, "department": "某局"}
HOSTILE = ["'\"双引号", "😀 表情", "=1+1", "<b>&amp;</b>", "长" * 60]
WHITE = RGBColor(255, 255, 255)


def slide(*cells: tuple, title: str = "标题。", is_ranked: bool = True, unit: str = "家", **columns: list) -> Slide:
    """A slide of observations: category, year, value, status and, where given, qualifier and what is printed.

    columns: further cells, one for each observation.
    """
    numbers = []
    for place, cell in enumerate(cells):
        category, year, value, status, qualifier, printed = (*cell, "", "")[:6]
        own = {name: cells_of[place] for name, cells_of in columns.items()}
        numbers.append(
            number(
                value,
                str(year),
                category,
                status=status,
                qualifier=qualifier,
                printed=printed,
                unit=unit,
                **PLACE,
                **own,
            )
        )
    rows = rows_of(numbers)
    panel = panels._panel(INDICATOR, rows, "", is_comparable=is_ranked)
    if panel.shape in {"board", "dots"}:  # few numbers make a short test, and are drawn as many would be
        shape: Shape = "trend" if rows.groupby("category")["year"].nunique().max() > 1 else "ranking"
        panel = replace(panel, shape=shape, remarks=tuple(panels._remarks(records(rows), shape, is_ranked=is_ranked)))
    return Slide(title, "名称", replace(panel, is_ranked=is_ranked), {"年份": "2024"}, panel.remarks)


def made(store: Store, *told: AnySlide, coloured: ColouredMap | None = None) -> Presentation:
    """The file, opened again; coloured: how its maps are drawn."""
    drawn = coloured or in_one_colour(store)
    return Presentation(io.BytesIO(to_pptx(told, store, "报告", MADE, "v1-abc", lambda _: drawn)))


def in_one_colour(store: Store) -> ColouredMap:
    """Every town in one colour, with the same said of each."""
    colours = dict.fromkeys(store.towns["area_id"], "#88ccee")
    names = {row.area_id: "50 家" for row in store.towns.itertuples()}
    return ColouredMap(colours, names, {"已报": "#88ccee"})


A_MAP = MapSlide("各街镇。", "街镇特色产业", "", (), ("310112114",), {"街镇": "浦江镇"}, (remarks.source("附录"),))


def page(store: Store, told: Slide):
    """The one slide after the title slide."""
    return made(store, told).slides[1]


def chart(one_page):
    """The chart of a page."""
    return next(shape.chart for shape in one_page.shapes if shape.has_chart)


def texts(one_page) -> list[str]:
    """The text of every box."""
    return [shape.text_frame.text for shape in one_page.shapes if shape.has_text_frame]


def title(one_page) -> str:
    """The title in one line."""
    return one_page.shapes.title.text_frame.text.replace(BREAK, "")


def is_slide_image(shape) -> bool:
    """Whether it is the small picture of the slide above its notes, which takes no text."""
    return shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_IMAGE


def labels(one_page, number: int = 0) -> list[str]:
    """The label of every point as PowerPoint writes it: a text of its own, or the number in the format."""
    series = chart(one_page).plots[0].series[number]
    written = []
    for place, value in enumerate(series.values):
        if value is None:
            continue
        own = series.points[place].data_label
        if own.has_text_frame:
            written.append(own.text_frame.text)
            continue
        above, _, below = series.data_labels.number_format.partition(";")
        digits, _, unit = above.partition('"')
        sign = below.removesuffix(above).strip('"') if value < 0 and below else "-" * (value < 0)
        written.append(sign + f"{abs(value):,.{len(digits.partition('.')[2])}f}" + unit.rstrip('"'))
    return written


def test_one_slide_each_after_the_title(store: Store, told: Told) -> None:
    """The title slide names the paper, the day and the data version."""
    overview = told.of(stories.OVERVIEW)
    file = made(store, *overview)
    assert len(file.slides) == len(overview)  # the title slide stands for the cover
    assert (round(file.slide_width.inches, 2), file.slide_height.inches) == (13.33, 7.5)
    first = "\n".join(texts(file.slides[0]))
    paper = store.frame("editions")["title"].iat[0]
    for word in (overview[0].title, *overview[0].lines, paper, "2026 年 1 月 2 日", store.dataset_version):
        assert word in first
    written = [title(one) for one in list(file.slides)[1:]]
    assert written == ["".join(clauses(one.title)) for one in overview[1:]]
    assert "报告" in "\n".join(texts(made(store, *overview[1:3]).slides[0]))  # a file without a cover has a title


@pytest.mark.parametrize("kind", [stories.OVERVIEW, stories.TOWN])
def test_a_file_has_the_slides_of_the_story_in_their_order(store: Store, told: Told, kind: str) -> None:
    """Each shows what it shows on the stage: numbers, cells, contents; the parts of the bar are its counts."""
    slides = told.of(kind, towns=("310112114",)) if kind == stories.TOWN else told.of(kind)
    pages = list(made(store, *slides).slides)
    assert len(pages) == len(slides)
    for told_slide, one in zip(slides[1:], pages[1:], strict=True):
        written = "\n".join(texts(one))
        if isinstance(told_slide, BoardSlide):
            assert all(number.said in written for number in told_slide.numbers)
            for group in (group for row in tiles.rows_of(told_slide.numbers, MOST_COLUMNS) for group in row):
                assert group.name in written  # that several share once, above them
                assert all("\n".join(own) in written for own in group.own)
            judged = [WORDS[number.judgement] for number in told_slide.numbers if number.judgement]
            assert sum(written.count(word) for word in set(judged)) == len(judged)
        if isinstance(told_slide, AccountSlide):
            assert all(f"{count} 项{WORDS[one]}" in texts(pages[1]) for one, count in told_slide.counts.items())
        if isinstance(told_slide, TextSlide):
            assert all(text in written for text in (*told_slide.contents, *told_slide.lines))


def test_what_got_worse_stands_out(store: Store, told: Told) -> None:
    """Its word has a colour of its own, and its row a tint; no other row has."""
    (shown, *_) = [slide for slide in told.of(stories.OVERVIEW) if isinstance(slide, ChangesSlide)]
    table = next(shape.table for shape in page(store, shown).shapes if shape.has_table)
    colours = []
    for row in list(table.rows)[1:]:
        last = row.cells[len(table.columns) - 1]
        colours.append((str(last.fill.fore_color.rgb), str(last.text_frame.paragraphs[0].runs[0].font.color.rgb)))
    tints = {colours[place][0] for place, one in enumerate(shown.judgements) if one == WORSE}
    others = {colours[place][0] for place, one in enumerate(shown.judgements) if one != WORSE}
    assert tints
    assert not tints & others
    assert len({colour for _, colour in colours}) == len(set(shown.judgements))


def test_a_trend_has_the_years_and_its_gaps(store: Store) -> None:
    """A year that the paper lacks is in the chart without a number, and the line breaks there."""
    told = slide(("", 2021, 1.5, "reported"), ("", 2022, None, "missing"), ("", 2024, 2.5, "reported"))
    drawn = chart(page(store, told))
    assert drawn.chart_type == XL_CHART_TYPE.LINE_MARKERS
    assert list(drawn.plots[0].categories) == ["2021 年", "2022 年", "2023 年", "2024 年"]
    assert drawn.plots[0].series[0].values == (1.5, None, None, 2.5)
    (blanks,) = drawn._chartSpace.iter(qn("c:dispBlanksAs"))
    assert blanks.get("val") == "gap"


def test_derived_points_are_hollow_and_qualified_ones_ringed(store: Store) -> None:
    """The source line says so, and the notes have the formula."""
    told = slide(("", 2022, 1, "derived"), ("", 2023, 2, "reported", "超"), ("", 2024, 3, "reported"), unit="%")
    drawn = page(store, told)
    points = chart(drawn).plots[0].series[0].points
    assert points[0].marker.format.fill.fore_color.rgb == WHITE
    assert points[1].marker.format.line.dash_style is not None
    assert labels(drawn) == ["1%", "超 2%", "3%"]
    assert any("空心点为推算值" in text for text in texts(drawn))
    assert "算式：合格率 2022 年：1 + 1" in drawn.notes_slide.notes_text_frame.text


def test_what_stands_out_keeps_its_colour(store: Store) -> None:
    """Other bars and other lines are lighter, whatever else they are; labels are the same."""
    cells = [("甲", 2024, 4, "reported"), ("乙", 2024, 3, "reported", "近"), ("丙", 2024, 2, "reported")]
    plain, others = slide(*cells), [(name, year, 5, "reported") for name in "丁戊" for year in (2022, 2023, 2024)]
    for told, name in ((plain, "丙"), (slide(*others), "戊")):
        drawn = page(store, replace(told, panel=replace(told.panel, emphasis=(name,))))
        assert labels(drawn) == labels(page(store, told))
    bars = chart(page(store, replace(plain, panel=replace(plain.panel, emphasis=("丙",))))).plots[0].series[0]
    usual, faded = str(bars.format.fill.fore_color.rgb), str(bars.points[0].format.fill.fore_color.rgb)
    edges = [str(bars.points[place].format.line.color.rgb) for place in (0, 1)]
    assert edges == [faded, faded]
    assert faded != usual
    assert str(bars.points[1].format.fill.fore_color.rgb) not in {usual, faded}
    lines = chart(drawn).plots[0].series
    colours = [str(one.format.line.color.rgb) for one in lines]
    unfaded = [str(one.format.line.color.rgb) for one in chart(page(store, slide(*others))).plots[0].series]
    assert colours[0] != unfaded[0]
    assert colours[1] == unfaded[1]


def test_bars_are_sorted_without_the_total(store: Store) -> None:
    """The largest stands on top; the total stands in the source line."""
    told = slide(("甲", 2024, 90, "reported"), ("乙", 2024, 99, "reported"), ("", 2024, 189, "reported"))
    drawn = page(store, told)
    assert chart(drawn).chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert list(chart(drawn).plots[0].categories) == ["乙", "甲"]
    assert chart(drawn).plots[0].series[0].values == (99, 90)
    assert chart(drawn).category_axis.reverse_order
    assert chart(drawn).value_axis.minimum_scale == 0
    assert any("合计：2024 年 189 家" in text for text in texts(drawn))


def test_bars_that_are_part_of_another_have_another_colour(store: Store) -> None:
    """As on the page: those that add up have the colour of all."""
    cells = (("公立", 2024, 5), ("公立·医院", 2024, 2), ("民办", 2024, 4), ("其中：老年", 2024, 3))
    drawn = page(store, slide(*((*cell, "reported") for cell in cells)))
    bars, names = chart(drawn).plots[0].series[0], list(chart(drawn).plots[0].categories)
    usual = str(bars.format.fill.fore_color.rgb)
    own = {name: bars.points[names.index(name)].format.fill for name in ("公立·医院", "其中：老年")}
    assert {str(fill.fore_color.rgb) for fill in own.values()} == {PALETTES["light"].other.lstrip("#").upper()}
    assert usual not in {str(fill.fore_color.rgb) for fill in own.values()}


def test_numbers_that_do_not_compare_keep_their_order(store: Store) -> None:
    """Sorting them would rank them."""
    drawn = page(store, slide(("甲", 2024, 1, "reported"), ("乙", 2024, 2, "reported"), is_ranked=False))
    assert list(chart(drawn).plots[0].categories) == ["甲", "乙"]


def test_counts_are_native_bars(store: Store) -> None:
    """Names, numbers, labels with the unit, and the source."""
    counts = pd.DataFrame({"name": ["甲", "乙"], "count": [12, 3]})
    said = (remarks.source("见各行"),)
    told = CountSlide("按级别：甲 12 项。", "各级荣誉与名录", counts, "项", {"级别": "甲"}, said)
    one = page(store, told)
    (plot,) = chart(one).plots
    assert list(plot.categories) == ["甲", "乙"]
    assert list(plot.series[0].values) == [12, 3]
    assert labels(one) == ["12 项", "3 项"]
    assert any("来源：见各行" in text for text in texts(one))


def test_two_years_stand_side_by_side(store: Store) -> None:
    """A series that lacks a year has no bar there; a derived year says so in its name."""
    cells = [(name, year, 1, "derived" if year == 2023 else "reported") for name in "甲乙丙丁" for year in (2023, 2024)]
    drawn = page(store, slide(*cells, ("戊", 2024, 9, "reported")))
    assert [series.name for series in chart(drawn).plots[0].series] == ["2023 年（推算）", "2024 年"]
    assert chart(drawn).plots[0].categories[0] == "戊"
    assert chart(drawn).plots[0].series[0].values[0] is None
    assert chart(drawn).plots[0].series[0].points[1].format.fill.fore_color.rgb == WHITE


@pytest.mark.parametrize(
    ("cell", "doubt", "label"),
    [
        (("甲", 2024, 4119.25, "reported", "", "4119.25亿元"), "", "4,119.25 亿元"),
        (("甲", 2024, 390, "reported", "余", "390余家"), "", "390 余亿元"),
        (("甲", 2024, 0.5, "reported", "近", "近1/2"), "", "近1/2"),
        (("甲", 2024, 1000, "reported", "以上", ""), "", "1,000 亿元以上"),
        (("甲", 2024, 98.5, "reported"), "两处不同", "98.5 亿元（存疑）"),
        (("甲", 2024, -3.7, "reported"), "", "−3.7 亿元"),
    ],
)
def test_labels_say_what_is_printed(store: Store, cell: tuple, doubt: str, label: str) -> None:
    """With qualifier, doubt and every digit."""
    told = slide(cell, ("乙", 2024, 1, "reported"), unit="亿元", doubt=[doubt, ""])
    names = list(chart(page(store, told)).plots[0].categories)
    told_label = told.panel.rows["label"].iat[0]
    assert labels(page(store, told))[names.index("甲")] == told_label
    if "余" not in label:
        assert told_label == label


def test_charts_and_labels_are_those_of_the_rows_for_all_data(store: Store, told: Told) -> None:
    """No number of the white paper is changed on its way."""
    some = [one for key in list(store.names("indicators"))[::6] for one in told.by_indicator[key]]
    file = made(store, *some)
    written: dict[str, list] = {}
    for one in file.slides:
        written.setdefault(title(one), []).append(one)
    count = 0
    for one in some:
        drawn = written["".join(clauses(one.title))].pop(0)
        if not any(shape.has_chart for shape in drawn.shapes):
            continue
        rows = one.panel.rows.dropna(subset="value")
        is_labelled = all("c:dLbls" in series._element.xml for series in chart(drawn).plots[0].series)
        for place, series in enumerate(chart(drawn).plots[0].series):
            values = [value for value in series.values if value is not None]
            if not is_labelled:  # its newest numbers stand beside it
                assert set(values) <= set(rows["plotted"])
                newest = rows[(rows["year"] == rows["year"].max()) & ~rows["is_total"]]
                assert set(newest["label"]) <= set(texts(drawn)), one.heading
                continue
            found = list(zip(values, labels(drawn, place), strict=True))
            assert set(found) <= set(zip(rows["value"], rows["label"], strict=True)), one.heading
            count += len(found)
    assert count > 50


def test_more_than_can_be_read_is_a_table(store: Store) -> None:
    """All rows, the total among them, on as many slides as they need."""
    cells = [(f"第{number}项", 2024, number, "reported") for number in range(20)]
    told = slide(*cells, ("", 2024, 190, "reported"), ("缺项", 2024, None, "missing"))
    file = made(store, told)
    found, headings = [], []
    for one in list(file.slides)[1:]:
        table = next(shape.table for shape in one.shapes if shape.has_table)
        assert len(table.rows) <= MOST_ROWS + 1
        found += [[cell.text for cell in row.cells] for row in list(table.rows)[1:]]
        headings.append(next(text for text in texts(one) if text.startswith("名称")))
    assert len(found) == 22
    assert found[0] == ["合计", "190 家", "2024 年"]
    assert found[1] == ["第19项", "19 家", "2024 年"]
    assert found[-1] == ["缺项", "缺失（原文为图片）", "2024 年"]
    assert [("（续）" in heading) for heading in headings] == [False, True]


def test_many_lines_are_a_table_by_year(store: Store) -> None:
    """A cell for each year; a year without a row is a dash."""
    cells = [(name, year, year - 2000, "reported") for name in "甲乙丙丁戊" for year in (2022, 2023, 2024)]
    one = page(store, slide(*cells[:-1], ("戊", 2021, 7, "derived")))
    table = next(shape.table for shape in one.shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["项目", "2021 年", "2022 年", "2023 年", "2024 年"]
    assert rows[-1] == ["戊", "7 家（推算）", "22 家", "23 家", "—"]


def test_one_value_is_written_large(store: Store) -> None:
    """With its period and how it came about."""
    one = page(store, slide(("", 2024, 95.6, "derived"), unit="%"))
    large = next(shape for shape in one.shapes if shape.has_text_frame and shape.text_frame.text == "95.6%")
    assert large.text_frame.paragraphs[0].runs[0].font.size.pt == 60
    assert any(text.startswith("2024 年（推算）") for text in texts(one))


def test_remarks_speak_of_the_drawing_here(store: Store, told: Told) -> None:
    """No dashed line, no table below: they are on the screen only."""
    for one in list(made(store, *told.by_indicator[INDICATOR]).slides)[1:]:
        words = "\n".join([*texts(one), one.notes_slide.notes_text_frame.text])
        assert "图中虚线" not in words
        assert "见下表" not in words


def test_an_axis_that_is_cut_says_so(store: Store) -> None:
    """And one that begins at 0 does not."""
    cut = page(store, slide(("", 2023, 98, "reported"), ("", 2024, 99, "reported"), unit="%"))
    whole = page(store, slide(("", 2023, 1, "reported"), ("", 2024, 99, "reported"), unit="%"))
    assert chart(cut).value_axis.minimum_scale > 0
    assert any("纵轴不从 0 起" in text for text in texts(cut))
    assert chart(whole).value_axis.minimum_scale == 0
    assert not any("纵轴不从 0 起" in text for text in texts(whole))


def test_foot_and_notes_say_where_it_comes_from(store: Store) -> None:
    """Source, data version, fingerprint and number below; definition, filters and citation in the notes."""
    one = page(store, slide(("甲", 2024, 1, "reported"), ("乙", 2024, 2, "reported")))
    words = "\n".join(texts(one))
    for word in ("来源：表9 · 第 5 页 · 某局", f"数据版本 {store.dataset_version}", "指纹 v1-abc", "年份：2024"):
        assert word in words
    (field,) = one._element.iter(qn("a:fld"))
    assert (field.get("type"), field.findtext(qn("a:t"))) == ("slidenum", "2")
    notes = one.notes_slide.notes_text_frame.text
    for word in (str(store.indicator(INDICATOR)["definition"]), "筛选：年份：2024", "来源：表9", "引用："):
        assert word in notes


def test_a_long_source_ends_in_the_notes(store: Store) -> None:
    """Two lines at the foot, everything in the notes."""
    doubt = "按合格批次和受检批次算出的合格率与所印不同。" * 12
    one = page(store, slide(("甲", 2024, 1, "reported"), ("乙", 2024, 2, "reported"), doubt=[doubt, ""]))
    line = next(text for text in texts(one) if text.startswith("来源"))
    assert line.endswith("（其余说明见备注）")
    assert ems(line) <= 160
    assert doubt in one.notes_slide.notes_text_frame.text


def test_long_titles_get_smaller_type(store: Store) -> None:
    """At most two lines; short ones have 28 points."""
    cells = (("甲", 2024, 1, "reported"), ("乙", 2024, 2, "reported"))
    sizes = [
        page(store, slide(*cells, title="长" * count)).shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt
        for count in (20, 60, 80)
    ]
    assert sizes[0] == 28
    assert sizes[0] >= sizes[1] > sizes[2] >= 18


def test_every_text_has_a_chinese_typeface(store: Store, told: Told) -> None:
    """On slides, in charts, tables and notes, for Latin and Chinese letters."""
    many = slide(*[(f"第{number}项", 2024, number, "reported") for number in range(20)])
    packed = to_pptx(
        [*told.of(stories.OVERVIEW), many],
        store,
        "报告",
        MADE,
        "v1-abc",
        lambda _: in_one_colour(store),
    )
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = [
            name
            for name in archive.namelist()
            if name.endswith(".xml") and name.startswith(("ppt/slides/", "ppt/charts/", "ppt/notesSlides/"))
        ]
        assert len(names) > 20
        for name in names:
            root = ElementTree.fromstring(archive.read(name))
            for tag in ("a:r", "a:fld"):
                assert all(run.find(qn("a:rPr")) is not None for run in root.iter(qn(tag)))
            for tag in ("a:rPr", "a:defRPr"):
                for style in root.iter(qn(tag)):
                    assert style.find(qn("a:latin")).get("typeface") == FONT, name
                    assert style.find(qn("a:ea")).get("typeface") == FONT, name


def test_no_placeholder_is_empty_and_nothing_is_a_picture(store: Store, told: Told) -> None:
    """Nobody sees 单击此处添加标题, and every drawing can be edited."""
    for one in made(store, *told.of(stories.OVERVIEW)).slides:
        assert all(shape.text_frame.text for shape in one.placeholders)
        assert all(shape.shape_type != MSO_SHAPE_TYPE.PICTURE for shape in one.shapes)
        written = [shape for shape in one.notes_slide.placeholders if not is_slide_image(shape)]
        assert all(shape.text_frame.text for shape in written)


def test_everything_stands_on_the_slide(store: Store, told: Told) -> None:
    """Nothing hangs over its edge."""
    file = made(store, *told.of(stories.OVERVIEW), A_MAP)
    for one in file.slides:
        for shape in one.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= file.slide_width
            assert shape.top + shape.height <= file.slide_height


def test_hostile_names_stay_text(store: Store) -> None:
    """In the chart, in the numbers behind it, in the title and in a table; none becomes a formula."""
    cells = [(name, 2024, number, "reported") for number, name in enumerate(HOSTILE)]
    one = page(store, slide(*cells, title="=cmd|'<&>\"😀"))
    assert one.shapes.title.text_frame.text == "=cmd|'<&>\"😀"
    assert list(chart(one).plots[0].categories) == HOSTILE[::-1]
    book = openpyxl.load_workbook(io.BytesIO(chart(one).part.chart_workbook.xlsx_part.blob))
    cells_behind = [book.active.cell(row, 1) for row in range(2, 7)]
    assert [cell.value for cell in cells_behind] == HOSTILE[::-1]
    assert {cell.data_type for cell in cells_behind} == {"s"}
    many = [(name + str(number), 2024, number, "reported") for name in HOSTILE for number in range(3)]
    assert len(made(store, slide(*many)).slides) == 3


def test_the_numbers_behind_a_chart_are_those_drawn(store: Store) -> None:
    """Who edits the data finds them where the chart refers to; a gap is an empty cell."""
    one = page(store, slide(("", 2021, 1.5, "reported"), ("", 2023, 2.5, "reported")))
    book = openpyxl.load_workbook(io.BytesIO(chart(one).part.chart_workbook.xlsx_part.blob))
    rows = list(book["Sheet1"].iter_rows(values_only=True))
    assert rows == [(None, "合格率"), ("2021 年", 1.5), ("2022 年", None), ("2023 年", 2.5)]


def test_the_same_input_gives_the_same_bytes(store: Store, told: Told) -> None:
    """And the properties have the time it was made, and the publisher for a name, not a stranger's."""
    some = told.of(stories.OVERVIEW)[:4]
    one, other = (to_pptx(some, store, "报告", MADE, "v1-abc", lambda _: in_one_colour(store)) for _ in range(2))
    assert one == other
    properties = Presentation(io.BytesIO(one)).core_properties
    assert properties.created.replace(tzinfo=UTC) == MADE
    assert properties.title == "报告"
    assert {properties.author} == set(store.frame("editions")["publisher"])
    assert properties.language == "zh-CN"


def test_the_map_has_14_shapes_with_labels(store: Store) -> None:
    """Freeforms in a group, each named and coloured; no label lies on another."""
    one = made(store, A_MAP).slides[1]
    group = next(shape for shape in one.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    assert {shape.name for shape in group.shapes} == set(store.towns["name"])
    assert all(shape.shape_type == MSO_SHAPE_TYPE.FREEFORM for shape in group.shapes)
    assert {str(shape.fill.fore_color.rgb) for shape in group.shapes} == {"88CCEE"}
    table = next(shape.table for shape in one.shapes if shape.has_table)
    listed = [[cell.text for cell in row.cells][1:] for row in list(table.rows)[1:]]
    assert listed == [[str(place), name, "50 家"] for place, name in enumerate(store.towns["name"], 1)]
    assert {str(row.cells[0].fill.fore_color.rgb) for row in list(table.rows)[1:]} == {"88CCEE"}
    labels_on_it = [shape for shape in one.shapes if shape.name.endswith("（标签）")]
    assert {shape.name.removesuffix("（标签）"): shape.text_frame.text for shape in labels_on_it} == {
        name: place for place, name, _ in listed
    }
    for first, second in combinations(labels_on_it, 2):
        is_beside = first.left + first.width <= second.left or second.left + second.width <= first.left
        is_above = first.top + first.height <= second.top or second.top + second.height <= first.top
        assert is_beside or is_above, (first.name, second.name)
    assert "已报" in texts(one)
    assert "来源：附录" in texts(one)


def test_the_chosen_town_is_outlined(store: Store) -> None:
    """In the colour of the text, twice as wide."""
    one = made(store, A_MAP).slides[1]
    group = next(shape for shape in one.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    outlines = {shape.name: (shape.line.width.pt, str(shape.line.color.rgb)) for shape in group.shapes}
    assert outlines.pop("浦江镇") == (3, "1B2430")
    assert set(outlines.values()) == {(1.5, "FFFFFF")}


def test_an_unknown_town_on_a_map_raises(store: Store) -> None:
    """It is not left out in silence; nor is a town without a colour."""
    drawn = in_one_colour(store)
    with pytest.raises(KeyError):
        made(store, A_MAP, coloured=ColouredMap({**drawn.colours, "999": "#000000"}, {}, {}))
    with pytest.raises(KeyError):
        made(store, A_MAP, coloured=ColouredMap({}, {}, {}))


def test_a_table_is_native_with_every_cell(store: Store, told: Told) -> None:
    """Headings, cells, columns as wide as they were measured, and the whole on the slide."""
    found = [one for one in told.of(stories.CHECKS) if isinstance(one, TableSlide)]
    file = made(store, *found)
    assert len(file.slides) == len(found) + 1
    for slide, one in zip(found, list(file.slides)[1:], strict=True):
        frame = next(shape for shape in one.shapes if shape.has_table)
        cells = [[cell.text for cell in row.cells] for row in frame.table.rows]
        assert cells == [list(slide.table), *slide.table.to_numpy().tolist()]
        assert sum(column.width for column in frame.table.columns) <= file.slide_width
        assert slide.remarks[0].text in " ".join(texts(one))


def tables(one_page) -> list:
    """The tables of a page."""
    return [shape.table for shape in one_page.shapes if shape.has_table]


def sizes(table) -> set:
    """The sizes of all letters of a table."""
    return {run.font.size for cell in table.iter_cells() for one in cell.text_frame.paragraphs for run in one.runs}


def test_the_parts_of_a_table_are_set_alike(store: Store, told: Told) -> None:
    """Columns and letters, however much a part holds."""
    own = [one for one in told.of(stories.ERRATA) if isinstance(one, TableSlide)]
    assert sum(one.is_continued for one in own) > 1
    drawn = [table for one in list(made(store, *own).slides)[1:] for table in tables(one)]
    assert len({tuple(column.width for column in table.columns) for table in drawn}) == 1
    assert len({size for table in drawn for size in sizes(table)}) == 1


def test_a_table_of_a_few_lines_is_set_in_larger_letters(store: Store, told: Told) -> None:
    """It fills most of the slide, and is read from as far as any."""
    own = [one for one in told.of(stories.SECTOR, sector="construction") if type(one) is TableSlide]
    few = next(one for one in own if len(one.table) == 3)
    (table,) = tables(page(store, few))
    assert min(sizes(table)) >= Pt(24)
    assert sum(row.height for row in table.rows) >= BODY.height * 0.6


def test_a_short_word_stays_on_one_line_in_any_typeface(store: Store, told: Told) -> None:
    """Beside a column of long notes too: `正文` and `2024 年` were on two lines each."""
    own = [one for one in told.of(stories.SECTOR, sector="brand_ip") if type(one) is TableSlide]
    seen = set()
    for slide in own:
        (table,) = tables(page(store, slide))
        (size,) = sizes(table)
        for column, words in zip(table.columns, zip(*(row.cells for row in table.rows), strict=True), strict=True):
            room = column.width - words[0].margin_left - words[0].margin_right
            widest = max(ems(cell.text, WIDEST) for cell in words)
            if widest <= SHORT:
                seen.add(words[0].text)
                assert widest * size <= room
    assert {"来源", "期间", "数值"} <= seen


def test_words_do_not_begin_where_numbers_end(store: Store, told: Told) -> None:
    """A column of words behind one of numbers keeps apart from it."""
    town = next(one for one in told.of(stories.TOWN, towns=("310112108",)) if type(one) is TableSlide)
    (table,) = tables(page(store, town))
    number = list(town.table).index("数值")
    before, after = table.cell(1, number), table.cell(1, number + 1)
    assert before.text_frame.paragraphs[0].alignment == PP_ALIGN.RIGHT
    assert after.margin_left >= before.margin_left + Pt(12)


def test_one_or_two_things_to_watch_fill_the_page(store: Store, told: Told) -> None:
    """Each as large as the room allows, with all that the stage says of it."""
    for sector_id in ("features", "consumer"):
        (own,) = [one for one in told.of(stories.SECTOR, sector=sector_id) if isinstance(one, WatchSlide)]
        assert own.is_of_few
        drawn = page(store, own)
        written = "\n".join(texts(drawn))
        assert all(cell in written for cell in own.table.to_numpy().flatten())
        assert not tables(drawn)
        figures = set(own.table["情况"])
        boxes = [shape for shape in drawn.shapes if shape.has_text_frame and shape.text_frame.text in figures]
        assert sum(box.height for box in boxes) >= BODY.height * 0.95
        assert all(run.font.size >= Pt(28) for box in boxes for run in box.text_frame.paragraphs[0].runs)


def test_lists_stand_side_by_side_in_large_letters(store: Store, told: Told) -> None:
    """Each under its heading, every point in a line of its own, both of one size."""
    (own,) = [one for one in told.of(stories.TOWN, towns=("310112114",)) if "建议" in getattr(one, "lists", ())]
    assert isinstance(own, ListsSlide)
    first, second = tables(page(store, own))
    for table, (heading, lines) in zip((first, second), own.lists.items(), strict=True):
        assert table.cell(0, 0).text == heading
        assert [(row.cells[0].text, row.cells[1].text) for row in list(table.rows)[1:]] == lines
    assert sizes(first) == sizes(second)
    assert min(sizes(first)) >= Pt(14)


def test_lists_of_other_lengths_have_headings_of_one_height(store: Store, told: Told) -> None:
    """Only rows are stretched; one with Latin capitals, which are wide, has the lines that it takes."""
    (own,) = [one for one in told.of(stories.TOWN, towns=("310112108",)) if "质量工作" in getattr(one, "lists", ())]
    first, second = tables(page(store, own))
    assert len(first.rows) != len(second.rows)
    assert first.rows[0].height == second.rows[0].height
    assert "HACCP" in first.cell(1, 1).text
    assert first.rows[1].height > first.rows[2].height


def test_many_rates_are_a_table_with_what_they_are_of(store: Store) -> None:
    """On all its slides, as names below so many dots would be turned."""
    own = [one for one in slides_of(store, "product.circulation.pass_rate", Selection()) if one.panel.bases]
    assert len(own) > 1
    drawn = [table for one in list(made(store, *own).slides)[1:] for table in tables(one)]
    assert len({size for table in drawn for size in sizes(table)}) == 1
    for table in drawn:
        assert [cell.text for cell in table.rows[0].cells] == ["项目", "数值", "受检批次", "合格批次"]
        assert all(cell.text for row in table.rows for cell in row.cells)


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (["一句话。"], 1),
        (["甲" * 20 + "，", "乙" * 14], 1),
        (["甲" * 25 + "，", "乙" * 12 + "，", "丙" * 12], 2),
    ],
)
def test_a_title_breaks_between_its_clauses(parts: list[str], lines: int) -> None:
    """Where it is short it stays on one line; no size is smaller than what is read from afar."""
    text, size = _titled(parts)
    assert text.replace(BREAK, "") == "".join(parts)
    broken = text.split(BREAK)
    assert len(broken) == lines
    assert all("".join(parts).startswith(broken[0]) and one.endswith(("，", parts[-1][-1])) for one in broken)
    assert size >= (24 if lines == 1 else 20)


def test_what_few_rates_are_of_stands_below_their_names(store: Store) -> None:
    """Each number is that of the same place, category and period; the points stay those of the rates."""
    (rate,) = (one for one in slides_of(store, "food.sampling.pass_rate", Selection()) if one.panel.bases)
    file = Presentation(io.BytesIO(to_pptx([rate], store, "题目", MADE, "", None)))
    (chart,) = (shape.chart for page in file.slides for shape in page.shapes if shape.has_chart)
    counted = store.observations(Selection(indicators=("food.sampling.samples",))).set_index("category")["shown"]
    parts = rate.panel.rows[rate.panel.rows["value"].notna() & ~rate.panel.rows["is_total"]]
    written = {str(name).split("\n")[0]: str(name).split("\n")[1:] for name in chart.plots[0].categories}
    assert {name: lines[0] for name, lines in written.items()} == {
        name: f"抽检数 {counted[name]}" for name in parts["category"]
    }
    assert set(chart.plots[0].series[0].values) == set(parts["plotted"])


def test_columns_stand_in_the_lines_of_their_bars(store: Store) -> None:
    """The name, the newest number of many pairs and the change, each where its bars are, at the foot of none."""
    (told,) = (
        one for one in slides_of(store, "culture.revenue", Selection(years=(2023, 2024))) if one.panel.shape == "paired"
    )
    one_page = page(store, told)
    names, base = list(chart(one_page).plots[0].categories), told.panel.bases[0]
    latest = told.panel.rows[told.panel.rows["year"] == 2024].set_index("series")
    places = {
        (shape.text_frame.text, shape.left): shape.top + shape.height // 2
        for shape in one_page.shapes
        if shape.has_text_frame
    }
    for name in names:
        wanted = (name, latest.loc[name, "label"], base.shown(latest.loc[name, "key"]))
        lines = [{at for (text, _), at in places.items() if text == cell} for cell in wanted]
        assert set.intersection(*lines), wanted
    assert not any("c:dLbls" in series._element.xml for series in chart(one_page).plots[0].series)


def test_what_an_appendix_holds_leads_to_its_slides(store: Store) -> None:
    """Each line to the first slide of its heading, all of them, in columns that the slide has room for."""
    told = stories.told(store, stories.SECTOR, Selection(sector="product"))
    deck = made(store, *told)
    place = next(number for number, one in enumerate(told) if isinstance(one, TextSlide) and one.contents)
    agenda, headings = deck.slides[place], list(dict.fromkeys(one.heading for one in told[place + 1 :]))
    boxes = [shape for shape in agenda.shapes if shape.name == CONTENTS]
    assert len(boxes) > 1
    for box in boxes:
        assert sum(line.runs[0].font.size for line in box.text_frame.paragraphs) * 1.4 < box.height
    lines = [paragraph for box in boxes for paragraph in box.text_frame.paragraphs]
    goals = [line.runs[0]._r.rPr.find(qn("a:hlinkClick")) for line in lines]
    linked = [run for shape in agenda.shapes for run in shape._element.iter(qn("a:hlinkClick"))]
    assert linked == goals
    for goal, heading in zip(goals, headings, strict=True):
        led_to = agenda.part.related_part(goal.get(qn("r:id"))).slide
        first = next(one for one in told[place + 1 :] if one.heading == heading)
        assert title(led_to) == "".join(clauses(first.title))
        assert goal.get("action") == "ppaction://hlinksldjump"


def with_address(store: Store, address: str) -> Presentation:
    """A file of one slide, taken from an address."""
    packed = to_pptx([slide(("甲", 2024, 1.0, "reported"))], store, "报告", MADE, "", lambda _: None, address)
    return Presentation(io.BytesIO(packed))


def test_the_last_slide_has_the_code_of_the_address_it_was_taken_from(store: Store) -> None:
    """A picture that says its address and a link; none of an address that is not known; one too long is said to be."""
    address = "http://quality.example/sector?c=abcd&sector=product"
    last = list(with_address(store, address).slides)[-1]
    (picture,) = [shape for shape in last.shapes if shape.shape_type is MSO_SHAPE_TYPE.PICTURE]
    assert picture.image.blob == codes.to_png(address)
    assert address in picture._element.nvPicPr.cNvPr.get("descr")
    runs = [run for shape in last.shapes if shape.has_text_frame for run in shape.text_frame.paragraphs[0].runs]
    assert address in {run.hyperlink.address for run in runs}
    assert len(with_address(store, "").slides) == 2
    long = list(with_address(store, address + "," * codes.LONGEST).slides)[-1]
    assert not [shape for shape in long.shapes if shape.shape_type is MSO_SHAPE_TYPE.PICTURE]
    assert any("二维码放不下" in shape.text_frame.text for shape in long.shapes if shape.has_text_frame)


def test_a_code_says_its_address() -> None:
    """As the library's own encoder lays it; the same for the same, with white around it."""
    one, other = (codes.outline(f"http://quality.example/{name}") for name in ("a", "b"))
    assert one == codes.outline("http://quality.example/a")
    assert one != other
    rows = list(segno.make_qr("http://quality.example/a", error="m", boost_error=False).matrix_iter(border=0))
    assert one[0].count("M") == sum(map(sum, rows))
    assert one[1] == len(rows) + 2 * codes.BORDER
