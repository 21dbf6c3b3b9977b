"""The page in bare Streamlit: the boxes, the chart that one of them chooses, what is said below it, the rows, a file.

There are two of it, of which each begins with another chart, so that going from one to the other can be seen.
"""

import json
import sys
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

made = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
pages, boxes = made["pages"], made["boxes"]


def page(first: int) -> None:
    """The page, with the chart of that place to begin with."""
    with st.sidebar:
        for label, options in boxes.items():
            st.multiselect(label, options)
        st.button("clear")
    st.title("page")
    chosen = pages[st.selectbox("choice", list(pages), index=first)]
    st.text_input("name")
    st.header(chosen["heading"])
    st.write(chosen["sentence"])
    st.vega_lite_chart(chosen["spec"], theme=None, width="stretch")
    for remark in chosen["remarks"]:
        st.caption(remark)
    rows = pd.DataFrame(chosen["rows"], columns=chosen["headings"])
    st.download_button("save", rows.to_csv(index=False).encode("utf-8-sig"), file_name="rows.csv", on_click="ignore")
    st.header("rows")
    st.dataframe(rows, hide_index=True)


st.set_page_config(layout="wide")
both = [st.Page(partial(page, first), title=name, url_path=name) for first, name in enumerate(("one", "two"))]
st.navigation(both, position="top").run()
