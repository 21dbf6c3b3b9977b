"""搜索: one box for indicators, towns, organisations, honours, policies and cases."""

import streamlit as st

from components import filters, results, runtime

store = runtime.store()
query = filters.current().search

st.title("搜索")
if query:
    st.markdown(f"“{query}”的结果")
    results.show(query, st.session_state["pages"], store.dataset_version)
else:
    st.write("在左侧搜索框输入指标、街镇、企业、荣誉、政策或案例的名称、别名、拼音或首字母，按回车。")
