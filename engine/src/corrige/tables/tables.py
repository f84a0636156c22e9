"""A course's tables by name: from the CSV file to a typed DataFrame, guided by the table's schema."""

from __future__ import annotations

import json
from difflib import get_close_matches
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast, overload

from corrige.tables.describe import Description, Descriptions, described

if TYPE_CHECKING:
    import pandas as pd


class Tables:
    """The tables that ``datapackage.json`` in a package describes.

    A class, since it keeps what it has read: a check of a whole class asks for a table hundreds of times.

    Parameters
    ----------
    package : str
        The import package that holds the descriptor, such as ``my_course.data``.
    """

    def __init__(self, package: str) -> None:
        self.folder = files(package)
        self._read: dict[str, pd.DataFrame] = {}

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """The whole descriptor, as written; shared by all callers: read it, do not change it."""
        text = self.folder.joinpath("datapackage.json").read_text(encoding="utf-8")
        return cast("dict[str, Any]", json.loads(text))

    def names(self) -> list[str]:
        """Names of all tables, in alphabetical order."""
        return sorted(one["name"] for one in self.descriptor["resources"])

    def resource(self, name: str) -> dict[str, Any]:
        """The part of the descriptor that is about one table.

        Raises
        ------
        LookupError
            If there is no such table; the message names the nearest one.
        """
        by_name: dict[str, dict[str, Any]] = {one["name"]: one for one in self.descriptor["resources"]}
        if name not in by_name:
            near = get_close_matches(str(name), by_name, n=1, cutoff=0.4)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            known = ", ".join(sorted(by_name))
            raise LookupError(f"There is no table '{name}'.{hint} The tables are: {known}.")
        return by_name[name]

    def load(self, name: str) -> pd.DataFrame:
        """Read one table of the course.

        Every call gives a copy of its own, so changing what you get never changes what the next call returns.

        Parameters
        ----------
        name : str
            One of `tables()`, such as ``"events"``.

        Returns
        -------
        DataFrame
            Whole numbers are ``int64``, or ``Int64`` where a cell may be missing; other numbers are
            ``float64``; days are dates; columns with a fixed list of values are categories, ordered where
            their order means something; everything else is text.

        Raises
        ------
        LookupError
            If there is no such table.
        """
        if name not in self._read:
            self._read[name] = self._typed(self.resource(name))
        return self._read[name].copy()

    @overload
    def describe(self, name: str, /) -> Description: ...
    @overload
    def describe(self, name: str, /, *more: str) -> Description | Descriptions: ...
    def describe(self, name: str, /, *more: str) -> Description | Descriptions:
        """Say what a table holds, in which units, and where it can mislead.

        Parameters
        ----------
        name, *more : str
            One of `tables()`, or several.

        Returns
        -------
        Description or Descriptions
            Shows itself as text, and as HTML in a notebook: one table in full, several each to be opened.

        Raises
        ------
        LookupError
            If there is no such table.
        """
        found = tuple(described(self.resource(each)) for each in (name, *more))
        return Descriptions(found) if more else found[0]

    def _typed(self, about: dict[str, Any]) -> pd.DataFrame:
        import pandas as pd

        schema = about["schema"]["fields"]
        with self.folder.joinpath(about["path"]).open("r", encoding="utf-8") as file:
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
    import pandas as pd

    constraints = field.get("constraints", {})
    if field["type"] == "integer":
        return "int64" if constraints.get("required") else "Int64"
    if field["type"] == "number":
        return "float64"
    if "enum" in constraints:
        return pd.CategoricalDtype(constraints["enum"], ordered=field.get("categoriesOrdered", False))
    return "str"
