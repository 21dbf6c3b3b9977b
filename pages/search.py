"""搜索: one box for indicators, towns, organisations, honours, policies and cases."""

import streamlit as st

from components import copying, downloads, filters, results, runtime
from whitepaper import search, stories, table_sentences, table_stories

store = runtime.store()
selection = filters.current().only(("search",))
query = selection.search

st.title("搜索")
if query:
    found = search.found(store, query)
    if found:
        content = downloads.of_table(table_stories.results(found), selection, store, "搜索", stories.SEARCH)
        downloads.menu(content, selection, store)
        copying.sentence(table_sentences.of_search(query, found), "search")
    results.show(found, query, st.session_state["pages"])
else:
    st.write("在左侧搜索框输入指标、街镇、企业、荣誉、政策或案例的名称、别名、拼音或首字母，按回车。")
