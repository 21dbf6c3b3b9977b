"""企业与荣誉: honours with filters and counts, and one page for each organisation."""

import streamlit as st

from components.frame import filters, runtime
from components.frame.ending import end
from components.frame.pages import PAGES
from components.take_home import contents, menu
from components.views import honours
from components.widgets import copying
from whitepaper.telling import table_sentences

store = runtime.store()
selection = PAGES["honours"].followed(filters.current())

if selection.organisation:
    menu.offer(contents.of_honours(store.honours(selection), selection, store), store)
    honours.organisation(store, selection.organisation)
    end()
st.title("企业与荣誉")
honours.choices(store)
rows = store.honours(selection)
if rows.empty:
    st.warning("没有符合全部条件的荣誉。请去掉部分条件，或清除筛选。")
    end()
honours.counts(selection, store)
menu.offer(contents.of_honours(rows, selection, store), store)
st.header(f"荣誉与名录 · {len(rows)} 项")
copying.sentence(table_sentences.of_honours(rows, store, selection), "honours")
honours.table(rows, key="honours")
