"""What a workbook is made of, before there is a file: sheets of rows, whose columns are declared here once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

OBSERVATIONS, RESTATEMENTS, SOURCES, EDITIONS = "observations", "restatements", "sources", "editions"
UNITS = "codelists"
"""Forms with sheets of a kind of their own; of the code lists only units are typed into a workbook."""
COVER, WORDS = "填写说明", "词表"
"""The first sheet, and the hidden one that holds the pick lists."""


class Kind(Enum):
    """Who fills a column."""

    GIVEN = "given"
    """The program in a row that is known, whoever types in a free one."""
    TYPED = "typed"
    SHOWN = "shown"
    """The program, to be read beside; an import passes over it."""


@dataclass(frozen=True)
class Field:
    """A column of a sheet.

    name: of the form; words: the vocabulary whose words stand for the codes of the form, empty where the text itself
    is kept; is_open: whether a word may be typed that the pick list does not have; width: in characters, 0 where the
    column is not seen.
    """

    name: str
    heading: str
    width: int
    kind: Kind = Kind.TYPED
    words: str = ""
    is_open: bool = False

    @property
    def tag(self) -> str:
        """What the hidden first row calls the column."""
        return f"{self.name}.words" if self.words else self.name


@dataclass(frozen=True)
class Row:
    """A line that the program lays out: codes by column of the form, and texts of columns that are only shown."""

    cells: Mapping[str, str]
    shown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook.

    form: of forms.csv; file: of the observations, else empty; free: how many empty lines follow the rows; wanted:
    columns of which one is to be filled in each row, none where nothing is counted; is_reference: of an earlier
    edition, all locked.
    """

    name: str
    form: str
    file: str
    title: str
    fields: tuple[Field, ...]
    rows: Sequence[Row]
    free: int
    wanted: tuple[str, ...] = ()
    is_reference: bool = False

    @property
    def id(self) -> str:
        """What its first cell says, by which an import knows it; empty for one that is only read."""
        return "" if self.is_reference else f"{self.form}:{self.file}"

    @property
    def is_reviewed(self) -> bool:
        """Whether it holds numbers that a draft gave."""
        return REVIEW in self.fields

    @property
    def hidden(self) -> list[str]:
        """Columns whose codes stand hidden beside their words."""
        return [one.name for one in self.fields if one.words and one.kind is Kind.GIVEN]


@dataclass(frozen=True)
class Book:
    """A whole workbook. department: whose numbers it holds, empty for all; picks: vocabulary to its words."""

    edition: int
    title: str
    department: str
    sheets: Sequence[Sheet]
    picks: Mapping[str, Sequence[str]]


_GIVEN, _SHOWN = Kind.GIVEN, Kind.SHOWN
LAST, AGAIN, LAST_NOTE, DEFINITION, SUBSECTOR = "last", "again", "last_note", "definition", "subsector_id"
REVIEW = Field("review", "复核（核对后清空）", 24)
"""Beside numbers that a draft gave: that they are to be compared, and where; it is in no other workbook."""
TO_REVIEW = "待复核：{}"
"""What stands there until someone has compared the number; {}: its place in the draft."""
_ABOUT = (
    Field("indicator_id", "指标", 26, _GIVEN, "indicators", is_open=True),
    Field("area_id", "地区", 13, _GIVEN, "areas", is_open=True),
    Field("category", "分项", 20, _GIVEN),
    Field("period", "期间", 10, _GIVEN),
    Field("measure", "口径", 11, _GIVEN, "measure"),
)
_EARLIER = (Field(LAST, "上一版所印", 15, _SHOWN), Field(AGAIN, "上一版印的同期", 15, _SHOWN))
_PRINTED = Field("printed", "本年所印", 14)
_UNIT = Field("unit", "单位", 9, words="unit", is_open=True)

FIELDS: dict[str, tuple[Field, ...]] = {
    EDITIONS: (
        Field("edition", "年度", 8, _GIVEN),
        Field("title", "书名", 40),
        Field("publisher", "发布单位", 30),
        Field("published", "发布年月", 12),
        Field(LAST, "上一版", 60, _SHOWN),
    ),
    SOURCES: (
        Field("file", "文件", 0, _GIVEN),
        Field("source", "出处", 10),
        Field("title", "标题", 44),
        Field("section", "章节", 20),
        Field("page", "页码", 7),
        Field("department", "部门", 18, words="departments", is_open=True),
        Field(LAST, "上一版的标题、页码", 44, _SHOWN),
    ),
    OBSERVATIONS: (
        Field(SUBSECTOR, "领域", 18, _GIVEN, "subsectors"),
        *_ABOUT,
        _UNIT,
        *_EARLIER,
        _PRINTED,
        Field("missing_reason", "缺失原因", 12, words="missing_reason"),
        Field("note", "备注", 26),
        Field(LAST_NOTE, "上一版备注", 26, _SHOWN),
        Field(DEFINITION, "指标定义（新指标须填）", 30, _GIVEN),
    ),
    RESTATEMENTS: (
        *_ABOUT,
        Field("order", "第几处", 7, _GIVEN),
        _UNIT,
        *_EARLIER,
        _PRINTED,
        Field("source", "出处", 10),
        Field("section", "章节", 18),
        Field("scope", "范围", 12, words="check_scope"),
        Field("damage", "原文受损", 9, words="yes"),
        Field("note", "备注", 26),
    ),
    "industries": (
        Field("area_id", "街镇", 14, _GIVEN, "areas"),
        Field(LAST, "上一版", 34, _SHOWN),
        Field("appendix", "附录号", 8),
        Field("industry", "特色产业", 30),
        Field("industry_group", "产业组", 20, words="industry_group"),
    ),
    "town_notes": (
        Field("area_id", "街镇", 14, words="areas"),
        Field("kind", "类别", 8, words="note_kind"),
        Field("order", "次序", 6),
        Field("text", "要点（用自己的话，一点一行，不超过 60 字）", 90),
    ),
    "honours": (
        Field("source", "出处", 9),
        Field("seq", "序号", 6),
        Field("title", "项目", 30),
        Field("organisation", "单位（照印）", 32, words="organisations", is_open=True),
        Field("award", "奖项或名录", 28, words="awards", is_open=True),
        Field("level", "级别", 8, words="level"),
        Field("year", "年份", 8),
        Field("area_id", "街镇", 13, words="areas"),
        Field("extra", "其他各列", 24),
        Field("status", "状态", 9, words="honour_status"),
        Field("note", "备注", 24),
        Field("section", "章节", 18),
        Field("sector_id", "领域", 15, words="sectors"),
    ),
    "policies": (
        Field("policy_no", "序号", 6),
        Field("document_no", "文号", 22),
        Field("title", "名称", 54),
        Field("issuer_level", "发布级别", 9, words="level"),
        Field("sector_id", "领域", 15, words="sectors"),
        Field("source", "出处", 9),
        Field("section", "章节", 18),
        Field("note", "备注", 24),
    ),
    "cases": (
        Field("case_no", "案例号", 7),
        Field("title", "标题", 40),
        Field("sector_id", "领域", 15, words="sectors"),
        Field("area_id", "地区", 13, words="areas"),
        Field("organisations", "涉及的单位（用 | 分隔）", 36),
        Field("summary", "概括（用自己的话，不超过 80 字）", 60),
        Field("section", "章节", 18),
    ),
    "accepted_findings": (
        Field("check_id", "核对编号", 34),
        Field("printed", "接受时所印", 16),
        Field("doubts", "不相合时标哪一边", 13, words="doubts"),
        Field("note", "说明", 40),
        Field("reason", "为什么接受", 36),
        Field("date", "日期", 12),
    ),
    "organisations": (
        Field("name", "单位全称", 40),
        Field("aliases", "原文其他写法（用 | 分隔）", 30),
        Field("area_id", "所在街镇", 13, words="areas"),
        Field("kind", "类别", 10, words="organisation_kind"),
        Field("evidence", "依据", 30),
        Field("sources", "见于何处（用 | 分隔）", 24),
    ),
    "areas": (
        Field("name", "地区名称", 24),
        Field("aliases", "别名（用 | 分隔）", 24),
        Field("kind", "类别", 10, words="area_kind"),
        Field("parent_id", "上级地区", 13, words="areas"),
    ),
    UNITS: (Field("name", "计量单位", 20), Field("meaning", "解释", 40)),
    "names": (
        Field("indicator_id", "指标", 34, words="indicators"),
        Field("name", "这一年度印的名称", 34),
    ),
    "breaks": (
        Field("indicator_id", "指标", 34, words="indicators"),
        Field("category", "分项（空为全部）", 24),
        Field("reason", "口径变了什么（用自己的话）", 60),
    ),
}
"""Form to the columns of its sheet, in the order of the sheet."""

NAMES = {
    EDITIONS: "白皮书",
    SOURCES: "出处",
    RESTATEMENTS: "又印一次的数",
    "industries": "街镇产业",
    "town_notes": "街镇要点",
    "honours": "荣誉名录",
    "policies": "政策文件",
    "cases": "案例",
    "accepted_findings": "已接受的矛盾",
    "organisations": "新单位",
    "areas": "新地区",
    UNITS: "新计量单位",
    "names": "指标改名",
    "breaks": "口径变动",
    OBSERVATIONS: "新表新节的数",
}
"""Form to the name of its sheet; of the observations, that of numbers from a table or section that was not there."""
