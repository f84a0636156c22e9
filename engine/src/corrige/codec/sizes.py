"""How large an answer may be, before anything is made of it: a few letters can declare a billion rows."""

from __future__ import annotations

from typing import Any

from corrige.codec.encode import Tree

#: Rows or members, columns, and values in all. No exercise asks for a hundredth of it.
MOST_ROWS, MOST_COLUMNS, MOST_VALUES = 100_000, 1_000, 200_000
#: Sets of marks of a chart: each is sealed, slowly, as often as something is compared with it.
MOST_MARKS = 50
#: Members of a dict or a set. They can be chosen so that each is compared with each.
MOST_MEMBERS = 5_000
#: Characters of a date or a duration; to read one takes the square of its length.
MOST_DATE = 64


class TooLargeError(ValueError):
    """An answer larger than any that is asked for; the text says in what."""


def check_size(tree: Tree) -> None:
    """Refuse an answer that is too large, by what it declares and by what it holds.

    Parameters
    ----------
    tree : Tree
        As it came from a learner's kernel: it may be anything that JSON can hold.

    Raises
    ------
    TooLargeError
    """
    seen = 0
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        seen += 1
        if seen > MOST_VALUES:
            raise TooLargeError(f"more than {MOST_VALUES:,} values")
        if type(each) is dict:
            _declared(each)
            waiting.extend(each.values())
        elif type(each) is list:
            if len(each) > MOST_VALUES:
                raise TooLargeError(f"more than {MOST_VALUES:,} values")
            waiting.extend(each)


def _declared(tree: dict[str, Any]) -> None:
    rows = tree.get("rows", 0)
    if type(rows) is not int or not 0 <= rows <= MOST_ROWS:
        raise TooLargeError(f"{rows:,} rows" if type(rows) is int else "rows without number")
    columns = tree.get("columns")
    if type(columns) is list and len(columns) > MOST_COLUMNS:
        raise TooLargeError(f"{len(columns):,} columns")
    shape = tree.get("shape")
    if type(shape) is list:
        for size in shape[:100]:
            if type(size) is not int or not 0 <= size <= MOST_ROWS:
                raise TooLargeError(f"a side of {size:,}" if type(size) is int else "a side without length")
    kind, held = tree.get("t"), tree.get("v")
    if kind in ("dict", "set") and type(held) is list and len(held) > MOST_MEMBERS:
        raise TooLargeError(f"{len(held):,} members")
    if kind in ("date", "datetime", "seconds") and type(held) is str and len(held) > MOST_DATE:
        raise TooLargeError(f"a date of {len(held):,} characters")
    marks = tree.get("marks")
    if type(marks) is list and len(marks) > MOST_MARKS:
        raise TooLargeError(f"{len(marks):,} sets of marks")
    others = [*(tree.get("also") or ()), tree.get("front")]
    if any(type(each) is list and len(each) > MOST_MARKS for each in others):
        raise TooLargeError(f"more than {MOST_MARKS} sets of marks")
