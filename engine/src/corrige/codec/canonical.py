"""Bring equally right answers to one form, and compare them.

Two answers are the same when a teacher would say so: 75 and 75.0, a list and an array, a category and its
label, a midnight timestamp, the date and its ISO text, rows in another order where order does not matter, a
named index and the column of that name, True and 1 in a column. A list may have no order; a tuple always
has. By itself a truth value is never a number, and None,
which a function returns that returns nothing, is not nan.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from corrige.codec.encode import Tree, encode
from corrige.codec.forms import as_asked, skeleton
from corrige.codec.kinds import index_columns

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

SIX_DIGITS = 6e-6
"""Relative tolerance at which a number with six right digits passes, as it does with `canonical`."""


def canonical(tree: Tree, *, order: str = "any", digits: int = 6) -> Any:
    """Bring a written answer to its canonical form.

    Parameters
    ----------
    tree : Tree
        What `encode` returns.
    order : {"any", "strict"}
        Whether the order of list members and table rows carries meaning.
    digits : int
        Significant digits kept of a number that is not whole.

    Returns
    -------
    JSON types
        Equal for two answers that are equally right.
    """
    if tree is None:
        return {"none": True}
    if type(tree) is bool:
        return tree
    return _canonical(tree, order == "any", digits)


def _canonical(tree: Tree, unordered: bool, digits: int) -> Any:
    if tree is None:
        return {"missing": True}
    if type(tree) is str:
        return {"date": tree} if _DAY.fullmatch(tree) else tree
    if type(tree) is bool:
        return {"n": str(int(tree))}
    if type(tree) in (int, float):
        return {"n": _number(tree, digits)}
    kind = tree["t"]
    if kind == "float":
        return {"missing": True} if tree["v"] == "nan" else {"n": tree["v"]}
    if kind == "missing":
        return {"missing": True}
    if kind in ("date", "datetime"):
        return {"date": tree["v"][:10]} if tree["v"][10:] in ("", "T00:00:00") else {"datetime": tree["v"]}
    if kind == "seconds":
        return {"seconds": _number(float(tree["v"]), digits)}
    if kind == "tuple":  # a tuple is a record: which member stands where is its meaning
        return {"list": [_canonical(item, unordered, digits) for item in tree["v"]]}
    if kind in ("list", "set"):
        items = [_canonical(item, unordered, digits) for item in tree["v"]]
        if kind == "set" and not unordered:
            return {"set": _sorted(items)}  # it has no order, where one is asked for
        return {"list": _sorted(items) if unordered else items}
    if kind == "array":
        return {"array": [tree["shape"], [_canonical(item, unordered, digits) for item in tree["v"]]]}
    if kind == "dict":
        pairs = [
            [_canonical(key, unordered, digits), _canonical(item, unordered, digits)]
            for key, item in tree["v"]
        ]
        return {"dict": _sorted(pairs)}
    if kind == "series":
        levels = [list(range(len(tree["v"])))] if tree["index"] is None else tree["index"]["levels"]
        rows = list(zip(*levels, tree["v"], strict=True))
        return {"series": _rows(rows, unordered, digits)}
    if kind == "frame":
        return _frame(tree, unordered, digits)
    if kind == "axes":
        return _axes(tree, digits)
    if kind == "calls":
        order = "any" if unordered else "strict"
        return {"calls": [canonical(each, order=order, digits=digits) for each in tree["v"]]}
    if kind == "raised":
        return {"raised": tree["v"]}  # which exception, not what it says
    if kind == "figure":
        return {"figure": _sorted([_axes(each, digits) for each in tree["axes"]])}
    return dict(tree)


def _number(value: float, digits: int) -> str:
    """Write a number so that 75, 75.0 and 74.9999999999 agree."""
    if not math.isfinite(value):
        return repr(float(value))
    if type(value) is int:
        return str(value)
    nearest = round(value)
    # Noise of computation, not a difference: a hair beside a whole number, or beside nothing at all.
    if abs(value - nearest) <= max(1e-12, 1e-9 * abs(nearest)):
        return str(nearest)
    return f"{value:.{digits}g}"


def _sorted(items: list[Any]) -> list[Any]:
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))


def _rows(rows: list[Any], unordered: bool, digits: int) -> list[Any]:
    written = [[_canonical(cell, unordered, digits) for cell in row] for row in rows]
    return _sorted(written) if unordered else written


def _frame(tree: Tree, unordered: bool, digits: int) -> Any:
    """Columns by name, whatever their order; an index that says something counts as a column."""
    columns = [*index_columns(tree), *zip(tree["columns"], tree["v"], strict=True)]
    columns.sort(key=lambda column: column[0])
    rows = list(zip(*(values for _, values in columns), strict=True)) if columns else []
    return {"columns": [name for name, _ in columns], "rows": _rows(rows, unordered, digits)}


def _axes(tree: Tree, digits: int) -> Any:
    return {
        "data": figure_data(tree, digits=digits),
        "labels": {part: bool(tree[part]) for part in ("title", "xlabel", "ylabel")},
        "zero": tree["zero"] if any(mark["kind"] == "bars" for mark in tree["marks"]) else True,
    }


def figure_data(tree: Tree, *, digits: int = 6) -> Any:
    """Take from a chart's description its data alone: sets of (x, y) and of (x, low, high), no styling."""
    sets = {json.dumps(_rows(mark["pairs"], True, digits)) for mark in tree["marks"]}
    return {"pairs": sorted(sets), "intervals": _rows(tree["intervals"], True, digits)}


@dataclass(frozen=True)
class SetForm:
    """One set of marks of a chart: in canonical form, with its two axes exchanged, its heights alone."""

    pairs: Any
    turned: Any
    heights: list[Tree]
    kind: str
    label: str


def set_forms(tree: Tree, *, digits: int = 6) -> list[SetForm]:
    """Take a chart's different sets of marks, one by one."""
    forms: dict[str, SetForm] = {}
    for each in tree["marks"]:
        pairs = _rows(each["pairs"], True, digits)
        turned = _rows([pair[::-1] for pair in each["pairs"]], True, digits)
        heights = [pair[1] for pair in each["pairs"]]
        forms[json.dumps(pairs)] = SetForm(pairs, turned, heights, each["kind"], each["label"])
    return [forms[key] for key in sorted(forms)]


def in_line(pairs: list[Any]) -> list[Any]:
    """The marks of a set from left to right: numbers in their order, before all names."""
    return sorted(pairs, key=lambda pair: _place(pair[0]))


def _place(cell: Any) -> tuple[float, str]:
    try:
        return float(cell["n"] if type(cell) is dict else cell), ""
    except (KeyError, TypeError, ValueError):
        return float("inf"), json.dumps(cell)


def is_ambiguous(tree: Tree, *, digits: int) -> bool:
    """Say whether a number in the answer lies so near a rounding step that noise would change its digest."""
    if type(tree) is float:
        return len({_number(tree * (1 + noise), digits) for noise in (-1e-10, 0.0, 1e-10)}) > 1
    if type(tree) is list:
        return any(is_ambiguous(item, digits=digits) for item in tree)
    if type(tree) is dict:
        return any(is_ambiguous(item, digits=digits) for key, item in tree.items() if key != "t")
    return False


def same(left: Any, right: Any, *, order: str = "any", rel: float = SIX_DIGITS) -> bool:
    """Say whether two values are equally right answers.

    Parameters
    ----------
    left, right : object
        Values that `encode` can write; the right one may be kept in another container.
    order : {"any", "strict"}
        Whether the order of list members and table rows carries meaning.
    rel : float
        Relative tolerance for numbers that are not whole.

    Returns
    -------
    bool
    """
    # Twelve digits settle which member stands beside which; the tolerance is applied number by number.
    asked = encode(right)
    found = as_asked(skeleton(asked), encode(left))
    forms = [canonical(tree, order=order, digits=12) for tree in (found, asked)]
    return _close(forms[0], forms[1], rel)


def _close(left: Any, right: Any, rel: float) -> bool:
    if type(left) is not type(right):
        return False
    if type(left) is dict:
        if left.keys() != right.keys():
            return False
        if left.keys() in ({"n"}, {"seconds"}):
            ours, theirs = (next(iter(each.values())) for each in (left, right))
            return ours == theirs or math.isclose(float(ours), float(theirs), rel_tol=rel, abs_tol=1e-12)
        return all(_close(left[key], right[key], rel) for key in left)
    if type(left) is list:
        return len(left) == len(right) and all(_close(a, b, rel) for a, b in zip(left, right, strict=True))
    return bool(left == right)
