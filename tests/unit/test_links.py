"""Links that are passed on: read whole whatever stands in them, and noticed when something of them is lost."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitepaper.model import links

QUERIES = [
    {"sector": "product"},
    {"town": "310112114,310112107", "year": "2024"},
    {"q": "R&D", "level": "国家级"},
    {"search": "食品 合格率"},
    {"q": "C#"},
    {"q": "1+1"},
    {"q": "100%"},
    {"award": "CIIF 机器人奖"},
    {"award": "上海市级乡村旅游重点村（第二批）"},
    {"part": "errata"},
]
texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


def opened(address: str) -> dict[str, str]:
    """The parameters of an address as the server reads them: of one that stands twice the last."""
    return {name: values[-1] for name, values in parse_qs(address, keep_blank_values=True).items()}


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_link_is_ascii_and_opens_to_what_it_was_made_from(query: dict[str, str]) -> None:
    """Whatever a chat program does with blanks and Chinese letters, it finds none."""
    link = links.signed("explore", query)
    assert link.isascii()
    assert not set(link) & set(" <>\"'")
    assert links.whole("explore", opened(link)) == (query, True)


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_link_that_was_cut_at_any_letter_is_noticed(query: dict[str, str]) -> None:
    """From its first letter to its last but one; but where what is left says the same (`100%` for `100%25`)."""
    link = links.signed("explore", query)
    for length in range(1, len(link)):
        left = opened(link[:length])
        assert not links.whole("explore", left)[1] or {links.CHECK: left[links.CHECK], **query} == left


@given(st.dictionaries(texts.filter(lambda name: name != links.CHECK), texts, min_size=1))
def test_any_link_is_read_whole(query: dict[str, str]) -> None:
    """Whatever stands in it."""
    assert links.whole("town", opened(links.signed("town", query))) == (query, True)


@pytest.mark.parametrize("stuck", ["。", "，", "）", "，请查看", "。请看第3页，谢谢", " 请查看", "\n", "》。", "（"])
@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_what_is_stuck_to_a_link_is_taken_off(query: dict[str, str], stuck: str) -> None:
    """Stops and the words behind them, as chat programs take them for a part of the link."""
    assert links.whole("explore", opened(links.signed("explore", query) + stuck)) == (query, True)


def test_an_address_that_was_typed_needs_no_check() -> None:
    """It is taken as it stands; a link to a page without any choice has nothing to lose, and no check."""
    assert links.whole("explore", {"sector": "product"}) == ({"sector": "product"}, True)
    assert links.signed("explore", {}) == ""


def test_a_link_of_another_page_is_no_whole_one() -> None:
    """A path that was mended by hand may show another view."""
    assert not links.whole("town", opened(links.signed("explore", {"sector": "product"})))[1]
