"""From a CSV file to a typed DataFrame, guided by the table's schema."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from demarche.data._descriptor import HERE, resource


def load(name: str) -> pd.DataFrame:
    """Read one table of the course.

    Every call gives a copy of its own, so changing what you get never changes what the next call returns.

    Parameters
    ----------
    name : str
        One of `tables()`, for example ``"incidents"``.

    Returns
    -------
    DataFrame
        Whole numbers are ``int64``, or ``Int64`` where a cell may be missing; other numbers are ``float64``;
        days are dates; columns with a fixed list of values are categories, ordered where their order means
        something (``confidence``, ``measure``); everything else is text.

    Raises
    ------
    LookupError
        If there is no such table.
    """
    return _read(name).copy()


@cache
def _read(name: str) -> pd.DataFrame:
    """The table as its file has it; read once, as a check of a whole class asks for it hundreds of times."""
    schema = resource(name)["schema"]["fields"]
    with HERE.joinpath(resource(name)["path"]).open("r", encoding="utf-8") as file:
        table = pd.read_csv(
            file,
            dtype={field["name"]: _dtype(field) for field in schema},
            keep_default_na=False,  # an empty cell is missing, and nothing else is
            na_values=[""],
        )
    for field in schema:
        if field["type"] == "date":
            table[field["name"]] = pd.to_datetime(table[field["name"]], format="%Y-%m-%d")
    return table


def _dtype(field: dict[str, Any]) -> Any:
    """The pandas type of one column."""
    constraints = field.get("constraints", {})
    if field["type"] == "integer":
        return "int64" if constraints.get("required") else "Int64"
    if field["type"] == "number":
        return "float64"
    if "enum" in constraints:
        return pd.CategoricalDtype(constraints["enum"], ordered=field.get("categoriesOrdered", False))
    return "str"
