"""Command line: `python -m whitepaper` with `build`, `check`, `workbook`, `import`, `archive` or `files`."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from whitepaper.files import every
from whitepaper.model.dataset import OPTION, VARIABLE, Dataset
from whitepaper.model.errors import WhitepaperError
from whitepaper.publishing import proofreading
from whitepaper.publishing.build import build
from whitepaper.publishing.keying import importing, workbooks
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
    workbook_command = commands.add_parser("workbook", help="生成录入工作簿（Excel），供填写一个年度的白皮书")
    workbook_command.add_argument("edition", type=int, help="白皮书的年度，如 2025")
    workbook_command.add_argument("--filled", action="store_true", help="格子里填上已有的数，用于修改")
    whose = workbook_command.add_mutually_exclusive_group()
    whose.add_argument("--department", default="", help="只含这个部门提供的数")
    whose.add_argument("--departments", action="store_true", help="每个部门各一本，--out 为文件夹")
    workbook_command.add_argument("--out", type=Path, help="文件名；不写则为当前文件夹里的 工作簿-年度.xlsx")
    import_command = commands.add_parser("import", help="把填好的工作簿读进源数据，有问题一次列出")
    import_command.add_argument("files", type=Path, nargs="+", help="工作簿，可以连同各部门的")
    import_command.add_argument("--source", type=Path, help="源数据文件夹；不写则为数据集的，没有则照它新建")
    commands.add_parser("archive", help="存档当前数据版本的数，供日后核验导出的文件")
    files_command = commands.add_parser("files", help="每个专题、领域和街镇各生成一份文件")
    files_command.add_argument("--out", type=Path, required=True, help="放文件的文件夹")
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


def _workbook(dataset: Dataset, options: argparse.Namespace) -> int:
    files = workbooks.made(dataset.source, options.edition, options.filled, options.department, options.departments)
    several = options.departments
    out = options.out or Path("." if several else workbooks.file_name(options.edition, options.department))
    for name, data in files:
        path = out / name if several else out
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.write_bytes(data)
        except PermissionError:
            print(f"不能写入 {path}：请关闭打开着它的程序，或用 --out 换一个文件名", file=sys.stderr)
            return 1
        print(f"已生成 {path}")
    return 0


def _import(dataset: Dataset, options: argparse.Namespace) -> int:
    print(importing.import_workbooks(options.files, dataset.source, options.source or dataset.source))
    return 0


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


COMMANDS = {
    "build": _build,
    "check": _check,
    "workbook": _workbook,
    "import": _import,
    "archive": _archive,
    "files": _files,
}


if __name__ == "__main__":
    sys.exit(main())
