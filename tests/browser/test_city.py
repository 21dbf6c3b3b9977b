"""A city of three districts as its readers see it: whose papers, all side by side, a link, a file."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, free_port, serving, soon_is
from tests.browser.test_journeys import broken
from tests.city import ALIKE, APART, FIRST, NAMES, SECOND_ONE
from whitepaper.model.dataset import VARIABLE
from whitepaper.store.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("city")]
Open = Callable[..., Visit]
SIZES = ((1920, 1080), (390, 844))


@pytest.fixture(scope="session")
def city_address(city_of_three: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the city."""
    port = free_port()
    log = tmp_path_factory.mktemp("city") / "output.txt"
    with serving(port, log, **{VARIABLE: str(city_of_three.dataset.root)}):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def in_city(visit: Open, city_address: str) -> Visit:
    """A window on the city."""
    return visit(1366, 900, server=city_address)


def places(page: Page) -> list[str]:
    """The districts in the table of places, in its order."""
    table = page.locator("table", has=page.get_by_role("columnheader", name="由大到小"))
    return [row.get_by_role("cell").nth(1).inner_text() for row in table.get_by_role("row").all()[1:]]


def test_a_reader_chooses_a_district_and_lays_all_side_by_side(in_city: Visit, tmp_path: Path) -> None:
    """The band, the box, the page of all with its places and its 不可比, the link, the file."""
    page = in_city.open("/")
    expect(page.locator("#band")).to_contain_text("合成数据")
    box = page.get_by_role("combobox", name="地区", exact=False).first
    box.click()
    page.get_by_role("option", name=NAMES[SECOND_ONE], exact=True).click()
    expect(page.get_by_text(f"{NAMES[SECOND_ONE]}质量状况看板").first).to_be_visible()
    expect(page).to_have_url(re.compile(f"publisher={SECOND_ONE}"))
    in_city.settle()
    page.get_by_role("link", name="各区对比").click()
    expect(page.get_by_role("heading", name="各区对比", level=1)).to_be_visible()
    in_city.settle()
    page = in_city.open(f"/across?publisher={SECOND_ONE}&indicator={ALIKE}")
    soon_is(lambda: len(places(page)), 3)
    page.reload()
    in_city.settle()
    expect(page).to_have_url(re.compile(f"publisher={SECOND_ONE}"))
    soon_is(lambda: len(places(page)), 3)
    page = in_city.open(f"/across?publisher={SECOND_ONE}&indicator={APART}")
    expect(page.get_by_text("不可比，不按大小排列")).to_be_visible()
    expect(page.get_by_role("columnheader", name="由大到小")).to_have_count(0)
    in_city.settle()
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=False).first.click()
    table = pd.read_csv(io.BytesIO(Path(download.value.path()).read_bytes()), dtype="str")
    assert set(table["发布地区"]) == set(NAMES.values())
    assert "合成数据" in download.value.suggested_filename


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", f"?indicator={ALIKE}", f"?publisher={SECOND_ONE}&indicator={APART}"])
def test_the_page_of_all_can_be_read_by_all(visit: Open, city_address: str, scheme: str, query: str) -> None:
    """In every size; nothing is wider than the window."""
    window = visit(*SIZES[0], scheme, server=city_address)
    page = window.open(f"/across{query}")
    expect(page.get_by_text("程序出错")).to_have_count(0)
    for width, height in SIZES:
        window.resize(width, height)
        soon_is(lambda: broken(page), [])
        soon_is(lambda most=width: page.evaluate("document.documentElement.scrollWidth") <= most, True)


def test_a_presentation_of_all_shows_all(in_city: Visit) -> None:
    """Its first slide is of the districts, and says which does not compare; leaving it leads back."""
    page = in_city.open(f"/present?story=across&back=across&publisher={SECOND_ONE}&indicator={ALIKE}")
    expect(page.get_by_text(NAMES[FIRST]).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="各区对比", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile(f"publisher={SECOND_ONE}"))
