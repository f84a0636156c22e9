"""Where does the mean of a series change? Least-squares segmentation, and a price for every break.

A break is given by the position of the first value of the new segment, counted from 0. The functions know
nothing of years: take positions back to years through the index of the series, never by adding to the first
year, or a missing year shifts all that come after it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = Iterable[float]


class Segmentation(NamedTuple):
    """A series cut into segments, each described by its mean."""

    starts: tuple[int, ...]  # position of the first value after each break, ascending
    means: tuple[float, ...]  # one more than there are breaks
    cost: float  # sum over all segments of the squared distances from the segment's mean


def segment_cost(values: Numbers) -> float:
    """Sum of the squared distances of the values from their own mean.

    Parameters
    ----------
    values : numbers, shape (n,)
        At least one, none missing.

    Returns
    -------
    float
        0 or more, in the squared unit of the values. A segment of one value costs nothing.

    Raises
    ------
    ValueError
        If there is no value, or one is missing or infinite.
    """
    numbers = as_numbers(values)
    return float(((numbers - numbers.mean()) ** 2).sum())


def optimal_segmentation(values: Numbers, breaks: int, shortest: int = 1) -> Segmentation:
    """Cut a series into segments of least total cost, by dynamic programming.

    The best way to cut the first ``j`` values with ``k`` breaks is the best way to cut the first ``i`` of
    them with ``k - 1``, and one more segment from ``i`` to ``j``, for the best ``i``. So no combination of
    breaks has to be tried twice, and the result is the global optimum.

    Parameters
    ----------
    values : numbers, shape (n,)
        In order of time, none missing.
    breaks : int
        Number of breaks, 0 or more.
    shortest : int
        Smallest number of values in a segment.

    Returns
    -------
    Segmentation
        Among cuts of equal cost, one with early breaks.

    Raises
    ------
    ValueError
        If a value is missing, or the series is too short for so many segments.

    References
    ----------
    Bai and Perron (2003), *Computation and Analysis of Multiple Structural Change Models*, Journal of
    Applied Econometrics 18(1).
    """
    return segmentations(values, breaks, shortest)[breaks]


def segmentations(values: Numbers, most: int, shortest: int = 1) -> list[Segmentation]:
    """Best segmentations with 0, 1, 2 ... breaks.

    Parameters
    ----------
    values, shortest
        As for `optimal_segmentation`.
    most : int
        Largest number of breaks.

    Returns
    -------
    list of Segmentation, length ``most + 1``
        Their costs never rise.

    Raises
    ------
    ValueError
        As for `optimal_segmentation`.
    """
    numbers = as_numbers(values)
    n = len(numbers)
    if most < 0 or shortest < 1:
        raise ValueError(f"{most} breaks and segments of {shortest}: give 0 or more breaks, lengths from 1")
    if n < (most + 1) * shortest:
        raise ValueError(f"{n} values cannot make {most + 1} segments of {shortest} or more")
    costs = _costs(numbers, shortest)
    best = [costs[0]]  # best[k][j]: least cost of the first j values with k breaks
    before: list[npt.NDArray[np.intp]] = []  # before[k - 1][j]: where its last segment begins
    for _ in range(most):
        ways = best[-1][:, np.newaxis] + costs
        before.append(ways.argmin(axis=0))
        best.append(ways.min(axis=0))
    found = []
    for breaks in range(most + 1):
        starts: list[int] = []
        end = n
        for step in reversed(before[:breaks]):
            end = int(step[end])
            starts.insert(0, end)
        found.append(cut(numbers, starts))
    return found


def cut(values: Numbers, starts: Iterable[int]) -> Segmentation:
    """Describe a series by segments that are already known.

    Parameters
    ----------
    values : numbers, shape (n,)
    starts : ints, length n_breaks
        Positions of the first value of each new segment, ascending, between 1 and n - 1.

    Returns
    -------
    Segmentation

    Raises
    ------
    ValueError
        If the positions are not ascending or lie outside, or a value is missing.
    """
    numbers, places = as_numbers(values), [int(start) for start in starts]
    edges = [0, *places, len(numbers)]
    if any(left >= right for left, right in pairwise(edges)):
        raise ValueError(f"breaks at {places} do not cut {len(numbers)} values into segments")
    parts = np.split(numbers, places)
    return Segmentation(
        tuple(places), tuple(float(part.mean()) for part in parts), sum(segment_cost(part) for part in parts)
    )


def bic(cost: float, n: int, breaks: int) -> float:
    """Bayesian information criterion of a segmentation; lower is better.

    ``n ln(cost / n) + p ln n``, where ``p`` counts all that was estimated from the data: the means (one more
    than there are breaks), the positions of the breaks, and the variance of the rest.

    Parameters
    ----------
    cost : float
        Total cost, above 0.
    n : int
        Number of values, above 0.
    breaks : int
        Number of breaks, 0 or more.

    Returns
    -------
    float
        Has no unit; only differences between models of the same series mean something.

    Raises
    ------
    ValueError
        If the cost is not above 0: the segments fit without rest, and no price can hold back more of them.

    References
    ----------
    Schwarz (1978), *Estimating the Dimension of a Model*, Annals of Statistics 6(2).
    Yao (1988), *Estimating the Number of Change-points via Schwarz' Criterion*, Statistics & Probability
    Letters 6(3).
    """
    if not cost > 0 or n < 1 or breaks < 0:
        raise ValueError(f"no BIC for a cost of {cost}, {n} values and {breaks} breaks")
    estimated = (breaks + 1) + breaks + 1
    return n * math.log(cost / n) + estimated * math.log(n)


def bic_table(values: Numbers, most: int, shortest: int = 1) -> pd.DataFrame:
    """Cost and BIC of the best segmentations with 0 to `most` breaks.

    Parameters
    ----------
    values, most, shortest
        As for `segmentations`.

    Returns
    -------
    DataFrame, shape (most + 1, 2)
        Columns ``cost`` and ``bic``; the index is the number of breaks. The best number is the ``idxmin`` of
        ``bic``.

    Raises
    ------
    ValueError
        As for `segmentations` and `bic`.
    """
    numbers = as_numbers(values)
    rows = [
        (each.cost, bic(each.cost, len(numbers), breaks))
        for breaks, each in enumerate(segmentations(numbers, most, shortest))
    ]
    return pd.DataFrame(rows, columns=["cost", "bic"]).rename_axis("breaks")


def as_numbers(values: Numbers) -> npt.NDArray[np.float64]:
    """Values as a one-dimensional array of finite numbers, or a ValueError that says what is wrong."""
    listed = values if hasattr(values, "__len__") else list(values)
    numbers = pd.Series(listed).to_numpy(dtype=np.float64, na_value=np.nan)
    if not len(numbers):
        raise ValueError("there is no value")
    if not np.isfinite(numbers).all():
        raise ValueError("a value is missing or infinite: drop it, and keep its year out of the index too")
    return numbers


def _costs(numbers: npt.NDArray[np.float64], shortest: int) -> npt.NDArray[np.float64]:
    """Cost of every segment from i up to, not including, j; infinite where it would be too short."""
    n = len(numbers)
    centred = numbers - numbers.mean()  # the cost is the same, and large means lose no digits
    sums, squares = (np.concatenate([[0.0], np.cumsum(each)]) for each in (centred, centred**2))
    first, last = np.arange(n + 1)[:, np.newaxis], np.arange(n + 1)[np.newaxis, :]
    size = last - first
    total = sums[np.newaxis, :] - sums[:, np.newaxis]
    cost = (squares[np.newaxis, :] - squares[:, np.newaxis]) - total**2 / np.maximum(size, 1)
    return np.where(size >= shortest, np.maximum(cost, 0.0), np.inf)
