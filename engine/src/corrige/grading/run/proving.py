"""Run a course's own solutions the way a submission is run, for the proofs it makes of itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from corrige.course import Course, find_course
from corrige.grading.intake.plan import Plan, plan_of
from corrige.grading.outcomes import TaskResult
from corrige.grading.run.answers import Answers
from corrige.grading.run.exercise_grader import ExerciseGrader, exercise_grader
from corrige.grading.run.kernels import Settings, open_kernel
from corrige.kernel import diagnose


@lru_cache(maxsize=4)
def settings_for(root: Path) -> Settings:
    """Settings for the course's own code, which may run even where nothing can be confined."""
    return Settings(root, unconfined=diagnose().level == "open")


def grader_for(check_file: Path) -> ExerciseGrader:
    """The grader of the exercise that a check file belongs to."""
    course = find_course(check_file.parent)
    return exercise_grader(course.root, check_file.name.removeprefix("test_").partition("_")[0])


@contextmanager
def solved(check_file: Path) -> Iterator[Answers]:
    """Answers of the solution, from a kernel that is gone when the block ends.

    Raises
    ------
    RuntimeError
        If a cell of the solution does not run.
    """
    exercise = grader_for(check_file).exercise
    with open_kernel(settings_for(find_course(check_file.parent).root)) as kernel:
        for step in plan_of(exercise).steps:
            result = kernel.run(step.source)
            if result.status != "ok":
                what = f"{result.ename}: {result.evalue}"
                raise RuntimeError(f"{exercise.path.name}: the solution stops with {what} in\n{step.source}")
        yield Answers(kernel)


def mark(course: Course, exercise_id: str, plan: Plan) -> dict[str, TaskResult]:
    """Mark a plan, keeping nothing."""
    grader = exercise_grader(course.root, exercise_id)
    return grader.mark(plan, settings_for(course.root)).results
