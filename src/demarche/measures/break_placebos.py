"""Is a break more than chance would give? The same search in series of which we know that they have none.

A search looks at every possible year and keeps the best. So it has to be compared with a search too, never
with one fixed year; and with series that wander as much as the real one does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from demarche.measures.breaks import Numbers, as_numbers, segmentations

_SLACK = 1e-12  # shares that are equal on paper tie, whatever the last bit of a float says


class PlaceboTest(NamedTuple):
    """How much the best breaks explain, and how often they explain as much where there is none."""

    share: float
    p_value: float
    placebo_shares: npt.NDArray[np.float64]  # shape (n_placebos,)


def explained_share(values: Numbers, breaks: int, shortest: int = 1) -> float:
    """Part of the squared distances from the overall mean that the best breaks remove.

    Parameters
    ----------
    values, breaks, shortest
        As for `demarche.measures.breaks.optimal_segmentation`.

    Returns
    -------
    float
        From 0 to 1; 0 if all values are the same.

    Raises
    ------
    ValueError
        If a value is missing, or the series is too short for so many segments.
    """
    found = segmentations(values, breaks, shortest)
    return 1 - found[-1].cost / found[0].cost if found[0].cost > 0 else 0.0


def placebo_test(values: Numbers, placebos: Iterable[Numbers], breaks: int, shortest: int = 1) -> PlaceboTest:
    """Search for breaks in the real series and in placebo series, and compare what they explain.

    Parameters
    ----------
    values : numbers, shape (n,)
        The real series.
    placebos : numbers, shape (n_placebos, n)
        Series without a break: shuffles of the real one, or simulations.
    breaks, shortest
        As for `demarche.measures.breaks.optimal_segmentation`, and the same for all series.

    Returns
    -------
    PlaceboTest
        The p-value counts the real series among the placebos, so it is never zero.

    Raises
    ------
    ValueError
        If there is no placebo, or as for `explained_share`.

    References
    ----------
    Phipson and Smyth (2010), *Permutation P-values Should Never Be Zero*, Statistical Applications in
    Genetics and Molecular Biology 9(1).
    """
    share = explained_share(values, breaks, shortest)
    shares = np.array([explained_share(each, breaks, shortest) for each in placebos])
    if not len(shares):
        raise ValueError("there is no placebo series to compare with")
    as_large = int((shares >= share - _SLACK).sum())
    return PlaceboTest(share, (1 + as_large) / (1 + len(shares)), shares)


def lag_one_correlation(values: Numbers) -> float:
    """Correlation of a series with itself one step before: its memory.

    Parameters
    ----------
    values : numbers, shape (n,)
        In order of time; two or more, not all the same. A gap in time is not seen: the neighbours of a
        missing year count as neighbours.

    Returns
    -------
    float
        Between -1 and 1. A break that is really there raises it. In a short series that has none it comes out
        too small, on average.

    Raises
    ------
    ValueError
        If the values are all the same, or one is missing.
    """
    numbers = as_numbers(values)
    apart = numbers - numbers.mean()
    if not (apart**2).sum() > 0:
        raise ValueError("all values are the same: they have no correlation")
    return float((apart[1:] * apart[:-1]).sum() / (apart**2).sum())


def drifting_series(
    n: int, memory: float, count: int, seed: int, scatter: Numbers | None = None
) -> npt.NDArray[np.float64]:
    """Simulate series that wander around one constant mean: autoregressive of order one, without a break.

    Each value is `memory` times the one before plus a normal shock. The first is drawn from the distribution
    to which all belong, so the series have no beginning of their own.

    Parameters
    ----------
    n : int
        Length of each series.
    memory : float
        Between -1 and 1, both excluded; 0 gives independent values.
    count : int
        Number of series.
    seed : int
        The same seed gives the same series, in every version of numpy.
    scatter : numbers, shape (n,), optional
        Standard deviation of the shock at each step; 1 throughout if left out. A series that is noisier in
        one part than in another needs placebos that are so too.

    Returns
    -------
    array of float, shape (count, n)

    Raises
    ------
    ValueError
        If `memory` is not between -1 and 1, or `scatter` has not one number above zero for each step.
    """
    if not -1 < memory < 1:
        raise ValueError(f"memory lies between -1 and 1, both excluded; this one is {memory!r}")
    # The legacy generator on purpose: its stream is frozen, that of the new one may change with numpy.
    shocks = np.random.RandomState(seed).standard_normal((count, n))
    if scatter is not None:
        sizes = as_numbers(scatter)
        if len(sizes) != n or not (sizes > 0).all():
            raise ValueError(f"scatter needs {n} numbers above zero, one for each step of the series")
        shocks = shocks * sizes
    series = np.empty((count, n))
    if n:
        series[:, 0] = shocks[:, 0] / np.sqrt(1 - memory**2)
    for step in range(1, n):
        series[:, step] = memory * series[:, step - 1] + shocks[:, step]
    return series
