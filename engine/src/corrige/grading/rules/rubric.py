"""Marking of written answers by people: a sheet to fill in, and its way back into the marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corrige.authoring.model import Exercise, Task
from corrige.grading.export.tables import Row, TableError, guarded, read_table, write_table
from corrige.grading.outcomes import Outcome, Record
from corrige.grading.rules.manual import HIGHEST, Mark, Place, points_of
from corrige.grading.run.evidence import MOST_TEXT

HEAD = ("exercise", "task", "learner", "answer", "rubric", "level", "comment")
_LEVEL = re.compile(r"^-\s+\*\*(?P<level>\d)\*\*\s*(?P<text>.*)$")


@dataclass(frozen=True)
class Written:
    """One written answer that a person has to read.

    Attributes
    ----------
    writer : str
        The learner, or the pseudonym.
    """

    exercise: Exercise
    task: Task
    learner: str
    writer: str
    text: str

    @property
    def place(self) -> Place:
        """Whose answer to what it is."""
        return self.learner, self.exercise.id, self.task.id


def written_answers(
    records: Sequence[Record], exercises: Sequence[Exercise], names: dict[str, str] | None = None
) -> list[Written]:
    """The written answers of a class, in the order of exercise, task and writer.

    Parameters
    ----------
    records : sequence of Record
    exercises : sequence of Exercise
    names : dict of str to str, optional
        Pseudonyms by learner. They also decide the order, so that it says nothing about the names.
    """
    course = {exercise.id: exercise for exercise in exercises}
    found = []
    for record in records:
        exercise = course.get(record.exercise)
        for result in record.results:
            if exercise is None or result.outcome is not Outcome.WAITING:
                continue
            writer = (names or {}).get(record.learner, record.learner)
            task = exercise.task(result.task)
            found.append(Written(exercise, task, record.learner, writer, cut_mark(result.source)))
    return sorted(found, key=lambda each: (each.exercise.id, each.task.number, each.writer))


def cut_mark(text: str) -> str:
    """The text, with a word on it where only its beginning was kept."""
    return (
        f"{text}\n[Cut after {MOST_TEXT} characters; see the notebook.]" if len(text) >= MOST_TEXT else text
    )


def levels_of(task: Task) -> dict[int, str]:
    """The levels of a task's rubric: number to text."""
    levels: dict[int, str] = {}
    last = -1
    for line in task.rubric.splitlines():
        match = _LEVEL.match(line.strip())
        if match:
            last = int(match["level"])
            levels[last] = match["text"]
        elif last in levels and line.strip():
            levels[last] += f" {line.strip()}"
    return levels


def write_sheet(path: Path, answers: Sequence[Written], marks: Sequence[Mark] = ()) -> None:
    """Write the sheet for those who mark: one row for each written answer.

    Parameters
    ----------
    path : Path
    answers : sequence of Written
    marks : sequence of Mark
        Given before: their levels and comments are filled in. A mark in points stays as it is and is not in
        the sheet's level.
    """
    known = {mark.place: mark for mark in marks}
    rows = []
    for answer in answers:
        mark = known.get(answer.place)
        level = f"{mark.level:g}" if mark and mark.level is not None else ""
        rubric = "\n".join(f"{each}: {text}" for each, text in sorted(levels_of(answer.task).items()))
        cells = [answer.exercise.id, answer.task.id, guarded(answer.writer), guarded(answer.text)]
        rows.append([*cells, guarded(rubric), level, guarded(mark.comment) if mark else ""])
    write_table(path, HEAD, rows, mark=True)


@dataclass(frozen=True)
class Sheet:
    """What a sheet says: the marks, and how many answers have no level yet."""

    marks: list[Mark]
    left: int


def read_sheet(path: Path, answers: Sequence[Written]) -> Sheet:
    """Read a sheet that was filled in.

    Parameters
    ----------
    path : Path
    answers : sequence of Written
        The answers that the sheet should hold, once with the learners' names and once with pseudonyms if
        there are any: a sheet may use either.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    TableError
        If a row names an unknown writer, exercise or task, is there twice, or is missing; if a level is no
        number or not from 0 to 4; with file, row, column and what to do.
    """
    marks: dict[Place, Mark | None] = {}
    last = 1
    for row in read_table(path, ("exercise", "task", "learner", "level"), ("comment",)):
        answer = _answer(row, answers)
        if answer.place in marks:
            problem = f"{row['learner']} has a row for {answer.task.id} already."
            raise row.error("task", problem, "Keep one of the rows.")
        marks[answer.place] = _mark(row, answer)
        last = row.number
    missing = [answer for answer in answers if answer.place not in marks]
    if missing:
        first = missing[0]
        raise TableError(
            path,
            last + 1,
            "learner",
            f"{len({each.place for each in missing})} rows are missing; the first is {first.exercise.id}, "
            f"{first.task.id}, {first.writer}.",
            "Put them back (write the sheet anew to a second file and copy them); leave their level empty "
            "if it is not known yet.",
        )
    given = [mark for mark in marks.values() if mark is not None]
    return Sheet(given, len(marks) - len(given))


def _answer(row: Row, answers: Sequence[Written]) -> Written:
    """The answer that a row is about."""
    ids = {answer.exercise.id for answer in answers}
    exercise = row.one_of("exercise", ids, "exercise with written answers")
    mine = [answer for answer in answers if answer.exercise.id == exercise]
    task = row.one_of("task", {answer.task.id for answer in mine}, f"written task of {exercise}")
    writers = {answer.writer: answer for answer in mine if answer.task.id == task}
    return writers[row.one_of("learner", writers, f"answer to {task} by")]


def _mark(row: Row, answer: Written) -> Mark | None:
    if not row["level"]:
        if row["comment"]:
            advice = "Add the level, or take the comment out."
            raise row.error("level", "there is a comment and no level.", advice)
        return None
    level = row.number_between("level", 0, HIGHEST, f"a level from 0 to {HIGHEST}, or leave the cell empty")
    points = points_of(level, answer.task.points)
    return Mark(*answer.place, points, level, row["comment"])


def merged(old: Sequence[Mark], new: Sequence[Mark]) -> list[Mark]:
    """Marks of before and of now; for one task of one learner the new one holds."""
    return list(({mark.place: mark for mark in old} | {mark.place: mark for mark in new}).values())
