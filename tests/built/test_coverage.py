"""What there is, what is missing, what to ask for."""

from whitepaper.model.selection import Selection
from whitepaper.store import coverage
from whitepaper.store.store import Store


def test_a_cell_says_its_status(store: Store) -> None:
    """Printed, derived and not given stand side by side; the key leads to the number."""
    table = coverage.by_year(store, Selection(sector="economy"))
    (line,) = [line for line in table.lines if line["indicator"].text == "区级财政收入"]
    assert [line[year].text for year in ("2022", "2023", "2024")] == ["未给出", "推算", "有"]
    assert line["2024"].key == "economy.fiscal_revenue;310112;;2024;level;2024"
    assert line["2022"].key == ""


def test_a_missing_cell_gives_its_reason(store: Store) -> None:
    """A picture in the paper is no gap without a cause."""
    table = coverage.by_year(store, Selection(subsector="product.food"))
    assert "原文为图片" in set(table.texts("2022"))


def test_every_level_is_counted_once(store: Store) -> None:
    """No number of the paper's years falls out of the matrix."""
    years = coverage.years(store)
    table = coverage.by_year(store, Selection())
    rows = store.observations(Selection()).query("measure == 'level'")
    at_year = rows["year"].fillna(rows["edition"])
    series = rows[at_year.isin(years)].groupby(["indicator", "area", at_year]).ngroups
    assert sum(line[str(year)].key != "" for line in table.lines for year in years) == series


def test_towns_stand_in_the_order_of_the_appendix(store: Store) -> None:
    """With groups that cover every number of theirs."""
    rows = coverage.by_town(store, Selection())
    assert list(dict.fromkeys(rows["area"])) == list(store.towns["name"])
    topics = {key.split(".")[1] for key in store.names("indicators") if key.startswith("town.")}
    assert topics == set(store.codes("town_group"))


def test_a_list_of_many_numbers_begins_with_the_first_indicators(store: Store) -> None:
    """As many as have so many numbers, one at least; what has no more is whole."""
    every, most = Selection(), 60
    assert coverage.bounded(store, every, store.count(every)) == every
    cut = coverage.bounded(store, every, most)
    names = store.indicators_of(every)
    assert list(cut.indicators) == names[: len(cut.indicators)]
    after = Selection(indicators=tuple(names[: len(cut.indicators) + 1]))
    assert store.count(cut) <= most < store.count(after)
    assert coverage.bounded(store, every, 0).indicators == tuple(names[:1])
    kept = {store.name("indicators", key) for key in cut.indicators}
    whole = [line for line in coverage.by_year(store, every).lines if line["indicator"].text in kept]
    assert coverage.by_year(store, cut).lines == whole


def test_sectors_are_counted_as_their_series(store: Store) -> None:
    """Each series once, by how many of the years are in print."""
    rows = store.observations(Selection()).query("measure == 'level'")
    found = coverage.by_sector(store, Selection()).set_index("sector")
    for sector, own in rows.groupby("sector"):
        series = own.groupby(["indicator_id", "area_id", "category"])
        filled = [
            one.loc[(one["status"] == "reported") & one["year"].isin(coverage.years(store)), "year"].nunique()
            for _, one in series
        ]
        assert found.at[sector, "series"] == len(filled)
        assert [found.at[sector, count] for count in range(4)] == [filled.count(count) for count in range(4)]


def test_what_is_asked_for_is_what_is_absent(store: Store) -> None:
    """A derived year counts as a gap; a full series is not asked for."""
    asked = coverage.requests(store, Selection(sector="economy")).set_index("indicator")
    assert asked.at["区级财政收入", "absent"] == "2022、2023"
    assert asked.at["区级财政收入", "latest"].endswith("亿元（2024 年）")
    full = coverage.requests(store, Selection(indicators=(), subsector="construction.supervision"))
    assert "“白玉兰”优质建设工程数" not in set(full["indicator"])


def test_nobody_outside_is_asked_for_numbers(store: Store) -> None:
    """The city and the country are in the paper, but nobody of the district can answer for them."""
    asked = coverage.requests(store, Selection())
    outside = {store.name("areas", key) for key in store.names("areas")} - set(store.towns["area_id"].map(
        lambda key: store.name("areas", key)))  # fmt: skip
    assert outside.isdisjoint(asked["department"])
    assert coverage.answerable(["甲局、乙局", "乙局", coverage.UNNAMED]) == 2
