"""The app: `streamlit run dashboard.py`. Pages and their frame are in components/shell.py."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from components.failure import explain
from components.front_page import FrontPage
from components.offline import stay_inside


def first_page(request: Request) -> RedirectResponse:
    """The first page has no address of its own; whoever types one gets there all the same."""
    return RedirectResponse(str(request.url.replace(path="/")))


stay_inside()
app = st.App(
    "components/shell.py",
    routes=[Route("/overview", first_page)],
    middleware=[Middleware(GZipMiddleware, minimum_size=1024), Middleware(FrontPage)],
    on_script_error=explain,
)
