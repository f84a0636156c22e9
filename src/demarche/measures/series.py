"""Two series over time: how their levels go together, and how their changes do.

Two series that each keep a direction are correlated whatever they measure. Their changes from one year to
the next are not, unless the two really move together from year to year.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import pandas as pd


class Together(NamedTuple):
    """Correlation of two series in levels and in changes, and on how many pairs each rests."""

    levels: float
    changes: float
    n_levels: int
    n_changes: int


def first_differences(series: pd.Series[Any], step: int = 1) -> pd.Series[Any]:
    """Change from the time before, where that time is exactly one step earlier.

    Parameters
    ----------
    series : Series of float, shape (n,)
        The index holds whole numbers such as years, each once, in any order.
    step : int
        Length of a step in the unit of the index.

    Returns
    -------
    Series of float
        Sorted by time. A change over a gap, or from or to a missing value, is left out: a change over two
        years is not a change of one year.

    Raises
    ------
    ValueError
        If a time occurs twice, or the step is below 1.
    """
    if step < 1:
        raise ValueError(f"step={step}: a step forward in time is 1 or more")
    if series.index.has_duplicates:
        raise ValueError("a time occurs twice in the index: reduce the series to one value per time first")
    known = series.dropna().astype(float).sort_index()
    before = known.set_axis(known.index + step)
    return (known - before).dropna()


def correlation(x: pd.Series[Any], y: pd.Series[Any]) -> float:
    """Pearson's correlation of two series over the times at which both have a value.

    Parameters
    ----------
    x, y : Series of float
        Matched by index.

    Returns
    -------
    float
        Between -1 and 1; NaN with fewer than two common times, or if one of them does not vary there.
    """
    ours, theirs = (values.to_numpy() - values.mean() for values in _pairs(x, y))
    scale = math.sqrt(ours @ ours) * math.sqrt(theirs @ theirs)
    return float(np.clip(ours @ theirs / scale, -1.0, 1.0)) if scale > 0 else math.nan


def levels_and_changes(x: pd.Series[Any], y: pd.Series[Any], step: int = 1) -> Together:
    """Correlate two series as they are, and then their changes.

    Parameters
    ----------
    x, y : Series of float
        With times in the index. Only times at which both have a value are used, also for the changes.
    step : int
        As for `first_differences`.

    Returns
    -------
    Together

    Raises
    ------
    ValueError
        As for `first_differences`.

    References
    ----------
    Yule (1926), *Why Do We Sometimes Get Nonsense-Correlations between Time-Series?*, Journal of the Royal
    Statistical Society 89(1). Granger and Newbold (1974), *Spurious Regressions in Econometrics*, Journal of
    Econometrics 2(2).

    Examples
    --------
    >>> years = range(2000, 2005)
    >>> up, down = pd.Series([1, 3, 4, 6, 7], years), pd.Series([9, 8, 6, 5, 3], years)
    >>> both = levels_and_changes(up, down)
    >>> round(both.levels, 2), round(both.changes, 2)
    (-0.97, 1.0)
    """
    ours, theirs = _pairs(x, y)
    changes = first_differences(ours, step), first_differences(theirs, step)
    return Together(correlation(ours, theirs), correlation(*changes), len(ours), len(changes[0]))


def _pairs(x: pd.Series[Any], y: pd.Series[Any]) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Both series over the times at which both have a value."""
    pairs = pd.concat([x.astype(float), y.astype(float)], axis=1, join="inner").dropna()
    return pairs.iloc[:, 0], pairs.iloc[:, 1]
