"""Apache Spark, on a cluster: reads the laid out Parquet from storage that all its machines see under one path."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit
from uuid import uuid4

import pyarrow as pa
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from whitepaper.model.errors import EngineError
from whitepaper.model.schema import Table
from whitepaper.store.engines.on_engine import OnEngine, late, seconds, unanswered
from whitepaper.store.layout import PARTITIONS, TABLE, laid, shape
from whitepaper.store.rows import Rows

DIALECT = "pyspark"
NAME, CONNECT = "whitepaper", "sc"
PORTS = {"spark": 7077, CONNECT: 15002}
REACHED = 5.0
"""Seconds until an address that nobody answers at counts as such: Spark itself would try for minutes."""
SETTINGS = {
    "spark.sql.shuffle.partitions": "4",  # answers are small
    "spark.sql.session.timeZone": "UTC",
}
OWN = {"spark.ui.enabled": "false"}
"""What a server of Spark Connect has decided before it is asked."""


def opened(address: str, folder: Path, declared: Mapping[str, Table]) -> Rows:
    """The observations of a folder. Raises DataMissingError, EngineError."""
    limit, (place, number) = seconds(), laid(folder)
    _reach(address)
    try:
        session = _session(address)
        view = f"{TABLE}_{uuid4().hex}"  # of its own, as a newer version is opened while readers have this one
        columns = from_arrow_schema(shape(declared))  # told, as to look for them would be a question without a limit
        named = (path.relative_to(place).as_posix() for path in sorted(place.glob(PARTITIONS)))
        files = [f"{place.as_uri()}/{name}" for name in named]  # each, as of the whole folder their names were a column
        session.read.schema(columns).parquet(*files).createOrReplaceTempView(view)
    except (PySparkException, OSError) as error:
        raise EngineError(
            f"Spark（{address}）不能读取 {place}（{_first_line(error)}）。请看集群是否都见得到它"
        ) from error

    def ask(sql: str) -> pa.Table:
        return _in_time(session, sql, limit, is_remote=_is_remote(address))

    return OnEngine(ask, DIALECT, view, declared, number)


def _in_time(session: SparkSession, sql: str, limit: float, *, is_remote: bool) -> pa.Table:
    """The answer to a question. Raises EngineError where Spark fails, or has none in time and is told to stop.

    The question has a thread of its own: whatever Spark still does with it, the reader is told.
    """
    tag, answer = uuid4().hex, Future[pa.Table]()
    jobs = None if is_remote else session.sparkContext  # whose tags reach the jobs; those of the session do not
    mark, stop = (jobs.addJobTag, jobs.cancelJobsWithTag) if jobs else (session.addTag, session.interruptTag)

    def work() -> None:
        try:
            mark(tag)
            answer.set_result(session.sql(sql).toArrow())
        except Exception as error:  # of Spark, of the bridge to Java, or of the network
            answer.set_exception(error)

    Thread(target=work, daemon=True).start()
    try:
        return answer.result(limit)
    except TimeoutError as error:
        Thread(target=stop, args=(tag,), daemon=True).start()  # which may itself wait
        raise late(limit) from error
    except Exception as error:
        raise unanswered() from error


def _is_remote(address: str) -> bool:
    return urlsplit(address).scheme == CONNECT


def _reach(address: str) -> None:
    """Raises EngineError where nobody listens at an address."""
    parts = urlsplit(address)
    try:
        place = (str(parts.hostname), parts.port or PORTS[parts.scheme])
        socket.create_connection(place, REACHED).close()
    except (OSError, ValueError) as error:
        raise EngineError(f"连不上 Spark：{address}（{error}）。请看集群是否开着、地址是否写对") from error


def _session(address: str) -> SparkSession:
    builder = SparkSession.builder.appName(NAME)
    builder = builder.remote(address) if _is_remote(address) else builder.master(address)
    for name, value in (SETTINGS if _is_remote(address) else SETTINGS | OWN).items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
