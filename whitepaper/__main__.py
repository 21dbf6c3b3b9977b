"""Command line: `python -m whitepaper` with `build`, `check`, `archive`, `files` or `offline`."""

from __future__ import annotations

import argparse
import runpy
import sys
from datetime import datetime
from pathlib import Path

from whitepaper.files import every
from whitepaper.model.dataset import OPTION, VARIABLE, Dataset
from whitepaper.model.errors import WhitepaperError
from whitepaper.publishing import proofreading
from whitepaper.publishing.build import build
from whitepaper.store.store import Store
from whitepaper.stories import fingerprints


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the data has problems or `check` finds new contradictions."""
    parser = argparse.ArgumentParser(prog="python -m whitepaper", description="质量白皮书数据")
    parser.add_argument(
        OPTION,
        type=Path,
        default=Dataset.chosen().root,
        help=f"数据集文件夹；不写则用环境变量 {VARIABLE} 或项目的 data",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    build_command = commands.add_parser("build", help="由数据集的 source 生成 parquet")
    build_command.add_argument("--target", type=Path, help="生成到另一个文件夹")
    check_command = commands.add_parser("check", help="核对源数据中的数，列出不一致之处")
    check_command.add_argument(
        "source", type=Path, nargs="?", help="源数据文件夹，形式同 data/source；不写则为数据集的"
    )
    check_command.add_argument("--edition", type=int, help="核对哪一年度的白皮书；不写则为最新的")
    check_command.add_argument("--format", choices=proofreading.FORMATS, default="text", help="输出格式")
    commands.add_parser("archive", help="存档当前数据版本的数，供日后核验导出的文件")
    files_command = commands.add_parser("files", help="每个专题、领域和街镇各生成一份文件")
    files_command.add_argument("--out", type=Path, required=True, help="放文件的文件夹")
    offline_command = commands.add_parser("offline", help="整个看板做成一个网页文件，不用服务器，双击打开")
    offline_command.add_argument("--out", type=Path, help="写到哪个文件")
    options = parser.parse_args(arguments)
    try:
        return COMMANDS[options.command](Dataset(options.data), options)
    except WhitepaperError as error:
        print(error, file=sys.stderr)
        return 1


def _build(dataset: Dataset, options: argparse.Namespace) -> int:
    manifest = build(dataset, options.target)
    counts = "，".join(f"{name} {entry['rows']} 行" for name, entry in manifest["tables"].items())
    print(f"已生成 {options.target or dataset.parquet}：{counts}。数据版本 {manifest['dataset_version']}")
    return 0


def _check(dataset: Dataset, options: argparse.Namespace) -> int:
    checks, findings = proofreading.check_source(options.source or dataset.source, options.edition)
    sys.stdout.write(proofreading.FORMATS[options.format](checks, findings))
    return int((findings["is_new"] == "yes").any())


def _archive(dataset: Dataset, _options: argparse.Namespace) -> int:
    print(f"已存档：{fingerprints.archive(Store.load(dataset))}")
    return 0


def _files(dataset: Dataset, options: argparse.Namespace) -> int:
    options.out.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, make in every.files(Store.load(dataset), datetime.now().astimezone()):
        (options.out / name).write_bytes(make())
        count += 1
    print(f"已在 {options.out} 生成 {count} 个文件（不含地图和简报中的图，这些由看板绘制）")
    return 0


def _offline(dataset: Dataset, options: argparse.Namespace) -> int:
    """Hand over to the program of the app that draws: this package knows its name alone (docs/decisions/0011)."""
    sys.argv[1:] = [OPTION, str(dataset.root), *(["--out", str(options.out)] if options.out else [])]
    runpy.run_module(DRAWER, run_name="__main__")
    return 0  # not reached: the program ends the process with its own status


DRAWER = "components.offline"
COMMANDS = {"build": _build, "check": _check, "archive": _archive, "files": _files, "offline": _offline}


if __name__ == "__main__":
    sys.exit(main())
