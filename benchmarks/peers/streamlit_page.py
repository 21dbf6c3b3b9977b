"""The page in bare Streamlit: the boxes, the chart that one of them chooses, what is said below it, the rows."""

import json
import sys
from pathlib import Path

import pandas as pd
import streamlit as st

made = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
pages, boxes = made["pages"], made["boxes"]
st.set_page_config(layout="wide")
with st.sidebar:
    for label, options in boxes.items():
        st.multiselect(label, options)
    st.button("clear")
st.title("page")
chosen = pages[st.selectbox("choice", list(pages))]
st.text_input("name")
st.header(chosen["heading"])
st.write(chosen["sentence"])
st.vega_lite_chart(chosen["spec"], theme=None, width="stretch")
for remark in chosen["remarks"]:
    st.caption(remark)
st.button("files")
st.header("rows")
st.dataframe(pd.DataFrame(chosen["rows"], columns=chosen["headings"]), hide_index=True)
