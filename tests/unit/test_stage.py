"""How a drawing of a page becomes one of a slide."""

from components.report import stage


def test_marks_grow_with_the_type_of_a_slide() -> None:
    """Type, lines and distances as the type does, areas by its square; what counts, or is an expression, stays."""
    drawn = stage._enlarged(
        {
            "mark": {"type": "point", "size": 130, "strokeWidth": 2, "dx": 14, "opacity": 1, "filled": True},
            "config": {"axis": {"labelFontSize": 16, "labelPadding": 8}, "legend": {"symbolSize": 120}},
            "encoding": {"x": {"axis": {"tickCount": 4}}, "size": {"expr": "1"}},
        }
    )
    mark, config = drawn["mark"], drawn["config"]
    assert mark["size"]["expr"].startswith(f"{130 * stage.MARK} * pow(")
    assert mark["strokeWidth"]["expr"].startswith("2 * ")
    assert mark["dx"]["expr"].startswith("14 * ")
    assert (mark["opacity"], mark["filled"]) == (1, True)
    assert config["axis"]["labelFontSize"] == {"expr": stage.TYPE}
    assert config["legend"]["symbolSize"]["expr"].startswith(f"{120 * stage.MARK} * pow(")
    assert drawn["encoding"] == {"x": {"axis": {"tickCount": 4}}, "size": {"expr": "1"}}
