"""The button that makes a file: saved, or said why not."""

import json
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components.widgets import saving
from components.widgets.saving import Counter, File


def good() -> None:
    """A page with one button whose file can be made."""
    from components.widgets import saving

    saving.button("CSV", lambda: saving.File("数.csv", "text/csv", "数".encode()), "save")


def limited() -> None:
    """A page with one button whose file is too long for its kind."""
    from components.widgets import saving
    from whitepaper.model.errors import WhitepaperError

    def make() -> saving.File:
        raise WhitepaperError("工作表“数据”放不下。请缩小筛选范围")

    saving.button("Excel", make, "save")


def broken() -> None:
    """A page with one button whose maker has a mistake."""
    from components.widgets import saving

    def make() -> saving.File:
        raise ZeroDivisionError

    saving.button("Excel", make, "save")


def clicked(page: object) -> AppTest:
    """The page after a click on its button."""
    app = AppTest.from_function(page, default_timeout=20).run()
    assert not app.get("bidi_component")
    return app.button(key="save").click().run()


def test_a_file_is_sent_once_asked_for() -> None:
    """Its bytes, name and kind reach the browser, and the page says so."""
    app = clicked(good)
    (saver,) = app.get("bidi_component")
    sent = json.loads(saver.proto.json)
    client = TestClient(Starlette(routes=[saving.route("/")]))
    answer = client.get(f"/{sent['address']}")
    assert (answer.content.decode(), answer.headers["content-type"]) == ("数", "text/csv; charset=utf-8")
    assert unquote(answer.headers["content-disposition"]) == "attachment; filename*=UTF-8''数.csv"
    assert sent["name"] == "数.csv"
    assert app.caption[0].value == "已保存 数.csv"
    assert not app.run().get("bidi_component")


def test_files_wait_a_while_and_no_more_than_fit() -> None:
    """The oldest goes first, the newest never; a word that nobody was given gives nothing."""
    counter = Counter()
    counter.size = 10
    first, second = counter.leave(File("1", "", b"123456")), counter.leave(File("2", "", b"1234"))
    assert [counter.fetch(word).name for word in (first, second)] == ["1", "2"]
    third = counter.leave(File("3", "", b"12345678901"))
    assert [counter.fetch(word) for word in (first, second)] == [None, None]
    assert counter.fetch(third).name == "3"
    assert counter.fetch("guessed") is None
    counter.seconds = 0.0
    fourth = counter.leave(File("4", "", b"1"))
    assert counter.fetch(third) is None
    assert counter.fetch(fourth).name == "4"


def test_what_is_gone_says_so() -> None:
    """With what to do."""
    answer = TestClient(Starlette(routes=[saving.route("/")])).get("/saved/nothing")
    assert answer.status_code == 404
    assert "再点一次" in answer.text


def test_a_limit_is_said_in_its_own_words() -> None:
    """What is wrong and what to do, and no file."""
    app = clicked(limited)
    assert app.error[0].value == "工作表“数据”放不下。请缩小筛选范围"
    assert not app.exception
    assert not app.get("bidi_component")


def test_a_mistake_is_said_beside_the_button_and_raised() -> None:
    """The reader knows that there is no file; the log has the rest."""
    app = clicked(broken)
    assert app.error[0].value.startswith("Excel 没有做成")
    assert app.exception
    assert not app.get("bidi_component")
