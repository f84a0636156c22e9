"""The parts of an answer that can be right by themselves: columns, entries, values and labels."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from corrige.codec.encode import Tree
from corrige.codec.kinds import index_columns

_MOST_ENTRIES = 16
_MOST_ROWS = 20

VALUES, LABELS = "values", "labels"


@dataclass(frozen=True)
class Entry:
    """One entry of a Series, or one row of a table: its label, and label and values together."""

    label: Tree
    whole: Tree


def entries_of(tree: Tree) -> list[Entry]:
    """The entries of a short Series or the rows of a short table, by label; nothing for anything else.

    The label of a row is its index where that says something, else its first column in the order of names.
    """
    if type(tree) is not dict or tree["t"] not in ("series", "frame"):
        return []
    if tree["t"] == "series":
        labels, rows = labels_of(tree), [[value] for value in tree["v"]]
    else:
        columns = sorted(
            [*index_columns(tree), *zip(tree["columns"], tree["v"], strict=True)],
            key=lambda column: column[0],
        )
        named = index_columns(tree) or [each for each in columns if _names_rows(each[1])]
        if not named:
            return []
        labels = named[0][1]
        rows = [list(row) for row in zip(*(cells for _, cells in columns), strict=True)]
    if not 0 < len(labels) <= _MOST_ROWS or len({json.dumps(label) for label in labels}) < len(labels):
        return []
    return [Entry(label, {"t": "tuple", "v": [label, *row]}) for label, row in zip(labels, rows, strict=True)]


def shown_labels(entries: list[Entry]) -> list[Tree]:
    """What a reader knows each of them by: its word, even where rows are told apart by a number."""
    columns = zip(*(each.whole["v"] for each in entries), strict=True)
    words = (cells for cells in columns if all(type(cell) is str for cell in cells))
    return next(
        (list(cells) for cells in words if len(set(cells)) == len(cells)), [each.label for each in entries]
    )


def _names_rows(cells: list[Tree]) -> bool:
    return all(type(cell) in (str, int) for cell in cells) and len(set(cells)) == len(cells)


def parts_of(tree: Tree) -> dict[str, Tree]:
    """Take a written answer apart.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    dict of str to Tree
        The columns of a table, the entries of a short dict, the values and the labels of a Series; for
        members of a tuple by their place; anything else itself, under the empty name. Nothing for charts and
        functions.
    """
    if type(tree) is not dict:
        return {"": tree}
    kind = tree["t"]
    if kind == "frame":
        columns = [*index_columns(tree), *zip(tree["columns"], tree["v"], strict=True)]
        return {name: _list(cells) for name, cells in columns}
    if kind == "series":
        return {VALUES: _list(tree["v"]), LABELS: _list(labels_of(tree))}
    if kind == "dict":
        if len(tree["v"]) > _MOST_ENTRIES:
            return {}
        return {_key(key): value for key, value in tree["v"]}
    if kind == "tuple" and 1 < len(tree["v"]) <= _MOST_ENTRIES:
        return {f"number {place}": item for place, item in enumerate(tree["v"], 1)}
    if kind in ("axes", "figure", "function", "ellipsis", "raised", "calls"):
        return {}
    return {"": {**tree, "t": "list"} if kind in ("tuple", "set") else tree}


def labels_of(series: Tree) -> list[Tree]:
    """The labels of a written Series, the plain 0, 1, 2 … too."""
    if series["index"] is None:
        return list(range(len(series["v"])))
    levels = series["index"]["levels"]
    if len(levels) == 1:
        return list(levels[0])
    return [{"t": "tuple", "v": list(row)} for row in zip(*levels, strict=True)]


def has_dots(tree: Tree) -> bool:
    """Whether the three dots of an untouched stub are still somewhere in an answer."""
    if type(tree) is list:
        return any(map(has_dots, tree))
    if type(tree) is not dict:
        return False
    return tree.get("t") == "ellipsis" or any(has_dots(each) for key, each in tree.items() if key != "t")


def _key(key: Any) -> str:
    return key if type(key) is str else json.dumps(key)


def _list(cells: list[Tree]) -> Tree:
    return {"t": "list", "v": cells}
