"""What the schema of Office wants of the files, told apart without a validator; and what they say of themselves."""

import io
import zipfile
from datetime import UTC, datetime
from functools import partial

import pytest
from docx import Document
from docx.oxml.ns import qn as word
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

from components.take_home.formats import coloured
from whitepaper.files import briefs, names, official, workbook
from whitepaper.files.powerpoint import deck
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import stories

MADE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MARK = "v0123456789ab-1a2b3c4d"
PUJIANG = "310112114"
LEVEL = "国家级"


@pytest.fixture(scope="module")
def slides(store: Store) -> bytes:
    """A presentation with charts."""
    told = stories.told(store, stories.HONOURS, Selection(levels=(LEVEL,)))
    return deck.to_pptx(told, store, "题目", MADE, MARK, partial(coloured, store))


@pytest.fixture(scope="module")
def paper(store: Store) -> bytes:
    """An official document of a sector."""
    return official.document(store, Selection(sector="economy"), "", MADE, MARK)


@pytest.fixture(scope="module")
def brief(store: Store) -> bytes:
    """A brief of a town."""
    return briefs.town_brief(store, PUJIANG, (), MADE, MARK)


def parts(packed: bytes) -> dict[str, bytes]:
    """Name and content of every part."""
    with zipfile.ZipFile(io.BytesIO(packed)) as read:
        return {name: read.read(name) for name in read.namelist()}


def test_what_ends_a_paragraph_stands_last_in_it(slides: bytes) -> None:
    """Nothing, the number of the slide least of all, comes after a:endParaRPr."""
    pages = [page._element for page in Presentation(io.BytesIO(slides)).slides]
    assert any(True for page in pages for _ in page.iter(qn("a:fld")))
    assert [end.getnext() for page in pages for end in page.iter(qn("a:endParaRPr")) if end.getnext() is not None] == []


def test_the_axes_of_a_chart_are_named_by_numbers_that_match(slides: bytes) -> None:
    """Positive, each axis its own, and both named by the plot and by one another."""
    charts = [etree.fromstring(made) for name, made in parts(slides).items() if name.startswith("ppt/charts/chart")]
    assert charts
    for chart in charts:
        axes = [axis for axis in chart.iter() if axis.tag in {qn("c:catAx"), qn("c:valAx")}]
        own = [axis.find(qn("c:axId")).get("val") for axis in axes]
        assert len(set(own)) == len(axes) == 2
        assert all(int(one) > 0 for one in own)
        assert [axis.find(qn("c:crossAx")).get("val") for axis in axes] == own[::-1]
        (plot,) = (one for one in chart.iter(qn("c:plotArea")))
        assert [one.get("val") for one in plot.iterfind(f"*/{qn('c:axId')}")][:2] == own


def test_word_opens_a_file_as_one_of_today(brief: bytes, paper: bytes) -> None:
    """Compatibility mode 15, not 14, which opens as 兼容模式."""
    for made in (brief, paper):
        settings = Document(io.BytesIO(made)).settings.element
        modes = {one.get(word("w:name")): one.get(word("w:val")) for one in settings.iter(word("w:compatSetting"))}
        assert modes["compatibilityMode"] == "15"


@pytest.fixture(scope="module")
def book(store: Store) -> bytes:
    """A workbook of a sector."""
    return workbook.to_xlsx(store.observations(Selection(sector="environment")), store, "题目", {}, MADE, MARK)


@pytest.mark.parametrize("kind", ["slides", "brief", "paper", "book"])
def test_nothing_of_the_template_is_left(kind: str, store: Store, request: pytest.FixtureRequest) -> None:
    """No thumbnail, printer or extra styles of its author's; the application is the dashboard."""
    made = parts(request.getfixturevalue(kind))
    foreign = ("thumbnail", "printerSettings", "customXml", "stylesWithEffects")
    assert [name for name in made if any(trace in name for trace in foreign)] == []
    assert b"Macintosh" not in b"".join(made.values())
    application = etree.fromstring(made["docProps/app.xml"])
    assert [one.text for one in application] == [store.profile.title]


def test_every_file_names_what_it_is_of_and_who_published_that(
    store: Store, slides: bytes, brief: bytes, book: bytes
) -> None:
    """Title, subject and author."""
    sheet = load_workbook(io.BytesIO(book)).properties
    slide, page = (one.core_properties for one in (Presentation(io.BytesIO(slides)), Document(io.BytesIO(brief))))
    editions = store.frame("editions")
    for author, subject in (
        (sheet.creator, sheet.subject), (slide.author, slide.subject), (page.author, page.subject)
    ):  # fmt: skip
        assert author == "、".join(dict.fromkeys(editions["publisher"]))
        assert subject == "、".join(editions["title"])
    assert (sheet.title, slide.title) == ("题目", "题目")
    assert store.name("areas", PUJIANG) in page.title
    assert (slide.language, page.language, sheet.language) == ("zh-CN", "zh-CN", "zh-CN")


def test_a_title_says_what_was_chosen(store: Store) -> None:
    """The towns or sector and the year; the district where neither is chosen; of many the first and how many."""
    towns, year = tuple(store.towns["area_id"]), store.editions[-1]
    sector, subject = store.name("sectors", "environment"), store.profile.subject
    dated = partial(names.title, store=store, subject=names.STATE, is_dated=True)
    assert names.title(Selection(), store) == f"{subject}数据"
    assert dated(Selection()) == f"{subject}状况（{year}年度）"
    assert dated(Selection(towns=(PUJIANG,))) == f"浦江镇质量状况（{year}年度）"
    assert dated(Selection(sector="environment", years=(2023, 2024))) == f"闵行区{sector}状况（2023、2024年）"
    assert dated(Selection(towns=towns)) == f"各街镇质量状况（{year}年度）"
    assert dated(Selection(towns=towns[:5])).startswith("江川路街道、新虹街道、古美路街道、浦锦街道等5个街镇质量状况")
    assert dated(Selection(years=(2023,))) == f"{subject}状况（2023年）"  # of that year, not of the paper about it
    assert dated(Selection(editions=(2024,))) == f"{subject}状况（2024年度）"
    assert names.title(Selection(indicators=("env.air.pm25",)), store).startswith(f"{subject}数据：")
