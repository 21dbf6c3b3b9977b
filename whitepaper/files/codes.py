"""QR codes of addresses, so that a telephone opens what stands on the wall. Made here, without asking anybody."""

from __future__ import annotations

import io

import segno

LONGEST = 400
"""Letters of an address; the points of a code of more are too small to be read across a room."""
LEVEL, BORDER, SCALE = "m", 4, 12
"""How much of a code may be hidden, the white around it in points, and the pixels of a point in a picture."""


def fits(address: str) -> bool:
    """Whether a code of the address can be read across a room."""
    return len(address.encode()) <= LONGEST


def outline(address: str) -> tuple[str, int]:
    """The dark points of a code as the path of an SVG, and how many points it is wide, with the white around it."""
    rows = list(_code(address).matrix_iter(border=BORDER))
    points = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return "".join(points), len(rows)


def to_png(address: str) -> bytes:
    """A code as a picture, dark on white; the same bytes for the same address."""
    buffer = io.BytesIO()
    _code(address).save(buffer, kind="png", scale=SCALE, border=BORDER)
    return buffer.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error=LEVEL, boost_error=False)
