"""The selection and its form in the address bar."""

from hypothesis import given
from hypothesis import strategies as st

from whitepaper.model.selection import Selection, Vocabulary, from_query, to_query

KNOWN = Vocabulary(
    sectors=frozenset({"product", "economy"}),
    subsectors={"product.food": "product", "economy.totals": "economy"},
    areas=frozenset({"310112", "310112114", "place:zizhu"}),
    years=frozenset({2022, 2023, 2024}),
    indicators=frozenset({"food.sampling.pass_rate", "economy.gdp"}),
    levels=frozenset({"国家级", "市级"}),
    awards=frozenset({"“上海品牌”认证", "中华老字号"}),
    award_years=frozenset({"2024", "2023-2024"}),
    organisations=frozenset({"org:001", "org:002"}),
    kinds=frozenset({"合计", "比率"}),
    verdicts=frozenset({"矛盾", "成立"}),
    departments=frozenset({"区统计局", "莘庄海关、龙吴海关"}),
)


@st.composite
def selections(draw) -> Selection:
    """Any valid selection."""
    subsector = draw(st.sampled_from(["", *KNOWN.subsectors]))
    sector = KNOWN.subsectors[subsector] if subsector else draw(st.sampled_from(["", *KNOWN.sectors]))
    some = lambda values: tuple(draw(st.lists(st.sampled_from(sorted(values)), unique=True)))  # noqa: E731
    return Selection(
        sector=sector,
        subsector=subsector,
        towns=some(KNOWN.areas),
        years=tuple(sorted(some(KNOWN.years))),
        indicators=some(KNOWN.indicators),
        text=draw(st.text().map(str.strip)),
        levels=some(KNOWN.levels),
        awards=some(KNOWN.awards),
        award_years=some(KNOWN.award_years),
        kinds=some(KNOWN.kinds),
        verdicts=some(KNOWN.verdicts),
        departments=some(KNOWN.departments),
        organisation=draw(st.sampled_from(["", *sorted(KNOWN.organisations)])),
        search=draw(st.text().map(str.strip)),
    )


@given(selections())
def test_a_link_reproduces_its_selection(selection: Selection) -> None:
    """Writing a selection into the address bar and reading it back loses nothing."""
    assert from_query(to_query(selection), KNOWN) == (selection, ())


@given(st.dictionaries(st.sampled_from(["sector", "sub", "town", "year", "indicator", "q", "other"]), st.text()))
def test_any_link_gives_a_valid_selection(query: dict[str, str]) -> None:
    """Whatever a link says, what is kept is known, and what is not known is named."""
    selection, dropped = from_query(query, KNOWN)
    assert set(selection.towns) <= KNOWN.areas
    assert set(selection.years) <= KNOWN.years
    assert set(selection.indicators) <= KNOWN.indicators
    assert selection.sector in {"", *KNOWN.sectors}
    assert not set(dropped) & (KNOWN.areas | KNOWN.indicators)


def test_a_link_holds_only_what_was_chosen() -> None:
    """An empty selection leaves the address bar empty; ids stand there, not labels."""
    assert to_query(Selection()) == {}
    assert to_query(Selection(sector="product", years=(2023, 2024))) == {"sector": "product", "year": "2023,2024"}


def test_a_sub_sector_of_another_sector_is_dropped() -> None:
    """The sector wins over a sub-sector that is not its own."""
    selection, dropped = from_query({"sector": "economy", "sub": "product.food"}, KNOWN)
    assert (selection.sector, selection.subsector) == ("economy", "")
    assert dropped == ("product.food",)


def test_loosening_the_sector_loosens_its_sub_sector() -> None:
    """A sub-sector cannot stand without its sector."""
    assert Selection(sector="product", subsector="product.food", text="x").without("sector") == Selection(text="x")
