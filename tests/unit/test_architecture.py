"""The arrows between the rooms, and what must not stand anywhere."""

import ast
import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from whitepaper.model.keys import CASE, RUNNING_TEXT

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
ALLOWED = {
    "whitepaper": {"whitepaper"},
    "components": {"components", "whitepaper"},
    "pages": {"components", "whitepaper"},
}
ROOMS = {*ALLOWED, "dashboard", "tests", "benchmarks", "tools"}
SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [ROOT / "dashboard.py", *(path for room in ALLOWED for path in (ROOT / room).rglob("*.py"))]
)


def imports(path: Path) -> set[str]:
    """Top-level names of the project that a module imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names} & ROOMS


def contracts(root: Path) -> subprocess.CompletedProcess[str]:
    """Hold the import contracts of pyproject.toml against the packages of a folder."""
    command = [LINT_IMPORTS, "--config", root / "pyproject.toml", "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(root), "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("room", ALLOWED)
def test_arrows_go_one_way(room: str) -> None:
    """Dashboard → pages → components → whitepaper, and never back."""
    for path in (ROOT / room).rglob("*.py"):
        assert imports(path) <= ALLOWED[room], path.relative_to(ROOT)


def test_the_contracts_between_the_rooms_hold() -> None:
    """Every one that pyproject.toml declares."""
    held = contracts(ROOT)
    assert held.returncode == 0, held.stdout + held.stderr
    assert " 0 broken" in held.stdout


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packages and of their contracts."""
    root = tmp_path_factory.mktemp("copied")
    for room in ("whitepaper", "components"):
        shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def test_one_arrow_turned_round_breaks_a_contract(copied: Path) -> None:
    """The contracts are held against the copy, hold there, and notice what points back from a sub-package."""
    assert contracts(copied).returncode == 0
    module = copied / "whitepaper" / "model" / "text.py"
    module.write_text(f"{module.read_text('utf-8')}\n\nimport whitepaper.files.powerpoint.deck\n", encoding="utf-8")
    broken = contracts(copied)
    assert broken.returncode == 1
    assert "whitepaper.model.text -> whitepaper.files.powerpoint.deck" in broken.stdout


def in_a_fresh_interpreter(code: str, **environment: str) -> str:
    """What a piece of code prints where nothing else was imported; it must not fail."""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env=os.environ | environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


APP = {"streamlit", "altair", "pydeck"}
MODULES = (
    "import importlib, pkgutil, sys, whitepaper\n"
    "modules = [m.name for m in pkgutil.walk_packages(whitepaper.__path__, 'whitepaper.')]\n"
    "modules.remove('whitepaper.__main__')\n"
    "modules.remove('whitepaper.store.engines.on_spark')\n"  # what it needs is installed apart
)
LOADED = "print(*{name.split('.')[0] for name in sys.modules})"


def test_the_data_layer_loads_no_streamlit() -> None:
    """An analyst can use all of it in a notebook without the app."""
    code = f"{MODULES}[importlib.import_module(name) for name in modules]\n{LOADED}"
    loaded = in_a_fresh_interpreter(code).split()
    assert not APP & set(loaded)
    assert "pandas" in loaded


def test_one_district_loads_no_engine() -> None:
    """What the store needs where memory holds the numbers, and the command line, are there without any."""
    code = f"import sys, whitepaper.__main__\nwhitepaper.Store.load(kept='arrow:').rows.ready()\n{LOADED}"
    loaded = set(in_a_fresh_interpreter(code).split())
    assert "whitepaper" in loaded
    assert not {"ibis", "duckdb", "sqlglot", "pyspark"} & loaded


def test_readers_load_no_phrases() -> None:
    """How names are read is written when a version is built: a server searches and answers without that library."""
    code = (
        "import sys, components.shell\n"
        "from whitepaper.asking import answer\n"
        "from whitepaper.store import Store, search\n"
        "store = Store.load(kept='arrow:')\n"
        "assert answer('shipin choujian hegelv', store).is_answered and search.found(store, 'spcj')\n"
        f"{LOADED}"
    )
    loaded = set(in_a_fresh_interpreter(code).split())
    assert {"whitepaper", "sqlite3"} <= loaded
    assert "pypinyin" not in loaded


def test_importing_changes_no_option_of_pandas() -> None:
    """Frames of whoever uses the package look and behave as before."""
    code = (
        "import pandas as pd\n"
        "from pandas._config import config\n"
        "read = lambda: {name: pd.get_option(name) for name in config._registered_options}\n"
        "before = read()\n"
        "assert len(before) > 50\n"
        "import whitepaper, whitepaper.files.csv_files, whitepaper.publishing.build\n"
        "assert read() == before\n"
    )
    in_a_fresh_interpreter(code)


def test_the_face_of_the_package_is_two_names() -> None:
    """`from whitepaper import Selection, Store`."""
    code = "import whitepaper\nfrom whitepaper import *\nprint(*whitepaper.__all__, Store.__name__, Selection.__name__)"
    assert in_a_fresh_interpreter(code).split() == ["Selection", "Store", "Store", "Selection"]


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.py")), ids=lambda path: path.name)
def test_pages_are_thin(path: Path) -> None:
    """Past 120 lines something belongs into components."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize(
    "word",
    [
        "unsafe_allow_html=True",
        "unsafe_allow_javascript",
        "eval(",
        "gatherUsageStats = true",
        "cache_data.clear",
        "st.download_button",
    ],
)
def test_forbidden_words_are_nowhere(word: str) -> None:
    """Neither unsafe HTML nor evaluation nor statistics; nor a button whose file is gone when the page runs again."""
    for folder in ("components", "pages", "whitepaper", ".streamlit"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".toml"}:
                assert word not in path.read_text(encoding="utf-8"), path


LOOKING = {"startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition", "split", "rsplit",
           "replace", "find", "rfind", "index", "count", "match", "search", "fullmatch", "sub", "contains",
           "isin"}  # fmt: skip
"""Methods and functions that look into a text."""
READS_THE_PAPER = ("whitepaper/printed/", "whitepaper/publishing/source.py")
"""Where printed Chinese is read, which is what they are for."""
REVIEWED = {
    "components/drawing/town_map.py": {
        "(街道|镇|工业区)$": "breaks the line of a long name before its last word, as a hyphenation would",
    },
    "whitepaper/asking/reading.py": {
        **dict.fromkeys(("两", "百"), "numerals of a question, of the table that reads those of the paper"),
    },
    "whitepaper/telling/sentences.py": {
        "推算": "a sentence looks at its own words, so as not to say twice that a number is derived",
    },
}
"""File to the texts that decide in it nevertheless, each with the reason why it may."""


@cache
def codes() -> set[str]:
    """Chinese that is a code of the data and no words: of the code lists, and the sources that are no table."""
    with (ROOT / "data" / "source" / "codelists.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["code"] for row in csv.DictReader(stream)} | {RUNNING_TEXT, CASE}


def is_chinese(text: str) -> bool:
    """Whether a text has a Chinese character."""
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


@cache
def module(path: Path) -> ast.Module:
    """A module as a tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def file_of(name: str) -> Path | None:
    """The file of a module of the project; None for a package and for what is not of the project."""
    path = ROOT / f"{name.replace('.', '/')}.py"
    return path if path.is_file() else None


@cache
def named(tree: ast.Module) -> dict[str, tuple[ast.expr, ast.Module]]:
    """Name, or `module.name`, of a constant to what it stands for and the module in which that is read."""
    found: dict[str, tuple[ast.expr, ast.Module]] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name, origin, whole = alias.asname or alias.name, file_of(node.module), f"{node.module}.{alias.name}"
                if origin and alias.name in (known := named(module(origin))):
                    found[name] = known[alias.name]
                elif inner := file_of(whole):
                    found |= {f"{name}.{key}": value for key, value in named(module(inner)).items()}
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = (node.value, tree)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
            parts = zip(getattr(node.targets[0], "elts", []), node.value.elts, strict=False)
            found |= {part.id: (value, tree) for part, value in parts if isinstance(part, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = (node.value, tree)
    return found


def texts(node: ast.AST, tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Texts that an expression is made of, and whether each stands behind the name of a constant."""
    name = ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""
    if name in (known := named(tree)):
        yield from ((text, True) for text, _ in texts(*known[name]))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, False
    elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict | ast.JoinedStr | ast.Starred | ast.BinOp):
        inside = node.keys if isinstance(node, ast.Dict) else ast.iter_child_nodes(node)
        for one in filter(None, inside):
            yield from texts(one, tree)
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"re.compile", "frozenset", "set", "tuple"}:
        for one in node.args:
            yield from texts(one, tree)


def deciding(tree: ast.Module) -> Iterator[str]:
    """Chinese that a module compares with, looks for in a text, or chooses by; codes only where they are spelled."""
    for node in ast.walk(tree):
        read: list[ast.AST] = []
        if isinstance(node, ast.Compare):
            read = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOKING:
            read = [node.func.value, *node.args[:1], *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.MatchValue):
            read = [node.value]
        for one in read:
            for text, is_named in texts(one, tree):
                if is_chinese(text) and not (is_named and text in codes()):
                    yield text


DECIDING = [
    ('text == "矛盾"', ["矛盾"]),
    ('"矛盾" != text', ["矛盾"]),
    ('text in {"矛盾", "成立", "x"}', ["成立", "矛盾"]),
    ('text in {"矛盾": 1}', ["矛盾"]),
    ('text.startswith(("纵轴", "横轴"))', ["横轴", "纵轴"]),
    ('f(text).removesuffix("（续）")', ["（续）"]),
    ('re.search(r"第\\d", text)', ["第\\d"]),
    ('text == f"{year} 年"', [" 年"]),
    ('match text:\n    case "矛盾":\n        pass', ["矛盾"]),
    ('CUT = "（续）"\ntext.endswith(CUT)', ["（续）"]),
    ('A, B = "甲", "乙"\ntext in (A, B)', ["乙", "甲"]),
    ('A = re.compile("甲|乙")\nA.search(text)', ["甲|乙"]),
    ("from whitepaper.printed.wording import GROWS\nverb == GROWS", ["增长"]),
    ("from whitepaper.printed import wording\nverb == wording.GROWS", ["增长"]),
    ("from whitepaper.checks.judgement import FINDINGS\nverdict in FINDINGS", []),
    ('text == "level"', []),
    ('heading = "矛盾"', []),
    ('"、".join(names)', []),
    ('text.replace("x", "年")', []),
    ('{"矛盾": 1}[text]', []),
]


@pytest.mark.parametrize(("source", "found"), DECIDING)
def test_what_decides_by_a_text_is_seen(source: str, found: list[str]) -> None:
    """Comparisons, searches and patterns, also by name; what only says something is none, nor is a code by its name."""
    assert sorted(deciding(ast.parse(source))) == sorted(found)


@pytest.mark.parametrize("path", [path for path in SOURCES if not path.startswith(READS_THE_PAPER)])
def test_no_code_decides_by_a_text_that_is_meant_for_people(path: str) -> None:
    """It asks a value: a code, a kind, a key. Whatever decides by Chinese all the same is reviewed."""
    assert set(deciding(module(ROOT / path))) == set(REVIEWED.get(path, {}))


def test_what_was_reviewed_is_still_there() -> None:
    """A file that was renamed takes its entry along."""
    assert set(REVIEWED) <= set(SOURCES)


STEPS = "components/widgets/keys.py"
"""A step of the stage is one from where it stands, and two when done over; a press that is lost is pressed again."""


def left_undone(tree: ast.Module) -> Iterator[str]:
    """Callbacks of widgets that a run which overtakes theirs would leave undone."""
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.keyword) or not re.fullmatch(r"on_(click|\w*change)", node.arg or ""):
            continue
        act = named.get(node.value.id, node.value) if isinstance(node.value, ast.Name) else node.value
        does_nothing = ast.unparse(act) in {"'rerun'", "lambda: None"}
        if not does_nothing and not (isinstance(act, ast.Call) and ast.unparse(act.func) == "to_the_end"):
            yield f"{node.arg}={ast.unparse(node.value)}"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("f(on_click=act)", ["on_click=act"]),
        ("f(on_seen_change=lambda: act())", ["on_seen_change=lambda: act()"]),
        ("taken = lambda: act()\nf(on_change=taken)", ["on_change=taken"]),
        ("taken = to_the_end(act)\nf(on_change=taken)", []),
        ("f(on_click=to_the_end(act), on_change='rerun', on_seen_change=lambda: None)", []),
    ],
)
def test_a_callback_that_may_be_left_undone_is_seen(source: str, found: list[str]) -> None:
    """By its name as well."""
    assert list(left_undone(ast.parse(source))) == found


def test_no_callback_is_left_undone() -> None:
    """What a reader did counts, whatever follows it at once."""
    found = {path: list(left_undone(module(ROOT / path))) for path in SOURCES}
    assert {path: acts for path, acts in found.items() if acts} == {STEPS: ["on_pressed_change=pressed"]}
