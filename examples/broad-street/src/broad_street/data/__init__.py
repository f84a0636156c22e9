"""The tables of the course: `load` one, `describe` it, or list all `tables`."""

from corrige.tables import Tables

__all__ = ["describe", "load", "tables"]

_TABLES = Tables(__name__)
load, describe, tables = _TABLES.load, _TABLES.describe, _TABLES.names
