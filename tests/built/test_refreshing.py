"""A spreadsheet fetches its numbers by itself: LibreOffice links an area to an address and refreshes it."""

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from xml.sax.saxutils import escape

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from components.frame import security
from components.take_home import by_url
from tests.browser.conftest import free_port, soon
from tests.editions import change
from whitepaper.files import csv_files
from whitepaper.model.dataset import VARIABLE, Dataset
from whitepaper.model.selection import Selection
from whitepaper.publishing import versions
from whitepaper.publishing.build import build
from whitepaper.store.store import Store

OFFICE = shutil.which("localc") and shutil.which("soffice")
PATIENCE = 120  # seconds
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice with Calc is not installed")
MACRO = """
Const TAKEN = "44,34,76,1,,2052,false,false"  ' 76: UTF-8; no cell is guessed at
Const WRITTEN = "44,34,76,1,,0,false,true"

Function SavedAs(filter As String, said As String)
  Dim made(1) As New com.sun.star.beans.PropertyValue
  made(0).Name = "FilterName"
  made(0).Value = filter
  made(1).Name = "FilterOptions"
  made(1).Value = said
  SavedAs = made
End Function

Sub Fetch(address As String, first As String, published As String, second As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim corner As New com.sun.star.table.CellAddress
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, hidden)
  document.AreaLinks.insertAtPosition(corner, address, "CSV_all", "Text - txt - csv (StarCalc)", TAKEN)
  document.storeToURL(first, SavedAs("Text - txt - csv (StarCalc)", WRITTEN))
  For turn = 1 To 1200
    If FileExists(published) Then Exit For
    Wait 50
  Next
  document.AreaLinks.getByIndex(0).refresh()
  document.storeToURL(second, SavedAs("Text - txt - csv (StarCalc)", WRITTEN))
  document.close(True)
  StarDesktop.terminate()
End Sub
"""
"""A book with an area that is linked to an address, as CSV; and, once there is a file that says so, refreshed."""
MODULE = (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{}</script:module>'
)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile of LibreOffice that has the macro."""
    folder = tmp_path / "profile"
    subprocess.run([*office(folder), "--terminate_after_init"], check=True, timeout=PATIENCE, capture_output=True)
    module = folder / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(MODULE.format(escape(MACRO)), encoding="utf-8")
    return folder


def office(profile: Path) -> list[str]:
    """How LibreOffice is started under a profile."""
    return [str(OFFICE), "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]


@pytest.fixture
def address(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the numbers of a small data set are served, past all that stands before them in the app."""
    build(dataset)
    monkeypatch.setenv(VARIABLE, str(dataset.root))
    app = Starlette(
        routes=by_url.routes("/"), middleware=[Middleware(GZipMiddleware, minimum_size=100), Middleware(security.Guard)]
    )
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_config=None, lifespan="off"))
    thread = Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def expected(store: Store, selection: Selection) -> list[list[str]]:
    """The cells of the file that the dashboard hands out: a text that is to stay as it is does, behind its tab."""
    return list(csv.reader(io.StringIO(csv_files.to_csv(store.observations(selection), store).decode("utf-8-sig"))))


def test_a_linked_area_follows_the_data(dataset: Dataset, address: str, profile: Path, tmp_path: Path) -> None:
    """It has the rows that were published when it was made, and those of the next version once it is refreshed."""
    chosen = Selection(indicators=("economy.gdp",))
    link = f"{address}/{by_url.address('observations', 'csv', chosen)}"
    first, published, second = (tmp_path / name for name in ("first.csv", "published", "second.csv"))
    said = ", ".join(f'"{one}"' for one in (link, *(path.as_uri() for path in (first, published, second))))
    before = expected(Store.load(dataset), chosen)
    with subprocess.Popen([*office(profile), f"macro:///Standard.Module1.Fetch({said})"]) as running:
        try:
            soon(first.exists, bool)
            change(dataset, "2024/observations/table-01.csv", {"measure": "yoy_pct"}, printed="10.5")
            build(dataset)
            versions.publish(dataset)
            published.touch()
            assert running.wait(timeout=PATIENCE) == 0
        finally:
            running.kill()  # else it would be waited for without end
    after = expected(Store.load(dataset), chosen)
    assert [cells(first), cells(second)] == [before, after]
    assert before != after


def cells(path: Path) -> list[list[str]]:
    """Those of a CSV."""
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
