"""Change between two surveys, in percentage points and with its margin of error."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import NamedTuple


class Change(NamedTuple):
    """A change in percentage points, and the half width of its interval."""

    points: float
    margin: float


def change_in_points(
    before: float, n_before: float, after: float, n_after: float, confidence: float = 0.95
) -> Change:
    """Change of a percentage between two independent samples.

    Their variances add up, because the samples are drawn independently. Their margins do not.

    Parameters
    ----------
    before, after : float
        Per cent, between 0 and 100.
    n_before, n_after : float
        People asked, above zero. For a sample drawn in clusters or with unequal weights give the effective
        number, which is smaller; with the number asked the margin is the smallest that can be claimed.
    confidence : float
        Strictly between 0 and 1.

    Returns
    -------
    Change
        Both in percentage points.

    Raises
    ------
    ValueError
        If a percentage, a number of people or the confidence is out of its range.

    References
    ----------
    Agresti (2013), *Categorical Data Analysis*: the Wald interval for a difference of two proportions.

    Examples
    --------
    >>> change = change_in_points(50, 1000, 40, 1000)
    >>> change.points, round(change.margin, 2)
    (-10, 4.34)
    """
    for percentage in (before, after):
        if not 0 <= percentage <= 100:
            raise ValueError(f"{percentage} is no percentage between 0 and 100")
    for people in (n_before, n_after):
        if not people > 0:
            raise ValueError(f"{people} people asked: there has to be somebody")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence={confidence} is not between 0 and 1: write 0.95 for 95 %")
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return Change(after - before, NormalDist().inv_cdf(0.5 + confidence / 2) * math.sqrt(variance))
