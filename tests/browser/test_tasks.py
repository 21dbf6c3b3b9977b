"""Twelve tasks of the office, from the first page to the answer: few steps, by mouse as by keyboard, the answer right.

A step is a click, or a key that does the same; words typed and Enter are one together.
"""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, expect
from pptx import Presentation

from tests.browser.conftest import PATIENCE, Visit, soon_is
from whitepaper.files import csv_files
from whitepaper.model.keys import LEVEL, MISSING
from whitepaper.model.selection import Selection
from whitepaper.store import coverage
from whitepaper.store.store import Store
from whitepaper.telling import number_tables
from whitepaper.telling.side_by_side import side_by_side

pytestmark = pytest.mark.browser
MOUSE, KEYBOARD = "mouse", "keyboard"
MOST_TABS = 150
IS_FOCUSED = "element => element.getRootNode().activeElement === element"
FOCUS_IS_SEEN = """element => { const style = getComputedStyle(element), box = getComputedStyle(element.parentElement)
  return [style, box].some((one) => one.outlineStyle !== "none" || one.boxShadow !== "none") }"""
NOTE_PRINTING = "window.printed = 0; window.print = () => { window.printed += 1 }"


class Reader:
    """A reader at the first page, who points or has only a keyboard, and whose steps are counted."""

    def __init__(self, window: Visit, way: str) -> None:
        self.window, self.page, self.way, self.steps = window, window.page, way, 0

    def click(self, target: Locator) -> None:
        """Click something, or get to it by Tab and press Enter."""
        self.steps += 1
        if self.way == MOUSE:
            target.click()
        else:
            self._reach(target)
            self.page.keyboard.press("Enter")

    def ask(self, question: str) -> None:
        """Type a question into the box of the page and press Enter."""
        self.steps += 1
        box = self.page.get_by_role("searchbox", name="问一句")
        if self.way == MOUSE:
            box.fill(question)
        else:
            self._reach(box)
            self.page.keyboard.insert_text(question)
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(re.compile(r"/search\?search="))
        self.window.settle()

    @property
    def answer(self) -> Locator:
        """The sentence of the answer to a question."""
        return self.page.locator("article.answer .sentence span")

    def _reach(self, target: Locator) -> None:
        """Tab to something; where the focus is must be seen."""
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate(IS_FOCUSED):
                assert target.evaluate(FOCUS_IS_SEEN), f"the focus is not seen on {target}"
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"not to be reached by Tab: {target}")


@pytest.fixture(scope="module")
def window(chromium: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[tuple[Visit, str]]:
    """One window for all tasks of one way."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(NOTE_PRINTING)
    yield Visit(context.new_page(), address), request.param
    context.close()


@pytest.fixture
def reader(window: tuple[Visit, str]) -> Iterator[Reader]:
    """A reader at the first page, with nothing chosen: opened, or returned to from the answer before."""
    visit, way = window
    if "/search?" in visit.page.url:
        visit.page.get_by_role("link", name="总览", exact=True).click()
        expect(visit.page).to_have_url(re.compile(r"/\?search=[^&]*$"))
        visit.settle()
    else:
        visit.open("/")
    expect(visit.page.get_by_role("heading", name="好于上年")).to_be_visible()
    yield Reader(visit, way)
    assert visit.errors == []
    assert visit.outside() == []


def food_rates(reader: Reader, store: Store) -> None:
    """食品抽检合格率三年怎么走、哪个环节最低."""
    reader.ask("食品抽检合格率三年怎么走、哪个环节最低")
    rows = store.observations(Selection(indicators=("food.sampling.pass_rate",)))
    parts = rows[(rows["category"] != "") & rows["value"].notna()]
    lowest = parts.loc[parts["value"].idxmin()]
    expect(reader.answer).to_contain_text(f"{lowest['category']}最低，{lowest['label']}")
    gaps = rows[rows["status"] == MISSING]
    assert len(gaps)
    for year in gaps["period_name"]:
        expect(reader.answer).to_contain_text(year)
    expect(reader.answer).to_contain_text(gaps["status_reason"].iat[0])


def industry_of_pujiang(reader: Reader, store: Store) -> None:
    """浦江镇做什么产业、头三个数: the first town that the box has an example for."""
    reader.click(reader.page.get_by_role("button", name="浦江镇做什么产业"))
    town = next(key for key, name in store.names("areas").items() if name == "浦江镇")
    expect(reader.answer).to_contain_text(store.industry(town))
    said = reader.page.locator("article.answer .more")
    for _, row in number_tables.reported(store, town).head(3).iterrows():
        expect(said).to_contain_text(row["indicator"])
        expect(said).to_contain_text(row["label"])


def comparability_of_output(reader: Reader, store: Store) -> None:
    """各街镇产值能不能比."""
    reader.ask("各街镇产值能不能比")
    assert not store.indicator("town.industry.output")["comparability"]
    expect(reader.answer).to_contain_text("统计范围不同，不宜比较")


def adverse_reports(reader: Reader, store: Store) -> None:
    """医疗器械不良反应报告数."""
    reader.ask("医疗器械不良反应报告数")
    rows = store.observations(Selection(indicators=("adverse.reports",)))
    (label,) = rows[(rows["category"] == "医疗器械") & (rows["measure"] == LEVEL)]["label"]
    expect(reader.answer).to_contain_text(label)


def equipment_as_csv(reader: Reader, store: Store) -> None:
    """特种设备全部数据 CSV: every row of the sub-sector."""
    reader.ask("特种设备全部数据")
    reader.click(reader.page.get_by_role("button", name="导出"))
    with reader.page.expect_download() as download:
        reader.click(reader.page.get_by_role("link", name="CSV", exact=True))
    rows = store.observations(Selection(sector="product", subsector="product.equipment"))
    assert len(rows) == 28
    assert len(rows) == store.count(Selection(text="特种设备"))
    assert Path(download.value.path()).read_bytes() == csv_files.to_csv(rows, store)
    reader.page.keyboard.press("Escape")  # the menu is open, and the task after this one has the same window
    expect(reader.page.get_by_role("link", name="CSV", exact=True)).to_have_count(0)


def honours_of_a_group(reader: Reader, store: Store) -> None:
    """上海电气有哪些荣誉: its firms, each once."""
    reader.ask("上海电气有哪些荣誉")
    rows = store.honours(Selection(text="上海电气"))
    firms = {store.name("organisations", key) for key in rows["organisation_id"]}
    assert len(firms) > 1
    expect(reader.answer).to_contain_text(f"{len(firms)} 家单位在白皮书名录中有 {len(rows)} 项")
    said = reader.answer.inner_text()
    assert {firm: said.count(firm) for firm in firms} == dict.fromkeys(firms, 1)
    assert [award for award in rows["award"] if award not in said] == []


def winner_of_the_mayor_s_award(reader: Reader, store: Store) -> None:
    """市长质量奖谁得了."""
    reader.ask("市长质量奖谁得了")
    for name in store.honours(Selection(awards=("上海市市长质量奖",)))["organisation"]:
        expect(reader.answer).to_contain_text(name)


def two_towns(reader: Reader, store: Store) -> None:
    """莘庄镇和马桥镇对比."""
    reader.ask("莘庄镇和马桥镇对比")
    reader.click(reader.page.get_by_role("link", name="看街镇画像 ›"))
    expect(reader.page.get_by_role("heading", name="莘庄镇 与 马桥镇")).to_be_visible()
    names = {name: key for key, name in store.names("areas").items()}
    beside = side_by_side(store, Selection(towns=(names["莘庄镇"], names["马桥镇"])), number_tables.MOST_TOWNS)
    shown = reader.page.get_by_role("table").first
    for line in (*beside.shared, *(one for one in beside.single if one.is_main)):
        row = shown.get_by_role("row").filter(has=reader.page.get_by_role("rowheader", name=line.name, exact=True))
        for number in filter(None, line.numbers):
            expect(row).to_contain_text(number.shown)


def three_charts_in_a_meeting(reader: Reader, store: Store) -> None:
    """三张图放进汇报、放映、导出 PPT: collected, handed out, and then shown."""
    page = reader.page
    reader.click(page.get_by_role("link", name="产品质量", exact=True))
    expect(page).to_have_url(re.compile(r"/sector\?sector=product$"))
    reader.window.settle()
    for number in range(3):
        reader.click(page.get_by_role("button", name="加入汇报", exact=True).nth(number))
        expect(page.get_by_role("link", name=f"我的汇报 · {number + 1} 项")).to_be_visible()
        reader.window.settle()
    with page.expect_download() as download:
        reader.click(page.get_by_role("button", name="PowerPoint", exact=True))
    deck = Presentation(io.BytesIO(Path(download.value.path()).read_bytes()))
    _title, *shown, _code = (slide.shapes.title.text_frame.text.replace("\v", "") for slide in deck.slides)
    assert sum(shape.has_chart for slide in deck.slides for shape in slide.shapes) >= 3
    expect(page.get_by_text(f"已保存 {download.value.suggested_filename}")).to_be_visible()
    reader.window.settle()
    reader.click(page.get_by_role("button", name="放映", exact=True))
    expect(page.get_by_text(f"1 / {len(shown)}")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(shown[0])


def trust_in_a_share(reader: Reader, store: Store) -> None:
    """研发经费占GDP可信吗."""
    reader.click(reader.page.get_by_role("button", name="研发经费占GDP可信吗"))
    checks = store.checks(Selection())
    checks = checks[checks["indicator_id"] == "innovation.science.rd_gdp_share"]
    (check,) = checks[checks["verdict"] == "矛盾"].to_dict("records")
    for text in (check["printed"], check["recomputed"], check["verdict"], "存疑"):
        expect(reader.answer).to_contain_text(str(text))


def towns_that_lack_numbers(reader: Reader, store: Store) -> None:
    """哪个街镇缺数据: in a sentence, and in the table that it leads to."""
    reader.ask("哪个街镇缺数据")
    given = coverage.by_town(store, Selection())["area"].value_counts()
    for town in given[given == given.min()].index:
        expect(reader.answer).to_contain_text(f"{town} {given.min()} 个")
    reader.click(reader.page.get_by_role("link", name="看数据覆盖 ›"))
    expect(reader.page).to_have_url(re.compile(r"/coverage\?part=covered_towns"))
    expect(reader.page.get_by_role("row")).to_have_count(len(given) + 1)


def one_page_for_the_head(reader: Reader, store: Store) -> None:
    """打印一页给领导: an answer with its chart and source, on one sheet."""
    page = reader.page
    reader.click(page.get_by_role("button", name="食品抽检合格率哪个环节最低"))
    expect(page.locator(".chart svg")).to_be_visible()
    reader.click(page.get_by_role("button", name="打印", exact=True))
    soon_is(lambda: page.evaluate("window.printed"), 1)
    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = re.sub(r"\s", "", "".join(sheet.get_textpage().get_text_bounded() for sheet in paper))
    assert len(paper) == 1
    assert store.dataset_version in text
    assert "餐饮最低，97.67%" in text
    assert "来源：表9" in text


TASKS: tuple[tuple[Callable[[Reader, Store], None], int], ...] = (
    (food_rates, 1),
    (industry_of_pujiang, 1),
    (comparability_of_output, 2),
    (adverse_reports, 1),
    (equipment_as_csv, 3),
    (honours_of_a_group, 1),
    (winner_of_the_mayor_s_award, 1),
    (two_towns, 2),
    (trust_in_a_share, 1),
    (towns_that_lack_numbers, 2),
    (one_page_for_the_head, 2),
    (three_charts_in_a_meeting, 6),
)
"""Each task with the steps that it may take; what is collected stays, so that it comes last."""
TYPED = (food_rates, comparability_of_output, adverse_reports, honours_of_a_group, winner_of_the_mayor_s_award)
"""Tasks in which nothing is clicked: they are the same by mouse."""
WALKS = [(MOUSE, *task) for task in TASKS if task[0] not in TYPED] + [(KEYBOARD, *task) for task in TASKS]


@pytest.mark.parametrize(
    ("window", "task", "most"),
    [pytest.param(*walk, id=f"{walk[0]}-{walk[1].__name__}", marks=pytest.mark.xdist_group(walk[0])) for walk in WALKS],
    indirect=["window"],
    scope="module",  # else each task would have a window of its own
)
def test_a_task_is_short(reader: Reader, store: Store, task: Callable[[Reader, Store], None], most: int) -> None:
    """The answer is right, and it took no more steps than it may."""
    task(reader, store)
    assert reader.steps <= most
