"""What the tests of asking share: how an answer is read, and the numbers that it must be made from."""

import re

import pandas as pd

from whitepaper.asking import Answer
from whitepaper.model.selection import Selection
from whitepaper.model.text import unspaced
from whitepaper.store.store import Store


def closed(text: str) -> str:
    """A text without blanks, as numbers are compared."""
    return re.sub(r"\s", "", text)


def plain(text: str) -> str:
    """A text as facts are looked for in it: folded, without blanks, and numbers without commas between their digits."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", unspaced(text))


def says(found: Answer, text: str) -> bool:
    """Whether the sentence of an answer holds a number or a name, whole."""
    wanted, sentence = closed(text), closed(found.sentence)
    before = r"(?<![\d.,])" if wanted[0].isdigit() else ""
    return re.search(before + re.escape(wanted) + (r"(?![\d.])" if wanted[-1].isdigit() else ""), sentence) is not None


def rows_of(store: Store, indicator: str, area: str = "", category: str | None = None) -> pd.DataFrame:
    """The numbers of an indicator in an area, the district for an empty one; of one category where it is given."""
    rows = store.observations(Selection(indicators=(indicator,), towns=(area or store.district,)))
    rows = rows[rows["value"].notna()]
    return rows if category is None else rows[rows["category"] == category]
