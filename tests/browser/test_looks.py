"""What only a browser can say of how a slide looks: what meets, and what follows the window."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEEP, Visit, soon_is

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
