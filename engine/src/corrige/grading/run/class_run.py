"""One run over a class: jobs read and looked up, handed to workers, and their records as they come in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from corrige.authoring.derived import read_exercises
from corrige.course import find_course
from corrige.grading.intake.discovery import Submission, find_submissions
from corrige.grading.outcomes import Record
from corrige.grading.run.exercise_grader import (
    ExerciseGrader,
    exercise_grader,
    mark_plan,
    mark_solution,
    problem_of,
)
from corrige.grading.run.job import Job, Marked, nothing
from corrige.grading.run.kernels import Settings
from corrige.grading.run.marking import GraderProblemError
from corrige.grading.run.result_cache import ResultCache
from corrige.grading.run.workers import LostWorkerError, WorkerPool
from corrige.kernel import ConfinementError, Limits
from corrige.keys import key_of


@dataclass
class _Row:
    """One submission of the run: its job, the worker that has it, and in the end its record."""

    job: Job
    future: Future[Marked] | None = None
    record: Record | None = None


@dataclass
class ClassRun:
    """Grades a class; the same for `pytest --submissions` and for `corrige grade`.

    Attributes
    ----------
    submissions : list of Submission
    settings : Settings
    workers : int
        Processes on this machine. None of them is this one: a notebook may end the process that marks it.
    executor : Executor, optional
        Where to grade instead: any `concurrent.futures.Executor`, of this machine or of others. Its processes
        need the course at the same path; the submissions are sent to them.
    """

    submissions: list[Submission]
    settings: Settings
    workers: int = 1
    executor: Executor | None = None
    _rows: dict[Submission, _Row] = field(default_factory=dict)
    not_kept: str = ""
    _pool: Executor | None = None

    @classmethod
    def prepare(
        cls,
        submissions: Path,
        *,
        root: Path | None = None,
        workers: int | None = None,
        fresh: bool = False,
        unconfined: bool = False,
        draw_all: bool = False,
        executor: Executor | None = None,
    ) -> ClassRun:
        """Find the submissions and what this machine can promise them.

        Parameters
        ----------
        submissions : Path
        root : Path, optional
            The course; found from the working folder if not given.
        workers : int, optional
            Processes; one per core if not given.
        fresh : bool
            Mark everything anew.
        unconfined : bool
            Do without confinement.
        draw_all : bool
            Draw the charts of right answers too.
        executor : Executor, optional

        Raises
        ------
        FileNotFoundError
            If there is no course or no submission.
        """
        course = find_course(root)
        found = find_submissions(submissions, read_exercises(course))
        settings = Settings(
            course.root,
            submissions,
            course.root / ".cache" / "grades",
            Limits.from_pyproject(course.root),
            unconfined,
            draw_all,
            fresh,
            tuple(sorted({each.exercise for each in found})),
        )
        return cls(found, settings, workers or os.cpu_count() or 1, executor)

    def start(self, submissions: Sequence[Submission] | None = None) -> None:
        """Look up what is known of the submissions, all unless some are named, and hand out the rest.

        Raises
        ------
        GraderProblemError
            If an exercise's own solution does not get full marks here. Nothing has been marked then.
        """
        for each in self.submissions if submissions is None else submissions:
            job = self._grader(each).job(each, self.settings, self._cache)
            whole = job.record if job.plan is None else None if job.left else self._finished(job, job.known)
            self._rows[each] = _Row(job, record=whole)
        left = [row for row in self._rows.values() if row.record is None]
        if not left:
            return
        if self.executor is None:
            self._pool = self.executor = WorkerPool(min(self.workers, len(left)), self.settings)
        self._prove(sorted({row.job.submission.exercise for row in left}), self.executor)
        for row in sorted(left, key=_mixed):
            row.future = self._submit(row.job)

    def _prove(self, exercises: Sequence[str], executor: Executor) -> None:
        """See that the exercises' own solutions get full marks here, unless that is known."""
        own = [
            exercise_grader(self.settings.root, each).own_job(self.settings, self._cache)
            for each in exercises
        ]
        proofs = [
            executor.submit(mark_solution, job.submission.exercise, job.left, self.settings)
            if job.left
            else None
            for job in own
        ]
        problems = []
        for job, proof in zip(own, proofs, strict=True):
            exercise = self._grader(job.submission).exercise
            try:
                fresh = proof.result() if proof is not None else Marked()
            except LostWorkerError as problem:
                problems.append(f"the course's own solution ended the process that marks it ({problem})")
                continue
            if wrong := problem_of(exercise, job.merged(fresh)):
                problems.append(wrong)
            elif proof is not None:
                self._keep(job, fresh)
        if problems:
            raise GraderProblemError("Nothing was graded.\n  " + "\n  ".join(problems))

    @property
    def order(self) -> list[Submission]:
        """In which results come in: first what was known, then as it was handed out."""
        known = [each for each, row in self._rows.items() if row.record is not None]
        left = [each for each, row in self._rows.items() if row.record is None]
        return known + sorted(left, key=lambda each: _mixed(self._rows[each]))

    def result(self, submission: Submission) -> Record:
        """The record of one submission; waits for it.

        Raises
        ------
        GraderProblemError
            If it could not be marked for a reason that is not the learner's; it is asked for again, and has
            no record, in the next run.
        """
        row = self._rows[submission]
        while row.record is None:
            assert row.future is not None
            try:
                row.record = self._finished(row.job, row.future.result())
            except LostWorkerError as problem:
                row.record = self._given_up(row.job, problem)
            except Exception as problem:
                if _is_lost(problem) and self._pool is None:
                    # A process of somebody else's executor is gone: once more, on this machine.
                    self._pool = self.executor = WorkerPool(1, self.settings)
                if _is_lost(problem):
                    row.future = self._submit(row.job)
                    continue
                where = f"{submission.path} ({submission.learner}, {submission.exercise})"
                kind = type(problem) if isinstance(problem, ConfinementError) else GraderProblemError
                raise kind(f"{where}: {problem}") from problem
        return row.record

    @property
    def is_whole(self) -> bool:
        """Whether everybody has a record who should have one."""
        return bool(self._rows) and all(row.record is not None for row in self._rows.values())

    @property
    def records(self) -> list[Record]:
        """The records so far, in the order of the submissions."""
        rows = (self._rows.get(each) for each in self.submissions)
        return [row.record for row in rows if row is not None and row.record is not None]

    @property
    def known(self) -> int:
        """How many answers were marked in an earlier run."""
        return sum(len(row.job.known.results) for row in self._rows.values())

    @property
    def left(self) -> list[tuple[str, str, str]]:
        """Exercise, task and learner of each answer that this run marks."""
        return [
            (each.exercise, task, each.learner) for each, row in self._rows.items() for task in row.job.left
        ]

    def close(self) -> None:
        """Stop what is still to be done, and the workers if they are this run's own."""
        for row in self._rows.values():
            if row.future is not None:
                row.future.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    @property
    def _cache(self) -> ResultCache:
        return ResultCache(None if self.settings.fresh else self.settings.store)

    def _submit(self, job: Job) -> Future[Marked]:
        assert self.executor is not None
        assert job.plan is not None
        future = self.executor.submit(
            mark_plan, job.submission.exercise, replace(job.plan, pictures={}), job.left, self.settings
        )

        def keep(done: Future[Marked]) -> None:
            # As soon as it is there, whatever is waited for: a run that is killed loses next to nothing.
            if not done.cancelled() and done.exception() is None:
                self._keep(job, done.result())

        future.add_done_callback(keep)
        return future

    def _given_up(self, job: Job, problem: BaseException) -> Record:
        """The row of a notebook that ends whatever marks it; it is not kept, so the next run tries again."""
        reason = (
            "This notebook could not be marked: each time it was tried, it ended the process that marks "
            f"({problem or type(problem).__name__})."
        )
        exercise = self._grader(job.submission).exercise
        return replace(job.record, problem=reason, results=nothing(exercise, reason))

    def _keep(self, job: Job, marked: Marked) -> None:
        """Keep what has been marked; where it cannot be kept, it is marked again in the next run."""
        try:
            self._cache.write(job.key, self._grader(job.submission).check_keys, job.merged(marked))
        except OSError as problem:
            place = f"{self.settings.store}: {problem}"
            self.not_kept = f"Results of this run are not kept, so the next one marks anew: {place}."

    def _finished(self, job: Job, marked: Marked) -> Record:
        return job.finished(self._grader(job.submission).exercise, job.merged(marked))

    def _grader(self, submission: Submission) -> ExerciseGrader:
        return exercise_grader(self.settings.root, submission.exercise)


def _mixed(row: _Row) -> str:
    """Mixed, always in the same way: friends share mistakes, and what hangs should not come in a row."""
    return key_of((row.job.submission.learner, row.job.submission.exercise))


def _is_lost(problem: Exception) -> bool:
    """Whether the process that had the work is gone (as against: the work itself could not be done)."""
    return isinstance(problem, BrokenExecutor | CancelledError) or type(problem).__name__ == "KilledWorker"
