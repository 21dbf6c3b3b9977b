"""The file itself: one page of HTML with scripts, styles and data inside it, which asks nothing of anybody."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from html import escape
from typing import Any

from streamlit import config

from components.drawing import charts
from components.frame import bundle, runtime, styles
from components.frame.scripts import DRAWN_BY, DRAWS, ELEMENTS, beside
from components.offline import listing, talk
from components.offline.contents import MODES, Contents, configuration
from components.offline.pool import said
from components.report import stage
from components.views import towns
from components.widgets import head, keys, overview, panels, plain_table, slide
from whitepaper.files import names
from whitepaper.store.store import Store

USED = [module.__name__.rpartition(".")[2] for module in (panels, plain_table, overview, head, slide, keys)]
"""The elements of the app that the file draws with, by their scripts and styles as they are."""
COLOURS = ("text", "background", "secondaryBackground", "link", "border", "primary", "grayText")
"""Colours of the theme that these take as `--st-…-color`."""
_PAGE = beside(__file__, "page.html")
_SCRIPT = "\n".join(
    [
        beside(panels.__file__, "making.js", "columns.js", "paper.js"),
        beside(
            __file__,
            "data.js",
            "mounting.js",
            "choosing.js",
            "searching.js",
            "listing.js",
            "pages.js",
            "talking.js",
            "page.js",
        ),
    ]
)
_STYLE = beside(__file__, "page.css")


def file_name(store: Store) -> str:
    """What the file is called: whose dashboard, that it is the one without a server, which data version."""
    return f"{names.safe_name(store.profile.title)}_离线版_{store.dataset_version}.html"


def make(store: Store, made: datetime) -> bytes:
    """The file. made: when, which stands in it.

    store: that of the running process (`runtime.store`), as the parts of the pages are made from it.
    """
    return _page(store, data(store, made)).encode()


def data(store: Store, made: datetime) -> dict[str, Any]:
    """What the file holds: `common`, and for each mode its configuration and specifications."""
    contents = Contents(store)
    common = {
        "version": store.dataset_version,
        "made": f"{made:%Y-%m-%d}",
        "title": runtime.title(),
        "words": contents.words(),
        "overviews": contents.overviews(),
        "sectors": {key: contents.sector(key) for key in store.names("sectors")},
        "subsectors": contents.subsectors(),
        "towns": {key: contents.town(key) for key in store.towns["area_id"]},
        "choice": contents.map({mode: towns.large_map(mode, store.dataset_version) for mode in MODES}),
        "mapNote": f"示意：{store.profile.map_note}",
        "maps": contents.maps(),
        "honours": contents.honours(),
        "organisations": contents.organisations(),
        "checks": contents.checks(),
        "compared": listing.compared(contents),
        "covered": listing.covered(contents),
        "supplied": listing.supplied(contents),
        "numbers": contents.numbers(),
        "indicators": contents.indicators(),
        "search": contents.search(),
        "about": contents.about(),
        "talks": talk.talks(contents),
        "keys": {"actions": stage.ACTIONS, "fullScreen": keys.FULL_SCREEN, "black": keys.BLACK},
        "long": plain_table.LONG,
        "fill": stage.PICTURE_SHARE,
        "emphasis": charts.EMPHASIS,
    }
    common |= {"panels": contents.panels.values, "tables": contents.tables.values}
    drawn: dict[str, Any] = {
        mode: {"config": configuration(mode), "specs": contents.specs[mode].values} for mode in MODES
    }
    return {"common": common, **drawn}


def _page(store: Store, data: dict[str, Any]) -> str:
    """The page with everything in it. Raises ValueError where a script would end before its end."""
    library = f"{bundle.script().decode()}\n"
    script = f"{_elements()}\n{_SCRIPT}"
    for text in (library, script):
        if "</script" in text.lower() or "<!--" in text:
            raise ValueError("a script of the file holds what ends a script in HTML")
    style = f"{_variables()}\n{_STYLE}"
    blocks = [f'<script type="text/plain" id="data-{name}">{_packed(said(one))}</script>' for name, one in data.items()]
    forms = [f'<template id="form-{name}">{ELEMENTS[name].html}</template>' for name in USED]
    parts = {
        "policy": _policy((library, script)),
        "title": escape(f"{store.profile.title}（离线版）"),
        "style": f"{styles.TOOLTIP}<style>{style}</style>",
        "forms": "\n".join(forms),
        "data": "\n".join(blocks),
        "library": f'<script type="module">{library}</script>',
        "script": f'<script type="module">{script}</script>',
    }
    page = _PAGE
    for name, text in parts.items():
        page = page.replace(f"<!-- {name} -->", text, 1)
    return page


def _policy(scripts: Iterable[str]) -> str:
    """What the page may run: these scripts, and nothing that is not in it."""
    hashes = [f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'" for text in scripts]
    return (
        f"default-src 'none'; script-src {' '.join(hashes)}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _packed(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def _elements() -> str:
    """The elements' scripts, each in a room of its own, and their styles."""
    made = []
    for name in USED:
        own = ELEMENTS[name]
        script = own.js.replace(DRAWS, DRAWN_BY)
        made.append(
            f"ELEMENTS.{name} = {{ css: {said(own.css)}, draw: (() => {{\n{script}\nreturn elementDraw }})() }}"
        )
    return "\n".join(["const ELEMENTS = {}", *made])


def _variables() -> str:
    """The theme of the app as the variables that the elements' styles take."""
    font = f"--st-font: {config.get_option('theme.font')};"
    light, dark = (
        " ".join(f"--st-{_kebab(name)}-color: {config.get_option(f'theme.{mode}.{name}Color')};" for name in COLOURS)
        for mode in MODES
    )
    paper = f"@media print {{ :root[data-mode] {{ {light} }} }}"
    return f":root {{ {font} {light} }}\n:root[data-mode=dark] {{ {dark} }}\n{paper}"


def _kebab(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
