"""The script library that draws the charts in the browser: made on this machine, kept there for ever under its hash."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.frame.keeping import FOR_EVER

_GIVEN = "window.vegaEmbed = vegaEmbed"
"""What of the library the page is given."""
_MAKING = "import sys, vl_convert; sys.stdout.buffer.write(vl_convert.javascript_bundle(sys.argv[1]).encode())"
_NAME = sha256(f"{_GIVEN} {version('vl-convert-python')}".encode()).hexdigest()[:16]
ADDRESS = f"drawing/{_NAME}.js"
"""Below the address of the app; another version of the library has another one."""


@cache
def script() -> bytes:
    """Vega, Vega-Lite and Vega-Embed in one script, which takes a second to make.

    A process of its own makes it, as what makes it stays in memory (20 MB). Raises CalledProcessError where it fails.
    """
    made = subprocess.run([sys.executable, "-c", _MAKING, _GIVEN], capture_output=True, check=True)
    return made.stdout


def _served(_: Request) -> Response:
    return Response(script(), media_type="text/javascript", headers=FOR_EVER)


def route(base: str) -> Route:
    """Where the app serves it. base: path of the app, which ends with a slash."""
    return Route(f"{base}{ADDRESS}", _served)
