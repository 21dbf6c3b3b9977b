"""指标说明: what one indicator means, where its numbers come from, and how to cite them."""

import streamlit as st

from components.frame import filters, runtime
from components.frame.ending import end
from components.take_home import contents, menu
from components.views import indicators, parts
from whitepaper.model.selection import Selection

store = runtime.store()
selection = filters.current()

st.title("指标说明")
indicators.choice(store)
if not selection.indicators:
    st.info("选一个指标，这里显示它的定义、口径、分子分母、来源部门、覆盖年份、注意事项和引用方式。也可以按子领域找：")
    parts.subjects(store.indicators_of(Selection()), Selection())
    end()
shown = Selection(indicators=selection.indicators[:1])
menu.offer(contents.of_vintages(shown, store), store)
indicators.page(store, selection.indicators[0])
