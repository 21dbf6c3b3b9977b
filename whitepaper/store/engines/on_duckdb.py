"""DuckDB, embedded: reads the laid out Parquet in this process."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from threading import Timer

import duckdb
import pyarrow as pa

from whitepaper.model.errors import EngineError
from whitepaper.model.schema import Table
from whitepaper.store.engines.on_engine import OnEngine, late, seconds, unanswered
from whitepaper.store.layout import PARTITIONS, TABLE, laid
from whitepaper.store.rows import Rows

DIALECT = "duckdb"
MEMORY = "256MB"
"""What DuckDB may hold; beyond it uses the disk."""
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,  # no request leaves the machine
    "autoload_known_extensions": False,
    "memory_limit": MEMORY,
    "temp_directory": tempfile.gettempdir(),
}
FOOTERS = "SET parquet_metadata_cache = true"
"""What the footers of the files say is kept, as long as a file is not a newer one."""


def opened(_address: str, folder: Path, declared: Mapping[str, Table]) -> Rows:
    """The observations of a folder. Raises DataMissingError, EngineError."""
    limit, (place, number) = seconds(), laid(folder)
    try:
        database = duckdb.connect(config=SETTINGS)
        database.execute(FOOTERS)
        files = [path.as_posix() for path in sorted(place.glob(PARTITIONS))]
        database.read_parquet(files, hive_partitioning=False).create_view(TABLE)
    except duckdb.Error as error:
        raise EngineError(f"DuckDB 不能读取 {place}（{error}）") from error

    def ask(sql: str) -> pa.Table:
        cursor = database.cursor()  # of its own, as several readers ask at once
        timer = Timer(limit, cursor.interrupt)
        timer.start()
        try:
            return cursor.sql(sql).to_arrow_table()
        except duckdb.InterruptException as error:
            raise late(limit) from error
        except duckdb.Error as error:
            raise unanswered() from error
        finally:
            timer.cancel()
            cursor.close()

    return OnEngine(ask, DIALECT, TABLE, declared, number)
