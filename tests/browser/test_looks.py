"""What only a browser can say of how a slide looks: what meets, and what follows the window."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEEP, Visit, soon, soon_is

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
KEPT_APART = (
    f"() => {{ {DEEP} return deep(document).filter((one) => one.matches('.two > div')).map((list) => {{"
    + """ const edge = list.getBoundingClientRect().right
  return [...list.querySelectorAll("tr")].every((line) => line.getBoundingClientRect().right <= edge + 1) }) }"""
)
IN_SIGHT = (
    f"() => {{ {DEEP} const picture = document.querySelector('.st-key-stage_picture').getBoundingClientRect()"
    + """
  return deep(document).filter((one) => one.matches(".role-axis-label text"))
  .filter((one) => one.getBoundingClientRect().bottom <= picture.bottom).length }"""
)

IN_ROWS = (
    f"() => {{ {DEEP} return deep(document).filter((one) => one.matches('.panels article')).map((article) => {{"
    + """ const grid = article.closest(".grid")
  const tops = [...article.querySelectorAll("dt")].map((name) => name.offsetTop)
  const most = Math.max(0, ...tops.map((top) => tops.filter((one) => one === top).length))
  return [article.querySelector(".changes") ? "table" : "board", article.offsetWidth === grid.offsetWidth, most] }) }"""
)
"""Each panel: what it holds, whether it is as wide as all of them, numbers of a board that stand in one line."""


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768)])
def test_the_two_lists_of_a_year_do_not_meet(visit: Open, width: int, height: int) -> None:
    """A long name beside a long change is set smaller, or on two lines."""
    page = visit(width, height).open("/present?story=sector&sector=economy&slide=2")
    soon_is(partial(page.evaluate, KEPT_APART), [True, True])


def test_a_chart_follows_the_window(visit: Open) -> None:
    """A projector is plugged in while a slide stands: every bar has still its name in sight."""
    page = visit(1920, 1080).open("/present?story=overview&slide=21")
    soon_is(partial(page.evaluate, IN_SIGHT), 6)
    page.set_viewport_size({"width": 1024, "height": 600})
    soon_is(partial(page.evaluate, IN_SIGHT), 6)


def test_a_table_takes_the_whole_width_and_a_board_at_most_four_columns(visit: Open) -> None:
    """Two years read across; what stands alone in its row leaves no hole beside it."""
    page = visit(1920, 1080).open("/explore?sector=environment&sub=environment.ecology")
    soon_is(partial(page.evaluate, IN_ROWS), [["table", True, 0], ["board", True, 2]])
    page = visit(1920, 1080).open("/explore?sector=brand_ip&sub=brand_ip.ip_overseas")
    soon_is(partial(page.evaluate, IN_ROWS), [["board", True, 4]])


CUT_ROWS = """(box) => { const { bottom } = box.getBoundingClientRect()
  return [...box.querySelectorAll("tr")].map((row) => row.getBoundingClientRect())
    .filter((row) => row.top < bottom - 2 && row.bottom > bottom + 2).length }"""


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
def test_a_long_table_ends_below_a_whole_row(visit: Open, size: tuple[int, int]) -> None:
    """However its rows wrap, also when the window turns; more follow in its own frame."""
    window = visit(*size)
    page = window.open("/explore?sector=product")
    box = page.locator("div.long").first
    expect(box).to_be_attached()
    soon_is(lambda: box.evaluate(CUT_ROWS), 0)
    assert box.evaluate("(box) => box.scrollHeight > box.clientHeight")
    page.set_viewport_size({"width": size[0] * 9 // 10, "height": size[1]})
    soon_is(lambda: box.evaluate(CUT_ROWS), 0)


COLUMN_ENDS = (
    f"() => {{ {DEEP} return deep(document).filter((one) => one.matches('.row:not(.whole, .even)')).map((row) => {{"
    + """ const ends = [...row.children].map((column) => column.lastElementChild.getBoundingClientRect().bottom)
  return Math.abs(ends[0] - ends[1]) < row.offsetHeight / 5 }) }"""
)


@pytest.mark.parametrize(
    "link",
    [
        "/sector?sector=innovation&sub=innovation.incentives",
        "/sector?sector=product&sub=product.food",
        "/sector?sector=public_services&sub=public_services.government",
    ],
)
@pytest.mark.parametrize("width", [1366, 1920])
def test_two_columns_of_panels_end_about_alike(visit: Open, link: str, width: int) -> None:
    """The panels are dealt out by how high they will be; no column leaves an empty half beside the other."""
    page = visit(width, 900).open(link)
    soon(partial(page.evaluate, COLUMN_ENDS), lambda alike: bool(alike) and all(alike))


def test_a_small_board_beside_a_tall_chart_has_a_row_of_its_own(visit: Open) -> None:
    """Beside it most of its column would be empty; where it is wide enough it keeps its place."""
    page = visit(1366, 900).open("/sector?sector=innovation&sub=innovation.industry_linkage")
    rows = f"() => {{ {DEEP} return deep(document).filter((one) => one.matches('.several .row.whole')).length }}"
    soon_is(partial(page.evaluate, rows), 2)


CELLS = (
    f"() => {{ {DEEP} return deep(document).filter((one) => one.matches('.fitted td')).map((cell) => {{"
    + """ const range = document.createRange()
  range.selectNodeContents(cell)
  const lines = new Set([...range.getClientRects()].filter((one) => one.width).map((one) => Math.round(one.top)))
  return [cell.innerHTML, cell.matches(".short") && lines.size > 1] }) }"""
)
"""Each cell of a table on a slide, and whether it is a short one that is on two lines."""
LONELY = (
    f"() => {{ {DEEP} return deep(document).filter((one) => one.matches('table:not(.fitted) td')).filter((cell) => {{"
    + """ const range = document.createRange()
  range.selectNodeContents(cell)
  const lines = [...range.getClientRects()], letter = parseFloat(getComputedStyle(cell).fontSize)
  return lines.length > 1 && lines.at(-1).width < 1.5 * letter }).map((cell) => cell.textContent) }"""
)
"""Cells of tables on a page whose last line is one letter."""
LINES = (
    f"() => {{ {DEEP} return deep(document).filter((one) => one.matches('.changes.long tbody tr')).map((row) =>"
    + """ new Set([...row.querySelectorAll(".c1, .c2")].map((cell) => cell.offsetTop)).size) }"""
)
"""On how many lines the years of each row stand."""


@pytest.mark.parametrize("told", ["sector=construction&slide=12", "sector=features&slide=11"])
def test_no_short_cell_of_a_slide_is_torn(visit: Open, told: str) -> None:
    """Names of places and numbers are whole on a narrow screen too, as columns of texts give way."""
    page = visit(1024, 768).open(f"/present?story=sector&{told}")
    soon(partial(page.evaluate, CELLS), lambda found: len(found) > 20 and not any(torn for _, torn in found))


def test_a_number_in_a_text_keeps_its_unit(visit: Open) -> None:
    """A line ends before both or behind both."""
    page = visit(1366, 768).open("/present?story=sector&sector=product&slide=29")
    soon(partial(page.evaluate, CELLS), lambda found: any("460&nbsp;批次" in text for text, _ in found))


def test_no_last_letter_of_a_cell_has_a_line_of_its_own(visit: Open) -> None:
    """活动场次, 未说明: the line breaks earlier."""
    page = visit(1366, 768).open("/sector?sector=brand_ip")
    soon(partial(page.evaluate, IN_ROWS), lambda found: len(found) > 1)
    soon_is(partial(page.evaluate, LONELY), [])


def test_years_of_a_row_stand_on_one_line_on_a_phone(visit: Open) -> None:
    """Also where the row says nothing of better and worse, as others do."""
    page = visit(390, 844).open("/sector?sector=construction")
    soon_is(partial(page.evaluate, LINES), [1, 1, 1, 1])
