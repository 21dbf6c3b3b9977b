"""Charts, map and pictures as values: a frame in, a drawing out.

Pure: no page, no session, no Streamlit. Imports `whitepaper` alone.
"""
