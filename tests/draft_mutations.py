"""Drafts with one mistake made by chance, as disks, programs and people make them; and what must come of each."""

import random
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from tests.mutations import NASTY
from tests.workbook_mutations import DAMAGE, RAW
from whitepaper.model.errors import DraftError
from whitepaper.publishing.drafts.document import Draft, open_draft

DOCUMENT = "word/document.xml"
ANYWHERE = ("without a part", "an empty part", "half a part")
"""Names of the kinds of damage that any packed file can have."""


@dataclass(frozen=True)
class Right:
    """A draft that is right, and the texts that are read of it."""

    path: Path
    texts: Counter[str]


def right(path: Path) -> Right:
    """A draft and what is read of it."""
    return Right(path, texts(open_draft(path)))


def texts(draft: Draft) -> Counter[str]:
    """How often each text stands in the paragraphs and cells of a draft."""
    cells = [cell.text for table in draft.tables for cell in table.cells]
    return Counter([*(one.text for one in draft.paragraphs), *cells])


def outcome(draft: Right, seed: int, folder: Path) -> str:
    """What comes of a draft with a mistake: `refused` in words, or `read` as it stands; AssertionError otherwise."""
    chance = random.Random(seed)
    path = folder / f"文稿{draft.path.suffix}"
    is_packed = draft.path.suffix == ".docx"
    kind = chance.random()
    old, new = "", ""
    if not is_packed or kind < 0.3:
        what, change = chance.choice(RAW)
        path.write_bytes(change(draft.path.read_bytes(), chance))
    else:
        with zipfile.ZipFile(draft.path) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        if kind < 0.6:
            what, damage = chance.choice([one for one in DAMAGE if one[0] in ANYWHERE])
            what += " " + damage(parts, chance)
        else:
            what = "a text"
            old, new = _with_other_text(parts, chance)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in parts.items():
                file.writestr(name, content)
    try:
        found = texts(open_draft(path))
    except DraftError as error:
        told = str(error)
        assert path.name in told, f"{seed}: {what}"
        assert all(letter.isprintable() for letter in told), f"{seed}: {what}: {told}"
        return "refused"
    if is_packed:
        _held_as_right(draft.texts, found, old, new, f"{seed}: {what} {old!r} {new!r}")
    return "read"


def _with_other_text(parts: dict[str, bytes], chance: random.Random) -> tuple[str, str]:
    document = parts[DOCUMENT].decode()
    run = chance.choice(list(re.finditer(r"<w:t(?: [^>]*)?>([^<]+)</w:t>", document)))
    new = "".join(letter for letter in chance.choice(NASTY) if letter in "\t\n\r" or ord(letter) >= 32)
    text = f'<w:t xml:space="preserve">{escape(new)}</w:t>'
    parts[DOCUMENT] = (document[: run.start()] + text + document[run.end() :]).encode()
    return run[1], new


def _held_as_right(before: Counter[str], found: Counter[str], old: str, new: str, what: str) -> None:
    """Of a text nothing is read that does not stand there, and nothing that stands there is lost but what was changed.

    A damaged part may hold no text; then all is as it was.
    """
    lost, come = before - found, found - before
    assert lost.total() <= 1, f"{what}: {lost} {come}"
    assert come.total() <= 1, f"{what}: {lost} {come}"
    if lost or come:
        assert old, f"{what}: {lost} {come}"
    for text in come:
        assert _bare(new) in _bare(text) or _bare(text) in _bare(new), f"{what}: {come}"


def _bare(text: str) -> str:
    return re.sub(r"[^\w]", "", text)
