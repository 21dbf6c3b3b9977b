"""A Spark cluster on this machine for as long as its tests take: one master, two workers, on loopback alone.

The tests run twice: as an application of the cluster (`spark://`), and over Spark Connect (`sc://`).
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

HERE, WORKERS, CORES, MEMORY = "127.0.0.1", 2, 1, "1500m"
STARTED = 240.0
"""Seconds that a part of the cluster may take to start, on a machine that has other work too."""
ADDRESS, WORKER = "WHITEPAPER_SPARK", "WHITEPAPER_SPARK_WORKER"
"""Variables that tell the tests where the cluster is, and the process that one of them may kill."""
LIMIT, PATIENCE = "WHITEPAPER_STORE_SECONDS", "180"
"""How long a question may take here, where cluster, driver and tests share the machine."""
TESTS = ("tests/browser/test_engine.py", "tests/contract/test_stores.py")
"""Each in a process of its own, as one that asks has all cores of the cluster; the last one kills a worker."""
MEASURE = "--measure"
"""What runs benchmarks/scale.py on the cluster instead of the tests."""
CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind((HERE, 0))
        return int(found.getsockname()[1])


@contextmanager
def running(folder: Path, *arguments: str, memory: str = "256m") -> Iterator[subprocess.Popen[bytes]]:
    """One process of Spark, ended by its id; what it says goes to a file."""
    spec = find_spec("pyspark")
    if spec is None or spec.origin is None:
        raise SystemExit("没有安装 pyspark。请运行 pip install --constraint constraints.txt --group engine")
    home = Path(spec.origin).parent
    told = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": HERE, "SPARK_DAEMON_MEMORY": memory}
    with (folder / f"{arguments[0].rpartition('.')[2]}-{time.monotonic_ns()}.log").open("wb") as log:
        process = subprocess.Popen(
            [str(home / "bin" / "spark-class"), *arguments], env=told, cwd=folder, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Its address and its workers; all of it is stopped at the end."""
    port = free_port()
    address = f"spark://{HERE}:{port}"
    deploy = "org.apache.spark.deploy"
    with ExitStack() as stack:
        own = ("--host", HERE, "--webui-port", "0")
        stack.enter_context(running(folder, f"{deploy}.master.Master", *own, "--port", str(port)))
        _wait(port)
        workers = [
            stack.enter_context(
                running(
                    folder, f"{deploy}.worker.Worker", *own, "--cores", str(CORES), "--memory", MEMORY,
                    "--work-dir", str(folder / f"worker-{number}"), address,
                )
            )
            for number in range(WORKERS)
        ]  # fmt: skip
        yield address, workers


@contextmanager
def connected(folder: Path, address: str) -> Iterator[str]:
    """The address of a server of Spark Connect, which itself is an application of a cluster."""
    port = free_port()
    told = {"spark.driver.bindAddress": HERE, "spark.driver.host": HERE,
            "spark.ui.enabled": "false", "spark.connect.grpc.binding.address": HERE,
            "spark.connect.grpc.binding.port": str(port)}  # fmt: skip
    settings = [word for name, value in told.items() for word in ("--conf", f"{name}={value}")]
    submit = ("org.apache.spark.deploy.SparkSubmit", "--master", address, "--class", CONNECT, *settings)
    with running(folder, *submit, "spark-internal", memory="1g"):
        _wait(port)
        yield f"sc://{HERE}:{port}"


def _wait(port: int) -> None:
    end = time.monotonic() + STARTED
    while True:
        try:
            socket.create_connection((HERE, port), 1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


def main() -> int:
    """Run the contract tests on a cluster; their status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the cluster is stopped then too
    with tempfile.TemporaryDirectory(prefix="whitepaper-spark-") as name, cluster(Path(name)) as (address, workers):
        if sys.argv[1:2] == [MEASURE]:
            command = [sys.executable, "-m", "benchmarks.scale", *sys.argv[2:]]
            return subprocess.run(command, env=os.environ | {ADDRESS: address}, check=False).returncode
        with connected(Path(name), address) as remote:
            over = _tested({ADDRESS: remote})
        return _tested({ADDRESS: address, WORKER: str(workers[-1].pid)}) or over  # the one that kills a worker last


def _tested(told: dict[str, str]) -> int:
    told |= {"SPARK_LOCAL_IP": HERE, LIMIT: PATIENCE}
    command = [sys.executable, "-m", "pytest", "-q", "-rs", *sys.argv[1:]]
    return max(subprocess.run([*command, test], env=os.environ | told, check=False).returncode for test in TESTS)


if __name__ == "__main__":
    sys.exit(main())
