"""Questions for what got better or worse in all, and for what is in doubt in all."""

import pytest

from whitepaper.asking import answer
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.telling import account
from whitepaper.telling.account import BETTER, WORSE

ENVIRONMENT = "environment"


@pytest.mark.parametrize(
    ("question", "judgement", "selection"),
    [
        ("哪些指标不如上年", WORSE, Selection()),
        ("需要关注什么", WORSE, Selection()),
        ("去年比前年退步的有哪些", WORSE, Selection(years=(2023, 2024))),
        ("闵行区哪些方面变好了", BETTER, Selection()),
        ("比去年好的指标有哪些", BETTER, Selection()),
        ("2023年哪些变差", WORSE, Selection(years=(2023,))),
        ("生态与居住环境哪些指标变差", WORSE, Selection(sector=ENVIRONMENT)),
    ],
)
def test_what_got_better_or_worse_is_named(store: Store, question: str, judgement: int, selection: Selection) -> None:
    """As 总览 and the pages of sectors count it, the first of them with their change; the number is not one of 2023."""
    found, told = answer(question, store), account.account(store, selection)
    assert found.is_answered
    assert account.sentence(told).removeprefix(f"{told.year} 年") in found.sentence
    assert found.keys == tuple(one.key for one in told.ordered(judgement))
    for one in told.ordered(judgement)[:3]:
        assert f"{one.name} {one.marked}（{one.change.words}" in found.sentence


def test_all_in_all_names_both(store: Store) -> None:
    """What needs attention first."""
    found, told = answer("质量状况怎么样", store), account.account(store, Selection())
    assert found.keys == tuple(one.key for judgement in (WORSE, BETTER) for one in told.ordered(judgement))


def test_how_many_is_no_list(store: Store) -> None:
    """The count alone."""
    assert answer("比上年好的指标有几个", store).sentence.endswith(
        account.sentence(account.account(store, Selection()))
    )


def test_towns_are_not_judged(store: Store) -> None:
    """Their numbers are of other scopes each."""
    found = answer("浦江镇哪些指标变差", store)
    assert not found.is_answered
    assert "浦江镇" in found.sentence


def test_one_that_is_named_is_not_all(store: Store) -> None:
    """`不如上年` of an indicator asks how it went."""
    assert answer("社零总额不如上年吗", store).target.indicators == ("economy.retail_sales",)


@pytest.mark.parametrize("question", ["存疑的数有哪些", "多少个数存疑", "哪些数对不上", "哪些存疑"])
def test_what_is_in_doubt_is_counted(store: Store, question: str) -> None:
    """All checks by what they found."""
    found = answer(question, store)
    assert found.is_answered
    assert "待核实的有" in found.sentence
