"""How a drawing of a page becomes one of a slide."""

from typing import Any, cast

import pandas as pd
import pytest

from components.report import stage
from whitepaper.store.store import Store
from whitepaper.stories.slides import AnySlide, ChangesSlide, TextSlide
from whitepaper.telling import remarks
from whitepaper.telling.remarks import Kind, Remark


@pytest.mark.parametrize("years", [("2024 年",), ("2023 年", "2024 年"), ("2022 年", "2023 年", "2024 年")])
def test_the_last_year_stands_out_whichever_years_a_table_has(years: tuple[str, ...]) -> None:
    """A printed change has no number before it, three years have two."""
    table = pd.DataFrame([["甲", *years, "增长"]], columns=["指标", *years, "比上年"])
    slide = ChangesSlide("题", "", table, {}, (), judgements=(None,), latest="2024 年")
    body = stage.body_of(slide, cast("Store", None), "light")
    assert body["rows"][0][body["latest"]] == body["headings"][body["latest"]] == "2024 年"


class Versioned:
    """A store that knows its version alone."""

    dataset_version = "v0"

    def of(self, _: str) -> "Versioned":
        """The same, of any publisher."""
        return self


def feet(slides: list[AnySlide], main: int) -> list[dict[str, Any]]:
    """The feet of the screens of some slides."""
    store = cast("Store", Versioned())
    made = [stage.screen(one, place, len(slides), main, store, "light") for place, one in enumerate(slides)]
    return [one.foot or {} for one in made]


def test_the_version_of_the_data_stands_once_and_small_where_a_talk_ends() -> None:
    """In the foot of the divider, or of the last slide where there is no appendix; nowhere large."""
    source = remarks.source("表1")
    slides: list[AnySlide] = [TextSlide("题", "附录", ("按 ↓",), {}, (source,), contents=("甲",)) for _ in range(3)]
    for main in (2, 3):
        named = [Versioned.dataset_version in foot["source"] for foot in feet(slides, main)]
        assert named == [place == main - 1 for place in range(3)]
    body = stage.body_of(slides[0], cast("Store", Versioned()), "light")
    assert list(body["lines"]) == ["按 ↓"]


def test_remarks_that_a_foot_has_no_room_for_are_counted() -> None:
    """None is left out in silence."""
    said = tuple(Remark(Kind.COUNTED, f"第 {place} 条。") for place in range(stage.MOST_NOTES + 2))
    slide = TextSlide("题", "附录", ("按 ↓",), {}, (remarks.source("表1"), *said))
    (foot,) = feet([slide], 1)
    assert (len(foot["notes"]), foot["left"]) == (stage.MOST_NOTES, 2)


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
