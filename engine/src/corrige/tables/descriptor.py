"""The data package's own description, read once: which tables there are and what their columns mean."""

from __future__ import annotations

import json
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, cast

HERE = files("demarche.data")


@cache
def package() -> dict[str, Any]:
    """The whole descriptor, as written in ``datapackage.json``.

    It is shared by all callers: read it, do not change it.
    """
    return cast("dict[str, Any]", json.loads(HERE.joinpath("datapackage.json").read_text(encoding="utf-8")))


@cache
def resource(name: str) -> dict[str, Any]:
    """The part of the descriptor that is about one table.

    Raises
    ------
    LookupError
        If there is no such table; the message names the nearest one.
    """
    by_name: dict[str, dict[str, Any]] = {one["name"]: one for one in package()["resources"]}
    if name not in by_name:
        near = get_close_matches(str(name), by_name, n=1, cutoff=0.4)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise LookupError(f"There is no table '{name}'.{hint} The tables are: {', '.join(sorted(by_name))}.")
    return by_name[name]
