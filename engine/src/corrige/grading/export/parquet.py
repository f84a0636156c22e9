"""The marks as one Parquet table, for analysis: a row for each learner, exercise and task."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from corrige.grading.outcomes import Record
from corrige.grading.tables import plain


class ParquetError(ValueError):
    """Parquet cannot be written on this machine; says what to install."""


def need_parquet() -> None:
    """Make sure that Parquet can be written.

    Raises
    ------
    ParquetError
        If pyarrow is not installed.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise ParquetError(
            "--parquet needs the package pyarrow, which is not installed.\n"
            "  Install it with `pip install 'corrige[parquet]'`, or do without:"
            " gradebook.csv has the same marks."
        )


def write_parquet(path: Path, records: Sequence[Record]) -> None:
    """Write the marks as Parquet, whole or not at all.

    Raises
    ------
    ParquetError
        If pyarrow is not installed.
    """
    need_parquet()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    tidy_marks(records).to_parquet(part, engine="pyarrow", index=False)
    part.replace(path)


def tidy_marks(records: Sequence[Record]) -> pd.DataFrame:
    """The marks as a table with a row for each learner, exercise and task.

    Returns
    -------
    DataFrame
        Columns learner, exercise, task, outcome, points, maximum, by_hand, reason, mistake; and of the whole
        exercise, the same in each of its rows: file, problem, exercise_points (after the penalty), penalty,
        penalty_reason, level, group, excused; extra says whether a task's points come on top.
    """
    rows = [
        {
            "learner": plain(record.learner),
            "exercise": record.exercise,
            "task": result.task,
            "outcome": result.outcome.value,
            "points": float(result.points),
            "maximum": float(result.maximum),
            "by_hand": result.by_hand,
            "reason": plain(result.reason),
            "mistake": result.mistake,
            "file": plain(record.file),
            "problem": plain(record.problem),
            "exercise_points": float(record.points),
            "penalty": float(record.penalty),
            "penalty_reason": plain(record.penalty_reason),
            "level": record.level,
            "extra": result.extra,
            "group": plain(record.group),
            "excused": plain(record.excused),
        }
        for record in records
        for result in record.results
    ]
    return pd.DataFrame(rows)
