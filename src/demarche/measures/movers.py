"""Who moved when a distance changed, and by how much."""

from __future__ import annotations

import math
from typing import NamedTuple


class Moves(NamedTuple):
    """A change of distance and the two parts that add up to it; positive = farther apart."""

    change: float
    first: float
    second: float


def split_change(first_before: float, first_after: float, second_before: float, second_after: float) -> Moves:
    """Split the change of the distance of two points on a line into the parts of both.

    The part of a point is what the distance would change by if that point alone moved, once seen from where
    the other was before and once from where it was after, and the mean of the two. As long as the points
    do not change sides, both views agree, and the part is the point's own move, away from the other counted
    positive. Name the arguments in a call: of four numbers in a row nobody sees which belongs to whom.

    Parameters
    ----------
    first_before, first_after : float
        Where the first point was and is, on the same scale as the second.
    second_before, second_after : float

    Returns
    -------
    Moves
        The two parts add up to the change.

    Raises
    ------
    ValueError
        If a place is missing or infinite.

    References
    ----------
    Shorrocks (2013), *Decomposition Procedures for Distributional Analysis: A Unified Framework Based on the
    Shapley Value*, Journal of Economic Inequality 11(1).
    """
    if not all(math.isfinite(place) for place in (first_before, first_after, second_before, second_after)):
        raise ValueError("a place is missing or infinite: both points need one before and one after")
    before, after = abs(first_before - second_before), abs(first_after - second_after)
    only_first, only_second = abs(first_after - second_before), abs(first_before - second_after)
    first = ((only_first - before) + (after - only_second)) / 2
    second = ((only_second - before) + (after - only_first)) / 2
    return Moves(float(after - before), float(first), float(second))
