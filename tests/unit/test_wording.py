"""Numbers and changes in words."""

import pytest

from whitepaper.printed import wording


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4119.25, "4,119.25"),
        (136.0, "136"),
        (0.0, "0"),
        (-8.5, "-8.5"),
        (1e6, "1,000,000"),
        (float("nan"), "—"),
        (None, "—"),
    ],
)
def test_numbers_keep_their_digits(value: float | None, text: str) -> None:
    """No digit is added or lost; only thousands are separated."""
    assert wording.number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "printed", "text"),
    [
        (98.04, "%", "", "98.04%", "98.04%"),
        (99.2, "%", "", "99.20%", "99.20%"),
        (98.04, "%", "", "", "98.04%"),
        (390.0, "家", "余", "390余", "390余家"),
        (3.0, "亿元", "多", "3亿多", "3 亿多元"),
        (370.0, "家", "近", "近370", "近 370 家"),
        (19.0, "%", "以上", "19%以上", "19%以上"),
        (0.2, "", "约", "约1/5", "约1/5"),
        (0.5, "", "超", "超半数", "超半数"),
        (5.0, "%", "区间上限", "0-5%", "0-5%"),
        (-2.5, "%", "", "-2.5", "−2.5%"),
        (float("nan"), "%", "", "", "—"),
        (16.0, "", "", "16", "16"),
        (0.0, "", "", "无", "无"),
    ],
)
def test_values_are_shown_as_a_reader_may_quote_them(value, unit, qualifier, printed, text) -> None:
    """Unit and qualifier stand where the paper has them; fractions and ranges stay as printed."""
    assert wording.shown(value, unit, qualifier, printed) == text


PERIODS = [
    ("2024", "2024 年", ""),
    ("2023-2024", "2023-2024 年", "（2023-2024 年）"),
    ("2024Q2", "2024 年第 2 季度", "（2024 年第 2 季度）"),
    ("2024Q1", "2024 年第 1 季度", "（2024 年第 1 季度）"),
    ("2024Q1-Q3", "2024 年前三季度", "（2024 年前三季度）"),
    ("2024Q1-Q2", "2024 年前二季度", "（2024 年前二季度）"),
    ("2024Q2-Q4", "2024 年第 2 至 4 季度", "（2024 年第 2 至 4 季度）"),
    ("", "期间原文未说明", ""),
]


@pytest.mark.parametrize(("period", "name", "span"), PERIODS)
def test_periods_are_named_and_only_a_whole_year_needs_no_remark(period: str, name: str, span: str) -> None:
    """Quarters from the first are those that began the year; a period that is not stated is no span either."""
    assert wording.period_name(period) == name
    assert wording.partial_period(period) == span


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1234.5, 2, "1,234.50"), (99.2, 2, "99.20"), (136.0, 0, "136"), (0.125, 1, "0.1"), (float("nan"), 2, "—")],
)
def test_numbers_have_the_decimals_that_are_asked_for(value: float, decimals: int, text: str) -> None:
    """Where something is printed with so many."""
    assert wording.number(value, decimals) == text


@pytest.mark.parametrize(
    ("printed", "decimals"),
    [("99.20%", 2), ("12.5", 1), ("390余", 0), ("↓11.4%", 1), ("持平", None), ("", None), ("1.50至2.5", 2)],
)
def test_the_decimals_of_a_printed_number_are_those_of_its_first(printed: str, decimals: int | None) -> None:
    """None where there are no figures at all."""
    assert wording.printed_decimals(printed) == decimals


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (98.04, "%", None, "98.04%"),
        (99.2, "%", 2, "99.20%"),
        (4119.25, "亿元", None, "4,119.25 亿元"),
        (16.0, "", None, "16"),
        (None, "亿元", None, "—"),
        (None, "", 1, "—"),
    ],
)
def test_a_quantity_is_a_number_with_its_unit(value: float | None, unit: str, decimals: int | None, text: str) -> None:
    """Percent stands close, other units apart; where there is no value there is no unit."""
    assert wording.quantity(value, unit, decimals) == text


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "printed", "text"),
    [
        (3.0, "名", "", "第3", "第3"),
        (70.0, "亿元", "左右", "70亿元左右", "70 亿元左右"),
        (20.0, "万人次", "余", "20余万", "20余万人次"),
        (3.0, "万人", "余", "3万余", "3 万余人"),
        (249.0, "亿元", "突破", "突破249", "突破 249 亿元"),
        (12.5, "%", "约", "约12.50%", "约 12.50%"),
        (0.875, "", "", "7:8", "7:8"),
        (40.0, "%", "区间上限", "30%至40%", "30%至40%"),
        (0.2, "", "", "五分之一", "五分之一"),
        (100.0, "场", "余", "百余", "100余场"),
        (12.0, "个", "多", "12多", "12多个"),
        (11.0, "平方米", "预计", "预计11平方米", "预计 11 平方米"),
        (350.5, "亿元", "", "350.50亿元", "350.50 亿元"),
        (3.5, "万人", "余", "3.50万余", "3.50 万余人"),
    ],
)
def test_every_form_of_print_is_shown_in_one_way(value, unit, qualifier, printed, text) -> None:
    """Ranks, ranges and fractions as printed; a qualifier before or behind, with a space before figures alone."""
    assert wording.shown(value, unit, qualifier, printed) == text


@pytest.mark.parametrize(("printed", "is_rank"), [("第3", True), ("第三名", True), ("3", False), ("", False)])
def test_a_place_in_an_order_is_a_rank(printed: str, is_rank: bool) -> None:
    """Whatever figures it has."""
    assert wording.is_rank(printed) is is_rank


@pytest.mark.parametrize(
    ("unit", "up", "down"),
    [("%", "增长", "下降"), ("个百分点", "上升", "下降"), ("dB(A)", "上升", "下降"), ("分", "上升", "下降"),
     ("微克/立方米", "上升", "下降"), ("家", "增加", "减少"), ("亿元", "增加", "减少")],
)  # fmt: skip
def test_each_unit_has_its_words_for_up_and_down(unit: str, up: str, down: str) -> None:
    """Amounts grow in percent, levels rise, what is counted becomes more."""
    assert (wording.direction(0.1, unit), wording.direction(-0.1, unit)) == (up, down)


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("增长", "5%", "增长 5%"),
        ("增长", "约 5%", "增长约 5%"),
        ("降至", "-3", "降至 -3"),
        ("为", "PM2.5", "为 PM2.5"),
        ("（", "5%", "（5%"),
        ("合计：", "5", "合计：5"),
        ("合计 ", "5", "合计 5"),
        ("", "5", "5"),
        ("持平", "", "持平"),
    ],
)
def test_figures_stand_apart_from_chinese(left: str, right: str, text: str) -> None:
    """But not behind punctuation, a space or nothing."""
    assert wording.spaced(left, right) == text


@pytest.mark.parametrize(
    ("category", "said"),
    [
        ("", ""),
        ("61家代表性企业", "（61家代表性企业）"),
        ("基因产业（范围未明）", "（基因产业，范围未明）"),
        ("未来能源（上海）研究院", "（未来能源（上海）研究院）"),
    ],
)
def test_what_a_number_is_about_stands_behind_it(category: str, said: str) -> None:
    """In one pair of brackets; a total has none."""
    assert wording.scope(category) == said
    assert wording.bare_scope(category) == said.removeprefix("（").removesuffix("）")


@pytest.mark.parametrize(
    ("shown", "parts"),
    [
        ("超 3,668 家", ("超 ", "3,668", " 家")),
        ("-2.5%", ("", "-2.5%", "")),
        ("−2.5%", ("", "−2.5%", "")),
        ("近 1/2", ("近 ", "1/2", "")),
        ("0-5%", ("", "0-5%", "")),
        ("7:8", ("", "7:8", "")),
        ("30%至40%", ("", "30%至40%", "")),
        ("约 1,200-1,300 家", ("约 ", "1,200-1,300", " 家")),
        ("第3", ("第", "3", "")),
        ("持平", ("", "持平", "")),
    ],
)
def test_a_number_is_taken_apart_whole(shown: str, parts: tuple[str, str, str]) -> None:
    """A range or a ratio stays in one piece, as half of it would be another number."""
    assert wording.in_parts(shown) == parts


@pytest.mark.parametrize(
    ("shown", "label", "before"),
    [
        ("累计 7 项", "“上海标准”累计", ""),
        ("累计 7 项", "“上海标准”数", "累计 "),
        ("近 120 亿", "近三年营业收入", "近 "),
        ("第3", "全市第几位", "第"),
    ],
)
def test_a_word_of_the_label_is_not_said_again(shown: str, label: str, before: str) -> None:
    """A qualifier that limits the number stays whatever the label has, and so does what is part of the number."""
    assert wording.in_parts(shown, label)[0] == before


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("第一章/三/(二)/3", "第一章 三（二）3"),
        ("第二章/一/(一)", "第二章 一（一）"),
        ("附录/十一/(二)", "附录 十一（二）"),
        ("附录/七", "附录 七"),
        ("前言", "前言"),
        ("", ""),
    ],
)
def test_a_section_is_called_as_a_reader_calls_it(path: str, said: str) -> None:
    """Not as the path that its data keep."""
    assert wording.section(path) == said
