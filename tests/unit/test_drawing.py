"""Map, small pictures, colours and the served page."""

import asyncio
import re
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from xml.etree import ElementTree

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from streamlit import net_util
from streamlit.web.server import server_util

from components.drawing import charts, inline_svg, theme, town_map
from components.frame import front_page, offline, runtime
from whitepaper.model.selection import Selection
from whitepaper.store.headlines import TrendPoint
from whitepaper.store.store import Store

INDEX = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>Streamlit</title></head><body></body></html>'


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_is_readable_on_its_background(mode: theme.Mode) -> None:
    """Text, remarks, accent and every line colour reach 4.5:1."""
    palette = theme.PALETTES[mode]
    for colour in (palette.text, palette.muted, palette.accent, *theme.SERIES[mode]):
        assert contrast(colour, palette.background) >= 4.5, colour


def test_industry_groups_have_colours_of_their_own(store: Store) -> None:
    """Every group of the code list has one, and no two share it, in both modes."""
    for colours in theme.INDUSTRY_GROUPS.values():
        assert set(colours) == set(store.codes("industry_group"))
        assert all(one != other for one, other in combinations(colours.values(), 2))


def test_the_map_shows_all_towns_by_industry(store: Store) -> None:
    """14 towns, each with its industry, and a geometry for each."""
    towns = town_map.by_industry(store, "light")
    codes = {feature["properties"]["code"] for feature in runtime.geometry()["features"]}
    assert len(towns) == 14
    assert set(towns["area_id"]) == codes
    assert towns["label"].ne("").all()
    assert "特色产业企业 390余家" in towns.set_index("area_id").at["310112114", "numbers"]


def test_towns_that_do_not_report_say_so(store: Store) -> None:
    """Grey and 未报, never zero; numbers that do not compare share one colour."""
    towns = town_map.by_indicator(store, "town.industry.enterprises", (), "light").set_index("area_id")
    assert towns.at["310112107", "label"] == "未报"
    assert not towns.at["310112107", "is_reported"]
    assert towns.at["310112008", "label"].startswith("超 1,000 家（附录")
    assert towns.loc[towns["is_reported"], "colour"].nunique() == 1


def test_numbers_that_compare_get_shades(store: Store) -> None:
    """The larger is darker, and the legend names its range."""
    towns = town_map.by_indicator(store, "town.designated.enterprises", (), "light").set_index("area_id")
    assert towns.at["310112107", "legend"] == "1,097"
    assert luminance(towns.at["310112107", "colour"]) < luminance(towns.at["310112106", "colour"])


def test_the_webgl_map_asks_no_tile_host(store: Store) -> None:
    """No address stands in the drawing; the browser test watches the requests themselves."""
    towns = town_map.by_industry(store, "light")
    drawn = town_map.deck(towns, runtime.geometry(), "light", ["310112114"], (800, 600)).to_json()
    assert "http" not in drawn


@pytest.mark.parametrize(("size", "limit"), [((800, 600), 10.4), ((400, 700), 9.8), ((10, 10), 0.1)])
def test_the_district_fits_its_frame(size: tuple[int, int], limit: float) -> None:
    """A smaller frame gives a smaller zoom, and none an error."""
    assert 0 <= town_map.zoom(*size) <= limit


def test_the_flat_map_can_be_clicked(store: Store) -> None:
    """It selects by area_id and looks its towns up from the frame."""
    spec = charts.flat_map(runtime.geometry(), town_map.by_industry(store, "light"), "light", (), 600).to_dict()
    assert [parameter["name"] for parameter in spec["params"]] == ["town"]


def picture(markdown: str) -> ElementTree.Element:
    """The SVG inside a Markdown image."""
    encoded = re.search(r"base64,([^)]+)\)", markdown)
    assert encoded
    return ElementTree.fromstring(b64decode(encoded[1]))


def test_small_trends_break_at_gaps_and_show_derived_points_hollow() -> None:
    """2022 is missing: one line only; the derived point has the background as fill."""
    points = [TrendPoint(2021, 1, False), TrendPoint(2023, 3, True), TrendPoint(2024, 2, False)]
    drawn = picture(inline_svg.sparkline(points, "#000000", "#ffffff"))
    names = [element.tag.split("}")[1] for element in drawn.iter()]
    fills = [element.get("fill") for element in drawn.iter() if element.tag.endswith("circle")]
    assert names.count("line") == 1
    assert fills == ["#000000", "#ffffff", "#000000"]


def test_one_point_is_no_trend() -> None:
    """A dot says nothing."""
    assert inline_svg.sparkline([TrendPoint(2024, 1, False)], "#000000", "#ffffff") == ""


def answer(response: Response) -> str:
    """What a browser gets when the middleware stands before an app that gives this response."""
    sent: list[dict] = []

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"accept-encoding", b"gzip")]}
    served = front_page.FrontPage(response)(scope, receive, send)
    with ThreadPoolExecutor() as pool:  # a thread of its own: browser tests may have a loop running in this one
        pool.submit(asyncio.run, served).result()
    body = b"".join(message.get("body", b"") for message in sent)
    lengths = [value for name, value in sent[0]["headers"] if name == b"content-length"]
    assert lengths == [str(len(body)).encode()]
    return body.decode()


def test_the_page_is_chinese_and_other_answers_pass() -> None:
    """HTML is rewritten whole, with its length; everything else is untouched."""
    page = answer(HTMLResponse(INDEX))
    assert '<html lang="zh-CN">' in page
    assert f"<title>{front_page.TITLE}</title>" in page
    assert page.count("BACKEND_BASE_URL") == 1
    assert answer(PlainTextResponse("<head>ok")) == "<head>ok"


def test_a_changed_streamlit_page_is_noticed() -> None:
    """An upgrade that alters the page fails loudly."""
    with pytest.raises(ValueError, match="front_page"):
        front_page.chinese("<html></html>")


def test_every_indicator_that_the_map_offers_is_reported_by_two_towns(store: Store) -> None:
    """A map of one town compares nothing."""
    for indicator_id in town_map.indicators(store):
        rows = store.observations(Selection(indicators=(indicator_id,), towns=tuple(store.towns["area_id"])))
        assert rows.loc[rows["value"].notna(), "area_id"].nunique() >= 2


def test_the_server_asks_nobody_for_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look-up that Streamlit would make is gone, wherever it is called from."""
    monkeypatch.setattr(net_util, "get_external_ip", lambda: pytest.fail("asked the outside"))
    offline.stay_inside()
    assert not server_util.is_url_from_allowed_origins("http://somewhere.example")
