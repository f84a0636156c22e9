"""What all submissions of one exercise share: its solution, its checks, and the marking of one plan."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from corrige.authoring.model import Exercise
from corrige.authoring.reader import read_exercise
from corrige.course import Course, course_at
from corrige.grading.intake.discovery import Submission
from corrige.grading.intake.plan import Plan, plan_of
from corrige.grading.outcomes import Outcome, Record
from corrige.grading.run.checks import Check, load_checks
from corrige.grading.run.job import Job, Marked, read_job
from corrige.grading.run.kernels import Settings, is_running, open_kernel
from corrige.grading.run.marking import Marker
from corrige.grading.run.reference import Reference
from corrige.grading.run.result_cache import ResultCache, checks_key, environment_key
from corrige.kernel.errors import KernelError
from corrige.keys import key_of


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
        self._reference: Reference | None = None

    @property
    def reference(self) -> Reference:
        """The solution's values."""
        return self.kept_reference(None)

    def kept_reference(self, store: Path | None, *, fresh: bool = False) -> Reference:
        """The solution's values, kept in the folder of the results if there is one; or made anew."""
        if self._reference is None or fresh:
            key = key_of([*self._where, *self.check_keys.values()])
            file = store / f"reference-{key}.json" if store else None
            self._reference = Reference(self.exercise, file, fresh=fresh)
        return self._reference

    def job(self, submission: Submission, settings: Settings, cache: ResultCache) -> Job:
        """Read a submission, and ask the cache what is known of it."""
        job = read_job(submission, self.exercise)
        return job if job.plan is None else self._looked_up(job, job.plan, settings, cache)

    def own_job(self, settings: Settings, cache: ResultCache) -> Job:
        """The exercise's own solution, as if it had been handed in."""
        exercise, plan = self.exercise, plan_of(self.exercise)
        job = Job(Submission("", exercise.id, None), Record("", exercise.id, ()), plan)
        return self._looked_up(job, plan, settings, cache)

    def _looked_up(self, job: Job, plan: Plan, settings: Settings, cache: ResultCache) -> Job:
        how = [str(settings.unconfined), str(settings.draw_all), repr(settings.limits)]
        key = key_of([*self._where, *how, *plan.sources, *plan.missing])
        known = cache.read(key, self.check_keys)
        left = tuple(task.id for task in self.exercise.tasks if task.id not in known.results)
        return replace(job, key=key, known=known, left=left)

    def mark(self, plan: Plan, settings: Settings, only: Collection[str] | None = None) -> Marked:
        """Run a plan in this process, and check the tasks asked for."""
        begun = time.monotonic()
        marker = Marker(
            self.exercise,
            self.kept_reference(settings.store),
            self.checks,
            lambda: open_kernel(settings),
            draw_all=settings.draw_all,
        )
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


def mark_solution(exercise_id: str, only: Collection[str], settings: Settings) -> Marked:
    """Mark the exercise's own solution, and keep what is right for the marking of others."""
    grader = exercise_grader(settings.root, exercise_id)
    reference = grader.kept_reference(settings.store, fresh=settings.fresh)
    marked = mark_plan(exercise_id, plan_of(grader.exercise), only, settings)
    reference.keep()
    return marked


def problem_of(exercise: Exercise, marked: Marked) -> str:
    """What is wrong with an exercise here and now: its own solution must get all points, in such a kernel.

    Returns
    -------
    str
        A sentence; empty if nothing is wrong.
    """
    for task in exercise.tasks:
        result = marked.results[task.id]
        if task.kind != "written" and result.outcome is not Outcome.PASSED:
            return (
                f"{exercise.id}: the course's own solution of {task.id} does not pass on this machine: "
                f"{result.reason or result.outcome.value}"
            )
    return ""
