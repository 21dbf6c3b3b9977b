"""What there is, what is missing, what to ask for."""

from whitepaper.model.selection import Selection
from whitepaper.store import coverage
from whitepaper.store.store import Store


def test_a_cell_says_its_status(store: Store) -> None:
    """Printed, derived and not given stand side by side; the key leads to the number."""
    words, keys = coverage.by_year(store, Selection(sector="economy"))
    line = words.set_index("指标").loc["区级财政收入"]
    assert (line["2022"], line["2023"], line["2024"]) == ("未给出", "推算", "有")
    assert keys.loc[words["指标"] == "区级财政收入", "2024"].item() == "economy.fiscal_revenue;310112;;2024;level;2024"
    assert keys.loc[words["指标"] == "区级财政收入", "2022"].item() == ""


def test_a_missing_cell_gives_its_reason(store: Store) -> None:
    """A picture in the paper is no gap without a cause."""
    words, _ = coverage.by_year(store, Selection(subsector="product.food"))
    assert "原文为图片" in set(words["2022"])


def test_every_level_is_counted_once(store: Store) -> None:
    """No number of the paper's years falls out of the matrix."""
    years = coverage.years(store)
    _, keys = coverage.by_year(store, Selection())
    rows = store.observations(Selection()).query("measure == 'level'")
    at_year = rows["year"].fillna(rows["edition"])
    series = rows[at_year.isin(years)].groupby(["indicator", "area", at_year]).ngroups
    assert (keys[[str(year) for year in years]] != "").to_numpy().sum() == series


def test_towns_stand_in_the_order_of_the_appendix(store: Store) -> None:
    """With groups that cover every number of theirs."""
    rows = coverage.by_town(store, Selection())
    assert list(dict.fromkeys(rows["area"])) == list(store.towns["name"])
    topics = {key.split(".")[1] for key in store.names("indicators") if key.startswith("town.")}
    assert topics == set(store.codes("town_group"))


def test_what_is_asked_for_is_what_is_absent(store: Store) -> None:
    """A derived year counts as a gap; a full series is not asked for."""
    asked = coverage.requests(store, Selection(sector="economy")).set_index("指标")
    assert asked.at["区级财政收入", "缺少的年份"] == "2022、2023"
    assert asked.at["区级财政收入", "最近一年的值"].endswith("亿元（2024 年）")
    full = coverage.requests(store, Selection(indicators=(), subsector="construction.supervision"))
    assert "“白玉兰”优质建设工程数" not in set(full["指标"])
