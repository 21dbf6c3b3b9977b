"""The page in bare Streamlit: a box, the chart that it chooses, the rows behind it."""

import json
import sys
from pathlib import Path

import pandas as pd
import streamlit as st

pages = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
chosen = pages[st.text_input("choice", value=next(iter(pages)))]
st.vega_lite_chart(chosen["spec"], theme=None, width="stretch")
st.write(chosen["sentence"])
st.dataframe(pd.DataFrame(chosen["rows"], columns=chosen["headings"]), hide_index=True)
