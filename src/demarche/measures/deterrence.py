"""When a challenge pays, and what a sign of disunity tells a challenger: deterrence as expected utility.

The functions say what follows from numbers that somebody assumed. They do not say what any government
wants, believes or will do.
"""

from __future__ import annotations

import math


def challenge_margin(resist: float, gain: float, loss: float, status_quo: float = 0.0) -> float:
    """Expected utility of a challenge, less the utility of leaving things as they are.

    A challenge meets resistance with probability `resist` and then brings `loss`; otherwise it brings `gain`.

    Parameters
    ----------
    resist : float
        Probability, in the eyes of the challenger, that the alliance resists. Between 0 and 1.
    gain, loss, status_quo : float
        Utilities of the challenger, on one scale whose zero and unit are free: of a challenge that is not
        resisted, of one that is, and of no challenge.

    Returns
    -------
    float
        Above 0 the challenge pays, on these assumptions; in the unit of the utilities.

    Raises
    ------
    ValueError
        If `resist` is no probability, or a utility is not finite.

    References
    ----------
    Russett (1963), *The Calculus of Deterrence*, Journal of Conflict Resolution 7(2), weighs firmness and
    retreat in this way for the defender; here it is done for the challenger.
    """
    _check_probability("resist", resist)
    _check_finite(gain=gain, loss=loss, status_quo=status_quo)
    return resist * loss + (1 - resist) * gain - status_quo


def challenger_threshold(gain: float, loss: float, status_quo: float = 0.0) -> float:
    """Probability of resistance below which a challenge pays.

    Parameters
    ----------
    gain, loss, status_quo : float
        Utilities of the challenger, as in `challenge_margin`; `gain` above `loss`.

    Returns
    -------
    float
        Between 0 and 1. It is 0 if even an unopposed gain is no better than the status quo: nothing tempts.
        It is 1 if even a resisted challenge is no worse than the status quo: nothing deters.

    Raises
    ------
    ValueError
        If `gain` is not above `loss`, or a utility is not finite.

    Notes
    -----
    The threshold does not change when all three utilities are multiplied by a positive number or moved by
    the same amount: only ratios of differences count, as for every expected utility.

    Examples
    --------
    >>> challenger_threshold(gain=4, loss=-12, status_quo=0)
    0.25
    """
    _check_finite(gain=gain, loss=loss, status_quo=status_quo)
    if not gain > loss:
        raise ValueError(
            f"gain ({gain!r}) is not above loss ({loss!r}): resistance would not hurt, so it cannot deter"
        )
    # Decided before dividing, so that the two ends are exact.
    if status_quo >= gain:
        return 0.0
    if status_quo <= loss:
        return 1.0
    return (gain - status_quo) / (gain - loss)


def likelihood_ratio(if_true: float, if_false: float) -> float:
    """How much more often a signal is seen when a hypothesis is true than when it is false.

    Parameters
    ----------
    if_true, if_false : float
        Probability of the signal under the hypothesis and under its contrary, each between 0 and 1.

    Returns
    -------
    float
        0 or more: 1 tells nothing, above 1 speaks for the hypothesis, below 1 against it; infinite if the
        signal is never seen when the hypothesis is false.

    Raises
    ------
    ValueError
        If a number is no probability, or the signal is impossible either way.
    """
    _check_probability("if_true", if_true)
    _check_probability("if_false", if_false)
    if if_true == 0 and if_false == 0:
        raise ValueError("a signal that is never seen, true or false, has no likelihood ratio")
    return math.inf if if_false == 0 else if_true / if_false


def posterior(prior: float, if_true: float, if_false: float) -> float:
    """Probability of a hypothesis after a signal was seen, by Bayes' rule.

    Parameters
    ----------
    prior : float
        Probability of the hypothesis before the signal: its base rate. Between 0 and 1.
    if_true, if_false : float
        Probability of the signal under the hypothesis and under its contrary, each between 0 and 1.
        For a signal that was *not* seen, give one minus each.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If a number is no probability, or the signal could not have been seen at all.

    References
    ----------
    Bar-Hillel (1980), *The Base-Rate Fallacy in Probability Judgments*, Acta Psychologica 44, on what
    people answer who leave out the prior.

    Examples
    --------
    >>> round(posterior(prior=0.1, if_true=0.8, if_false=0.6), 3)
    0.129
    """
    _check_probability("prior", prior)
    _check_probability("if_true", if_true)
    _check_probability("if_false", if_false)
    seen_and_true, seen_and_false = prior * if_true, (1 - prior) * if_false
    if seen_and_true + seen_and_false == 0:
        raise ValueError("with these numbers the signal is never seen, so there is nothing to learn from it")
    return seen_and_true / (seen_and_true + seen_and_false)


def _check_probability(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{name} is a probability, between 0 and 1; this one is {value!r}")


def _check_finite(**values: float) -> None:
    for name, value in values.items():
        if not math.isfinite(value):
            raise ValueError(f"{name} is a finite number; this one is {value!r}")
