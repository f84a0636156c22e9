"""The marks in GitHub Classroom's shapes: an autograding result for each submission, grades and a roster.

Formats: what the action "GitHub Classroom Autograding Reporter" reads (README and tests of
https://github.com/classroom-resources/autograding-grading-reporter : ``version``, ``status``, ``max_score``
and ``tests`` with ``name``, ``status``, ``message``, ``line_no``, ``score``; the action takes it in base64
from the variable ``<RUNNER>_RESULTS``); "Get assignment grades", REST API endpoints for GitHub Classroom,
https://docs.github.com/en/rest/classroom/classroom , whose fields are the columns of the downloaded grades;
the roster's columns as in "Managing the classroom roster", abc-classroom,
https://abc-classroom.readthedocs.io/en/latest/get-started/classroom-roster.html .
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from corrige.authoring.model import Exercise
from corrige.grading.export.feedback import said
from corrige.grading.export.gradebook import safe
from corrige.grading.export.roster import Roster
from corrige.grading.export.tables import plain, table_text
from corrige.grading.intake.names import safe_name
from corrige.grading.outcomes import Outcome, Record
from corrige.grading.rules.lateness import Times

GRADES = (
    "assignment_name",
    "assignment_url",
    "starter_code_url",
    "github_username",
    "roster_identifier",
    "student_repository_name",
    "student_repository_url",
    "submission_timestamp",
    "points_awarded",
    "points_available",
)
ROSTER = ("identifier", "github_username", "github_id", "name")
_BROKEN = (Outcome.ERROR, Outcome.TIMED_OUT)


def github_classroom_files(
    records: Sequence[Record], exercises: Sequence[Exercise], roster: Roster, times: Times
) -> dict[str, str]:
    """Write the results for GitHub Classroom.

    Returns
    -------
    dict of str to str
        ``roster.csv``, ``exNN/grades.csv`` and ``exNN/<learner>.json`` to text.
    """
    learners = sorted({record.learner for record in records})
    people = [
        [safe(learner), safe(roster.of(learner).github), "", safe(roster.of(learner).name or learner)]
        for learner in learners
    ]
    files = {"roster.csv": table_text(ROSTER, people)}
    for exercise in exercises:
        mine = [record for record in records if record.exercise == exercise.id]
        grades = [_grade(record, exercise, roster, times) for record in mine]
        files[f"{exercise.id}/grades.csv"] = table_text(GRADES, grades)
        for record in mine:
            result = json.dumps(autograding_result(record, exercise), indent=1) + "\n"
            files[f"{exercise.id}/{safe_name(record.learner)}.json"] = result
    return files


def autograding_result(record: Record, exercise: Exercise) -> dict[str, Any]:
    """One submission's result; a penalty is a test of its own, as the action adds up the scores."""
    titles = {task.id: task.title for task in exercise.tasks}
    tests: list[dict[str, Any]] = []
    for result in record.results:
        if result.outcome is Outcome.PASSED or (result.by_hand and result.points == result.maximum):
            status = "pass"
        else:
            status = "error" if result.outcome in _BROKEN and not result.by_hand else "fail"
        tests.append(
            {
                "name": plain(titles[result.task]),
                "status": status,
                "message": None if status == "pass" else plain(said(result)),
                "line_no": None,
                "score": round(result.points, 6),
            }
        )
    if record.penalty:
        tests.append(
            {
                "name": "Handed in late",
                "status": "fail",
                "message": plain(record.penalty_reason),
                "line_no": None,
                "score": -round(record.earned - record.points, 6),
            }
        )
    states = {test["status"] for test in tests}
    status = "error" if "error" in states else "fail" if "fail" in states else "pass"
    return {"version": 1, "status": status, "max_score": record.maximum, "tests": tests}


def _grade(record: Record, exercise: Exercise, roster: Roster, times: Times) -> list[str]:
    """A row of grades. GitHub's points are whole numbers, so halves are rounded up here (and only here)."""
    submitted = times.of(record.learner, record.exercise, record.file) if record.file else None
    return [
        safe(exercise.title),
        "",
        "",
        safe(roster.of(record.learner).github),
        safe(record.learner),
        "",
        "",
        submitted.isoformat() if submitted else "",
        str(math.floor(record.points + 0.5)),
        str(math.floor(record.maximum + 0.5)),
    ]
