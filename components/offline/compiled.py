"""Drawings as the library that draws them takes them: a reader's browser need not compile them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from components.offline.pool import said

WIDE, FACET = "container", "facet"
"""As wide as its place; the script of the panels writes the width there, as in a specification that is not compiled."""
_ANY_WIDTH = 640


def compiled(spec: Mapping[str, Any]) -> dict[str, Any]:
    """A specification of Vega-Lite with its configuration as one of Vega; small charts side by side stay what they are.

    Raises ValueError for another one that is not as wide as its place.
    `usermeta.names` has the names down its side, which tell the chart that holds a series from the one below it.
    """
    if FACET in spec:
        return dict(gaps(dict(spec)))
    if spec.get("width") != WIDE:
        raise ValueError(f"a drawing of the width {spec.get('width')!r}, not {WIDE!r}")
    return json.loads(_compiled(said(gaps(spec))))  # type: ignore[no-any-return]  # Vega as JSON


@cache
def _compiled(text: str) -> str:
    import vl_convert  # only now, as a server that makes no offline page does without it

    spec = json.loads(text)
    made = vl_convert.vegalite_to_vega({**spec, "width": _ANY_WIDTH})
    meta = {**spec.get("usermeta", {}), "names": list(dict.fromkeys(_names(spec)))}
    return said({**made, "width": WIDE, "usermeta": meta})


def _names(spec: Mapping[str, Any]) -> Iterator[str]:
    for layer in spec.get("layer", ()):
        sort = layer.get("encoding", {}).get("y", {}).get("sort")
        if isinstance(sort, list):
            yield from sort


def gaps(value: Any) -> Any:
    """The same with nothing where there is no number, for which JSON has no form."""
    if isinstance(value, dict):
        return {name: gaps(one) for name, one in value.items()}
    if isinstance(value, list):
        return [gaps(one) for one in value]
    return None if isinstance(value, float) and value != value else value
