"""What readers do, in a real browser. Each window must make no outside request and log no error."""

import csv
import io
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from components.drawing import charts
from components.frame.front_page import OFFLINE
from tests.browser.conftest import DEEP, PAGE, Visit, soon, soon_is
from whitepaper.checks.judgement import ERRATA
from whitepaper.files import csv_files, names, package
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.telling import lists

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
WITHOUT_WEBGL = """
const original = HTMLCanvasElement.prototype.getContext
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : original.call(this, kind, ...rest)
}
"""
SMALL = (
    f"""() => {{ {DEEP} return deep(document.querySelector('[data-testid=stMain]'))"""
    + """
  .filter(e => e.childNodes.length && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(e => e.checkVisibility() && !e.closest('[data-testid=stIconMaterial]'))
  .filter(e => parseFloat(getComputedStyle(e).fontSize) < 16 && !e.closest('sub, sup, code'))
  .map(e => e.textContent.slice(0, 20)) }"""
)
"""Texts in type that is too small to be read from afar."""
CLICKS, A_CLICK = 6, 10_000  # as often a map is clicked, and how long each click is given
DRAWN = 100  # different colours, with the edges of the letters; software WebGL shows an empty frame first
PAGES = {
    "/": "总览",
    "/explore": "指标查询",
    "/map": "街镇地图",
    "/sector?sector=product": "领域专题",
    "/town?town=310112106": "街镇画像",
    "/honours": "企业与荣誉",
    "/search?search=spcj": "搜索",
    "/checks": "数据核对",
    "/coverage": "数据覆盖",
    "/indicator?indicator=product.circulation.pass_rate": "指标说明",
    "/about": "数据说明",
}


def choose(visit: Visit, label: str, option: str) -> None:
    """Pick an option of a select box or multi-select by what a reader sees."""
    box = visit.page.get_by_label(label, exact=True)
    box.click()
    box.fill(option)
    wanted = visit.page.get_by_role("option", name=option, exact=True)
    expect(wanted).to_be_visible()
    wanted.click()
    visit.page.keyboard.press("Tab")
    visit.settle()


def at(path: str) -> re.Pattern[str]:
    """An address that ends in this path and query; `*` stands for anything."""
    return re.compile(re.escape(path).replace(r"\*", ".*") + "$")


def downloaded(page: Page, button: str, menu: str = "导出") -> tuple[str, bytes]:
    """Open a menu, unless there is none, and click a download button: the file's name and its bytes."""
    if menu:
        page.get_by_role("button", name=menu).click()
    with page.expect_download() as download:
        made = page.get_by_role("button", name=button, exact=True)
        made.or_(page.get_by_role("link", name=button, exact=True)).click()
    expect(page.get_by_text(f"已保存 {download.value.suggested_filename}")).to_be_visible()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


STATES = ("/town", "/sector", "/search", "/report", "/departments", "/explore?indicator=env.air.pm25&town=310112114",
         "/present?story=overview", "/present?story=overview&slide=3", "/checks?part=errata",
         "/coverage?part=covered_towns", "/search?c=cut&search=浦江镇做什么产业")  # fmt: skip
"""Further states of pages: with nothing chosen, with nothing found, slides, parts, an answer below a notice."""


SIZES = {"light": ((1920, 1080), (390, 844)), "dark": ((1280, 720),)}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", SIZES)
def test_every_page_opens_cold_and_follows_every_size(visit: Open, path: str, scheme: str) -> None:
    """A deep link works without a visit before; nothing is wider than the window, nothing failed, all can read it."""
    window = visit(*SIZES[scheme][0], scheme, has_webgl=path == "/map", is_cold=scheme == "light")
    page = window.open(path)
    expect(page).to_have_title(re.compile(PAGES[path]))
    expect(page.get_by_text("程序出错")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    for width, height in SIZES[scheme]:
        window.resize(width, height)
        soon(partial(page.evaluate, "document.documentElement.scrollWidth"), lambda found, most=width: found <= most)
        soon_is(lambda: broken(page), [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", STATES)
def test_every_state_of_a_page_can_be_read_by_all(visit: Open, path: str, scheme: str) -> None:
    """Where it still waits for a choice, has nothing to show, or shows slides."""
    page = visit(1366, 900, scheme).open(path)
    soon_is(lambda: broken(page), [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_on_a_page_can_be_read_by_all(visit: Open, scheme: str) -> None:
    """What was collected, the menu of files, the source card."""
    window = visit(1366, 900, scheme)
    page = window.open("/explore?indicator=product.inspection.pass_rate")
    page.get_by_role("button", name="加入汇报", exact=True).click()
    expect(page.get_by_role("link", name="我的汇报 · 1 项")).to_be_visible()
    window.settle()
    page.get_by_role("button", name="导出").click()
    expect(page.get_by_role("region", name="链接")).to_have_text(re.compile("indicator=product.inspection.pass_rate$"))
    window.settle()
    soon_is(lambda: broken(page), [])
    page.keyboard.press("Escape")
    window.settle()
    cell(page, 2).click()
    expect(page.get_by_role("dialog").get_by_text("这个数哪来的")).to_be_visible()
    window.settle()
    soon_is(lambda: broken(page), [])


BROKEN = """() => axe.run({ resultTypes: ["violations"] })
  .then((found) => found.violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 80))]))"""


def broken(page: Page) -> list[list[Any]]:
    """The rules of accessibility that a page breaks, each with where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[list[Any]] = page.evaluate(BROKEN)
    return found


def test_the_first_page_fits_one_screen(visit: Open) -> None:
    """At 1920×1080 all sectors are seen without scrolling."""
    page = visit(1920, 1080).open("/")
    main = page.get_by_test_id("stMain")
    soon(lambda: main.evaluate("element => element.scrollHeight - element.clientHeight"), lambda over: over <= 0)
    soon_is(lambda: page.evaluate(SMALL), [])


def test_a_sector_card_leads_to_its_numbers(visit: Open) -> None:
    """One click from the first page to the page of the sector; and its address opens in a window of its own."""
    window = visit(1920, 1080)
    page = window.open("/")
    card = page.get_by_role("link", name="产品质量", exact=True)
    assert card.get_attribute("href") == "sector?sector=product"
    card.click()
    expect(page).to_have_url(at("/sector?sector=product"))
    window.settle()
    expect(page.get_by_label("领域", exact=True)).to_have_value("产品质量")


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [
        ("社零总额", "/explore?indicator=economy.retail_sales"),
        ("浦江镇", "/town?town=310112114"),
        (re.compile("数据核对列出"), "/checks"),
    ],
)
def test_every_line_of_the_first_page_leads_on(visit: Open, name: str, leads_to: str) -> None:
    """A number to its chart, a town to its page, the findings to the checks."""
    page = visit(1920, 1080).open("/")
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page).to_have_url(at(leads_to))


def test_filtering_changes_chart_table_and_file(visit: Open, store: Store) -> None:
    """From all rows to one indicator: chart, table and CSV show exactly the same rows."""
    window = visit()
    page = window.open("/explore")
    expect(page.get_by_role("heading", name=f"数据表 · {store.count(Selection())} 行")).to_be_visible()
    choose(window, "领域", "产品质量")
    expect(page).to_have_url(at("/explore?sector=product"))
    choose(window, "指标", "食品抽检合格率")
    selection = Selection(sector="product", indicators=("food.sampling.pass_rate",))
    rows = store.observations(selection)
    expect(page.get_by_role("heading", name=f"数据表 · {len(rows)} 行")).to_be_visible()
    expect(page.get_by_role("heading", name="食品抽检合格率")).to_be_visible()
    page.get_by_text(re.compile(r"^注 \d$")).click()
    expect(page.get_by_text("缺失：2022 年、2023 年（原文为图片）")).to_be_visible()
    expect(page.locator(".chart svg")).to_have_count(1)
    name, content = downloaded(page, "CSV")
    assert name == names.file_name(selection, len(rows), store) + ".csv"
    assert content == csv_files.to_csv(rows, store)
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["分类"] for row in table] == list(rows["category"])


def test_a_series_stands_out_at_once_and_everywhere(visit: Open) -> None:
    """By keys alone: others fade in the drawing that stands, address and presentation follow, focus stays; and back."""
    window = visit()
    page = window.open("/explore?indicator=food.sampling.pass_rate")
    drawing, choice = page.locator(".chart svg"), page.get_by_label("突出")
    expect(drawing).to_have_count(1)
    drawing.evaluate("one => { one.dataset.first = 'yes' }")
    table = page.locator("table").last.inner_text()
    faded = drawing.locator(f"[opacity='{charts.FADED_TEXT}']")
    expect(faded).to_have_count(0)
    choice.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(choice).to_have_value("food.sampling.pass_rate~310112~流通")
    expect(faded).to_have_count(texts := 12)  # of four others: rate, samples, failures
    expect(page.get_by_text("2024 年食品抽检合格率（流通）为 97.94%。")).to_be_visible()
    expect(page).to_have_url(re.compile("mark=food.sampling.pass_rate~310112~"))
    window.settle()
    expect(choice).to_be_focused()
    expect(drawing).to_have_attribute("data-first", "yes")
    assert page.locator("table").last.inner_text() == table
    soon_is(lambda: broken(page), [])
    window.press("p", PAGE)
    expect(page.get_by_role("heading", name="（流通）为 97.94%")).to_be_visible()
    expect(page.locator(".chart svg").locator(f"[opacity='{charts.FADED_TEXT}']")).to_have_count(texts)
    page.go_back()
    expect(page.get_by_label("突出")).to_have_value("food.sampling.pass_rate~310112~流通")
    page.get_by_label("突出").select_option("全部")
    expect(faded).to_have_count(0)
    expect(page).to_have_url(at("/explore?indicator=food.sampling.pass_rate"))


def test_a_link_restores_the_view_and_a_reload_keeps_it(visit: Open) -> None:
    """The address bar is the view."""
    window = visit()
    link = "/explore?sector=environment&year=2024&indicator=env.air.pm25"
    page = window.open(link)
    expect(page.get_by_role("heading", name="数据表 · 2 行")).to_be_visible()
    page.reload()
    window.settle()
    expect(page.get_by_role("heading", name="数据表 · 2 行")).to_be_visible()
    expect(page).to_have_url(at(link))


def test_one_step_back_restores_the_choice_before(visit: Open) -> None:
    """Back inside a page undoes one filter."""
    window = visit()
    page = window.open("/explore")
    choose(window, "领域", "经济运行")
    expect(page).to_have_url(at("/explore?sector=economy"))
    choose(window, "领域", "工程质量")
    expect(page).to_have_url(at("/explore?sector=construction"))
    page.go_back()
    expect(page).to_have_url(at("/explore?sector=economy"))
    window.settle()
    expect(page.get_by_label("领域", exact=True)).to_have_value("经济运行")


def test_one_step_back_is_the_view_before(visit: Open) -> None:
    """From page to page by links, filters and parts of a page, each step back shows what was there, forward as well."""
    window = visit()
    page = window.open("/")
    page.get_by_role("link", name="产品质量", exact=True).click()
    expect(page).to_have_url(at("/sector?sector=product"))
    window.settle()
    page.get_by_role("link", name="数据核对", exact=True).click()
    expect(page).to_have_url(at("/checks?sector=product"))
    window.settle()
    page.get_by_role("radio", name="勘误清单").click()
    expect(page).to_have_url(at("/checks?sector=product&part=errata"))
    expect(page.get_by_role("heading", name=re.compile("^勘误清单 · "))).to_be_visible()
    window.settle()
    page.get_by_role("link", name="数据覆盖", exact=True).click()
    expect(page).to_have_url(at("/coverage?sector=product"))
    window.settle()
    page.go_back()
    expect(page.get_by_role("heading", name=re.compile("^勘误清单 · "))).to_be_visible()
    expect(page).to_have_url(at("/checks?sector=product&part=errata"))
    window.settle()
    page.go_back()
    expect(page.get_by_role("heading", name=re.compile("^不一致之处 · "))).to_be_visible()
    expect(page).to_have_url(at("/checks?sector=product"))
    window.settle()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="产品质量")).to_be_visible()
    window.settle()
    page.go_back()
    expect(page.get_by_role("heading", name="需要关注")).to_be_visible()
    expect(page).to_have_url(at("/"))  # with nothing chosen, as it was
    window.settle()
    expect(page.get_by_text("只看：")).to_have_count(0)
    page.go_forward()
    expect(page).to_have_url(at("/sector?sector=product"))
    expect(page.get_by_role("heading", level=1, name="产品质量")).to_be_visible()


def test_a_copied_link_opens_the_same_part_and_a_cut_one_says_so(visit: Open) -> None:
    """As it was copied, with a stop and words stuck to it, and cut in the middle; each in a window of its own."""
    window = visit()
    page = window.open("/checks?sector=product")
    page.get_by_role("radio", name="勘误清单").click()
    heading = page.get_by_role("heading", name=re.compile("^勘误清单 · "))
    expect(heading).to_be_visible()
    window.settle()
    count = heading.inner_text()
    page.get_by_role("button", name="导出").click()
    box = page.get_by_role("region", name="链接")
    expect(box).to_have_text(re.compile(r"^http.*/checks\?c=\w+&sector=product&part=errata$"))
    link = box.inner_text()
    cut = page.get_by_text("链接不完整")
    for address in (link, f"{link}。请看"):
        page.goto(address)
        window.settle()
        expect(page.get_by_role("heading", name=count, exact=True)).to_be_visible()
        expect(cut).to_have_count(0)
    page.goto(link[:-3])
    window.settle()
    expect(cut).to_have_count(1)
    expect(page.get_by_test_id("stAlert")).to_have_count(1)


def test_the_selection_goes_along_to_other_pages(visit: Open) -> None:
    """A sector chosen on one page holds on the next, in widget and address."""
    window = visit()
    page = window.open("/explore?sector=consumer")
    page.get_by_role("link", name="数据说明").click()
    expect(page).to_have_url(at("/about?sector=consumer"))
    window.settle()
    expect(page.get_by_label("领域", exact=True)).to_have_value("消费维权与市场秩序")
    page.get_by_role("button", name="清除筛选").click()
    expect(page).to_have_url(at("/about"))


ENGLISH = (
    f"""() => {{ {DEEP} const found = new Set(), word = /[A-Za-z]{{3,}}/"""
    + """
  const note = (text) => { if (text && word.test(text)) found.add(text.trim()) }
  for (const element of deep(document.body)) {
    if (element.closest("script, style, noscript, [data-testid=stIconMaterial]")) continue
    const isDrawn = element.parentElement?.closest("[role=img]")  // what is in a picture is not read out
    for (const name of isDrawn ? [] : ["aria-label", "aria-roledescription", "title", "placeholder", "alt"]) {
      note(element.getAttribute(name))
    }
    for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) note(child.data)
  }
  return [...found] }"""
)
"""Every text with Latin letters that a reader can see or hear."""
NAMES = re.compile(
    rf"[A-Za-z]*\d[\w.]*|spcj|Excel|PowerPoint|Word|CSV|PNG|SVG|AQI|GDP|LNG|GVPI|Mvar|http\S*|{OFFLINE}|zzzz"
)
"""Words in Latin letters that are no English: formats, units, versions, addresses, what paper and tests name."""


def english(page: Page) -> list[str]:
    """What can be read or heard on a page and holds an English word."""
    return [text for text in page.evaluate(ENGLISH) if re.search(r"[A-Za-z]{3,}", NAMES.sub("", text))]


def test_the_framework_speaks_chinese(visit: Open) -> None:
    """What has no setting is put into Chinese in the page: lists, boxes, hints, notices, a page that is not."""
    window = visit(1366, 768)
    page = window.open("/explore?sector=product&year=2024")
    box = page.get_by_label("子领域", exact=True)
    box.click()
    box.fill("zzzz")
    expect(page.get_by_text("没有匹配的选项")).to_be_visible()
    soon_is(lambda: english(page), [])
    page.keyboard.press("Escape")
    page.get_by_label("名称或别名").fill("zzzz")
    expect(page.get_by_text("按回车生效")).to_be_visible()
    soon_is(lambda: english(page), [])
    page.get_by_label("名称或别名").fill("")
    page.get_by_role("button", name="加入汇报", exact=True).first.click()
    expect(page.get_by_test_id("stToast")).to_be_visible()
    soon_is(lambda: english(page), [])
    window.settle()
    page.get_by_role("button", name="导出").click()
    expect(page.get_by_role("link", name="CSV", exact=True)).to_be_visible()
    soon_is(lambda: english(page), [])
    for path in ("/checks", "/map", "/report", "/search?search=spcj", "/indicator"):
        window.open(path)
        soon_is(lambda: english(page), [])
    page.goto(window.address + "/nothing")
    expect(page.get_by_text("网址中的页面不存在")).to_be_visible()
    soon_is(lambda: english(page), [])
    assert [error for error in window.errors if "does not seem to exist" not in error] == []
    window.errors.clear()  # what the framework writes of such a page is for who keeps the server
    page = visit(390, 844).open("/explore")
    expect(page.get_by_role("button", name="展开侧栏")).to_be_visible()
    expect(page.get_by_text("跳到正文")).to_be_attached()
    soon_is(lambda: english(page), [])


def test_a_page_typed_otherwise_is_found(visit: Open) -> None:
    """In capitals, or as a file; what follows it holds."""
    page = visit().open("/Explore.html?sector=product")
    expect(page).to_have_url(at("/explore?sector=product"))
    expect(page.get_by_role("heading", level=1, name="指标查询")).to_be_visible()


def test_a_server_that_is_gone_is_said_in_chinese(visit: Open) -> None:
    """The box that the framework opens when the connection is lost and cannot be made again."""
    window = visit()
    page = window.open("/about")
    page.route("**/_stcore/health", lambda route: route.abort())
    page.route_web_socket("**/_stcore/stream", lambda socket: socket.close())
    page.reload()
    expect(page.get_by_role("dialog").get_by_text("服务器没有应答")).to_be_visible()
    soon_is(lambda: english(page), [])
    window.errors.clear()  # the browser's own, of the requests that this test refused


def test_towns_that_do_not_come_are_missed_alone(visit: Open) -> None:
    """The first page asks for them beside itself; the next try may find them."""
    window = visit()
    window.page.route("**/places/*", lambda route: route.fulfill(status=204))
    page = window.open("/")
    expect(page.locator(".rail").get_by_text("街镇与地图没有取到")).to_be_visible()
    expect(page.locator(".card")).to_have_count(12)
    page.unroute("**/places/*")
    page.reload()
    expect(page.locator(".rail .towns li")).to_have_count(14)


def test_a_bad_link_says_so_once(visit: Open) -> None:
    """An old id is named, the rest of the link works, and the address is put right."""
    window = visit()
    page = window.open("/explore?sector=gone&indicator=env.air.pm25")
    expect(page.get_by_text("链接中有认不出的条件，已略去：gone")).to_have_count(1)
    expect(page.get_by_role("heading", name="PM2.5 年均值")).to_be_visible()
    expect(page).to_have_url(at("/explore?indicator=env.air.pm25"))


def colours(png: bytes) -> int:
    """How many different ones a picture has."""
    return len(Image.open(io.BytesIO(png)).convert("RGB").getcolors(1 << 24))


def click_a_town(page: Page, drawing: Locator, across: float, address: re.Pattern[str] | None = None) -> None:
    """Click a map in its middle, as wide as it then is, until a town is chosen. address: that the page then has."""
    wanted = address or at("/map?town=310112*")
    expect(drawing).to_be_visible()
    soon(lambda: colours(drawing.screenshot()), lambda found: found > DRAWN)
    for attempt in range(CLICKS):
        box = drawing.bounding_box()
        if box:
            drawing.click(position={"x": box["width"] * across, "y": box["height"] * (0.5 + 0.01 * (attempt % 3))})
        try:
            expect(page).to_have_url(wanted, timeout=A_CLICK)
        except AssertionError:
            continue
        return
    expect(page).to_have_url(wanted)


def test_a_click_on_the_webgl_map_chooses_a_town(visit: Open) -> None:
    """The map draws by WebGL, and the panel shows the town that was clicked."""
    window = visit(1280, 900, has_webgl=True)
    page = window.open("/map")
    expect(page.get_by_text("非行政区域界线")).to_be_visible()
    click_a_town(page, page.locator("[data-testid=stDeckGlJsonChart] canvas").first, 0.55)
    window.settle()
    expect(page.get_by_text("特色产业：")).to_be_visible()


def test_a_click_on_the_flat_map_chooses_a_town(visit: Open) -> None:
    """Without WebGL the map works as well, and a click leads on to all numbers of the town."""
    window = visit(1280, 900)
    window.page.add_init_script(WITHOUT_WEBGL)
    page = window.open("/map")
    click_a_town(page, page.locator(".chart svg"), 0.5)
    window.settle()
    page.get_by_role("link", name=re.compile("在指标查询中看全部")).click()
    expect(page).to_have_url(at("/explore?town=310112*"))


def test_the_flat_map_takes_over_when_webgl_is_lost(visit: Open) -> None:
    """While it is in use, as a driver that is reset takes it away; the page says so, and the map still works."""
    window = visit(1280, 900, has_webgl=True)
    page = window.open("/map?indicator=town.industry.enterprises")
    canvas = page.locator("[data-testid=stDeckGlJsonChart] canvas").first
    expect(canvas).to_be_visible()
    kinds = page.get_by_role("radiogroup", name="地图样式")
    expect(kinds.get_by_role("radio", name="可缩放地图")).to_be_checked()
    canvas.evaluate("canvas => canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()")
    expect(page.locator("[data-testid=stDeckGlJsonChart]")).to_have_count(0)
    expect(page.get_by_text("已改用平面地图")).to_be_visible()
    expect(kinds.get_by_role("radio", name="平面地图")).to_be_checked()
    click_a_town(page, page.locator(".chart svg"), 0.5, at("/map?*town=310112*"))


def test_the_values_of_the_map_are_listed_and_lead_to_the_towns(visit: Open) -> None:
    """Each town with its number, and those that do not report last."""
    window = visit(1366, 768)
    page = window.open("/map?indicator=town.industry.enterprises")
    lines = page.locator(".lines tr")
    expect(lines).to_have_count(14)
    expect(lines.last).to_contain_text("未报")
    expect(lines.filter(has_text="浦江镇")).to_contain_text("390余家（生物医药）")
    page.get_by_role("link", name="浦江镇").click()
    expect(page).to_have_url(at("/town?town=310112114"))


def test_a_map_colour_can_be_chosen(visit: Open) -> None:
    """By indicator: towns that do not report are named in the legend, and nothing is ranked."""
    window = visit(1280, 900, has_webgl=True)
    page = window.open("/map")
    choose(window, "着色", "特色产业企业数")
    expect(page).to_have_url(at("/map?indicator=town.industry.enterprises"))
    expect(page.get_by_text("未报").first).to_be_visible()
    expect(page.get_by_text("只显示数值，不作深浅比较")).to_be_visible()


def test_the_whole_dataset_can_be_taken_home(visit: Open, store: Store) -> None:
    """The ZIP is the one that the data layer makes."""
    page = visit().open("/about")
    name, content = downloaded(page, "下载全部数据（ZIP）", menu="")
    assert name == f"闵行区质量数据_全部_{store.dataset_version}.zip"
    assert content == package.dataset_zip(store)


def test_a_question_on_the_first_page_is_answered(visit: Open) -> None:
    """Typed and Enter: one sentence with its number and source, and the way to its rows; an example is one click."""
    window = visit(1366, 768)
    page = window.open("/")
    box = page.get_by_role("searchbox", name="问一句")
    box.fill("医疗器械不良反应报告数是多少")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?search="))
    expect(page.get_by_text("2024 年不良反应（事件）报告数（医疗器械）为 1,394 件。")).to_be_visible()
    page.get_by_role("link", name="看这些数 ›").click()
    expect(page).to_have_url(re.compile(r"/explore\?.*indicator="))
    page = window.open("/")
    page.get_by_role("button", name="浦江镇做什么产业").click()
    expect(page.get_by_text("浦江镇的专题报告写的是生物医药基因产业")).to_be_visible()


def test_a_search_from_any_page_leads_to_the_exact_view(visit: Open) -> None:
    """Initials typed beside a page, Enter, one click: the number, its chart and its source; no page has two boxes."""
    window = visit()
    page = window.open("/")
    expect(page.get_by_role("searchbox", name="问一句")).to_be_visible()
    box = page.get_by_placeholder("搜索指标、企业、荣誉…")
    expect(box).to_have_count(0)
    page = window.open("/honours")
    box.fill("spcj")
    box.press("Enter")
    expect(page).to_have_url(at("/search?search=spcj"))
    window.settle()
    expect(box).to_have_count(0)
    expect(page.get_by_text("97.67% · 2024 · 表9")).to_be_visible()
    page.get_by_role("link", name="食品抽检合格率 · 餐饮").click()
    expect(page).to_have_url(at("/explore?indicator=food.sampling.pass_rate"))
    window.settle()
    box.fill("spcj")  # the same words once more
    box.press("Enter")
    expect(page).to_have_url(re.compile("/search.*search=spcj"))
    window.settle()
    page.get_by_role("link", name="食品抽检合格率 · 餐饮").click()
    expect(page).to_have_url(re.compile("/explore.*indicator=food.sampling.pass_rate"))
    window.settle()
    expect(page.get_by_role("heading", name="食品抽检合格率")).to_be_visible()
    expect(page.get_by_text("来源：表9 · 第 5 页 · 区市场监管局")).to_be_visible()


def test_a_firm_is_found_and_shows_its_honours(visit: Open) -> None:
    """One wrong character is forgiven, and the firm's page lists what it won."""
    window = visit()
    page = window.open("/search?search=至纯洁静")
    page.get_by_role("link", name="上海至纯洁净系统科技股份有限公司").first.click()
    expect(page).to_have_url(re.compile(r"/honours\?org=org"))
    window.settle()
    expect(page.get_by_role("heading", name="上海至纯洁净系统科技股份有限公司")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("荣誉与名录"))).to_be_visible()


def test_honours_are_filtered_and_taken_home(visit: Open, store: Store) -> None:
    """The file holds exactly the honours shown."""
    window = visit()
    page = window.open("/honours")
    choose(window, "级别", "国家级")
    selection = Selection(levels=("国家级",))
    rows = store.honours(selection)
    expect(page.get_by_role("heading", name=f"荣誉与名录 · {len(rows)} 项")).to_be_visible()
    name, content = downloaded(page, "CSV")
    assert name == names.file_name(selection, len(rows), store, subject="荣誉") + ".csv"
    assert content == csv_files.table_to_csv(rows[list(lists.HONOUR_HEADINGS)].rename(columns=lists.HONOUR_HEADINGS))


def test_a_related_indicator_has_its_own_address(visit: Open) -> None:
    """From one indicator's page to another's, and what is copied from the address bar leads there."""
    window = visit()
    page = window.open("/indicator?indicator=product.inspection.pass_rate")
    page.get_by_role("button", name="流通领域商品质量抽检合格率").click()
    expect(page.get_by_role("heading", level=2, name="流通领域商品质量抽检合格率")).to_be_visible()
    expect(page).not_to_have_url(re.compile("product.inspection.pass_rate"))
    page.reload()
    expect(page.get_by_role("heading", level=2, name="流通领域商品质量抽检合格率")).to_be_visible()


def test_an_honour_opens_to_its_whole_entry(visit: Open) -> None:
    """A click on a line shows all that the paper says of it, and leads to the organisation."""
    window = visit()
    page = window.open("/honours?level=国家级&award=第五届中国质量奖提名奖")
    page.get_by_role("cell", name="第五届中国质量奖提名奖").first.click()
    card = page.get_by_role("dialog")
    expect(card.get_by_text("中国船舶集团有限公司第七一一研究所", exact=True)).to_be_visible()
    expect(card.get_by_text("有可限公司")).to_be_visible()  # what our text of the paper has, in the note
    expect(card.get_by_text("表36").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    window.settle()
    window.open("/honours?level=国家级&award=中华老字号")
    page.get_by_role("cell", name="中华老字号").first.click()
    card.get_by_role("button", name="看这个单位的全部荣誉和出处").click()
    expect(page).to_have_url(re.compile(r"/honours\?.*org=org"))
    expect(page.get_by_role("heading", name=re.compile("见于白皮书"))).to_be_visible()


def test_towns_are_compared_by_adding_one(visit: Open) -> None:
    """Problems and suggestions stand on the first screen; a second town in the filter makes it a comparison."""
    window = visit(1366, 768)
    page = window.open("/town?town=310112106")
    expect(page.get_by_role("heading", name="华漕镇")).to_be_visible()
    for kind in ("问题", "建议"):
        expect(page.get_by_role("heading", name=kind, exact=True)).to_be_in_viewport()
    choose(window, "街镇", "浦江镇")
    expect(page).to_have_url(at("/town?town=310112106%2C310112114"))
    expect(page.get_by_role("heading", name="华漕镇 与 浦江镇")).to_be_visible()
    more = page.get_by_role("button", name=re.compile("^其余 .* 项"))
    left = page.get_by_role("rowheader", name="累计首席质量官人数", exact=True)
    expect(left).to_be_hidden()
    more.click()
    expect(left).to_be_visible()
    soon_is(lambda: broken(page), [])


def test_a_sector_page_leads_through_its_sub_sectors(visit: Open) -> None:
    """Charts of the first sub-sector at once, the others by one click, cases below."""
    window = visit(1920, 1080)
    page = window.open("/sector?sector=environment")
    expect(page.get_by_role("heading", name="生态环境：两年对照")).to_be_visible()
    expect(page.get_by_text(re.compile("^生态与居住环境全领域案例 · 1 个：创新探索公园"))).to_be_attached()
    page.get_by_role("radio", name="园林绿化").click()
    expect(page).to_have_url(at("/sector?sector=environment&sub=environment.greening"))
    expect(page.get_by_text("园林绿化：主要数字")).to_be_visible()


def cell(page: Page, column: int, row: int = 1) -> Locator:
    """A cell of the first table on a page; the row of headings is row 0."""
    return page.get_by_role("table").first.get_by_role("row").nth(row).get_by_role("cell").nth(column)


def test_a_number_in_a_table_says_where_it_is_from(visit: Open, store: Store) -> None:
    """One click on a cell opens the source card; it closes, and the next click opens it again."""
    window = visit()
    page = window.open("/explore?indicator=product.inspection.pass_rate")
    for _ in range(2):
        cell(page, 2).click()
        card = page.get_by_role("dialog")
        expect(card.get_by_text("这个数哪来的")).to_be_visible()
        expect(card.get_by_text(store.indicator("product.inspection.pass_rate")["definition"])).to_be_visible()
        expect(card.get_by_text("数据版本")).to_be_visible()
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        window.settle()


@pytest.mark.parametrize("path", ["/sector?sector=public_services&sub=public_services.government", "/explore"])
def test_on_a_phone_the_numbers_of_a_table_stand_second(path: str, visit: Open) -> None:
    """On one line and in the window; what part it is of stands with its name; a press opens the number of its line."""
    window = visit(390, 844)
    page = window.open(path)
    table = page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="指标")).first
    line = table.get_by_role("row").nth(1).get_by_role("cell")
    expect(table.get_by_role("columnheader")).to_contain_text(["指标", "数值"])
    expect(table.get_by_role("columnheader", name="分类")).to_have_count(0)
    expect(table.get_by_role("cell", name=re.compile(r"^[^（]+（[^）]+）$")).first).to_be_visible()
    expect(line.nth(1)).to_have_text(re.compile(r"\d"))
    line.nth(1).scroll_into_view_if_needed()
    box = line.nth(1).bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    said = line.nth(1).inner_text()
    line.nth(1).click()
    expect(page.get_by_role("dialog")).to_contain_text(said)


SCROLLED = """(table) => { const box = table.closest(".wide")
  if (box) box.scrollLeft = 40
  return box?.scrollLeft ?? 0 }"""


def test_a_table_wider_than_its_window_says_that_it_scrolls(visit: Open) -> None:
    """In a word above it, and by its edge; where all columns are in sight neither is there."""
    path = "/explore?indicator=product.inspection.pass_rate"
    for width, height, is_cut in ((390, 844, True), (1920, 1080, False)):
        page = visit(width, height).open(path)
        table = page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="来源")).first
        expect(table).to_be_visible()
        expect(page.get_by_text("左右滑动，看其余各列").locator("visible=true")).to_have_count(int(is_cut))
        assert table.evaluate(SCROLLED) == (40 if is_cut else 0)


def test_what_opens_a_card_is_underlined_as_a_link_is(visit: Open) -> None:
    """In a table as on a board, before it is pointed at."""
    page = visit().open("/sector?sector=product&sub=product.agriculture")
    for number in (page.locator("dd b").first, page.locator("td.opens").first):
        expect(number).to_have_css("text-decoration-line", "underline")
        expect(number).to_have_css("cursor", "pointer")


def test_a_doubted_number_says_so_in_its_chart(visit: Open) -> None:
    """The label carries the mark, and the finding stands below."""
    window = visit()
    page = window.open("/explore?indicator=product.inspection.pass_rate")
    expect(page.locator(".chart").get_by_text("95.6%（存疑）").first).to_be_attached()
    expect(page.get_by_role("article").get_by_text("存疑：表4印 95.6%")).to_be_visible()


def test_a_finding_opens_to_its_numbers_and_leads_to_the_indicator(visit: Open) -> None:
    """Printed, recomputed, the numbers with their places, and the way on."""
    window = visit()
    page = window.open("/checks?kind=%E6%AF%94%E7%8E%87&verdict=%E7%9F%9B%E7%9B%BE")
    cell(page, 2).click()
    card = page.get_by_role("dialog")
    expect(card.get_by_text("96.957%").first).to_be_visible()
    expect(card.get_by_text("流通领域商品质量抽检合格批次：440 批次（表6）")).to_be_visible()
    card.get_by_role("link", name="看这个指标的说明").click()
    expect(page).to_have_url(at("/indicator?indicator=product.inspection.pass_rate"))
    window.settle()
    expect(page.get_by_role("heading", name="产品质量监督抽查合格率")).to_be_visible()


def test_findings_are_taken_home(visit: Open, store: Store) -> None:
    """The list for the editors is a file that spreadsheets open."""
    window = visit()
    page = window.open("/checks")
    page.get_by_role("radio", name="勘误清单").click()
    expect(page.get_by_role("heading", name=re.compile("勘误清单 · "))).to_be_visible()
    window.settle()
    name, content = downloaded(page, "CSV")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert name.startswith("闵行区质量勘误清单")
    assert len(rows) == store.frame("findings")["verdict"].isin(ERRATA).sum()
    assert rows[0]["部门"]


def test_a_covered_cell_leads_to_its_numbers(visit: Open) -> None:
    """From the matrix of towns to exactly the numbers counted."""
    window = visit(1920, 1080)
    page = window.open("/coverage")
    page.get_by_role("radio", name="街镇 × 指标组").click()
    window.settle()
    expect(page.get_by_text("格中是专题报告和正文给出的个数")).to_be_visible()
    cell(page, 1).click()
    expect(page).to_have_url(re.compile(r"/explore\?town=310112001&indicator=town\.industry"))
    window.settle()
    expect(page.get_by_role("heading", name=re.compile("数据表"))).to_be_visible()


def test_a_folded_section_opens(visit: Open) -> None:
    """Honours of a sector are drawn once asked for."""
    window = visit()
    page = window.open("/sector?sector=innovation")
    heading = page.get_by_role("columnheader", name="荣誉", exact=True)
    expect(heading).to_have_count(0)
    page.get_by_text(re.compile("荣誉与名录 · ")).click()
    expect(heading).to_be_visible()


def test_on_a_phone_two_years_are_lines_of_text(visit: Open) -> None:
    """Points had no room beside their numbers there; elsewhere they are drawn."""
    path = "/sector?sector=consumer&sub=consumer.rights"
    narrow, wide = visit(390, 844).open(path), visit(1366, 768).open(path)
    lines = narrow.locator(".pairs tbody tr")
    expect(lines).to_have_count(5)
    expect(lines.first).to_be_visible()
    assert lines.first.locator("td").all_inner_texts()[:4] == ["全国12315平台", "84,749", "89,004 件", "↑ 5.02%"]
    expect(narrow.locator(".chart.paired")).to_be_hidden()
    expect(wide.locator(".chart.paired svg")).to_be_visible()
    expect(wide.locator(".pairs")).to_be_hidden()
    choice = narrow.locator("article", has=lines.first).get_by_label("突出")
    name = choice.locator("option").nth(2).inner_text()
    choice.select_option(name)
    expect(narrow.locator(".pairs tr.chosen td:first-child")).to_have_text(name)
