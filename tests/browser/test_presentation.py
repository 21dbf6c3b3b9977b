"""In the meeting: slides by keys and clicker, one's own collection, paper."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from components.frame import styles
from tests.browser.conftest import DEEP, KEPT, PAGE, STAGE, Visit, soon, soon_is

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
SCROLLS = (
    f"() => {{ {DEEP} return deep(document)"
    + """.filter((element) =>
  ["auto", "scroll"].includes(getComputedStyle(element).overflowY) && element.scrollHeight > element.clientHeight + 2)
  .map((element) => element.dataset.testid || element.className) }"""
)
STAGED = "[class*=st-key-stage]"
DRAWN = "p, h1, h2, svg, text, td, dt, dd, li"
OUTSIDE = (
    f"() => {{ {DEEP} return [...document.querySelectorAll('{STAGED}')].flatMap(deep)"
    + f".filter((element) => element.matches('{DRAWN}'))"
    + """
  .filter((element) => { const box = element.getBoundingClientRect()
    return box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.left < -1 || box.top < -1 })
  .map((element) => element.textContent.slice(0, 40)) }"""
)
OVERLAPS = """() => { const boxes = ["title", "picture", "foot"]
    .map((name) => document.querySelector(".st-key-stage_" + name)).filter(Boolean)
    .map((one) => one.getBoundingClientRect())
  return boxes.length < 2 ? [true] : boxes.slice(1).map((box, place) => boxes[place].bottom <= box.top + 1) }"""

SIZE = "element => parseFloat(getComputedStyle(element).fontSize)"
PARTS = "[...document.querySelectorAll('[data-testid]')].map((element) => element.dataset.testid)"
NOTE_LABELS = """(button) => { window.labels = []; new MutationObserver(() => window.labels.push(button.textContent))
  .observe(button, {childList: true, characterData: true, subtree: true}) }"""
"""From now on the page keeps every label that the button has had, however short."""


def slide(page: Page, number: int) -> None:
    """Wait for a slide by its number, in the address and on the screen."""
    expect(page).to_have_url(re.compile(rf"slide={number}(&|$)"))
    expect(page.get_by_text(re.compile(rf"^{number} / \d+$"))).to_be_visible()


SCREENS = ((1920, 1080), (1366, 768), (1280, 720), (1024, 768))
SLIDES = (
    "sector&sector=product&slide=2",
    "overview",
    "overview&slide=2",
    "overview&slide=3",
    "overview&slide=4",
    "overview&slide=10",
    "overview&slide=11",
    "overview&slide=12",
    "town&town=310112114&slide=6",
    "town&town=310112106&slide=2",
    "honours&slide=3",
    "honours&slide=6",
)


def screens(number: int) -> list[tuple[int, int]]:
    """All screens for the slide of a number, from the last of the slide before: each slide opens on another."""
    first = -number % len(SCREENS)
    return [*SCREENS[first:], *SCREENS[:first]]


def test_a_slide_fills_the_screen_and_nothing_is_cut_off(visit: Open) -> None:
    """No navigation, no scroll bar, nothing outside, nothing over another; large type, in both colours."""
    window = visit(*screens(0)[0])
    for number, address in enumerate(SLIDES):
        page = window.open(f"/present?story={address}")
        for scheme in ("light", "dark") if number % 2 else ("dark", "light"):  # as the slide before was left
            window.turn(scheme)
            for width, height in screens(number):
                window.resize(width, height)
                title = page.get_by_role("heading", level=1)
                expect(title).to_be_visible()
                expect(page.get_by_test_id("stHeader")).to_be_hidden()
                expect(page.get_by_test_id("stSidebar")).to_be_hidden()
                soon_is(partial(page.evaluate, SCROLLS), [])
                soon_is(partial(page.evaluate, OUTSIDE), [])
                soon(partial(page.evaluate, OVERLAPS), lambda apart: bool(apart) and all(apart))
                soon(partial(title.evaluate, SIZE), lambda size, height=height: size >= 40 * height / 1080)


OVERTAKEN = """let draw
Object.defineProperty(window, "drawElement", {
  get: () => draw && (async (...given) => {
    const [overtaken, last] = await Promise.all([draw(...given), draw(...given)])
    overtaken?.()
    return last
  }),
  set: (given) => { draw = given },
})"""
"""Each element is drawn twice, and the framework ends the first drawing when the second is already there."""


@pytest.mark.parametrize("shown", ["sector&sector=product&slide=2", "sector&sector=product&slide=4", "honours&slide=3"])
def test_a_slide_follows_the_window_though_its_drawing_was_overtaken(visit: Open, shown: str) -> None:
    """Texts, a chart and a table: what ends a drawing must not end the one after it."""
    window = visit(1920, 1080)
    window.page.add_init_script(OVERTAKEN)
    page = window.open(f"/present?story={shown}")
    soon(partial(page.evaluate, OVERLAPS), lambda apart: len(apart) == 2 and all(apart))
    window.resize(1366, 768)
    soon_is(partial(page.evaluate, OUTSIDE), [])
    soon(partial(page.evaluate, OVERLAPS), lambda apart: len(apart) == 2 and all(apart))
    soon_is(partial(page.evaluate, CUT), [])


RESIZED = """([first, then]) => {
  Object.defineProperty(window, "innerHeight", { configurable: true, value: first })
  dispatchEvent(new Event("resize"))
  if (then) Object.defineProperty(window, "innerHeight", { configurable: true, value: then })
}"""
"""The window is told to be of a height, and is of another before what is drawn for the first is there."""
HEIGHTS = (
    f"() => {{ {DEEP} const drawn = [...document.querySelectorAll('{STAGED}')].flatMap(deep)"
    + """.filter((one) => one.matches(".chart .canvas"))
  return drawn.map((one) => one.matches(".coming") ? 0 : Number(one.querySelector("svg").getAttribute("height"))) }"""
)
"""Of every picture on the stage; 0 of one that is not there yet."""


def test_a_picture_is_kept_for_the_window_that_it_was_drawn_for(visit: Open) -> None:
    """A window may be of another size before a picture is there: the first size does not get that picture later."""
    page = visit(1366, 768).open("/present?story=sector&sector=product&slide=4")
    low, high = 600, 900

    def drawn(first: int, then: int = 0) -> int:
        page.evaluate(RESIZED, [first, then])
        (found,) = soon(partial(page.evaluate, HEIGHTS), lambda found: len(found) == 1 and all(found))
        return int(found)

    soon(partial(page.evaluate, HEIGHTS), lambda found: bool(found) and all(found))
    tall = drawn(high)
    drawn(low, high)  # and is high before it is drawn
    assert drawn(high) == tall
    assert drawn(low) < tall * 0.8


SMALLEST = (
    f"() => {{ {DEEP} const unit = Math.min(innerHeight / 1080, innerWidth / 1500)\n"
    + f"return [...document.querySelectorAll('{STAGED}')].flatMap(deep)"
    + """
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((element) => !element.closest("svg, style"))
  .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 24 * unit - 0.5)
  .map((element) => element.textContent.slice(0, 40)) }"""
)
CUT = (
    f"() => {{ {DEEP} return [...document.querySelectorAll('{STAGED}')].flatMap(deep)"
    + """.filter((element) => element.matches(".body, .board > div, .watch > div, td"))
  .filter((element) => element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2)
  .map((element) => element.textContent.slice(0, 40)) }"""
)


@pytest.mark.parametrize(
    ("story", "last"), [("overview", 12), ("town&town=310112114", 8), ("sector&sector=environment", 8)]
)
def test_every_slide_of_a_talk_can_be_read_from_afar(visit: Open, story: str, last: int) -> None:
    """No text is cut, and none is smaller than 24 px on a screen of 1080 lines."""
    window = visit(*screens(1)[0])
    page = window.open(f"/present?story={story}")
    for number in range(1, last + 1):
        slide(page, number) if number > 1 else None
        for width, height in screens(number):
            window.resize(width, height)
            soon_is(partial(page.evaluate, SMALLEST), [])
            soon_is(partial(page.evaluate, CUT), [])
        window.press("ArrowRight", STAGE)


def test_the_button_says_how_many_slides_there_are(visit: Open) -> None:
    """To whoever comes near it, also under a filter that nobody has asked for before; the presentation has as many."""
    window = visit()
    page = window.open("/honours?level=国家级&year=2023")
    button = page.get_by_role("button", name=re.compile(r"^汇报 · \d+ 页$"))

    def come_near() -> int:  # again, if nothing listened yet
        page.mouse.move(0, 0)
        page.get_by_role("button", name=re.compile(r"^汇报( · \d+ 页)?$")).hover()
        return button.count()

    soon(come_near, bool)
    (count,) = re.findall(r"\d+", button.inner_text())
    window.settle()
    button.click()
    expect(page).to_have_url(re.compile(r"/present\?story=honours"))
    expect(page.get_by_text(f"1 / {count}", exact=True)).to_be_visible()


def test_a_search_is_not_lost_on_the_way_to_the_button(visit: Open) -> None:
    """What was typed is searched for when the reader leaves the box for the button, whose slides are then counted."""
    window = visit()
    page = window.open("/honours?town=310112103&awarded=2024")
    page.get_by_role("textbox", name="搜索", exact=True).fill("食品抽检合格率")
    page.get_by_role("button", name=re.compile(r"^汇报( · \d+ 页)?$")).focus()
    expect(page).to_have_url(re.compile(r"/search\?.*search="))
    expect(page.get_by_role("heading", level=1)).to_contain_text("98.04%")


def test_the_appendix_is_one_key_away(visit: Open) -> None:
    """It has a count of its own; Home leads back to the cover."""
    window = visit()
    page = window.open("/present?story=overview&slide=12")
    expect(page.get_by_text("12 / 12", exact=True)).to_be_visible()
    window.press("ArrowDown", STAGE)
    expect(page.get_by_text(re.compile(r"^附 1 / \d+$"))).to_be_visible()
    window.press("Home", STAGE)
    slide(page, 1)


def test_keys_and_a_clicker_move(visit: Open) -> None:
    """Arrows, space, page keys, Home and End; a reload stays; Escape returns with the filters."""
    window = visit()
    page = window.open("/sector?sector=environment")
    window.press("p", PAGE)
    expect(page).to_have_url(re.compile(r"/present\?story=sector&back=sector&sector=environment"))
    window.settle()
    expect(page.get_by_text(re.compile(r"^1 / \d+$"))).to_be_visible()
    for key, number in (("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("ArrowLeft", 3), ("PageUp", 2)):
        window.press(key, STAGE)
        slide(page, number)
    page.reload()
    window.settle()
    slide(page, 2)
    window.press("Home", STAGE)
    slide(page, 1)
    window.press("Escape", STAGE)
    expect(page).to_have_url(re.compile(r"/sector\?sector=environment$"))


def test_every_page_presents_what_it_shows(visit: Open) -> None:
    """The key P turns tables and the map into slides, with the filters as chips."""
    window = visit(1280, 720)
    for address, title, drawn in (
        ("/honours?level=国家级", "各种荣誉与名录：中华老字号 10 项", "中华老字号"),
        ("/checks?verdict=矛盾", "项成立", "核对内容"),
        ("/coverage", "个数列中", "产品质量"),
        ("/map", "14 个街镇的特色产业分属", "浦江镇"),
        ("/town?town=310112114,310112107", "浦江镇、虹桥镇都报告的数有 1 项", "特色产业企业数"),
        ("/search?search=spcj", "“spcj”的搜索结果共", "食品抽检合格率"),
        ("/about", "数据取自《", "白皮书所印"),
    ):
        page = window.open(address)
        window.press("p", PAGE)
        expect(page.get_by_role("heading", level=1, name=re.compile(title))).to_be_visible()
        expect(page.locator(".st-key-stage_picture").get_by_text(drawn).first).to_be_visible()
        soon_is(partial(page.evaluate, SCROLLS), [])
        window.press("Escape", STAGE)
        expect(page).to_have_url(re.compile(f"{address.partition('?')[0]}"))
        window.settle()


def test_a_page_is_collected_as_a_whole(visit: Open) -> None:
    """The map and a list, each with its filters, make one presentation."""
    window = visit()
    page = window.open("/map")
    page.get_by_role("button", name="本页加入汇报").click()
    expect(page.get_by_text("已加入汇报，共 1 项")).to_be_visible()
    page.get_by_role("link", name="企业与荣誉", exact=True).click()
    expect(page).to_have_url(re.compile("/honours"))
    window.settle()
    page.get_by_role("button", name="本页加入汇报").click()
    expect(page.get_by_text("已加入汇报，共 2 项")).to_be_visible()
    page.get_by_role("link", name="汇报", exact=True).click()
    expect(page.get_by_text("街镇地图 · 2 屏")).to_be_visible()
    window.settle()
    soon(partial(page.evaluate, KEPT), bool)
    page.reload()
    expect(page.get_by_role("heading", name="我的汇报 · 2 项")).to_be_visible()
    window.settle()
    window.press("p", PAGE)
    expect(page.get_by_role("heading", level=1, name=re.compile("14 个街镇的特色产业分属"))).to_be_visible()
    expect(page).to_have_url(re.compile("story=mine"))


def test_pins_are_collected_titled_ordered_and_shown(visit: Open) -> None:
    """From two charts to one's own presentation, which its link reproduces in another window."""
    window = visit()
    page = window.open("/explore?q=PM2.5")
    page.get_by_role("button", name="加入汇报", exact=True).click()
    expect(page.get_by_text("已加入汇报，共 1 项")).to_be_visible()
    box = page.get_by_label("名称或别名")
    box.fill("臭氧")
    box.press("Enter")
    expect(page.get_by_role("heading", name="臭氧浓度（第90百分位）")).to_be_visible()
    window.settle()
    page.get_by_role("button", name="加入汇报", exact=True).click()
    expect(page.get_by_text("已加入汇报，共 2 项")).to_be_visible()
    page.get_by_role("link", name="汇报", exact=True).click()
    expect(page.get_by_role("heading", name="我的汇报 · 2 项")).to_be_visible()
    window.settle()
    beside = page.locator(".pin .title")  # a small slide
    expect(beside).to_contain_text(["PM2.5 年均值", "臭氧浓度（第90百分位）"])
    title = page.get_by_label("标题").first
    title.fill("细颗粒物继续下降")
    title.press("Enter")
    window.settle()
    page.get_by_role("button", name="下移").first.click()
    expect(page.get_by_label("标题").nth(1)).to_have_value("细颗粒物继续下降")
    expect(beside.nth(1)).to_have_text("细颗粒物继续下降")
    window.settle()
    page.get_by_role("button", name="放映").nth(1).click()
    expect(page).to_have_url(re.compile(r"/present\?story=mine"))
    window.settle()
    expect(page.get_by_text("1 / 2")).to_be_visible()
    window.press("ArrowRight", STAGE)
    expect(page.get_by_role("heading", name="细颗粒物继续下降")).to_be_visible()
    slide(page, 2)
    other = visit(is_cold=True)
    other.page.goto(page.url)
    other.settle()
    expect(other.page.get_by_role("heading", name="细颗粒物继续下降")).to_be_visible()


def test_a_table_of_numbers_is_collected_as_a_panel_is(visit: Open) -> None:
    """Its button stands in the head that every panel has; the slides hold its numbers."""
    page = visit().open("/sector?sector=construction&sub=construction.waterworks")
    table = page.locator("article.plain", has_text="水务工程：主要数字")
    table.get_by_role("button", name="加入汇报", exact=True).click()
    expect(page.get_by_text("已加入汇报，共 1 项")).to_be_visible()
    page.get_by_role("link", name="汇报", exact=True).click()
    expect(page.locator(".pin .label")).to_contain_text("水务建设工程质量事故数、受监水务工程总投资、水务工程约谈人次")


def test_a_report_is_saved_and_loaded_again(visit: Open, tmp_path: Path) -> None:
    """The file brings back what was collected; another file is said to be none, and nothing is lost."""
    window = visit()
    page = window.open("/map")
    page.get_by_role("button", name="本页加入汇报").click()
    expect(page.get_by_text("已加入汇报，共 1 项")).to_be_visible()
    page.get_by_role("link", name="汇报", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="保存汇报").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    page.get_by_role("button", name="全部移出").click()
    expect(page.get_by_role("heading", name="我的汇报 · 0 项")).to_be_visible()
    page.get_by_label("载入汇报").set_input_files(saved)
    expect(page.get_by_role("heading", name="我的汇报 · 1 项")).to_be_visible()
    window.settle()
    other = tmp_path / "其他.json"
    other.write_text("{}", encoding="utf-8")
    page.get_by_label("载入汇报").set_input_files(other)
    expect(page.get_by_text("没有载入：这不是本看板保存的汇报文件")).to_be_visible()
    expect(page.get_by_role("heading", name="我的汇报 · 1 项")).to_be_visible()


def test_every_name_the_styles_rest_on_is_there(visit: Open) -> None:
    """A new Streamlit that renames one would bring back bars and buttons unnoticed."""
    named = set(re.findall(r'data-testid="(\w+)"', styles.STAGE + styles.PRINT + styles.FRAME))
    shown = ("/explore?q=PM2.5", "/report", "/present?story=overview", "/honours?level=x", "/map", "/about")
    addresses = (*shown, "/search?search=食品")
    opened = [visit(1280, 720, has_webgl=address == "/map").open(address) for address in addresses]
    opened.append(visit(390, 844).open("/checks"))
    opened[0].get_by_role("button", name="加入汇报", exact=True).click()
    expect(opened[0].get_by_test_id("stToast")).to_be_visible()
    found = {"stToast"}

    def absent() -> set[str]:
        found.update(name for page in opened for name in page.evaluate(PARTS))
        return named - found

    soon(absent, {"stDownloadButton"}.issuperset)  # drawn with a report


def test_paper_has_no_controls(visit: Open) -> None:
    """Title, filters, chart and source stay; boxes and buttons go."""
    page = visit().open("/explore?q=食品抽检合格率")
    page.emulate_media(media="print")
    expect(page.get_by_text("筛选：名称或别名：食品抽检合格率")).to_be_visible()
    expect(page.locator(".chart svg")).to_be_visible()
    for control in ("stSidebar", "stHeader", "stTextInput", "stSelectbox", "stPopover"):
        expect(page.get_by_test_id(control).first).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white(visit: Open, scheme: str) -> None:
    """Dark letters whatever the screen has, in tables, titles and charts."""
    page = visit(scheme=scheme).open("/explore?q=PM2.5")
    row = page.get_by_role("cell", name="29 微克/立方米")
    page.emulate_media(media="print", color_scheme=scheme)
    expect(row).to_be_visible()
    read = "(element, name) => getComputedStyle(element)[name].match(/[0-9.]+/g).map(Number)"
    for words in (row, page.get_by_role("heading", level=1), page.get_by_text("来源：表30").first):
        soon(partial(words.evaluate, read, "color"), lambda colour: max(colour[:3]) < 128)
    white = ([255, 255, 255], [0, 0, 0, 0])
    soon(lambda: page.get_by_test_id("stApp").evaluate(read, "backgroundColor"), lambda colour: colour in white)


def test_a_sentence_is_copied(visit: Open) -> None:
    """The button says that it has done so."""
    page = visit().open("/explore?q=PM2.5")
    expect(
        page.get_by_text("2024 年 PM2.5 年均值为 29 微克/立方米，比上年（30 微克/立方米）下降 3.3%。")
    ).to_be_visible()
    button = page.get_by_role("button", name="复制", exact=True)
    button.evaluate(NOTE_LABELS)
    button.click()
    soon(lambda: page.evaluate("window.labels"), lambda labels: "已复制" in labels)


def test_a_telephone_can_follow_a_slide(visit: Open) -> None:
    """Q lays the code of the address over it, as the browser shows it; the next key brings the slide back."""
    window = visit(1280, 720)
    page = window.open("/present?story=overview&slide=2")
    window.press("q", STAGE)
    code = page.get_by_role("img", name=f"二维码：{page.url}")
    expect(code).to_be_visible()
    window.press("ArrowRight", STAGE)
    expect(code).to_have_count(0)
    slide(page, 2)


FILLED = (
    f"() => {{ {DEEP} return [...document.querySelectorAll('{STAGED}')].flatMap(deep)"
    + """.filter((element) => element.matches("table"))
  .map((table) => {
    const type = parseFloat(getComputedStyle(table).fontSize)
    const highest = Math.max(...[...table.rows].map((row) => row.offsetHeight))
    return [table.offsetHeight / innerHeight, highest / type, type * 1080 / innerHeight] }) }"""
)
"""Of every table on the stage: its share of the height of the window, its highest row in letters, its type of 1080."""
SMALL_TABLES = {"sector&sector=construction&slide=5": 3, "sector&sector=construction&slide=3": 4}
"""A plain table and one of changes, with as many lines."""


@pytest.mark.parametrize(("shown", "lines"), SMALL_TABLES.items())
def test_a_small_table_uses_the_room(visit: Open, shown: str, lines: int) -> None:
    """Its lines are higher than their words need and its type is larger, within limits."""
    window = visit(*SCREENS[0])
    page = window.open(f"/present?story={shown}")
    for width, height in SCREENS:
        window.resize(width, height)
        least = 0.11 * (lines + 1)  # of the window; the body of a slide takes 0.63
        found = soon(partial(page.evaluate, FILLED), lambda found, least=least: bool(found) and found[0][0] >= least)
        assert found[0][0] <= 0.64
    window.resize(*SCREENS[0])
    soon(partial(page.evaluate, FILLED), lambda found: bool(found) and found[0][2] > 40 and found[0][1] < 4)


TOPS = (
    f"() => {{ {DEEP} return [...document.querySelectorAll('{STAGED}')].flatMap(deep)"
    + """.filter((element) => element.matches(".board > div"))
  .map((card) => [card.offsetTop, card.querySelector("b").getBoundingClientRect().top]) }"""
)
"""Of every card of a board: its top, and that of its number."""


@pytest.mark.parametrize(("sector", "number"), [("construction", 6), ("public_services", 10), ("living_services", 7)])
def test_the_numbers_of_one_row_stand_on_one_line(visit: Open, sector: str, number: int) -> None:
    """However many lines their names have, and what stands below them."""

    def are_level(cards: list[tuple[float, float]]) -> bool:
        rows: dict[float, list[float]] = {}
        for top, figure in cards:
            rows.setdefault(top, []).append(figure)
        return bool(cards) and all(max(own) - min(own) < 1 for own in rows.values())

    window = visit(*SCREENS[0])
    page = window.open(f"/present?story=sector&sector={sector}&slide={number}")
    for width, height in reversed(SCREENS):
        window.resize(width, height)
        soon(partial(page.evaluate, TOPS), are_level)


NAMED = (
    f"() => {{ {DEEP} return [...document.querySelectorAll('{STAGED}')].flatMap(deep)"
    + ".filter((one) => one.matches('dt, td')).length }"
)
"""How many names there are."""
BANDS, WHOLE = (
    f"() => {{ {DEEP} return [...document.querySelectorAll('{STAGED}')].flatMap(deep)"
    + f""".filter((one) => one.matches("{kind}")).map((one) => one.textContent) }}"""
    for kind in (".band", ".board dt")
)
"""What stands above several numbers, and the name of each as it is heard."""
NAMES = (
    f"() => {{ {DEEP} return [...document.querySelectorAll('{STAGED}')].flatMap(deep)"
    + """.filter((element) => element.matches(".board dt")).map((name) => name.innerHTML) }"""
)


TORN = (
    f"() => {{ {DEEP} return [...document.querySelectorAll('{STAGED}')].flatMap(deep)"
    + """.filter((one) => one.matches(".board dt, .band, .account td:first-child, .changes td:first-child"))
  .flatMap((one) => [...one.querySelectorAll("*"), one])
  .flatMap((one) => [...one.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((node) => {
    const range = document.createRange()
    range.selectNodeContents(node)
    const [first, ...others] = range.getClientRects()
    return others.some((rect) => rect.top > first.bottom - 1) })
  .map((node) => node.textContent) }"""
)
"""Words of names that are on two lines."""


@pytest.mark.parametrize("shown", ["overview&slide=2", "overview&slide=9", "sector&sector=product&slide=8"])
def test_no_word_of_a_name_is_torn_on_a_narrow_screen(visit: Open, shown: str) -> None:
    """Where it has no room it is set smaller."""
    window = visit(*SCREENS[-1])
    page = window.open(f"/present?story={shown}")
    soon(partial(page.evaluate, NAMED), lambda found: found > 3)
    soon_is(partial(page.evaluate, TORN), [])


def test_the_name_that_numbers_share_stands_once_above_them(visit: Open) -> None:
    """A board reads the same on a narrow screen, in other rows; who hears it is told each name whole."""
    window = visit(*SCREENS[0])
    page = window.open("/present?story=sector&sector=product&slide=8")
    for width, height in SCREENS:
        window.resize(width, height)
        bands = soon(partial(page.evaluate, BANDS), lambda found: len(found) > 1)
        assert len(set(bands)) < 8
        names = soon(partial(page.evaluate, WHOLE), lambda found: len(set(found)) == 8)
        assert all(any(name.startswith(f"{band} · ") for name in names) for band in bands)


def test_an_abbreviation_in_a_name_is_not_torn_apart(visit: Open) -> None:
    """A line may break between the parts of a list, not within 市抽."""
    page = visit(*SCREENS[-1]).open("/present?story=sector&sector=product&slide=6")
    names = soon(partial(page.evaluate, NAMES), lambda found: any("国抽" in name for name in found))
    assert any("、<wbr>市抽" in name for name in names)
