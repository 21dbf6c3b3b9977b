"""Draw the rooms of the house and the arrows between them, from the import graph: `make picture`.

Writes docs/images/architecture.svg. A room is drawn above all that it imports; arrows that follow from others are left
out, so that a room may also use what lies further down.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import grimp

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "images" / "architecture.svg"
PACKAGES = ("components", "whitepaper")
ENTRANCE = "whitepaper.__main__"
WIDTH, BOX, HIGH, STEP, TOP = 900, 200, 46, 74, 20
HEAD = (
    '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M 0 0 L 8 4 L 0 8 z" fill="#4d5a6b"/></marker></defs>'
)
COLOURS = {"components": "#c9dcf5", "whitepaper": "#e3e8ef"}


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(svg(reduced(arrows())), encoding="utf-8", newline="\n")
    print(PICTURE)


def arrows() -> dict[str, set[str]]:
    """Room to the rooms that its modules import."""
    graph = grimp.build_graph(*PACKAGES)
    found: dict[str, set[str]] = {}
    for module in graph.modules:
        lower = {_room(imported) for imported in graph.find_modules_directly_imported_by(module)}
        found.setdefault(_room(module), set()).update(lower)
    rooms = set(found) - set(PACKAGES) - {ENTRANCE}
    return {room: (found[room] & rooms) - {room} for room in sorted(rooms)}


def reduced(found: dict[str, set[str]]) -> dict[str, set[str]]:
    """The arrows without those that follow from others."""

    def reach(room: str) -> set[str]:
        return found[room].union(*(reach(lower) for lower in found[room]))

    return {room: lower - set().union(*(reach(one) for one in lower)) for room, lower in found.items()}


def svg(found: dict[str, set[str]]) -> str:
    """The picture: rooms on floors, the highest first, and their arrows."""
    floors = _floors(found)
    highest = max(floors.values())
    places: dict[str, tuple[int, int]] = {}
    for floor in range(highest, -1, -1):
        rooms = [room for room in found if floors[room] == floor]
        for number, room in enumerate(rooms, 1):
            places[room] = (WIDTH * number // (len(rooms) + 1), TOP + (highest - floor) * STEP)
    lines = [
        f'<path marker-end="url(#head)" d="M {places[upper][0]} {places[upper][1] + HIGH} L {x} {y}"/>'
        for upper in found
        for x, y in (places[room] for room in sorted(found[upper]))
    ]
    boxes = []
    for room, (x, y) in places.items():
        package, _, name = room.partition(".")
        boxes.append(
            f'<rect x="{x - BOX // 2}" y="{y}" width="{BOX}" height="{HIGH}" rx="6" fill="{COLOURS[package]}"/>'
            f'<text x="{x}" y="{y + 20}" font-weight="bold">{escape(name)}</text>'
            f'<text x="{x}" y="{y + 37}" font-size="12">{package}</text>'
        )
    height = TOP + (highest + 1) * STEP
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif">',
            "<title>Rooms and imports; made by make picture</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            HEAD,
            '<g fill="none" stroke="#4d5a6b">',
            *lines,
            "</g>",
            '<g text-anchor="middle" fill="#1b2430" font-size="15">',
            *boxes,
            "</g>",
            "</svg>\n",
        ]
    )


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def _floors(found: dict[str, set[str]]) -> dict[str, int]:
    """Room to its floor: one above the highest of those that it imports."""
    floors: dict[str, int] = {}

    def floor(room: str) -> int:
        if room not in floors:
            floors[room] = 1 + max((floor(lower) for lower in found[room]), default=-1)
        return floors[room]

    for room in found:
        floor(room)
    return floors


if __name__ == "__main__":
    main()
