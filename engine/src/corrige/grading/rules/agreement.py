"""How far two people agree who gave levels to the same answers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corrige.grading.tables import read_table

Pair = tuple[float, float]


@dataclass(frozen=True)
class Agreement:
    """Agreement of two sets of levels.

    Attributes
    ----------
    both : int
        Answers with a level from both.
    same, near : int
        Those with the same level; those at most one level apart.
    kappa, weighted : float
        Cohen's kappa, and the same with disagreements weighted by their distance; NaN if one level was given
        throughout.
    higher : float
        Mean of the first one's levels less that of the second one's.
    """

    both: int
    same: int
    near: int
    kappa: float
    weighted: float
    higher: float


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Agreement of two people's levels for the same answers.

    Parameters
    ----------
    pairs : sequence of (float, float)
        At least one.

    References
    ----------
    Cohen (1960), *A Coefficient of Agreement for Nominal Scales*, Educational and Psychological Measurement
    20(1). Cohen (1968), *Weighted Kappa*, Psychological Bulletin 70(4).
    """
    return Agreement(
        both=len(pairs),
        same=sum(a == b for a, b in pairs),
        near=sum(abs(a - b) <= 1 for a, b in pairs),
        kappa=_kappa(pairs, lambda a, b: float(a != b)),
        weighted=_kappa(pairs, lambda a, b: abs(a - b)),
        higher=sum(a - b for a, b in pairs) / len(pairs),
    )


def _kappa(pairs: Sequence[Pair], weight: Callable[[float, float], float]) -> float:
    """One minus the disagreement seen, as a part of what chance would give with the same frequencies."""
    seen = sum(weight(a, b) for a, b in pairs) / len(pairs)
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    chance = (
        sum(times * others * weight(a, b) for a, times in first.items() for b, others in second.items())
        / len(pairs) ** 2
    )
    return 1 - seen / chance if chance else math.nan


Answered = tuple[str, str, str]  # exercise, task and writer


def levels_in(path: Path) -> dict[Answered, float]:
    """The levels of a sheet, or of all sheets in a folder; as `marked_rows` reads them."""
    return {place: level for place, (_, level) in marked_rows(path).items()}


def marked_rows(path: Path) -> dict[Answered, tuple[int, float]]:
    """The rows of a sheet, or of all sheets in a folder, that have a level: their numbers and levels.

    Raises
    ------
    FileNotFoundError, TableError
        As `read_table` does, or if a level is none from 0 to 4.
    """
    sheets = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not sheets:
        raise FileNotFoundError(f"There is no sheet (a CSV file) in {path}.")
    return {
        (row["exercise"], row["task"], row["learner"]): (
            row.number,
            row.number_between("level", 0, 4, "a level from 0 to 4"),
        )
        for sheet in sheets
        for row in read_table(sheet, ("exercise", "task", "learner", "level"))
        if row["level"]
    }
