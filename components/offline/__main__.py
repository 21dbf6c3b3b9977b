"""Program `python -m components.offline`, which `python -m whitepaper offline` hands over to."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from streamlit import config
from streamlit.logger import set_log_level

from components.frame import runtime
from whitepaper.model import dataset, disk
from whitepaper.model.errors import WhitepaperError

QUIET = "error"
"""What of its log the framework writes; it would warn for each cache that no server runs, which is so here."""


def main(arguments: list[str] | None = None) -> int:
    """Write the file; 1 when the data cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m whitepaper offline", description="整个看板做成一个网页文件")
    parser.add_argument(dataset.OPTION, type=Path, help="数据集文件夹")
    parser.add_argument("--out", type=Path, help="写到哪个文件或文件夹；不写则放在当前文件夹，按看板和数据版本起名")
    options = parser.parse_args(arguments)
    if options.data:
        dataset.choose([dataset.OPTION, str(options.data)])
    config.get_option("logger.level")  # read now, as it would set the level again
    set_log_level(QUIET)
    from components.offline import making  # only now, as caches warn when they are made

    try:
        store = runtime.store()
        made = making.make(store, datetime.now().astimezone())
        path = options.out or Path()
        path = path / making.file_name(store) if path.is_dir() else path
        disk.hand_over(path, made)
    except WhitepaperError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"已生成 {path}（{len(made) / 1e6:.1f} MB），双击即可打开")
    return 0


if __name__ == "__main__":
    sys.exit(main())
