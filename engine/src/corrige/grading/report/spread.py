"""How points and time spread over a class."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corrige.grading.outcomes import Record
from corrige.grading.report.items import Points


@dataclass(frozen=True)
class Distribution:
    """Points of those who were read, out of what a machine marks.

    Attributes
    ----------
    width : int
        Points that one bin holds.
    counts : tuple of int
        Learners with at least ``i * width`` and less than ``(i + 1) * width`` points.
    """

    maximum: float
    mean: float
    quartiles: tuple[float, float, float]
    lowest: float
    highest: float
    width: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Timing:
    """Seconds a submission, of those that ran this time; the others were kept from an earlier run."""

    timed: int
    median: float
    longest: float
    total: float


def distribution(points: Points, maximum: float) -> Distribution | None:
    """Distribution of the sum of points; None without learners or points.

    Parameters
    ----------
    points : array of float, shape (n_learners, n_tasks)
    maximum : float
        Points that the tasks give together.
    """
    if not len(points) or not maximum:
        return None
    totals = np.round(points.sum(axis=1), 6)
    width = max(1, -(-int(maximum) // 20))
    bins = np.floor(totals / width + 1e-5).astype(int)  # three thirds of a point make one
    low, middle, high = (float(value) for value in np.quantile(totals, [0.25, 0.5, 0.75]))
    return Distribution(
        maximum=maximum,
        mean=float(totals.mean()),
        quartiles=(low, middle, high),
        lowest=float(totals.min()),
        highest=float(totals.max()),
        width=width,
        counts=tuple(int(count) for count in np.bincount(bins, minlength=int(maximum // width) + 1)),
    )


def timing(read: Sequence[Record]) -> Timing | None:
    """Time of the records that ran this time; None if none did."""
    seconds = [record.seconds for record in read if record.seconds > 0]
    if not seconds:
        return None
    return Timing(len(seconds), statistics.median(seconds), max(seconds), sum(seconds))
