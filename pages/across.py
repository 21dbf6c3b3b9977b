"""各区对比: the publishers of a data set side by side; only where there is more than one."""

from typing import cast

import streamlit as st

from components.frame import filters, runtime
from components.frame.ending import end
from components.frame.pages import ACROSS
from components.views import across
from whitepaper.store.across import Across

store = runtime.store()
selection = ACROSS.followed(filters.current())

st.title(ACROSS.title)
if store.siblings is None:
    st.info("这里的数据只有一个地区的白皮书，没有可以对比的。")
    end()
across.choices(store)
with runtime.all_asked() as found:
    whole = cast(Across, found)
    across.offer(whole, selection)
    across.compared(whole, selection)
    across.coverage(whole, selection)
    across.open_points(whole)
