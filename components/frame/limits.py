"""How much one address may ask for: what is longer is left out before any work, and the page says so."""

from __future__ import annotations

import streamlit as st

LONGEST_WORDS = 120
"""Letters of what a reader types to search or filter by."""
LONGEST = 20_000
"""Letters of any other parameter; the ids of all indicators take less."""
LONGEST_OF = {"q": LONGEST_WORDS, "search": LONGEST_WORDS, "pins": 60_000, "story": 40, "slide": 9, "back": 40}


def hold() -> None:
    """Take what is too long out of the address, and say once what that was."""
    for name, text in dict(st.query_params).items():
        most = LONGEST_OF.get(name, LONGEST)
        if len(text) > most:
            del st.query_params[name]
            st.warning(f"链接中有一项过长（{len(text)} 字，最多 {most} 字），已略去；其余照常生效。")
