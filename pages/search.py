"""搜索: one box for indicators, towns, organisations, honours, policies and cases."""

import streamlit as st

from components.frame import filters, runtime
from components.frame.pages import PAGES
from components.take_home import contents, menu
from components.views import results
from components.widgets import copying
from whitepaper.store import search
from whitepaper.stories import stories
from whitepaper.telling import lists, table_sentences

store = runtime.store()
selection = PAGES["search"].followed(filters.current())
query = selection.search

st.title("搜索")
if query:
    found = search.found(store, query)
    if found:
        menu.offer(contents.of_cells(lists.results(found), selection, store, "搜索", stories.SEARCH), store)
        copying.sentence(table_sentences.of_search(query, found), "search")
    results.show(found, query)
else:
    st.write("在左侧搜索框输入指标、街镇、企业、荣誉、政策或案例的名称、别名、拼音或首字母，按回车。")
