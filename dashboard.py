"""The app: `streamlit run dashboard.py [-- --data FOLDER]`. The frame of its pages is components/shell.py."""

import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from components.frame import bundle, events, health, memory, runtime, scripts, security, settings
from components.frame.failure import explain
from components.frame.front_page import FrontPage
from components.frame.offline import stay_inside
from components.offline import handing
from components.report import counting, presentation
from components.take_home import by_url
from components.views import ahead, overview, parts, sectors
from components.widgets import saving
from whitepaper.model.dataset import choose

PAUSE = 0.05  # seconds
MOST_TOWNS, MOST_ROWS = 40, 30_000
"""Twice the towns of any district, the numbers of twenty papers: all that is drawn of more takes long, and hundreds of
megabytes, unasked."""


def first_page(request: Request) -> RedirectResponse:
    """The first page has no address of its own; whoever types one gets there all the same, on this server alone."""
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")


@asynccontextmanager
async def warming(_: st.App) -> AsyncIterator[None]:
    """Get ready beside the first reader, who need not wait for it; what fails is in the log, and on the page."""
    events.say("server.started")
    Thread(target=_warm, daemon=True).start()
    yield
    events.say("server.stopped")


def _warm() -> None:
    """What every reader needs; then, with pauses that are the readers', what the pages show first."""
    try:
        runtime.warm()
        store = runtime.store()
        is_bare = settings.is_cold() or len(store.towns) > MOST_TOWNS or len(store.rows) > MOST_ROWS
        for _ in () if is_bare else chain(sectors.warm(), parts.warm_several(), counting.warm()):
            time.sleep(PAUSE)
        memory.settle()
        memory.give_back()
    except Exception as error:  # the page says it to who needs it
        events.failed("server.not_warm", error)


choose(sys.argv[1:])
memory.share()
stay_inside()
security.hide_server()
security.refuse_in_words()
events.write()
BASE = settings.base_path()
app = st.App(
    "components/shell.py",
    lifespan=warming,
    routes=[
        Route(f"{BASE}overview", first_page),
        bundle.route(BASE),
        scripts.route(BASE),
        health.route(BASE),
        saving.route(BASE),
        presentation.route(BASE),
        ahead.route(BASE),
        overview.route(BASE),
        handing.route(BASE),
        *by_url.routes(BASE),
    ],
    middleware=[
        Middleware(GZipMiddleware, minimum_size=1024),
        Middleware(security.Guard),
        Middleware(FrontPage, title=runtime.title, band=runtime.band),
    ],
    on_script_error=explain,
)
