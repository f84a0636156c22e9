"""The parts of an answer that can be right by themselves: columns, entries, values and labels."""

from __future__ import annotations

import json
from typing import Any

from corrige.codec.encode import Tree
from corrige.codec.kinds import index_columns

_MOST_ENTRIES = 16

VALUES, LABELS = "values", "labels"


def parts_of(tree: Tree) -> dict[str, Tree]:
    """Take a written answer apart.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    dict of str to Tree
        The columns of a table, the entries of a short dict, the values and the labels of a Series; for
        anything else itself, under the empty name. Nothing for charts and functions.
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
