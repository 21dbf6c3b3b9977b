"""The selection, its form in the address bar, and the filters that it is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.small_source import DECLARATIONS, written
from whitepaper.model.dataset import Dataset
from whitepaper.model.keys import MARK_SEPARATOR
from whitepaper.model.schema import DESCRIBED, load_tables, read_rows
from whitepaper.model.selection import (
    CHECKS,
    FILTERS,
    HONOURS,
    NUMBERS,
    SEARCH,
    SUPPLIED,
    Filter,
    Selection,
    Value,
    Vocabulary,
    filters_of,
    from_query,
    to_query,
    typed,
)
from whitepaper.publishing.build import build
from whitepaper.store.frames import SEARCHED
from whitepaper.store.store import Store

VALUES: dict[str, list[Value]] = {
    "publisher": ["310112", "310113"],
    "sector": ["product", "economy"],
    "subsector": ["product.food", "economy.totals"],
    "towns": ["310112", "310112114", "place:zizhu"],
    "years": [2022, 2023, 2024],
    "indicators": ["food.sampling.pass_rate", "economy.gdp"],
    "levels": ["国家级", "市级"],
    "awards": ["“上海品牌”认证", "中华老字号"],
    "award_years": ["2024", "2023-2024"],
    "organisation": ["org:001", "org:002"],
    "kinds": ["合计", "比率"],
    "verdicts": ["矛盾", "成立"],
    "departments": ["区统计局", "莘庄海关、龙吴海关"],
    "editions": [2024, 2025],
    "size": ["1", "10"],
    "emphasis": [
        "food.sampling.pass_rate~310112~流通",
        "food.sampling.pass_rate~310112~",
        "economy.gdp~310112114~甲，乙",
    ],
}
KNOWN = Vocabulary(
    values={name: {value: f"“{value}”" for value in values} for name, values in VALUES.items()},
    sector_of={"product.food": "product", "economy.totals": "economy"},
)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Any valid selection."""
    chosen: dict[str, object] = {}
    for name, one in FILTERS.items():
        if not one.vocabulary:
            chosen[name] = draw(st.text().map(typed))
        elif one.is_many:
            chosen[name] = tuple(draw(st.lists(st.sampled_from(VALUES[name]), unique=True)))
        else:
            chosen[name] = draw(st.sampled_from(["", *VALUES[name]]))
    for name in ("years", "editions"):
        chosen[name] = tuple(sorted(chosen[name]))
    if chosen["subsector"]:
        chosen["sector"] = KNOWN.sector_of[chosen["subsector"]]
    return Selection(**chosen)


@given(selections())
def test_a_link_reproduces_its_selection(selection: Selection) -> None:
    """Writing a selection into the address bar and reading it back loses nothing."""
    assert from_query(to_query(selection), KNOWN) == (selection, ())


@given(st.dictionaries(st.sampled_from([*(one.parameter for one in FILTERS.values()), "other"]), st.text()))
def test_any_link_gives_a_valid_selection(query: dict[str, str]) -> None:
    """Whatever a link says, what is kept is known, and what is not known is named."""
    selection, dropped = from_query(query, KNOWN)
    for name in VALUES:
        assert set(selection.values(name)) <= set(VALUES[name])
    assert not set(dropped) & {*VALUES["towns"], *VALUES["indicators"]}


def test_a_link_holds_only_what_was_chosen() -> None:
    """An empty selection leaves the address bar empty; ids stand there, not labels."""
    assert to_query(Selection()) == {}
    assert to_query(Selection(sector="product", years=(2023, 2024))) == {"sector": "product", "year": "2023,2024"}


LINKS = [
    ("nothing", {}, Selection(), ()),
    ("a strange parameter", {"colour": "red"}, Selection(), ()),
    ("two sectors", {"sector": "product,economy"}, Selection(sector="product"), ("economy",)),
    (
        "two sub-sectors",
        {"sub": "economy.totals,product.food"},
        Selection(sector="economy", subsector="economy.totals"),
        ("product.food",),
    ),
    ("two organisations", {"org": "org:002,org:001"}, Selection(organisation="org:002"), ("org:001",)),
    ("three organisations", {"org": "org:002,org:001,org:2"}, Selection(organisation="org:002"), ("org:001", "org:2")),
    ("an unknown sector", {"sector": "health"}, Selection(), ("health",)),
    ("an unknown sector before a known one", {"sector": "health,economy"}, Selection(), ("health", "economy")),
    ("an unknown town among known ones", {"town": "310112,1,310112114"},
     Selection(towns=("310112", "310112114")), ("1",)),
    ("a town twice", {"town": "310112114,310112,310112114"}, Selection(towns=("310112114", "310112")), ()),
    ("years out of order", {"year": "2024,2022"}, Selection(years=(2022, 2024)), ()),
    ("a year that is none", {"year": "2024,20x4"}, Selection(years=(2024,)), ("20x4",)),
    ("empty values", {"year": ",2024,,", "sector": ","}, Selection(sector="", years=(2024,)), ()),
    ("spaces around", {"year": " 2024 ", "q": " 食品 抽检 "}, Selection(years=(2024,), text="食品 抽检"), ()),
    ("a stop behind an id", {"town": "310112114。", "sector": "product）"},
     Selection(sector="product", towns=("310112114",)), ()),
    ("a stop and words behind an id", {"town": "310112114，请查看"}, Selection(towns=("310112114",)), ()),
    ("a bracket behind an id", {"town": "310112114（"}, Selection(towns=("310112114",)), ()),
    ("marks around an id", {"town": "“310112114”"}, Selection(towns=("310112114",)), ()),
    ("ids joined by a Chinese comma", {"town": "310112114，310112"}, Selection(towns=("310112114", "310112")), ()),
    ("a blank behind an id", {"sector": "product "}, Selection(sector="product"), ()),
    ("a mark that belongs to a value", {"department": "莘庄海关、龙吴海关。"},
     Selection(departments=("莘庄海关、龙吴海关",)), ()),
    ("a stop behind what is unknown", {"town": "1。"}, Selection(), ("1。",)),
    ("stops behind words", {"q": "食品抽检。", "search": "spcj， "}, Selection(text="食品抽检", search="spcj"), ()),
    ("words with a comma", {"q": "a,b", "search": "c,d"}, Selection(text="a,b", search="c,d"), ()),
    ("a series that stands out", {"mark": "food.sampling.pass_rate~310112~流通,food.sampling.pass_rate~310112~无"},
     Selection(emphasis=("food.sampling.pass_rate~310112~流通",)), ("food.sampling.pass_rate~310112~无",)),
    ("a series with a mark in its name", {"mark": "economy.gdp~310112114~甲，乙。"},
     Selection(emphasis=("economy.gdp~310112114~甲，乙",)), ()),
    ("a sub-sector brings its sector", {"sub": "product.food"},
     Selection(sector="product", subsector="product.food"), ()),
    ("a sub-sector beside its sector", {"sector": "product", "sub": "product.food"},
     Selection(sector="product", subsector="product.food"), ()),
    ("a sub-sector of another sector", {"sector": "economy", "sub": "product.food"},
     Selection(sector="economy"), ("product.food",)),
    ("a sub-sector beside an unknown sector", {"sector": "health", "sub": "product.food"},
     Selection(sector="product", subsector="product.food"), ("health",)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "query", "selection", "dropped"), LINKS, ids=[case[0] for case in LINKS])
def test_a_link_gives_the_nearest_selection_and_names_the_rest(
    name: str, query: dict[str, str], selection: Selection, dropped: tuple[str, ...]
) -> None:
    """Of a filter with one value the first counts; a sector wins over a sub-sector that is not its own."""
    assert from_query(query, KNOWN) == (selection, dropped)


def test_loosening_the_sector_loosens_its_sub_sector() -> None:
    """A sub-sector cannot stand without its sector; every other filter goes alone."""
    chosen = Selection(sector="product", subsector="product.food", text="x")
    assert chosen.without("sector") == Selection(text="x")
    assert chosen.without("subsector") == Selection(sector="product", text="x")
    assert chosen.without("text") == Selection(sector="product", subsector="product.food")


def test_a_selection_says_what_is_chosen_in_it() -> None:
    """By the names of its filters in their order, one value or many alike."""
    chosen = Selection(text="x", towns=("310112", "310112114"), sector="product", years=(2024,))
    assert chosen.chosen == ("sector", "towns", "years", "text")
    assert [chosen.values(name) for name in ("sector", "towns", "years", "levels", "organisation")] == [
        ("product",), ("310112", "310112114"), (2024,), (), (),
    ]  # fmt: skip
    assert Selection().is_empty
    assert not chosen.is_empty


@given(selections(), st.sets(st.sampled_from(list(FILTERS))))
def test_what_a_subject_follows_and_what_it_leaves_out_are_the_whole(selection: Selection, names: set[str]) -> None:
    """No filter is dropped in silence."""
    followed, left_out = selection.only(names), selection.beyond(names)
    assert {*followed.chosen, *left_out.chosen} == set(selection.chosen)
    assert set(followed.chosen) <= names
    assert not set(left_out.chosen) & names
    assert all((followed if name in names else left_out).values(name) == selection.values(name) for name in FILTERS)


def test_what_stands_out_is_of_one_indicator_and_keeps_every_row() -> None:
    """Without it a selection is the same; an id that begins alike is another indicator."""
    chosen = Selection(years=(2024,), emphasis=("economy.gdp~310112~", "economy.gdp_growth~310112~", "x~310112~甲"))
    assert chosen.of_indicator("economy.gdp").emphasis == ("economy.gdp~310112~",)
    assert chosen.of_indicator("economy").emphasis == ()
    assert chosen.plain == Selection(years=(2024,))


def test_every_filter_has_its_own_parameter_and_label() -> None:
    """In the address bar and in Chinese; none is empty."""
    parameters, labels = ([getattr(one, name) for one in FILTERS.values()] for name in ("parameter", "label"))
    assert len(set(parameters)) == len(parameters) == len(set(labels)) == len(labels)
    assert all(parameters)
    assert all(labels)


def test_a_subject_follows_the_filters_that_name_it() -> None:
    """And those alone, in the order in which they are said."""
    assert filters_of(SEARCH) == ("search",)
    assert filters_of(CHECKS) == ("sector", "towns", "kinds", "verdicts", "departments", "editions")
    assert filters_of(NUMBERS) == tuple(name for name in FILTERS if NUMBERS in FILTERS[name].of)
    assert filters_of("nothing") == ()


def test_every_filter_filters_something_and_starts_as_everything() -> None:
    """Nothing chosen is an empty text, or no values where there may be several."""
    for name, one in FILTERS.items():
        assert one.name == name
        assert one.of
        assert getattr(Selection(), name) == (() if one.is_many else "")
        assert bool(one.everything) == bool(one.vocabulary)


@pytest.mark.parametrize("one", [one for one in FILTERS.values() if one.vocabulary], ids=lambda one: one.name)
def test_a_vocabulary_is_declared(one: Filter) -> None:
    """As a column of the dictionary, as several, or as a code list that has codes."""
    tables = load_tables(DECLARATIONS / "dictionary.csv")
    columns = {f"{table.name}.{column.name}" for table in tables.values() for column in table.columns}
    codelists = {f"codelist:{row['codelist']}" for row in read_rows(DECLARATIONS / "codelists.csv")}
    table, _, joined = one.vocabulary.partition(".")
    assert {one.vocabulary} <= codelists or {f"{table}.{name}" for name in joined.split(MARK_SEPARATOR)} <= columns


FOLLOWED = [
    (subject, FILTERS[name]) for subject in (NUMBERS, SUPPLIED, HONOURS, CHECKS) for name in filters_of(subject)
]


@pytest.mark.parametrize(("subject", "one"), FOLLOWED, ids=[f"{case[0]} {case[1].name}" for case in FOLLOWED])
def test_a_filter_keeps_rows_by_a_column_that_is_declared(subject: str, one: Filter) -> None:
    """Of the rows that it filters; what is searched in honours is made for the search alone."""
    tables = load_tables(DECLARATIONS / "dictionary.csv")
    numbers = {*tables["observations"].names, *tables[DESCRIBED].names}
    declared = {
        NUMBERS: numbers,
        SUPPLIED: numbers,
        HONOURS: {*tables["honours"].names, SEARCHED},
        CHECKS: set(tables["checks"].names),
    }
    assert one.column in declared[subject]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small source, built and loaded; it is only read."""
    dataset = Dataset(written(tmp_path_factory.mktemp("small") / "source").parent)
    build(dataset)
    return Store.load(dataset)


@pytest.mark.parametrize("name", [name for name in FILTERS if name != "search"])
def test_a_filter_takes_from_the_rows_that_follow_it_and_from_no_others(small: Store, name: str) -> None:
    """A value that no row has leaves nothing of its own rows, and all of the rest."""
    nowhere: Value = 1900 if name in {"years", "editions"} else "1900"
    chosen = Selection(**{name: (nowhere,) if FILTERS[name].is_many else nowhere})
    found = [({NUMBERS, SUPPLIED}, small.observations), ({HONOURS}, small.honours), ({CHECKS}, small.checks)]
    for subjects, rows in found:
        expected = len(rows(Selection())) if subjects.isdisjoint(FILTERS[name].of) else 0
        assert len(rows(chosen)) == expected, subjects
        assert len(rows(Selection())) > 0
