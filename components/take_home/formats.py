"""The formats of files, each declared once: the menu, the file names and the tests follow from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from components.drawing import town_map
from components.frame import settings
from components.take_home import picture_files
from components.take_home.contents import Content, now
from components.widgets.saving import File
from whitepaper.files import names, official, workbook
from whitepaper.store.store import Store
from whitepaper.stories import fingerprints
from whitepaper.stories.slides import MapSlide

if TYPE_CHECKING:
    from whitepaper.files.powerpoint.town_map import ColouredMap

# What makes a PowerPoint is loaded with the first one that somebody takes: 14 MB that no page needs.

_OFFICE = "application/vnd.openxmlformats-officedocument."


Stem = Callable[[Content, Store], str]
"""The name of a file without its ending."""


def _of_rows(content: Content, store: Store) -> str:
    return names.file_name(content.rows or content.selection, content.count, store, content.subject, content.name)


def _of_talk(content: Content, store: Store) -> str:
    return names.safe_name(content.title(store))


def _of_brief(content: Content, store: Store) -> str:
    return names.safe_name(names.title(content.paper, store, names.BRIEF, is_dated=True))


def _of_paper(content: Content, store: Store) -> str:
    return names.safe_name(names.title(content.paper, store, content.talk, is_dated=True))


@dataclass(frozen=True)
class Format:
    """One format.

    name: ending of its files; make: bytes from what a page hands out, or a whole `File` where several files become
    an archive; is_picture: needs a font on the server; offered: whether a content has it; stem: name of its files;
    key: what tells it from others of the same ending; most: rows of a content that it can hold, 0 for any number.
    """

    name: str
    label: str
    mime: str
    make: Callable[[Content, Store, str], bytes | File]
    is_picture: bool = False
    offered: Callable[[Content], bool] = lambda _: True
    stem: Stem = _of_talk
    key: str = ""
    most: int = 0

    def file(self, content: Content, store: Store) -> File:
        """The file, under its name."""
        stem = self.stem(content, store)
        made = self.make(content, store, stem)
        return made if isinstance(made, File) else File(f"{stem}.{self.name}", self.mime, made)


def coloured(store: Store, slide: MapSlide) -> ColouredMap:
    """A map in the colours of paper."""
    from whitepaper.files.powerpoint.town_map import ColouredMap

    store = store.of(slide.publisher)
    towns = town_map.coloured(store, slide.indicator_id, slide.years, "light").set_index("area_id")
    return ColouredMap(towns["colour"].to_dict(), towns["label"].to_dict(), town_map.legend(towns, "light"))


def _pptx(content: Content, store: Store, _stem: str) -> bytes:
    from whitepaper.files.powerpoint import deck

    made = content.told()
    mark = fingerprints.fingerprint_of_slides(made, store.dataset_version)
    return deck.to_pptx(made, store, content.title(store), now(), mark, partial(coloured, store), content.link())


def _picture(kind: str, content: Content, store: Store, stem: str) -> File:
    return picture_files.of(content.told, kind, store, stem)


def _brief(content: Content, _store: Store, _stem: str) -> bytes:
    assert content.brief is not None
    return content.brief()


def _official(content: Content, store: Store, _stem: str) -> bytes:
    mark = fingerprints.fingerprint_of_slides(content.told(), store.dataset_version)
    return official.document(store, content.paper, settings.unit(), now(), mark)


_WORD = _OFFICE + "wordprocessingml.document"
SLIDES = Format("pptx", "PowerPoint", _OFFICE + "presentationml.presentation", _pptx)
FORMATS = (
    Format("csv", "CSV", "text/csv", lambda content, _store, _stem: content.csv(), stem=_of_rows),
    Format(
        "xlsx",
        "Excel",
        _OFFICE + "spreadsheetml.sheet",
        lambda content, _store, _stem: content.xlsx(),
        stem=_of_rows,
        most=workbook.MOST_ROWS,
    ),
    SLIDES,
    *(
        Format(
            kind, f"图片（{kind.upper()}）", mime, partial(_picture, kind), True, lambda content: content.has_pictures
        )
        for kind, mime in picture_files.KINDS.items()
    ),
    Format(
        "docx", "Word 公文", _WORD, _official, offered=lambda content: content.is_paper, stem=_of_paper, key="official"
    ),
    Format(
        "docx",
        "Word 简报（一页）",
        _WORD,
        _brief,
        offered=lambda content: content.brief is not None,
        stem=_of_brief,
        key="brief",
    ),
)
