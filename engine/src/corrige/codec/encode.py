"""Write a Python value as a tree of JSON types.

Types are matched exactly (`type(x) is …`): a subclass may carry methods of its own, such as an
`__eq__` that always says yes, and is therefore refused rather than guessed at. Named tuples are the
exception: their members are read without asking them.
"""

from __future__ import annotations

import datetime as dt
import inspect
import json
import math
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from corrige.codec.charts import describe_axes, is_axes, is_figure
from corrige.course import installed

Tree = Any
"""JSON: None, bool, int, float, str, list, or a dict whose key "t" names the type."""

_DEEPEST = 12


class UnwritableError(TypeError):
    """The value has a type that an answer cannot have."""

    def __init__(self, value: object) -> None:
        kind = type(value)
        name = kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
        super().__init__(f"a value of type {name} cannot be handed in as an answer")
        self.type_name = name


def encode(value: object, _depth: int = 0) -> Tree:
    """Write a value as JSON types.

    Parameters
    ----------
    value : object
        Numbers, text, dates, lists, tuples, sets, dicts, numpy arrays and scalars, pandas Series, Index and
        DataFrames, matplotlib Axes and Figures (by what they hold), functions (by their parameters), `...`.

    Returns
    -------
    Tree
        What `json.dumps` accepts; `decode` reads it back.

    Raises
    ------
    UnwritableError
        If the value, or something in it, is of any other type, or nested more than twelve deep.
    """
    if _depth > _DEEPEST:
        raise UnwritableError(value)
    kind = type(value)
    write = _WRITERS.get(kind)
    if write is not None:
        return write(value, _depth)
    if isinstance(value, np.generic) and kind.__module__ == "numpy":
        return _numpy_scalar(value, _depth)
    # pandas has many Index classes of its own; a subclass made elsewhere is not one of them.
    if isinstance(value, pd.Index) and kind.__module__.startswith("pandas."):
        return {"t": "list", "v": _column(value.to_series(), _depth)}
    # What `.unique()` and `.array` give of a column of text.
    if isinstance(value, pd.api.extensions.ExtensionArray) and kind.__module__.startswith("pandas."):
        return {"t": "list", "v": _column(pd.Series(value), _depth)}
    # A named tuple, read by the built-in's iterator and not by one of its own.
    if issubclass(kind, tuple):
        return {"t": "tuple", "v": _items(tuple.__iter__(value), _depth)}  # type: ignore[arg-type]
    if is_axes(value):
        return describe_axes(value)
    if is_figure(value):
        axes = [describe_axes(each) for each in value.axes]  # type: ignore[attr-defined]
        return axes[0] if len(axes) == 1 else {"t": "figure", "axes": axes}
    raise UnwritableError(value)


def _float(value: float, _depth: int) -> Tree:
    return float(value) if math.isfinite(value) else {"t": "float", "v": repr(float(value))}


def _ratio(value: Any, depth: int) -> Tree:
    try:
        return _float(float(value), depth)
    except (OverflowError, ValueError):
        raise UnwritableError(value) from None


def _numpy_scalar(value: Any, depth: int) -> Tree:
    if isinstance(value, np.datetime64):
        return _timestamp(pd.Timestamp(value), depth)
    if isinstance(value, np.timedelta64):
        return _timedelta(pd.Timedelta(value), depth)
    item = value.item()
    if type(item) in (bool, int, float, str):
        return encode(item, depth)
    raise UnwritableError(value)


def _timestamp(value: Any, _depth: int) -> Tree:
    return {"t": "missing"} if value is pd.NaT else {"t": "datetime", "v": value.isoformat()}


def _timedelta(value: Any, _depth: int) -> Tree:
    return {"t": "missing"} if value is pd.NaT else {"t": "seconds", "v": value.total_seconds()}


def _items(value: Any, depth: int) -> list[Tree]:
    return [encode(item, depth + 1) for item in value]


def _set(value: Any, depth: int) -> Tree:
    # A set has no order; sorting its members' text makes the tree the same every time.
    return {"t": "set", "v": sorted(_items(value, depth), key=lambda item: json.dumps(item, sort_keys=True))}


def _dict(value: Any, depth: int) -> Tree:
    pairs = [[encode(key, depth + 1), encode(item, depth + 1)] for key, item in value.items()]
    return {"t": "dict", "v": pairs}


def _array(value: Any, depth: int) -> Tree:
    if value.ndim == 1:
        return {"t": "list", "v": _column(pd.Series(value), depth)}
    if value.dtype.kind not in "biuf":
        raise UnwritableError(value)
    return {"t": "array", "shape": list(value.shape), "v": _items(value.ravel().tolist(), depth)}


def _column(series: pd.Series[Any], depth: int) -> list[Tree]:
    """Values of one column; numbers take a fast way, as they are the common and the long case."""
    dtype = series.dtype
    if isinstance(dtype, np.dtype) and dtype.kind in "biu":
        return list(series.tolist())
    if isinstance(dtype, np.dtype) and dtype.kind == "f":
        return [_float(item, depth) for item in series.tolist()]
    return [encode(item, depth + 1) for item in series.to_numpy(object).tolist()]


def _index(index: pd.Index[Any], depth: int) -> Tree:
    """The row labels, or None for the plain 0, 1, 2, … that say nothing, whatever class they are kept in."""
    if index.nlevels == 1 and index.name is None and index.dtype.kind in "iu":
        if type(index) is pd.RangeIndex:
            plain = (index.start, index.step) == (0, 1)
        else:
            plain = bool((np.asarray(index) == np.arange(len(index))).all())
        if plain:
            return None
    names = [None if name is None else str(name) for name in index.names]
    labels = [_column(index.get_level_values(level).to_series(), depth) for level in range(index.nlevels)]
    return {"names": names, "levels": labels}


def _series(value: Any, depth: int) -> Tree:
    return {
        "t": "series",
        "name": None if value.name is None else str(value.name),
        "index": _index(value.index, depth),
        "v": _column(value, depth),
    }


def _frame(value: Any, depth: int) -> Tree:
    columns = [str(name) if type(name) is not tuple else " / ".join(map(str, name)) for name in value.columns]
    data = [_column(column, depth) for _, column in value.items()]
    return {
        "t": "frame",
        "columns": columns,
        "index": _index(value.index, depth),
        "rows": len(value),
        "v": data,
    }


def _function(value: Any, _depth: int) -> Tree:
    try:
        parameters = [str(name) for name in inspect.signature(value).parameters]
    except (TypeError, ValueError):
        parameters = []
    written: dict[str, Any] = {"t": "function", "parameters": parameters}
    module = getattr(value, "__module__", None)
    # Imported from the course, and not written in the notebook.
    return {**written, "module": module} if str(module).partition(".")[0] in installed() else written


def _missing(_value: Any, _depth: int) -> Tree:
    return {"t": "missing"}


_WRITERS: dict[type, Callable[[Any, int], Tree]] = {
    type(None): lambda value, depth: None,
    bool: lambda value, depth: value,
    int: lambda value, depth: value,
    float: _float,
    Fraction: _ratio,
    Decimal: _ratio,
    str: lambda value, depth: value,
    type(...): lambda value, depth: {"t": "ellipsis"},
    list: lambda value, depth: {"t": "list", "v": _items(value, depth)},
    tuple: lambda value, depth: {"t": "tuple", "v": _items(value, depth)},
    set: _set,
    frozenset: _set,
    dict: _dict,
    Counter: _dict,
    OrderedDict: _dict,
    defaultdict: _dict,
    dt.date: lambda value, depth: {"t": "date", "v": value.isoformat()},
    dt.datetime: _timestamp,
    dt.timedelta: lambda value, depth: {"t": "seconds", "v": value.total_seconds()},
    pd.Timestamp: _timestamp,
    pd.Timedelta: _timedelta,
    pd.Period: lambda value, depth: {"t": "period", "v": str(value)},
    pd.Interval: lambda value, depth: {"t": "interval", "v": str(value)},
    type(pd.NaT): _missing,
    type(pd.NA): _missing,
    np.ndarray: _array,
    pd.Series: _series,
    pd.DataFrame: _frame,
    type(encode): _function,
}
