"""A server and a browser for the tests that need both."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tools.browser import FLAGS, PLAIN, find_browser

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
PATIENCE = 60_000
TURN = 0.1  # seconds between two looks at the page
PAGE, STAGE = "page_keys", "stage_keys"
DEEP = """const deep = (root) => [...root.querySelectorAll("*")]
  .flatMap((one) => (one.shadowRoot ? [one, ...deep(one.shadowRoot)] : [one]));"""
"""Every element of a page, those inside our own elements too."""
READY = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"

expect.set_options(timeout=PATIENCE)


def soon(read: Callable[[], Any], is_right: Callable[[Any], bool]) -> Any:
    """Read from the page until it is right, as on a busy machine it may not be so yet; fails with what it last was."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not is_right(found := read()):
        if time.monotonic() > deadline:
            pytest.fail(f"waited in vain, and it is still {found!r}")
        time.sleep(TURN)
    return found


def soon_is(read: Callable[[], Any], wanted: object) -> None:
    """Read from the page until it is what is wanted."""
    soon(read, lambda found: found == wanted)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a free port; its output goes to a file."""
    port = free_port()
    with serving(port, tmp_path_factory.mktemp("server") / "output.txt"):
        yield f"http://127.0.0.1:{port}"


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(port: int, output: Path, *options: str, **environment: str) -> Iterator[subprocess.Popen]:
    """A server on a port, once it is healthy. options: of `streamlit run`."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address", "127.0.0.1"]
    base = dict(zip(options[::2], options[1::2], strict=True)).get("--server.baseUrlPath", "")
    with output.open("a") as log:
        server = subprocess.Popen(
            [*command, "--server.port", str(port), *options],
            cwd=ROOT,
            stdout=log,
            stderr=log,
            env=os.environ | environment,
        )
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}/{base}".rstrip("/"), server)
            yield server
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_until_healthy(address: str, server: subprocess.Popen) -> None:
    """Ask the server's health page until it answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the server ended with status {server.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not answer in time")


@pytest.fixture(scope="session")
def launched() -> Iterator[Callable[[bool], Browser]]:
    """One browser with WebGL and one without for all tests of this process, each once it is asked for."""
    path = find_browser()
    assert path, "no browser: run python tools/browser.py"
    found: dict[bool, Browser] = {}
    with sync_playwright() as playwright:

        def launch(has_webgl: bool) -> Browser:
            if has_webgl not in found:
                flags = FLAGS if has_webgl else PLAIN
                found[has_webgl] = playwright.chromium.launch(executable_path=path, args=list(flags))
            return found[has_webgl]

        yield launch
        for browser in found.values():
            browser.close()


@pytest.fixture(scope="session")
def chromium(launched: Callable[[bool], Browser]) -> Browser:
    """The browser without WebGL."""
    return launched(False)


class Visit:
    """A reader's window, with everything it asked for and every error its console saw."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: str) -> Page:
        """Open a path and wait for the app's own word that it is done."""
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run and no skeleton is left."""
        self.page.wait_for_selector(READY, timeout=PATIENCE)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)

    def press(self, key: str, listener: str) -> None:
        """Press a key once it is listened to: PAGE for those of any page, STAGE for those of a presentation."""
        expect(self.page.locator(f"html[data-keys={listener}]")).to_be_attached()
        self.page.keyboard.press(key)

    def outside(self) -> list[str]:
        """Requests that left the machine."""
        return [url for url in self.requests if not re.match(r"(https?|wss?)://127\.0\.0\.1|data:|blob:", url)]


@pytest.fixture
def visit(launched: Callable[[bool], Browser], address: str) -> Iterator[Callable[..., Visit]]:
    """Make a window: `visit(width, height, color_scheme, has_webgl=True)`. Its console must stay free of errors."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def make(width: int = 1280, height: int = 900, scheme: str = "light", *, has_webgl: bool = False) -> Visit:
        context = launched(has_webgl).new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN", accept_downloads=True
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        visits.append(Visit(context, address))
        return visits[-1]

    yield make
    errors = [error for one in visits for error in one.errors]
    outside = [url for one in visits for url in one.outside()]
    for context in contexts:
        context.close()
    assert errors == []
    assert outside == []
