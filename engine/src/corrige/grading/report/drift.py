"""Whether a person's levels moved while they worked through a pile, which came in mixed order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean, variance

from corrige.grading.rules.history import Entry, latest

FEWEST = 12
"""Answers below which nothing is said: a third of them is a handful."""


@dataclass(frozen=True)
class Drift:
    """One person's levels for one task, early and late in the pile.

    Attributes
    ----------
    each : int
        Answers in the first third, and as many in the last.
    change, low, high : float
        Mean level of the last third less that of the first, with its 95 % interval (normal approximation).
    """

    task: str
    marker: str
    answers: int
    each: int
    first: float
    last: float
    change: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return not self.low <= 0 <= self.high


def drifts(history: Sequence[Entry], exercise: str) -> list[Drift]:
    """The drift of everyone who gave levels in the marking page, by task and marker.

    Parameters
    ----------
    history : sequence of Entry
    exercise : str
    """
    given = [
        entry
        for entry in latest(history).values()
        if entry.exercise == exercise and entry.turn and entry.level
    ]
    given.sort(key=lambda entry: (entry.task, entry.marker, entry.turn))
    found = []
    for (task, marker), entries in groupby(given, key=lambda entry: (entry.task, entry.marker)):
        levels = [float(entry.level) for entry in entries]
        if len(levels) >= FEWEST:
            found.append(_drift(task, marker, levels))
    return found


def _drift(task: str, marker: str, levels: Sequence[float]) -> Drift:
    third = len(levels) // 3
    first, last = levels[:third], levels[-third:]
    change = fmean(last) - fmean(first)
    half = 1.96 * math.sqrt((variance(first) + variance(last)) / third)
    low, high = change - half, change + half
    return Drift(task, marker, len(levels), third, fmean(first), fmean(last), change, low, high)
