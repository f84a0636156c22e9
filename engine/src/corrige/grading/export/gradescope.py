"""The marks as Gradescope's `results.json`, one file for each submission.

Format: "Autograder Specifications", Gradescope Autograder Documentation,
https://gradescope-autograders.readthedocs.io/en/latest/specs/ .
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from corrige.authoring.model import Exercise, Task
from corrige.grading.export.feedback import said
from corrige.grading.intake.names import safe_name
from corrige.grading.numbers import number
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.tables import plain


def gradescope_files(records: Sequence[Record], exercises: Sequence[Exercise]) -> dict[str, str]:
    """Write the results for Gradescope.

    Returns
    -------
    dict of str to str
        ``exNN/<learner>.json`` to text. A folder for each exercise, as an exercise is an assignment there.
    """
    course = {exercise.id: exercise for exercise in exercises}
    return {
        f"{record.exercise}/{safe_name(record.learner)}.json": json.dumps(
            gradescope_results(record, course[record.exercise]), indent=1
        )
        + "\n"
        for record in records
    }


def gradescope_results(record: Record, exercise: Exercise) -> dict[str, Any]:
    """One submission's results.

    A task whose `check` must not say whether it is right (``reveal=false``) is shown after the due date only:
    until then, handing in again would tell what `check` keeps.
    """
    lines = [record.penalty_reason, record.problem]
    if record.waiting:
        lines.insert(0, f"{number(record.waiting)} points wait for a person.")
    tasks = {task.id: task for task in exercise.tasks}
    return {
        "score": record.points,
        "output": plain(" ".join(line for line in lines if line)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [_test(result, tasks[result.task]) for result in record.results],
    }


def _test(result: TaskResult, task: Task) -> dict[str, Any]:
    test = {
        "score": round(result.points, 6),
        "max_score": result.maximum,
        "name": plain(task.title),
        "number": str(task.number),
        "output": plain(said(result)),
        "tags": [result.task],
        "visibility": "visible" if task.reveal else "after_due_date",
    }
    if not result.by_hand and result.outcome is not Outcome.WAITING:
        # Without it, Gradescope shows as failed whatever has not all points, what waits for a person too.
        test["status"] = "passed" if result.outcome is Outcome.PASSED else "failed"
    return test
