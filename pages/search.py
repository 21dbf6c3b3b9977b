"""搜索: one box for questions, indicators, towns, organisations, honours, policies and cases; the answer first."""

import streamlit as st

from components.frame import filters, runtime
from components.frame.pages import PAGES
from components.take_home import contents, menu
from components.views import answers, results
from components.widgets import copying
from whitepaper.store import search
from whitepaper.stories import stories
from whitepaper.telling import lists, table_sentences

store = runtime.store()
selection = PAGES["search"].followed(filters.current())
query = selection.search

st.title("搜索")
if query:
    told = answers.of(query, runtime.mode(), store.dataset_version)
    if told.is_answered:
        answers.show(told)
    found = search.found(store, query)
    if found:
        menu.offer(contents.of_cells(lists.results(found), selection, store, "搜索", stories.SEARCH), store)
        copying.sentence(table_sentences.of_search(query, found), "search")
    if not told.is_answered and not found:
        answers.show(told)
    if found or not told.is_answered:
        results.show(found, query)
else:
    st.write(
        "在左侧搜索框问一句（如“食品抽检合格率哪个环节最低”“浦江镇做什么产业”），"
        "或输入指标、街镇、企业、荣誉、政策、案例的名称、别名、拼音或首字母，按回车。"
    )
