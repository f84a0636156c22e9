"""Composite indices: indicators on one scale, their weighted mean, and how far a result hangs on the weights.

The steps are kept apart, since each is a choice that somebody else could make in another way: which
indicators (not decided here), which scale (`z_scores`), which weights (`composite`), and what stays of a
result when the weights change (`weight_grid`, `lowest_counts`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Table = TypeVar("Table", "pd.Series[Any]", pd.DataFrame)

_NOISE = 1e-9  # two composites this close differ by rounding alone


def z_scores(values: Table) -> Table:
    """Distance of each value from the mean of its column, in standard deviations of that column.

    The standard deviation is that of the values themselves (n in the denominator): the years are described,
    not taken as a sample of other years. A missing value stays missing and does not count.

    Parameters
    ----------
    values : Series, shape (n,), or DataFrame, shape (n, k)
        Numbers. Each column of a DataFrame is treated by itself.

    Returns
    -------
    Series or DataFrame
        Of the same shape and labels; each column has mean 0 and standard deviation 1. NaN throughout for a
        column that does not vary, which has no scale to be measured on.

    References
    ----------
    OECD and Joint Research Centre (2008), *Handbook on Constructing Composite Indicators*, on normalisation.

    Examples
    --------
    >>> z_scores(pd.Series([2.0, 4.0, 6.0])).round(3).tolist()
    [-1.225, 0.0, 1.225]
    """
    if isinstance(values, pd.DataFrame):
        table: pd.DataFrame = values.apply(z_scores)
        return table
    spread = float(values.std(ddof=0))
    # A column of equal numbers can have a spread of rounding noise: that is no scale either.
    scale = spread if spread > 1e-12 * float(values.abs().max()) else np.nan
    return (values - values.mean()) / scale


def composite(scores: pd.DataFrame, weights: Iterable[float] | None = None) -> pd.Series[Any]:
    """Weighted mean of the indicators, row by row.

    Parameters
    ----------
    scores : DataFrame, shape (n_rows, n_indicators)
        On one scale and pointing in one direction, as `z_scores` of indicators turned the same way.
    weights : iterable of float, shape (n_indicators,), optional
        Not negative, in the order of the columns; they are divided by their sum. Equal weights if left out.

    Returns
    -------
    Series, shape (n_rows,)
        Between the smallest and the largest score of its row.

    Raises
    ------
    ValueError
        If a score is missing, or the weights do not fit the columns, are negative or all zero.
    """
    usable = _weights(np.ones(scores.shape[1]) if weights is None else list(weights), scores)
    return pd.Series(_complete(scores) @ usable[0], index=scores.index)


def weight_grid(n_indicators: int, steps: int) -> Floats:
    """Every way to share a total of 1 among indicators in equal steps, zero included.

    Parameters
    ----------
    n_indicators : int
        1 or more.
    steps : int
        The step is 1/steps: with 10, weights are 0, 0.1, ..., 1.

    Returns
    -------
    ndarray of float, shape (n_weightings, n_indicators)
        Each row sums to 1. There are C(steps + n_indicators - 1, n_indicators - 1) rows.

    Raises
    ------
    ValueError
        If either number is below 1.

    Examples
    --------
    >>> weight_grid(2, 2).tolist()
    [[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]]
    """
    if n_indicators < 1 or steps < 1:
        raise ValueError(f"n_indicators={n_indicators}, steps={steps}: both have to be 1 or more")
    # Put n - 1 bars between the steps, and count the steps between neighbouring bars.
    places = itertools.combinations(range(steps + n_indicators - 1), n_indicators - 1)
    bars = np.array([(-1, *chosen, steps + n_indicators - 1) for chosen in places])
    return (np.diff(bars, axis=1) - 1) / steps


def lowest_counts(scores: pd.DataFrame, grid: npt.ArrayLike) -> pd.Series[Any]:
    """Under how many weightings each row has the lowest composite.

    Parameters
    ----------
    scores : DataFrame, shape (n_rows, n_indicators)
        As for `composite`.
    grid : array-like of float, shape (n_weightings, n_indicators)
        One weighting per row, for example from `weight_grid`.

    Returns
    -------
    Series of int
        Row label -> number of weightings, the most frequent first; rows that are never lowest are left out.
        If rows tie for the lowest place, each of them counts.

    Raises
    ------
    ValueError
        As for `composite`.
    """
    weightings = _weights(grid, scores)
    composites = _complete(scores) @ weightings.T
    lowest = composites <= composites.min(axis=0) + _NOISE
    counts = pd.Series(lowest.sum(axis=1), index=scores.index, name="weightings")
    return counts[counts > 0].sort_values(ascending=False, kind="stable")


def _complete(scores: pd.DataFrame) -> Floats:
    numbers = scores.to_numpy(dtype=np.float64)
    if np.isnan(numbers).any():
        gaps = scores.columns[np.isnan(numbers).any(axis=0)]
        raise ValueError(
            f"a score is missing in {', '.join(map(str, gaps))}: drop its row, or say what a gap stands for"
        )
    return numbers


def _weights(weights: npt.ArrayLike, scores: pd.DataFrame) -> Floats:
    usable = np.atleast_2d(np.asarray(weights, dtype=np.float64))
    if usable.ndim != 2 or usable.shape[1] != scores.shape[1]:
        raise ValueError(f"{usable.shape[-1]} weights for {scores.shape[1]} indicators: one each is needed")
    if not np.isfinite(usable).all() or (usable < 0).any() or (usable.sum(axis=1) <= 0).any():
        raise ValueError("weights have to be zero or more, and at least one of them above zero")
    return np.asarray(usable / usable.sum(axis=1, keepdims=True))
