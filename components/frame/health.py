"""How the server is, for the proxy and the one who looks after it: `/health`. Nothing in it is secret."""

from __future__ import annotations

import time

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from components.frame import runtime
from components.frame.keeping import NOT_KEPT

PATH = "health"


async def _told(_: Request) -> JSONResponse:
    state = await run_in_threadpool(runtime.state)
    if state.store is None:
        return JSONResponse({"status": "no data"}, 503, NOT_KEPT)
    told = {
        "status": "old data" if state.fault else "ok",  # an older version is shown, as the newest is not whole
        "data_version": state.store.dataset_version,
        "editions": list(state.store.editions),
        "data_age_seconds": max(0, int(time.time() - state.built)),
    }
    return JSONResponse(told, headers=NOT_KEPT)


def route(base: str) -> Route:
    """Where the app tells it. base: path of the app, which ends with a slash."""
    return Route(f"{base}{PATH}", _told)
