"""Marks given by hand. They always win: no regrade writes this file or goes past it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corrige.authoring.model import Exercise
from corrige.grading.numbers import number
from corrige.grading.outcomes import Record, TaskResult
from corrige.grading.tables import Row, guarded, read_table, write_table

NAME = "manual.csv"
HIGHEST = 4  # the best level of a rubric

Place = tuple[str, str, str]


@dataclass(frozen=True)
class Mark:
    """What a person gave for one task of one learner.

    Attributes
    ----------
    points : float
        Points of the task; with a level, ``maximum * level / 4``.
    level : float, optional
        The level of the rubric, 0 to 4, if the person gave a level.
    """

    learner: str
    exercise: str
    task: str
    points: float
    level: float | None = None
    comment: str = ""

    @property
    def place(self) -> Place:
        """Whose task it is."""
        return self.learner, self.exercise, self.task


def read_marks(
    path: Path, learners: Collection[str], exercises: Sequence[Exercise], *, beyond: float = 0.0
) -> list[Mark]:
    """Read marks given by hand.

    Parameters
    ----------
    path : Path
        A CSV file with the columns learner, exercise, task; points or level; and comment if wanted.
    learners : collection of str
        The class.
    exercises : sequence of Exercise
        The course.
    beyond : float
        How many points there may be beyond a task's own.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    TableError
        If a learner, an exercise or a task is unknown, if points or level are missing, doubled, no number
        or out of range, or if a task is marked twice; with file, row, column and what to do.
    """
    marks: dict[Place, Mark] = {}
    for row in read_table(path, ("learner", "exercise", "task"), ("points", "level", "comment")):
        mark = _mark(row, learners, {exercise.id: exercise for exercise in exercises}, beyond)
        if mark.place in marks:
            raise row.error(
                "task", f"{mark.learner} has a mark for {mark.task} already.", "Keep one of the rows."
            )
        marks[mark.place] = mark
    return list(marks.values())


def _mark(row: Row, learners: Collection[str], course: dict[str, Exercise], beyond: float) -> Mark:
    learner = row.one_of("learner", learners, "learner")
    exercise = course[row.one_of("exercise", course, "exercise")]
    task = exercise.task(row.one_of("task", [task.id for task in exercise.tasks], f"task of {exercise.id}"))
    if row["points"] and row["level"]:
        raise row.error("points", "the row gives points and a level.", "Give one of the two.")
    if row["level"]:
        level = row.number_between("level", 0, HIGHEST, f"a level from 0 to {HIGHEST}")
        return Mark(learner, exercise.id, task.id, points_of(level, task.points), level, row["comment"])
    if not row["points"]:
        raise row.error("points", "the row gives neither points nor a level.", "Give one of the two.")
    most = task.points + beyond
    points = row.number_between("points", 0, most, f"points from 0 to {number(most)}")
    return Mark(learner, exercise.id, task.id, points, None, row["comment"])


def points_of(level: float, maximum: float) -> float:
    """Points of a level: ``maximum * level / 4``."""
    return maximum * level / HIGHEST


def write_marks(path: Path, marks: Sequence[Mark]) -> None:
    """Write marks as `read_marks` reads them, in the order of exercise, task and learner."""
    rows = [
        [
            guarded(mark.learner),
            mark.exercise,
            mark.task,
            "" if mark.level is not None else number(mark.points),
            "" if mark.level is None else number(mark.level),
            guarded(mark.comment),
        ]
        for mark in sorted(marks, key=lambda mark: (mark.exercise, mark.task, mark.learner))
    ]
    write_table(path, ("learner", "exercise", "task", "points", "level", "comment"), rows, mark=True)


def apply_marks(records: Sequence[Record], marks: Sequence[Mark]) -> list[Record]:
    """Put marks given by hand in the place of the automatic ones.

    The outcome stays, as it says what became of the answer; the points and the reason are the person's.
    """
    given = {mark.place: mark for mark in marks}

    def marked(record: Record, result: TaskResult) -> TaskResult:
        mark = given.get((record.learner, record.exercise, result.task))
        if mark is None:
            return result
        return replace(result, points=mark.points, reason=reason_of(mark, result.maximum), by_hand=True)

    return [
        replace(record, results=tuple(marked(record, result) for result in record.results))
        for record in records
    ]


def reason_of(mark: Mark, maximum: float) -> str:
    """What a learner reads about a mark given by hand."""
    level = f" (level {number(mark.level)} of {HIGHEST})" if mark.level is not None else ""
    comment = f" {mark.comment}" if mark.comment else ""
    return f"marked by hand: {number(mark.points)} of {number(maximum)} points{level}.{comment}"
