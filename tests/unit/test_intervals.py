"""What a printed number can stand for."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from whitepaper.model.errors import UnreadableNumberError
from whitepaper.printed.intervals import Interval, Quantity, quantity, split_unit, total

MEASURED = frozenset({"%", "个百分点", "元", "平方米"})


def read(printed: str, unit: str) -> Quantity:
    """A quantity, with four units that are measured and not counted."""
    return quantity(printed, unit, MEASURED)


def interval(low: str, high: str, has_low: bool = True, has_high: bool = True) -> Interval:
    """An interval from decimal texts; `inf` is endless."""
    bounds = [float(text) if "inf" in text else Fraction(text) for text in (low, high)]
    return Interval(bounds[0], bounds[1], has_low, has_high)


def point(number: str | Fraction) -> Interval:
    """The interval of one number."""
    return Interval(Fraction(number), Fraction(number))


UNITS = [
    ("亿元", 10**8, "元"),
    ("万元", 10**4, "元"),
    ("万人次", 10**4, "人次"),
    ("万亿元", 10**12, "元"),
    ("亿", 10**8, ""),
    ("元", 1, "元"),
    ("", 1, ""),
    ("%", Fraction(1, 100), ""),
    ("个百分点", Fraction(1, 100), ""),
]


@pytest.mark.parametrize(("unit", "factor", "base"), UNITS)
def test_units_have_a_factor_and_a_base(unit: str, factor: Fraction, base: str) -> None:
    """Prefixes multiply, percent divides."""
    assert split_unit(unit) == (factor, base)


READINGS = [
    ("95.6%", "%", "0.956", "0.001", "0.001"),
    ("96%", "%", "0.96", "0.01", "0.01"),
    ("0.1", "亿元", "10000000", "10000000", "10000000"),
    ("12.50", "亿元", "1250000000", "1000000", "10000000"),
    ("5", "万元", "50000", "10000", "10000"),
    ("460", "批次", "460", "0", "10"),
    ("500", "平方米", "500", "1", "100"),
    ("3.5", "家", "3.5", "0.1", "0.1"),
    ("↓11.4%", "%", "-0.114", "0.001", "0.001"),
    ("五分之一", "", "1/5", "0", "1/20"),
    ("7:8", "", "7/8", "0", "1/20"),
    ("三分之一", "", "1/3", "0", "1/20"),
    ("0.0001", "亿元", "10000", "10000", "10000"),
    ("0", "件", "0", "0", "1"),
]


@pytest.mark.parametrize(("printed", "unit", "value", "step", "last"), READINGS)
def test_numbers_are_read_exactly_with_the_worth_of_their_digits(
    printed: str, unit: str, value: str, step: str, last: str
) -> None:
    """Value, last printed digit and last digit that is not zero, in the base unit; no binary fraction anywhere."""
    number = read(printed, unit)
    assert (number.value, number.step, number.last) == (Fraction(value), Fraction(step), Fraction(last))
    assert number.exact == point(value)


ROUNDED = [
    ("95.6%", "%", "0.9555", "0.9565"),
    ("96%", "%", "0.955", "0.965"),
    ("0.6", "个百分点", "0.0055", "0.0065"),
    ("460", "批次", "460", "460"),
    ("1.5", "亿元", "145000000", "155000000"),
    ("5", "亿元", "450000000", "550000000"),
    ("5000", "万元", "49995000", "50005000"),
    ("12", "元", "11.5", "12.5"),
    ("↓11.4%", "%", "-0.1145", "-0.1135"),
    ("持平", "%", "-0.005", "0.005"),
    ("约500", "家", "400", "600"),
    ("约12.5", "%", "0.124", "0.126"),
    ("70亿元左右", "亿元", "6000000000", "8000000000"),
    ("近370", "家", "360", "370"),
    ("390余", "家", "390", "400"),
    ("3亿多", "亿元", "300000000", "400000000"),
    ("超100", "家", "100", "inf"),
    ("突破249", "亿元", "24900000000", "inf"),
    ("高于75", "分", "75", "inf"),
    ("19%以上", "%", "0.19", "inf"),
    ("不低于25", "亿元", "2500000000", "inf"),
    ("0-5%", "%", "-inf", "0.05"),
    ("超半数", "", "0.5", "inf"),
    ("约1/5", "", "0.15", "0.25"),
    ("近1/2", "", "0.45", "0.5"),
    ("五分之一", "", "0.2", "0.2"),
    ("预计11平方米", "平方米", "10.5", "11.5"),
    ("累计57", "项", "57", "57"),
]


@pytest.mark.parametrize(("printed", "unit", "low", "high"), ROUNDED)
def test_digits_and_qualifiers_bound_the_true_value(printed: str, unit: str, low: str, high: str) -> None:
    """Half a last digit to each side, nothing for a count, more where a qualifier says so."""
    assert read(printed, unit).rounded == interval(low, high)


CUT = [
    ("95.6%", "%", interval("0.956", "0.957", has_high=False)),
    ("5", "亿元", interval("500000000", "600000000", has_high=False)),
    ("-2.5", "%", interval("-0.026", "-0.025", has_low=False)),
    ("460", "批次", interval("460", "460")),
    ("约500", "家", interval("400", "600")),
    ("超100", "亿元", interval("10000000000", "inf")),
]


@pytest.mark.parametrize(("printed", "unit", "expected"), CUT)
def test_cutting_off_digits_moves_a_number_towards_zero(printed: str, unit: str, expected: Interval) -> None:
    """The true value lies on the far side, less than one last digit away; a qualifier leaves no more room."""
    assert read(printed, unit).cut == expected


def test_a_zero_can_be_cut_off_from_both_sides() -> None:
    """-0.09 % without its last digit is printed 0.0 %, just as 0.09 % is."""
    cut = read("0.0%", "%").cut
    assert cut.meets(point("0.0009"))
    assert cut.meets(point("-0.0009"))


ZEROS = [
    ("0", "%", "0.01"),
    ("0.0", "%", "0.001"),
    ("持平", "%", "0.01"),
    ("0.00", "亿元", "1000000"),
]


@pytest.mark.parametrize(("printed", "unit", "step"), ZEROS)
def test_a_printed_zero_that_was_cut_off_is_open_at_both_ends(printed: str, unit: str, step: str) -> None:
    """One whole last digit would have been printed; a little less on either side would not."""
    cut = read(printed, unit).cut
    assert cut == interval(f"-{step}", step, has_low=False, has_high=False)
    for end in (Fraction(step), -Fraction(step)):
        assert not cut.meets(point(end))
        assert cut.meets(point(end * Fraction(99, 100)))


def test_a_zero_that_is_counted_is_nothing_else() -> None:
    """No case is no case: nothing was rounded or cut off."""
    assert read("0", "件").cut == read("0", "件").rounded == point("0")


FALLING = [
    ("下降10%以上", "-inf", "-0.1"),
    ("下降12%多", "-0.13", "-0.12"),
    ("近-12", "-0.12", "-0.11"),
    ("约-12", "-0.13", "-0.11"),
    ("下降5-10%", "-0.1", "inf"),
]


@pytest.mark.parametrize(("printed", "low", "high"), FALLING)
def test_a_qualified_fall_is_read_away_from_zero(printed: str, low: str, high: str) -> None:
    """A fall of more than 10 % is a change below -10 %, not above."""
    assert read(printed, "%").rounded == interval(low, high)


@pytest.mark.parametrize("printed", ["", "一百", "12家", "1/0"])
def test_what_is_no_number_has_no_interval(printed: str) -> None:
    """The error of reading is passed on."""
    with pytest.raises(UnreadableNumberError):
        read(printed, "%")


MEETINGS = [
    ("overlap", interval("1", "3"), interval("2", "4"), True),
    ("within", interval("1", "9"), interval("2", "4"), True),
    ("apart", interval("1", "2"), interval("3", "4"), False),
    ("touch", interval("1", "2"), interval("2", "3"), False),
    ("number at a closed end", interval("1", "2"), point("2"), True),
    ("number at an open high end", interval("1", "2", has_high=False), point("2"), False),
    ("number at an open low end", interval("1", "2", has_low=False), point("1"), False),
    ("same number", point("2"), point("2"), True),
    ("other number", point("2"), point("3"), False),
    ("endless above", interval("1", "inf"), point("1000000"), True),
    ("endless below", interval("-inf", "5"), interval("6", "7"), False),
    ("endless both ways", interval("-inf", "5"), interval("4", "inf"), True),
]


@pytest.mark.parametrize(("name", "first", "second", "expected"), MEETINGS, ids=[case[0] for case in MEETINGS])
def test_intervals_meet_where_a_number_lies_in_both(
    name: str, first: Interval, second: Interval, expected: bool
) -> None:
    """In either order; two ranges that only touch share nothing that rounding could mean."""
    assert first.meets(second) is expected
    assert second.meets(first) is expected


FRACTIONS = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)
SHARES = st.fractions(min_value=0, max_value=1, max_denominator=10)


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """A closed interval and a number in it."""
    low, high = sorted((draw(FRACTIONS), draw(FRACTIONS)))
    return Interval(low, high), low + (high - low) * draw(SHARES)


@given(members(), members())
def test_sums_and_opposites_hold_those_of_their_members(
    first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]
) -> None:
    """No true value is lost when intervals are added or taken away."""
    (a, x), (b, y) = first, second
    assert (a + b).meets(point(x + y))
    assert (a + -b).meets(point(x - y))
    assert total([a, b, a]).meets(point(x + y + x))


@given(members(), members())
def test_quotients_hold_those_of_their_members(
    first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]
) -> None:
    """No true value is lost in a division, whatever the signs."""
    (a, x), (b, y) = first, second
    assume(b.low > 0 or b.high < 0)
    assert (a / b).meets(point(x / y))


def test_nothing_is_divided_by_zero() -> None:
    """What certainly is zero gives no quotient."""
    with pytest.raises(ZeroDivisionError):
        point("1") / point("0")


@pytest.mark.parametrize("below", [interval("-1", "1"), interval("0", "5"), interval("-5", "0"), interval("-inf", "5")])
def test_what_may_be_zero_gives_any_quotient(below: Interval) -> None:
    """Nothing can be said of it, so nothing contradicts it."""
    assert (point("1") / below).meets(point("-1000000"))
    assert (point("1") / below).meets(point("1000000"))


def test_endless_intervals_divide() -> None:
    """A part of something above 200 may be next to nothing, and something above 200 has no largest multiple."""
    above = interval("200", "inf")
    assert point("100") / above == interval("0", "0.5")
    assert above / point("100") == interval("2", "inf")
    assert (above / above).high == math.inf


ENDS = [(True, True), (True, False), (False, True), (False, False)]


@pytest.mark.parametrize("first", ENDS)
@pytest.mark.parametrize("second", ENDS)
def test_an_end_belongs_to_a_result_only_where_it_belongs_to_both(
    first: tuple[bool, bool], second: tuple[bool, bool]
) -> None:
    """Each end of a sum for itself; a quotient is closed where both are."""
    a, b = interval("1", "2", *first), interval("4", "8", *second)
    assert a + b == interval("5", "10", first[0] and second[0], first[1] and second[1])
    assert -a == interval("-2", "-1", first[1], first[0])
    is_closed = all(first + second)
    assert a / b == Interval(Fraction(1, 8), Fraction(1, 2), is_closed, is_closed)


def test_a_sum_is_that_of_all_and_zero_for_none() -> None:
    """An empty side counts nothing."""
    assert total([]) == point("0")
    assert total([interval("1", "2"), interval("3", "5")]) == interval("4", "7")
