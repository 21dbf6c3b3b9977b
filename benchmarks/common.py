"""What all benchmarks share: servers on free ports, their memory, and what it was measured on."""

from __future__ import annotations

import os
import platform
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
DASHBOARD = "dashboard.py"


@contextmanager
def served(script: str, *given: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a Streamlit script on a free port, with what is given to it; its address and process."""
    port, path = free_port(), ROOT / script
    command = [sys.executable, "-m", "streamlit", "run", path.name, "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false", "--", *given]
    address = f"http://127.0.0.1:{port}"
    # the bare page runs with Streamlit's own settings, the dashboard with its own
    with running(command, path.parent, f"{address}/_stcore/health") as server:
        yield address, server


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(command: Sequence[str], folder: Path, answers: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server in a folder, once the address `answers` does; ended afterwards."""
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 90
        while True:
            try:
                urllib.request.urlopen(answers, timeout=2).close()
                break
            except OSError:
                if time.monotonic() > deadline or server.poll() is not None:
                    raise
                time.sleep(0.1)
        yield server
    finally:
        server.terminate()
        server.wait(timeout=20)


def memory(process: subprocess.Popen[bytes]) -> float | None:
    """Resident memory of a process in MB; None where the system does not tell."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def p90(values: list[float]) -> float:
    """The value that nine of ten stay below."""
    return statistics.quantiles(values, n=10)[-1]


def machine(browser: Browser | None = None) -> str:
    """What it was measured on."""
    libraries = [f"{name} {version(name)}" for name in ("streamlit", "altair", "pyarrow", "pandas")]
    chromium = [f"Chromium {browser.version} headless"] if browser else []
    system = [f"{platform.system()} {platform.machine()}", f"{os.cpu_count()} cores"]
    return ", ".join([*system, f"Python {platform.python_version()}", *chromium, *libraries])
