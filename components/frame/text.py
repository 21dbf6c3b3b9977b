"""Text as text: what comes from a link, a file or the data, made ready for an element that draws Markdown.

Titles, labels, hints, metrics, buttons and notices of the framework all draw Markdown: an address in them is a live
link, a picture is fetched. A backslash takes the meaning from most marks, but not from those that the framework looks
for only once the text is read (addresses, arrows, its own icons). These stand in a span of their own, where they are
not found.
"""

from __future__ import annotations

import re

_SPACES = re.compile(r"[ \t\r\f\v\x85\u2028\u2029]+")
_MARK = r"[\\`*_{\[\]<>&~$:|]"
_LIVE = r"(?<!\S)(?:<->|->|<-|--|>=|<=|~=)(?!\S)|(?<=www)\.|@|:(?=//|streamlit:|material[_/])"
_START = r"^(?:[-+](?=[-+\s]|$)|[=#]|\d+[.)](?=\s|$))"
_TOKEN = re.compile(rf"(?P<live>{_LIVE})|(?P<start>{_START})|{_MARK}", re.IGNORECASE)


def plain(text: object) -> str:
    """The Markdown that shows a text letter by letter; its line breaks stay, other space is one blank."""
    lines = (_SPACES.sub(" ", line).strip(" ") for line in str(text).split("\n"))
    return "  \n".join(_TOKEN.sub(_quoted, line) for line in lines if line)


def _quoted(found: re.Match[str]) -> str:
    if found["live"]:
        return "".join(f":color[\\{letter}]" for letter in found["live"])
    return f"{found[0][:-1]}\\{found[0][-1]}"
