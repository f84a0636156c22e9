"""Place labels so that they do not collide."""

from __future__ import annotations

import math
from collections.abc import Iterable


def spread(places: Iterable[float], gap: float, floor: float = -math.inf) -> list[float]:
    """Move places apart until neighbours are at least `gap` from each other, keeping their order.

    Parameters
    ----------
    places : iterable of float, shape (n,)
        Where the labels would like to be.
    gap : float
        Smallest distance allowed, in the same unit.
    floor : float, optional
        No place may end below it.

    Returns
    -------
    list of float, shape (n,)
        In the order given. A crowd is moved apart around its own middle.
    """
    wanted = [float(place) for place in places]
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    crowds: list[list[float]] = []  # each: [sum of (wanted - own offset in the crowd), number of labels]
    for index in order:
        crowds.append([wanted[index], 1])
        while len(crowds) > 1 and _start(crowds[-2]) + crowds[-2][1] * gap > _start(crowds[-1]):
            total, size = crowds.pop()
            crowds[-1][0] += total - size * crowds[-1][1] * gap
            crowds[-1][1] += size
    result = [0.0] * len(wanted)
    ordered = iter(order)
    for crowd in crowds:
        for step in range(int(crowd[1])):
            result[next(ordered)] = _start(crowd) + step * gap
    for level, index in enumerate(order):
        result[index] = max(result[index], floor + level * gap)
    return result


def _start(crowd: list[float]) -> float:
    return crowd[0] / crowd[1]
