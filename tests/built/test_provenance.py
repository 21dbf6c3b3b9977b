"""Where a number comes from, and what touches it."""

import pytest

from whitepaper.checks import findings
from whitepaper.checks.judgement import CONTRADICTION, MARKING
from whitepaper.model.selection import Selection
from whitepaper.store import indicator_facts, provenance
from whitepaper.store.store import Store

PASS_RATE = "product.inspection.pass_rate;310112;;2024;level;2024"


def texts(store: Store, key: str) -> dict[str, str]:
    """Heading to text of the card of an observation."""
    return {fact.heading: fact.text for fact in provenance.source_card(store, key)}


def test_the_card_of_a_printed_number(store: Store) -> None:
    """As printed, with place, page or none, department, version, definition and findings."""
    card = texts(store, PASS_RATE)
    assert card["原文所印"] == "95.6%"
    assert card["状态"] == "白皮书所印"
    assert card["出处"].startswith("表4")
    assert card["部门"] == "区市场监管局"
    assert store.dataset_version in card["版本"]
    assert card["涉及的核对"].startswith("矛盾：表4印 95.6%")


def test_the_card_of_a_derived_number_has_its_formula(store: Store) -> None:
    """With the numbers put in."""
    derived = store.observations(Selection(indicators=("economy.fiscal_revenue",))).query("status == 'derived'")
    card = texts(store, derived["key"].iat[0])
    assert "÷ (1" in card["算式"]
    assert card["原文所印"] == "无"


def test_the_card_of_a_missing_number_has_its_reason(store: Store) -> None:
    """A dash for the number, and why."""
    missing = store.observations(Selection()).query("status == 'missing'")
    card = texts(store, missing["key"].iat[0])
    assert (card["数值"], card["状态"]) == ("—", f"缺失：{missing['status_reason'].iat[0]}")


def test_a_number_printed_again_says_where(store: Store) -> None:
    """Each further place, as printed there."""
    card = texts(store, "economy.gdp;310112;;2024;level;2024")
    assert card["又印于"] == "正文 前言：4119.25"


def test_an_unknown_number_raises(store: Store) -> None:
    """No empty card."""
    with pytest.raises(KeyError):
        provenance.source_card(store, "economy.gdp;310112;;1999;level;2024")


def test_the_checked_number_is_in_doubt_and_not_what_it_was_computed_from(store: Store) -> None:
    """The share of research in output is doubted; output itself is not, but its card names the finding."""
    doubts = findings.marked(store.tables["findings"], CONTRADICTION)
    share = "innovation.science.rd_gdp_share;310112;;2024;level;2024"
    assert "8.87%" in doubts[share]
    assert "economy.gdp;310112;;2024;level;2024" not in doubts
    assert "8.87%" in texts(store, "economy.gdp;310112;;2024;level;2024")["涉及的核对"]


def test_rounding_and_damage_put_nothing_in_doubt(store: Store) -> None:
    """What digits explain is named on the card, but marks no chart."""
    marked = {key for verdict in MARKING for key in findings.marked(store.tables["findings"], verdict)}
    weak = store.frame("findings").query("verdict in ['舍入', '截尾'] or damage != ''")
    grave = store.frame("findings").query("verdict in ['矛盾', '口径待核'] and damage == ''")
    named_gravely = {key for keys in grave["observations"] for key in keys}
    assert not {key for keys in weak["observations"] for key in keys[:1]} & marked - named_gravely


def test_no_heading_of_an_indicator_is_blank(store: Store) -> None:
    """For every indicator there is."""
    headings = {"定义", "口径", "分子", "分母", "单位", "方向", "来源部门", "注意事项"}
    for indicator_id in store.names("indicators"):
        facts = indicator_facts.facts(store, indicator_id)
        assert not headings - {heading for heading, text in facts.items() if text.strip()}, indicator_id


def test_a_citation_names_paper_place_and_version(store: Store) -> None:
    """Ready to copy."""
    text = provenance.citation(store, "product.inspection.pass_rate")
    assert "《2024年度闵行区质量状况分析白皮书》" in text
    assert "表4" in text
    assert text.endswith(f"数据版本 {store.dataset_version}。")
