"""What a clerk types into the workbook of a new edition: made-up numbers, written as people write them."""

import io
import re
from collections.abc import Callable, Iterator
from itertools import cycle

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

EDITION = 2025
TABLES = ("表1", "表2", "表3", "表7", "表9", "表15", "表16", "表24", "表27", "表32")
TOWNS = ("附录1 江川路街道", "附录2 新虹街道")
NEW_FIRM, NEW_INDICATOR = "上海合成样例测试有限公司", "合成的网络订餐备案数"
GDP = "4,300.50"
"""What is printed of 2025, as pages show it."""
CERTIFICATES = {"生产": "１３７", "流通": "10,540", "餐饮": " 16083 ", "": "26762"}
"""Table 7 by category; with the new one, 网络 2, they add up."""
_LAST = re.compile(r"（[^（）]*）$")
_FULL_WIDTH = str.maketrans("0123456789.%-", "０１２３４５６７８９．％－")


def _with_commas(text: str) -> str:
    return re.sub(r"\d{4,}(?!\d*\.)|\d{4,}(?=\.)", lambda found: f"{int(found[0]):,}", text)


HANDS: tuple[Callable[[str], str], ...] = (
    lambda text: text.translate(_FULL_WIDTH),
    _with_commas,
    lambda text: f" {text}　",
    lambda text: text,
)
"""How the same number is typed by one and another."""


def typed(content: bytes, *, is_whole: bool = True) -> bytes:
    """A workbook with ten tables and two town reports, a new row, indicator and firm, one number gone, one missing.

    is_whole: where not, a cell of the list of honours is left empty that must not be.
    """
    book = openpyxl.load_workbook(io.BytesIO(content))
    _put(book["白皮书"], 4, 书名="2025年度合成样例白皮书", 发布单位="某局", 发布年月="2026年9月")
    hands = cycle(HANDS)
    for name in (*TABLES, *TOWNS):
        for row in _asked(book[name]):
            last = _LAST.sub("", _get(book[name], row, "上一版所印"))
            _put(book[name], row, 本年所印=next(hands)(last)) if last != "缺" else None
    _put(book["表1"], 4, 本年所印="4，300.50")
    _certificates(book["表7"])
    gone, missing = book["表16"], book["表24"]
    _put(gone, 4, 本年所印=None, 缺失原因="本年未列")
    _put(missing, 4, 本年所印="—", 缺失原因="原文缺失")
    honour = {"单位（照印）": NEW_FIRM, "奖项或名录": "蔬菜标准园", "领域": "产品质量" if is_whole else None}
    _put(book["荣誉名录"], 4, 出处="正文", 序号="1", 章节="第二章/二/(一)", 状态="照录", **honour)
    _put(book["新单位"], 4, 单位全称=NEW_FIRM, 所在街镇="浦江镇", 类别="企业", 依据="合成样例", 见于何处="正文")
    _put(book["街镇要点"], 4, 街镇="江川路街道", 类别="现状", 次序="1", 要点="合成的一点：样例企业增多")
    changed = io.BytesIO()
    book.save(changed)
    return changed.getvalue()


def _certificates(sheet: Worksheet) -> None:
    """Table 7 with a new category and a new indicator below, after a line that stays empty."""
    for row in _asked(sheet):
        _put(sheet, row, 本年所印=CERTIFICATES[_get(sheet, row, "分项")])
    free = max(_asked(sheet)) + 2
    known = {name: _get(sheet, free - 2, name) for name in ("领域", "指标", "地区", "口径", "单位")}
    _put(sheet, free, **known, 分项="网络", 期间="2025年", 本年所印="2")
    new = {"指标": NEW_INDICATOR, "指标定义": "合成样例：备案的网络订餐户数", "期间": "２０２５"}
    _put(sheet, free + 1, **known | new, 本年所印="３４０")


def _columns(sheet: Worksheet) -> dict[str, int]:
    """Heading, without what stands in brackets, to the number of its column."""
    return {str(cell.value): cell.column for cell in sheet[3] if cell.value}


def _column(sheet: Worksheet, heading: str) -> int:
    """The first column whose heading is this, or begins with it."""
    columns = _columns(sheet)
    return columns.get(heading) or next(at for name, at in columns.items() if name.startswith(heading))


def _get(sheet: Worksheet, row: int, heading: str) -> str:
    return str(sheet.cell(row, _column(sheet, heading)).value or "")


def _put(sheet: Worksheet, row: int, **texts: str | None) -> None:
    for heading, text in texts.items():
        sheet.cell(row, _column(sheet, heading)).value = text


def _asked(sheet: Worksheet) -> Iterator[int]:
    """The rows that ask for a number."""
    column = _column(sheet, "上一版所印")
    return (row for row in range(4, sheet.max_row + 1) if sheet.cell(row, column).value)
