"""The floor: two bare Streamlit pages, each one text box and one chart of 50 points, and a small file."""

import altair as alt
import pandas as pd
import streamlit as st


def chart_page(shift: int = 0) -> None:
    """One text box decides what the one chart shows."""
    seed = len(st.text_input("seed")) + shift
    points = pd.DataFrame({"x": range(50), "y": [(n * (seed + 3)) % 17 for n in range(50)]})
    st.altair_chart(alt.Chart(points).mark_line().encode(x="x", y="y"))
    st.download_button("save", data=points.to_csv(index=False).encode(), file_name="points.csv", on_click="ignore")


def other_page() -> None:
    """The same under another address, with another chart, so that coming back to the first can be seen."""
    chart_page(shift=5)


st.navigation(
    [st.Page(chart_page, title="one", url_path="one", default=True), st.Page(other_page, title="two", url_path="two")],
    position="top",
).run()
