"""Which organisation a printed name means."""

import pandas as pd
import pytest

from whitepaper.model.organisations import index, resolve

ROWS = pd.DataFrame(
    [
        ("org:001", "上海甲（集团）有限公司", "甲公司|联盟"),
        ("org:002", "上海乙研究所", "联盟"),
        ("org:003", "上海丙有限公司", ""),
    ],
    columns=["organisation_id", "name", "aliases"],
)


@pytest.mark.parametrize(
    ("printed", "ids"),
    [
        ("上海丙有限公司", ["org:003"]),
        ("上海甲(集团) 有限公司", ["org:001"]),
        ("甲公司、上海乙研究所", ["org:001", "org:002"]),
        ("甲公司/甲公司", ["org:001"]),
        ("联盟", []),
        ("别的公司", []),
        ("", []),
        ("别的公司、上海丙有限公司", ["org:003"]),
    ],
)
def test_names_resolve_only_where_they_are_certain(printed: str, ids: list[str]) -> None:
    """Width and spaces do not matter; a name that fits two organisations means neither."""
    assert resolve(printed, index(ROWS)) == ids
