"""Near misses: what becomes of a right answer when one thing went wrong at its end.

Rounded, in per cent, with the wrong sign, the share of the others, off by one: a teacher sees at a glance
that the method was right. So that `check` can see it too, it undoes each of these in the answer it is given
and looks whether the right one comes out. Nothing but the right answer need be sealed for that, and for
rounding its first two digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from corrige.codec.encode import Tree

_LISTS = ("list", "tuple", "array")
_MOST_PLACES = 5
_FEW = 1000  # whole numbers below may come out by chance


def undone(tree: Tree, *, sure: bool = False) -> Iterator[tuple[str, Tree]]:
    """Yield what the right answer would be if the given one were a near miss: the likelier miss first.

    Parameters
    ----------
    tree : Tree
        A wrong answer, or a wrong part of one: a number, or a list of cells such as a column.
    sure : bool
        Whether other results have the same miss, so that what could come out by chance is told as well.

    Yields
    ------
    kind : str
        ``per-cent``, ``times-100``, ``share``, ``by-100``, ``sign``, ``rest``, ``one-off``, ``inverse``,
        ``times-1000``, ``by-1000``, ``root``, ``square``, ``twice``, ``half``, ``log-base``.
    tree : Tree
        The answer with the miss undone.
    """
    numbers = list(numbers_of(tree))
    if not numbers:
        return
    if not any(map(_is_fraction, numbers)) and all(abs(x) < _FEW for x in numbers) and not sure:
        yield from _of_counts(tree, numbers)
        return
    sure = sure or any(map(_is_long, numbers))
    largest = max(map(abs, numbers))
    yield "per-cent" if largest <= 100 else "times-100", _map(tree, lambda x: x / 100)
    yield "share" if largest <= 1 else "by-100", _map(tree, lambda x: x * 100)
    yield "sign", _map(tree, lambda x: -x)
    if all(0 <= x <= 1 for x in numbers) and any(map(_is_fraction, numbers)) and sure:
        yield "rest", _map(tree, lambda x: 1 - x)
    elif all(0 <= x <= 100 for x in numbers) and sure:
        yield "rest", _map(tree, lambda x: 100 - x)
    if not any(map(_is_fraction, numbers)):
        yield "one-off", _map(tree, lambda x: x - 1)
        yield "one-off", _map(tree, lambda x: x + 1)
    if not sure:
        return
    if all(numbers):
        yield "inverse", _map(tree, lambda x: 1 / x)
    yield "times-1000", _map(tree, lambda x: x / 1000)
    yield "by-1000", _map(tree, lambda x: x * 1000)
    yield "twice", _map(tree, lambda x: x / 2)
    yield "half", _map(tree, lambda x: x * 2)
    if all(x >= 0 for x in numbers):
        yield "square", _map(tree, lambda x: x**0.5)
        yield "root", _map(tree, lambda x: x * x)
    for base in (math.log(10), math.log(2)):
        yield "log-base", _map(tree, lambda x, by=base: x * by)  # type: ignore[misc]
        yield "log-base", _map(tree, lambda x, by=base: x / by)  # type: ignore[misc]


def _of_counts(tree: Tree, numbers: list[float]) -> Iterator[tuple[str, Tree]]:
    """Of small whole numbers only what does not come out by chance."""
    # 0, 1 and 2 are near to everything.
    if len(numbers) > 2 or any(abs(x) > 2 for x in numbers):
        yield "one-off", _map(tree, lambda x: x - 1)
        yield "one-off", _map(tree, lambda x: x + 1)
        yield "sign", _map(tree, lambda x: -x)


def places_of(tree: Tree) -> int | None:
    """To how many decimals all numbers of an answer seem to be rounded; None if they are not."""
    numbers = [float(x) for x in numbers_of(tree)]
    for places in range(_MOST_PLACES + 1):
        if numbers and all(abs(x - round(x, places)) <= 1e-9 * max(1.0, abs(x)) for x in numbers):
            return places
    return None


def seems_rounded(tree: Tree) -> bool:
    """Whether an answer looks rounded, and enough is left of it to know it by."""
    places, numbers = places_of(tree), list(numbers_of(tree))
    smallest = min((abs(x) for x in numbers if x), default=0.0)
    if places is None or round(max(map(abs, numbers), default=0.0), 2) == 0:
        return False
    return places <= 3 if smallest < 0.1 else True


def rough(tree: Tree) -> Tree:
    """The same answer with two digits of each number, or two decimals: all that is left of a rounded one."""
    return _map(tree, lambda x: round(x, 2) + 0.0 if abs(x) < 1 else float(f"{x:.2g}"), whole=True)


def has_fractions(tree: Tree) -> bool:
    """Whether the answer holds a number that rounding could spoil."""
    return any(map(_is_fraction, numbers_of(tree)))


def numbers_of(tree: Tree) -> Iterator[float]:
    """Every finite number of a value or of a list; nothing of any other container."""
    if type(tree) in (int, float):
        yield from [tree] if tree - tree == 0 else []
    elif type(tree) is dict and tree["t"] in _LISTS:
        for item in tree["v"]:
            yield from numbers_of(item)


def _is_fraction(number: float) -> bool:
    return abs(number - round(number)) > 1e-9 * max(1.0, abs(number))


def _is_long(number: float) -> bool:
    """Whether a number has so many digits that it is not right by chance."""
    return len(f"{number:.6g}".partition("e")[0].strip("-0.").replace(".", "")) > 2


def has_long(tree: Tree) -> bool:
    """Whether a number somewhere in an answer has so many digits that it is not right by chance."""
    if type(tree) is float:
        return _is_long(tree)
    if type(tree) is list:
        return any(map(has_long, tree))
    return type(tree) is dict and any(has_long(each) for key, each in tree.items() if key != "t")


def _map(tree: Tree, change: Callable[[float], Any], *, whole: bool = False) -> Tree:
    """The same tree with every number of the kind in question changed; truth values and text stay."""
    if type(tree) in (int, float):
        try:
            changed = change(tree)
        except OverflowError:
            return tree
        return changed if math.isfinite(changed) else tree
    if type(tree) is dict and tree["t"] in _LISTS:
        # A count beside a share, as in (successes, trials, share), is not what was rounded or scaled.
        decimal = not whole and any(type(item) is float for item in tree["v"])
        return {
            **tree,
            "v": [
                item if decimal and type(item) is int else _map(item, change, whole=whole)
                for item in tree["v"]
            ],
        }
    return tree
