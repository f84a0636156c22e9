"""How long things last when some of them were not seen to the end: the Kaplan-Meier estimate.

A case that is known only to have lasted longer than some time is censored. It counts among those at risk for
as long as it was seen, and then leaves without having ended. That is fair only if being censored says nothing
about how long the case would have lasted; no method in here can check it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd


def kaplan_meier(
    days: Iterable[float], ended: Iterable[int | bool], confidence: float = 0.95
) -> pd.DataFrame:
    """Share of cases that last longer than each time, with a pointwise interval.

    Parameters
    ----------
    days : iterable of float, shape (n,)
        How long each case was seen, 0 or more, in any unit of time.
    ended : iterable of bool, or of 0 and 1, shape (n,)
        Whether it ended then (1), or was lost from sight then and may have gone on (0).
    confidence : float
        Confidence level of the interval, strictly between 0 and 1.

    Returns
    -------
    DataFrame, shape (n_times, 6)
        One row for each time at which a case ended or was censored, ascending; the index is named ``days``.
        Columns ``at_risk``, ``ended``, ``censored`` (cases), ``survival`` (share that lasts longer) and
        ``low``, ``high`` (its interval: log-log transform of Greenwood's variance). The interval is missing
        where the estimate is still 1 or has reached 0: the variance is not defined there.

    Raises
    ------
    ValueError
        If the two differ in length, are empty, hold a missing or negative time, or anything but 0 and 1.

    Notes
    -----
    A case censored on the day on which another one ended was still at risk on that day.

    References
    ----------
    Kaplan and Meier (1958), *Nonparametric Estimation from Incomplete Observations*, JASA 53(282).
    Greenwood (1926), *The Natural Duration of Cancer*, Reports on Public Health and Medical Subjects 33.
    Kalbfleisch and Prentice (1980), *The Statistical Analysis of Failure Time Data*: the log-log interval.

    Examples
    --------
    >>> kaplan_meier([2, 3, 3, 5], [1, 1, 0, 0])["survival"].tolist()
    [0.75, 0.5, 0.5]
    """
    time, end = _spells(days, ended)
    if not 0 < confidence < 1:
        raise ValueError(f"confidence={confidence} is not between 0 and 1: write 0.95 for 95 %")
    times = np.unique(time)
    if (times == np.round(times)).all():
        times = times.astype("int64")
    at_risk = np.array([(time >= each).sum() for each in times])
    deaths = np.array([end[time == each].sum() for each in times])
    leaving = np.array([(~end[time == each]).sum() for each in times])
    survival = np.cumprod(1 - deaths / at_risk)
    low, high = _log_log(survival, at_risk, deaths, NormalDist().inv_cdf(0.5 + confidence / 2))
    return pd.DataFrame(
        {
            "at_risk": at_risk,
            "ended": deaths,
            "censored": leaving,
            "survival": survival,
            "low": low,
            "high": high,
        },
        index=pd.Index(times, name="days"),
    )


def survival_at(curve: pd.DataFrame, time: float) -> float:
    """Share of cases that last longer than `time`, read from a Kaplan-Meier curve.

    Parameters
    ----------
    curve : DataFrame
        What `kaplan_meier` returns.
    time : float
        A time of 0 or more.

    Returns
    -------
    float
        Missing beyond the last time seen, if cases were still there: the curve says nothing about it.

    Raises
    ------
    ValueError
        If `time` is negative.
    """
    if time < 0:
        raise ValueError(f"a duration is 0 or more; this one is {time!r}")
    survival = curve["survival"]
    before = survival[survival.index <= time]
    if time > survival.index[-1] and survival.iloc[-1] > 0:
        return math.nan
    return float(before.iloc[-1]) if len(before) else 1.0


def median_survival(curve: pd.DataFrame) -> float:
    """First time at which no more than half of the cases last longer.

    Parameters
    ----------
    curve : DataFrame
        What `kaplan_meier` returns.

    Returns
    -------
    float
        Infinite if the curve never comes down to one half: the median is then known only to be long.
    """
    survival = curve["survival"]
    reached = survival[survival <= 0.5 + 1e-12]  # a product of fractions may miss one half by a hair
    return float(reached.index[0]) if len(reached) else math.inf


def _spells(days: Iterable[Any], ended: Iterable[Any]) -> tuple[Any, Any]:
    """Check the durations and bring them to arrays of float and bool."""
    given = list(days), list(ended)
    if len(given[0]) != len(given[1]) or not given[0]:
        raise ValueError(
            f"{len(given[0])} durations and {len(given[1])} marks: one mark for each, and at least one"
        )
    if any(pd.isna(value) for value in [*given[0], *given[1]]):
        raise ValueError(
            "a duration or a mark is missing: leave out the cases of which nothing is known, and say so"
        )
    time = np.asarray(given[0], dtype=float)
    if (time < 0).any() or not np.isfinite(time).all():
        raise ValueError("a duration is a number of 0 or more")
    if not {float(value) for value in given[1]} <= {0.0, 1.0}:
        raise ValueError("a mark is 1 where the case ended and 0 where it was lost from sight")
    return time, np.asarray(given[1], dtype=float).astype(bool)


def _log_log(survival: Any, at_risk: Any, deaths: Any, z: float) -> tuple[Any, Any]:
    """Ends of an interval that is symmetric on the scale log(-log(survival)): it stays within 0 and 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(deaths / (at_risk * (at_risk - deaths)))
        spread = np.exp(z * np.sqrt(greenwood) / np.abs(np.log(survival)))
        low, high = survival**spread, survival ** (1 / spread)
    known = (survival > 0) & (survival < 1)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)
