"""Right content in another form: bring an answer into the containers that the right one is kept in.

A list for a tuple, a Series for a dict, a table of two columns for a Series, the one number of a container
for the number, "1966" or a first of January for the year, an index without its name, a helper column that
was left in: who gives the right content so has solved the task. What is turned here is turned without a
question; a form that takes a decision, such as which of several columns of one kind is meant, is for the
learner to choose (of a new column it is known where it stands: `by_one_column`).
"""

from __future__ import annotations

from typing import Any

from corrige.codec.encode import Tree
from corrige.codec.kinds import index_columns, names_of
from corrige.codec.labels import differ, in_kind, is_year, kind_of, kind_of_cells
from corrige.codec.table_forms import MOST_EXTRA, as_frame

Skeleton = Any
"""The containers of a value without what is in them: None, or a dict whose key "t" names the kind."""

_ROWS = ("list", "tuple", "series", "set")
_CONTAINERS = (*_ROWS, "array", "dict", "frame")
_MOST_PARTS = 3  # of a dict: what its entries are made of may stand beside them
_MIXED = {"t": "mixed"}


def skeleton(tree: Tree) -> Skeleton:
    """The containers of a written value; None for whatever is none.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    Skeleton
        Plain data that gives no value away: kinds, the number of members of a tuple, names of columns,
        whether labels are numbers or text.
    """
    if type(tree) is not dict:
        return None
    kind = tree["t"]
    if kind == "tuple":
        return {"t": "tuple", "v": [skeleton(each) for each in tree["v"]]}
    if kind in ("list", "set"):
        inner = [skeleton(each) for each in tree["v"]]
        alike = all(each == inner[0] for each in inner)
        return {"t": kind, "v": (inner or [None])[0] if alike else _MIXED}
    if kind == "dict":
        inner_of = {str(key): skeleton(each) for key, each in tree["v"] if type(key) in (str, int)}
        kept = {key: each for key, each in inner_of.items() if each is not None}
        return {"t": "dict", "v": kept, "labels": kind_of([key for key, _ in tree["v"]])}
    if kind == "series":
        if tree["index"] is None:
            return {"t": "series", "plain": True}
        index = tree["index"]
        kinds = [kind_of(level) for level in index["levels"]]
        return {
            "t": "series",
            "plain": False,
            "labels": kinds,
            "names": index["names"],
            "cells": kind_of_cells(tree["v"]),
        }
    if kind == "frame":
        columns = [*index_columns(tree), *zip(tree["columns"], tree["v"], strict=True)]
        years = [name for name, cells in columns if cells and all(map(is_year, cells))]
        return {"t": "frame", "names": names_of(tree), "years": years}
    return None if kind != "array" else {"t": "array"}


def as_asked(asked: Skeleton, tree: Tree) -> Tree:
    """The same content in the containers asked for, where nothing has to be chosen or guessed.

    Parameters
    ----------
    asked : Skeleton
        Of the right answer.
    tree : Tree
        The learner's answer; given back as it is where it cannot be turned.
    """
    if type(tree) is not dict:
        return tree
    if asked is None:
        return _single(tree)
    kind = tree["t"]
    if asked["t"] == "tuple" and kind in ("list", "tuple", "series"):
        return {"t": "tuple", "v": _each(asked["v"], tree["v"])}
    if asked["t"] == "tuple" and kind == "dict":  # each value by its name, in the order asked for
        return {"t": "tuple", "v": _each(asked["v"], [value for _, value in tree["v"]])}
    if asked["t"] in ("list", "set") and kind in _ROWS:
        kept = kind if kind == "set" else "list"
        return {"t": kept, "v": [as_asked(asked["v"], each) for each in tree["v"]]}
    if asked["t"] == "dict":
        return _as_dict(asked, tree)
    if asked["t"] == "series":
        return _as_series(asked, tree)
    return as_frame(asked, tree) if asked["t"] == "frame" else tree


def by_one_column(asked: Skeleton, tree: Tree) -> Tree:
    """A Series that stands in a table, beside a column or two that it was made of.

    It is the one column of its kind, such as text beside numbers; of several the last, as a new column
    comes to stand there. So which one is meant is no guess.

    Parameters
    ----------
    asked : Skeleton
        Of the right answer.
    tree : Tree
        The learner's answer; given back as it is where it is no such table.
    """
    if (
        not asked
        or asked["t"] != "series"
        or asked["plain"]
        or type(tree) is not dict
        or tree["t"] != "frame"
    ):
        return tree
    names, index, columns = asked["names"], tree["index"], tree["columns"]
    if index is None or len(index["levels"]) != len(names) or set(names) <= set(columns):
        labels = [place for place, name in enumerate(columns) if name in names] or list(range(len(names)))
        index = None
    else:
        labels = []
    others = [place for place in range(len(columns)) if place not in labels]
    if not 0 < len(others) - 1 <= MOST_EXTRA:
        return tree
    alike = [place for place in others if kind_of_cells(tree["v"][place]) == asked.get("cells")]
    kept = [*labels, alike[0] if len(alike) == 1 else others[-1]]
    own = {"columns": [columns[place] for place in kept], "v": [tree["v"][place] for place in kept]}
    return as_asked(asked, {**tree, **own, "index": index})


def _single(tree: Tree) -> Tree:
    """The one value of a container that holds nothing else."""
    inner = tree
    while type(inner) is dict and inner["t"] in _CONTAINERS:
        cells = inner["v"]
        if inner["t"] == "frame":
            cells = [cell for column in cells for cell in column]
        elif inner["t"] == "dict":
            cells = [cell for _, cell in cells]
        if len(cells) != 1:
            return tree
        inner = cells[0]
    return inner


def _each(asked: list[Skeleton], items: list[Tree]) -> list[Tree]:
    if len(asked) != len(items):
        return items
    return [as_asked(one, item) for one, item in zip(asked, items, strict=True)]


def _as_dict(asked: Skeleton, tree: Tree) -> Tree:
    pairs = tree["v"] if tree["t"] == "dict" else _pairs(tree)
    if tree["t"] == "frame" and tree["rows"] == 1 and len(tree["columns"]) > 1:
        pairs = [[name, cells[0]] for name, cells in zip(tree["columns"], tree["v"], strict=True)]
    if pairs is None:
        return tree
    keys = in_kind(asked.get("labels", ""), [key for key, _ in pairs])
    wanted = asked.get("keys")
    surplus = [key for key in keys if str(key) not in wanted] if wanted else []
    if len(surplus) > min(_MOST_PARTS, len(wanted or ())) or not set(wanted or ()) <= set(map(str, keys)):
        surplus = []
    turned = [
        [key, as_asked(asked["v"].get(str(key)), each) if type(key) in (str, int) else each]
        for key, (_, each) in zip(keys, pairs, strict=True)
        if key not in surplus
    ]
    return {"t": "dict", "v": turned}


def _pairs(tree: Tree) -> list[list[Tree]] | None:
    """Each label with its value, where a container holds just these."""
    kind = tree["t"]
    if kind == "series" and tree["index"] is not None and len(tree["index"]["levels"]) == 1:
        return [list(pair) for pair in zip(tree["index"]["levels"][0], tree["v"], strict=True)]
    if kind == "frame" and len(tree["columns"]) == 2 and not index_columns(tree) and differ(tree["v"][:1]):
        return [list(pair) for pair in zip(*tree["v"], strict=True)]
    if kind == "frame" and len(tree["columns"]) == 1 and tree["index"] is not None:
        return _pairs({"t": "series", "index": tree["index"], "v": tree["v"][0]})
    if kind in ("list", "tuple") and tree["v"] and all(map(_is_pair, tree["v"])):
        return [each["v"] for each in tree["v"]]
    return None


def _is_pair(tree: Tree) -> bool:
    if type(tree) is not dict or tree["t"] not in ("list", "tuple") or len(tree["v"]) != 2:
        return False
    label = tree["v"][0]
    return type(label) in (str, int, float) or (type(label) is dict and label["t"] not in _CONTAINERS)


def _as_series(asked: Skeleton, tree: Tree) -> Tree:
    plain = {"t": "series", "name": None, "index": None}
    if asked["plain"]:
        if tree["t"] in ("list", "tuple"):
            return {**plain, "v": tree["v"]}
        if tree["t"] == "frame" and len(tree["columns"]) == 1:
            tree = {**plain, "index": tree["index"], "v": tree["v"][0]}
        return _unlabelled(tree) if tree["t"] == "series" else tree
    pairs = _pairs(tree) if tree["t"] != "dict" else tree["v"]
    if tree["t"] == "frame":
        tree = _labelled(asked["names"], tree)
    elif pairs and all(type(key) is not dict or key["t"] not in _CONTAINERS for key, _ in pairs):
        name = tree["index"]["names"][0] if tree["t"] == "series" else None
        index = {"names": [name], "levels": [[key for key, _ in pairs]]}
        tree = {**plain, "index": index, "v": [each for _, each in pairs]}
    if tree["t"] != "series" or tree["index"] is None or len(tree["index"]["levels"]) != len(asked["labels"]):
        return tree
    levels = [in_kind(kind, own) for kind, own in zip(asked["labels"], tree["index"]["levels"], strict=True)]
    return {**tree, "index": {**tree["index"], "levels": levels}}


def _unlabelled(tree: Tree) -> Tree:
    """Without the labels that filtering left behind; in another order 0, 1, 2 … still say something."""
    if tree["index"] is None:
        return tree
    levels, names = tree["index"]["levels"], tree["index"]["names"]
    ints = len(levels) == 1 and names[0] is None and all(type(label) is int for label in levels[0])
    return {**tree, "index": None} if ints and sorted(levels[0]) != list(range(len(levels[0]))) else tree


def _labelled(names: list[str | None], tree: Tree) -> Tree:
    """A table of labels and one column of values as a Series; the labels come first, or by their names."""
    if len(tree["columns"]) == 1 and tree["index"] is not None:
        return {"t": "series", "name": None, "index": tree["index"], "v": tree["v"][0]}
    columns = [*index_columns(tree), *zip(tree["columns"], tree["v"], strict=True)]
    if len(columns) != len(names) + 1:
        return tree
    first = [place for name in names for place, each in enumerate(columns) if name and each[0] == name]
    if len(first) != len(names):
        first = list(range(len(names)))
    if not differ([columns[place][1] for place in first]):
        return tree  # these are rows, and not one value for each label
    (last,) = set(range(len(columns))) - set(first)
    index = {
        "names": [columns[place][0] for place in first],
        "levels": [columns[place][1] for place in first],
    }
    return {"t": "series", "name": None, "index": index, "v": columns[last][1]}
