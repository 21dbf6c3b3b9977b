"""Many readers at once, in Streamlit's own messages and without browsers: `make load`, `make soak`."""
