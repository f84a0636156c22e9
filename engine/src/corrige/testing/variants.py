"""What `check` calls right the marks call right, and nothing else: in variants of every answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from corrige.authoring.model import Exercise, Task
from corrige.authoring.run import namespace_for
from corrige.codec import export
from corrige.codec.in_kernel import Letter, call, several
from corrige.course import Course
from corrige.feedback.cards import find_entry
from corrige.feedback.evaluate import evaluate
from corrige.feedback.reply import Reply
from corrige.grading.outcomes import Outcome, TaskResult
from corrige.grading.run.answers import Answers
from corrige.grading.run.exercise_grader import exercise_grader
from corrige.grading.run.marking import Marker
from corrige.testing.collect import course, pytest_generate_tests

__all__ = ["course", "judged", "pytest_generate_tests", "test_check_and_mark_are_one_judge"]


class InProcess:
    """Asks the course's own answers in this process, where a class asks a kernel."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names

    def ask(self, expression: str, timeout: float | None = None) -> str:
        """What a kernel would send back."""

        class Values:
            export = staticmethod(export)
            call = staticmethod(call)
            several = staticmethod(several)

        inner = expression.split("]).", 1)[1] if "])." in expression else expression.split(").", 1)[1]
        letter: Letter = eval(  # noqa: S307 - the expression is the grader's own
            f"values.{inner}", {"values": Values, "globals": lambda: self.names}
        )
        return letter.text


@cache
def names_of(course: Course, exercise_id: str, task_id: str) -> dict[str, Any]:
    """All that a learner's notebook holds once a task is solved."""
    exercise = exercise_grader(course.root, exercise_id).exercise
    task = exercise.task(task_id)
    return namespace_for(exercise, task, task.solution, task.answer_line)


def judged(course: Course, exercise_id: str, task_id: str, answer: Any) -> tuple[Reply, TaskResult]:
    """What `check` says of an answer, and its mark.

    Parameters
    ----------
    course : Course
    exercise_id, task_id : str
    answer : object
        What the notebook holds under the task's name.
    """
    grader = exercise_grader(course.root, exercise_id)
    task = grader.exercise.task(task_id)
    names = {**names_of(course, exercise_id, task_id), task.name: answer}
    marker = Marker(grader.exercise, grader.reference, grader.checks, open_kernel=None)  # type: ignore[arg-type]
    mark = marker._check(task, Answers(InProcess(names)))
    return evaluate(find_entry(task.id, course.package), names), mark


def _other_index(value: Any) -> Any:
    return value.set_axis(list(value.index)) if isinstance(value, pd.Series) else value


def _extra_column(value: Any) -> Any:
    return value.assign(helper=1) if isinstance(value, pd.DataFrame) else value


def _reordered(value: Any) -> Any:
    if isinstance(value, pd.DataFrame | pd.Series | list | tuple):
        return value[::-1]
    return dict(reversed(value.items())) if isinstance(value, dict) else value


VARIANTS: dict[str, Callable[[Any], Any]] = {
    "as it is": lambda value: value,
    "reordered": _reordered,
    "list for tuple": lambda value: list(value) if isinstance(value, tuple) else value,
    "Series for dict": lambda value: pd.Series(value) if isinstance(value, dict) else value,
    "dict for Series": lambda value: value.to_dict() if isinstance(value, pd.Series) else value,
    "Series for list": lambda value: pd.Series(value) if isinstance(value, list) else value,
    "other index": _other_index,
    "extra column": _extra_column,
    "numpy": lambda value: np.float64(value) if type(value) is float else value,
    "text": str,
    "nothing": lambda value: None,
}


def test_check_and_mark_are_one_judge(course: Course, exercise: Exercise, task: Task) -> None:
    """Eleven variants; what is the same in other clothes is right."""
    right = names_of(course, exercise.id, task.id)[task.name]
    for name, change in VARIANTS.items():
        if task.kind == "function":

            def answer(*arguments: Any, change: Callable[[Any], Any] = change) -> Any:
                return change(right(*arguments))
        else:
            answer = change(right)
        reply, mark = judged(course, exercise.id, task.id, answer)
        assert reply.ok == (mark.outcome is Outcome.PASSED), (name, reply.text, mark.reason)
        if name in (
            "as it is",
            "list for tuple",
            "Series for dict",
            "dict for Series",
            "other index",
            "numpy",
        ):
            assert reply.ok, (name, reply.text)
    plt.close("all")
