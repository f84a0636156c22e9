"""Write the gradebook: a row per submission, and for each task points, outcome and reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corrige.grading.files import write_whole
from corrige.grading.numbers import number
from corrige.grading.outcomes import Record
from corrige.grading.tables import guarded, table_text

_HEAD = ["learner", "exercise", "file", "points", "maximum", "waiting", "problem", "notes", "level"]
_RULES = ["earned", "penalty", "penalty reason", "group", "excused"]


def gradebook_csv(records: Sequence[Record]) -> str:
    """Write records as CSV.

    Parameters
    ----------
    records : sequence of Record

    Returns
    -------
    str
        Columns: learner, exercise, file, points, maximum, waiting, problem, notes, level; earned (points
        before the penalty), penalty, penalty reason, group, excused (why the exercise does not count for the
        learner, who then has no points); then for each task, in course order, ``<task>``,
        ``<task> outcome``, ``<task> reason``.
        The same records give the same bytes.
        Text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    tasks = list(dict.fromkeys(result.task for record in records for result in record.results))
    columns = [column for task in tasks for column in (task, f"{task} outcome", f"{task} reason")]
    return table_text([*_HEAD, *_RULES, *columns], [_row(record, tasks) for record in records])


def _row(record: Record, tasks: Sequence[str]) -> list[str]:
    row = [
        safe(record.learner),
        record.exercise,
        safe(record.file),
        "" if record.excused else number(record.points),
        number(record.maximum),
        number(record.waiting),
        safe(record.problem),
        safe(" ".join(record.notes)),
        record.level,
        number(record.earned),
        number(record.penalty),
        safe(record.penalty_reason),
        safe(record.group),
        safe(record.excused),
    ]
    results = {result.task: result for result in record.results}
    for task in tasks:
        result = results.get(task)
        row += [number(result.points), result.outcome.value, safe(result.reason)] if result else ["", "", ""]
    return row


def write_gradebook(path: Path, records: Sequence[Record]) -> None:
    """Write the gradebook to a file, whole or not at all."""
    write_whole(path, gradebook_csv(records))


def safe(text: str) -> str:
    """Text on one line that no spreadsheet takes for a formula."""
    return guarded(" ".join(text.split()))
