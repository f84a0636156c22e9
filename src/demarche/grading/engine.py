"""Grade a class: every submission in turn or over several processes; nothing lost, nobody left out."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from demarche.authoring.course import Course
from demarche.authoring.model import Exercise
from demarche.authoring.reader import read_exercise
from demarche.grading.checks import Check, load_checks
from demarche.grading.finding import Found
from demarche.grading.kernels import Settings, open_kernel
from demarche.grading.marking import Marker
from demarche.grading.notebook import UnreadableNotebookError, read_notebook
from demarche.grading.outcomes import Outcome, Record, TaskResult
from demarche.grading.reference import Reference
from demarche.grading.store import Kept, Store, checks_key, engine_key, key_of
from demarche.grading.submission import Plan, make_plan


def grade_one(found: Found, settings: Settings) -> Record:
    """Grade one submission: never raises for anything that the submission holds."""
    begun = time.monotonic()
    desk, plan, record = _read(found, settings)
    if plan is None:
        return record
    kept = desk.recall(plan, settings)
    if not desk.is_complete(kept):
        kept = desk.mark(plan, settings, kept)
    return _filled(desk, record, kept, time.monotonic() - begun)


def recall(found: Found, settings: Settings) -> Record | None:
    """The record of a submission if no cell has to run for it: it is kept, or there is nothing to run."""
    desk, plan, record = _read(found, settings)
    if plan is None:
        return record
    kept = desk.recall(plan, settings)
    return _filled(desk, record, kept, 0.0) if desk.is_complete(kept) else None


def _read(found: Found, settings: Settings) -> tuple[Bench, Plan | None, Record]:
    """The bench, the plan, and the record as far as it is known; no plan where there is nothing to read."""
    desk = bench(settings.root, found.exercise)
    file = found.path.name if found.path else ""
    record = Record(found.learner, found.exercise, (), file, found.problem, found.notes)
    if found.path is None:
        return desk, None, replace(record, results=desk.nothing(found.problem))
    try:
        plan = make_plan(desk.exercise, read_notebook(found.path))
    except UnreadableNotebookError as problem:
        return desk, None, replace(record, problem=str(problem), results=desk.nothing(str(problem)))
    return desk, plan, replace(record, notes=(*found.notes, *plan.notes))


def _filled(desk: Bench, record: Record, kept: Kept, seconds: float) -> Record:
    results = tuple(kept.results[task.id] for task in desk.exercise.tasks)
    return replace(record, results=results, level=kept.level, seconds=seconds)


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

    def is_complete(self, kept: Kept) -> bool:
        """Whether every task has its result."""
        return all(task.id in kept.results for task in self.exercise.tasks)

    def mark(self, plan: Plan, settings: Settings, kept: Kept) -> Kept:
        """Run a plan, check what is not yet known, and keep it."""
        left = [task.id for task in self.exercise.tasks if task.id not in kept.results]
        marker = Marker(self.exercise, self.reference, self.checks, lambda: open_kernel(settings))
        fresh = marker.mark(plan, only=left, seconds=settings.limits.seconds_per_submission)
        whole = Kept({**kept.results, **fresh}, marker.level or kept.level)
        Store(settings.store).write(self._key(plan, settings), self.check_keys, whole)
        return whole

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
    course = Course(root)
    path = next(iter(sorted(course.solutions.glob(f"{exercise_id}_*.py"))), None)
    if path is None:
        raise FileNotFoundError(f"No solution file for {exercise_id} in {course.solutions}.")
    return Bench(course, read_exercise(path))
