"""A table on the stage: columns as wide as the slide has measured them, type as large as all of it fits."""

from __future__ import annotations

import streamlit as st

from whitepaper.slides import TableSlide
from whitepaper.tables import widths

_TABLE = st.components.v2.component(
    "stage_table",
    html="<table><thead><tr></tr></thead><tbody></tbody></table>",
    css="""
table { border-collapse: collapse; table-layout: fixed; margin: 0 auto; color: var(--st-text-color);
        font-family: var(--st-font); line-height: 1.3 }
th, td { padding: 0.25em 0.6em; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { border-bottom: 0.1em solid var(--st-primary-color); font-weight: 600 }
tr:nth-child(even) td { background: var(--st-secondary-background-color) }
""",
    js="""
export default function ({ data, parentElement }) {
  const table = parentElement.querySelector("table")
  const cells = (kind, texts) => texts.map((text) => Object.assign(document.createElement(kind), { textContent: text }))
  table.querySelector("thead tr").replaceChildren(...cells("th", data.headings))
  for (const [place, cell] of table.querySelectorAll("th").entries()) cell.style.width = `${data.shares[place]}%`
  table.querySelector("tbody").replaceChildren(...data.rows.map((texts) => {
    const row = document.createElement("tr")
    row.replaceChildren(...cells("td", texts))
    return row
  }))
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


def draw(slide: TableSlide, height: float) -> None:
    """The table of a slide. height: the share of the window that it may take."""
    columns = widths(slide.table)
    _TABLE(
        data={
            "headings": [str(name) for name in slide.table],
            "rows": slide.table.to_numpy().tolist(),
            "shares": [100 * width / sum(columns) for width in columns],
            "ems": sum(columns),
            "height": height,
        },
        key="stage_table",
    )
