"""The page in Dash, with its own chart of the same numbers: the boxes, the chart, what is said below it, the rows."""

import json
import sys
from pathlib import Path

from dash import Dash, Input, Output, dash_table, dcc, html

made = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
pages, boxes = made["pages"], made["boxes"]
app = Dash(__name__)
app.layout = html.Div(
    [
        *(dcc.Dropdown(options, multi=True, placeholder=label) for label, options in boxes.items()),
        html.Button("clear"),
        html.H1("page"),
        dcc.Dropdown(list(pages), next(iter(pages)), id="choice", clearable=False),
        dcc.Input(),
        html.H2(id="heading"),
        html.P(id="said"),
        dcc.Graph(id="chart"),
        html.Div(id="remarks"),
        html.Button("files"),
        html.H2("rows"),
        dash_table.DataTable(id="rows"),
    ]
)


@app.callback(
    Output("heading", "children"), Output("said", "children"), Output("chart", "figure"), Output("remarks", "children"),
    Output("rows", "data"), Output("rows", "columns"), Input("choice", "value"),
)  # fmt: skip
def draw(choice: str) -> tuple:
    """What one name chooses."""
    one = pages[choice]
    figure = {
        "data": [{"type": "bar", "orientation": "h", "x": one["values"], "y": one["names"]}],
        "layout": {"height": 300},
    }
    columns = [{"name": name, "id": str(place)} for place, name in enumerate(one["headings"])]
    rows = [{str(place): cell for place, cell in enumerate(row)} for row in one["rows"]]
    return one["heading"], one["sentence"], figure, [html.P(text) for text in one["remarks"]], rows, columns


app.run(host="127.0.0.1", port=int(sys.argv[2]), debug=False)
