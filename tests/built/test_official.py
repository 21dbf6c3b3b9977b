"""Official documents in Word: what they say is the data's, and their form is that of GB/T 9704."""

import io
import re
from datetime import UTC, datetime
from functools import cache

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.built.test_briefs import HOSTILE, renamed
from whitepaper.files import official
from whitepaper.files.key_numbers import key_numbers, wanted
from whitepaper.files.official_layout import Letter, Passage, numeral, tight
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.store.store import Store
from whitepaper.telling import account

MADE = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
MARK = "v0123456789ab-1a2b3c4d"
UNIT = "上海市闵行区市场监督管理局"
PUJIANG, MARKED = "310112114", "梅陇镇"
COLUMNS = (("项目", "期间"), ("数值", "比上年"))
"""Of the long table: each with what stands in brackets behind it where two numbers share a line."""
SECTOR = Selection(sector="product")


@cache
def read(store: Store, selection: Selection, unit: str = UNIT) -> WordDocument:
    """A document as python-docx reads it."""
    return Document(io.BytesIO(official.document(store, selection, unit, MADE, MARK)))


def texts(document: WordDocument, style: str = "") -> list[str]:
    """Texts of the paragraphs outside tables, of one style where it is named."""
    return [one.text for one in document.paragraphs if style in {"", one.style.name}]


def every(store: Store) -> list[Selection]:
    """What there is a document about, but for most sectors."""
    towns = tuple(store.towns["area_id"])
    return [Selection(), SECTOR, Selection(towns=towns[:3]), *(Selection(towns=(town,)) for town in towns)]


def test_the_page_is_that_of_the_standard(store: Store) -> None:
    """Margins, exact lines, fonts that a computer without them replaces by their like."""
    document = read(store, Selection(towns=(PUJIANG,)))
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side / Mm(1)) for side in sides] == [37, 35, 28, 26]
    body, title = document.styles["Normal"], document.styles["Title"]
    assert (body.font.size.pt, body.paragraph_format.line_spacing.pt, title.font.size.pt) == (16, 28, 22)
    assert body.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert document.styles["Heading 1"].element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    (table,) = (one.target_part.blob for one in document.part.rels.values() if one.reltype.endswith("/fontTable"))
    for name, other in (("方正小标宋简体", "SimSun"), ("仿宋_GB2312", "FangSong"), ("楷体_GB2312", "KaiTi")):
        assert re.search(rf'"{name}"><w:altName w:val="[^"]*{other}', table.decode())


def test_page_numbers_stand_outside(store: Store) -> None:
    """`— 1 —` right on odd pages, left on even ones, one character in."""
    document = read(store, SECTOR)
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert paragraph._p.pPr.ind.get(qn(f"w:{side}Chars")) == "100"
        assert "".join(one.text for one in paragraph._p.iter(qn("w:t"))) == "— 1 —"
        assert [one.get(qn("w:instr")) for one in paragraph._p.iter(qn("w:fldSimple"))] == ["PAGE"]


def test_a_town_has_its_four_parts(store: Store) -> None:
    """Situation, numbers, problems, suggestions; those of its report, in their order, and how many are left out."""
    for town in store.towns["area_id"]:
        document = read(store, Selection(towns=(town,)))
        assert texts(document, "Heading 1") == ["一、总体情况", "二、主要指标", "三、存在问题", "四、建议"]
        said, notes = texts(document), texts(document)[-1]
        own = store.frame("town_notes").query("area_id == @town").sort_values("order")
        for kind in ("问题", "建议"):
            expected = [f"{place}.{tight(text)}" for place, text in enumerate(own.loc[own["kind"] == kind, "text"], 1)]
            shown = [text for text in expected if any(text in one for one in said)]
            assert shown == expected[: len(shown)] != []
            assert (f"{kind}共{len(expected)}条，列前{len(shown)}条" in notes) == (len(shown) < len(expected))


def test_a_sector_has_its_three_parts(store: Store) -> None:
    """Also where nothing got worse, or nothing is in doubt, which is said."""
    for sector in store.names("sectors"):
        document = read(store, Selection(sector=sector))
        assert texts(document, "Heading 1") == ["一、总体情况", "二、需要关注的问题", "三、须核实的数"]
        (table,) = document.tables
        assert len({cell.text for cell in table.rows[0].cells}) == len(table.columns)
    found = account.account(store, SECTOR)
    worse = [tight(f"{one.name}{one.change.verb}。") for one in found.of(account.WORSE)]
    assert worse
    assert all(any(name in text for text in texts(read(store, SECTOR))) for name in worse)


def test_every_number_of_a_table_is_one_of_the_store(store: Store) -> None:
    """Name, value and doubt as the store has them."""
    for town in store.towns["area_id"]:
        rows = store.observations(Selection(towns=(town,)))
        rows = rows[rows["measure"] == "level"]
        labels: dict[str, set[str]] = {}
        for row in rows.itertuples():
            name = tight(row.indicator + wording.scope(row.category))
            value = f"推算{row.label}" if row.status == "derived" else row.label
            labels.setdefault(name, set()).add(tight(value))
        (table,) = read(store, Selection(towns=(town,))).tables
        head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        named = [place for place, text in enumerate(head) if text == "项目"]
        found = [(row[place], row[place + 1]) for place in named for row in rows if row[place]]
        assert len(found) > 3
        for name, value in found:
            value = re.sub(r"（(比上年)?(持平|[增降上下][^（）]*)(（[^（）]*）)*）$", "", value)
            own = next(known for known in (name, re.sub(r"（\d{4}(-\d{4})?年[^（）]*）$", "", name)) if known in labels)
            assert value in labels[own]


def test_every_figure_of_the_prose_stands_in_the_data(store: Store) -> None:
    """A figure that no number, note or finding has would be invented."""
    counted = {str(count) for count in range(100)}  # of lists, items, sources
    for selection in every(store):
        document = read(store, selection)
        prose = " ".join(texts(document, "Normal")[:-3])
        rows = store.observations(Selection())
        known = " ".join([*rows["shown"], *rows["printed"], *store.frame("town_notes")["text"]])
        known += " ".join([*store.frame("findings")["explanation"], *store.frame("honours")["award"]])
        known += " ".join(row["industry"] for row in store.tables["industries"].to_pylist())
        moved = [one.change.size for one in account.account(store, Selection()).judged]
        figures = set(re.findall(r"\d+(?:\.\d+)?", known.replace(",", "") + " ".join(moved)))
        found = set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"\[\d+\]", "", prose).replace(",", "")))
        assert found - figures - counted - {"3.62"} == set(), selection  # 95.6 - 91.98, which the paper does not print


def test_doubts_are_said(store: Store) -> None:
    """Beside the number, and why."""
    town = store.towns.set_index("name").at[MARKED, "area_id"]
    rows = store.observations(Selection(towns=(town,)))
    (reason,) = {reason for reason in rows["unsettled"] if reason}
    document = read(store, Selection(towns=(town,)))
    assert any(tight(reason).rstrip("。") in text for text in texts(document))
    assert any("（待核）" in cell.text for row in document.tables[0].rows for cell in row.cells)
    assert "三、须核实的数" in texts(read(store, SECTOR), "Heading 1")
    assert any("95.6%（存疑）" in text for text in texts(read(store, SECTOR), "Normal")[:1])


def test_sources_are_numbered_as_they_are_named(store: Store) -> None:
    """Each number that is raised has its source below, in the order of the text."""
    for selection in every(store):
        document = read(store, selection)
        raised = [
            number
            for paragraph in document.paragraphs
            for run in paragraph.runs
            if run.font.superscript
            for number in re.findall(r"\[(\d+)\]", run.text)
        ]
        (listed,) = (text for text in texts(document, "Official Notes") if text.startswith("[1]"))
        below = re.findall(r"\[(\d+)\]", listed)
        assert below == [str(number) for number in range(1, len(below) + 1)]
        assert set(raised) <= set(below)
        assert store.dataset_version in listed


def test_no_source_begins_a_line(store: Store) -> None:
    """Word's sign at which no line ends stands before each raised number."""
    for selection in (Selection(towns=(PUJIANG,)), SECTOR, Selection()):
        document = read(store, selection)
        raised = [run.text for one in document.paragraphs for run in one.runs if run.font.superscript]
        assert raised
        assert all(re.fullmatch(r"(\u200d\[\d+\])+", text) for text in raised)


def test_a_sector_says_that_it_follows_nothing_else(store: Store) -> None:
    """Its reader may have chosen a town or a year on the page."""
    assert official.SECTOR_ALONE in texts(read(store, SECTOR))[-1]
    assert official.SECTOR_ALONE not in texts(read(store, Selection(towns=(PUJIANG,))))[-1]


def test_a_table_of_pairs_says_what_the_long_one_says(store: Store) -> None:
    """Two numbers in a line, period beside the name, change beside the value; none is lost, none is there twice."""
    heads = set()
    for town in store.towns["area_id"]:
        selection = Selection(towns=(town,))
        lines = key_numbers(store.observations(selection), wanted(store, selection))
        (long,), (pairs,) = (tuple(official._table("表", lines, is_tight=small)) for small in (False, True))
        if len(pairs.words) == 1:
            assert (pairs.head, pairs.lines) == (long.head, long.lines)
            continue
        heads.add(pairs.head)
        shown = [dict(zip(long.head, line, strict=True)) for line in long.lines]
        dated = [
            tuple(one[head] + wording.scope(one.get(aside, "—").replace("—", "")) for head, aside in COLUMNS)
            for one in shown
        ]
        assert [(line[at], line[at + 1]) for at in (0, 2) for line in pairs.lines if line[at]] == [
            (name, value.replace("（比上年", "（")) for name, value in dated
        ]
        assert pairs.sources == long.sources
    assert heads == {("项目", "数值") * 2, ("项目", "数值（比上年）") * 2}


def test_a_town_is_told_in_two_pages(store: Store) -> None:
    """By the estimate; what was cut for it is counted in the appendix, that of its situation too."""
    for town in store.towns["area_id"]:
        told = official.letter(store, Selection(towns=(town,)), UNIT, MADE)
        assert told.pages <= 2, told.title
    situation = next(one.parts for one in told.sections if one.heading == "总体情况")
    points = store.issued("town_notes").query("area_id == @town and kind == '质量'")["text"]
    shown = [text for text in points if text in "".join(one.text for one in situation)]
    assert 0 < len(shown) < len(points)
    assert f"列前{len(shown)}条" in told.said


def test_the_unit_is_never_assumed(store: Store) -> None:
    """Set, it stands over the date; unset, its line is blank."""
    selection = Selection(towns=(PUJIANG,))
    assert texts(read(store, selection), "Normal")[-3:] == ["", UNIT, "2026年11月26日"]
    assert texts(read(store, selection, ""), "Normal")[-3:] == ["", "", "2026年11月26日"]


@pytest.mark.parametrize(("count", "expected"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_headings_are_numbered_in_chinese(count: int, expected: str) -> None:
    """Up to 99."""
    assert numeral(count) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("为 78 亿元，比", "为78亿元，比"),
        ("5,522 批次，20,725.83 吨", "5522批次，20,725.83吨"),
        ("1,234,567 件", "1,234,567件"),
        ("按 （6 批次 + 440 批次） ÷ 460", "按（6批次+440批次）÷460"),
        ("57.8 dB(A)", "57.8 dB(A)"),
        ("ISO 9001", "ISO 9001"),
    ],
)
def test_no_blanks_stand_beside_figures(text: str, expected: str) -> None:
    """Nor a comma in a number of four; what is Latin stays."""
    assert tight(text) == expected


def test_several_towns_are_all_there(store: Store) -> None:
    """Side by side, as the title says; more than fit are said to be left out."""
    towns = tuple(store.towns["area_id"])
    document = read(store, Selection(towns=towns[:3]))
    names = [store.name("areas", town) for town in towns[:3]]
    assert texts(document)[0].replace("\n", "") == f"{'、'.join(names)}2024年质量状况对照"
    assert [cell.text for cell in document.tables[0].rows[0].cells][1:4] == names
    assert f"街镇共{len(towns)}个，列前4个" in texts(read(store, Selection(towns=towns)))[-1]


def test_the_same_input_gives_the_same_bytes(store: Store) -> None:
    """The time of packing leaves no trace."""
    made = [official.document(store, Selection(sector="economy"), UNIT, MADE, MARK) for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_survive(store: Store, name: str) -> None:
    """What a file may not hold is shown as �."""
    hostile = renamed(store, "areas", "area_id", PUJIANG, name=name)
    hostile = renamed(hostile, "town_notes", "area_id", PUJIANG, text=name)
    document = Document(io.BytesIO(official.document(hostile, Selection(towns=(PUJIANG,)), name, MADE, MARK)))
    shown = tight(name.replace("\x07", "�"))
    assert texts(document)[0].replace("\n", "").startswith(shown)
    assert texts(document, "Normal")[-2] == shown


def test_what_is_unknown_raises(store: Store) -> None:
    """The district is no town; no empty page stands for a mistake."""
    for selection in (Selection(towns=("310112",)), Selection(sector="other")):
        with pytest.raises(KeyError):
            official.document(store, selection, "", MADE, MARK)


def test_a_source_is_named_once() -> None:
    """Numbers go by first mention."""
    lead = (Passage("甲", sources=("表2", "表1")), Passage("乙", sources=("表2", "表3")))
    assert Letter("题", lead, (), "", MADE, "", ()).sources == {"表2": 1, "表1": 2, "表3": 3}


def test_another_data_set_has_its_documents(two_editions: Store, partial_edition: Store) -> None:
    """Two white papers, and a second one that is only begun; the title is of the newest."""
    for store in (two_editions, partial_edition):
        for selection in (Selection(), *(Selection(towns=(town,)) for town in store.towns["area_id"])):
            document = read(store, selection)
            assert re.search(r"20\d\d年", texts(document)[0])
            assert store.dataset_version in " ".join(texts(document, "Official Notes"))
        for sector in store.names("sectors"):
            assert texts(read(store, Selection(sector=sector)), "Heading 1")


def test_what_changed_stands_in_the_table_of_its_sector(store: Store) -> None:
    """As its sentence only counts it; what got worse comes before what got better, behind the headline numbers."""
    own = Selection(sector="environment")
    (table,) = read(store, own).tables
    names = [row.cells[0].text for row in table.rows]
    worse, better = (
        [tight(one.name) for one in account.account(store, own).of(judgement)]
        for judgement in (account.WORSE, account.BETTER)
    )
    assert worse
    assert {*worse, *better} <= set(names)
    headlines = len(wanted(store, own))
    assert names[1 + headlines :][: len(worse)] == worse


def test_a_rate_of_parts_stands_with_what_was_tested(store: Store) -> None:
    """The whole last, as the paper has it; each number as it is printed."""
    (table,) = read(store, SECTOR).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["项目", "食品监督抽检数", "食品监督抽检合格数", "食品抽检合格率"]
    assert rows[-1] == ["合计", "5522批次", "5414批次", "98.04%"]
    assert ["流通", "4656批次", "4560批次", "97.94%"] in rows


def test_a_qualifier_is_said_once(store: Store) -> None:
    """Where the label has it already."""
    for sector in store.names("sectors"):
        assert "累计累计" not in "".join(texts(read(store, Selection(sector=sector))))


def test_four_towns_are_told_in_three_pages(store: Store) -> None:
    """By the estimate, line by line."""
    towns = tuple(store.towns["area_id"])[4:8]
    assert official.letter(store, Selection(towns=towns), UNIT, MADE).pages <= 3
