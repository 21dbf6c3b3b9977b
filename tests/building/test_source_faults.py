"""What a source may not hold, kind by kind: the build says it with its place, and what to do, and never in a traceback.

A case changes the small source in one place, and has words of the problem that is told.
"""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mutations import outcome
from tests.small_source import TABLES, write_table, written
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import MOST_ALIKE, SourceError
from whitepaper.publishing.build import build, tables_of
from whitepaper.publishing.keying.layout import Paper
from whitepaper.publishing.source import load_source

NUMBERS = "2024/observations/table-01.csv"
Change = Callable[[Path], object]


def cell(file: str, row: int, column: int, text: str) -> Change:
    """One cell keyed otherwise."""

    def change(root: Path) -> None:
        rows = [[*cells, *[""] * (column + 1 - len(cells))] for cells in TABLES[file]]
        rows[row][column] = text
        write_table(root, file, rows)

    return change


def replaced(file: str, old: str, new: str) -> Change:
    """The first of a text in a file replaced."""

    def change(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new, 1), "utf-8")

    return change


def columns(file: str, of: Callable[[list[str]], list[str]]) -> Change:
    """Every row of a file rearranged."""

    def change(root: Path) -> None:
        rows = [of(row) for row in csv.reader(io.StringIO((root / file).read_text("utf-8")))]
        with (root / file).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)

    return change


def added(file: str, rows: list[list[str]]) -> Change:
    """Rows at the end of a form."""
    return lambda root: write_table(root, file, [*TABLES[file], *rows])


def raw(file: str, content: bytes) -> Change:
    """Other bytes, or a file of its own."""
    return lambda root: (root / file).write_bytes(content)


def gbk(file: str) -> Change:
    """As Excel saves on Chinese Windows."""
    return lambda root: (root / file).write_bytes((root / file).read_text("utf-8").encode("gbk"))


DECLARED = [
    case
    for file in ("forms.csv", "dictionary.csv")
    for case in [
        (f"{file} in GBK", gbk(file), (file, "不是 UTF-8", "CSV UTF-8")),
        (f"{file} empty", raw(file, b""), (file, "空文件", "这些列")),
        (f"{file} without a column", columns(file, lambda row: row[:-1]), (file, "这些列，次序相同")),
        (f"{file} with a column moved", columns(file, lambda row: [*row[1:], row[0]]), (file, "这些列，次序相同")),
        (f"{file} with a column doubled", columns(file, lambda row: [row[0], *row]), (file, "这些列，次序相同")),
        (f"{file} with a type unknown", replaced(file, ",string,", ",text,"), (file, "“type”列", "“text”")),
        (f"{file} with a line doubled", lambda root, file=file: double(root / file), (file, "只声明一次")),
    ]
]


def double(path: Path) -> None:
    """The last line of a file once more."""
    text = path.read_text("utf-8")
    path.write_text(text + text.splitlines()[-1] + "\n", "utf-8")


CELLS: list[tuple[str, str, int, int, str, tuple[str, ...]]] = [
    *[(f"the letter {name}", file, 0, 1, f"总{letter}值", (f"{file} 第 2 行", f"<U+{ord(letter):04X}>", "第 2 个字"))
      for file, name, letter in [
          ("indicators.csv", "of a control", "\x0b"), ("sectors.csv", "nothing", "\0"),
          ("areas.csv", "of no width", "\u200b"), ("editions.csv", "of direction", "\u202e"),
          ("organisations.csv", "of private use", "\ue000"), ("2024/sources.csv", "of damage", "\ufffd"),
          ("profile.csv", "of a tab", "\t")]],
    ("a number too large for its column", "sectors.csv", 0, 2, "99999", ("“order”列", "32767")),
    ("400 nines", NUMBERS, 0, 5, "9" * 400, (f"{NUMBERS} 第 2 行", "共 400 字", "不超过 15 位")),
    ("a fraction of nothing", NUMBERS, 0, 5, "1/0", ("“printed”列",)),
    ("a line break", "indicators.csv", 0, 1, "总\n值", ("“name”列", "换行")),
    ("Arabic digits as a period", NUMBERS, 0, 3, "٢٠٢٤", ("“period”列", "0-9")),
    ("full-width digits of no period", NUMBERS, 0, 3, "２０５２", ("“period”列", "2039 年以前")),
    ("full-width digits as a number", NUMBERS, 0, 5, "１１０", ("“printed”列", "半角")),
    ("full-width digits as an order", "sectors.csv", 0, 2, "１", ("“order”列", "半角")),
    ("a period backwards", NUMBERS, 0, 3, "2024-2020", ("“period”列", "先早后晚")),
    ("quarters backwards", NUMBERS, 0, 3, "2024Q3-Q1", ("“period”列", "先早后晚")),
    ("a period of no time", NUMBERS, 0, 3, "0000", ("“period”列", "1900")),
    ("a period far ahead", NUMBERS, 0, 3, "2052", ("“period”列", "2039 年以前")),
    ("an area in itself", "areas.csv", 1, 4, "310112101", ("“parent_id”列", "不是自己")),
    ("a longitude off the earth", "areas.csv", 1, 6, "999", ("“lon”列", "180")),
    ("latitude and longitude exchanged", "areas.csv", 1, 7, "121.4", ("“lat”列", "90")),
    ("an indicator related to itself", "indicators.csv", 0, 15, "economy.gdp", ("“related”列", "不是自己")),
    ("an indicator of itself", "indicators.csv", 1, 10, "economy.rate", ("denominator_indicator", "不是自己")),
    ("a category with ;", NUMBERS, 2, 2, "甲;乙", ("“category”列", "；")),
    ("a category with |", NUMBERS, 2, 2, "甲|乙", ("“category”列",)),
    ("a dash for nothing", NUMBERS, 0, 5, "—", ("留空", "missing_reason", "原文为图片")),
    ("nothing and no reason", NUMBERS, 2, 7, "", ("留空", "missing_reason", "原文为图片")),
    ("a reason unknown", NUMBERS, 2, 7, "不知道", ("代码表 missing_reason", "原文为图片")),
    ("an indicator unknown", NUMBERS, 0, 0, "economy.gpd", ("indicators.csv 的 indicator_id", "新的先在")),
    ("a centre that is no number", "profile.csv", 3, 1, "东经", ("profile.csv 第 5 行 “value”列", "数字")),
    ("a district that is no area", "profile.csv", 2, 1, "310113", ("profile.csv 第 4 行", "areas.csv")),
]  # fmt: skip

CASES: list[tuple[str, Change, tuple[str, ...]]] = [
    *DECLARED,
    ("a form less", columns("forms.csv", lambda row: ["x", *row[1:]] if row[0] == "areas" else row), ("areas",)),
    ("a reference to nothing", replaced("forms.csv", "areas.area_id", "areas.id"), ("forms.csv", "“reference”列")),
    ("a type that does not hold the values", replaced("dictionary.csv", "areas,name,string", "areas,name,int16"),
     ("dictionary.csv", "areas.name：int16")),
    ("a declared column that nothing makes", replaced("dictionary.csv", "areas,name,", "areas,called,"),
     ("dictionary.csv", "areas.called")),
    ("a cell of 200,000 letters", cell("sectors.csv", 0, 1, "字" * 200_000), ("sectors.csv 第 2 行", "不超过 4000 字")),
    ("a cell of 5,000 letters", cell("sectors.csv", 0, 1, "字" * 5_000), ("“name”列", "共 5000 字", "不超过 4000 字")),
    ("an open quote", replaced(NUMBERS, "economy.gdp,", 'economy.gdp,"'), (f"{NUMBERS} 第 2 行", "引号成对")),
    ("a day that is none", added("2024/accepted_findings.csv", [["x", "1", "", "", "照印", "2026-02-30"]]),
     ("“date”列", "年月日")),
    ("an area in itself by another", replaced("areas.csv", "闵行区,,区,,", "闵行区,,区,310112101,"),
     ("“parent_id”列", "不回到自己")),
    ("UTF-16", lambda root: (root / "areas.csv").write_text("area_id", "utf-16"), ("areas.csv", "CSV UTF-8")),
    ("no file", lambda root: (root / "views.csv").unlink(), ("views.csv", "没有这个文件")),
]  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is said of sources with all these cells, as many in one as are in different places."""
    sources: list[dict[tuple[str, int, int], str]] = []
    for _, file, row, column, text, _ in CELLS:
        place = file, row, column
        free = next((one for one in sources if place not in one), None)
        if free is None:
            free = {}
            sources.append(free)
        free[place] = text
    lines = []
    for number, changed in enumerate(sources):
        root = written(tmp_path_factory.mktemp(f"cells-{number}"))
        for file in {file for file, _, _ in changed}:
            rows = [[*cells, *[""] * 20] for cells in TABLES[file]]
            for (_, row, column), text in ((place, text) for place, text in changed.items() if place[0] == file):
                rows[row][column] = text
            write_table(root, file, rows)
        with pytest.raises(SourceError) as caught:
            load_source(root)
        lines += str(caught.value).splitlines()
    return lines


@pytest.mark.parametrize(("name", "words"), [(case[0], case[-1]) for case in CELLS], ids=[case[0] for case in CELLS])
def test_a_bad_cell_is_said(told: list[str], name: str, words: tuple[str, ...]) -> None:
    """In one line that holds all the words, and no letter that is not seen."""
    assert any(all(word in line for word in words) for line in told), told
    assert all(letter.isprintable() for line in told for letter in line)


@pytest.mark.parametrize(("name", "change", "words"), CASES, ids=[case[0] for case in CASES])
def test_a_fault_is_said(source: Path, name: str, change: Change, words: tuple[str, ...]) -> None:
    """In one line that holds all the words."""
    change(source)
    with pytest.raises(SourceError) as caught:
        tables_of(source)
    lines = str(caught.value).splitlines()
    assert any(all(word in line for word in words) for line in lines), str(caught.value)
    assert len(lines) <= 12, str(caught.value)
    assert all(letter.isprintable() for line in lines for letter in line)


def test_a_unit_that_is_new_says_where_it_goes(source: Path) -> None:
    """A long code list is named, not listed."""
    units = [["unit", str(number), str(number), ""] for number in range(20)]
    write_table(source, "codelists.csv", [*TABLES["codelists.csv"], *units])
    cell(NUMBERS, 0, 6, "亿圆")(source)
    with pytest.raises(SourceError, match=r"先在 codelists.csv 加一行（codelist 填 unit）"):
        load_source(source)


@pytest.mark.parametrize("file", ["codelists.csv", "indicators.csv", "areas.csv", "sectors.csv", "editions.csv"])
def test_a_bad_heading_has_no_consequences(source: Path, file: str) -> None:
    """What is held against a form that cannot be read is not said to be wrong."""
    columns(file, lambda row: ["x", *row[1:]] if row[0].islower() and "." not in row[0] else row)(source)
    text = (source / file).read_text("utf-8").replace(TABLES[file][0][0], TABLES[file][0][0], 1)
    (source / file).write_text("x" + text[1:] if not text.startswith("x") else text, "utf-8")
    with pytest.raises(SourceError) as caught:
        load_source(source)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == (file, 1)


def test_a_fault_repeated_is_told_once(source: Path) -> None:
    """The first places, and how many more; every one is in the list."""
    rows = [["economy.gdp", "310112", f"类{number}", "2024", "level", "1", "圆", "", ""] for number in range(1000)]
    write_table(source, NUMBERS, rows)
    with pytest.raises(SourceError) as caught:
        load_source(source)
    told = [line for line in str(caught.value).splitlines() if "“unit”列" in line]
    assert len(told) == MOST_ALIKE
    assert f"同样的问题另有 {1000 - MOST_ALIKE} 处" in str(caught.value)
    assert len(caught.value.problems) == 1001  # and the count of rows


def test_the_row_is_a_spreadsheets(source: Path) -> None:
    """Blank rows count, whether they have commas or not, and are no rows of the form."""
    lines = (source / NUMBERS).read_text("utf-8").splitlines()
    lines[2:2] = ["", ",,,,,,,,"]
    (source / NUMBERS).write_text("\n".join(lines) + "\n,,,,,,,,\n", "utf-8")
    assert len(load_source(source).tables["observations"]) == 4
    (source / NUMBERS).write_text("\n".join(lines).replace("约95.6%", "许多") + "\n", "utf-8")
    with pytest.raises(SourceError, match=f"{NUMBERS} 第 7 行 “printed”列"):
        load_source(source)


def test_empty_columns_of_a_spreadsheet_do_no_harm(source: Path) -> None:
    """Commas at the end of every row."""
    path = source / "areas.csv"
    path.write_text("".join(f"{line},,\n" for line in path.read_text("utf-8").splitlines()), "utf-8")
    assert len(load_source(source).tables["areas"]) == 2


def test_names_with_signs_stay(source: Path) -> None:
    """What a program might take for markup is a name."""
    cell(NUMBERS, 2, 2, "3*5、10~20 <b>；$x$")(source)
    assert "3*5、10~20 <b>；$x$" in set(load_source(source).tables["observations"]["category"])


REMINDED: list[tuple[str, Change, tuple[str, ...]]] = [
    ("an organisation without a line", cell("2024/honours.csv", 0, 3, "甲所、丙厂"), ("“丙厂”", "organisations.csv")),
    ("another unit", cell(NUMBERS, 0, 6, "%"), ("第 2 行 “unit”列", "亿元")),
    ("a share for a percentage", cell(NUMBERS, 3, 5, "0.962"), ("第 5 行 “printed”列", "96.2")),
    ("a folder of no year", lambda root: (root / "2025年度").mkdir(), ("2025年度", "没有读")),
    ("a workbook", raw("2024/数据.xlsx", b"PK"), ("2024/数据.xlsx", "没有读")),
    ("a form of another name", raw("area.csv", b"area_id"), ("area.csv", "没有读")),
]


@pytest.mark.parametrize(("name", "change", "words"), REMINDED, ids=[case[0] for case in REMINDED])
def test_what_may_be_a_slip_is_said(source: Path, name: str, change: Change, words: tuple[str, ...]) -> None:
    """And no more; it is loaded all the same."""
    change(source)
    (reminder,) = load_source(source).reminders
    assert all(word in str(reminder) for word in words), str(reminder)


def test_a_reminder_names_its_line_where_another_edition_has_none(source: Path) -> None:
    """A list that is empty in one year makes no fractions of the lines of the others."""
    headings, *_ = (source / "2024" / "honours.csv").read_text(encoding="utf-8").splitlines()
    cell("2024/honours.csv", 0, 3, "丙厂")(source)
    shutil.copytree(source / "2024", source / "2025")
    (source / "2025" / "honours.csv").write_text(f"{headings}\n", encoding="utf-8")
    with (source / "editions.csv").open("a", encoding="utf-8") as stream:
        stream.write("2025,下一年的,某局,2026-09\n")
    (reminder,) = load_source(source).reminders
    assert "第 2 行 “organisation”列" in str(reminder)


def test_what_programs_leave_behind_is_not_spoken_of(source: Path) -> None:
    """Locks of a spreadsheet, caches of a system."""
    for name in ("~$areas.xlsx", ".DS_Store", "Thumbs.db"):
        (source / name).write_bytes(b"")
    assert not load_source(source).reminders


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("areas,aliases,list,", "areas,aliases,string,", "areas.aliases 原来的类型 list"),
        ("areas,aliases,list,", "", "areas.aliases 原来的类型 list"),
    ],
    ids=["another type", "a column less"],
)
def test_what_programs_of_others_read_stays(source: Path, old: str, new: str, words: str) -> None:
    """A column of the built data keeps its type, and none goes."""
    dataset = Dataset(source.parent)
    build(dataset)
    lines = (source / "dictionary.csv").read_text("utf-8").splitlines(keepends=True)
    line = next(line for line in lines if line.startswith("areas,aliases,"))
    replaced("dictionary.csv", line, line.replace(old, new) if new else "")(source)
    with pytest.raises(SourceError, match=words):
        build(dataset)


def test_a_few_mistakes_by_chance(source: Path, tmp_path: Path) -> None:
    """Each ends in a clear list or a right build; `make fuzz` tries a thousand."""
    found = {outcome(source, seed, tmp_path / "tried") for seed in range(4)}
    assert found == {"refused", "built"}


def test_full_width_digits_of_a_period_are_digits(source: Path) -> None:
    """In the source and in the workbook that is made of it: there is one year, however it is typed."""
    rows = [list(cells) for cells in TABLES[NUMBERS]]
    rows[0][3] = "２０２４"
    write_table(source, NUMBERS, rows)
    assert set(load_source(source).tables["observations"]["period"]) == {"2023", "2024"}
    assert Paper(source, "2024").observations("table-01")[0]["period"] == "2024"
