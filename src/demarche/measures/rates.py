"""How often something happens, from a handful of cases or from none at all.

Exact intervals for a Poisson rate, and bounds for a probability when no case was seen. They speak of
chance alone: cases that nobody recorded are no matter of chance, and no interval here allows for them.
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Rate(NamedTuple):
    """A rate per unit of exposure, with the limits of its interval."""

    rate: float
    low: float
    high: float


def poisson_mean(count: int, probability: float) -> float:
    """Mean of a Poisson variable that stays at or below `count` with a given probability.

    The larger the mean, the less likely a small count. So there is one mean for each probability, and it is
    found by halving the interval that must hold it.

    Parameters
    ----------
    count : int
        Number of cases, 0 or more.
    probability : float
        Probability of seeing `count` cases or fewer, between 0 and 1 (both excluded).

    Returns
    -------
    float
        The mean, in cases.

    Raises
    ------
    ValueError
        If `count` is negative or not whole, or `probability` is not strictly between 0 and 1.

    Examples
    --------
    No case at all has a chance of 5 % when three cases were to be expected:

    >>> round(poisson_mean(0, 0.05), 3)
    2.996
    """
    _check_count(count)
    if not 0 < probability < 1:
        raise ValueError(f"a probability lies between 0 and 1, both excluded; this one is {probability!r}")
    low, high = 0.0, count + 1.0
    while poisson_at_most(count, high) > probability:
        low, high = high, 2 * high
    while True:
        middle = (low + high) / 2
        if middle in (low, high):  # the two are neighbours among the numbers that a float can hold
            return middle
        if poisson_at_most(count, middle) > probability:
            low = middle
        else:
            high = middle


def poisson_at_most(count: int, mean: float) -> float:
    """Probability that a Poisson variable is at or below `count`.

    Parameters
    ----------
    count : int
        Number of cases, 0 or more.
    mean : float
        Mean of the variable, in cases, 0 or more.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If `count` is negative or not whole, or `mean` is negative or not finite.
    """
    _check_count(count)
    if not (math.isfinite(mean) and mean >= 0):
        raise ValueError(f"a mean is a number of 0 or more; this one is {mean!r}")
    if mean == 0:
        return 1.0
    # On the scale of logarithms, as a power of the mean and a factorial leave the range of a float early.
    log_mean = math.log(mean)
    terms = (math.exp(cases * log_mean - mean - math.lgamma(cases + 1)) for cases in range(int(count) + 1))
    return min(1.0, math.fsum(terms))


def poisson_interval(count: int, exposure: float, confidence: float = 0.95) -> Rate:
    """Rate of events per unit of exposure, with an exact interval.

    The lower limit is the rate at which `count` events or more would be a rare surprise, the upper limit
    the rate at which `count` events or fewer would be. Each surprise has half of what `confidence` leaves.

    Parameters
    ----------
    count : int
        Number of events seen, 0 or more. Events, not rows: rows of one event are not independent.
    exposure : float
        Time, or time by units, in which they could have been seen; above 0. The rate has its unit.
    confidence : float
        Confidence level, between 0 and 1 (both excluded).

    Returns
    -------
    Rate
        ``rate``, ``low`` and ``high``, each per unit of exposure. With a count of 0 the lower limit is 0.

    Raises
    ------
    ValueError
        If `count` is negative or not whole, `exposure` is not above 0, or `confidence` is not a share.

    Notes
    -----
    The limits hold the true rate with *at least* the stated probability if events come one by one,
    independently, at a constant rate. They are half the quantiles of chi-square with ``2 * count`` and
    ``2 * count + 2`` degrees of freedom.

    References
    ----------
    Garwood (1936), *Fiducial Limits for the Poisson Distribution*, Biometrika 28(3/4).
    """
    _check_count(count)
    _check_confidence(confidence)
    if not (math.isfinite(exposure) and exposure > 0):
        raise ValueError(f"an exposure is a number above 0, such as years; this one is {exposure!r}")
    tail = (1 - confidence) / 2
    low = poisson_mean(count - 1, 1 - tail) if count else 0.0
    return Rate(count / exposure, low / exposure, poisson_mean(count, tail) / exposure)


def zero_case_bound(n: int, confidence: float = 0.95) -> float:
    """Largest probability that still fits when `n` independent trials brought no case.

    At this probability, no case in `n` trials has a chance of just ``1 - confidence``.

    Parameters
    ----------
    n : int
        Number of trials, 1 or more.
    confidence : float
        Confidence level, between 0 and 1 (both excluded).

    Returns
    -------
    float
        One-sided upper limit, between 0 and 1.

    Raises
    ------
    ValueError
        If `n` is below 1 or not whole, or `confidence` is not between 0 and 1.

    References
    ----------
    Hanley and Lippman-Hand (1983), *If Nothing Goes Wrong, Is Everything All Right?*, JAMA 249(13).
    """
    _check_trials(n)
    _check_confidence(confidence)
    return -math.expm1(math.log(1 - confidence) / n)


def rule_of_three(n: int) -> float:
    """Quick form of `zero_case_bound` at 95 %: three divided by the number of trials.

    Parameters
    ----------
    n : int
        Number of trials, 1 or more.

    Returns
    -------
    float
        Always a little above the exact bound: by 5 % at 30 trials, and useless below 4, where it leaves
        the range of a probability or comes near it.

    Raises
    ------
    ValueError
        If `n` is below 1 or not whole.

    References
    ----------
    Hanley and Lippman-Hand (1983), *If Nothing Goes Wrong, Is Everything All Right?*, JAMA 249(13).
    """
    _check_trials(n)
    return 3 / n


def _check_count(count: int) -> None:
    if count != int(count) or count < 0:
        raise ValueError(
            f"a count is a number of events, whole and 0 or more, and no rate: this one is {count!r}"
        )


def _check_trials(n: int) -> None:
    if n != int(n) or n < 1:
        raise ValueError(f"a number of trials is a whole number of 1 or more; this one is {n!r}")


def _check_confidence(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, such as 0.95; this one is {confidence!r}")
