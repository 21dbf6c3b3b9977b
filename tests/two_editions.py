"""Two white papers made up for tests; `tests/data/two_editions/README.md` says which case stands where."""

import csv
import json
import shutil
from pathlib import Path

from tests.editions import keep
from whitepaper.model.dataset import Dataset

SOURCE = Path(__file__).resolve().parent / "data" / "two_editions" / "source"
SHARED = ("forms.csv", "dictionary.csv", "codelists.csv", "colours.csv")
"""What is the same for every data set and is taken from the project's own."""
WORDS = "question_words.csv"
DISTRICT, FIRST_TOWN, SECOND_TOWN, THIRD_TOWN = "990001", "990001001", "990001002", "990001003"
FIRST, SECOND = 2024, 2025
NEW_UNIT = "unit,万家,万家,\n"
"""A unit that only the second paper prints, as a line of the code lists."""
CORNERS = ((0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1), (0.0, 0.0))


def laid_out(folder: Path, files: int | None = None) -> Dataset:
    """The data set in a folder, not yet built.

    files: how many of the observation files of the second paper are keyed, which then has no lists; None for all.
    """
    shutil.copytree(SOURCE, folder / "source")
    for name in SHARED:
        shutil.copy(Dataset.chosen().source / name, folder / "source" / name)
    _words(folder / "source")
    with (folder / "source" / "codelists.csv").open("a", encoding="utf-8") as stream:
        stream.write(NEW_UNIT)
    if files is not None:
        keep(folder / "source" / str(SECOND), files)
    (folder / "geo").mkdir()
    squares = [_square(code, place) for place, code in enumerate((FIRST_TOWN, SECOND_TOWN, THIRD_TOWN))]
    for name, features in (("towns", squares), ("river", [])):
        text = json.dumps({"type": "FeatureCollection", "features": features})
        (folder / "geo" / f"{name}.geojson").write_text(text, encoding="utf-8")
    return Dataset(folder)


def _words(source: Path) -> None:
    """The words of questions that speak of no indicator of the project's own."""
    with (Dataset.chosen().source / WORDS).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with (source / WORDS).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(row for row in rows if not row["indicators"])


def _square(code: str, place: int) -> dict[str, object]:
    """A town as a square of its own."""
    ring = [[round(121.35 + place / 10 + x, 2), round(31.05 + y, 2)] for x, y in CORNERS]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}
