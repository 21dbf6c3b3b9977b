"""Every kind of file, and every hostile text, in the validator of the Open XML SDK: `make files-test`."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from components.take_home.formats import coloured
from tests import clerk
from tests.building import test_draft_check
from tests.built import test_briefs, test_powerpoint, test_workbook
from whitepaper.files import briefs, every, official, workbook
from whitepaper.files.powerpoint import deck
from whitepaper.model.dataset import Dataset
from whitepaper.model.selection import Selection
from whitepaper.publishing.by_department import as_xlsx
from whitepaper.publishing.drafts.checking import check_draft
from whitepaper.publishing.drafts.comments import commented
from whitepaper.publishing.drafts.prefill import prefilled
from whitepaper.publishing.examining import examine
from whitepaper.publishing.keying.workbooks import made
from whitepaper.publishing.source import load_source
from whitepaper.releasing import examined
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling import lists

PROGRAM = Path(__file__).resolve().parents[2] / "tools/validator/node_modules/.bin/ooxml-validator"
MADE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MARK = "v0123456789ab-1a2b3c4d"
PUJIANG = "310112114"
UNIT = "上海市闵行区市场监督管理局"
ENDINGS = {".pptx", ".docx", ".xlsx"}

validated = pytest.mark.skipif(
    shutil.which("node") is None or not PROGRAM.exists(), reason="needs Node and the validator: make files-test"
)


def errors(path: Path) -> list[str]:
    """What the validator finds wrong in a file."""
    done = subprocess.run([PROGRAM, path], capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    said = json.loads(done.stdout)
    assert said["ok"] is (said["errors"] == [])
    return [f"{path.name}: {one['description']}" for one in said["errors"]]


def hostile(store: Store) -> dict[str, Callable[[], bytes]]:
    """A brief, a workbook and a presentation with each hostile text, by name."""
    made: dict[str, Callable[[], bytes]] = {}
    for number, text in enumerate(test_briefs.HOSTILE):
        own = test_briefs.renamed(store, "areas", "area_id", PUJIANG, name=text)
        own = test_briefs.renamed(own, "town_notes", "area_id", PUJIANG, text=text)
        made[f"official{number}.docx"] = partial(official.document, own, Selection(towns=(PUJIANG,)), text, MADE, MARK)
        made[f"brief{number}.docx"] = partial(
            briefs.town_brief, own, PUJIANG, (test_briefs.picture(160, 90),), MADE, MARK
        )
    rows = store.observations(Selection(indicators=("economy.gdp",)))
    for number, text in enumerate(test_workbook.HOSTILE):
        named = rows.assign(indicator=text, note=text)
        made[f"book{number}.xlsx"] = partial(workbook.to_xlsx, named, store, text, {"检索": text}, MADE, MARK)
    for number, text in enumerate(test_powerpoint.HOSTILE):
        cells = [(text + str(place), 2024, place, "reported") for place in range(5)]
        told = [test_powerpoint.slide(*cells, title=text)]
        made[f"slides{number}.pptx"] = partial(deck.to_pptx, told, store, text, MADE, MARK, partial(coloured, store))
    return made


def kind_of(store: Store, name: str) -> str:
    """The name of a file without the sector or town that it is about; their names have other lengths."""
    for words, about in (("sector", store.names("sectors").values()), ("town", store.towns["name"])):
        for one in sorted(about, key=len, reverse=True):
            name = name.replace(one, words)
    return name


@validated
def test_one_file_of_every_kind_is_valid(store: Store, tmp_path: Path) -> None:
    """The first sector and the first town stand for the others; the map is drawn as in the dashboard."""
    kinds: dict[str, every.File] = {}
    for name, make in every.files(store, MADE, UNIT):
        kinds.setdefault(kind_of(store, name), (name, make))
    found = [one for one in kinds.values() if Path(one[0]).suffix in ENDINGS]
    assert {Path(name).suffix for name, _ in found} == ENDINGS
    told, honours = stories.told(store, stories.MAP, Selection()), store.honours(Selection())
    found.append(("map.pptx", partial(deck.to_pptx, told, store, "地图", MADE, MARK, partial(coloured, store))))
    make = partial(workbook.table_to_xlsx, honours, lists.HONOUR_HEADINGS, store, "荣誉", {}, MADE, MARK)
    found.append(("honours.xlsx", make))
    pair = tuple(test_briefs.picture(160, 90, is_half=True) for _ in range(2))
    found.append(("pair.docx", partial(briefs.town_brief, store, PUJIANG, pair, MADE, MARK)))
    assert problems(dict(found), tmp_path) == []


def of_the_year(folder: Path) -> dict[str, Callable[[], bytes]]:
    """What the yearly round hands out: workbooks, the draft with comments, its list, the prefilled workbook, 体检."""
    source = Dataset.chosen().source
    draft = test_draft_check.draft(
        folder / "draft.docx", test_draft_check.SLIPS, test_draft_check.NAME, {"count": "12", "samples": "5252"}
    )
    proof = check_draft(draft, source, test_draft_check.EDITION)
    books = {"empty": made(source, clerk.EDITION), "filled": made(source, test_draft_check.EDITION, is_filled=True)}
    found = {f"{name}.xlsx": partial(bytes, content) for name, several in books.items() for _, content in several}
    (_, department), *_ = made(source, clerk.EDITION, each=True)

    def with_comments() -> bytes:
        assert commented(draft, proof.comments, folder / "commented.docx") > len(test_draft_check.SLIPS)
        return (folder / "commented.docx").read_bytes()

    return found | {
        "department.xlsx": partial(bytes, department),
        "commented.docx": with_comments,
        "list.xlsx": lambda: as_xlsx(proof.checks, proof.findings),
        "prefilled.xlsx": lambda: prefilled(draft, source, test_draft_check.EDITION).data,
        "examined.xlsx": lambda: examined.as_xlsx(examine(load_source(source)), MADE),
    }


@validated
def test_the_files_of_the_yearly_round_are_valid(tmp_path: Path) -> None:
    """The draft that they are made of is valid too, as python-docx writes it."""
    (tmp_path / "files").mkdir()
    assert problems(of_the_year(tmp_path), tmp_path / "files") == []


@validated
def test_hostile_texts_leave_a_file_valid(store: Store, tmp_path: Path) -> None:
    """Each text in title, cells, lists and charts."""
    assert problems(hostile(store), tmp_path) == []


def problems(made: dict[str, Callable[[], bytes]], folder: Path) -> list[str]:
    """What is wrong in any of the files."""
    found = []
    for name, make in made.items():
        (folder / name).write_bytes(make())
        found += errors(folder / name)
    return found
