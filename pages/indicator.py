"""指标说明: what one indicator means, where its numbers come from, and how to cite them."""

import streamlit as st

from components import downloads, filters, indicator_view, runtime
from whitepaper.selection import Selection

store = runtime.store()
selection = filters.current()

st.title("指标说明")
indicator_view.choice(store)
if not selection.indicators:
    st.info("选一个指标，这里显示它的定义、口径、分子分母、来源部门、覆盖年份、注意事项和引用方式。")
    st.stop()
shown = Selection(indicators=selection.indicators[:1])
downloads.menu(downloads.of_observations(store.observations(shown), shown, store), shown, store)
indicator_view.page(store, selection.indicators[0])
