"""The preview: a server of its own, beside the published one, for as long as the clerk looks at it."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request

from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import WhitepaperError
from whitepaper.releasing import previews

PATIENCE, LOOK_EVERY, END_WITHIN = 120.0, 0.3, 20.0  # seconds


class PreviewError(WhitepaperError):
    """The preview did not start."""


class Preview:
    """At most one server; `end` leaves none."""

    def __init__(self) -> None:
        self.address = ""
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def is_on(self) -> bool:
        """Whether it runs."""
        return self._server is not None and self._server.poll() is None

    def start(self, dataset: Dataset) -> str:
        """Serve the draft of a data set; the address, once it answers. Raises PreviewError."""
        self.end()
        port = _free_port()
        command, environment = previews.command(dataset, port)
        server = self._server = subprocess.Popen(command, env=environment, cwd=previews.APP.parent)
        self.address = f"http://{previews.LOOPBACK}:{port}"
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and server.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=2):
                    return self.address
            except OSError:
                time.sleep(LOOK_EVERY)
        self.end()
        raise PreviewError("预览没有打开，已读入的都还在。请再点一次；若仍然如此，请把时间告诉管理员")

    def end(self) -> None:
        """Serve no more."""
        server, self._server, self.address = self._server, None, ""
        if server is None:
            return
        server.terminate()
        try:
            server.wait(END_WITHIN)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((previews.LOOPBACK, 0))
        return int(free.getsockname()[1])
