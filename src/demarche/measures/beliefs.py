"""Beliefs about a probability, and what counts do to them: the Beta-Binomial model.

A belief is a Beta distribution with two numbers, which act like counts of cases seen before: `a` of those in
which the thing happened and `b` of those in which it did not. Seeing cases adds to them. The cases must be
alike and independent; a belief narrows with every case that is counted, deserved or not.
"""

from __future__ import annotations

import math
from operator import index
from typing import NamedTuple, SupportsIndex


class Belief(NamedTuple):
    """A Beta distribution over a probability."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """Probability that the next case brings it."""
        return self.a / (self.a + self.b)


FLAT = Belief(1.0, 1.0)
"""Every probability is as credible as any other."""


def rule_of_succession(successes: SupportsIndex, trials: SupportsIndex) -> float:
    """Laplace's probability that the next case brings it: (successes + 1) / (trials + 2).

    Parameters
    ----------
    successes, trials : int
        Cases in which it happened, and all cases; 0 <= successes <= trials.

    Returns
    -------
    float
        Strictly between 0 and 1, whatever was seen: one half where nothing was.

    Raises
    ------
    ValueError
        If there are more successes than trials, or fewer than none.

    References
    ----------
    Laplace (1774), *Mémoire sur la probabilité des causes par les évènements*.

    Examples
    --------
    >>> rule_of_succession(0, 8)
    0.1
    """
    return posterior(successes, trials).mean


def posterior(successes: SupportsIndex, trials: SupportsIndex, prior: Belief = FLAT) -> Belief:
    """Belief after having seen some cases.

    Parameters
    ----------
    successes, trials : int
        Cases in which it happened, and all cases; 0 <= successes <= trials.
    prior : Belief
        What was believed before; both numbers above 0.

    Returns
    -------
    Belief

    Raises
    ------
    ValueError
        If the counts do not fit each other, or a number of the prior is not above 0.
    """
    hits, cases = index(successes), index(trials)
    if not 0 <= hits <= cases:
        raise ValueError(f"successes={hits} is not between 0 and trials={cases}")
    _check(prior)
    return Belief(prior.a + hits, prior.b + cases - hits)


def credible_interval(belief: Belief, credibility: float = 0.95) -> tuple[float, float]:
    """Range that holds the probability with the stated credibility; equal chances of missing on both sides.

    Parameters
    ----------
    belief : Belief
    credibility : float
        Strictly between 0 and 1.

    Returns
    -------
    tuple of float, shape (2,)
        Low and high end, each between 0 and 1.

    Raises
    ------
    ValueError
        If `credibility` is not between 0 and 1, or a number of the belief is not above 0.
    """
    if not 0 < credibility < 1:
        raise ValueError(f"credibility={credibility} is not between 0 and 1: write 0.95 for 95 %")
    tail = (1 - credibility) / 2
    return _quantile(belief, tail), _quantile(belief, 1 - tail)


def at_most(probability: float, belief: Belief) -> float:
    """How credible it is that the true probability is at most this one (the Beta distribution function).

    Parameters
    ----------
    probability : float
        Between 0 and 1.
    belief : Belief

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If `probability` is not between 0 and 1, or a number of the belief is not above 0.

    Notes
    -----
    The incomplete beta integral by its continued fraction, summed from the side on which it converges fast:
    Abramowitz and Stegun (1964), *Handbook of Mathematical Functions*, 26.5.8.
    """
    _check(belief)
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability lies between 0 and 1; this one is {probability!r}")
    if probability in (0, 1):
        return float(probability)
    a, b = belief
    if probability > (a + 1) / (a + b + 2):
        return 1.0 - at_most(1 - probability, Belief(b, a))
    front = math.exp(a * math.log(probability) + b * math.log1p(-probability) - _log_beta(a, b)) / a
    return front * _fraction(probability, a, b)


def _quantile(belief: Belief, share: float) -> float:
    low, high = 0.0, 1.0
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        low, high = (middle, high) if at_most(middle, belief) < share else (low, middle)


def _fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction from its far end; more terms than any belief of this course needs."""
    value = 1.0
    for term in range(300, 0, -1):
        half = term // 2
        if term % 2:
            step = -(a + half) * (a + b + half) * x / ((a + term - 1) * (a + term))
        else:
            step = half * (b - half) * x / ((a + term - 1) * (a + term))
        value = 1 + step / value
    return 1 / value


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _check(belief: Belief) -> None:
    if not (belief.a > 0 and belief.b > 0 and math.isfinite(belief.a + belief.b)):
        raise ValueError(f"both numbers of a belief are above 0; these are {belief.a!r} and {belief.b!r}")
