"""What is nearly right is told what it lacks, and what `check` calls right the marks call right, in every task."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd

from corrige.authoring.model import Exercise, Task
from corrige.course import Course
from corrige.feedback.cards import find_entry
from corrige.feedback.evaluate import evaluate
from corrige.feedback.reply import Reply
from corrige.grading.run.answers import Answers
from corrige.grading.run.exercise_grader import exercise_grader
from corrige.testing.variants import *  # noqa: F403
from corrige.testing.variants import InProcess, names_of


def replied(course: Course, exercise: Exercise, task: Task, answer: Any) -> tuple[Reply, list[str]]:
    """The reply of `check`, and what the failed checks of the marks say."""
    names = {**names_of(course, exercise.id, task.id), task.name: answer}
    grader = exercise_grader(course.root, exercise.id)
    failed = []
    for check in grader.checks[task.id]:
        try:
            check.run(Answers(InProcess(names)), grader.reference)
        except Exception as error:
            failed.append(f"{check.name}: {error}".split("\n")[0])
    return evaluate(find_entry(task.id, course.package), names), failed


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


def answer_of(course: Course, exercise: Exercise, task: Task, change: Callable[[float], float]) -> Any:
    """The right answer, changed; of a function, what it returns."""
    right = names_of(course, exercise.id, task.id)[task.name]
    if task.kind == "function":
        return lambda *arguments: each_number(right(*arguments), change)
    return each_number(right, change)


#: One number of these stands so near a limit of the coarse seal that rounding it twice crosses it. Then the
#: reply says which part differs, and not that it is rounded.
AT_THE_LIMIT = {"rho-since-2014", "what-a-quarrel-tells", "first-break"}


def test_a_rounded_answer_is_told_that_it_is_rounded(course: Course, exercise: Exercise, task: Task) -> None:
    reply, failed = replied(course, exercise, task, answer_of(course, exercise, task, lambda x: round(x, 4)))
    # Of a function one call is shown whole, as it should be: there the digits are seen.
    told = "round" in reply.text or " is expected." in reply.text
    assert reply.ok or told or task.id in AT_THE_LIMIT, reply.text
    if reply.ok and task.kind == "function":
        assert not failed  # a value that the card calls right is right in the marks by itself


def test_an_answer_times_a_hundred_is_told_so(course: Course, exercise: Exercise, task: Task) -> None:
    reply, failed = replied(course, exercise, task, answer_of(course, exercise, task, lambda x: 100 * x))
    said = ("100", "cent", "hundred", " is expected.")
    assert reply.ok or any(word in reply.text for word in said), reply.text
    if reply.ok and task.kind == "function":
        assert not failed  # a value that the card calls right is right in the marks by itself
    plt.close("all")
