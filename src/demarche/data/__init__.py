"""The tables of the course: `load` one, `describe` it, or list all `tables`.

The files are tidy CSV inside the package; ``datapackage.json`` beside them says what each column means,
in which unit, under which licence and where it can mislead. Nothing is fetched from anywhere::

    from demarche.data import load

    incidents = load("incidents")
"""

from __future__ import annotations

from demarche.data._describing import describe
from demarche.data._descriptor import package
from demarche.data._reading import load

__all__ = ["describe", "load", "tables"]


def tables() -> list[str]:
    """Names of all tables, in alphabetical order."""
    return sorted(one["name"] for one in package()["resources"])
