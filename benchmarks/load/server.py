"""The server under load: one process, or several behind nginx as deploy/ ships it; its processor time and memory."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.common import DASHBOARD, free_port, memory, served
from tools.nginx import nginx, plain_server, shared

QUIET = 0.05  # of one processor
LOOK, PATIENCE = 2.0, 240.0  # seconds


@dataclass(frozen=True)
class Served:
    """An address that readers open, and the processes behind it; none where the server is another machine's."""

    address: str
    processes: tuple[subprocess.Popen[bytes], ...] = ()

    def seconds(self) -> float:
        """Processor time that all processes have used."""
        return sum(processor_seconds(process) for process in self.processes)

    def megabytes(self) -> float:
        """Resident memory of all processes."""
        return sum(memory(process) or 0.0 for process in self.processes)

    def settle(self) -> None:
        """Wait until it has made what it makes beside its first readers, but not for ever."""
        is_quiet, deadline = False, time.monotonic() + PATIENCE
        while not is_quiet and time.monotonic() < deadline:
            before = self.seconds()
            time.sleep(LOOK)
            is_quiet = self.seconds() - before < QUIET * LOOK


def processor_seconds(process: subprocess.Popen[bytes]) -> float:
    """Processor time of a process, its threads together."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(processes: int) -> Iterator[Served]:
    """The dashboard in so many processes; more than one stand behind nginx."""
    with ExitStack() as stack:
        started = [stack.enter_context(served(DASHBOARD)) for _ in range(processes)]
        address = f"{started[0][0]}/"
        if processes > 1:
            folder, port = Path(stack.enter_context(tempfile.TemporaryDirectory())), free_port()
            ports = tuple(int(urlsplit(one).port or 0) for one, _ in started)
            stack.enter_context(nginx(folder, shared(ports, folder), plain_server(port, "127.0.0.1", folder)))
            address = f"http://127.0.0.1:{port}/"
        found = Served(address, tuple(process for _, process in started))
        found.settle()
        yield found
