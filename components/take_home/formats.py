"""The formats of files, each declared once: the menu, the file names and the tests follow from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from components.drawing import town_map
from components.take_home import picture_files
from components.take_home.contents import Content, now
from components.widgets.saving import File
from whitepaper.files import names
from whitepaper.files.powerpoint import deck
from whitepaper.files.powerpoint.town_map import ColouredMap
from whitepaper.store.store import Store
from whitepaper.stories import fingerprints
from whitepaper.stories.slides import MapSlide

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Format:
    """One format.

    name: ending of its files; make: bytes from what a page hands out, or a whole `File` where several files become
    an archive; is_picture: needs a font on the server; offered: whether a content has it.
    """

    name: str
    label: str
    mime: str
    make: Callable[[Content, Store, str], bytes | File]
    is_picture: bool = False
    offered: Callable[[Content], bool] = lambda _: True

    def file(self, content: Content, store: Store, stem: str) -> File:
        """The file, under its name without ending."""
        made = self.make(content, store, stem)
        return made if isinstance(made, File) else File(f"{stem}.{self.name}", self.mime, made)


def coloured(store: Store, slide: MapSlide) -> ColouredMap:
    """A map in the colours of paper."""
    towns = town_map.coloured(store, slide.indicator_id, slide.years, "light").set_index("area_id")
    legend = dict(zip(towns["legend"], towns["colour"], strict=True))
    return ColouredMap(towns["colour"].to_dict(), towns["text"].to_dict(), legend)


def _pptx(content: Content, store: Store, _stem: str) -> bytes:
    made = content.told()
    mark = fingerprints.fingerprint_of_slides(made, store.dataset_version)
    title = names.title(content.selection, store, content.subject)
    return deck.to_pptx(made, store, title, now(), mark, partial(coloured, store), content.link())


def _picture(kind: str, content: Content, store: Store, stem: str) -> File:
    return picture_files.of(content.told, kind, store, stem)


def _docx(content: Content, _store: Store, _stem: str) -> bytes:
    assert content.brief is not None
    return content.brief()


SLIDES = Format("pptx", "PowerPoint", _OFFICE + "presentationml.presentation", _pptx)
FORMATS = (
    Format("csv", "CSV", "text/csv", lambda content, _store, _stem: content.csv()),
    Format("xlsx", "Excel", _OFFICE + "spreadsheetml.sheet", lambda content, _store, _stem: content.xlsx()),
    SLIDES,
    *(
        Format(
            kind, f"图片（{kind.upper()}）", mime, partial(_picture, kind), True, lambda content: content.has_pictures
        )
        for kind, mime in picture_files.KINDS.items()
    ),
    Format(
        "docx",
        "Word 简报（一页）",
        _OFFICE + "wordprocessingml.document",
        _docx,
        offered=lambda content: content.brief is not None,
    ),
)
