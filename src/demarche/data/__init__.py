"""The tables of the course: `load` one, `describe` it, or list all `tables`.

The files are tidy CSV inside the package; ``datapackage.json`` beside them says what each column means,
in which unit, under which licence and where it can mislead. Nothing is fetched from anywhere::

    from demarche.data import load

    incidents = load("incidents")
"""

from __future__ import annotations

from corrige.tables import Tables

TABLES = Tables(__name__)
load, describe, tables = TABLES.load, TABLES.describe, TABLES.names

__all__ = ["TABLES", "describe", "load", "tables"]
