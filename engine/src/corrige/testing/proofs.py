"""For every task: the solution earns all, the stub nothing, each mistake its own reply, each alternative all."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import Exercise, Task
from corrige.course import find_course
from corrige.feedback.evaluate import judge
from corrige.grading.intake.notebook import read_notebook
from corrige.grading.intake.plan import make_plan, plan_of
from corrige.grading.outcomes import Outcome, TaskResult
from corrige.grading.run.exercise_grader import exercise_grader
from corrige.grading.run.proving import mark
from corrige.learner.rehearse import length

COURSE = find_course(Path(__file__).parent)
EXERCISES = read_exercises(COURSE)


PER_EXERCISE = [pytest.param(exercise, id=exercise.id) for exercise in EXERCISES]
OPTIONS = [
    pytest.param(exercise, task, case, option, id=f"{task.id}-{case or 'option'}-{option}")
    for exercise in EXERCISES
    for task in exercise.tasks
    for case, replies in task.replies.items()
    for option in replies
]


def _variants(kind: str) -> list[object]:
    return [
        pytest.param(exercise, task, variant, id=f"{task.id}-{variant.id}")
        for exercise in EXERCISES
        for task in exercise.tasks
        for variant in getattr(task, kind)
    ]


@cache
def _solved(exercise_id: str) -> dict[str, TaskResult]:
    return mark(COURSE, exercise_id, plan_of(exercise_grader(COURSE.root, exercise_id).exercise))


@pytest.mark.parametrize("exercise", PER_EXERCISE)
def test_solution_earns_everything(exercise: Exercise) -> None:
    for task in exercise.tasks:
        result = _solved(exercise.id)[task.id]
        wanted = Outcome.WAITING if task.kind == "written" else Outcome.PASSED
        assert result.outcome is wanted, f"{task.id}: {result.outcome}, {result.reason}"
        assert result.points == (0 if task.kind == "written" else task.points)


@pytest.mark.parametrize("exercise", PER_EXERCISE)
def test_solution_notebook_earns_the_same(exercise: Exercise) -> None:
    cells = read_notebook(COURSE.solutions / f"{exercise.slug}.ipynb")
    plan = make_plan(exercise, cells)
    assert plan.notes == ()
    assert [step.source for step in plan.steps] == [step.source for step in plan_of(exercise).steps]


@pytest.mark.parametrize("exercise", PER_EXERCISE)
def test_untouched_notebook_is_not_attempted(exercise: Exercise) -> None:
    plan = make_plan(exercise, read_notebook(COURSE.exercises / f"{exercise.slug}.ipynb"))
    assert not [step for step in plan.steps if step.kind == "answer"]
    for task, result in mark(COURSE, exercise.id, plan).items():
        assert (result.outcome, result.points) == (Outcome.NOT_ATTEMPTED, 0), task


@pytest.mark.parametrize("exercise", PER_EXERCISE)
def test_the_best_model_answer_keeps_to_the_length_asked_for(exercise: Exercise) -> None:
    written = [task for task in exercise.tasks if task.kind == "written"]
    assert [(task.id, said) for task in written if (said := length(task.prompt, task.solution))] == []


@pytest.mark.parametrize(("exercise", "task", "mistake"), _variants("mistakes"))
def test_mistake_fails_its_own_task_and_earns_its_own_reply(
    exercise: Exercise, task: Task, mistake: object
) -> None:
    results = mark(COURSE, exercise.id, plan_of(exercise, **{task.id.replace("-", "_"): mistake.source}))
    mine = results[task.id]
    assert mine.outcome is Outcome.FAILED, f"{mine.outcome}: {mine.reason}"
    assert (mine.mistake, mine.reason) == (mistake.id, mistake.reply)
    assert mine.points < task.points
    others = {other: result.outcome for other, result in results.items() if other != task.id}
    assert others == {other: _solved(exercise.id)[other].outcome for other in others}


@pytest.mark.parametrize(("exercise", "task", "alternative"), _variants("alternatives"))
def test_equally_right_answer_earns_everything(exercise: Exercise, task: Task, alternative: object) -> None:
    results = mark(COURSE, exercise.id, plan_of(exercise, **{task.id.replace("-", "_"): alternative.source}))
    assert results[task.id].outcome is Outcome.PASSED, results[task.id].reason
    assert results[task.id].points == task.points


@pytest.mark.parametrize(("exercise", "task", "case", "option"), OPTIONS)
def test_every_option_has_its_own_reply(exercise: Exercise, task: Task, case: str, option: str) -> None:
    """The card answers each option; the marks agree with it for one whole wrong answer (see below)."""
    entry = _card(exercise)[task.id]
    right = _right_choices(exercise, task)
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


@pytest.mark.parametrize("exercise", PER_EXERCISE)
def test_wrong_choice_fails_in_the_marks_as_well(exercise: Exercise) -> None:
    for task in exercise.tasks:
        if not task.replies:
            continue
        case, right = next(iter(_right_choices(exercise, task).items()))
        wrong = next(option for option in task.replies[case] if option != right)
        answer = wrong if case == "" else {**_right_choices(exercise, task), case: wrong}
        source = f"{task.name} = {answer!r}"
        results = mark(COURSE, exercise.id, plan_of(exercise, **{task.id.replace("-", "_"): source}))
        assert results[task.id].outcome is Outcome.FAILED
        assert results[task.id].reason.endswith(task.replies[case][wrong])


def _card(exercise: Exercise) -> dict:
    return exercise_grader(COURSE.root, exercise.id).reference.card


def _right_choices(exercise: Exercise, task: Task) -> dict[str, str]:
    value = exercise_grader(COURSE.root, exercise.id).reference[task.name]
    return {"": value} if isinstance(value, str) else value
