"""One page of Word for a town or a sector."""

import io
import math
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from PIL import Image

from components.drawing import theme
from tests.brief_tables import cards, every_table, lines, tables
from whitepaper.files import briefs
from whitepaper.files.brief_tables import JOINED, Card
from whitepaper.files.word_layout import CHART_PIXELS, HALF_CHART, HALF_PIXELS, Picture
from whitepaper.files.word_types import FIGURE
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.store.store import Store
from whitepaper.telling import account

MADE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MARK = "v0123456789ab-1a2b3c4d"
PUJIANG = "310112114"
Briefs = dict[str, WordDocument]
HONOURS = "荣誉与名录："
HOSTILE = ["=1+1", "“‘'\"<&>", "🙂质量🙂", "长" * 60, "@甲\x07乙"]


def picture(width: int = 1600, height: int = 900, *, is_half: bool = False) -> Picture:
    """A white PNG."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(buffer, "PNG")
    return Picture(buffer.getvalue(), "图", "图的意思", ("来源：表1", "纵轴不从 0 起。"), is_half)


def town(store: Store, area_id: str, *charts: Picture) -> WordDocument:
    """The brief of a town, as python-docx reads it."""
    return Document(io.BytesIO(briefs.town_brief(store, area_id, charts, MADE, MARK)))


def sector(store: Store, sector_id: str, *charts: Picture) -> WordDocument:
    """The brief of a sector, as python-docx reads it."""
    return Document(io.BytesIO(briefs.sector_brief(store, sector_id, charts, MADE, MARK)))


def texts(document: WordDocument) -> list[str]:
    """Texts of the paragraphs outside the table."""
    return [paragraph.text for paragraph in document.paragraphs]


def points(document: WordDocument, heading: str) -> list[str]:
    """The points under a heading."""
    found: list[str] = []
    is_under = False
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Heading 1":
            is_under = paragraph.text.startswith(heading)
        elif is_under and paragraph.style.name == "List Bullet":
            found.append(paragraph.text)
    return found


def height(document: WordDocument) -> float:
    """Height of the text in centimetres, from the styles in the file: full width characters, exact lines."""
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    total = 0.0
    for block in document.element.body:
        if block.tag == qn("w:p"):
            total += _paragraph(Paragraph(block, document), width - Cm(0.7))
        elif block.tag == qn("w:tbl"):
            total += _table(Table(block, document))
    return total / Cm(1)


def _table(table: Table) -> float:
    return sum(max(map(_cell, row.cells)) for row in table.rows)


def _cell(cell: _Cell) -> float:
    own = sum(_paragraph(one, cell.width - Cm(0.4)) for one in cell.paragraphs if one.text or _pictures(one))
    return own + sum(map(_table, cell.tables))


def _pictures(paragraph: Paragraph) -> list[Any]:
    return list(paragraph._p.iter(qn("wp:extent")))


def _paragraph(paragraph: Paragraph, width: float) -> float:
    form, style = paragraph.paragraph_format, paragraph.style
    if pictures := _pictures(paragraph):
        return sum(int(extent.get("cy")) for extent in pictures) + Cm(0.4)
    ems = sum(
        (1 if ord(character) > 0x2000 else 0.58) * (run.font.size or style.font.size)
        for run in paragraph.runs
        for character in run.text.replace(JOINED, "")
    )
    lines = max(1, math.ceil(ems / width), paragraph.text.count("\n") + 1)
    spaces = (form.space_before or style.paragraph_format.space_before, style.paragraph_format.space_after)
    return lines * style.paragraph_format.line_spacing + sum(spaces)


def renamed(store: Store, table: str, key: str, value: str, **texts: str) -> Store:
    """The store with other texts in the row of a table whose column `key` holds `value`."""
    changed = store.tables[table]
    chosen = pc.equal(changed[key], value)
    for column, text in texts.items():
        other = pc.if_else(chosen, pa.scalar(text, changed[column].type), changed[column])
        changed = changed.set_column(changed.column_names.index(column), column, other)
    return replace(store, tables={**store.tables, table: changed})


def all_briefs(store: Store, *charts: Picture) -> Briefs:
    """Every brief there is, by the id of its town or sector."""
    towns = {area_id: town(store, area_id, *charts) for area_id in store.towns["area_id"]}
    return towns | {sector_id: sector(store, sector_id, *charts) for sector_id in store.names("sectors")}


@pytest.fixture(scope="session")
def plain_briefs(store: Store) -> Briefs:
    """All briefs without a picture."""
    return all_briefs(store)


@pytest.fixture(scope="session")
def drawn_briefs(store: Store) -> Briefs:
    """All briefs with a picture as high as it may get."""
    return all_briefs(store, picture())


def test_every_brief_fits_one_page(plain_briefs: Briefs, drawn_briefs: Briefs) -> None:
    """With a picture and without one."""
    for document in [*plain_briefs.values(), *drawn_briefs.values()]:
        section = document.sections[0]
        room = section.page_height - section.top_margin - section.bottom_margin
        assert height(document) <= room / Cm(1), texts(document)[0]
        assert not [one for one in document.element.body.iter(qn("w:br")) if one.get(qn("w:type"))]


def test_the_page_is_a4_portrait(store: Store) -> None:
    """As printers here expect."""
    section = town(store, PUJIANG).sections[0]
    assert (round(section.page_width / Cm(1), 1), round(section.page_height / Cm(1), 1)) == (21.0, 29.7)


def test_the_title_names_town_and_industry(store: Store) -> None:
    """The headline sentence stands below."""
    title, headline, *_ = texts(town(store, PUJIANG))
    assert title == "街镇简报 · 浦江镇 · 生物医药基因产业"
    assert headline.startswith("浦江镇")
    assert not headline.endswith("。")
    assert texts(sector(store, "economy"))[0] == "领域简报 · 经济运行"


def test_every_number_of_a_town_is_one_of_the_store(store: Store, plain_briefs: Briefs) -> None:
    """Value with unit and qualifier, period, doubt, source; the latest year each."""
    for area_id in store.towns["area_id"]:
        rows = store.observations(Selection(towns=(area_id,)))
        _check_numbers(plain_briefs[area_id], rows.to_dict("records"), list(store.frame("findings").itertuples()))


def test_every_number_of_a_sector_is_one_of_the_store(store: Store, drawn_briefs: Briefs) -> None:
    """The same for the district's numbers."""
    for sector_id in store.names("sectors"):
        rows = store.observations(Selection(sector=sector_id, towns=(store.district,)))
        _check_numbers(drawn_briefs[sector_id], rows.to_dict("records"), list(store.frame("findings").itertuples()))


def _check_numbers(document: WordDocument, rows: list[dict[str, object]], findings: list[Any]) -> None:
    found = lines(document)
    assert len(cards(document)) == min(4, len(found))
    assert 0 < len(found) <= briefs.MOST_ROWS
    for _, table in tables(document):
        head, *own = [[cell.text for cell in row.cells] for row in table.rows]
        assert (head[:2], head[-1]) == (["指标", "数值"], "出处")
        assert own
        assert "比上年" not in head or any(line[head.index("比上年")] != "—" for line in own)
    for line in found:
        named = [
            row
            for row in rows
            if " · ".join(filter(None, [row["indicator"], row["category"]])) == line["指标"]
            and row["measure"] == "level"
        ]
        stated = "期间原文未说明" if line["期间"] == "—" else line["期间"]
        row = next(row for row in named if wording.period_name(str(row["period"])) == stated)
        expected = wording.shown(*(row[key] for key in ("value", "unit", "qualifier", "printed")))  # type: ignore[arg-type]
        expected = {"derived": f"推算 {expected}", "missing": f"缺失（{row['status_reason']}）"}.get(
            str(row["status"]), expected
        )
        assert line["数值"] == expected + wording.behind(wording.mark(row))
        assert not [other for other in named if (other["year"] or 0) > (row["year"] or 9999)]
        number = re.fullmatch(r"\[(\d+)\]", line["出处"])
        assert number is not None
        (cited,) = re.findall(rf"\[{number[1]}\] (\S+)", texts(document)[-1])
        assert str(row["source"]) in cited
        for reason in filter(None, (str(row["doubt"]), str(row["unsettled"]))):
            formulas = [one.formula for one in findings if one.explanation in reason]
            assert any(told in text for told in (reason, *formulas) for text in texts(document))


def test_a_change_is_the_printed_one_or_says_that_it_is_computed(store: Store) -> None:
    """A printed change with its basis; a computed one marked, a doubted one too; none where a year is missing."""
    economy = {line["指标"]: line.get("比上年") for line in lines(sector(store, "economy"))}
    assert economy["地区生产总值"] == "增长 4.2%（可比价）"
    product = {line["指标"]: line.get("比上年") for line in lines(sector(store, "product"))}
    assert product["产品质量监督抽查合格率"] == "上升 3.62 个百分点（计算）（存疑）"
    assert product["食品抽检合格率"] is None


def test_a_change_for_the_better_or_worse_is_said_and_coloured(store: Store) -> None:
    """The word never alone in colour; a number in doubt is not judged."""
    judged = {one.key: one for one in account.account(store, Selection(sector="environment")).judged}
    (air, *_), (_, doubted, *_) = cards(sector(store, "environment")), cards(sector(store, "product"))
    assert air[-1] in {account.WORDS[one.judgement] for one in judged.values() if air[0].startswith(one.name[:4])}
    assert doubted[-1] == "比上年上升 3.62 个百分点（计算）（存疑）"


def test_problems_and_suggestions_are_those_of_the_town(store: Store, drawn_briefs: Briefs) -> None:
    """Shortened lists say how long they are."""
    for area_id in store.towns["area_id"]:
        document = drawn_briefs[area_id]
        notes = store.frame("town_notes").query("area_id == @area_id").sort_values("order")
        for kind in ("问题", "建议"):
            expected, shown = list(notes.loc[notes["kind"] == kind, "text"]), points(document, kind)
            assert shown
            assert shown == expected[: len(shown)]
            is_cut = f"{kind}（共 {len(expected)} 条，列 {len(shown)} 条）" in texts(document)
            assert is_cut == (len(shown) < len(expected))


def test_a_sector_names_its_doubts_and_counts_its_honours(store: Store) -> None:
    """What is in doubt, and how many honours of each level."""
    findings = store.frame("findings")
    own = findings[(findings["sector_id"] == "innovation") & (findings["doubted"].map(len) > 0)]
    said = points(sector(store, "innovation", picture()), "须核实的数")
    assert said == [f"{r.verdict}　{r.title}：{r.explanation}" for r in own.itertuples()] != []
    document = sector(store, "brand_ip", picture())
    assert points(document, "须核实的数") == []  # what is only asked puts no number in doubt
    doubts = len(findings[(findings["sector_id"] == "product") & (findings["doubted"].map(len) > 0)])
    (heading,) = [text for text in texts(sector(store, "product", picture())) if text.startswith("须核实的数")]
    told = int(re.search(r"列 (\d+) 条", heading)[1])
    assert heading == f"须核实的数（共 {doubts} 条，列 {told} 条，其余见看板“数据核对”）"
    honours = store.honours(Selection(sector="brand_ip"))
    (counted,) = (text.removeprefix(HONOURS) for text in texts(document) if text.startswith(HONOURS))
    assert counted.startswith(f"白皮书列出 {len(honours)} 项：国家级 {(honours['level'] == '国家级').sum()} 项")
    numbers = [int(number) for number in re.findall(r" (\d+) 项[、；。]", counted.partition("；")[0] + "。")]
    assert sum(numbers) == len(honours)
    assert f"{HONOURS}白皮书没有列出属于本领域的荣誉与名录。" in texts(sector(store, "economy"))


def test_the_lowest_rates_stand_with_what_was_tested(store: Store, plain_briefs: Briefs) -> None:
    """Of a rate of many parts, no two of one rate torn apart; each is that of the store, and says where it stands."""
    ((heading, table),) = (one for one in every_table(plain_briefs["product"]) if "最低的" in one[0])
    head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert head == ["项目", "受检批次", "合格批次", "合格率"]
    chosen = Selection(indicators=("product.circulation.pass_rate",), years=(2024,))
    rates = store.observations(chosen).query("category != '' and measure == 'level'").sort_values("value")
    assert [row[0] for row in rows] == list(rates["category"][: len(rows)])
    assert [row[-1] for row in rows] == list(rates["label"][: len(rows)])
    assert rates["value"].iat[len(rows)] > rates["value"].iat[len(rows) - 1]
    assert re.search(rf"{re.escape(heading[-3:])} 表6", texts(plain_briefs["product"])[-1])


def test_a_town_without_a_drawing_has_its_first_numbers_as_headline(store: Store, plain_briefs: Briefs) -> None:
    """It is not said to have none."""
    for area_id in store.towns["area_id"]:
        assert len(store.observations(Selection(towns=(area_id,))))
        assert "没有给出数值" not in texts(plain_briefs[area_id])[1]


def test_text_damage_is_no_doubt_of_the_paper(store: Store, plain_briefs: Briefs) -> None:
    """A difference that comes from our reading of the text is not held against a sector."""
    damaged = store.frame("findings").query("damage != ''")["explanation"]
    for sector_id in store.names("sectors"):
        said = " ".join(points(plain_briefs[sector_id], "须核实的数"))
        assert not [text for text in damaged if text in said]


def test_latin_and_chinese_have_the_same_font(store: Store) -> None:
    """In every style, with no theme font left that would win over it; 10.5 points."""
    document = town(store, PUJIANG)
    fonts = list(document.styles.element.iter(qn("w:rFonts")))
    assert fonts
    for font in fonts:
        assert {font.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia")} == {"Microsoft YaHei"}
        assert not [name for name in font.attrib if name.endswith("heme")]
    for name in {paragraph.style.name for paragraph in document.paragraphs} | {"Normal", "Footer"}:
        assert document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert document.styles["Normal"].font.size.pt == 10.5


def test_the_picture_is_as_wide_as_its_letters_need_and_has_words(store: Store) -> None:
    """Narrower only where it would get too high; its proportions stay; what changes its reading stands below."""
    assert theme.TEXT_SIZE * Cm(17) / CHART_PIXELS / Pt(1) > 9  # letters of a chart, in points
    assert "来源：表1　纵轴不从 0 起。" in texts(town(store, PUJIANG, picture()))
    (wide,) = town(store, PUJIANG, picture(1600, 700)).inline_shapes
    assert round(wide.width / Cm(1), 1) == 17.0
    (high,) = town(store, PUJIANG, picture(1000, 2000)).inline_shapes
    assert round(high.height / high.width, 2) == 2.0
    assert wide._inline.docPr.get("descr") == "图的意思"
    assert len(town(store, PUJIANG).inline_shapes) == 0


def test_two_pictures_stand_side_by_side_in_letters_of_one_size(store: Store) -> None:
    """Each with its heading, its remarks and its words, in half of the width, as sharp as one alone."""
    document = town(store, PUJIANG, *[picture(800, 700, is_half=True) for _ in range(2)])
    (frame,) = (one for one in document.tables if list(one._tbl.iter(qn("wp:extent"))))
    left, _, right = frame.rows[0].cells
    for cell in (left, right):
        assert [one.text for one in cell.paragraphs] == ["图", "", "来源：表1　纵轴不从 0 起。"]
        (extent,) = (one for paragraph in cell.paragraphs for one in _pictures(paragraph))
        assert abs(int(extent.get("cx")) - HALF_CHART) < Cm(0.1)
    assert abs(HALF_CHART / HALF_PIXELS - Cm(17) / CHART_PIXELS) < Pt(0.01)
    assert len(list(document.element.iter(qn("wp:docPr")))) == 2


def test_a_picture_that_is_too_high_for_its_place_is_not_read() -> None:
    """Its letters would be smaller than 9 points; a place over the whole page holds higher ones."""
    assert [picture(800, height, is_half=True).is_read for height in (800, 900, 1200)] == [True, True, False]
    assert [picture(1600, height).is_read for height in (900, 1200, 1300)] == [True, True, False]


def test_the_figures_of_a_card_stand_on_one_line_with_their_unit() -> None:
    """In smaller letters where they are long."""
    sizes = [Card("甲", value, "[1]", ()).size for value in ("5 家", "2,396.19 亿元", "1,265.67 万人次")]
    assert sizes[0] == FIGURE.size
    assert sizes == sorted(sizes, reverse=True)
    assert 12 <= sizes[-1] < FIGURE.size


def test_nothing_is_empty(plain_briefs: Briefs) -> None:
    """No empty paragraph, no empty cell, nothing of the template left."""
    for document in plain_briefs.values():
        assert all(text.strip() for text in texts(document))
        assert all(text for line in lines(document) for text in line.values())
        properties = document.core_properties
        assert properties.title == texts(document)[0]
        assert "python" not in f"{properties.author}{properties.comments}"


def test_the_footer_tells_version_fingerprint_and_date(store: Store) -> None:
    """On the page, and in the properties of the file."""
    document = sector(store, "product")
    (footer,) = document.sections[0].footer.paragraphs
    assert footer.text == f"数据版本 {store.dataset_version}　指纹 {MARK}　2026-11-23 制"
    assert document.core_properties.created.replace(tzinfo=None) == MADE.replace(tzinfo=None)


def test_the_same_input_gives_the_same_bytes(store: Store) -> None:
    """The time of packing leaves no trace."""
    first = briefs.town_brief(store, PUJIANG, (picture(),), MADE, MARK)
    assert briefs.town_brief(store, PUJIANG, (picture(),), MADE, MARK) == first
    assert {info.date_time[0] for info in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {1980}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_survive(store: Store, name: str) -> None:
    """In title, table and points; what a file may not hold is shown as �."""
    hostile = renamed(store, "areas", "area_id", PUJIANG, name=name)
    hostile = renamed(hostile, "industries", "area_id", PUJIANG, industry=name)
    hostile = renamed(hostile, "indicators", "indicator_id", "town.industry.enterprises", name=name)
    hostile = renamed(hostile, "town_notes", "area_id", PUJIANG, text=name)
    document = town(hostile, PUJIANG, picture())
    shown = name.replace("\x07", "�")
    assert texts(document)[0] == f"街镇简报 · {shown} · {shown}"
    assert f"{shown} · 生物医药" in [line["指标"] for line in lines(document)]
    assert set(points(document, "问题")) == {shown}


@pytest.mark.parametrize("area_id", ["310112", "nowhere"])
def test_what_is_no_town_raises(store: Store, area_id: str) -> None:
    """The district has no brief of a town."""
    with pytest.raises(KeyError):
        briefs.town_brief(store, area_id, (), MADE, MARK)


def test_an_unknown_sector_raises(store: Store) -> None:
    """No empty page stands for a mistake."""
    with pytest.raises(KeyError):
        briefs.sector_brief(store, "other", (), MADE, MARK)
