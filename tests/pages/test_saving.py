"""The button that makes a file: saved, or said why not."""

import base64
import json

from streamlit.testing.v1 import AppTest


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
    assert base64.b64decode(sent["content"]).decode() == "数"
    assert (sent["name"], sent["mime"]) == ("数.csv", "text/csv")
    assert app.caption[0].value == "已保存 数.csv"
    assert not app.run().get("bidi_component")


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
