"""The yearly round in a browser, on this machine alone: `streamlit run maintenance.py --server.port 8512`."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from components.frame import events, scripts, security, settings
from components.frame.front_page import FrontPage
from components.frame.offline import stay_inside
from components.upkeep import alone, failing, receiving
from components.upkeep.desk import DESK
from components.widgets import saving
from whitepaper.model.dataset import choose

PROGRAM = Path(__file__).name


@asynccontextmanager
async def tidied(_: st.App) -> AsyncIterator[None]:
    """Nothing of a round is left when the server stops."""
    events.say("maintenance.started")
    try:
        yield
    finally:
        DESK.clear()
        events.say("maintenance.stopped")


alone.hold()
choose(sys.argv[1:])
stay_inside()
security.hide_server()
security.refuse_in_words()
events.write()
BASE = settings.base_path()
app = st.App(
    "components/upkeep/shell.py",
    lifespan=tidied,
    routes=[scripts.route(BASE), saving.route(BASE), receiving.route(BASE)],
    middleware=[
        Middleware(alone.Alone),
        Middleware(security.Guard),
        Middleware(FrontPage, title=lambda: "年度更新", unanswered=failing.UNANSWERED, program=PROGRAM),
    ],
    on_script_error=failing.explain,
)
