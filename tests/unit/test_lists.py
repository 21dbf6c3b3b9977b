"""The lists of the checks in words."""

import pytest

from whitepaper.telling import lists


@pytest.mark.parametrize(
    ("difference", "unit", "said"),
    [
        (-1.357, "%", "-1.357 个百分点"),
        (1.0, "件", "1 件"),
        (0.4, "dB(A)", "0.4 dB(A)"),
        (2.0, "", "2"),
        (float("nan"), "%", ""),
        (None, "", ""),
    ],
)
def test_percentages_lie_apart_by_points(difference: float | None, unit: str, said: str) -> None:
    """What lies between two of them is no percentage of anything; another number keeps its unit."""
    assert lists.apart({"difference": difference, "unit": unit}) == said
