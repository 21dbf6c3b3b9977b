"""How a version that is not published is served beside the one that is: the command of a process of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from whitepaper.model.dataset import DRAFT, VARIABLE, VERSION, Dataset

APP = Path(__file__).resolve().parents[2] / "dashboard.py"
LOOPBACK = "127.0.0.1"
WARM, COLD = "WHITEPAPER_WARM", "no"
"""Variable, and its value for a server of few readers: it makes what pages show when it is asked for, not before."""


def command(dataset: Dataset, port: int) -> tuple[list[str], dict[str, str]]:
    """What runs, in the folder of APP, and in which environment. It listens on this machine alone."""
    chosen = {VARIABLE: str(dataset.root.resolve()), VERSION: DRAFT, WARM: COLD}
    address = ["--server.address", LOOPBACK, "--server.port", str(port)]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *address], os.environ | chosen
