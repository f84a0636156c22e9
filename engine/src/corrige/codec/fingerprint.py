"""Recognise whether a value that the course gave is still what it was: no copy forgotten, no row dropped."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

import pandas as pd

from corrige.codec.canonical import canonical
from corrige.codec.encode import UnwritableError, encode

_LONGEST = 500
_MOST_CELLS = 20_000


def fingerprint(value: Any) -> str:
    """Write a short sign of a value; empty for a value that has none.

    Small plain values are read in full, and of a table of moderate size its columns, which stand in the sign
    by name: learners may add others. Functions, modules and charts have no sign.
    """
    if type(value) is pd.DataFrame:
        return _of_table(value, [str(name) for name in value.columns])
    if type(value) is pd.Series and len(value) > _LONGEST:
        return f"{len(value)} rows"
    if type(value) not in (bool, int, float, str, list, tuple, set, dict, pd.Series):
        return ""
    if hasattr(value, "__len__") and len(value) > _LONGEST:
        return f"{len(value)} entries"
    try:
        return _sign(value)
    except UnwritableError:
        return ""


def is_as_given(value: Any, sign: str) -> bool:
    """Whether a value still has the sign that it had; of a table, in the columns that it came with."""
    if type(value) is pd.DataFrame and "|" in sign:
        columns = json.loads(sign.split("|", 2)[2])
        if not set(columns) <= set(map(str, value.columns)):
            return False
        return _of_table(value, columns) == sign
    return fingerprint(value) == sign


def _of_table(table: pd.DataFrame, columns: list[str]) -> str:
    rows = f"{len(table)} rows"
    places = {str(name): place for place, name in enumerate(table.columns)}
    if len(table) * len(columns) > _MOST_CELLS or len(places) < table.shape[1]:
        return rows
    taken = hashlib.blake2b(digest_size=6)
    for column in (table.index.to_frame(), table.iloc[:, [places[name] for name in columns]]):
        for place in range(column.shape[1]):
            taken.update(_cells(column.iloc[:, place]))
    return f"{rows}|{taken.hexdigest()}|{json.dumps(columns)}"


def _cells(column: pd.Series[Any]) -> bytes:
    """The cells of a column, the same in every version of pandas."""
    if column.dtype.kind in "biuf":
        numbers = column.to_numpy(dtype=float, na_value=math.nan) + 0.0
        numbers[numbers != numbers] = math.nan
        return numbers.tobytes()
    return "\x1f".join(column.astype(object).where(column.notna(), "").map(str)).encode()


def _sign(value: Any) -> str:
    form = canonical(encode(value), order="strict")
    return hashlib.blake2b(json.dumps(form, sort_keys=True).encode(), digest_size=6).hexdigest()
