"""搜索: one box for questions, indicators, towns, organisations, honours, policies and cases; the answer first."""

import streamlit as st

from components.frame import filters, runtime
from components.frame.ending import end
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
answers.box(query)
answers.whose(store)
if not query:
    answers.advice()
    end()
told, found, asked = answers.of(query), search.found(store, query), answers.numbers(query)
if told.is_answered or told.keys or told.elsewhere or not found:
    answers.show(query)
if not asked.is_empty:
    menu.offer(contents.of_observations(asked, store), store)
elif found:
    menu.offer(contents.of_cells(lists.results(found), selection, store, "搜索", stories.SEARCH), store)
if found:
    copying.sentence(table_sentences.of_search(query, found), "search")
if found or not (told.is_answered or told.keys or told.elsewhere):
    results.show(found, query)
