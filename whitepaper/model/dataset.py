"""Where a data set lies: reviewed source, built tables, geometry, history. An argument, never a constant."""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from whitepaper.model.disk import names_in
from whitepaper.model.errors import DataMissingError

MANIFEST = "manifest.json"
INDEX = "search.sqlite"
"""File of a version with the index of its search."""
SOUNDS = "sounds.sqlite"
"""File of a version with what may be typed in pinyin in a question."""
LOOKUPS = (INDEX, SOUNDS)
VARIABLE = "WHITEPAPER_DATA"
OPTION = "--data"
VERSION = "WHITEPAPER_VERSION"
WHOSE = "WHITEPAPER_PUBLISHER"
"""Of a data set of several publishers the one that is meant where nothing else says so."""
DRAFT, PUBLISHED = "draft", "published"
SEVERAL = "publishers"
"""Folder of a data set of several publishers: a folder each, called by the code of its area."""
NOWHERE = "none"
"""Folder of no version."""
NAME = re.compile(r"v[0-9a-f]{12}\.[0-9a-f]{8}")
"""What a version is called: its data version, and digits of all that was built."""
_OWN = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Dataset:
    """One data set: the folder `root` and what stands in it.

    The published set, a draft beside it, a set for tests, another district: the same code.
    """

    root: Path
    version: str = ""
    """The version that is read: empty for the published one, DRAFT for the latest build, or the name of one."""
    publisher: str = ""
    """Of several (docs/decisions/0015) the one whose source, geometry and history are meant; empty for the first."""

    @classmethod
    def chosen(cls) -> Dataset:
        """What the environment names: data set, version, publisher; else the published one of the project's own."""
        return cls(Path(os.environ.get(VARIABLE) or _OWN), os.environ.get(VERSION, ""), os.environ.get(WHOSE, ""))

    @property
    def source(self) -> Path:
        """The reviewed CSVs, the only files edited by hand."""
        return self.own / "source"

    @property
    def own(self) -> Path:
        """Where source, geometry and history lie: of several publishers in a folder each."""
        return self.root / SEVERAL / self.publisher if self.publisher else self.root

    @property
    def publishers(self) -> tuple[str, ...]:
        """The folders of several publishers, in the order of their names; none where the folder is one publisher's."""
        folder = self.root / SEVERAL
        return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir())) if folder.is_dir() else ()

    @property
    def parquet(self) -> Path:
        """The built tables with their manifest: looked up anew each time, as another version may be published."""
        if self.version:
            return self.versions / ((self.draft if self.version == DRAFT else self.version) or NOWHERE)
        if self.published is not None:
            return self.versions / (self.published[-1] or NOWHERE)
        return self.delivered

    @property
    def delivered(self) -> Path:
        """The build that comes with the data set, which counts until one is published."""
        folder, old = self.root / "parquet", self.root / "parquet.old"
        return old if old.is_dir() and not folder.is_dir() else folder  # a replacement that was cut off

    @property
    def versions(self) -> Path:
        """Builds, each in a folder of its own, and the files that name the published one and the draft."""
        return self.root / "versions"

    @property
    def published(self) -> list[str] | None:
        """Names of the versions that were published, the current one last; None for none, "" for what is damaged."""
        return names_in(self.versions / PUBLISHED, NAME)

    @property
    def draft(self) -> str:
        """Name of the version that was built last; empty for none."""
        return (names_in(self.versions / DRAFT, NAME) or [""])[-1]

    @property
    def history(self) -> Path:
        """The numbers of earlier data versions."""
        return self.own / "history"

    def towns(self) -> dict[str, Any]:
        """GeoJSON of the towns, keyed by the property `code`.

        Of several publishers together their areas: official shapes where a file has them, else each area as its
        towns put together.
        """
        if self.publisher or not self.publishers or (self.own / "geo" / "towns.geojson").is_file():
            return self._geometry("towns")
        features = [_together(key, replace(self, publisher=key).towns()) for key in self.publishers]
        return {"type": "FeatureCollection", "features": features}

    def river(self) -> dict[str, Any]:
        """GeoJSON of the lines that help to find one's way on the map."""
        if self.publishers and not self.publisher and not (self.own / "geo" / "river.geojson").is_file():
            return {"type": "FeatureCollection", "features": []}
        return self._geometry("river")

    def _geometry(self, name: str) -> dict[str, Any]:
        """Raises DataMissingError where the file is absent or cannot be read."""
        path = self.own / "geo" / f"{name}.geojson"
        try:
            shapes: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
            return shapes | {"features": list(shapes["features"])}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataMissingError(f"地图的轮廓不能读取（{path}）。请从备份恢复这个文件，再重启") from error


def _together(code: str, towns: dict[str, Any]) -> dict[str, Any]:
    """The towns of an area as one shape."""
    polygons: list[Any] = []
    for geometry in (one["geometry"] for one in towns["features"]):
        polygons += geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


@dataclass(frozen=True)
class Profile:
    """What the form `profile` says of a data set.

    title: of the dashboard; subject: how names of files begin; district: id of the whole area; centre, extent:
    degrees of longitude and latitude; map_note: what must be said beside the map; questions: examples
    of what a reader may ask; is_synthetic: the numbers are made up, which is said wherever they are shown.
    """

    title: str
    subject: str
    district: str
    centre: tuple[float, float]
    extent: tuple[float, float]
    map_note: str
    questions: tuple[str, ...]
    is_synthetic: bool = False

    @classmethod
    def read(cls, entries: dict[str, str]) -> Profile:
        """From the names and values of the form. Raises KeyError when one is absent."""
        return cls(
            title=entries["title"],
            subject=entries["subject"],
            district=entries["district"],
            centre=(float(entries["centre_lon"]), float(entries["centre_lat"])),
            extent=(float(entries["extent_lon"]), float(entries["extent_lat"])),
            map_note=entries["map_note"],
            questions=tuple(filter(None, entries["questions"].split("|"))),
            is_synthetic=entries.get(SYNTHETIC, "") == YES,
        )


SYNTHETIC, YES = "synthetic", "yes"
PROFILE_NUMBERS = ("centre_lon", "centre_lat", "extent_lon", "extent_lat")
PROFILE_ENTRIES = ("title", "subject", "district", *PROFILE_NUMBERS, "map_note", "questions")
"""What every profile says; it may say SYNTHETIC, too."""


def choose(arguments: Sequence[str]) -> None:
    """Make the data set that `--data FOLDER` names that of this process; other arguments are left alone."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(OPTION)
    named = parser.parse_known_args(arguments)[0].data
    if named:
        os.environ[VARIABLE] = str(Path(named).resolve())
