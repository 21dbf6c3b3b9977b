"""The pages 责任部门 and 数据覆盖."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from components.views import coverage
from tests.pages.conftest import Open, rows, tables


def test_departments_are_listed_and_one_opens(open_page: Open) -> None:
    """The list of all; the chosen one with what is open, its charts and its rows."""
    assert len(tables(open_page("departments"))) == 1
    app: AppTest = open_page("departments", department="区生态环境局")
    assert set(rows(app)["来源"].str.rpartition(" · ")[2]) == {"区生态环境局"}
    assert [heading.value for heading in app.header][-1].startswith("提供的数 · ")


def test_what_empties_the_page_is_said(open_page: Open) -> None:
    """A department that has nothing in a sector, with the ways out."""
    app = open_page("departments", department="区统计局", sector="environment")
    assert "没有符合全部条件的数" in app.warning[0].value
    app.button(key="loosen_sector").click().run()
    assert set(rows(app)["来源"].str.rpartition(" · ")[2]) == {"区统计局"}


@pytest.mark.parametrize("part", ["coverage", "requests"])
def test_a_list_that_is_cut_says_so(open_page: Open, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And how to see the rest; a whole one says nothing."""
    assert not open_page("coverage", part=part).info
    monkeypatch.setattr(coverage.coverage, "MOST_NUMBERS", 60)
    monkeypatch.setattr(coverage, "_bounded", coverage._bounded.__wrapped__)
    app = open_page("coverage", part=part)
    assert "请选择领域或街镇" in app.info[0].value
    assert re.search(r" · 前 \d+ 个指标，\d+ [行条]$", app.header[0].value)
