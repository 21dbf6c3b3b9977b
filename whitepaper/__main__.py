"""Command line: `python -m whitepaper` with `build`, `check` or `archive`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from whitepaper import fingerprints, proofreading
from whitepaper.build import build
from whitepaper.errors import WhitepaperError
from whitepaper.paths import PARQUET, SOURCE
from whitepaper.store import Store


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the data has problems or `check` finds new contradictions."""
    parser = argparse.ArgumentParser(prog="python -m whitepaper", description="闵行区质量白皮书数据")
    commands = parser.add_subparsers(dest="command", required=True)
    build_command = commands.add_parser("build", help="由 data/source 生成 data/parquet")
    build_command.add_argument("--source", type=Path, default=SOURCE, help="源数据文件夹")
    build_command.add_argument("--target", type=Path, default=PARQUET, help="生成到哪个文件夹")
    check_command = commands.add_parser("check", help="核对源数据中的数，列出不一致之处")
    check_command.add_argument("source", type=Path, nargs="?", default=SOURCE, help="源数据文件夹，形式同 data/source")
    check_command.add_argument("--format", choices=proofreading.FORMATS, default="text", help="输出格式")
    commands.add_parser("archive", help="存档当前数据版本的数，供日后核验导出的文件")
    options = parser.parse_args(arguments)
    try:
        return {"build": _build, "check": _check, "archive": _archive}[options.command](options)
    except WhitepaperError as error:
        print(error, file=sys.stderr)
        return 1


def _build(options: argparse.Namespace) -> int:
    manifest = build(options.source, options.target)
    tables = manifest["tables"]
    assert isinstance(tables, dict)
    counts = "，".join(f"{name} {entry['rows']} 行" for name, entry in tables.items())
    print(f"已生成 {options.target}：{counts}。数据版本 {manifest['dataset_version']}")
    return 0


def _check(options: argparse.Namespace) -> int:
    checks, findings = proofreading.check_source(options.source)
    sys.stdout.write(proofreading.FORMATS[options.format](checks, findings))
    return int((findings["is_new"] == "yes").any())


def _archive(_options: argparse.Namespace) -> int:
    print(f"已存档：{fingerprints.archive(Store.load())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
