"""Prove one exercise: read it, make it, mark solution, mistakes and alternatives; all problems at once."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace

from corrige.authoring.cards import make_card
from corrige.authoring.leaks import check_for_leaks
from corrige.authoring.model import AuthoringError, Exercise, Task
from corrige.authoring.notebooks import learner_notebook
from corrige.authoring.reader import read_exercise, reading_problems
from corrige.authoring.run import namespace_for
from corrige.authoring.values import check_values, told_in
from corrige.authoring.worked_calls import prove_worked_calls
from corrige.course import Course
from corrige.grading.intake.plan import Plan, Step
from corrige.grading.outcomes import Outcome, TaskResult
from corrige.grading.run.checks import CheckFileError
from corrige.grading.run.exercise_grader import ExerciseGrader
from corrige.grading.run.proving import settings_for


def problems(course: Course, exercise_id: str) -> Iterator[str]:
    """Everything that is wrong with an exercise, a sentence each; nothing if it holds.

    Parameters
    ----------
    course : Course
    exercise_id : str
    """
    path = course.solution_file(exercise_id)
    found = [str(problem) for problem in reading_problems(path)]
    if found:
        yield from found
        return
    exercise = read_exercise(path)
    notebook = learner_notebook(exercise, course.methods)
    broken: set[str] = set()
    for task in exercise.tasks:
        # Each task stands alone, so each can be made without the others.
        alone = replace(exercise, tasks=(task,))
        steps: list[Callable[[Exercise], object]] = [
            lambda one: check_for_leaks(exercise, notebook, one.tasks[0].id),
            prove_worked_calls,
            check_values,
            lambda one: make_card(one, reveal_all=True),
        ]
        for step in steps:
            problem = _problem(step, alone)
            if problem:
                broken.add(task.id)
                yield problem
    if not exercise.marked:
        return
    try:
        grader = ExerciseGrader(course, exercise)
    except (CheckFileError, OSError, SyntaxError, ImportError) as error:
        yield str(error)
        return
    for task in exercise.tasks:
        if task.kind != "written" and not broken:
            yield from _of_marks(course, grader, task)
            yield from _of_messages(course, exercise, task)


def _problem(step: Callable[[Exercise], object], exercise: Exercise) -> str:
    try:
        step(exercise)
    except AuthoringError as problem:
        return str(problem)
    return ""


def _of_marks(course: Course, grader: ExerciseGrader, task: Task) -> Iterator[str]:
    """What the marks say otherwise than they must."""

    def mark(source: str) -> TaskResult:
        given = [Step("locked", task.given)] if task.given else []
        steps = (Step("locked", grader.exercise.setup), *given, Step("answer", source, task.id))
        return grader.mark(Plan(steps, {}, ()), settings_for(course.root), only=[task.id]).results[task.id]

    path = grader.exercise.path
    solved = mark(task.solution)
    if solved.outcome is not Outcome.PASSED:
        yield f"{path}:{task.answer_line}: the solution of {task.id!r} fails its checks: {solved.reason}"
    for variant in task.alternatives:
        result = mark(variant.source)
        if result.outcome is not Outcome.PASSED:
            yield f"{path}:{variant.line}: alternative {variant.id!r} of {task.id!r} fails: {result.reason}"
    for variant in task.mistakes:
        result = mark(variant.source)
        if result.points >= task.points:
            yield f"{path}:{variant.line}: mistake {variant.id!r} of {task.id!r} earns full marks"
        elif (result.mistake, result.reason) != (variant.id, variant.reply):
            yield f"{path}:{variant.line}: mistake {variant.id!r} of {task.id!r} is told: {result.reason}"


def _of_messages(course: Course, exercise: Exercise, task: Task) -> Iterator[str]:
    """Messages of the task's checks that hold the value of the answer."""
    if task.kind != "value" or task.form:
        return
    answer = namespace_for(exercise, task, task.solution, task.answer_line)[task.name]
    path = course.checks / f"test_{exercise.slug}.py"
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and task.id in (
            argument.value
            for decorator in node.decorator_list
            if isinstance(decorator, ast.Call)
            for argument in decorator.args
            if isinstance(argument, ast.Constant)
        ):
            for each in ast.walk(node):
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    for value in told_in(answer, each.value):
                        yield f"{path}:{each.lineno}: this message holds the value of {task.id!r}, {value!r}"
