"""Labels of rows, columns and keys: their kind, and the same labels in the kind asked for."""

from __future__ import annotations

import json
import re

from corrige.codec.encode import Tree

_WHOLE = re.compile(r"-?\d+|\d{4}s")  # a decade is called 1960 or 1960s


def differ(levels: list[list[Tree]]) -> bool:
    """Whether no two rows have the same labels."""
    labels = [json.dumps(label) for label in zip(*levels, strict=True)]
    return len(set(labels)) == len(labels)


def kind_of_cells(cells: list[Tree]) -> str:
    """Whether all of them are texts, or numbers."""
    if cells and all(type(each) is str for each in cells):
        return "text"
    return "number" if cells and all(type(each) in (int, float) for each in cells) else ""


def kind_of(labels: list[Tree]) -> str:
    """Whether labels are numbers, or texts of digits."""
    if labels and all(type(each) is int for each in labels):
        return "number"
    return "digits" if labels and all(type(each) is str and each.isdigit() for each in labels) else ""


def in_kind(kind: str, labels: list[Tree]) -> list[Tree]:
    """Labels in the kind asked for, if all of them can be read so."""
    if kind == "digits":
        return [str(each) for each in labels] if all(type(each) is int for each in labels) else labels
    read = [_whole(each) for each in labels] if kind == "number" else []
    return read if read and None not in read else labels


def _whole(label: Tree) -> int | None:
    """A whole number that is written as such, as text, or as the day that begins a year."""
    if type(label) is int:
        return label
    if type(label) is str and _WHOLE.fullmatch(label.strip()):
        return int(label.strip().removesuffix("s"))
    if type(label) is not dict or label["t"] not in ("date", "datetime", "period"):
        return None
    year, _, rest = label["v"].partition("-")
    begins = rest in ("", "01-01", "01-01T00:00:00") and year.isdigit()
    return int(year) if begins else None


def is_year(cell: Tree) -> bool:
    """Whether a cell holds a whole number that may be a year."""
    return type(cell) is int and 1000 <= cell < 3000
