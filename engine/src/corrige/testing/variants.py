"""What is nearly right is told what it lacks, and what `check` calls right the marks call right, in every task."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import Exercise, Task
from corrige.authoring.run import namespace_for
from corrige.codec import export
from corrige.codec.export import Letter, call, several
from corrige.course import find_course
from corrige.feedback.cards import find_entry
from corrige.feedback.evaluate import evaluate
from corrige.feedback.reply import Reply
from corrige.grading.outcomes import Outcome, TaskResult
from corrige.grading.run.answers import Answers
from corrige.grading.run.exercise_grader import exercise_grader
from corrige.grading.run.marking import Marker

COURSE = find_course(Path(__file__).parent)
TASKS = [
    pytest.param(exercise, task, id=task.id)
    for exercise in read_exercises(COURSE)
    for task in exercise.tasks
    if task.kind in ("value", "table", "function") and task.reveal
]


class _InProcess:
    """Asks the course's own answers in this process, where a class asks a kernel."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names

    def ask(self, expression: str, timeout: float | None = None) -> str:
        class Values:
            export = staticmethod(export)
            call = staticmethod(call)
            several = staticmethod(several)

        inner = expression.split("]).", 1)[1] if "])." in expression else expression.split(").", 1)[1]
        letter: Letter = eval(f"values.{inner}", {"values": Values, "globals": lambda: self.names})
        return letter.text


@cache
def _names(exercise_id: str, task_id: str) -> dict[str, Any]:
    exercise = exercise_grader(COURSE.root, exercise_id).exercise
    task = exercise.task(task_id)
    return namespace_for(exercise, task, task.solution, task.answer_line)


def replied(exercise: Exercise, task: Task, answer: Any) -> tuple[Reply, list[str]]:
    """The reply of `check`, and what the failed checks of the marks say."""
    names = {**_names(exercise.id, task.id), task.name: answer}
    grader = exercise_grader(COURSE.root, exercise.id)
    failed = []
    for check in grader.checks[task.id]:
        try:
            check.run(Answers(_InProcess(names)), grader.reference)
        except Exception as error:
            failed.append(f"{check.name}: {error}".split("\n")[0])
    return evaluate(find_entry(task.id, COURSE.package), names), failed


def each_number(value: Any, change: Callable[[float], float]) -> Any:
    """The same value with every number with a decimal point changed."""
    if isinstance(value, pd.DataFrame):
        return value.apply(lambda column: each_number(column, change))
    if isinstance(value, pd.Series):
        return value.map(lambda each: each_number(each, change))
    if isinstance(value, dict):
        return {key: each_number(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return (
            type(value)(each_number(each, change) for each in value)
            if type(value) in (list, tuple)
            else value
        )
    if isinstance(value, float) and math.isfinite(value):
        return change(float(value))
    return value


def answer_of(exercise: Exercise, task: Task, change: Callable[[float], float]) -> Any:
    """The right answer, changed; of a function, what it returns."""
    right = _names(exercise.id, task.id)[task.name]
    if task.kind == "function":
        return lambda *arguments: each_number(right(*arguments), change)
    return each_number(right, change)


#: One number of these stands so near a limit of the coarse seal that rounding it twice crosses it. Then the
#: reply says which part differs, and not that it is rounded.
AT_THE_LIMIT = {"rho-since-2014", "what-a-quarrel-tells", "first-break"}


@pytest.mark.parametrize(("exercise", "task"), TASKS)
def test_a_rounded_answer_is_told_that_it_is_rounded(exercise: Exercise, task: Task) -> None:
    reply, failed = replied(exercise, task, answer_of(exercise, task, lambda x: round(x, 4)))
    # Of a function one call is shown whole, as it should be: there the digits are seen.
    told = "round" in reply.text or " is expected." in reply.text
    assert reply.ok or told or task.id in AT_THE_LIMIT, reply.text
    if reply.ok and task.kind == "function":
        assert not failed  # a value that the card calls right is right in the marks by itself


@pytest.mark.parametrize(("exercise", "task"), TASKS)
def test_an_answer_times_a_hundred_is_told_so(exercise: Exercise, task: Task) -> None:
    reply, failed = replied(exercise, task, answer_of(exercise, task, lambda x: 100 * x))
    said = ("100", "cent", "hundred", " is expected.")
    assert reply.ok or any(word in reply.text for word in said), reply.text
    if reply.ok and task.kind == "function":
        assert not failed  # a value that the card calls right is right in the marks by itself
    plt.close("all")


def _judged(exercise: Exercise, task: Task, answer: Any) -> tuple[Reply, TaskResult]:
    """What `check` says of an answer, and its mark."""
    names = {**_names(exercise.id, task.id), task.name: answer}
    grader = exercise_grader(COURSE.root, exercise.id)
    marker = Marker(grader.exercise, grader.reference, grader.checks, open_kernel=None)
    mark = marker._check(task, Answers(_InProcess(names)))
    return evaluate(find_entry(task.id, COURSE.package), names), mark


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


@pytest.mark.parametrize(("exercise", "task"), TASKS)
def test_check_and_mark_are_one_judge(exercise: Exercise, task: Task) -> None:
    right = _names(exercise.id, task.id)[task.name]
    for name, change in VARIANTS.items():
        if task.kind == "function":

            def answer(*arguments: Any, change: Callable[[Any], Any] = change) -> Any:
                return change(right(*arguments))
        else:
            answer = change(right)
        reply, mark = _judged(exercise, task, answer)
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
