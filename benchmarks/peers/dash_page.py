"""The page in Dash, with its own chart of the same numbers: a box, the chart that it chooses, the rows behind it."""

import json
import sys
from pathlib import Path

from dash import Dash, Input, Output, dash_table, dcc, html

pages = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
first = next(iter(pages))
app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Input(value=first, debounce=True, id="choice"),
        dcc.Graph(id="chart"),
        html.P(id="said"),
        dash_table.DataTable(id="rows"),
    ]
)


@app.callback(
    Output("chart", "figure"), Output("said", "children"), Output("rows", "data"), Output("rows", "columns"),
    Input("choice", "value"),
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
    return figure, one["sentence"], rows, columns


app.run(host="127.0.0.1", port=int(sys.argv[2]), debug=False)
