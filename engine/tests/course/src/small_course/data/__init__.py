"""The tables of the small course."""

from corrige.tables import Tables

TABLES = Tables(__name__)
load, describe, tables = TABLES.load, TABLES.describe, TABLES.names
