"""The gradebook as people use it: wide for each exercise, and long, with a dictionary and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corrige.authoring.model import Exercise
from corrige.grading.export.gradebook import gradebook_csv, safe
from corrige.grading.files import write_whole
from corrige.grading.numbers import number
from corrige.grading.outcomes import Record, TaskResult
from corrige.grading.tables import TableError, read_table, table_text, unguarded

FOLDER = "gradebook"
LONG = {
    "learner": "as the folder or the file says",
    "exercise": "such as ex03",
    "task": "id of the task",
    "outcome": "what became of the answer",
    "points": "points of the task, before any penalty",
    "maximum": "points that the task has",
    "by_hand": "yes if a person gave the points",
    "extra": "yes if the points come on top of the exercise's maximum",
    "reason": "why points are missing, as the learner reads it",
    "mistake": "id of the known mistake or near miss, if one was recognised",
    "file": "the notebook that counts",
    "problem": "why nothing could be marked; empty if something could",
    "exercise_points": "points of the whole exercise after the penalty, the same in each of its rows",
    "penalty": "points taken off the whole exercise",
    "penalty_reason": "why, or why nothing could be decided",
    "group": "the group that handed it in",
    "excused": "why the exercise does not count for the learner",
    "level": "how the notebook was confined",
}
WIDE = {
    "learner": "as the folder or the file says",
    "exercise": "such as ex03",
    "file": "the notebook that counts",
    "points": "what counts: earned less the penalty; empty if the learner is excused",
    "maximum": "points there are, extra credit aside",
    "waiting": "points that wait for a person",
    "problem": "why nothing could be marked; empty if something could",
    "notes": "what was mended on the way in: missing, doubled or retyped cells, several files",
    "level": "how the notebook was confined",
    "earned": "points before any penalty",
    "penalty": "points taken off for lateness",
    "penalty reason": "why, or why nothing could be decided",
    "group": "the group that handed it in",
    "excused": "why the exercise does not count for the learner",
}
_CHANGES = ("learner", "exercise", "task", "points before", "points now", "what")

Key = tuple[str, str, str]


def write_gradebooks(
    out: Path, records: Sequence[Record], exercises: Sequence[Exercise], since: Path | None = None
) -> tuple[list[Path], int]:
    """Write ``OUT/gradebook``: a table for each exercise, the long one, the dictionary, and what changed.

    Parameters
    ----------
    out : Path
    records : sequence of Record
    exercises : sequence of Exercise
    since : Path, optional
        Results of before, a folder or its long table; those of the last run in `out` if not given.

    Returns
    -------
    list of Path, int
        The files written, and how many marks have changed.

    Raises
    ------
    FileNotFoundError
        If `since` is named and not there.
    TableError
        If it is no such table.
    """
    folder = out / FOLDER
    before = _before(since, folder / "long.csv")
    files = {
        **{
            f"{exercise.id}.csv": gradebook_csv([each for each in records if each.exercise == exercise.id])
            for exercise in exercises
            if any(each.exercise == exercise.id for each in records)
        },
        "long.csv": long_csv(records),
        "columns.csv": columns_csv(exercises),
    }
    changed = 0
    if before is not None:
        rows = list(_changes(before, records))
        changed = len(rows)
        files["changes.csv"] = table_text(_CHANGES, rows)
    for name, text in files.items():
        write_whole(folder / name, text)
    return [folder / name for name in files], changed


def long_csv(records: Sequence[Record]) -> str:
    """Write a row for each learner and task; the same records give the same bytes."""
    rows = [_row(record, result) for record in records for result in record.results]
    return table_text(tuple(LONG), rows)


def columns_csv(exercises: Sequence[Exercise]) -> str:
    """Write what each column of the gradebook's tables means."""
    rows = [["exNN.csv, gradebook.csv", column, meaning] for column, meaning in WIDE.items()]
    for exercise in exercises:
        for task in exercise.tasks:
            file, title = f"{exercise.id}.csv, gradebook.csv", safe(f"{task.number} · {task.title}")
            rows.append([file, task.id, f"points of task {title}, of {task.points}"])
            rows.append([file, f"{task.id} outcome", f"what became of the answer to task {title}"])
            rows.append([file, f"{task.id} reason", f"why points of task {title} are missing"])
    rows += [["long.csv", column, meaning] for column, meaning in LONG.items()]
    return table_text(("file", "column", "meaning"), rows)


def _row(record: Record, result: TaskResult) -> list[str]:
    return [
        safe(record.learner),
        record.exercise,
        result.task,
        result.outcome.value,
        number(result.points),
        number(result.maximum),
        "yes" if result.by_hand else "",
        "yes" if result.extra else "",
        safe(result.reason),
        result.mistake,
        safe(record.file),
        safe(record.problem),
        "" if record.excused else number(record.points),
        number(record.penalty),
        safe(record.penalty_reason),
        safe(record.group),
        safe(record.excused),
        record.level,
    ]


def _before(since: Path | None, last: Path) -> dict[Key, tuple[str, str, str]] | None:
    """Points by learner, exercise and task, with the sum; None if there is nothing to compare with."""
    if since is None:
        if not last.exists():
            return None
        try:
            return _known(last)
        except TableError:
            return None  # somebody wrote over it; this run replaces it
    return _known(since / FOLDER / "long.csv" if since.is_dir() else since)


def _known(path: Path) -> dict[Key, tuple[str, str, str]]:
    return {
        (unguarded(row["learner"]), row["exercise"], row["task"]): (
            row["points"],
            row["exercise_points"],
            row["by_hand"],
        )
        for row in read_table(path, ("learner", "exercise", "task", "points"), ("exercise_points", "by_hand"))
    }


def _changes(before: Mapping[Key, tuple[str, str, str]], records: Sequence[Record]) -> Iterator[list[str]]:
    """Every task and every exercise whose points are others now, who came and who left."""
    now: set[Key] = set()
    for record in records:
        total = "" if record.excused else number(record.points)
        totals = None
        for result in record.results:
            key = record.learner, record.exercise, result.task
            now.add(key)
            points = number(result.points)
            place = [safe(record.learner), record.exercise, result.task]
            if key not in before:
                yield [*place, "", points, "new"]
                continue
            old, totals, hand = before[key][0], before[key][1], before[key][2]
            if old != points or (hand == "yes") != result.by_hand:
                yield [*place, old, points, "marked by a person" if result.by_hand else "marked anew"]
        if totals is not None and totals != total:
            yield [safe(record.learner), record.exercise, "", totals, total, "the whole exercise"]
    for learner, exercise, task in sorted(set(before) - now):
        yield [safe(learner), exercise, task, before[learner, exercise, task][0], "", "gone"]
