"""Read a tree of JSON types back into Python and pandas values.

The tree may come from a process that wants to mislead: whatever is not of the expected form is refused
with `ValueError`, and nothing in it is ever executed.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from corrige.codec.encode import Tree


def decode(tree: Tree) -> Any:
    """Read back what `encode` wrote.

    Series and DataFrames come back as such, numpy arrays as arrays, categories as their labels.
    A figure comes back as its description (a dict), a function as the dict of its parameters.

    Raises
    ------
    ValueError
        If the tree is not one that `encode` writes.
    """
    try:
        return _decode(tree)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError) as problem:
        raise ValueError(f"not a written answer: {type(problem).__name__}: {problem}") from None


def _decode(tree: Tree) -> Any:
    if tree is None or type(tree) in (bool, int, float, str):
        return tree
    if type(tree) is not dict:
        raise ValueError(f"not a written answer: a bare {type(tree).__name__}")
    kind = tree["t"]
    if kind == "ellipsis":
        return ...
    if kind == "missing":
        return pd.NA
    if kind == "float":
        return {"nan": np.nan, "inf": np.inf, "-inf": -np.inf}[tree["v"]]
    if kind == "date":
        return dt.date.fromisoformat(tree["v"])
    if kind == "datetime":
        return pd.Timestamp(tree["v"])
    if kind == "seconds":
        return pd.Timedelta(seconds=float(tree["v"]))
    if kind in ("period", "interval"):
        return str(tree["v"])
    if kind == "list":
        return [_decode(item) for item in tree["v"]]
    if kind == "tuple":
        return tuple(_decode(item) for item in tree["v"])
    if kind == "set":
        return {_decode(item) for item in tree["v"]}
    if kind == "dict":
        return {_decode(key): _decode(item) for key, item in tree["v"]}
    if kind == "array":
        shape = [int(size) for size in tree["shape"]]
        return np.array([_decode(item) for item in tree["v"]]).reshape(shape)
    if kind == "series":
        return pd.Series(_column(tree["v"]), index=_index(tree["index"], len(tree["v"])), name=tree["name"])
    if kind == "frame":
        return _frame(tree)
    if kind in ("axes", "figure", "function"):
        return dict(tree)
    raise ValueError(f"not a written answer: unknown type {kind!r}")


def _column(values: list[Tree]) -> Any:
    items = [_decode(item) for item in values]
    if any(item is pd.NA for item in items) and all(
        item is pd.NA or type(item) in (int, float) for item in items
    ):
        return np.array([np.nan if item is pd.NA else item for item in items], dtype=float)
    return items


def _index(tree: Tree, length: int) -> pd.Index[Any]:
    if tree is None:
        return pd.RangeIndex(length)
    levels = [_column(level) for level in tree["levels"]]
    if any(len(level) != length for level in levels):
        raise ValueError("not a written answer: index and values differ in length")
    if len(levels) == 1:
        index: pd.Index[Any] = pd.Index(levels[0], name=tree["names"][0])
        return index
    return pd.MultiIndex.from_arrays(levels, names=tree["names"])


def _frame(tree: Tree) -> pd.DataFrame:
    rows = int(tree["rows"])
    if any(len(column) != rows for column in tree["v"]) or len(tree["v"]) != len(tree["columns"]):
        raise ValueError("not a written answer: columns of different length")
    index = _index(tree["index"], rows)
    # Built by position, so that a name that occurs twice survives; without rows, of no type yet.
    columns = {place: _column(v) for place, v in enumerate(tree["v"])}
    frame = pd.DataFrame(columns, index=index, dtype=None if rows else object)
    frame.columns = pd.Index([str(name) for name in tree["columns"]])
    return frame
