"""The marks as a file for Canvas' "Import" in the gradebook.

Format: "Importing a CSV File to Grades", Ohio State University, CarmenCanvas guides,
https://teaching.resources.osu.edu/toolsets/carmencanvas/guides/calculating-final-grades/import-csv-file-carmen-grades
and what the importer itself asks for: canvas-lms, lib/gradebook_importer.rb,
https://github.com/instructure/canvas-lms : the columns Student, ID, SIS User ID, SIS Login ID, Section, then
one for each assignment; a second row "Points Possible"; a learner is found by ID, else by SIS User ID, SIS
Login ID, or name. Points have two decimals, as in Canvas' own export.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corrige.authoring.model import Exercise
from corrige.grading.export.gradebook import safe
from corrige.grading.intake.names import safe_name
from corrige.grading.outcomes import Record
from corrige.grading.rules.roster import Roster
from corrige.grading.tables import table_text

HEAD = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
# How Canvas names a column whose assignment it knows by number.
_NUMBERED = re.compile(r"\((\d+)\)$")
# Names of what hand-ins from Canvas leave: the name, then the user's number.
_USER = re.compile(r"^.+_(\d+)$")


def canvas_csv(records: Sequence[Record], exercises: Sequence[Exercise], roster: Roster) -> str:
    """Write the marks for Canvas: a row for each learner, a column for each exercise.

    Parameters
    ----------
    records : sequence of Record
    exercises : sequence of Exercise
        A column each, in this order. A learner without a record for one has an empty cell there, which
        Canvas leaves as it is.
    roster : Roster
        Without it, the learner's name stands for the name and for the SIS Login ID; the number at the end of
        a hand-in from Canvas ("doe_12345") stands for the ID.
    """
    marks = {(record.learner, record.exercise): record for record in records}
    rows = [["    Points Possible", "", "", "", "", *(f"{exercise.points:.2f}" for exercise in exercises)]]
    for learner in sorted({record.learner for record in records}):
        mine = [marks.get((learner, exercise.id)) for exercise in exercises]
        points = [_points(record) if record else "" for record in mine]
        rows.append([*_person(learner, roster), *points])
    return table_text([*HEAD, *(title_of(exercise) for exercise in exercises)], rows)


def _points(record: Record) -> str:
    """Points, or what the importer takes for "excused"."""
    return "EX" if record.excused else f"{record.points:.2f}"


def title_of(exercise: Exercise) -> str:
    """The name of the assignment; a number in round brackets at its end would be read as Canvas' own."""
    return safe(_NUMBERED.sub(r"[\1]", exercise.title))


def _person(learner: str, roster: Roster) -> list[str]:
    person = roster.of(learner)
    number = _USER.match(learner)
    canvas_id = person.canvas_id or (number[1] if number and learner not in roster.people else "")
    name = safe(person.name or learner)
    # A row with these words is read as the row of the maxima.
    name = safe_name(name) if "Points Possible" in name else name
    return [name, safe(canvas_id), safe(person.id), safe(person.login), safe(person.section)]
