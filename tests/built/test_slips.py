"""Slips of a keyboard in a second, synthetic paper: each is refused, contradicted or asked about by its number."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest

from tests.editions import beside, change, double, drop, rewrite
from whitepaper.checks.across import GROWTH
from whitepaper.checks.judgement import CONTRADICTION, OPEN, TO_CONFIRM
from whitepaper.checks.plausible import RANGE
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import SourceError
from whitepaper.publishing.proofreading import check_source

FIRST, SECOND = 2024, 2025
FISCAL, WHOLESALE = "347.17", "7671.11"
LEVELS = {"economy.fiscal_revenue": FISCAL, "economy.wholesale_sales": WHOLESALE}
"""What two levels are after the growth that is printed beside them, 3.1 % and -2.5 %."""


@dataclass(frozen=True)
class Slip:
    """One slip: the row of a file of the second paper, and the cells that are wrong in it (none: it is left out).

    found: id of the check that finds it; words: what its explanation must say.
    """

    name: str
    path: str
    where: dict[str, str]
    cells: dict[str, str] = field(hash=False)
    found: str
    verdict: str
    words: tuple[str, ...]

    @property
    def about(self) -> str:
        """What it is about: an indicator, or the check of a list."""
        return self.where.get("indicator_id", self.found)


def key(indicator_id: str, category: str = "", measure: str = "level", period: str = "2025") -> dict[str, str]:
    """A number of the district, of the second paper's year unless said otherwise."""
    return {
        "indicator_id": indicator_id, "area_id": "310112", "category": category, "period": period, "measure": measure,
    }  # fmt: skip


SLIPS = [
    Slip("a total with digits exchanged", "observations/table-07.csv", key("food.license.certificates"),
         {"printed": "26765"}, "food.license.total", CONTRADICTION, ("表7印 26,765 张", "= 26,756 张")),
    Slip("a rate with a wrong digit", "observations/table-09.csv", key("food.sampling.pass_rate", "种植养殖"),
         {"printed": "96.86%"}, "food.sampling.rate.farming", CONTRADICTION, ("表9印 96.86%", "174 批次 ÷ 176 批次")),
    Slip("the text against the table", "restatements.csv", key("economy.gdp"), {"printed": "4191.25"},
         "again:economy.gdp;310112;;2025;level:1", CONTRADICTION, ("表1印 4,119.25 亿元", "前言印 4,191.25 亿元")),
    Slip("a level that its growth does not lead to", "observations/table-01.csv", key("economy.fiscal_revenue"),
         {"printed": "374.17"}, "growth:economy.fiscal_revenue;310112;;2025;yoy_pct", TO_CONFIRM,
         ("表1印 3.1%", "374.17 亿元 ÷ 336.73 亿元")),
    Slip("a list with an entry less", "honours.csv", {"source": "表43", "seq": "11"}, {},
         "brand.economy.count.time_honoured", CONTRADICTION, ("印 11 家", "名录列 10 家")),
    Slip("a name with a wrong letter", "honours.csv", {"source": "表36", "seq": "2"},
         {"organisation": "上海航天设备制造总长有限公司"},
         "name:honours:organisation:上海航天设备制造总长有限公司", TO_CONFIRM,
         ("这一年度印作“上海航天设备制造总长有限公司”", "较早的年度印作“上海航天设备制造总厂有限公司”")),
    Slip("万 for 亿", "observations/table-01.csv", key("economy.services_revenue"), {"unit": "万元"},
         "jump:economy.services_revenue;310112;;2025;level", TO_CONFIRM,
         ("表1印 2,946.54 万元", "2024 年度 表1印 2,946.54 亿元", "相差约 10,000 倍")),
    Slip("a year to come", "observations/text-producer-services-status.csv", key("producer.revenue"),
         {"period": "2035"}, "range:producer.revenue;310112;;2035;level;2025", TO_CONFIRM,
         ("印 3,266.0 亿元", "期间晚于 2025 年度")),
    Slip("the year before", "observations/text-technology-status.csv", key("tech.software_revenue"),
         {"period": "2024"}, "gone:tech.software_revenue;310112;;2024;level", TO_CONFIRM,
         ("软件", "只印较早年份的数")),
    Slip("a sign lost, the last level in the last paper", "observations/table-01.csv",
         key("economy.wholesale_sales", measure="yoy_pct"), {"printed": "2.5"},
         "growth:economy.wholesale_sales;310112;;2025;yoy_pct", TO_CONFIRM, ("表1印 2.5%", "疑漏升降号")),
    Slip("a sign lost, the last level beside it", "observations/table-30.csv", key("env.air.no2", measure="yoy_pct"),
         {"printed": "11.4%"}, "env.growth.no2", CONTRADICTION, ("表30印 11.4%", "疑漏升降号")),
    Slip("% for 个百分点", "observations/table-30.csv", key("env.air.good_days_rate", measure="yoy_pp"),
         {"printed": "↑0.6%", "unit": "%"}, "measure:env.air.good_days_rate;310112;;2025;yoy_pp", TO_CONFIRM,
         ("表30印 0.6%", "印 0.6 个百分点", "上一次按“个百分点”，这一次按“%”")),
    Slip("% for the unit itself", "observations/table-30.csv", key("env.noise.day", measure="yoy_pp"),
         {"measure": "yoy_pct", "printed": "↑1.4%", "unit": "%"}, "measure:env.noise.day;310112;;2025;yoy_pct",
         TO_CONFIRM, ("表30印 1.4%", "印 1.4 dB(A)")),
    Slip("a decimal point lost", "observations/text-tourism-status.csv", key("tourism.scenic_visitors"),
         {"printed": "12487.1"}, "jump:tourism.scenic_visitors;310112;;2025;level", TO_CONFIRM,
         ("印 12,487.1 万人次", "印 1,248.71 万人次", "相差约 10 倍")),
    Slip("an earlier year with digits exchanged", "observations/table-04.csv",
         key("product.inspection.pass_rate", period="2023"), {"printed": "98.91%"},
         "restated:product.inspection.pass_rate;310112;;2023;level", TO_CONFIRM,
         ("表4印 98.91%", "2024 年度 表4印 91.98%", "数字相同而次序不同")),
]  # fmt: skip


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The second paper with growth that leads from the first one's levels: of two as printed, of all others none."""
    dataset = beside(Dataset.chosen(), tmp_path_factory.mktemp("settled"), SECOND)
    for indicator_id, level in LEVELS.items():
        change(dataset, f"{SECOND}/observations/table-01.csv", key(indicator_id), printed=level)
    change(dataset, f"{SECOND}/restatements.csv", key("economy.wholesale_sales"), printed=WHOLESALE)
    findings = check_source(dataset.source)[1]
    asked = set(findings.loc[findings["kind"] == GROWTH, "check_id"].str.removeprefix("growth:"))

    def settle(row: dict[str, str]) -> dict[str, str]:
        return row | {"printed": "0.0"} if ";".join(row[name] for name in key("")) in asked else row

    folder = dataset.source / str(SECOND)
    for path in [*folder.glob("observations/*.csv"), folder / "restatements.csv"]:
        rewrite(path, settle)
    return dataset


@pytest.fixture(scope="module")
def sound(settled: Dataset) -> pd.DataFrame:
    """The findings of the second paper without any slip."""
    return check_source(settled.source)[1].set_index("check_id")


@pytest.fixture(scope="module")
def slipped(settled: Dataset, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The findings of the second paper with every slip."""
    dataset = copied(settled, tmp_path_factory.mktemp("slipped"))
    for slip in SLIPS:
        path = f"{SECOND}/{slip.path}"
        if slip.cells:
            change(dataset, path, slip.where, **slip.cells)
        else:
            drop(dataset, path, slip.where)
    return check_source(dataset.source)[1].set_index("check_id")


def copied(dataset: Dataset, folder: Path) -> Dataset:
    """The source of a data set in another folder."""
    shutil.copytree(dataset.source, folder / "source")
    return Dataset(folder)


def test_a_sound_second_paper_asks_nothing_of_the_first(sound: pd.DataFrame, settled: Dataset) -> None:
    """What is open in it is open in the first one too, but for two ranges that were answered there."""
    first = check_source(settled.source, FIRST)[1]
    is_open = sound[sound["verdict"].isin(OPEN)]
    assert set(is_open.loc[is_open["verdict"] == TO_CONFIRM, "kind"]) == {RANGE}
    others = is_open[is_open["kind"] != RANGE]
    assert {check_id.replace("2025", "2024") for check_id in others.index} <= set(first["check_id"])


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_found_and_its_number_named(slip: Slip, sound: pd.DataFrame, slipped: pd.DataFrame) -> None:
    """The same paper without it has no such finding."""
    assert slip.found not in sound.index
    row = slipped.loc[slip.found]
    assert row["verdict"] == slip.verdict
    assert all(words in row["explanation"] for words in slip.words), row["explanation"]


def test_slips_put_no_sound_number_to_question(sound: pd.DataFrame, slipped: pd.DataFrame) -> None:
    """Every finding that comes with them is about one of them."""
    slips = {slip.about for slip in SLIPS}
    for check_id, row in slipped[~slipped.index.isin(sound.index)].iterrows():
        indicators = {one.split(";")[0] for one in row["observations"]}
        assert slips & (indicators | {check_id}), row["explanation"]


def test_a_finding_has_an_id_of_its_own(slipped: pd.DataFrame) -> None:
    """However much is wrong."""
    assert slipped.index.is_unique


DOUBLED = [
    ("a number", "observations/table-01.csv", key("economy.fiscal_revenue"), {}, 5),
    ("a number with another value", "observations/table-01.csv", key("economy.fiscal_revenue"), {"printed": "9"}, 5),
    ("an honour", "honours.csv", {"source": "表12", "seq": "1"}, {}, 3),
    ("a number printed again", "restatements.csv", key("economy.gdp"), {}, 3),
]


@pytest.mark.parametrize(("name", "path", "where", "cells", "row"), DOUBLED, ids=[case[0] for case in DOUBLED])
def test_a_doubled_row_is_refused_with_its_place(
    name: str, path: str, where: dict[str, str], cells: dict[str, str], row: int, settled: Dataset, tmp_path: Path
) -> None:
    """And with that of the first one; nothing is checked before."""
    dataset = copied(settled, tmp_path)
    double(dataset, f"{SECOND}/{path}", where, **cells)
    change(dataset, f"{SECOND}/sources.csv", {"file": "table-01"}, rows="15" if "table-01" in path else "14")
    with pytest.raises(SourceError) as caught:
        check_source(dataset.source)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == (f"{SECOND}/{path}", row)
    assert problem.expected == f"唯一（已见于 {SECOND}/{path} 第 {row - 1} 行）"
