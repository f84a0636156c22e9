"""Grade a class: every submission in turn or over several processes; nothing lost, nobody left out."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from corrige.authoring.model import Exercise
from corrige.authoring.reader import read_exercise
from corrige.course import Course, course_at
from corrige.grading.intake.discovery import Found
from corrige.grading.intake.notebook import UnreadableNotebookError, read_notebook
from corrige.grading.intake.plan import Plan, make_plan
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.run.checks import Check, load_checks
from corrige.grading.run.kernels import Settings, open_kernel
from corrige.grading.run.marking import Marker
from corrige.grading.run.reference import Reference
from corrige.grading.run.result_cache import Kept, Store, checks_key, engine_key, key_of


@dataclass(frozen=True)
class Work:
    """A submission as it was read: the record as far as it is known, and the plan if there is one to run.

    It holds all that a grading process needs, so that the process need not see the file.
    """

    record: Record
    plan: Plan | None


@dataclass(frozen=True)
class Recalled:
    """What is known of a submission before any cell runs.

    Attributes
    ----------
    record : Record or None
        If no cell has to run for it: it is kept, or there is nothing to run.
    kept, left : tuple of str
        The tasks that were marked before, and those that are still to be marked.
    """

    record: Record | None
    kept: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marked:
    """What running a plan gave."""

    kept: Kept
    seconds: float = 0.0


def read_work(found: Found, settings: Settings) -> Work:
    """Read a submission: never raises for anything that it holds."""
    desk = bench(settings.root, found.exercise)
    file = found.path.name if found.path else ""
    record = Record(found.learner, found.exercise, (), file, found.problem, found.notes)
    if found.path is None:
        return Work(replace(record, results=desk.nothing(found.problem)), None)
    try:
        plan = make_plan(desk.exercise, read_notebook(found.path))
    except UnreadableNotebookError as problem:
        return Work(replace(record, problem=str(problem), results=desk.nothing(str(problem))), None)
    return Work(replace(record, notes=(*found.notes, *plan.notes)), plan)


def recall(work: Work, settings: Settings) -> Recalled:
    """Look up what is known of a submission."""
    if work.plan is None:
        return Recalled(work.record)
    desk = bench(settings.root, work.record.exercise)
    kept = desk.recall(work.plan, settings)
    left = desk.left(kept)
    record = None if left else finished(work, Marked(kept), settings)
    return Recalled(record, tuple(kept.results), tuple(left))


def mark_plan(exercise_id: str, plan: Plan, settings: Settings) -> Marked:
    """Run and check a plan in this process, whichever process that is."""
    begun = time.monotonic()
    desk = bench(settings.root, exercise_id)
    kept = desk.recall(plan, settings)
    if desk.left(kept):
        kept = desk.mark(plan, settings, kept)
    return Marked(kept, time.monotonic() - begun)


def keep(exercise_id: str, plan: Plan, marked: Marked, settings: Settings) -> None:
    """Keep here what another machine has marked: its own store may be out of reach, or gone tomorrow."""
    bench(settings.root, exercise_id).keep(plan, settings, marked.kept)


def finished(work: Work, marked: Marked, settings: Settings) -> Record:
    """The record of a submission whose plan has been marked."""
    desk = bench(settings.root, work.record.exercise)
    results = tuple(marked.kept.results[task.id] for task in desk.exercise.tasks)
    return replace(work.record, results=results, level=marked.kept.level, seconds=marked.seconds)


def grade_one(found: Found, settings: Settings) -> Record:
    """Grade one submission here and now."""
    work = read_work(found, settings)
    known = recall(work, settings).record
    if known is not None or work.plan is None:
        return known or work.record
    return finished(work, mark_plan(found.exercise, work.plan, settings), settings)


class Bench:
    """Everything that the submissions of one exercise share: solution, checks, keys."""

    def __init__(self, course: Course, exercise: Exercise) -> None:
        self.exercise = exercise
        self.path = course.checks / f"test_{exercise.slug}.py"
        self.checks: dict[str, list[Check]] = load_checks(self.path, exercise)
        self.check_keys = {task: checks_key(checks) for task, checks in self.checks.items()}
        self.solution_key = key_of([exercise.path.read_text(encoding="utf-8")])
        self._reference: Reference | None = None

    @property
    def reference(self) -> Reference:
        """The solution's values; made when first needed, as a class that has not changed needs none."""
        if self._reference is None:
            self._reference = Reference(self.exercise)
        return self._reference

    def recall(self, plan: Plan, settings: Settings) -> Kept:
        """What the store still knows of a plan."""
        return Store(settings.store).read(self._key(plan, settings), self.check_keys)

    def left(self, kept: Kept) -> list[str]:
        """The tasks that have no result yet."""
        return [task.id for task in self.exercise.tasks if task.id not in kept.results]

    def mark(self, plan: Plan, settings: Settings, kept: Kept) -> Kept:
        """Run a plan, check what is not yet known, and keep it."""
        marker = Marker(self.exercise, self.reference, self.checks, lambda: open_kernel(settings))
        fresh = marker.mark(plan, only=self.left(kept), seconds=settings.limits.seconds_per_submission)
        whole = Kept({**kept.results, **fresh}, marker.level or kept.level)
        self.keep(plan, settings, whole)
        return whole

    def keep(self, plan: Plan, settings: Settings, kept: Kept) -> None:
        """Write to the store what is known of a plan."""
        Store(settings.store).write(self._key(plan, settings), self.check_keys, kept)

    def _key(self, plan: Plan, settings: Settings) -> str:
        where = [engine_key(), self.solution_key, str(settings.unconfined), repr(settings.limits)]
        return key_of([*where, *plan.sources, *plan.missing])

    def nothing(self, reason: str) -> tuple[TaskResult, ...]:
        """Results of a submission in which there is nothing to mark."""
        return tuple(
            TaskResult(task.id, Outcome.NOT_ATTEMPTED, 0.0, task.points, reason)
            for task in self.exercise.tasks
        )


@lru_cache(maxsize=32)
def bench(root: Path, exercise_id: str) -> Bench:
    """The bench of an exercise, made once in each process."""
    course = course_at(root)
    return Bench(course, read_exercise(course.solution_file(exercise_id)))
