"""What a file says of itself in its properties, in place of what the templates of the libraries say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from whitepaper.files.archive import changed
from whitepaper.store.store import Store

LANGUAGE = "zh-CN"
LONGEST = 255  # characters that a property may have

_UNWRITABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CORE_END = b"</cp:coreProperties>"
_APPLICATION = "/extended-properties"
_TRACES = ("/metadata/thumbnail", "/printerSettings", "/customXml", "/stylesWithEffects")
"""How the kinds of relationship end that lead to what the templates bring along and no file of ours needs."""


def writable(text: str) -> str:
    """A text without the characters that no office file may hold; each shows as `�`."""
    return _UNWRITABLE.sub("�", text.replace("\r\n", "\n"))


@dataclass(frozen=True)
class Properties:
    """The properties of one file.

    subject: the white papers; author: who published them; application: the title of the dashboard.
    """

    title: str
    subject: str
    author: str
    application: str
    dataset_version: str
    fingerprint: str
    made: datetime

    @classmethod
    def of(cls, store: Store, title: str, made: datetime, fingerprint: str) -> Properties:
        """Those of a file of this title that is made of these data."""
        papers = store.frame("editions")
        subject, author = ("、".join(dict.fromkeys(papers[column])) for column in ("title", "publisher"))
        return cls(title, subject, author, store.profile.title, store.dataset_version, fingerprint, made)

    @property
    def comments(self) -> str:
        """Data version and fingerprint, where the file has them."""
        told = {"数据版本": self.dataset_version, "指纹": self.fingerprint}
        return "，".join(f"{name} {text}" for name, text in told.items() if text)

    @property
    def moment(self) -> datetime:
        """When the file is made, in UTC and without a zone, as the libraries take it."""
        return self.made.astimezone(UTC).replace(tzinfo=None)

    @property
    def texts(self) -> dict[str, str]:
        """Title, subject, author and comments, as long as they may be."""
        named = {"title": self.title, "subject": self.subject, "author": self.author, "comments": self.comments}
        return {name: writable(text)[:LONGEST] for name, text in named.items()}

    def write(self, document: Any) -> None:
        """Write them into a document of Word or a presentation of PowerPoint, and take the template's traces out."""
        own = document.core_properties
        for name, text in self.texts.items():
            setattr(own, name, text)
        own.last_modified_by, own.keywords, own.language = own.author, "", LANGUAGE
        own.created = own.modified = self.moment
        package = document.part.package
        for rels in (_relations(package), document.part.rels):
            for key, relation in list(rels.items()):
                if relation.reltype.endswith(_TRACES):
                    rels.pop(key)
                elif relation.reltype.endswith(_APPLICATION):
                    relation.target_part._blob = self._extended()

    def in_workbook(self, packed: bytes) -> bytes:
        """A workbook that xlsxwriter made, with the application and the language that it cannot be told."""

        def change(name: str, content: bytes) -> bytes:
            if name == "docProps/app.xml":
                return self._extended()
            if name == "docProps/core.xml":
                return content.replace(_CORE_END, f"<dc:language>{LANGUAGE}</dc:language>".encode() + _CORE_END)
            return content

        return changed(packed, change)

    def _extended(self) -> bytes:
        name = escape(writable(self.application)[:LONGEST])
        text = f'<Properties xmlns="{_EXTENDED}"><Application>{name}</Application></Properties>'
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()


def _relations(package: Any) -> Any:
    """The relations of a whole package, which the one library shows and the other keeps."""
    return package.rels if hasattr(package, "rels") else package._rels
