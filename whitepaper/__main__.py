"""Command line: `python -m whitepaper` with one of the commands of COMMANDS."""

from __future__ import annotations

import argparse
import os
import runpy
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

import pandas as pd

from whitepaper.files import every, official
from whitepaper.model import disk
from whitepaper.model.dataset import DRAFT, OPTION, SEVERAL, VARIABLE, WHOSE, Dataset
from whitepaper.model.errors import DataMissingError, WhitepaperError, folded
from whitepaper.publishing import examining, proofreading, several, versions
from whitepaper.publishing.build import build
from whitepaper.publishing.drafts import checking, comments, prefill
from whitepaper.publishing.examination import Verdict
from whitepaper.publishing.keying import importing, workbooks
from whitepaper.publishing.source import Source, load_source
from whitepaper.releasing import comparison, examined, previews, releases
from whitepaper.store import layout, makers
from whitepaper.store.store import Store

PREVIEW_PORT = 8511
DRAWER = "components.offline"
CRASHED = 3
"""Exit status of a fault in the program itself, which 1 must not be taken for."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the data has problems or `check` finds new contradictions.

    Any other status is a fault of the program or of how it was called.
    """
    parser = argparse.ArgumentParser(prog="python -m whitepaper", description="质量白皮书数据")
    parser.add_argument(
        OPTION,
        type=Path,
        default=Dataset.chosen().root,
        help=f"数据集文件夹；不写则用环境变量 {VARIABLE} 或项目的 data",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    build_command = commands.add_parser("build", help="由数据集的 source 生成一个版本，发布之前读者看不到")
    build_command.add_argument("--target", type=Path, help="不成为版本，只生成到这个文件夹")
    preview_command = commands.add_parser("preview", help="在另一个端口打开刚生成的版本，每页标明“预览”")
    preview_command.add_argument("--port", type=int, default=PREVIEW_PORT, help=f"端口，不写则为 {PREVIEW_PORT}")
    diff_command = commands.add_parser("diff", help="逐个指标列出发布后页面上的变化")
    diff_command.add_argument("version", nargs="?", default=DRAFT, help="与哪一版比较；不写则为刚生成的")
    diff_command.add_argument("--format", choices=("text", "csv"), default="text", help="输出格式")
    publish_command = commands.add_parser("publish", help="一步换上刚生成的版本，存档原来的")
    publish_command.add_argument("version", nargs="?", default="", help="换上哪一版；不写则为刚生成的")
    publish_command.add_argument(
        "--keep", type=int, default=versions.KEPT, help=f"留几个发布过的版本，不写则为 {versions.KEPT}"
    )
    commands.add_parser("rollback", help="一步退回前一个发布的版本")
    commands.add_parser("versions", help="列出各版本，哪个已发布，谁在何时发布")
    engine_command = commands.add_parser(
        "engine", help="为 DuckDB 或 Spark 另备一份数据，环境变量 WHITEPAPER_STORE 写明用哪个"
    )
    engine_command.add_argument("version", nargs="?", default="", help="哪一版；不写则为读者看到的")
    check_command = commands.add_parser("check", help="核对源数据或 Word 草稿中的数，列出不一致之处")
    check_command.add_argument(
        "source", type=Path, nargs="?", help="草稿（.docx、.pdf），或形式同 data/source 的文件夹；不写则为数据集的"
    )
    check_command.add_argument("--edition", type=int, help="核对哪一年度的白皮书；不写则为最新的，草稿按表题中的年份")
    check_command.add_argument("--comments", type=Path, help="另存一份加了批注的草稿（.docx），原稿不动")
    check_command.add_argument("--format", choices=proofreading.FORMATS, default="text", help="输出格式")
    check_command.add_argument("--out", type=Path, help="清单写到哪个文件；不写则显示在屏幕上，xlsx 必须写")
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
    examine_command = commands.add_parser("examine", help="发布前体检：逐项检查一个年度，与上一版比")
    examine_command.add_argument("edition", type=int, nargs="?", help="哪一年度的白皮书；不写则为最新的")
    examine_command.add_argument("--source", type=Path, help="源数据文件夹；不写则为数据集的")
    forms = (*examined.TEXTS, examined.XLSX)
    examine_command.add_argument("--format", choices=forms, default="text", help="输出格式")
    examine_command.add_argument(
        "--out", type=Path, help="写到哪个文件；不写则显示，Excel 为当前文件夹里的 体检-年度.xlsx"
    )
    read_command = commands.add_parser("read", help="读文稿（Word 或有文字的 PDF），把表里的数预填进录入工作簿")
    read_command.add_argument("draft", type=Path, help="文稿，.docx 或 .pdf")
    read_command.add_argument("--edition", type=int, help="哪一年度的白皮书；不写则为文稿各表所说的最晚一年")
    read_command.add_argument("--out", type=Path, help="文件名；不写则为当前文件夹里的 工作簿-年度-预填.xlsx")
    commands.add_parser("archive", help="存档当前数据版本的数，供日后核验导出的文件")
    files_command = commands.add_parser("files", help="每个专题、领域和街镇各生成一份文件")
    files_command.add_argument("--out", type=Path, required=True, help="放文件的文件夹")
    files_command.add_argument(
        "--unit",
        default=os.environ.get(official.UNIT, ""),
        help=f"公文落款的单位；不写则用环境变量 {official.UNIT}，都没有则留空",
    )
    offline_command = commands.add_parser("offline", help="整个看板做成一个网页文件，不用服务器，双击打开")
    offline_command.add_argument("--out", type=Path, help="写到哪个文件或文件夹")
    offline_command.add_argument("--publisher", default="", help="几个地区的数据集：做哪个地区的，不写则为第一个")
    options = parser.parse_args(arguments)
    dataset = Dataset(options.data)
    try:
        if dataset.publishers and options.command in OF_ONE:
            raise DataMissingError(_choose_one(dataset))
        return COMMANDS[options.command](dataset, options)
    except WhitepaperError as error:
        print(error, file=sys.stderr)
        return 1
    except PermissionError as error:
        print(f"不能读写 {error.filename}：请关闭打开着它的程序，或看看权限，再运行一次", file=sys.stderr)
        return 1


def _choose_one(dataset: Dataset) -> str:
    own = "、".join(f"{OPTION} {dataset.root / SEVERAL / key}" for key in dataset.publishers[:3])
    return f"{dataset.root} 是 {len(dataset.publishers)} 个地区的数据集，这个命令一次做一个地区的：请写 {own} 等"


def entrance() -> int:
    """What the process does: text in UTF-8 wherever it goes, and a status of its own for a fault of the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        return main()
    except Exception:  # told in full, for who mends it
        traceback.print_exc()
        return CRASHED


def _build(dataset: Dataset, options: argparse.Namespace) -> int:
    before = dataset.published
    source: Source | several.Sources
    if dataset.publishers:
        source = several.load(dataset)
        manifest = several.build(dataset, options.target, source)
    else:
        source = load_source(dataset.source)
        manifest = build(dataset, options.target, source)
    counts = "，".join(f"{name} {entry['rows']} 行" for name, entry in manifest["tables"].items())
    name = options.target or f"版本 {dataset.draft}"
    print(f"已生成 {name}：{counts}。数据版本 {manifest['dataset_version']}")
    if source.reminders:
        print(f"有 {len(source.reminders)} 处请再看一眼，不改也可以：")
    for line in folded(source.reminders):
        print(f"  {line}")
    least = 0 if makers.is_engine(makers.address()) else layout.LARGE
    rows = manifest["tables"].get("observations", {"rows": least})["rows"]  # of several publishers each has its own
    if options.target is None and rows >= least and (where := _laid(replace(dataset, version=DRAFT), least)):
        print(f"已为引擎备好：{where}")
    if options.target is None and before == dataset.published:
        print("读者还看不到。先看 preview 和 diff，再用 publish 发布。")
    return 0


def _preview(dataset: Dataset, options: argparse.Namespace) -> int:
    releases.read(dataset)
    print(f"预览：http://{previews.LOOPBACK}:{options.port} （按 Ctrl+C 结束）", flush=True)
    command, environment = previews.command(dataset, options.port)
    try:
        return subprocess.run(command, env=environment, cwd=previews.APP.parent, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _diff(dataset: Dataset, options: argparse.Namespace) -> int:
    old, new = Store.load(dataset), releases.read(dataset, options.version)
    pairs = comparison.pairs(old, new)
    if options.format == "csv":
        text = comparison.as_csv([one for pair in pairs for one in comparison.differences(*pair)])
    else:
        text = comparison.come_and_gone(old, new)
        text += "".join(comparison.as_text(comparison.differences(*pair), *pair) for pair in pairs)
    sys.stdout.write(_marked(options.format) + text)
    return 0


def _publish(dataset: Dataset, options: argparse.Namespace) -> int:
    name = releases.publish(dataset, options.version, options.keep)
    print(f"已发布 {name}，开着的看板随即换上，不必重启；退回用 rollback")
    return 0


def _rollback(dataset: Dataset, _options: argparse.Namespace) -> int:
    print(f"已退回 {releases.roll_back(dataset)}，开着的看板随即换上，不必重启")
    return 0


def _versions(dataset: Dataset, _options: argparse.Namespace) -> int:
    published = dataset.published or []
    for name in versions.versions(dataset):
        marks = {"已发布": name in published[-1:], "刚生成": name == dataset.draft}
        print("　".join([name, *(mark for mark, is_so in marks.items() if is_so)]))
    lines = ["　".join(versions.told(entry)) for entry in versions.logged(dataset)]
    if lines:
        print("\n" + "\n".join(lines))
    return 0


def _engine(dataset: Dataset, options: argparse.Namespace) -> int:
    print(f"已备好：{_laid(replace(dataset, version=options.version))}")
    return 0


def _laid(dataset: Dataset, least: int = 0) -> str:
    """Where the rows are laid out, of several publishers each beside its own tables. least: how many rows one has."""
    stores = Store.load(dataset, makers.IN_MEMORY).all()
    large = [one for one in stores if one.tables["observations"].num_rows >= least]
    return "、".join(str(_laid_one(one, dataset)) for one in large)


def _laid_one(store: Store, dataset: Dataset) -> Path:
    parts = [(store.district, store.in_memory().described)]
    return layout.lay(parts, store.declared, store.folder or dataset.parquet)


def _check(dataset: Dataset, options: argparse.Namespace) -> int:
    source = options.source or dataset.source
    is_draft = bool(source.suffix) and not source.is_dir()
    if options.format == "xlsx" and options.out is None:
        print("xlsx 不能显示在屏幕上，请用 --out 写明文件名", file=sys.stderr)
        return 1
    if options.comments and not is_draft:
        print(f"{source} 不是 Word 文稿，不能加批注：请写 .docx 的文件名，或去掉 --comments", file=sys.stderr)
        return 1
    judged = _checked_draft(dataset, options) if is_draft else proofreading.check_source(source, options.edition)
    checks, findings = judged
    made = proofreading.FORMATS[options.format](checks, findings)
    if options.out is None:
        sys.stdout.write(_marked(options.format) + str(made))
    else:
        _write(options.out, made if isinstance(made, bytes) else (_mark(options.format) + made).encode())
    return int((findings["is_new"] == "yes").any())


def _checked_draft(dataset: Dataset, options: argparse.Namespace) -> tuple[pd.DataFrame, pd.DataFrame]:
    proof = checking.check_draft(options.source, dataset.source, options.edition)
    if options.comments:
        count = comments.commented(options.source, proof.comments, options.comments)
        print(f"已生成 {options.comments}，有 {count} 条批注", file=sys.stderr)
    return proof.checks, proof.findings


def _workbook(dataset: Dataset, options: argparse.Namespace) -> int:
    files = workbooks.made(dataset.source, options.edition, options.filled, options.department, options.departments)
    several = options.departments
    out = options.out or Path("." if several else workbooks.file_name(options.edition, options.department))
    for name, data in files:
        _write(out / name if several else out, data)
    return 0


def _read(dataset: Dataset, options: argparse.Namespace) -> int:
    found = prefill.prefilled(options.draft, dataset.source, options.edition)
    out = options.out or Path(workbooks.file_name(found.book.edition, "预填"))
    _write(out, found.data)
    print(found)
    return 0


def _import(dataset: Dataset, options: argparse.Namespace) -> int:
    imported = importing.import_workbooks(options.files, dataset.source, options.source or dataset.source)
    print(imported)
    if imported.examination:
        print("\n" + examined.as_text(imported.examination, importing.MOST_LISTED), end="")
    return 0


def _examine(dataset: Dataset, options: argparse.Namespace) -> int:
    found = examining.examine(load_source(options.source or dataset.source), options.edition)
    if options.format == examined.XLSX:
        out = options.out or Path(f"体检-{found.edition}.xlsx")
        content = examined.as_xlsx(found, datetime.now().astimezone())
    else:
        text, out = examined.TEXTS[options.format](found), options.out
        if out is None:
            sys.stdout.write(_marked(options.format) + text)
            return int(found.verdict is Verdict.FAILED)
        content = text.encode("utf-8-sig" if options.format == "csv" else "utf-8")
    _write(out, content)
    return int(found.verdict is Verdict.FAILED)


def _write(path: Path, content: bytes) -> None:
    """Write a file and say so. Raises WriteError."""
    disk.hand_over(path, content)
    print(f"已生成 {path}")


def _archive(dataset: Dataset, _options: argparse.Namespace) -> int:
    Store.load(dataset)  # which says why, where there is nothing to keep
    print(f"已存档：{'、'.join(map(str, releases.archive(dataset)))}")
    return 0


def _files(dataset: Dataset, options: argparse.Namespace) -> int:
    count = 0
    for store in Store.load(dataset).all():
        out = options.out / store.publisher
        for name, make in every.files(store, datetime.now().astimezone(), options.unit):
            disk.hand_over(out / name, make())
            count += 1
    print(f"已在 {options.out} 生成 {count} 个文件（不含地图和简报中的图，这些由看板绘制）")
    return 0


def _offline(dataset: Dataset, options: argparse.Namespace) -> int:
    """Hand over to the program of the app that draws: this package knows its name alone (docs/decisions/0012)."""
    os.environ[WHOSE] = options.publisher
    sys.argv[1:] = [OPTION, str(dataset.root), *(["--out", str(options.out)] if options.out else [])]
    runpy.run_module(DRAWER, run_name="__main__")
    return 0  # not reached: the program ends the process with its own status


def _marked(form: str) -> str:
    """What a CSV in a file begins with, so that a spreadsheet reads it as UTF-8; nothing on a screen."""
    return "" if sys.stdout.isatty() else _mark(form)


def _mark(form: str) -> str:
    return "\ufeff" if form == "csv" else ""


OF_ONE = {"check", "workbook", "import", "examine", "read"}
"""Commands about what one publisher keys."""
COMMANDS: dict[str, Callable[[Dataset, argparse.Namespace], int]] = {
    "build": _build,
    "preview": _preview,
    "diff": _diff,
    "publish": _publish,
    "rollback": _rollback,
    "versions": _versions,
    "engine": _engine,
    "check": _check,
    "workbook": _workbook,
    "import": _import,
    "examine": _examine,
    "read": _read,
    "archive": _archive,
    "files": _files,
    "offline": _offline,
}


if __name__ == "__main__":
    sys.exit(entrance())
