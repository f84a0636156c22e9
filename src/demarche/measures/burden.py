"""Who carries how much: shares of GDP, two ways to average them, and how far apart they lie.

All functions take one value per ally and know nothing of years: select the year and the allies first.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = Iterable[float]


def burden(expenditure: Numbers, gdp: Numbers) -> npt.NDArray[np.float64]:
    """Defence expenditure of each ally as a percentage of its own GDP.

    Parameters
    ----------
    expenditure, gdp : array-like of float, shape (n_allies,)
        In the same currency and the same prices.

    Returns
    -------
    ndarray of float, shape (n_allies,)
        In per cent.

    Raises
    ------
    ValueError
        If the lengths or the indexes differ, a value is missing or negative, or a GDP is zero.
    """
    spent, produced = _pairs(expenditure, gdp)
    return np.asarray(100 * spent / produced)


def mean_of_ratios(expenditure: Numbers, gdp: Numbers) -> float:
    """Mean of the allies' burdens: every ally counts once, however large.

    It answers "what does a typical ally spend of its income?".

    Parameters
    ----------
    expenditure, gdp : array-like of float, shape (n_allies,)

    Returns
    -------
    float
        In per cent.

    Raises
    ------
    ValueError
        As `burden`.
    """
    return float(burden(expenditure, gdp).mean())


def ratio_of_sums(expenditure: Numbers, gdp: Numbers) -> float:
    """Burden of the group as a whole: all money spent over all income.

    It answers "what share of the group's income goes to defence?" and equals the mean of the burdens
    weighted by GDP, so that the largest economy speaks loudest.

    Parameters
    ----------
    expenditure, gdp : array-like of float, shape (n_allies,)

    Returns
    -------
    float
        In per cent.

    Raises
    ------
    ValueError
        As `burden`.
    """
    spent, produced = _pairs(expenditure, gdp)
    return float(100 * spent.sum() / produced.sum())


def coefficient_of_variation(values: Numbers) -> float:
    """Standard deviation over mean: the spread of positive numbers, free of their unit.

    A fall of the spread over time is called sigma-convergence. A fall of this measure can come from a smaller
    spread, from a higher mean, or from both, so look at the standard deviation as well.

    Parameters
    ----------
    values : array-like of float, shape (n,)
        Two values or more, none negative.

    Returns
    -------
    float
        Uses the sample standard deviation (divisor n - 1).

    Raises
    ------
    ValueError
        If there are fewer than two values, one is missing or negative, or all are zero.

    References
    ----------
    Sala-i-Martin (1996), *The Classical Approach to Convergence Analysis*, Economic Journal 106(437), on
    sigma- and beta-convergence.
    """
    numbers = _numbers(values)
    if len(numbers) < 2:
        raise ValueError(f"a spread needs two values or more; there is {len(numbers)}")
    if (numbers < 0).any():
        raise ValueError("a value is negative: the spread relative to the mean has no sense then")
    if not numbers.any():
        raise ValueError("all values are zero: nothing to divide the spread by")
    return float(numbers.std(ddof=1) / numbers.mean())


def _pairs(expenditure: Numbers, gdp: Numbers) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    if (
        isinstance(expenditure, pd.Series)
        and isinstance(gdp, pd.Series)
        and not expenditure.index.equals(gdp.index)
    ):
        raise ValueError("the two Series have different indexes: merge them, so that each row is one ally")
    spent, produced = _numbers(expenditure), _numbers(gdp)
    if len(spent) != len(produced):
        raise ValueError(
            f"{len(spent)} values of expenditure, {len(produced)} of GDP: give one pair per ally"
        )
    if (spent < 0).any():
        raise ValueError("an expenditure is negative")
    if (produced <= 0).any():
        raise ValueError("a GDP is zero or negative: no share can be taken of it")
    return spent, produced


def _numbers(values: Numbers) -> npt.NDArray[np.float64]:
    numbers = np.asarray(values if hasattr(values, "__len__") else list(values), dtype=np.float64)
    if numbers.ndim != 1 or not len(numbers):
        raise ValueError("give one or more numbers, in one dimension")
    if not np.isfinite(numbers).all():
        raise ValueError("a value is missing or infinite: drop it, and say how many you dropped")
    return numbers
