"""A server and a browser for the tests that need both."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tools.browser import FLAGS, PLAIN, find_shell
from whitepaper.releasing.previews import COLD, WARM
from whitepaper.telling.palette import PALETTES, Mode

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180
PATIENCE = 60_000
TURN = 0.1  # seconds between two looks at the page
ONE_PROCESS = "--process-per-site"
"""All windows of a profile share one process, and with it the scripts that it has compiled."""
UNCOMPILED = "--js-flags=--no-opt --no-maglev"
"""What runs for a second is not worth compiling: a page opened once takes a fifth less of the processor."""
PAGE, STAGE = "page_keys", "stage_keys"
DEEP = """const deep = (root) => [...root.querySelectorAll("*")]
  .flatMap((one) => (one.shadowRoot ? [one, ...deep(one.shadowRoot)] : [one]));"""
"""Every element of a page, those inside our own elements too."""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
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


KEPT = "sessionStorage.getItem('whitepaper-report')"
"""What a window keeps of the reader's collection."""
SHARED = pytest.StashKey[str]()
"""The address of the server that all processes ask."""


@pytest.hookimpl(optionalhook=True)  # where pytest-xdist runs several processes
def pytest_configure_node(node: Any) -> None:
    """Give each process the address of one server: its start takes as long as twenty pages."""
    config: pytest.Config = node.config
    if SHARED not in config.stash:
        open_ones = ExitStack()
        config.add_cleanup(open_ones.close)
        folder = open_ones.enter_context(TemporaryDirectory(prefix="server"))
        config.stash[SHARED] = open_ones.enter_context(served(Path(folder)))
    node.workerinput["address"] = config.stash[SHARED]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the server of most tests, ready as readers have it."""
    shared = getattr(request.config, "workerinput", {}).get("address")
    if shared:
        yield shared
        return
    with served(tmp_path_factory.mktemp("server")) as own:
        yield own


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server on a free port, which is warm; its output goes to a file in a folder."""
    port = free_port()
    with serving(port, folder / "output.txt", **{WARM: ""}):
        yield f"http://127.0.0.1:{port}"


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(
    port: int, output: Path, *options: str, program: str = "dashboard.py", **environment: str
) -> Iterator[subprocess.Popen]:
    """A server on a port, once it is healthy, of whose pages few are asked for.

    options: of `streamlit run`; program: the script of the app.
    """
    command = [sys.executable, "-m", "streamlit", "run", program, "--server.address", "127.0.0.1"]
    base = dict(zip(options[::2], options[1::2], strict=True)).get("--server.baseUrlPath", "")
    with output.open("a") as log:
        server = subprocess.Popen(
            [*command, "--server.port", str(port), *options],
            cwd=ROOT,
            stdout=log,
            stderr=log,
            env=os.environ | {WARM: COLD} | environment,
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
    path = find_shell()
    assert path, "no browser: run python tools/browser.py"
    with sync_playwright() as playwright, ExitStack() as open_ones:

        @cache
        def launch(has_webgl: bool) -> Browser:
            flags = [*(FLAGS if has_webgl else PLAIN), ONE_PROCESS, UNCOMPILED]
            return open_ones.enter_context(playwright.chromium.launch(executable_path=path, args=flags))

        yield launch


@pytest.fixture(scope="session")
def chromium(launched: Callable[[bool], Browser]) -> Browser:
    """The browser without WebGL."""
    return launched(False)


def profile(browser: Browser) -> BrowserContext:
    """A reader's, who has opened nothing yet."""
    found = browser.new_context(locale="zh-CN", accept_downloads=True)
    found.set_default_timeout(PATIENCE)
    return found


class Office:
    """A profile for many tests: the app's scripts are loaded and compiled once, what it stores is forgotten."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.context, self._origin = profile(browser), address
        holder = self.context.new_page()  # while it is open, the process that has the scripts lives
        holder.goto(f"{address}/health")
        self._session = self.context.new_cdp_session(holder)

    def forget(self) -> None:
        """What the app stored; what belongs to a window went with it."""
        self._session.send("Storage.clearDataForOrigin", {"origin": self._origin, "storageTypes": "all"})


@pytest.fixture(scope="session")
def office(launched: Callable[[bool], Browser]) -> Callable[[bool, str], Office]:
    """That of the browser with WebGL, and that of the one without, at the address of a server."""
    return cache(lambda has_webgl, address: Office(launched(has_webgl), address))


class Visit:
    """A reader's window, with everything it asked for and every error its console saw."""

    def __init__(self, page: Page, address: str) -> None:
        self.address = address
        self.page = page
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

    def resize(self, width: int, height: int) -> None:
        """Make the window as large, until the page has followed."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate(TWO_FRAMES)

    def turn(self, scheme: Mode) -> None:
        """Let the system turn light or dark, until the page has followed."""
        self.page.emulate_media(color_scheme=scheme)
        red, green, blue = bytes.fromhex(PALETTES[scheme].background.removeprefix("#"))
        expect(self.page.get_by_test_id("stApp")).to_have_css("background-color", f"rgb({red}, {green}, {blue})")
        self.settle()

    def press(self, key: str, listener: str) -> None:
        """Press a key once it is listened to: PAGE for those of any page, STAGE for those of a presentation."""
        expect(self.page.locator(f"html[data-keys={listener}]")).to_be_attached()
        self.page.keyboard.press(key)

    def outside(self) -> list[str]:
        """Requests that left the machine."""
        return [url for url in self.requests if not re.match(r"(https?|wss?)://127\.0\.0\.1|data:|blob:", url)]


@pytest.fixture
def visit(
    launched: Callable[[bool], Browser], office: Callable[[bool, str], Office], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Visit]]:
    """Make a window: `visit(width, height, color_scheme, has_webgl=True)`; is_cold: of a profile of its own.

    server: the address of another one than that of most tests. A test finds nothing stored. The console must stay free
    of errors.
    """
    visits: list[Visit] = []
    used: list[Office] = []
    cold: list[BrowserContext] = []

    def make(
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        *,
        has_webgl: bool = False,
        is_cold: bool = False,
        server: str = "",
    ) -> Visit:
        address = server or request.getfixturevalue("address")
        if is_cold:
            cold.append(profile(launched(has_webgl)))
        else:
            used.append(office(has_webgl, address))
        page = (cold[-1] if is_cold else used[-1].context).new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        visits.append(Visit(page, address))
        return visits[-1]

    yield make
    errors = [error for one in visits for error in one.errors]
    outside = [url for one in visits for url in one.outside()]
    for one in visits:
        one.page.close()
    for context in cold:
        context.close()
    for one in used:
        one.forget()
    assert errors == []
    assert outside == []
