"""Near misses: what becomes of a right answer when one thing went wrong at its end.

Rounded, in per cent, with the wrong sign, the share of the others, off by one: a teacher sees at a glance
that the method was right. So that a card can see it too, these forms are made from the right answer and
sealed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from corrige.codec.encode import Tree

_DECIMALS = range(7)
_LISTS = ("list", "tuple", "array")


def variants(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """Yield the near misses of a written answer, or of one part of it: the likelier one first.

    Parameters
    ----------
    tree : Tree
        A number, or a list of cells such as a column; anything else has no near misses.

    Yields
    ------
    kind : str
        ``rounded-2``, ``per-cent``, ``per-cent-1`` (rounded as well), ``share``, ``share-3``, ``sign``,
        ``rest``, ``times-100``, ``by-100``, ``times-1000``, ``by-1000``, ``inverse``, ``one-off``.
    tree : Tree
        The answer as it would then be. It may equal the right one: 0 has no sign.
    """
    numbers = list(_numbers(tree))
    if any(type(number) is float for number in numbers):
        numbers = [number for number in numbers if type(number) is float]
    if not numbers:
        return
    yield from _fractions(tree, numbers) if any(map(_is_fraction, numbers)) else _whole(tree)


def _fractions(tree: Tree, numbers: list[float]) -> Iterator[tuple[str, Tree]]:
    yield from _rounded("rounded", tree, numbers, _DECIMALS)
    largest = max(map(abs, numbers))
    up = "per-cent" if largest <= 1 else "times-100"
    down = "share" if largest <= 100 else "by-100"
    for kind, factor, decimals in ((up, 100, range(3)), (down, 0.01, range(2, 6))):
        scaled = _map(tree, lambda x, by=factor: x * by)  # type: ignore[misc]
        yield kind, scaled
        yield from _rounded(kind, scaled, list(_numbers(scaled)), decimals)
    yield "sign", _map(tree, lambda x: -x)
    if all(0 <= x <= 1 for x in numbers):
        yield "rest", _map(tree, lambda x: 1 - x)
    elif all(0 <= x <= 100 for x in numbers):
        yield "rest", _map(tree, lambda x: 100 - x)
    yield "times-1000", _map(tree, lambda x: x * 1000)
    yield "by-1000", _map(tree, lambda x: x / 1000)
    if type(tree) is float and tree:
        yield "inverse", 1 / tree


def _whole(tree: Tree) -> Iterator[tuple[str, Tree]]:
    yield "one-off", _map(tree, lambda x: x + 1)
    yield "one-off", _map(tree, lambda x: x - 1)
    yield "sign", _map(tree, lambda x: -x)


def _rounded(kind: str, tree: Tree, numbers: list[float], decimals: range) -> Iterator[tuple[str, Tree]]:
    for places in decimals:
        # A single digit could come from anywhere, unless it stands behind zeros: 0.03.
        least = 10 if places < 2 else 1
        if any(abs(round(x, places)) * 10**places >= least for x in numbers):
            yield f"{kind}-{places}", _map(tree, lambda x, to=places: round(float(x), to))  # type: ignore[misc]


def _is_fraction(number: float) -> bool:
    return abs(number - round(number)) > 1e-9 * max(1.0, abs(number))


def _numbers(tree: Tree) -> Iterator[float]:
    if type(tree) in (int, float):
        yield tree
    elif type(tree) is dict and tree["t"] in _LISTS:
        for item in tree["v"]:
            yield from _numbers(item)


def _map(tree: Tree, change: Callable[[float], Any]) -> Tree:
    """The same tree with every number of the kind in question changed; truth values and text stay."""
    if type(tree) in (int, float):
        changed = change(tree)
        return changed if math.isfinite(changed) else tree
    if type(tree) is dict and tree["t"] in _LISTS:
        # A count beside a share, as in (successes, trials, share), is not what was rounded or scaled.
        decimal = any(type(item) is float for item in tree["v"])
        return {
            **tree,
            "v": [item if decimal and type(item) is int else _map(item, change) for item in tree["v"]],
        }
    return tree
