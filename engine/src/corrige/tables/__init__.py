"""The tables of a course: tidy CSV files that a ``datapackage.json`` (Frictionless) beside them describes.

The descriptor says what each column means, in which unit, under which licence and where it can mislead.
Nothing is fetched from anywhere.
"""

from __future__ import annotations

from corrige.tables.describe import Column, Description
from corrige.tables.tables import Tables

__all__ = ["Column", "Description", "Tables"]
