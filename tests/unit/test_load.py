"""The client that stands for many readers: what it reports, what it takes for broken, what it writes."""

from collections import Counter

import pytest
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.load import report
from benchmarks.load.run import Run, kilobytes, own_address, percentile
from benchmarks.load.session import FailedError, Session, fault, reported
from benchmarks.load.soak import slope


def selectbox(**fields: object) -> Element:
    """A select box of three options."""
    element = Element()
    element.selectbox.id = "$$ID-0-box"
    element.selectbox.options.extend(["一", "二", "三"])
    for name, value in fields.items():
        setattr(element.selectbox, name, value)
    return element


@pytest.mark.parametrize(
    ("fields", "before", "expected"),
    [
        ({}, None, ""),
        ({"default": 1}, None, "二"),
        ({"default": 1, "set_value": True, "raw_value": "三"}, None, "三"),
        ({"default": 1}, "一", "一"),
        ({"set_value": True, "raw_value": "三"}, "一", "三"),
        ({"set_value": True}, "一", ""),
    ],
)
def test_a_select_box_reports_what_a_page_would(fields: dict[str, object], before: str | None, expected: str) -> None:
    """Its default, what the server sets, or what it reported before."""
    known = None if before is None else WidgetState(id="$$ID-0-box", string_value=before)
    assert reported(selectbox(**fields), known).string_value == expected


def test_a_box_of_several_reports_all() -> None:
    """Defaults are places, what the server sets are words."""
    element = Element()
    element.multiselect.options.extend(["一", "二", "三"])
    element.multiselect.default.extend([0, 2])
    assert list(reported(element, None).string_array_value.data) == ["一", "三"]
    element.multiselect.set_value = True
    element.multiselect.raw_values.append("二")
    assert list(reported(element, None).string_array_value.data) == ["二"]


def test_what_a_reader_would_call_broken() -> None:
    """An exception, an error in our own words, a page that is none; a warning and a text are no faults."""
    messages = [ForwardMsg() for _ in range(5)]
    messages[0].delta.new_element.exception.message = "KeyError"
    messages[1].delta.new_element.alert.format = Alert.ERROR
    messages[1].delta.new_element.alert.body = "这一页没有显示出来"
    messages[2].page_not_found.page_name = "nowhere"
    messages[3].delta.new_element.alert.format = Alert.WARNING
    messages[3].delta.new_element.alert.body = "链接不完整"
    messages[4].delta.new_element.markdown.body = "KeyError"
    assert [fault(one) for one in messages] == ["KeyError", "这一页没有显示出来", "no page nowhere", "", ""]


def test_a_kept_message_is_used_and_forgotten() -> None:
    """A large message is kept as long as the server counts on it, no longer."""
    session = Session("http://127.0.0.1:1/", "explore")
    session._oldest = 2
    sent, again = ForwardMsg(hash="a"), ForwardMsg(ref_hash="a")
    sent.metadata.cacheable = True
    sent.delta.new_element.markdown.body = "text"
    assert session._whole(sent) is sent
    for _ in range(2):
        session._forget()
    assert session._whole(again) is sent
    assert list(session._request().rerun_script.cached_message_hashes) == ["a"]
    for _ in range(3):
        session._forget()
    with pytest.raises(FailedError, match="never sent"):
        session._whole(again)


def test_figures() -> None:
    """Ninety-five of a hundred and one steps; median and most; growth of what was looked at late enough."""
    assert percentile(list(range(101)), 95) == 95
    assert kilobytes([Run(0.1, received, 1) for received in (1000, 2000, 9000)]) == "2.0 kB (most 9.0)"
    assert slope([(0, 400.0), (600, 500.0), (2400, 505.0), (4200, 510.0)], 600) == pytest.approx(10.0)
    assert slope([(0, 400.0)], 600) == 0.0
    assert report.counted(Counter({"cut": 2, "late": 1})) == "3 (2 × cut; 1 × late)"
    assert report.counted(Counter()) == "0"


def test_every_reader_has_a_computer_of_its_own() -> None:
    """Behind nginx the address decides the process."""
    assert len({own_address(place) for place in range(1000)}) == 1000


def test_a_measurement_takes_the_place_of_its_like() -> None:
    """And stands below the others where there is none yet."""
    first = report.replaced(report.HEAD, "## a\n\nold\n")
    both = report.replaced(first, "## b\n\nother\n")
    assert report.replaced(both, "## a\n\nnew\n") == both.replace("old", "new")
    assert both.startswith(report.HEAD)
    assert both.index("## a") < both.index("## b")
