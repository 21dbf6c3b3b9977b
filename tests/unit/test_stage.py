"""How a drawing of a page becomes one of a slide."""

from typing import cast

import pandas as pd
import pytest

from components.report import stage
from whitepaper.store.store import Store
from whitepaper.stories.slides import ChangesSlide


@pytest.mark.parametrize("years", [("2024 年",), ("2023 年", "2024 年"), ("2022 年", "2023 年", "2024 年")])
def test_the_last_year_stands_out_whichever_years_a_table_has(years: tuple[str, ...]) -> None:
    """A printed change has no number before it, three years have two."""
    table = pd.DataFrame([["甲", *years, "增长"]], columns=["指标", *years, "比上年"])
    slide = ChangesSlide("题", "", table, {}, (), judgements=(None,), latest="2024 年")
    body = stage.body_of(slide, cast("Store", None), "light")
    assert body["rows"][0][body["latest"]] == body["headings"][body["latest"]] == "2024 年"


def test_marks_grow_with_the_type_of_a_slide() -> None:
    """Type, lines and distances as the type does, areas by its square; what counts, or is an expression, stays."""
    drawn = stage._enlarged(
        {
            "mark": {"type": "point", "size": 130, "strokeWidth": 2, "dx": 14, "opacity": 1, "filled": True},
            "config": {
                "axis": {"labelFontSize": 16, "labelPadding": 8, "labelBound": 6},
                "legend": {"symbolSize": 120},
            },
            "encoding": {"x": {"axis": {"tickCount": 4}}, "size": {"expr": "1"}},
        }
    )
    mark, config = drawn["mark"], drawn["config"]
    assert mark["size"]["expr"].startswith(f"{130 * stage.MARK} * pow(")
    assert mark["strokeWidth"]["expr"].startswith("2 * ")
    assert mark["dx"]["expr"].startswith("14 * ")
    assert config["axis"]["labelBound"]["expr"].startswith("6 * ")  # a 0 at the end of an axis is wider, too
    assert (mark["opacity"], mark["filled"]) == (1, True)
    assert config["axis"]["labelFontSize"] == {"expr": stage.TYPE}
    assert config["legend"]["symbolSize"]["expr"].startswith(f"{120 * stage.MARK} * pow(")
    assert drawn["encoding"] == {"x": {"axis": {"tickCount": 4}}, "size": {"expr": "1"}}
