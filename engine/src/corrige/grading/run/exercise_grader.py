"""What all submissions of one exercise share: its solution, its checks, and the marking of one plan."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path

from corrige.authoring.model import Exercise
from corrige.authoring.reader import read_exercise
from corrige.course import Course, course_at
from corrige.grading.intake.discovery import Submission
from corrige.grading.intake.plan import Plan, plan_of
from corrige.grading.outcomes import Outcome
from corrige.grading.run.checks import Check, load_checks
from corrige.grading.run.job import Job, Marked, read_job
from corrige.grading.run.kernels import Settings, is_running, open_kernel
from corrige.grading.run.marking import Marker
from corrige.grading.run.reference import Reference
from corrige.grading.run.result_cache import ResultCache, checks_key, environment_key, key_of
from corrige.kernel.errors import KernelError


class ExerciseGrader:
    """Solution, checks and keys of one exercise.

    A class, since the reference is made once, and only when something has to be marked.

    Parameters
    ----------
    course : Course
    exercise : Exercise
    """

    def __init__(self, course: Course, exercise: Exercise) -> None:
        self.exercise = exercise
        self.checks: dict[str, list[Check]] = load_checks(
            course.checks / f"test_{exercise.slug}.py", exercise
        )
        self.check_keys = {task: checks_key(checks) for task, checks in self.checks.items()}
        self._where = [environment_key(course), exercise.path.read_text(encoding="utf-8")]
        card = course.cards / f"{exercise.id}.json"
        self._where.append(card.read_text(encoding="utf-8") if card.is_file() else "")

    @cached_property
    def reference(self) -> Reference:
        """The solution's values."""
        return Reference(self.exercise)

    def job(self, submission: Submission, settings: Settings, cache: ResultCache) -> Job:
        """Read a submission, and ask the cache what is known of it."""
        job = read_job(submission, self.exercise)
        if job.plan is None:
            return job
        how = [str(settings.unconfined), repr(settings.limits)]
        key = key_of([*self._where, *how, *job.plan.sources, *job.plan.missing])
        known = cache.read(key, self.check_keys)
        left = tuple(task.id for task in self.exercise.tasks if task.id not in known.results)
        return replace(job, key=key, known=known, left=left)

    def mark(self, plan: Plan, settings: Settings, only: Collection[str] | None = None) -> Marked:
        """Run a plan in this process, and check the tasks asked for."""
        begun = time.monotonic()
        marker = Marker(self.exercise, self.reference, self.checks, lambda: open_kernel(settings))
        results = marker.mark(plan, only=only, seconds=settings.limits.seconds_per_submission)
        return Marked(results, marker.level, time.monotonic() - begun)


@lru_cache(maxsize=32)
def exercise_grader(root: Path, exercise_id: str) -> ExerciseGrader:
    """The grader of an exercise, made once in each process."""
    course = course_at(root)
    return ExerciseGrader(course, read_exercise(course.solution_file(exercise_id)))


def mark_plan(exercise_id: str, plan: Plan, only: Collection[str], settings: Settings) -> Marked:
    """Run and check a plan in this process, whichever process that is; the cache is not its business.

    Raises
    ------
    KernelError
        If the warm process has ended meanwhile: its kernels end with it, and that is no learner's doing.
    GraderProblemError
        If the exercise's own cells fail on this machine.
    """
    marked = exercise_grader(settings.root, exercise_id).mark(plan, settings, only)
    if not is_running(settings):
        raise KernelError("the warm process ended while a notebook ran.")
    return marked


def prove(exercise_id: str, settings: Settings) -> str:
    """What is wrong with an exercise here and now: its own solution must get all points, in such a kernel.

    Returns
    -------
    str
        A sentence; empty if nothing is wrong.
    """
    grader = exercise_grader(settings.root, exercise_id)
    exercise = grader.exercise
    results = mark_plan(exercise_id, plan_of(exercise), [task.id for task in exercise.tasks], settings)
    for task in exercise.tasks:
        result = results.results[task.id]
        if task.kind != "written" and result.outcome is not Outcome.PASSED:
            return (
                f"{exercise_id}: the course's own solution of {task.id} does not pass on this machine: "
                f"{result.reason or result.outcome.value}"
            )
    return ""
