"""The server of the yearly round: who may ask, what it takes, and who sits at its desk."""

import subprocess
import sys
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from components.frame import settings
from components.upkeep import alone, desk, receiving
from components.upkeep.desk import Desk, OccupiedError
from components.upkeep.previewing import Preview
from tests.two_editions import laid_out
from whitepaper.model.dataset import VARIABLE

ROOT = Path(__file__).resolve().parents[2]
HERE, ELSEWHERE = "127.0.0.1", "10.0.0.7"


@pytest.mark.parametrize(("address", "is_near"), [(HERE, True), ("localhost", True), ("0.0.0.0", False), (None, False),
                                                  (ELSEWHERE, False), ("::", False)])  # fmt: skip
def test_it_listens_on_this_machine_alone(address: str | None, is_near: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told to listen elsewhere it does not start, and says why; names of the public server are not its own."""
    monkeypatch.setattr(config, "get_option", lambda _: address)
    monkeypatch.setenv(settings.HOSTS, "quality.example")
    if is_near:
        alone.hold()
        assert settings.listed(settings.HOSTS) == ()
    else:
        with pytest.raises(SystemExit, match="只能在本机使用"):
            alone.hold()


@pytest.mark.parametrize(
    ("peer", "headers", "is_near"),
    [
        (HERE, {"host": "127.0.0.1:8512"}, True), ("::1", {"host": "[::1]:8512"}, True),
        (HERE, {"host": "quality.example"}, False), (ELSEWHERE, {"host": "localhost"}, False),
        (HERE, {"host": "localhost", "x-forwarded-for": ELSEWHERE}, False),
        (HERE, {"host": "localhost", "via": "1.1 nginx"}, False), (HERE, {"host": "["}, False),
    ],
)  # fmt: skip
def test_it_answers_this_machine_alone(peer: str, headers: dict[str, str], is_near: bool) -> None:
    """Neither another machine, nor another name, nor what a proxy brings in."""
    app = Starlette(routes=[Route("/", lambda _: PlainTextResponse("页面"))], middleware=[Middleware(alone.Alone)])
    answer = TestClient(app, client=(peer, 1)).get("/", headers=headers)
    assert (answer.status_code, answer.text) == ((200, "页面") if is_near else (403, alone.REFUSED))


def test_the_dashboard_knows_nothing_of_it() -> None:
    """Its server can neither show a page of the round nor take a file."""
    served = [
        ROOT / "dashboard.py",
        *(path for room in ("pages", "components") for path in (ROOT / room).rglob("*.py")),
    ]
    named = [path.name for path in served if "components.upkeep" in path.read_text(encoding="utf-8")]
    inside = [path.name for path in (ROOT / "components" / "upkeep").glob("*.py")]
    assert len(served) > len(inside) > 5
    assert set(named) <= set(inside)


@pytest.fixture
def taker() -> TestClient:
    """A server that takes files."""
    return TestClient(Starlette(routes=[receiving.route("/")]))


def test_a_file_arrives_whole_under_its_name(taker: TestClient, tmp_path: Path) -> None:
    """One of the same name takes its place; a folder that is shut takes none."""
    word = receiving.opened(tmp_path, (".xlsx",))
    for content in (b"1", b"22"):
        assert taker.post(f"/received/{word}", params={"name": "../a/工作簿 2025.XLSX"}, content=content).is_success
    assert [(path.name, path.read_bytes()) for path in receiving.files(tmp_path)] == [("工作簿 2025.XLSX", b"22")]
    receiving.shut(tmp_path)
    answer = taker.post(f"/received/{word}", params={"name": "a.xlsx"}, content=b"1")
    assert (answer.status_code, "过期" in answer.json()["error"]) == (404, True)


def test_what_is_too_large_too_many_or_of_another_kind_is_refused(
    taker: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With words, and leaves nothing."""
    monkeypatch.setattr(receiving, "LARGEST", 10)
    monkeypatch.setattr(receiving, "MOST", 1)
    word = receiving.opened(tmp_path, (".xlsx",))

    def refusal(name: str, content: bytes) -> str:
        answer = taker.post(f"/received/{word}", params={"name": name}, content=content)
        return str(answer.json().get("error", ""))

    assert "超过" in refusal("a.xlsx", b"12345678901")
    assert "不是 .xlsx" in refusal("a.exe", b"1")
    assert "不是 .xlsx" in refusal("", b"1")
    assert refusal("a.xlsx", b"1") == ""
    assert "文件太多" in refusal("b.xlsx", b"1")
    assert [path.name for path in receiving.files(tmp_path)] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [("a/b\\c.xlsx", "c.xlsx"), ("..", "_"), ("<b>.xlsx", "_b_.xlsx"), ("x\n\u202e.xlsx", "x__.xlsx"), ("", "_"),
     ("长" * 500 + ".xlsx", "长" * receiving.LONGEST_NAME + ".xlsx"), (" .xlsx ", "_xlsx")],
)  # fmt: skip
def test_names_are_nothing_more_than_names(name: str, safe: str) -> None:
    """No folder, no mark, nothing unseen."""
    assert receiving.safe(name) == safe


@pytest.fixture
def seats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk of a small data set."""
    monkeypatch.setenv(VARIABLE, str(laid_out(tmp_path / "data").root))
    return Desk()


def test_two_windows_are_told_of_each_other(seats: Desk) -> None:
    """The second sees who is first, and can take over what has arrived; the first then is the one that is told."""
    work = seats.sit("first")
    assert seats.sit("first") is work
    with pytest.raises(OccupiedError, match="另一个窗口"):
        seats.sit("second")
    assert seats.sit("second", is_taking_over=True) is work
    with pytest.raises(OccupiedError):
        seats.sit("first")
    seats.clear()
    assert not work.folder.exists()


def test_a_closed_window_leaves_nothing_and_a_reloaded_one_finds_its_work(
    seats: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is gone once the time is over."""
    work = seats.sit("first")
    seats.leave("first")
    assert seats.sit("reloaded") is work
    monkeypatch.setattr(desk, "GRACE", 0.0)
    seats.leave("first")  # which is no longer the one that works
    seats.leave("reloaded")
    assert seats._timer is not None
    seats._timer.join()
    assert not work.folder.exists()


def test_a_preview_that_does_not_start_says_so(seats: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """And leaves no process; one that runs is ended with the round."""
    from whitepaper.releasing import previews

    work = seats.sit("first")
    monkeypatch.setattr(previews, "command", lambda *_: ([sys.executable, "-c", "raise SystemExit(1)"], {}))
    with pytest.raises(Exception, match="预览没有打开"):
        seats.preview.start(work.draft)
    assert not seats.preview.is_on
    running = Preview()
    running._server = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    assert running.is_on
    running.end()
    assert not running.is_on
    seats.clear()
