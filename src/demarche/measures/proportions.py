"""Intervals for a share of cases: Wilson's, which the course uses, and the textbook one it warns of."""

from __future__ import annotations

import math
from operator import index
from statistics import NormalDist
from typing import NamedTuple, SupportsIndex


class Proportion(NamedTuple):
    """A share of cases with the two ends of its interval, each between 0 and 1."""

    estimate: float
    low: float
    high: float


def wilson_interval(successes: SupportsIndex, trials: SupportsIndex, confidence: float = 0.95) -> Proportion:
    """Wilson's score interval for a proportion, without continuity correction.

    It holds every true share that a z-test would not reject. Unlike the textbook interval it stays between
    0 and 1, is not of zero width at 0 or `trials` successes, and covers the true share about as often as
    it says, also when there are few cases.

    Parameters
    ----------
    successes, trials : int
        Cases that have the property, and all cases of the base; 0 <= successes <= trials.
    confidence : float
        How often the procedure should catch the true share, strictly between 0 and 1.

    Returns
    -------
    Proportion
        The observed share, and the low and high end.

    Raises
    ------
    ValueError
        If there are no trials, more successes than trials, or `confidence` is not between 0 and 1.
    TypeError
        If a count is not a whole number.

    References
    ----------
    Wilson (1927), *Probable Inference, the Law of Succession, and Statistical Inference*, JASA 22(158).
    Brown, Cai and DasGupta (2001), *Interval Estimation for a Binomial Proportion*, Stat. Science 16(2).

    Examples
    --------
    >>> share = wilson_interval(0, 10)
    >>> round(share.low, 3), round(share.high, 3)
    (0.0, 0.278)
    """
    hits, cases, z = _counts(successes, trials, confidence)
    share = hits / cases
    scale = 1 + z**2 / cases
    centre = (share + z**2 / (2 * cases)) / scale
    half = z / scale * math.sqrt(share * (1 - share) / cases + z**2 / (4 * cases**2))
    # At the borders the formula gives exactly 0 or 1; rounding may miss them by a hair.
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    high = 1.0 if hits == cases else min(1.0, centre + half)
    return Proportion(share, low, high)


def wald_interval(successes: SupportsIndex, trials: SupportsIndex, confidence: float = 0.95) -> Proportion:
    """Textbook interval: the share plus and minus z standard errors. Shown for comparison only.

    With few cases, or a share near 0 or 1, it covers the true share less often than it says. The ends are not
    cut at 0 and 1, so that the fault can be seen.

    Parameters
    ----------
    successes, trials, confidence
        As for `wilson_interval`.

    Returns
    -------
    Proportion

    Raises
    ------
    ValueError, TypeError
        As for `wilson_interval`.

    References
    ----------
    Brown, Cai and DasGupta (2001), *Interval Estimation for a Binomial Proportion*, Stat. Science 16(2).
    """
    hits, cases, z = _counts(successes, trials, confidence)
    share = hits / cases
    half = z * math.sqrt(share * (1 - share) / cases)
    return Proportion(share, share - half, share + half)


def _counts(successes: SupportsIndex, trials: SupportsIndex, confidence: float) -> tuple[int, int, float]:
    """Check the counts, and turn the confidence into a number of standard errors."""
    hits, cases = index(successes), index(trials)
    if cases < 1:
        raise ValueError(f"a share needs at least one case in its base, got trials={cases}")
    if not 0 <= hits <= cases:
        raise ValueError(f"successes={hits} is not between 0 and trials={cases}")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence={confidence} is not between 0 and 1: write 0.95 for 95 %")
    return hits, cases, NormalDist().inv_cdf(0.5 + confidence / 2)
