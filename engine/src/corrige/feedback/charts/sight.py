"""What of a chart of the right numbers the eye does not get: what lies outside, lines that run to and fro."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corrige.codec import Tree, goes_along

_SCALE = "a logarithmic scale has no place for 0 and less: take it out."


def misleads(entry: Mapping[str, Any], tree: Tree) -> str:
    """What keeps a reader from seeing the right numbers as they are; empty if nothing.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    tree : Tree
        The chart as it was drawn.
    """
    return _out_of_sight(*tree.get("outside", [0, 0, ""])) or _to_and_fro(entry, tree)


def _out_of_sight(count: int, total: int, cause: str) -> str:
    if not count:
        return ""
    lie = "lies" if count == 1 else "lie"
    if cause == "marker":
        return (
            f"The numbers are right, and {count} of the {total} points cannot be seen: they have neither a "
            'line between them nor a mark. `marker="o"` gives them one.'
        )
    step = _SCALE if cause == "scale" else f"leave `{cause}` out, or make it wide enough for all."
    return f"The numbers are right; {count} of the {total} points {lie} outside what can be seen: {step}"


def _to_and_fro(entry: Mapping[str, Any], tree: Tree) -> str:
    if not entry.get("along"):
        return ""
    for mark in tree["marks"]:
        if mark["kind"] == "line" and not goes_along(mark):
            places = [place for place, _ in mark["pairs"]]
            triples = list(zip(places, places[1:], places[2:], strict=False))
            turns = (each for each in triples if each[0] < each[1] > each[2] or each[0] > each[1] < each[2])
            first, second, third = next(turns, triples[0])
            return (
                f"The numbers are right, and not drawn in their order: the line goes from {first} to "
                f"{second} and then to {third}. Sort by what runs along the axis "
                'before you draw: `.sort_index()`, or `.sort_values("column")`.'
            )
    return ""
