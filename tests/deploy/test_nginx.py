"""The files of deploy/ before real servers: TLS, a path of a portal, plain http, cut lines, two processes."""

import gzip
import http.client
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from components.frame import security
from tests.browser.conftest import PATIENCE, READY, free_port, serving
from tools.browser import FLAGS, find_browser
from tools.nginx import NGINX, nginx, placed, plain_server, shared

OPENSSL = shutil.which("openssl")
NAME, PORTAL = "quality.example", "portal.example"
CUT = "5s"
pytestmark = [
    pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx 未安装：apt-get install nginx-light"),
    pytest.mark.skipif(OPENSSL is None, reason="openssl 未安装：apt-get install openssl"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where nginx of the tests lives, with a certificate that nobody else has signed."""
    made = tmp_path_factory.mktemp("nginx")
    subprocess.run(
        [str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
         "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", made / "key.pem", "-out", made / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def dashboards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., int]]:
    """Start a server: `dashboards("quality")` below that path; its port."""
    with ExitStack() as stack:

        def started(base: str = "") -> int:
            port = free_port()
            options = ("--server.baseUrlPath", base) if base else ()
            output = tmp_path_factory.mktemp("server") / "output.txt"
            stack.enter_context(serving(port, output, *options, WHITEPAPER_HOSTS=f"{NAME},{PORTAL}"))
            return port

        yield started


@pytest.fixture(scope="module")
def plain(dashboards: Callable[..., int]) -> int:
    """A server at the root."""
    return dashboards()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser that finds the names of the test on this machine."""
    path = find_browser()
    assert path, "no browser: run python tools/browser.py"
    rules = f"--host-resolver-rules=MAP {NAME} 127.0.0.1, MAP {PORTAL} 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, rules])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A window; its console stays free of faults of our own."""
    context = chromium.new_context(locale="zh-CN", ignore_https_errors=True, viewport={"width": 1400, "height": 900})
    context.set_default_timeout(PATIENCE)
    found = context.new_page()
    faults: list[str] = []
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.on("console", lambda one: faults.append(one.text) if "Content Security" in one.text else None)
    yield found
    context.close()
    assert faults == []


def test_a_name_with_tls(folder: Path, plain: int, page: Page) -> None:
    """The shipped file: plain http leads to https; pages, scripts in gzip, headers and the websocket pass."""
    http_port, https_port = free_port(), free_port()
    conf = placed("dashboard.conf", {"listen 80": http_port, "listen 443": https_port}, (plain,), folder)
    with nginx(folder, conf):
        with closing(http.client.HTTPConnection("127.0.0.1", http_port, timeout=20)) as line:
            line.request("GET", "/sector?sector=product", headers={"Host": NAME})
            answer = line.getresponse()
            assert (answer.status, answer.headers["Location"]) == (308, f"https://{NAME}/sector?sector=product")
        trusted = ssl.create_default_context(cafile=str(folder / "cert.pem"))
        trusted.check_hostname = False
        with closing(http.client.HTTPSConnection("127.0.0.1", https_port, timeout=20, context=trusted)) as line:
            line.request("GET", "/", headers={"Host": NAME, "Accept-Encoding": "gzip"})
            answer = line.getresponse()
            html = gzip.decompress(answer.read()).decode()
            assert answer.headers["Server"] == "nginx"
            assert {name: answer.headers[name] for name in security.HEADERS} == security.HEADERS
            script = html.partition('src="./')[2].partition('"')[0]
            line.request("GET", f"/{script}", headers={"Host": NAME, "Accept-Encoding": "gzip"})
            answer = line.getresponse()
            assert answer.headers["Content-Encoding"] == "gzip"
            answer.read()

        page.goto(f"https://{NAME}:{https_port}/sector?sector=product")
        page.wait_for_selector(READY)
        expect(page.locator(".chart svg").first).to_be_visible()
        page.goto(f"https://{NAME}:{https_port}/overview?sector=product")
        page.wait_for_selector(READY)
        expect(page).to_have_url(f"https://{NAME}:{https_port}/?sector=product")


def test_a_path_of_a_portal_on_plain_http(folder: Path, dashboards: Callable[..., int], page: Page) -> None:
    """Every page, links, the redirect, charts; and copying, where the browser gives no clipboard.

    The other pages of the portal keep its own settings.
    """
    port, inner = free_port(), dashboards("quality")
    own = "client_max_body_size 8m; location = /other { return 200; }"
    ours = placed("subpath.conf", {}, (), folder)
    portal = f"server {{ listen 127.0.0.1:{port}; server_name {PORTAL}; {own}\n{ours}\n}}"
    with nginx(folder, shared((inner,), folder), portal):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
            line.request("POST", "/other", body=b"x" * 2_500_000, headers={"Host": PORTAL})
            assert line.getresponse().status == 200
        page.goto(f"http://{PORTAL}:{port}/quality?sector=product")
        page.wait_for_selector(READY)
        expect(page).to_have_url(f"http://{PORTAL}:{port}/quality/?sector=product")
        page.goto(f"http://{PORTAL}:{port}/quality/overview")
        page.wait_for_selector(READY)
        expect(page).to_have_url(f"http://{PORTAL}:{port}/quality/")
        page.get_by_role("link", name="数据核对", exact=True).click()
        expect(page).to_have_url(f"http://{PORTAL}:{port}/quality/checks")
        page.goto(f"http://{PORTAL}:{port}/quality/sector?sector=product")
        page.wait_for_selector(READY)
        expect(page.locator(".chart svg").first).to_be_visible()
        assert not page.evaluate("isSecureContext")
        page.get_by_role("button", name="复制", exact=True).first.click()
        expect(page.get_by_role("button", name="已复制")).to_be_visible()
        page.get_by_role("link", name="说明", exact=True).first.click()
        expect(page).to_have_url(re.compile(rf"^http://{PORTAL}:{port}/quality/indicator\?indicator="))


def test_a_line_that_is_cut_every_few_seconds(folder: Path, plain: int, page: Page) -> None:
    """The page connects again by itself; filters stay, and what is chosen next is shown."""
    port, opened = free_port(), []
    page.on("websocket", lambda line: opened.append(line.url))
    server = plain_server(port, NAME, folder)
    with nginx(folder, shared((plain,), folder), server, cut=CUT):
        page.goto(f"http://{NAME}:{port}/explore?indicator=env.air.pm25")
        page.wait_for_selector(READY)
        deadline = time.monotonic() + PATIENCE / 1000
        while len(opened) < 3 and time.monotonic() < deadline:
            page.wait_for_timeout(500)
        assert len(opened) >= 3
        page.wait_for_selector(READY)
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.get_by_role("combobox", name="年份").click()
        page.get_by_role("option", name="2024 年").click()
        expect(page.get_by_text("数据表 · 2 行")).to_be_visible()
        assert "indicator=env.air.pm25" in page.url


def test_two_processes(folder: Path, plain: int, page: Page, tmp_path: Path) -> None:
    """A reader stays with one; when it ends, the other shows the same view."""
    port, second = free_port(), free_port()
    server = plain_server(port, NAME, folder)
    with (
        serving(second, tmp_path / "output.txt", WHITEPAPER_HOSTS=NAME) as process,
        nginx(folder, shared((plain, second), folder), server),
    ):
        for path in ("explore?indicator=env.air.pm25", "checks", "explore?indicator=env.air.pm25&year=2024"):
            page.goto(f"http://{NAME}:{port}/{path}")
            page.wait_for_selector(READY)
        process.terminate()
        process.wait(timeout=20)
        page.reload()
        page.wait_for_selector(READY)
        expect(page.get_by_text("数据表 · 2 行")).to_be_visible()
