"""A page that is open while the system turns dark, or light, follows at once: panels and charts, without a run."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.conftest import DEEP, Visit, soon
from tests.colours import contrast
from whitepaper.telling.palette import PALETTES, Mode

Open = Callable[..., Visit]
PAGES = {
    "panels": "/explore?sector=product&sub=product.food",
    "head and panels": "/sector?sector=product",
    "overview": "/",
    "map": "/town",
    "stage": "/present?story=sector&sector=product&slide=3",
}
COLOURS = f"""() => {{ {DEEP}
  const all = deep(document), shown = all.filter((one) => one.checkVisibility({{ checkVisibilityCSS: true }}))
  const charts = shown.filter((one) => one.matches(".canvas:not(.coming) svg"))
  const above = (one) => one.parentElement ?? one.getRootNode().host
  const ground = (one) => {{
    while (above(one) && /, 0\\)$/.test(getComputedStyle(one).backgroundColor)) one = above(one)
    return getComputedStyle(one).backgroundColor
  }}
  return {{
    modes: [...new Set(all.filter((one) => one.dataset?.mode).map((one) => one.dataset.mode))],
    grounds: charts.map((one) => getComputedStyle(one).backgroundColor),
    texts: shown.filter((one) => one.getRootNode() !== document && !one.closest("svg, style"))
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
      .map((one) => [getComputedStyle(one).color, ground(one)]),
    names: charts.flatMap((one) => [...one.querySelectorAll("text[fill]:not([stroke])")])
      .filter((one) => one.textContent.trim()).map((one) => one.getAttribute("fill")),
  }} }}"""


def hexed(colour: str) -> str:
    """A colour as #rrggbb."""
    if colour.startswith("#"):
        return colour
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def hear_no_more(page: Page) -> Callable[[], None]:
    """Let a page hear nothing of its server from when the answer is called."""
    is_cut: list[bool] = []

    def connect(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda sent: None if is_cut else socket.send(sent))

    page.route_web_socket("**/_stcore/stream", connect)
    return lambda: is_cut.append(True)


@pytest.mark.parametrize("modes", [("light", "dark"), ("dark", "light")], ids=["to dark", "to light"])
@pytest.mark.parametrize("name", PAGES)
def test_what_stands_on_the_page_turns_with_it(visit: Open, name: str, modes: tuple[Mode, Mode]) -> None:
    """Ground and letters are those of the other colours and can be read, though the server is not heard."""
    before, after = modes
    window = visit(1366, 900, before)
    cut = hear_no_more(window.page)
    page = window.open(PAGES[name])
    soon(lambda: page.evaluate(COLOURS), lambda found: found["modes"] == [before] and found["texts"])
    if name != "overview":
        expect(page.locator(".canvas:not(.coming) svg").first).to_be_visible()
    cut()
    page.emulate_media(color_scheme=after)
    ground = PALETTES[after].background

    def is_turned(found: dict[str, list]) -> bool:
        return (
            found["modes"] == [after]
            and all(hexed(one) == ground for one in found["grounds"])
            and all(contrast(hexed(one), hexed(other)) >= 4.5 for one, other in found["texts"])
        )

    found = soon(lambda: page.evaluate(COLOURS), is_turned)
    assert found["texts"]
    if name != "overview":
        assert found["grounds"]
        assert found["names"]
    for colour in found["names"]:
        assert contrast(hexed(colour), ground) >= 4.5, colour


def test_a_series_that_stands_out_still_does(visit: Open) -> None:
    """The choice inside a panel is drawn in the other colours."""
    window = visit(1366, 900)
    page = window.open("/explore?sector=product&sub=product.food&q=率")
    choice = page.locator("article select").first
    choice.select_option(index=1)
    drawn = page.locator(".canvas:not(.coming) svg").first
    accent = {mode: PALETTES[mode].accent for mode in ("light", "dark")}
    soon(drawn.inner_html, lambda text: accent["light"] in text)
    page.emulate_media(color_scheme="dark")
    soon(drawn.inner_html, lambda text: accent["dark"] in text and accent["light"] not in text)
    assert choice.evaluate("box => box.selectedIndex") == 1
