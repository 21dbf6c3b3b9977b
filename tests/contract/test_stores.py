"""Whoever holds the observations, the answers are the same: each question to memory and to an engine.

DuckDB always; Spark where `make engine` has started a cluster.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tools.engine import ADDRESS, HERE, WORKER, free_port
from whitepaper.asking.names import Names
from whitepaper.files import csv_files
from whitepaper.model.dataset import MANIFEST, Dataset
from whitepaper.model.errors import DataMissingError, EngineError
from whitepaper.model.selection import FILTERS, Selection
from whitepaper.store import frames, headlines, layout, makers, search
from whitepaper.store.engines import on_engine
from whitepaper.store.rows import OBSERVATIONS
from whitepaper.store.store import Store

# Spark says of pandas that it may not know all of it; no frame of Spark's own is asked for
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
TEXTS = ("", "合格率", "食品 抽检", "PM2.5", "不存在的词", "100%", "_", "'", '"', "\\", "`observations`", "ＧＤＰ")
SLOW = "SELECT count(*) AS number FROM range(100000000000) AS t(n) WHERE n % 7 = 3"
CHOSEN = [
    Selection(),
    Selection(sector="product"),
    Selection(text="食品 合格率"),
    Selection(indicators=("env.air.pm25",), years=(2023, 2024)),
    Selection(indicators=("env.air.pm25",), towns=("310112",)),
    Selection(indicators=("env.air.pm25",), towns=("310112",), years=(2023,), text="空气"),
    Selection(text="不存在的词"),
]
QUESTIONS: dict[str, Callable[[Store, Selection], Any]] = {
    "observations": Store.observations,
    "vintages": Store.vintages,
    "first": lambda store, selection: store.rows.first(selection, 5),
    "batches": lambda store, selection: _joined(store, selection, is_current=True),
    "batches of vintages": lambda store, selection: _joined(store, selection, is_current=False),
    "csv": lambda store, selection: b"".join(csv_files.streamed(store, selection)),
    "count": Store.count,
    "indicators": Store.indicators_within,
    "indicators in their order": Store.indicators_of,
    "tally": lambda store, selection: list(store.rows.tally(["status"], selection).items()),
    "tally of editions and statuses": lambda store, selection: list(
        store.rows.tally(["edition", "status"], selection, is_current=True).items()
    ),
    "years in print": lambda store, selection: list(store.rows.filled(selection, store.years[-3:]).items()),
    "what one paper of two prints": lambda store, selection: store.rows.lone(selection, store.editions[-2:]),
    "what a paper prints, each series once": lambda store, selection: store.rows.lone(selection, store.editions[:1]),
    "extremes": lambda store, selection: store.rows.extremes("value", selection),
    "extremes of years": lambda store, selection: store.rows.extremes("at_year", selection),
}
FACTS: dict[str, Callable[[Store], Any]] = {
    "choices": lambda store: {name: list(values.items()) for name, values in store.vocabulary.values.items()},
    "years": lambda store: (store.years, store.years_with_levels, store.editions),
    "what stands together": lambda store: store.rows.distinct(["indicator_id", "unit", "note"], is_current=True),
    "names in questions": lambda store: [
        (one.indicator_id, one.area_id, one.spoken, one.parts, one.areas, one.units) for one in Names.of(store).topics
    ],
    "built": lambda store: store.frame("observations"),
    "size": lambda store: store.size("observations"),
    "search": lambda store: list(search.entries(store)),
    "an indicator": lambda store: [
        store.printed_by_editions(row["key"]) for row in store.rows.of("env.air.pm25", store.district)
    ],
    "no indicator": lambda store: store.rows.of("no.such.indicator", store.district),
    "no area": lambda store: store.rows.of("env.air.pm25", ""),
}


@pytest.fixture(scope="session")
def laid(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A copy of the built data, laid out for engines."""
    dataset = Dataset(tmp_path_factory.mktemp("laid"))
    assert store.folder
    shutil.copytree(store.folder, dataset.delivered, ignore=shutil.ignore_patterns(f"{layout.FOLDER}*"))
    layout.lay([(store.district, store.in_memory().described)], store.declared, dataset.delivered)
    return dataset


@pytest.fixture(scope="session", params=["duckdb", "spark"])
def address(request: pytest.FixtureRequest) -> str:
    """Of each engine that can be asked here."""
    if request.param == "duckdb":
        return "duckdb:"
    if not os.environ.get(ADDRESS):
        pytest.skip("no Spark cluster: make engine starts one")
    return os.environ[ADDRESS]


@pytest.fixture(scope="session")
def engine(address: str, laid: Dataset) -> Store:
    """The same data on an engine."""
    return Store.load(laid, address)


def _joined(store: Store, selection: Selection, *, is_current: bool) -> pd.DataFrame:
    parts = list(store.rows.batches(selection, is_current=is_current))
    assert all(len(part) for part in parts)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def assert_same(found: object, expected: object) -> None:
    """Frames with the types of their columns; all else by its value."""
    if isinstance(expected, pd.DataFrame):
        assert isinstance(found, pd.DataFrame)
        pd.testing.assert_frame_equal(found, expected)
    else:
        assert found == expected


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_does_not_tell_who_gave_it(
    engine: Store, store: Store, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same rows in the same order with the same columns and types, counts, extremes, bytes."""
    monkeypatch.setattr(on_engine, "WINDOW", 700)  # several, some of them empty
    for selection in CHOSEN:
        assert_same(QUESTIONS[question](engine, selection), QUESTIONS[question](store, selection))


@pytest.mark.parametrize("fact", FACTS)
def test_nor_does_what_needs_no_selection(engine: Store, store: Store, fact: str) -> None:
    """Choices of the filters, what search finds, the rows of one indicator."""
    assert_same(FACTS[fact](engine), FACTS[fact](store))


@given(st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_any_selection_keeps_the_same_rows(engine: Store, store: Store, data: st.DataObject) -> None:
    """Every filter of observations, alone and with others: the condition in SQL is the mask in memory."""
    chosen: dict[str, Any] = {}
    for name, one in FILTERS.items():
        if set(one.of).isdisjoint(OBSERVATIONS):
            continue
        values = st.sampled_from(list(store.vocabulary.values[name]) if one.vocabulary else list(TEXTS))
        if data.draw(st.booleans()):
            chosen[name] = data.draw(st.lists(values, max_size=3, unique=True).map(tuple) if one.is_many else values)
    selection = Selection(**chosen)
    assert_same(engine.vintages(selection), store.vintages(selection))
    assert engine.count(selection) == store.count(selection)


def test_an_engine_reads_no_rows_into_memory_when_it_opens(engine: Store) -> None:
    """They stay where they are; the small tables are there."""
    assert "observations" not in engine.tables
    assert engine.tables["indicators"].num_rows
    engine.rows.ready()


def test_a_page_about_an_indicator_asks_once(address: str, laid: Dataset, store: Store) -> None:
    """All of its series, out of which comes what else is asked of it; headlines are one question for all of them."""
    asked, fresh = list[str](), Store.load(laid, address)
    assert fresh.years_with_levels == store.years_with_levels
    ask = fresh.rows._ask
    fresh.rows._ask = lambda sql: asked.append(sql) or ask(sql)
    own = Selection(indicators=("env.air.pm25",), towns=(store.district,))
    for selection in (replace(own, years=(2024,)), own, replace(own, text="空气")):
        assert fresh.count(selection) == store.count(selection)
        assert fresh.indicators_of(selection) == store.indicators_of(selection)
        for question in (Store.observations, Store.vintages, lambda one, chosen: one.first(chosen, 1)):
            assert_same(question(fresh, selection), question(store, selection))
    assert all(fresh.printed_by_editions(key) for key in store.observations(own)["key"])
    assert len(asked) == 1
    assert headlines.cards(fresh, Selection()) == headlines.cards(store, Selection())
    assert len(asked) == 2


def test_readers_who_ask_at_once_get_their_own_answers(engine: Store, store: Store) -> None:
    """As each session is a thread of its own."""
    asked = [Selection(sector=sector) for sector in store.names("sectors")][:6]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(engine.count, asked))
    assert found == [store.count(selection) for selection in asked]
    assert len(set(found)) > 1


def test_a_question_that_takes_too_long_is_stopped(
    address: str, laid: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader is told so, and the next one is answered."""
    monkeypatch.setenv(on_engine.LIMIT, "0.5")
    hurried = Store.load(laid, address)
    with pytest.raises(EngineError, match=r"超过 0\.5 秒"):
        hurried.rows._ask(SLOW)
    monkeypatch.delenv(on_engine.LIMIT)
    Store.load(laid, address).rows.ready()


@pytest.mark.parametrize("said", ["0", "-1", "soon", "nan", "inf"])
def test_a_limit_that_is_none_is_refused(laid: Dataset, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than taken for another."""
    monkeypatch.setenv(on_engine.LIMIT, said)
    with pytest.raises(EngineError, match=on_engine.LIMIT):
        Store.load(laid, "duckdb:")


@pytest.mark.parametrize("said", ["postgres:", "duckdb", "duckdb:/x", "spark://", "spark:", "sc:///", "arrow:x", "、"])
def test_an_address_that_is_unknown_is_refused(store: Store, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all that can be written."""
    monkeypatch.setenv(makers.VARIABLE, said)
    with pytest.raises(EngineError, match=r"认不出.*duckdb:.*spark://.*sc://"):
        Store.load(store.dataset)


def test_an_engine_that_is_not_installed_is_named(laid: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.delitem(sys.modules, "whitepaper.store.engines.on_duckdb", raising=False)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(EngineError, match=r"没有安装 duckdb.*--group engine"):
        Store.load(laid, "duckdb:")


def test_a_cluster_that_does_not_answer_is_named(laid: Dataset) -> None:
    """At once, not after the minutes that Spark itself would try."""
    pytest.importorskip("pyspark")
    for kind in ("spark", "sc"):
        with pytest.raises(EngineError, match=f"连不上 Spark：{kind}://{HERE}"):
            Store.load(laid, f"{kind}://{HERE}:{free_port()}")


@pytest.fixture
def copied(laid: Dataset, tmp_path: Path) -> Dataset:
    """A copy that a test may damage."""
    shutil.copytree(laid.root, tmp_path / "data")
    return Dataset(tmp_path / "data")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: shutil.rmtree(folder / layout.FOLDER), "还没有为引擎备好"),
        (lambda folder: (folder / layout.FOLDER / layout.LAID).write_text("{", encoding="utf-8"), "不能读取"),
        (lambda folder: next((folder / layout.FOLDER).glob(layout.PARTITIONS)).unlink(), "与备好时不同"),
        (lambda folder: _touched(folder / MANIFEST), "由另一次生成的数据"),
        (lambda folder: _of_another_program(folder / layout.FOLDER / layout.LAID), "由另一版程序"),
    ],
)
def test_what_was_laid_out_for_other_tables_is_refused(
    copied: Dataset, damage: Callable[[Path], None], said: str
) -> None:
    """With the command that mends it; no number of another build is shown."""
    damage(copied.delivered)
    with pytest.raises(DataMissingError, match=f"{said}.*python -m whitepaper engine"):
        Store.load(copied, "duckdb:")


def test_memory_starts_with_what_is_laid_out_and_knows_no_difference(store: Store, laid: Dataset) -> None:
    """The same rows, columns and types as it would describe itself."""
    memory = Store.load(laid, makers.IN_MEMORY).in_memory()
    assert memory._laid() is not None
    expected = store.in_memory().described
    assert memory.described.schema.names == expected.schema.names
    assert memory.described.to_pylist() == expected.to_pylist()
    pd.testing.assert_frame_equal(memory.vintages(Selection()), store.vintages(Selection()))


@pytest.mark.parametrize("question", ["observations", "vintages", "first", "batches of vintages"])
def test_memory_hands_out_many_rows_as_it_does_few(
    store: Store, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many no frame is held: what is taken of them has the same cells and types."""
    monkeypatch.setattr(frames, "FEW", 0)
    many = replace(store)
    for selection in CHOSEN:
        assert_same(QUESTIONS[question](many, selection), QUESTIONS[question](store, selection))
    assert many.rows._frames._all is None


def test_memory_describes_itself_what_another_program_laid_out(copied: Dataset) -> None:
    """Old words never stand in a new program."""
    _of_another_program(copied.delivered / layout.FOLDER / layout.LAID)
    memory = Store.load(copied, makers.IN_MEMORY).in_memory()
    assert memory._laid() is None
    assert len(memory.described) == len(memory)


def _of_another_program(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(told | {"program": "0"}), encoding="utf-8")


def _touched(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def test_a_worker_that_dies_in_the_middle_changes_no_answer(address: str, laid: Dataset) -> None:
    """Spark asks another one. Last, as the cluster is one worker short from here on."""
    if address == "duckdb:" or not os.environ.get(WORKER):
        pytest.skip("no worker of Spark to kill: make engine starts some")
    rows, numbers = Store.load(laid, address).rows, 400_000
    asked = f"SELECT count(*) AS number FROM {rows._asker.table.get_name()} AS r CROSS JOIN range({numbers}) AS t(n)"
    expected = sum((numbers - 1 - (3 - place) % 7) // 7 + 1 for place in range(len(rows)))
    killing = Timer(1, os.kill, (int(os.environ.pop(WORKER)), signal.SIGKILL))
    killing.start()
    assert rows._ask(f"{asked} WHERE (n + place) % 7 = 3").to_pylist() == [{"number": expected}]
    assert killing.finished.is_set()
