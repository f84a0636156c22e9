"""What a notebook knows by name: its tables, their labels, and the nearest to a name that is not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

_CUTOFF = 0.75
_LONG = 5000


def near(name: str, known: Iterable[str]) -> str:
    """The one that a name was meant to be: nearly the same, or the same but for its case or its end."""
    plain = {each.casefold(): each for each in known}
    wanted = name.casefold()
    starts = [each for each in plain if min(len(each), len(wanted)) >= 3 and _one_starts(each, wanted)]
    found = difflib.get_close_matches(wanted, plain, 1, _CUTOFF) or (starts if len(starts) == 1 else [])
    return plain[found[0]] if found else ""


def _one_starts(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def tables(namespace: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """The tables of a notebook by their names."""
    return {
        name: value
        for name, value in list(namespace.items())
        if type(value) is pd.DataFrame and not name.startswith("_")
    }


def labels(owner: Any) -> list[Any]:
    """Keys of a dict; columns and, if they are not too many, row labels of a table; labels of a Series."""
    if owner is None or type(owner) is dict:
        return list(owner or ())
    found = [] if type(owner) is pd.Series else list(owner.columns)
    return [*found, *(owner.index.tolist() if len(owner) <= 500 else [])]


def keys(namespace: Mapping[str, Any]) -> list[Any]:
    """Column names, short labels and keys of what the notebook holds."""
    found: list[Any] = []
    for name, value in list(namespace.items()):
        if not name.startswith("_") and type(value) in (pd.DataFrame, pd.Series, dict):
            found += [each for each in labels(value) if type(each) in (str, int)]
    return found


def texts(namespace: Mapping[str, Any]) -> set[str]:
    """Column names and values of text columns: what a learner may have written without quotation marks."""
    found = {each for each in keys(namespace) if type(each) is str}
    for table in tables(namespace).values():
        for values in texts_by_column(table).values():
            found |= values
    return found


def texts_by_column(table: pd.DataFrame) -> dict[Any, set[str]]:
    """The values of each column of text, a few hundred of each; nothing of a long table."""
    if len(table) > _LONG:
        return {}
    columns = {name: table.iloc[:, place] for place, name in enumerate(table.columns)}
    return {
        name: {str(each) for each in column.dropna().unique()[:200]}
        for name, column in columns.items()
        if column.dtype.kind == "O"
    }
