"""The examination of an edition: every check by its own mistake alone, and none by what is sound."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.editions import change, double, drop
from tests.two_editions import DISTRICT, FIRST, FIRST_TOWN, SECOND, SECOND_TOWN, THIRD_TOWN, laid_out
from whitepaper.__main__ import main
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import EditionMissingError
from whitepaper.publishing.examination import GRAVE, Check, Typed, Verdict
from whitepaper.publishing.examining import examine
from whitepaper.publishing.source import Source, load_source
from whitepaper.releasing import examined

ECONOMY, QUALITY, TOWNS = (f"{SECOND}/observations/{name}.csv" for name in ("economy", "quality", "towns"))
HONOURS = f"{SECOND}/honours.csv"
NOW, BEFORE = str(SECOND), str(FIRST)
NOTICED, FAILED, PASSED = Verdict.NOTICED, Verdict.FAILED, Verdict.PASSED
OBSERVATIONS = "observations"
Change = Callable[[Source], Source]


def of(indicator_id: str, **columns: str) -> dict[str, str]:
    """What tells a number of the second paper from others."""
    return {"indicator_id": indicator_id} | columns


@pytest.fixture(scope="session")
def sound_set(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Two papers of which the second follows the first in every way: the two made up for tests, mended."""
    found = laid_out(tmp_path_factory.mktemp("sound"))
    drop(found, ECONOMY, of("economy.output", period="2023"))
    drop(found, ECONOMY, of("economy.output", period=BEFORE))
    drop(found, ECONOMY, of("economy.exports", period=BEFORE))
    drop(found, ECONOMY, of("economy.households", period=BEFORE))
    change(found, ECONOMY, of("economy.trade"), period=NOW)
    change(found, ECONOMY, of("economy.firms"), printed="13200", unit="家")
    change(found, ECONOMY, of("economy.households"), printed="9000", unit="户")
    change(found, ECONOMY, of("economy.equipment"), unit="台")
    change(found, "indicators.csv", of("economy.equipment"), unit="台")
    change(found, ECONOMY, of("economy.revenue", measure="yoy_pct"), printed="增长30.0%")
    change(found, QUALITY, of("quality.pass_rate", period=BEFORE), printed="96.0%")
    change(found, QUALITY, of("quality.samples", category=""), printed="610")
    change(found, QUALITY, of("quality.samples", category="网络"), category="餐饮")
    change(found, QUALITY, of("quality.passed"), printed="592")
    change(found, QUALITY, of("quality.satisfaction"), printed="8.5")
    drop(found, QUALITY, of("quality.stations"))
    drop(found, QUALITY, of("quality.officers", period=BEFORE))
    change(found, QUALITY, of("quality.officers"), printed="42", unit="人", missing_reason="")
    double(found, TOWNS, of("town.output", area_id=SECOND_TOWN, period=NOW), area_id=THIRD_TOWN, printed="31.0")
    double(found, TOWNS, of("town.firms", category="规上"), category="3家样本", printed="3")
    change(found, f"{SECOND}/honours.csv", {"seq": "2"}, organisation="乙乙文旅有限公司")
    change(found, f"{SECOND}/honours.csv", {"seq": "3"}, organisation="甲甲食品有限公司")
    with (found.source / NOW / "restatements.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"economy.output,{DISTRICT},,{NOW},level,1,600.0,亿元,正文,序,same,,\n")
    for file, rows in ((ECONOMY, "11"), (QUALITY, "11"), (TOWNS, "9")):
        change(found, f"{SECOND}/sources.csv", {"file": Path(file).stem}, rows=rows)
    return found


@pytest.fixture(scope="session")
def sound(sound_set: Dataset) -> Source:
    """Read once; what it reminds of is in the first paper alone."""
    return load_source(sound_set.source)


def test_a_sound_edition_passes_every_check(sound: Source) -> None:
    """Counted against the edition before."""
    found = examine(sound)
    assert (found.edition, found.before, found.verdict) == (SECOND, FIRST, PASSED), not_passed(sound)
    assert [one.check for one in found.results] == list(Check)
    tables = found.result(Check.TABLES)
    assert (tables.count, tables.before) == (31, 31)
    first = tables.details[0]
    assert (first.subject, first.place, first.before, first.now) == ("经济（虚构，测试用）", "表1", "11", "11")


def not_passed(source: Source, typed: Typed | None = None) -> dict[Check, Verdict]:
    """The checks that a source does not pass."""
    return {one.check: one.verdict for one in examine(source, typed=typed).results if one.verdict is not PASSED}


def edited(form: str, where: dict[str, str], edition: str = NOW, **cells: str) -> Change:
    """Change the cells of the rows of a form that have these values."""

    def made(source: Source) -> Source:
        rows = source.tables[form].copy()
        rows.loc[_meant(rows, where, edition), list(cells)] = list(cells.values())
        return replace(source, tables=source.tables | {form: rows})

    return made


def without(form: str, where: dict[str, str], edition: str = NOW) -> Change:
    """Leave rows of a form out."""

    def made(source: Source) -> Source:
        kept = ~_meant(source.tables[form], where, edition)
        places = [place for place, is_kept in zip(source.places[form], kept, strict=True) if is_kept]
        rows = source.tables[form][kept].reset_index(drop=True)
        return replace(source, tables=source.tables | {form: rows}, places=source.places | {form: places})

    return made


def added(form: str, where: dict[str, str], of_edition: str = NOW, **cells: str) -> Change:
    """A row like another one, with other cells."""

    def made(source: Source) -> Source:
        old = source.tables[form]
        rows = pd.concat([old, old[_meant(old, where, of_edition)].iloc[:1].assign(**cells)], ignore_index=True)
        places = [*source.places[form], ("new.csv", 2)]
        return replace(source, tables=source.tables | {form: rows}, places=source.places | {form: places})

    return made


def all_of(*changes: Change) -> Change:
    """One change after another."""

    def made(source: Source) -> Source:
        for one in changes:
            source = one(source)
        return source

    return made


def _meant(rows: pd.DataFrame, where: dict[str, str], edition: str) -> "pd.Series[bool]":
    if "edition" in rows and edition:
        where = where | {"edition": edition}
    found = (rows[list(where)] == pd.Series(where)).all(axis=1)
    assert found.any(), where
    return found


SUM = edited(OBSERVATIONS, of("quality.samples", category="流通"), printed="331")
ACCEPTED = {"check_id": "samples.total", "printed": "610 批次"}
MISTAKES: dict[Check, Change] = {
    Check.CONTRADICTIONS: SUM,
    Check.TENFOLD: edited(OBSERVATIONS, of("quality.officers"), printed="420"),
    Check.TABLES: all_of(
        added(OBSERVATIONS, of("economy.revenue", measure="level"), period=BEFORE, printed="100.0"),
        added(OBSERVATIONS, of("economy.households"), period=BEFORE, printed="8000"),
        added(OBSERVATIONS, of("economy.equipment"), period=BEFORE, printed="300"),
    ),
    Check.LISTS: without("policies", {}),
    Check.TOWN_REPORTS: without("town_notes", {"area_id": THIRD_TOWN}),
    Check.TOWN_NUMBERS: all_of(
        without(OBSERVATIONS, {"area_id": THIRD_TOWN}), without(OBSERVATIONS, {"area_id": THIRD_TOWN}, BEFORE)
    ),
    Check.DEPARTMENTS: edited("sources", {"file": "quality"}, department="区新局"),
    Check.MISSING: edited(OBSERVATIONS, of("quality.officers"), printed="", missing_reason="识别受损"),
    Check.NEW: added(OBSERVATIONS, of("town.firms", area_id=FIRST_TOWN), category="规下"),
    Check.GONE: without(OBSERVATIONS, of("economy.firms")),
    Check.RENAMED: edited(OBSERVATIONS, of("economy.revenue"), category="新口径"),
    Check.REVISED: edited(OBSERVATIONS, of("quality.pass_rate", period=BEFORE), printed="95.5%"),
    Check.SLIPS: edited(OBSERVATIONS, of("quality.pass_rate", period=BEFORE), printed="69.0%"),
    Check.UNITS: edited(OBSERVATIONS, of("economy.equipment"), unit="台套"),
    Check.MEASURES: edited(OBSERVATIONS, of("economy.exports"), measure="yoy_pp", unit="个百分点", printed="6.0"),
    Check.JUMPS: edited(OBSERVATIONS, of("quality.officers"), printed="150"),
    Check.GROWTH: edited(OBSERVATIONS, of("economy.revenue", measure="yoy_pct"), printed="增长20.0%"),
    Check.RANGE: edited(OBSERVATIONS, of("economy.households"), printed="9000.5"),
    Check.ACCEPTED: all_of(
        SUM,
        added("accepted_findings", {}, BEFORE, edition=NOW, **ACCEPTED),
    ),
    Check.OPEN: all_of(SUM, edited("checks", {"check_id": "samples.total"}, "", scope="unclear")),
    Check.RESEMBLING: edited("honours", {"seq": "2"}, organisation="乙乙文旅有限责任公司"),
    Check.UNCHECKED: edited("checks", {"check_id": "pass.rate"}, "", operands="quality.passed{period=2024}"),
}  # fmt: skip


@pytest.mark.parametrize("check", MISTAKES, ids=lambda check: check.value)
def test_a_mistake_is_found_by_its_own_check_alone(check: Check, sound: Source) -> None:
    """Grave ones fail, of the others it is noticed."""
    assert not_passed(MISTAKES[check](sound)) == {check: FAILED if check in GRAVE else NOTICED}


def test_every_check_has_its_mistake() -> None:
    """But those of workbooks and files, which are tried below, and what rounding explains, which nobody is asked."""
    others = {Check.EMPTY, Check.UNREVIEWED, Check.UNLISTED, Check.USUAL, Check.SPELLINGS, Check.EXPLAINED}
    assert set(Check) - set(MISTAKES) == others


def test_a_finding_names_both_papers_the_row_and_the_cell(sound: Source) -> None:
    """As the numbers are printed; the cell where a workbook gave it."""
    place = (QUALITY, 12)
    found = examine(MISTAKES[Check.TENFOLD](sound), typed=Typed(cells={place: "b.xlsx，工作表“表2” O9"}))
    (detail,) = found.result(Check.TENFOLD).details
    assert (detail.subject, detail.place) == ("首席质量官", "表2；2024 年度 表2")
    assert (detail.before, detail.now, detail.department) == ("40 人", "420 人", "区市场局")
    assert ((detail.file, detail.row), detail.cell) == (place, "b.xlsx，工作表“表2” O9")


def test_what_could_not_be_checked_stands_in_no_cell(sound: Source) -> None:
    """It has no number; the first line of a list is not its place."""
    honours = next(place for place in sound.places["honours"] if place[0].startswith(NOW))
    found = examine(MISTAKES[Check.UNCHECKED](sound), typed=Typed(cells={honours: "b.xlsx，工作表“荣誉名录” 第 4 行"}))
    assert {detail.cell for detail in found.result(Check.UNCHECKED).details} == {""}


def test_a_tenfold_level_of_another_definition_is_only_noticed(sound: Source) -> None:
    """breaks.csv says that 满意度 is another one from the second paper on."""
    other = edited(OBSERVATIONS, of("quality.satisfaction"), printed="85.0")(sound)
    assert not_passed(other) == {Check.TENFOLD: NOTICED}


def test_what_rounding_explains_is_counted_and_passes(sound: Source) -> None:
    """Growth of 30.1 % where the levels, as printed, give 30 %."""
    found = examine(edited(OBSERVATIONS, of("economy.revenue", measure="yoy_pct"), printed="增长30.1%")(sound))
    assert found.verdict is PASSED
    assert found.result(Check.EXPLAINED).count == 1


def test_a_renaming_that_is_declared_passes(sound: Source) -> None:
    """names.csv says what the first paper calls an indicator."""
    (detail,) = examine(sound).result(Check.RENAMED).details
    assert (detail.verdict, detail.before, detail.now) == (PASSED, "投诉处理数", "投诉办结数")


def test_what_only_the_workbook_knows(sound: Source) -> None:
    """What is empty is noticed, with its sheets; what nobody has compared fails, with its cell."""
    assert not_passed(sound, Typed(empty={"表1": 3, "表2": 4})) == {Check.EMPTY: NOTICED}
    assert examine(sound, typed=Typed(empty={"表1": 3, "表2": 4})).result(Check.EMPTY).count == 7
    assert not_passed(sound, Typed(unreviewed={"表1": ["O6", "O7"]})) == {Check.UNREVIEWED: FAILED}


def test_what_a_source_reminds_of_is_noticed(sound_set: Dataset, tmp_path: Path) -> None:
    """An organisation without a line, a spelling of two kinds, a file that nobody reads."""
    shutil.copytree(sound_set.source, tmp_path / "source")
    other = Dataset(tmp_path)
    change(other, f"{SECOND}/honours.csv", {"seq": "1"}, organisation="从未听说过的研究所")
    change(other, "checks.csv", {"check_id": "award.name"}, editions=NOW)
    (other.source / NOW / "草稿.xlsx").write_bytes(b"")
    found = load_source(other.source)
    assert not_passed(found) == dict.fromkeys((Check.UNLISTED, Check.SPELLINGS, Check.USUAL), NOTICED)
    (detail,) = examine(found).result(Check.UNLISTED).details
    assert (detail.subject, detail.now, detail.file, detail.row) == ("质量奖", "从未听说过的研究所", HONOURS, 2)


def test_a_first_paper_is_compared_with_none(sound: Source) -> None:
    """Nothing is counted before, and no check fails for that."""
    found = examine(sound, FIRST)
    assert (found.before, {one.before for one in found.results}) == (None, {None})
    assert found.verdict is not FAILED
    with pytest.raises(EditionMissingError, match="2023"):
        examine(sound, 2023)


def test_it_is_told_in_every_format(sound: Source) -> None:
    """The same checks and details; in Excel as they are typed, nothing run."""
    found = examine(edited(OBSERVATIONS, of("quality.officers"), printed="420")(sound))
    text = examined.as_text(found)
    assert text.startswith("2025 年度白皮书体检（与 2024 年度相比）：不通过 1 项，提醒 0 项，通过 27 项。")
    assert f"不通过　{examined.NAMES[Check.TENFOLD]}：1\n  首席质量官" in text
    rows = list(csv.DictReader(io.StringIO(examined.as_csv(found))))
    told = json.loads(examined.as_json(found))
    book = openpyxl.load_workbook(io.BytesIO(examined.as_xlsx(found, datetime(2026, 1, 1, tzinfo=UTC))))
    details = sum(len(one.details) for one in found.results)
    assert {row["check"] for row in rows} == {one["check"] for one in told["checks"]} == {one.value for one in Check}
    assert [sheet.max_row - 1 for sheet in book.worksheets] == [len(Check), details]
    assert (
        sum(bool(row["detail_verdict"]) for row in rows)
        == details
        == sum(len(one["details"]) for one in told["checks"])
    )
    assert [cell.value for cell in book.worksheets[1][2]][:3] == [examined.NAMES[Check.TENFOLD], "不通过", "首席质量官"]


def test_every_check_and_verdict_has_a_name() -> None:
    """Each its own."""
    assert list(examined.NAMES) == list(Check)
    assert len(set(examined.NAMES.values())) == len(Check)
    assert set(examined.VERDICTS) == set(Verdict)


def test_the_command_examines_shows_and_writes(
    sound_set: Dataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 0 where nothing fails."""
    options = ["examine", "2025", "--source", str(sound_set.source)]
    assert main(options) == 0
    assert "不通过 0 项" in capsys.readouterr().out
    assert main([*options, "--format", "xlsx", "--out", str(tmp_path / "x.xlsx")]) == 0
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames == ["检查", "明细"]
