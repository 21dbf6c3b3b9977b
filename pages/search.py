"""搜索: one box for indicators, towns, organisations, honours, policies and cases."""

import streamlit as st

from components import filters, results, runtime

store = runtime.store()
query = filters.current().search

st.title("搜索")
if query:
    found = results.found(query, store.dataset_version)
    results.show(found, query, st.session_state["pages"])
else:
    st.write("在左侧搜索框输入指标、街镇、企业、荣誉、政策或案例的名称、别名、拼音或首字母，按回车。")
