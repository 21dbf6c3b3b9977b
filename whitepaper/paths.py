"""Where the data lies: the only place that knows the folder layout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "data" / "source"
PARQUET = ROOT / "data" / "parquet"
GEOMETRY = ROOT / "data" / "geo" / "minhang_towns.geojson"
HISTORY = ROOT / "data" / "history"
