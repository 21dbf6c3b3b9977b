"""Tables in memory: smaller, and the same to whoever reads them."""

from __future__ import annotations

import pyarrow as pa
import pytest

from whitepaper.store.frames import FEW, Frames, first_places, frame_of, narrow, plain_rows, unencoded

LISTS = pa.list_(pa.string())
ROWS = pa.table(
    {
        "name": pa.array(["x", "y", None, "x"]).dictionary_encode(),
        "named": pa.array([["a", "b"], [], None, ["b"]], LISTS),
        "number": pa.array([1, 1, 2, 1], pa.int16()),
    }
)


@pytest.mark.parametrize("rows", [ROWS, ROWS.slice(1), pa.concat_tables([ROWS, ROWS]), ROWS.slice(0, 0)])
def test_narrow_tables_say_the_same(rows: pa.Table) -> None:
    """Lists too, whatever part of a table they are of."""
    made = narrow(rows)
    assert made.to_pylist() == rows.to_pylist()
    assert [str(made.schema.field(name).type) for name in ("name", "named")] == [
        "dictionary<values=string, indices=int8, ordered=0>",
        "list<item: dictionary<values=string, indices=int8, ordered=0>>",
    ]


def test_what_is_not_encoded_can_be_put_together() -> None:
    """More texts than the numbers of either table hold; lists, too."""
    tables = [
        pa.table({"name": [f"{one} {n}" for n in range(100)], "named": pa.array([[f"{one} {n}"] for n in range(100)])})
        for one in "ab"
    ]
    small = [narrow(pa.table({"name": one["name"].dictionary_encode(), "named": one["named"]})) for one in tables]
    made = pa.concat_tables(map(unencoded, small)).combine_chunks()
    assert made.equals(pa.concat_tables(tables).combine_chunks())


def test_plain_rows_are_those_of_the_table() -> None:
    """Texts that are alike are one and the same."""
    rows = ROWS.take([0, 1, 3])
    made = plain_rows(narrow(rows))
    assert made == rows.to_pylist()
    assert made[0]["name"] is made[2]["name"]


def test_the_first_places_of_what_stands_together() -> None:
    """Of texts and numbers alike; nothing is a value, too."""
    assert first_places(ROWS, ["name", "number"]).tolist() == [0, 1, 2]
    assert first_places(ROWS, ["number"]).tolist() == [0, 2]


def test_frames_of_many_rows_are_those_of_few() -> None:
    """Whether a table is held as a frame or its cells as numbers, some of its rows are the same frame."""
    few = pa.table(
        {
            "key": [f"key {place}" for place in range(5)],
            "name": pa.array(["x", "y", "x", "z", "x"]).dictionary_encode(),
            "number": pa.array([1, 2, 3, None, 5], pa.int16()),
        }
    )
    many = pa.concat_tables([few] * (FEW // len(few) + 1)).combine_chunks()
    assert len(many) > FEW >= len(few)
    places = [0, 3, 4]
    assert Frames(many).at(places).equals(Frames(few).at(places))
    assert Frames(few).at(places).equals(frame_of(few.take(places)))
