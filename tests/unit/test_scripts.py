"""Scripts and styles of our own elements: with what they are sent, and where they are fetched."""

import json
import re

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.frame import scripts
from components.widgets import panels, plain_table
from whitepaper.model.cells import Cell, Table

FETCHED = {
    "panels": (panels.__file__, ("making.js", "panels.js"), ("judgement.css", "panels.css")),
    "plain_table": (
        plain_table.__file__,
        ("making.js", "words.js", "columns.js", "plain_table.js"),
        ("plain_table.css",),
    ),
}


@pytest.mark.parametrize("name", FETCHED)
def test_a_large_element_is_fetched_once(name: str) -> None:
    """Script and style stand whole under an address that changes with them, below the path of the app, for ever."""
    module, js, css = FETCHED[name]
    (address,) = [one for one in scripts._SERVED if re.fullmatch(rf"elements/{name}-[0-9a-f]{{16}}\.js", one)]
    with TestClient(Starlette(routes=[scripts.route("/quality/")])) as client:
        answer = client.get(f"/quality/{address}")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == scripts.FOR_EVER["Cache-Control"]
    assert answer.text.startswith(scripts.beside(module, *js).replace("export default", "const elementDraw ="))
    assert f".replaceSync({json.dumps(scripts.beside(module, *css))})" in answer.text
    assert answer.text.count("export default") == 1


def test_a_script_that_draws_nothing_is_refused() -> None:
    """When its module is imported, not when a reader opens the page."""
    with pytest.raises(ValueError, match="0 times"):
        scripts.element("nothing", js="const draw = () => {}")


def test_what_was_never_declared_is_not_there() -> None:
    """Only the scripts themselves are served."""
    with TestClient(Starlette(routes=[scripts.route("/")])) as client:
        assert client.get("/elements/..%2Fscripts.py").status_code == 404
        assert client.get("/elements/nothing.js").status_code == 404


@pytest.mark.parametrize(
    ("texts", "is_one"),
    [
        (["1.5 亿元", "超 300 家", "累计 43"], True),
        (["1.5 亿元", "", "第三名", "12", "4%", "5%"], True),
        (["2024", "2023-2024"], False),
        (["表12", "附录13", "表21 · 区市场监管局"], False),
        (["", ""], False),
    ],
)
def test_a_column_of_numbers_is_one_whose_texts_mostly_say_some(texts: list[str], is_one: bool) -> None:
    """Its texts stay on one line: years, and places in the paper, are no numbers."""
    laid = plain_table.laid(pd.DataFrame({"名称": ["甲"] * len(texts), "数": texts}))
    assert laid["isOfNumbers"] == [False, is_one]


def test_the_value_of_a_table_is_the_column_that_it_says() -> None:
    """Not the first whose texts have digits, as those of periods have; a table that says none has none."""
    lines = [{"name": Cell("甲"), "period": Cell("2024年"), "label": Cell("1.5 亿元")}]
    headings = {"name": "指标", "period": "期间", "label": "数值"}
    assert plain_table.laid_of(Table(headings, lines, "label"))["isValue"] == [False, False, True]
    assert plain_table.laid_of(Table(headings, lines, "label").only(["name", "period"]))["isValue"] == [False, False]
    assert plain_table.laid_of(Table(headings, lines))["isValue"] == [False, False, False]


def test_what_a_number_is_of_is_the_column_of_its_part() -> None:
    """A narrow window shows its texts with the names, or five lines of one name would be five numbers of one thing."""
    lines = [{"indicator": Cell("甲"), "category": Cell("乙"), "label": Cell("1 家")}]
    headings = {"indicator": "指标", "category": "分类", "label": "数值"}
    assert plain_table.laid_of(Table(headings, lines, "label"))["isScope"] == [False, True, False]
    assert plain_table.laid_of(Table(headings, lines, "label").only(["indicator", "label"]))["isScope"] == [
        False,
        False,
    ]
    lines = [line | {"area": Cell("上海市")} for line in lines]
    assert plain_table.laid_of(Table(headings | {"area": "地区"}, lines, "label"))["isScope"] == [
        False,
        True,
        False,
        True,
    ]
