"""A reader's window without a browser: the messages that Streamlit's page sends and receives over its websocket.

It does what the page does as far as the server can tell: it reports every box, keeps large messages and says which,
follows the address that the server writes, and offers compression. Nothing is drawn.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Self

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

PATIENCE = 30.0  # seconds until a reader has given up
STREAM = "_stcore/stream"
BOXES = frozenset({"selectbox", "multiselect", "text_input"})


class FailedError(Exception):
    """What a reader would call broken: an error on the page, a cut line, an answer that does not come."""


@dataclass(frozen=True)
class Run:
    """One wait of a reader.

    seconds: from the request to the end of the script; received: bytes on the wire; elements: whole or by reference.
    """

    seconds: float
    received: int
    elements: int


class Line(ClientConnection):
    """A websocket that counts the bytes it receives, as compressed as they come."""

    received = 0

    def data_received(self, data: bytes) -> None:
        """Count, then read."""
        self.received += len(data)
        super().data_received(data)


def reported(element: Element, before: WidgetState | None) -> WidgetState:
    """What a page reports of a box that was just drawn.

    before: what it reported of the same box so far, which stays where the server sets nothing.
    """
    kind = str(element.WhichOneof("type"))
    box = getattr(element, kind)
    if before is not None and not box.set_value:
        return before
    state = WidgetState(id=box.id)
    if kind == "text_input":
        state.string_value = box.value if box.set_value else box.default
    elif kind == "multiselect":
        state.string_array_value.data.extend(
            box.raw_values if box.set_value else [box.options[place] for place in box.default]
        )
    elif box.set_value and box.HasField("raw_value"):
        state.string_value = box.raw_value
    elif not box.set_value and box.HasField("default"):
        state.string_value = box.options[box.default]
    return state


def fault(message: ForwardMsg) -> str:
    """The error that a message shows to the reader; empty for any other message."""
    kind = message.WhichOneof("type")
    if kind == "page_not_found":
        return f"no page {message.page_not_found.page_name}"
    if kind == "session_event" and message.session_event.HasField("script_compilation_exception"):
        return str(message.session_event.script_compilation_exception.message)
    element = message.delta.new_element
    if element.HasField("exception"):
        return str(element.exception.message)
    if element.HasField("alert") and element.alert.format == Alert.ERROR:
        return str(element.alert.body)
    return ""


class Session:
    """One window. Opened as a context, it has shown its page; its boxes are then changed one at a time."""

    def __init__(self, address: str, page: str, query: str = "", own_address: str = "") -> None:
        """Of a server at `http://127.0.0.1:8501/`. own_address: that of the reader's computer."""
        self.address, self.page, self.query = address, page, query
        self.opening: Run | None = None
        self._from = {"local_addr": (own_address, 0)} if own_address else {}
        self._script = ""
        self._states: dict[str, WidgetState] = {}
        self._boxes: dict[str, Any] = {}
        self._kept: dict[str, tuple[int, ForwardMsg]] = {}
        self._runs, self._oldest = 0, 0

    async def __aenter__(self) -> Self:
        started = time.perf_counter()
        try:
            self._line = await connect(
                f"ws{self.address.removeprefix('http')}{STREAM}",
                origin=self.address.rstrip("/"),
                subprotocols=["streamlit"],
                create_connection=Line,
                open_timeout=PATIENCE,
                max_size=None,
                max_queue=None,
                proxy=None,
                **self._from,
            )
        except (OSError, WebSocketException) as error:
            raise FailedError(f"no line: {error}") from error
        try:
            self.opening = await self._run(started)
        except BaseException:
            await self._line.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._line.close()

    def options(self, key: str) -> tuple[str, ...]:
        """What a box offers, in its own words."""
        return tuple(self._box(key).options)

    def shown(self, key: str) -> tuple[str, ...]:
        """What is chosen in a box."""
        state = self._states[self._box(key).id]
        return tuple(state.string_array_value.data) or tuple(filter(None, [state.string_value]))

    async def choose(self, key: str, *words: str, since: float | None = None) -> Run:
        """Choose other words in a box, and wait for the page. since: when the reader did, if it was not just now."""
        box, before = self._box(key), self.query
        state = WidgetState(id=box.id)
        if hasattr(box, "raw_values"):
            state.string_array_value.data.extend(words)
        elif words:
            (state.string_value,) = words
        self._states[box.id] = state
        found = await self._run(time.perf_counter() if since is None else since)
        if self.query == before:
            raise FailedError(f"{key} was not followed: {words}")
        return found

    def _box(self, key: str) -> Any:
        if key not in self._boxes:
            raise FailedError(f"the page has no box {key}")
        return self._boxes[key]

    async def _run(self, started: float) -> Run:
        before = self._line.received
        try:
            await self._line.send(self._request().SerializeToString())
            elements = await asyncio.wait_for(self._drawn(), PATIENCE)
        except TimeoutError as error:
            raise FailedError(f"no answer in {PATIENCE:.0f} s") from error
        except WebSocketException as error:
            raise FailedError(f"cut line: {error}") from error
        return Run(time.perf_counter() - started, self._line.received - before, elements)

    def _request(self) -> BackMsg:
        message = BackMsg()
        wanted = message.rerun_script
        wanted.query_string, wanted.page_script_hash = self.query, self._script
        wanted.page_name = "" if self._script else self.page
        wanted.widget_states.widgets.extend(self._states.values())
        wanted.cached_message_hashes.extend(self._kept)
        shown = wanted.context_info
        shown.timezone, shown.timezone_offset, shown.locale = "Asia/Shanghai", -480, "zh-CN"
        shown.url, shown.color_scheme = f"{self.address}{self.page}", "light"
        return message

    async def _drawn(self) -> int:
        """Read until the script has finished; how many elements came."""
        elements, boxes, states = 0, {}, {}
        while True:
            message = ForwardMsg.FromString(await self._line.recv(decode=False))
            message = self._whole(message)
            if error := fault(message):
                raise FailedError(error)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._script = message.new_session.page_script_hash
                self._oldest = message.new_session.config.max_cached_message_age
                elements, boxes, states = 0, {}, {}
            elif kind == "navigation":
                self._script = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta":
                elements += 1
                element = message.delta.new_element
                name = element.WhichOneof("type")
                if name in BOXES:
                    box = getattr(element, name)
                    boxes[box.id.split("-", 2)[2]] = box  # $$ID-hash-key
                    states[box.id] = reported(element, self._states.get(box.id))
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                self._boxes, self._states = boxes, states
                self._forget()
                return elements

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message, or the one kept that it refers to."""
        if message.WhichOneof("type") == "ref_hash":
            if message.ref_hash not in self._kept:
                raise FailedError("the server refers to a message that was never sent")
            _, kept = self._kept[message.ref_hash]
            self._kept[message.ref_hash] = self._runs, kept
            return kept
        if message.metadata.cacheable:
            self._kept[message.hash] = self._runs, message
        return message

    def _forget(self) -> None:
        """Keep only what was used in the last runs, as many as the server says."""
        self._runs += 1
        self._kept = {key: (run, one) for key, (run, one) in self._kept.items() if self._runs - run <= self._oldest}
