"""For every task: the solution earns all, the stub nothing, each mistake its reply, each alternative all."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from corrige.authoring.derived import stale
from corrige.authoring.model import Exercise, Task, Variant
from corrige.course import Course
from corrige.feedback.evaluate import judge
from corrige.grading.intake.notebook import read_notebook
from corrige.grading.intake.plan import make_plan, plan_of
from corrige.grading.outcomes import Outcome, TaskResult
from corrige.grading.run.exercise_grader import exercise_grader
from corrige.grading.run.proving import mark
from corrige.learner.rehearse import length
from corrige.testing.collect import course, pytest_generate_tests

__all__ = [
    "course",
    "pytest_generate_tests",
    "test_derived_files_are_what_their_sources_give",
    "test_equally_right_answer_earns_everything",
    "test_every_option_has_its_own_reply",
    "test_mistake_fails_its_own_task_and_earns_its_own_reply",
    "test_solution_earns_everything",
    "test_solution_notebook_earns_the_same",
    "test_the_best_model_answer_keeps_to_the_length_asked_for",
    "test_untouched_notebook_is_not_attempted",
    "test_wrong_choice_fails_in_the_marks_as_well",
]


def test_derived_files_are_what_their_sources_give(course: Course) -> None:
    """What was changed in a source is in what is made from it."""
    assert stale(course) == "", "corrige exercises"


@cache
def _solved(course: Course, exercise_id: str) -> dict[str, TaskResult]:
    return mark(course, exercise_id, plan_of(exercise_grader(course.root, exercise_id).exercise))


def test_solution_earns_everything(course: Course, exercise: Exercise) -> None:
    """All points; what a person reads waits."""
    for task in exercise.tasks:
        result = _solved(course, exercise.id)[task.id]
        wanted = Outcome.WAITING if task.kind == "written" else Outcome.PASSED
        assert result.outcome is wanted, f"{task.id}: {result.outcome}, {result.reason}"
        assert result.points == (0 if task.kind == "written" else task.points)


def test_solution_notebook_earns_the_same(course: Course, exercise: Exercise) -> None:
    """The solved notebook runs what the solution file says."""
    cells = read_notebook(course.solutions / f"{exercise.slug}.ipynb")
    plan = make_plan(exercise, cells)
    assert plan.notes == ()
    assert [step.source for step in plan.steps] == [step.source for step in plan_of(exercise).steps]


def test_untouched_notebook_is_not_attempted(course: Course, exercise: Exercise) -> None:
    """A notebook as it is handed out earns nothing, and is not called wrong."""
    plan = make_plan(exercise, read_notebook(course.exercises / f"{exercise.slug}.ipynb"))
    assert not [step for step in plan.steps if step.kind == "answer"]
    for task, result in mark(course, exercise.id, plan).items():
        assert (result.outcome, result.points) == (Outcome.NOT_ATTEMPTED, 0), task


def test_the_best_model_answer_keeps_to_the_length_asked_for(course: Course, exercise: Exercise) -> None:
    """No learner is asked for less than the best answer needs."""
    written = [task for task in exercise.tasks if task.kind == "written"]
    assert [(task.id, said) for task in written if (said := length(task.prompt, task.solution))] == []


def test_mistake_fails_its_own_task_and_earns_its_own_reply(
    course: Course, exercise: Exercise, task: Task, mistake: Variant
) -> None:
    """Its own reply, no other's, and no other task suffers."""
    place = task.mistakes.index(mistake)
    if _as_expected(course, exercise.id, "mistakes", place):
        return
    results = _marked(course, exercise, {task.id: mistake})
    mine = results[task.id]
    assert mine.outcome is Outcome.FAILED, f"{mine.outcome}: {mine.reason}"
    assert (mine.mistake, mine.reason) == (mistake.id, mistake.reply)
    assert mine.points < task.points
    others = {other: result.outcome for other, result in results.items() if other != task.id}
    assert others == {other: _solved(course, exercise.id)[other].outcome for other in others}


def test_equally_right_answer_earns_everything(
    course: Course, exercise: Exercise, task: Task, alternative: Variant
) -> None:
    """Right in other words is right."""
    place = task.alternatives.index(alternative)
    if _as_expected(course, exercise.id, "alternatives", place):
        return
    result = _marked(course, exercise, {task.id: alternative})[task.id]
    assert result.outcome is Outcome.PASSED, result.reason
    assert result.points == task.points


def _marked(course: Course, exercise: Exercise, answers: dict[str, Variant]) -> dict[str, TaskResult]:
    """The solution, marked with other answers to some tasks."""
    sources = {task.replace("-", "_"): answer.source for task, answer in answers.items()}
    return mark(course, exercise.id, plan_of(exercise, **sources))


@cache
def _as_expected(
    course: Course, exercise_id: str, kind: Literal["mistakes", "alternatives"], place: int
) -> bool:
    """Whether a notebook with this variant of each task, where it has so many, is marked as the course says.

    One notebook so proves a variant of each of its tasks. Where a mark is not what it should be, each of them
    is marked in a notebook of its own, which tells whose fault it is.
    """
    exercise = exercise_grader(course.root, exercise_id).exercise
    variants = {task.id: getattr(task, kind) for task in exercise.tasks}
    answers = {task: given[place] for task, given in variants.items() if place < len(given)}
    results = _marked(course, exercise, answers)

    def is_well(task: Task) -> bool:
        result = results[task.id]
        if kind == "mistakes" and (mistake := answers.get(task.id)):
            found = (result.outcome, result.mistake, result.reason)
            return found == (Outcome.FAILED, mistake.id, mistake.reply) and result.points < task.points
        right = _solved(course, exercise.id)[task.id]
        return (result.outcome, result.points) == (right.outcome, right.points)

    return all(is_well(task) for task in exercise.tasks)


def test_every_option_has_its_own_reply(
    course: Course, exercise: Exercise, task: Task, case: str, option: str
) -> None:
    """The card answers each option; the marks agree with it for one whole wrong answer (see below)."""
    entry = _card(course, exercise)[task.id]
    right = _right_choices(course, exercise, task)
    chosen = {**right, case: option}
    reply = judge(
        entry, chosen[""] if case == "" else {"t": "dict", "v": [list(pair) for pair in chosen.items()]}
    )
    if option == right[case]:
        assert reply.ok
    else:
        assert not reply.ok
        assert reply.text.endswith(task.replies[case][option])
        assert reply.mistake


def test_wrong_choice_fails_in_the_marks_as_well(course: Course, exercise: Exercise) -> None:
    """One whole wrong answer of each choice."""
    for task in exercise.tasks:
        if not task.replies:
            continue
        case, right = next(iter(_right_choices(course, exercise, task).items()))
        wrong = next(option for option in task.replies[case] if option != right)
        answer = wrong if case == "" else {**_right_choices(course, exercise, task), case: wrong}
        source = f"{task.name} = {answer!r}"
        results = mark(course, exercise.id, plan_of(exercise, **{task.id.replace("-", "_"): source}))
        assert results[task.id].outcome is Outcome.FAILED
        assert results[task.id].reason.endswith(task.replies[case][wrong])


def _card(course: Course, exercise: Exercise) -> Any:
    reference = exercise_grader(course.root, exercise.id).reference
    return {task.id: reference.entry(task.id) for task in exercise.tasks}


def _right_choices(course: Course, exercise: Exercise, task: Task) -> dict[str, str]:
    value = exercise_grader(course.root, exercise.id).reference[task.name]
    return {"": value} if isinstance(value, str) else value
