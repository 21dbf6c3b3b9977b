"""A table as plain text in the page: every cell whole, printed as it is, far lighter than a data grid.

For tables short enough to be read; long ones, to be sorted and searched, are grids.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from whitepaper.tables import widths

NARROWEST = 6  # ems a column; a narrower window scrolls the table sideways
_TABLE = st.components.v2.component(
    "plain_table",
    html="<div><table><thead><tr></tr></thead><tbody></tbody></table></div>",
    css="""
div { overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin: 0 auto; color: var(--st-text-color);
        font-family: var(--st-font); font-size: 0.875em; line-height: 1.3 }
table.fitted { table-layout: fixed }
th, td { padding: 0.25em 0.6em; text-align: left; vertical-align: top; overflow-wrap: break-word }
.short { white-space: nowrap }
.fitted .short { white-space: normal }
th { border-bottom: 0.1em solid var(--st-primary-color); font-weight: 600 }
tr:nth-child(even) td { background: var(--st-secondary-background-color) }
.clickable td { cursor: pointer }
.clickable tr:hover td { text-decoration: underline; text-underline-offset: 0.25em }
tr:focus-visible { outline: 2px solid var(--st-primary-color) }
@media print {
  div { overflow: visible }
  table { min-width: 0 !important; table-layout: fixed; font-size: var(--print-size) }
  .short { white-space: normal }
  tr { break-inside: avoid }
}
""",
    js="""
const cells = (kind, texts) => texts.map((text) => Object.assign(document.createElement(kind), {
  textContent: text, className: text.length <= 6 ? "short" : "",
}))
export default function ({ data, parentElement, setTriggerValue }) {
  const table = parentElement.querySelector("table")
  table.className = (data.isClickable ? "clickable " : "") + (data.height ? "fitted" : "")
  table.querySelector("thead tr").replaceChildren(...cells("th", data.headings))
  table.style.minWidth = data.height ? "" : `${Math.min(data.ems, data.narrowest)}em`
  table.style.setProperty("--print-size", `${Math.min(13, 680 / data.ems)}px`)  // an A4 page is 688 px wide
  for (const [place, cell] of table.querySelectorAll("th").entries()) cell.style.width = `${data.shares[place]}%`
  const pick = (row, column) => setTriggerValue("picked", [row, column])
  table.querySelector("tbody").replaceChildren(...data.rows.map((texts, place) => {
    const row = document.createElement("tr")
    row.replaceChildren(...cells("td", texts))
    if (data.isClickable) {
      row.tabIndex = 0
      row.onkeydown = (event) => { if (event.key === "Enter") pick(place, 1) }
      for (const [column, cell] of [...row.children].entries()) cell.onclick = () => pick(place, column)
    }
    return row
  }))
  if (!data.height) return
  const fit = () => {
    const room = innerHeight * data.height
    const wide = innerWidth * 0.94
    let size = Math.max(Math.min(innerHeight / 32, wide / data.ems), innerHeight / 45)
    do {
      table.style.fontSize = `${size}px`
      table.style.width = `${Math.min(wide, size * data.ems * 1.15)}px`
      size -= 0.5
    } while (table.offsetHeight > room && size > 9)
  }
  fit()
  window.addEventListener("resize", fit)
  return () => window.removeEventListener("resize", fit)
}
""",
)


def draw(shown: pd.DataFrame, key: str, clicked: Callable[[int, str], object] | None = None) -> None:
    """A table of texts; a click on a cell, or Enter on its row, calls `clicked(row, column)`."""
    picked = _drawn(shown, key, is_clickable=clicked is not None)
    if picked and clicked is not None:
        row, column = picked
        clicked(int(row), str(shown.columns[int(column)]))


def draw_fitted(shown: pd.DataFrame, key: str, height: float) -> None:
    """A table of texts in the largest type that fits the window. height: the share of it that the table may take."""
    _drawn(shown, key, height=height)


def _drawn(shown: pd.DataFrame, key: str, *, height: float = 0.0, is_clickable: bool = False) -> list[int] | None:
    columns = widths(shown)
    result = _TABLE(
        data={
            "headings": [str(name) for name in shown],
            "rows": shown.to_numpy().tolist(),
            "shares": [100 * width / sum(columns) for width in columns],
            "ems": sum(columns),
            "narrowest": NARROWEST * len(columns),
            "height": height,
            "isClickable": is_clickable,
        },
        key=f"table_{key}",
        on_picked_change=lambda: None,
    )
    picked: list[int] | None = result.picked
    return picked
