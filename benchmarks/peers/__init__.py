"""The same page by others: bare Streamlit, Dash, Panel and a static page with Vega, to measure the dashboard beside."""
