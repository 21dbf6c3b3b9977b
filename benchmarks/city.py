"""A city of several publishers, made up: `make city`. Every name and number is synthetic, and said to be so when shown.

Its papers have the form of those of a data set that is there: the same indicators, tables and places of numbers, no
number, firm, document or place of it. Each publisher goes through the real build. The same arguments, the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from whitepaper.model.dataset import SEVERAL, SYNTHETIC, YES, Dataset
from whitepaper.publishing import several

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "build" / "city"
CITY, CITY_NAME, TITLE = "990000", "示例市", "示例市各区质量状况看板"
MARK = "合成数据，仅供测试和测量"
DIGITS = "〇一二三四五六七八九"
NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?")
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
PERCENT = "%"
UNTOUCHED = ("forms", "dictionary", "codelists", "colours", "sectors", "subsectors", "views")
"""Forms that name nothing and nobody: they are taken as they are."""
EMPTIED = ("honours", "policies", "cases", "town_notes", "restatements", "accepted_findings")
OF_INDICATORS = ("definition", "numerator", "denominator")
CENTRE, APART, TOWN_APART = (121.0, 31.0), 0.22, 0.05  # degrees
Row = dict[str, str]


@dataclass(frozen=True)
class Plan:
    """How large the city is: so many districts, towns in all of them, papers of each, the last of the year `last`."""

    districts: int = 16
    towns: int = 220
    papers: int = 8
    last: int = 2024

    def towns_of(self, district: int) -> int:
        """Of one district, from 0."""
        return self.towns // self.districts + (district < self.towns % self.districts)

    def code(self, district: int) -> str:
        """The code of a district, from 0."""
        return str(int(CITY) + district + 1)


def lay(template: Dataset, folder: Path, plan: Plan) -> Dataset:
    """The sources of a city in a folder, not yet built. template: one publisher's, whose form they have."""
    shutil.rmtree(folder, ignore_errors=True)
    entries = {"title": TITLE, "area": CITY, "name": CITY_NAME, "first": plan.code(0)}
    _write(folder / several.PROFILE, ["name", "value"], [{"name": n, "value": v} for n, v in entries.items()])
    for district in range(plan.districts):
        _lay_one(template, folder / SEVERAL / plan.code(district), plan, district)
    return Dataset(folder)


def numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


def _lay_one(template: Dataset, folder: Path, plan: Plan, district: int) -> None:
    old, new = template.source, folder / "source"
    code, name = plan.code(district), f"示例区{numeral(district + 1)}"
    for form in UNTOUCHED:
        (new / f"{form}.csv").parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(old / f"{form}.csv", new / f"{form}.csv")
    for form in ("names", "breaks", "checks", "organisations"):
        _write(new / f"{form}.csv", _headings(old / f"{form}.csv"), [])
    areas = _areas(old, code, name, plan, district)
    of_old = {row["area_id"]: at for at, row in enumerate(_towns(old))}
    home = next(row["value"] for row in _read(old / "profile.csv") if row["name"] == "district")
    own = {home: code} | {key: areas[at + 1]["area_id"] for key, at in of_old.items() if at + 1 < len(areas)}
    _write(new / "areas.csv", _headings(old / "areas.csv"), areas)
    _write(folder / "source" / "profile.csv", ["name", "value"], _profile(code, name, district))
    _write(new / "indicators.csv", _headings(old / "indicators.csv"), _indicators(old, district))
    headlines = [row | {"area_id": own.get(row["area_id"], "")} for row in _read(old / "headlines.csv")]
    _write(new / "headlines.csv", _headings(old / "headlines.csv"), headlines)
    words = [row for row in _read(template.source / "question_words.csv") if not row["indicators"]]
    _write(new / "question_words.csv", _headings(old / "question_words.csv"), words)
    newest = max(int(row["edition"]) for row in _read(old / "editions.csv"))
    editions = range(plan.last - plan.papers + 1, plan.last + 1)
    titles = [
        {"edition": str(edition), "title": f"{edition}年度{name}质量白皮书（{MARK}）", "publisher": f"{name}（合成）",
         "published": f"{edition + 1}-09"}
        for edition in editions
    ]  # fmt: skip
    _write(new / "editions.csv", _headings(old / "editions.csv"), titles)
    for edition in editions:
        _paper(old / str(newest), new / str(edition), own, areas[1:], edition - newest)
    _map(folder / "geo", areas[1:])


def _areas(old: Path, code: str, name: str, plan: Plan, district: int) -> list[Row]:
    """The district, then its towns, which stand in rows around its centre."""
    kinds = [row["kind"] for row in _towns(old)]
    headings = _headings(old / "areas.csv")
    lon, lat = centre(district)
    count = plan.towns_of(district)
    side = math.ceil(math.sqrt(count))
    aliases = f"全区|第{numeral(district + 1)}示例区"
    rows = [{"area_id": code, "name": name, "aliases": aliases, "kind": "区", "lon": f"{lon:.4f}", "lat": f"{lat:.4f}"}]
    for town in range(count):
        kind = kinds[town % len(kinds)]
        across, down = town % side - (side - 1) / 2, town // side - (side - 1) / 2
        rows.append(
            {
                "area_id": f"{code}{town + 1:03}", "name": f"示例{numeral(town + 1)}{kind}",
                "kind": kind, "parent_id": code, "order": str(town + 1),
                "lon": f"{lon + across * TOWN_APART:.4f}", "lat": f"{lat - down * TOWN_APART:.4f}",
            }
        )  # fmt: skip
    return [{heading: row.get(heading, "") for heading in headings} for row in rows]


def centre(district: int) -> tuple[float, float]:
    """Longitude and latitude of the middle of a district: they lie in rows of four."""
    return CENTRE[0] + district % 4 * APART, CENTRE[1] - district // 4 * APART


def _profile(code: str, name: str, district: int) -> list[Row]:
    lon, lat = centre(district)
    entries = {
        "title": f"{name}质量状况看板",
        "subject": f"{name}质量",
        "district": code,
        "centre_lon": f"{lon:.4f}",
        "centre_lat": f"{lat:.4f}",
        "extent_lon": "0.24",
        "extent_lat": "0.22",
        "map_note": f"方格，{MARK}。",
        "questions": "抽检合格率多少",
        SYNTHETIC: YES,
    }
    return [{"name": key, "value": value} for key, value in entries.items()]


def _indicators(old: Path, district: int) -> list[Row]:
    """Those that are judged are comparable, but for one that the second district defines otherwise."""
    rows = _read(old / "indicators.csv")
    judged = [row["indicator_id"] for row in rows if row["polarity"] != "0"]
    for row in rows:
        named = row["indicator_id"] in judged
        row["comparability"] = row["indicator_id"] if named else row["comparability"]
        row["department"] = "示例局" if row["department"] else ""
        if district == 1 and row["indicator_id"] == judged[1]:
            row["definition"] += "（此区口径不同，合成。）"
    return rows


def _paper(old: Path, new: Path, own: Row, towns: list[Row], later: int) -> None:
    """One paper, so many years later than the one whose form it has."""
    for form in EMPTIED:
        _write(new / f"{form}.csv", _headings(old / f"{form}.csv"), [])
    groups = [row["industry_group"] for row in _read(old / "industries.csv")]
    industries = [
        {"area_id": town["area_id"], "appendix": str(at + 1), "industry": f"示例产业{numeral(at % len(groups) + 1)}",
         "industry_group": groups[at % len(groups)]}
        for at, town in enumerate(towns)
    ]  # fmt: skip
    _write(new / "industries.csv", _headings(old / "industries.csv"), industries)
    sources = _read(old / "sources.csv")
    for source in sources:
        path = Path("observations") / f"{source['file']}.csv"
        rows = [_made(row, own, later) for row in _read(old / path) if row["area_id"] in own]
        source |= {"rows": str(len(rows)), "department": "示例局" if source["department"] else "", "page": ""}
        _write(new / path, _headings(old / path), rows)
    kept = [source for source in sources if source["rows"] != "0"]
    for source in sources:
        if source["rows"] == "0":
            (new / "observations" / f"{source['file']}.csv").unlink()
    _write(new / "sources.csv", _headings(old / "sources.csv"), kept)


def _made(row: Row, own: Row, later: int) -> Row:
    area = own[row["area_id"]]
    period = YEAR.sub(lambda found: str(int(found[1]) + later), row["period"])
    about = (area, row["indicator_id"], row["category"], row["measure"])
    grown = 1 + 0.04 * (later + 8) + 0.02 * share(*about, str(later))
    at = 0.6 + 0.8 * share(*about)
    printed = NUMBER.sub(lambda found: _like(found[0], row["unit"], at, grown), row["printed"], count=1)
    return row | {"area_id": area, "period": period, "printed": printed, "note": ""}


def share(*words: str) -> float:
    """A number from 0 to 1 that follows from words alone."""
    return int(hashlib.sha256("\n".join(words).encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def _like(text: str, unit: str, at: float, grown: float) -> str:
    """A number of the same form, which the words decide; a rate stays below 100."""
    decimals = len(text.partition(".")[2])
    value = float(text)
    made = value * (0.9 + 0.1 * at) * (0.97 + 0.02 * grown) if unit == PERCENT and value <= 100 else value * at * grown
    least = 10**-decimals if value else 0.0
    most = 100.0 if unit == PERCENT and value <= 100 else math.inf
    return f"{min(max(made, least), most):.{decimals}f}"


def _map(folder: Path, towns: list[Row]) -> None:
    """Each town as a square of its own; no river."""
    half = TOWN_APART / 2
    features = []
    for town in towns:
        lon, lat = float(town["lon"]), float(town["lat"])
        corners = ((-half, -half), (-half, half), (half, half), (half, -half), (-half, -half))  # clockwise
        ring = [[round(lon + x, 4), round(lat + y, 4)] for x, y in corners]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"code": town["area_id"]}, "geometry": geometry})
    folder.mkdir(parents=True, exist_ok=True)
    for name, own in (("towns", features), ("river", [])):
        text = json.dumps({"type": "FeatureCollection", "features": own})
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")


def _towns(source: Path) -> list[Row]:
    return [row for row in _read(source / "areas.csv") if row["order"] and row["parent_id"]]


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _headings(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.reader(stream))


def _write(path: Path, headings: list[str], rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, headings, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(built: Callable[..., object] = several.build) -> None:
    """Lay the sources of a city, and build them."""
    parser = argparse.ArgumentParser(description="合成的城市，供测试和测量")
    parser.add_argument("--out", type=Path, default=BUILT)
    for name in ("districts", "towns", "papers"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan, name))
    options = parser.parse_args()
    city = lay(Dataset.chosen(), options.out, Plan(options.districts, options.towns, options.papers))
    built(city)
    print(f"{options.out}：{options.districts} 区、{options.towns} 个街镇、各 {options.papers} 版（{MARK}）")


if __name__ == "__main__":
    main()
