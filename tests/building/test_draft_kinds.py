"""Three drafts of other kinds than the paper's own tables, made up, each with twelve slips planted in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.drafts import Printed, Span, written
from whitepaper.checks.grids.found import Span as Part
from whitepaper.checks.judgement import ERRATA
from whitepaper.model.dataset import Dataset
from whitepaper.publishing.drafts.checking import Proof, proofread
from whitepaper.publishing.drafts.document import open_draft
from whitepaper.publishing.source import Source, load_source

ROOT = Dataset.chosen().source
EDITION, ENOUGH = 2025, 10
Parts = Sequence[Printed | str]
Slip = tuple[str, str, str, str]
"""Number of a table or `文`, a text of the row or the words of the sentence, what is printed, and what instead."""


@dataclass(frozen=True)
class Kind:
    """A sound draft and its slips."""

    parts: Parts
    slips: Sequence[Slip]


def table(caption: str, rows: Sequence[str], heading: int = 1, merged: tuple[Span, ...] = ()) -> Printed:
    """A table whose rows are given as texts divided by `|`."""
    return Printed("", caption, tuple(tuple(row.split("|")) for row in rows), heading, merged)


def pages(whole: Printed, after: int) -> Iterator[Printed | str]:
    """A table on two pages with its headings again."""
    first, rest = whole.parts(after)
    yield from (first, "", rest)


YEARS = Kind(
    [
        "# 合成的文稿：年份在上，数字全角，单位在名里",
        table(
            "表51：2024-2025年合成园区情况（单位：亿元）",
            ["园区|规上产值|规上产值|规上产值|税收|税收|税收", "园区|2024年|2025年|同比（%）|2024年|2025年|同比（%）",
             "甲园|120.50|131.20|8.9|12.10|12.70|5.0", "乙园|88.40|84.00|-5.0|9.25|9.02|-2.5",
             "丙园|203.75|214.10|5.1|30.00|31.56|5.2", "合计|412.65|429.30|4.0|51.35|53.28|3.8"],
            2, ((0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 0, 6)),
        ),
        table(
            "表５２：2025年合成抽检情况",
            ["项目|生产|流通|餐饮|合计", "抽检批次（批次）|１２０|４５６|３００|８７６",
             "合格批次（批次）|１１８|４４４|２９１|８５３", "合格率（％）|９８．３|９７．４|９７．０|９７．４"],
        ),
        table(
            "表53：2025年合成旅游情况",
            ["项目|2024年|2025年|增长", "接待游客（万人次）|1250.4|1401.7|12.1%", "旅游收入（亿元）|38.6|41.9|8.5%",
             "从业人员（人）|12,480|12,106|-3.0%", "满意率（%）|91.2|92.6|1.4个百分点"],
        ),
        "合成的一句：接待游客 1401.7 万人次，旅游收入 41.9 亿元，增长 8.5%（见表53）。",
        "合成的一句：接待游客约 0.14 亿人次，旅游收入超 40 亿元（见表 53）。",
        "合成的一句：共抽检８７６批次，合格率９７．４％（见表５２），与去年持平。",
    ],
    [
        ("51", "甲园", "131.20", "113.20"), ("51", "丙园", "5.1", "1.5"), ("51", "合计", "53.28", "52.38"),
        ("51", "乙园", "9.25", "9.52"), ("52", "合格率（％）", "９７．０", "９０．７"),
        ("52", "抽检批次（批次）", "８７６", "８６７"), ("52", "合格批次（批次）", "４４４", "４１４"),
        ("53", "接待游客（万人次）", "1250.4", "1520.4"), ("53", "从业人员（人）", "-3.0%", "3.0%"),
        ("53", "满意率（%）", "1.4个百分点", "4.1个百分点"), ("文", "接待游客 1401.7", "1401.7", "1407.1"),
        ("文", "旅游收入 41.9", "41.9", "49.1"),
    ],
)  # fmt: skip
LEVELS = Kind(
    [
        "# 合成的文稿：小计之上有合计，名称分两级，表分在两页",
        *pages(
            table(
                "表61：2025年合成户数情况",
                ["序号|街镇|户数（户）|占比|备注", "1|甲镇|240|20.0%|", "2|乙镇|180|15.0%|新增", "|小计|420|35.0%|",
                 "3|丙镇|300|25.0%|", "4|丁镇|480|40.0%|含园区 12 户", "|小计|780|65.0%|", "|合计|1200|100%|"],
            ), 3,
        ),
        table(
            "表62：2025年合成检查情况",
            ["类型|级别|企业数（家）|合格（家）|不合格（家）|不合格率", "食品|A级|120|117|3|2.50%",
             "食品|B级|80|74|6|7.50%", "食品|小计|200|191|9|4.50%", "药品|A级|50|50|0|0.00%", "药品|B级|40|36|4|10.00%",
             "药品|小计|90|86|4|4.44%", "合计|合计|290|277|13|4.48%"],
            1, ((1, 0, 3, 0), (4, 0, 6, 0), (7, 0, 7, 1)),
        ),
        table(
            "表63：合成示范单位名录",
            ["序号|单位名称|级别", *(f"{at}|上海合成{name}样例有限公司|{'市级' if at % 4 else '区级'}"
                             for at, name in enumerate("子丑寅卯辰巳午未申酉戌", 1)), "12|双钱轮胎集团有限公司|市级"],
        ),
        "合成的一句：全年评出 12 家示范单位（见表63）。",
        "合成的一句：甲镇 240 户，丁镇 480 户（见表61）。",
        "合成的一句：全年不合格率为 4.48%，其中食品 4.50%（见表62）。",
    ],
    [
        ("61", "甲镇", "240", "204"), ("61", "丁镇", "40.0%", "44.0%"), ("62", "合计", "13", "31"),
        ("61", "小计", "780", "870"), ("62", "食品", "74", "47"), ("62", "药品", "4.44%", "5.44%"),
        ("62", "合计", "290", "209"), ("62", "药品", "50", "60"), ("文", "12 家示范", "12", "13"),
        ("63", "12", "双钱轮胎集团有限公司", "双钱轮胎集因有限公司"), ("文", "丁镇 480", "480", "408"),
        ("文", "不合格率为 4.48%", "4.48%", "4.84%"),
    ],
)  # fmt: skip
PAIRS = "金木", "水火", "土日", "月星"
UNITS = Kind(
    [
        "# 合成的文稿：年份为行，万元与亿元，单位自成一列",
        "表71：2022-2025年合成投入情况",
        "（单位：万元）",
        table(
            "",
            ["年份|研发投入|技改投入|合计|比上年增长（%）", "2022年|12,500|8,300|20,800|—",
             "2023年|13,200|9,150|22,350|7.5", "2024年|14,100|9,900|24,000|7.4", "2025年|15,840|10,060|25,900|7.9"],
        ),
        table(
            "表72：2025年合成构成",
            ["品种①|企业数（家）|占全部比重", "甲类|312|24.0%", "乙类|260|20.0%", "丙类②|390|30.0%", "丁类|338|26.0%",
             "总　计|1300|100%"],
        ),
        "注：②含合成样例。",
        table(
            "表73：2024-2025年合成环境情况",
            ["指标|单位|2024年|2025年|增减", "细颗粒物|微克/立方米|28|26|-7.1%", "监测点位|个|310|318|8",
             "优良率|%|84.7|87.1|2.4个百分点", "达标率|%|100|100|持平"],
        ),
        table("表74：合成标杆名单", ["甲组|乙组", *(f"上海合成{a}样例中心|上海合成{b}样例中心" for a, b in PAIRS)]),
        "合成的一句：2025年投入合计 2.59 亿元，其中研发投入 15,840 万元（见表71）。",
        "合成的一句：企业总计 1300 家，丁类 338 家，占 26.0%（见表72）。",
        "合成的一句：监测点位 318 个，优良率 87.1%，上升 2.4 个百分点（见表73）。",
        "合成的一句：评出 8 个中心（见表74）。",
    ],
    [
        ("71", "2024年", "7.4", "4.7"), ("71", "2023年", "13,200", "12,300"), ("71", "2025年", "10,060", "10,600"),
        ("72", "丙类②", "390", "930"), ("72", "乙类", "20.0%", "22.0%"), ("73", "优良率", "87.1", "81.7"),
        ("73", "监测点位", "8", "18"), ("73", "细颗粒物", "26", "62"), ("文", "投入合计 2.59", "2.59", "2.95"),
        ("文", "丁类 338", "338", "383"), ("文", "监测点位 318", "318", "381"), ("文", "上升 2.4", "2.4", "4.2"),
    ],
)  # fmt: skip
KINDS = {"years": YEARS, "levels": LEVELS, "units": UNITS}


def number_of(caption: str) -> str:
    """N of 表N."""
    digits = "".join(letter for letter in caption.partition("：")[0] if letter.isdigit())
    return str(int(digits)) if digits else ""


def slipped(kind: Kind) -> list[Printed | str]:
    """The draft with its slips; each stands where it is said to, once."""
    parts, number = [], ""
    left = list(kind.slips)
    for part in kind.parts:
        if isinstance(part, str):
            number = number_of(part) or number if part.startswith("表") else number
            for slip in [one for one in left if one[0] == "文" and one[1] in part]:
                part = part.replace(slip[1], slip[1].replace(*slip[2:]))
                left.remove(slip)
            parts.append(part)
            continue
        number = number_of(part.caption) or number
        rows = [list(row) for row in part.rows]
        for slip in [one for one in left if one[0] == number]:
            found = [row for row in rows if slip[1] in row and slip[2] in row]
            if found:
                found[0][found[0].index(slip[2])] = slip[3]
                left.remove(slip)
        parts.append(replace(part, rows=tuple(map(tuple, rows))))
    assert left == []
    return parts


@dataclass(frozen=True)
class Commented:
    """What a comment or a check touches: the texts at its places."""

    at: frozenset[str]
    about: frozenset[str]
    said: str


def commented(proof: Proof) -> list[Commented]:
    """What there is to act on."""
    tables = {table.index: table for table in proof.draft.tables}
    texts = {one.index: one.text for one in proof.draft.paragraphs}

    def shown(at: tuple[int, int, int] | Part) -> str:
        if isinstance(at, Part):
            return f"文 {texts[at.paragraph][at.start : at.end]}"
        return f"{tables[at[0]].number} {tables[at[0]].grid[at[1]][at[2]].text}"

    return [
        Commented(frozenset(map(shown, one.at)), frozenset(map(shown, (*one.at, *one.cells))), one.outcome.said)
        for one in proof.found
        if one.outcome.verdict in ERRATA
    ]


@pytest.fixture(scope="module")
def source() -> Source:
    """What is known before the draft."""
    return load_source(ROOT)


@pytest.mark.parametrize("name", KINDS)
def test_a_sound_draft_of_another_kind_is_left_alone(name: str, source: Source, tmp_path: Path) -> None:
    """And much of it is checked and holds."""
    proof = proofread(open_draft(written(tmp_path / "文稿.docx", KINDS[name].parts)), ROOT, source, EDITION)
    assert commented(proof) == []
    assert len(proof.checks) >= ENOUGH


@pytest.mark.parametrize("name", KINDS)
def test_slips_in_a_draft_of_another_kind_are_found(name: str, source: Source, tmp_path: Path) -> None:
    """Ten of twelve at least, and every comment is about one of them."""
    kind = KINDS[name]
    proof = proofread(open_draft(written(tmp_path / "文稿.docx", slipped(kind))), ROOT, source, EDITION)
    found = commented(proof)

    def is_slip(text: str, slip: Slip) -> bool:
        where, _, shown = text.partition(" ")
        return where == slip[0] and (slip[3] == shown or (where == "文" and slip[3] in shown))

    missed = [slip for slip in kind.slips if not any(is_slip(at, slip) for one in found for at in one.about)]
    sound = [one for one in found if not any(is_slip(at, slip) for slip in kind.slips for at in one.about)]
    assert (len(kind.slips), sound) == (12, [])
    assert len(missed) <= len(kind.slips) - ENOUGH, missed
