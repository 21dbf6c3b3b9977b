"""Command line: `python -m whitepaper build`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from whitepaper.build import build
from whitepaper.errors import WhitepaperError
from whitepaper.paths import PARQUET, SOURCE


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it succeeded, 1 when the data has problems."""
    parser = argparse.ArgumentParser(prog="python -m whitepaper", description="闵行区质量白皮书数据")
    commands = parser.add_subparsers(dest="command", required=True)
    build_command = commands.add_parser("build", help="由 data/source 生成 data/parquet")
    build_command.add_argument("--source", type=Path, default=SOURCE, help="源数据文件夹")
    build_command.add_argument("--target", type=Path, default=PARQUET, help="生成到哪个文件夹")
    options = parser.parse_args(arguments)
    try:
        manifest = build(options.source, options.target)
    except WhitepaperError as error:
        print(error, file=sys.stderr)
        return 1
    tables = manifest["tables"]
    assert isinstance(tables, dict)
    counts = "，".join(f"{name} {entry['rows']} 行" for name, entry in tables.items())
    print(f"已生成 {options.target}：{counts}。数据版本 {manifest['dataset_version']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
