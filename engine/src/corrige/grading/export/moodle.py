"""The marks as a file for Moodle's "Import grades from CSV", with a column of feedback for each exercise.

Format: "Grade import", Moodle documentation, https://docs.moodle.org/405/en/Grade_import : the file has the
shape of Moodle's own export; a learner is found by email address, ID number or user name; grade and feedback
of an activity are imported together, as feedback without grades would delete the grades. Moodle 4.1 and later
import nothing at all if one grade is above its item's maximum (moodle/moodle, grade/tests/behat/
grade_import.feature), so what goes beyond it has a column of its own, for an item of extra credit.
"""

from __future__ import annotations

from collections.abc import Sequence

from corrige.authoring.model import Exercise
from corrige.grading.export.feedback import feedback
from corrige.grading.export.gradebook import safe
from corrige.grading.numbers import number
from corrige.grading.outcomes import Record
from corrige.grading.rules.roster import Roster
from corrige.grading.tables import table_text

HEAD = ("Full name", "Username", "ID number", "Email address")


def moodle_csv(records: Sequence[Record], exercises: Sequence[Exercise], roster: Roster) -> str:
    """Write the marks for Moodle: a row for each learner, for each exercise a grade and its feedback.

    Parameters
    ----------
    records : sequence of Record
    exercises : sequence of Exercise
        In this order. A learner without a record for one has ``-`` there, as in Moodle's own export.
    roster : Roster
        Without it, the learner's name stands for the full name and for the user name.
    """
    marks = {(record.learner, record.exercise): record for record in records}
    beyond = [
        exercise.id
        for exercise in exercises
        if any(_beyond(record) for record in records if record.exercise == exercise.id)
    ]
    head = [*HEAD]
    for exercise in exercises:
        title = safe(exercise.title)
        head += [f"{title} (Real)", f"{title} (Feedback)"]
        head += [f"{title}, extra credit (Real)"] * (exercise.id in beyond)
    rows = []
    for learner in sorted({record.learner for record in records}):
        person = roster.of(learner)
        row = [safe(person.name or learner), safe(person.login), safe(person.id), safe(person.email)]
        for exercise in exercises:
            record = marks.get((learner, exercise.id))
            counts = record is not None and not record.excused
            grade = number(record.points - _beyond(record)) if record and counts else "-"
            row += [grade, safe(feedback(record)) if record else ""]
            row += [number(_beyond(record)) if record and counts else "-"] * (exercise.id in beyond)
        rows.append(row)
    return table_text(head, rows)


def _beyond(record: Record) -> float:
    """Points above the maximum of the exercise."""
    return max(0.0, round(record.points - record.maximum, 6))
