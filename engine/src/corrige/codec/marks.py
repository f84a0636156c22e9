"""Which marks of a chart are data, and which only guide the eye: a line at zero, a year made bold."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

Mark = dict[str, Any]
_NEAR = 1e-9


def data_marks(marks: list[Mark]) -> list[Mark]:
    """Keep what is data, in its plainest form.

    Parameters
    ----------
    marks : list of dict
        ``{"kind", "label", "pairs"}`` as `describe_axes` finds them.

    Returns
    -------
    list of dict
        Without level or upright lines of two points beside longer data, and without marks that only point at
        some values of another set. A straight line is its two ends; days that all begin a year are years.
    """
    plain = [{**mark, "pairs": _plain(mark["pairs"])} for mark in marks]
    longest = max((len(mark["pairs"]) for mark in plain), default=0)
    kept = [mark for mark in plain if not (longest > 2 and _is_guide(mark))]
    sets = [{(str(x), y) for x, y in mark["pairs"]} for mark in kept]
    return [
        mark
        for mark, own in zip(kept, sets, strict=True)
        if not own or not any(own < other for other in sets)
    ]


def _is_guide(mark: Mark) -> bool:
    pairs = mark["pairs"]
    if mark["kind"] != "line" or len(pairs) != 2 or not all(_is_number(x) for x, _ in pairs):
        return False
    (x0, y0), (x1, y1) = pairs
    return bool(x0 == x1 or y0 == y1)


def _plain(pairs: list[list[Any]]) -> list[list[Any]]:
    if pairs and all(type(x) is str and x[4:] == "-01-01" and x[:4].isdigit() for x, _ in pairs):
        pairs = [[int(x[:4]), y] for x, y in pairs]
    return [pairs[0], pairs[-1]] if _is_straight(pairs) else pairs


def _is_straight(pairs: list[list[Any]]) -> bool:
    """Whether three points or more lie on one line, in its direction, neither level nor upright."""
    if len(pairs) < 3 or not all(_is_number(x) and _is_number(y) for x, y in pairs):
        return False
    (x0, y0), (x1, y1) = pairs[0], pairs[-1]
    if x0 == x1 or y0 == y1 or any(before[0] >= after[0] for before, after in pairwise(pairs)):
        return False
    slope = (y1 - y0) / (x1 - x0)
    return all(abs(y0 + slope * (x - x0) - y) <= _NEAR * max(1.0, abs(y1 - y0)) for x, y in pairs)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and value == value
