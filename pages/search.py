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

if not query:
    st.title("搜索")
    answers.box()
    answers.whose(store)
    answers.advice()
    end()
told, found, asked = answers.of(query), search.found(store, query), answers.numbers(query)
is_known = bool(told.is_answered or told.keys or told.elsewhere)
is_told = is_known or not found
if not is_told:  # the sentence of an answer is the title of its page
    st.title("搜索")
answers.box(query)
answers.whose(store)
if is_told:
    answers.show(query)
if not asked.is_empty:
    menu.offer(contents.of_observations(asked, store), store)
elif found:
    menu.offer(contents.of_cells(lists.results(found), selection, store, "搜索", stories.SEARCH), store)
if found:
    copying.sentence(table_sentences.of_search(query, found), "search")
if found or not is_known:
    results.show(found, query)
