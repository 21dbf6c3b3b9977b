"""The page in Panel: a box, the chart that it chooses, the rows behind it."""

import json
import sys
from pathlib import Path

import pandas as pd
import panel as pn

pages = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
pn.extension("vega", "tabulator")


def page() -> pn.Column:
    """One reader's page."""
    box = pn.widgets.TextInput(value=next(iter(pages)))
    spec = pn.bind(lambda choice: pages[choice]["spec"], box)
    said = pn.bind(lambda choice: pages[choice]["sentence"], box)
    rows = pn.bind(lambda choice: pd.DataFrame(pages[choice]["rows"], columns=pages[choice]["headings"]), box)
    chart = pn.pane.Vega(spec, sizing_mode="stretch_width", height=320)
    return pn.Column(box, chart, pn.pane.Str(said), pn.widgets.Tabulator(rows, show_index=False))


pn.serve(page, address="127.0.0.1", port=int(sys.argv[2]), show=False, websocket_origin="*")
