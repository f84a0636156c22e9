"""Right tables in another form: turned, long in place of wide, as a list of rows or a dict of columns."""

from __future__ import annotations

from typing import Any

from corrige.codec.encode import Tree
from corrige.codec.kinds import names_of
from corrige.codec.labels import differ, in_kind, is_year

MOST_EXTRA = 2


def as_frame(asked: Any, tree: Tree) -> Tree:
    """A table in the form asked for, where nothing has to be chosen or guessed.

    Parameters
    ----------
    asked : Skeleton
        Of the right table, as `corrige.codec.forms.skeleton` writes it.
    tree : Tree
        The learner's answer.
    """
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
    if 0 < len(extra) <= min(MOST_EXTRA, len(names) - 1) and set(names) <= set(names_of(tree)):
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
    if len(rest) != 1 or not rest[0] or not set(map(str, inner)) <= set(names) or not differ(index["levels"]):
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
        grid = [[label, {str(key): cell for key, cell in each["v"]}, each["v"]] for label, each in rows]
        labels = [key for key, _ in grid[0][2]] if by_column else [label for label, _, _ in grid]
        keys = [str(key) for key, _ in grid[0][2]]
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
    return all(type(each) is str for each in labels) or all(map(is_year, labels))


def _with_years(years: list[str], tree: Tree) -> Tree:
    """Years as numbers, where they are written as text or as the days that begin them."""
    cells = [
        in_kind("number", own) if name in years else own
        for name, own in zip(tree["columns"], tree["v"], strict=True)
    ]
    index = tree["index"]
    if index is not None:
        levels = [
            in_kind("number", own) if name in years else own
            for name, own in zip(index["names"], index["levels"], strict=True)
        ]
        index = {**index, "levels": levels}
    return {**tree, "v": cells, "index": index}
