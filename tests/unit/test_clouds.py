"""The server cannot reach stores elsewhere, and does not carry what would."""

import subprocess
import sys

from components.frame import CLOUDS

TOLD = "import sys; {}import pyarrow.parquet; print([name for name in {!r} if sys.modules.get('pyarrow.' + name)])"


def loaded(first: str) -> str:
    """What of CLOUDS a process has that imports Parquet after something else."""
    command = [sys.executable, "-c", TOLD.format(first, CLOUDS)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_only_the_server_goes_without_ways_to_the_cloud() -> None:
    """Whoever uses the data as a library keeps what Arrow brings."""
    assert loaded("import components.frame; ") == "[]"
    assert "_s3fs" in loaded("")
