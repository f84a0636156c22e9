"""Spearman's rank correlation, and how often chance alone would do as well.

Nothing here needs scipy, so that it runs wherever numpy does; the tests compare it with scipy.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

EXACT_UP_TO: Final = 8
"""Largest number of pairs for which every order is tried: 8! = 40,320 orders."""
_NOISE: Final = 1e-12  # two orders with the same correlation differ by rounding alone


def average_ranks(values: Iterable[float]) -> Floats:
    """Rank numbers from the smallest (1); equal numbers share the mean of their ranks.

    Parameters
    ----------
    values : array-like of float, shape (n,)

    Returns
    -------
    ndarray of float, shape (n,)
        Their sum is always n (n + 1) / 2.

    Raises
    ------
    ValueError
        If a value is missing.
    """
    numbers = _numbers(values)
    _, place, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[place], dtype=np.float64)


def spearman(x: Iterable[float], y: Iterable[float]) -> float:
    """Spearman's rank correlation: Pearson's correlation of the ranks, with ties.

    Parameters
    ----------
    x, y : array-like of float, shape (n,)
        Paired by position. Two Series must have the same index.

    Returns
    -------
    float
        Between -1 (opposite orders) and 1 (the same order); NaN when x or y does not vary.

    Raises
    ------
    ValueError
        If there are fewer than two pairs, the lengths or the indexes differ, or a value is missing.

    References
    ----------
    Spearman (1904), *The Proof and Measurement of Association between Two Things*, American Journal of
    Psychology 15(1). Mean ranks for ties: Kendall and Gibbons (1990), *Rank Correlation Methods*, chapter 3.
    """
    ours, theirs = _scores(x, y)
    scale = np.sqrt((ours @ ours) * (theirs @ theirs))
    if scale == 0:
        return float("nan")
    return float(np.clip((ours @ theirs) / scale, -1.0, 1.0))


def permutation_p(x: Iterable[float], y: Iterable[float], *, draws: int = 9_999, seed: int = 0) -> float:
    """Share of shuffles in which chance alone gives a rank correlation at least as far from zero.

    The values of y are shuffled against those of x. With up to eight pairs every order is tried, and the
    share is exact; with more, `draws` orders are drawn, and the order seen counts as one of them.

    Parameters
    ----------
    x, y : array-like of float, shape (n,)
        Paired by position.
    draws : int
        Number of random orders when there are more than eight pairs.
    seed : int
        Of the random orders: the same seed gives the same share, in every version of numpy.

    Returns
    -------
    float
        Two-sided, above 0 and at most 1; NaN when x or y does not vary.

    Raises
    ------
    ValueError
        As `spearman`, or if `draws` is below 1.

    References
    ----------
    Phipson and Smyth (2010), *Permutation P-values Should Never Be Zero*, Statistical Applications in
    Genetics and Molecular Biology 9(1), for adding one above and below.
    """
    if draws < 1:
        raise ValueError(f"draws={draws}: one shuffle or more is needed")
    ours, theirs = _scores(x, y)
    scale = np.sqrt((ours @ ours) * (theirs @ theirs))
    if scale == 0:
        return float("nan")
    seen = abs(ours @ theirs) / scale - _NOISE
    if len(ours) <= EXACT_UP_TO:
        orders = np.array(list(itertools.permutations(range(len(ours)))))
        return float(np.mean(np.abs(theirs[orders] @ ours) / scale >= seen))
    # The legacy generator on purpose: its stream is frozen, that of the new one may change with numpy.
    random = np.random.RandomState(seed)
    shuffled = np.array([random.permutation(theirs) for _ in range(draws)])
    as_far = int(np.sum(np.abs(shuffled @ ours) / scale >= seen))
    return (as_far + 1) / (draws + 1)


def _scores(x: Iterable[float], y: Iterable[float]) -> tuple[Floats, Floats]:
    """Ranks of both, each centred on zero."""
    if isinstance(x, pd.Series) and isinstance(y, pd.Series) and not x.index.equals(y.index):
        raise ValueError("the two Series have different indexes: merge them, so that each row is one pair")
    ours, theirs = average_ranks(x), average_ranks(y)
    if len(ours) != len(theirs):
        raise ValueError(f"{len(ours)} values of x, {len(theirs)} of y: a correlation needs pairs")
    if len(ours) < 2:
        raise ValueError(
            f"a correlation needs two pairs or more; there is {len(ours)}: look at what was kept or grouped"
        )
    return ours - ours.mean(), theirs - theirs.mean()


def _numbers(values: Iterable[float]) -> Floats:
    numbers = np.asarray(values if hasattr(values, "__len__") else list(values), dtype=np.float64)
    if numbers.ndim != 1:
        raise ValueError("give numbers in one dimension")
    if np.isnan(numbers).any():
        raise ValueError("a value is missing: drop the pair, and say how many you dropped")
    return numbers
