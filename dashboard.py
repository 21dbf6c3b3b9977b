"""The app: `streamlit run dashboard.py`. Pages and their frame are in components/shell.py."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from components.failure import explain
from components.front_page import FrontPage
from components.offline import stay_inside

stay_inside()
app = st.App(
    "components/shell.py",
    middleware=[Middleware(GZipMiddleware, minimum_size=1024), Middleware(FrontPage)],
    on_script_error=explain,
)
