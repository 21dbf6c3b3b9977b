"""The page in Panel: the boxes, the chart that one of them chooses, what is said below it, the rows."""

import json
import sys
from pathlib import Path

import pandas as pd
import panel as pn

made = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
pages, boxes = made["pages"], made["boxes"]
pn.extension("vega", "tabulator")


def page() -> pn.Column:
    """One reader's page."""
    box = pn.widgets.Select(name="choice", options=list(pages), css_classes=["choice"])

    def shown(name: str) -> pn.bind:
        return pn.bind(lambda choice: pages[choice][name], box)

    rows = pn.bind(lambda choice: pd.DataFrame(pages[choice]["rows"], columns=pages[choice]["headings"]), box)
    return pn.Column(
        *(pn.widgets.MultiChoice(name=label, options=options) for label, options in boxes.items()),
        pn.widgets.Button(name="clear"),
        pn.pane.Str("page"),
        box,
        pn.widgets.TextInput(),
        pn.pane.Str(shown("heading")),
        pn.pane.Str(shown("sentence")),
        pn.pane.Vega(shown("spec"), sizing_mode="stretch_width", height=320),
        pn.pane.Str(pn.bind(lambda choice: "\n".join(pages[choice]["remarks"]), box)),
        pn.widgets.Button(name="files"),
        pn.pane.Str("rows"),
        pn.widgets.Tabulator(rows, show_index=False),
    )


pn.serve(page, address="127.0.0.1", port=int(sys.argv[2]), show=False, websocket_origin="*")
