"""Item analysis: what the points of a class say about its tasks. Numbers in, numbers out; no records here."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
GROUP = 0.27


class Estimate(NamedTuple):
    """A number from a sample of learners, with the two ends of its interval."""

    estimate: float
    low: float
    high: float


def item_rest_correlation(points: Any, task: int, confidence: float = 0.95) -> Estimate | None:
    """Discrimination: correlation of one task's points with the points of all *other* tasks.

    For a task that is right or wrong this is the point-biserial correlation. Leaving the task out of
    the total corrects for overlap: a task always agrees with a sum that contains it.

    Parameters
    ----------
    points : array_like of float, shape (n_learners, n_tasks)
        Points earned; 0 where nothing was answered.
    task : int
        Column of the task.
    confidence : float
        How often the interval (by Fisher's z) should catch the true correlation. It is rough, as points
        are not normally distributed.

    Returns
    -------
    Estimate or None
        None if there are fewer than four learners or two tasks, or if either side does not vary.

    References
    ----------
    Henrysson (1963), *Correction of Item-Total Correlations in Item Analysis*, Psychometrika 28(2).
    Fisher (1921), *On the "Probable Error" of a Coefficient of Correlation Deduced from a Small Sample*,
    Metron 1.
    """
    table = _table(points)
    learners, tasks = table.shape
    if learners < 4 or tasks < 2:
        return None
    own, rest = table[:, task], np.delete(table, task, axis=1).sum(axis=1)
    if not _varies(own) or not _varies(rest):
        return None
    r = float(np.clip(np.corrcoef(own, rest)[0, 1], -1.0, 1.0))
    if 1 - abs(r) < 1e-12:
        return Estimate(round(r), round(r), round(r))
    half = NormalDist().inv_cdf(0.5 + confidence / 2) / math.sqrt(learners - 3)
    return Estimate(r, math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half))


def upper_lower_difference(points: Any, task: int, maximum: float, group: float = GROUP) -> float | None:
    """Discrimination: mean share of a task's points in the upper group less that in the lower group.

    The groups are the best and the weakest 27 % by total. Learners who are tied at the border of a group
    share the places that are left, so the result does not hang on the order of the rows.

    Parameters
    ----------
    points : array_like of float, shape (n_learners, n_tasks)
    task : int
    maximum : float
        Points that the task gives.
    group : float
        Size of each group as a share of the learners, at most one half.

    Returns
    -------
    float or None
        Between -1 and 1; None if a group would be empty or the totals do not vary.

    References
    ----------
    Kelley (1939), *The Selection of Upper and Lower Groups for the Validation of Test Items*, Journal of
    Educational Psychology 30(1).
    """
    if not 0 < group <= 0.5:
        raise ValueError(f"group={group} is not between 0 and 0.5: write 0.27 for the best 27 %")
    table = _table(points)
    size = round(group * len(table))
    total = np.round(table.sum(axis=1), 9)
    if size < 1 or not _varies(total):
        return None
    shares = table[:, task] / maximum
    return _top_mean(total, shares, size) - _top_mean(-total, shares, size)


def cronbach_alpha(points: Any, confidence: float = 0.95) -> Estimate | None:
    """Reliability of the sum of the tasks' points: Cronbach's alpha.

    It is a lower bound of reliability if the errors of the tasks are independent, and it equals it only if
    all tasks measure the same thing equally well. Tasks of a course are chosen to differ, so a middling
    alpha is no fault by itself.

    Parameters
    ----------
    points : array_like of float, shape (n_learners, n_tasks)
        Complete: one number in every cell.
    confidence : float
        How often the interval (by the F distribution) should catch the true value.

    Returns
    -------
    Estimate or None
        None if there are fewer than two learners or tasks, or if a task or the total does not vary.

    References
    ----------
    Cronbach (1951), *Coefficient Alpha and the Internal Structure of Tests*, Psychometrika 16(3).
    Feldt (1965), *The Approximate Sampling Distribution of Kuder-Richardson Reliability Coefficient
    Twenty*, Psychometrika 30(3).
    """
    table = _table(points)
    learners, tasks = table.shape
    if learners < 2 or tasks < 2 or not all(_varies(column) for column in table.T):
        return None
    total = table.sum(axis=1)
    if not _varies(total):
        return None
    alpha = tasks / (tasks - 1) * (1 - table.var(axis=0, ddof=1).sum() / total.var(ddof=1))
    freedom = learners - 1, (learners - 1) * (tasks - 1)
    tail = (1 - confidence) / 2
    from scipy import special  # where it is used: a late notebook is alone, and should not wait for it

    low, high = (float(1 - (1 - alpha) * special.fdtri(*freedom, place)) for place in (1 - tail, tail))
    return Estimate(float(alpha), low, high)


def _table(points: Any) -> Points:
    table = np.asarray(points, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(
            f"points must be a table of learners by tasks, got an array of {table.ndim} dimensions"
        )
    if not np.isfinite(table).all():
        raise ValueError(
            "points must be complete: put 0 where nothing was answered, or leave the learner out"
        )
    return table


def _varies(values: Points) -> bool:
    return bool(np.ptp(values) > 1e-9)


def _top_mean(order: Points, values: Points, size: int) -> float:
    """Mean of the values of the `size` learners highest in order; ties at the border share what is left."""
    border = np.sort(order)[-size]
    above, tied = order > border, order == border
    left = size - int(above.sum())
    return float((values[above].sum() + left * values[tied].mean()) / size)
