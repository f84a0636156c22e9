"""Right content in another form: bring an answer into the containers that the right one is kept in.

A list for a tuple, a Series for a dict, a table of two columns for a Series, the one number of a container
for the number, "1966" or a first of January for the year, an index without its name, a helper column that
was left in: who gives the right content so has solved the task. What is turned here is turned without a
question; a form that takes a decision, such as which column of a table is meant, is for the learner to
choose.
"""

from __future__ import annotations

import json
import re
from typing import Any

from corrige.codec.encode import Tree
from corrige.codec.kinds import index_columns, names_of

Skeleton = Any
"""The containers of a value without what is in them: None, or a dict whose key "t" names the kind."""

_ROWS = ("list", "tuple", "series", "set")
_CONTAINERS = (*_ROWS, "array", "dict", "frame")
_MOST_EXTRA = 2
_MOST_PARTS = 3  # of a dict: what its entries are made of may stand beside them
_WHOLE = re.compile(r"-?\d+|\d{4}s")  # a decade is called 1960 or 1960s
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
        return {"t": "dict", "v": kept, "labels": _kind_of([key for key, _ in tree["v"]])}
    if kind == "series":
        if tree["index"] is None:
            return {"t": "series", "plain": True}
        index = tree["index"]
        kinds = [_kind_of(level) for level in index["levels"]]
        return {
            "t": "series",
            "plain": False,
            "labels": kinds,
            "names": index["names"],
            "cells": _kind_of_cells(tree["v"]),
        }
    if kind == "frame":
        columns = [*index_columns(tree), *zip(tree["columns"], tree["v"], strict=True)]
        years = [name for name, cells in columns if cells and all(map(_is_year, cells))]
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
    return _as_frame(asked, tree) if asked["t"] == "frame" else tree


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
    if not 0 < len(others) - 1 <= _MOST_EXTRA:
        return tree
    alike = [place for place in others if _kind_of_cells(tree["v"][place]) == asked.get("cells")]
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
    keys = _labels(asked.get("labels", ""), [key for key, _ in pairs])
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
    if kind == "frame" and len(tree["columns"]) == 2 and not index_columns(tree) and _differ(tree["v"][:1]):
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
    levels = [_labels(kind, own) for kind, own in zip(asked["labels"], tree["index"]["levels"], strict=True)]
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
    if not _differ([columns[place][1] for place in first]):
        return tree  # these are rows, and not one value for each label
    (last,) = set(range(len(columns))) - set(first)
    index = {
        "names": [columns[place][0] for place in first],
        "levels": [columns[place][1] for place in first],
    }
    return {"t": "series", "name": None, "index": index, "v": columns[last][1]}


def _differ(levels: list[list[Tree]]) -> bool:
    labels = [json.dumps(label) for label in zip(*levels, strict=True)]
    return len(set(labels)) == len(labels)


def _as_frame(asked: Skeleton, tree: Tree) -> Tree:
    names: list[str] = asked["names"]
    if tree["t"] in ("dict", "list"):
        tree = _table(names, tree)
    if tree["t"] == "series":
        tree = _unstacked(names, tree)
    elif tree["t"] == "frame":
        tree = _pivoted(names, tree)
    if tree["t"] != "frame":
        return tree
    tree = _turned(names, tree)
    if set(names) <= set(tree["columns"]):
        tree = {**tree, "index": None}  # whatever stands beside the rows, all that is asked for is in them
    missing = [name for name in names if name not in names_of(tree)]
    if len(missing) == 1 and (len(tree["columns"]) < len(names) or _says_something(tree["index"])):
        tree = _named(names, tree, missing[0])
    extra = [name for name in tree["columns"] if name not in names]
    if 0 < len(extra) <= min(_MOST_EXTRA, len(names) - 1) and set(names) <= set(names_of(tree)):
        kept = [place for place, name in enumerate(tree["columns"]) if name in names]
        columns = [tree["columns"][place] for place in kept]
        tree = {**tree, "columns": columns, "v": [tree["v"][place] for place in kept]}
    return _with_years(asked.get("years", []), tree)


def _pivoted(names: list[str], tree: Tree) -> Tree:
    """The same written as a table of two columns of labels and one of values."""
    if len(tree["columns"]) != 3 or len(set(tree["columns"]) & set(names)) > 1:
        return tree
    *labels, values = tree["v"]
    for order in ((0, 1), (1, 0)):
        index = {"names": [None, None], "levels": [labels[place] for place in order]}
        turned = _unstacked(names, {"t": "series", "name": None, "index": index, "v": values})
        if turned["t"] == "frame":
            return turned
    return tree


def _unstacked(names: list[str], tree: Tree) -> Tree:
    """A table with one column for each label of an inner level, written as a Series of two levels."""
    index = tree["index"]
    if index is None or len(index["levels"]) != 2:
        return tree
    outer, inner = index["levels"]
    rest = [name for name in names if name not in inner]
    if (
        len(rest) != 1
        or not rest[0]
        or not set(map(str, inner)) <= set(names)
        or not _differ(index["levels"])
    ):
        return tree
    rows, columns = list(dict.fromkeys(map(str, outer))), list(dict.fromkeys(map(str, inner)))
    if len(rows) * len(columns) != len(tree["v"]):
        return tree
    cells = {(str(row), str(column)): each for row, column, each in zip(outer, inner, tree["v"], strict=True)}
    labels = {str(row): row for row in outer}
    turned = {"names": rest, "levels": [[labels[row] for row in rows]]}
    grid = [[cells[row, column] for row in rows] for column in columns]
    return {"t": "frame", "columns": columns, "index": turned, "rows": len(rows), "v": grid}


def _table(names: list[str], tree: Tree) -> Tree:
    """A table that is written as a list of rows, or as a dict of columns or of rows."""
    rows = (
        [(None, each) for each in tree["v"]] if tree["t"] == "list" else [tuple(each) for each in tree["v"]]
    )
    if not rows or any(type(each) is not dict or each["t"] not in ("dict", "list") for _, each in rows):
        return tree
    by_column = tree["t"] == "dict" and all(label in names for label, _ in rows)
    if by_column and all(each["t"] == "list" for _, each in rows):
        columns = {label: each["v"] for label, each in rows}
        labels = None
    elif all(each["t"] == "dict" for _, each in rows):
        grid = [[label, {_text(key): cell for key, cell in each["v"]}, each["v"]] for label, each in rows]
        labels = [key for key, _ in grid[0][2]] if by_column else [label for label, _, _ in grid]
        keys = [_text(key) for key, _ in grid[0][2]]
        if any(set(cells) != set(keys) for _, cells, _ in grid):
            return tree
        if by_column:
            columns = {label: [cells[key] for key in keys] for label, cells, _ in grid}
        else:
            columns = {key: [cells[key] for _, cells, _ in grid] for key in keys}
    else:
        return tree
    if len({len(cells) for cells in columns.values()}) != 1:
        return tree
    index = {"names": [None], "levels": [labels]} if labels and labels[0] is not None else None
    size = len(next(iter(columns.values())))
    return {"t": "frame", "columns": list(columns), "index": index, "rows": size, "v": list(columns.values())}


def _text(key: Tree) -> str:
    return key if type(key) is str else str(key)


def _turned(names: list[str], tree: Tree) -> Tree:
    """A table whose rows stand as columns, if its row labels are the columns asked for, or all but one."""
    index = tree["index"]
    if index is None or index["names"] != [None] or set(tree["columns"]) & set(names):
        return tree
    labels = index["levels"][0]
    rest = [name for name in names if name not in labels]
    if len(rest) > 1 or len(labels) != len(names) - len(rest) or len(labels) < 2:
        return tree
    turned = {"names": rest, "levels": [tree["columns"]]} if rest else None
    grid = [list(row) for row in zip(*tree["v"], strict=True)]
    return {**tree, "columns": labels, "index": turned, "rows": len(tree["columns"]), "v": grid}


def _named(names: list[str], tree: Tree, name: str) -> Tree:
    """Give the row labels the one name that is missing, if theirs is none that is asked for.

    A decade that was made of a year is still called so, and nobody sees it in the code.
    """
    index = tree["index"]
    if index is None or len(index["levels"]) != 1 or index["names"][0] in names:
        return tree
    return {**tree, "index": {**index, "names": [name]}}


def _says_something(index: Tree | None) -> bool:
    """Whether row labels without a name are texts or years, and not what a filter has left of the places."""
    if index is None or index["names"] != [None]:
        return False
    labels = index["levels"][0]
    return all(type(each) is str for each in labels) or all(map(_is_year, labels))


def _with_years(years: list[str], tree: Tree) -> Tree:
    """Years as numbers, where they are written as text or as the days that begin them."""
    cells = [
        _labels("number", own) if name in years else own
        for name, own in zip(tree["columns"], tree["v"], strict=True)
    ]
    index = tree["index"]
    if index is not None:
        levels = [
            _labels("number", own) if name in years else own
            for name, own in zip(index["names"], index["levels"], strict=True)
        ]
        index = {**index, "levels": levels}
    return {**tree, "v": cells, "index": index}


def _kind_of_cells(cells: list[Tree]) -> str:
    """Whether all of them are texts, or numbers."""
    if cells and all(type(each) is str for each in cells):
        return "text"
    return "number" if cells and all(type(each) in (int, float) for each in cells) else ""


def _kind_of(labels: list[Tree]) -> str:
    if labels and all(type(each) is int for each in labels):
        return "number"
    return "digits" if labels and all(type(each) is str and each.isdigit() for each in labels) else ""


def _labels(kind: str, labels: list[Tree]) -> list[Tree]:
    """Labels in the kind asked for, if all of them can be read so."""
    if kind == "digits":
        return [str(each) for each in labels] if all(type(each) is int for each in labels) else labels
    read = [_whole(each) for each in labels] if kind == "number" else []
    return read if read and None not in read else labels


def _whole(label: Tree) -> int | None:
    """A whole number that is written as such, as text, or as the day that begins a year."""
    if type(label) is int:
        return label
    if type(label) is str and _WHOLE.fullmatch(label.strip()):
        return int(label.strip().removesuffix("s"))
    if type(label) is not dict or label["t"] not in ("date", "datetime", "period"):
        return None
    year, _, rest = label["v"].partition("-")
    begins = rest in ("", "01-01", "01-01T00:00:00") and year.isdigit()
    return int(year) if begins else None


def _is_year(cell: Tree) -> bool:
    return type(cell) is int and 1000 <= cell < 3000
