"""How far two people agree who gave levels to the same answers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corrige.grading.tables import Row, read_table, unguarded

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


@dataclass(frozen=True)
class Given:
    """A level, the row of the sheet in which it stands, and who gave it, where that is known."""

    level: float
    row: int
    marker: str


def sheets_in(path: Path) -> list[Path]:
    """A sheet by itself, or all sheets (CSV files) of a folder.

    Raises
    ------
    FileNotFoundError
        If the folder holds none.
    TableError
        If two of them mark the same answer: one of the two would hold, and nobody would know which.
    """
    if not path.is_dir():
        return [path]
    sheets = sorted(path.glob("*.csv"))
    if not sheets:
        raise FileNotFoundError(f"There is no sheet (a CSV file) in {path}.")
    seen: dict[Answered, Path] = {}
    for sheet in sheets:
        for row in _marked(sheet):
            other = seen.setdefault(_place(row), sheet)
            if other != sheet:
                problem = f"{other.name} in the same folder marks this answer too."
                raise row.error(
                    "learner", problem, "Keep the sheets of each person in a folder of their own."
                )
    return sheets


def levels_in(path: Path) -> dict[Answered, Given]:
    """The levels of a sheet, or of all sheets in a folder.

    Raises
    ------
    FileNotFoundError, TableError
        As `read_table` and `sheets_in` do, or if a level is none from 0 to 4.
    """
    return {
        _place(row): Given(
            row.number_between("level", 0, 4, "a level from 0 to 4"), row.number, unguarded(row["marker"])
        )
        for sheet in sheets_in(path)
        for row in _marked(sheet)
    }


def _marked(sheet: Path) -> list[Row]:
    rows = read_table(sheet, ("exercise", "task", "learner", "level"), ("marker",))
    return [row for row in rows if row["level"]]


def _place(row: Row) -> Answered:
    return row["exercise"], row["task"], row["learner"]
