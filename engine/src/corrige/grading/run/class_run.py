"""One run over a class: who handed in what, the workers, the records, the files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, field
from pathlib import Path

from corrige.authoring.derived import read_exercises
from corrige.course import find_course
from corrige.grading.export.gradebook import write_gradebook
from corrige.grading.intake.discovery import Found, find_submissions
from corrige.grading.outcomes import Record
from corrige.grading.report.summary import summary_lines
from corrige.grading.run.exercise_grader import Marked, Work, finished, keep, mark_plan, read_work, recall
from corrige.grading.run.kernels import Settings
from corrige.grading.run.result_cache import key_of
from corrige.grading.run.workers import mark_in_turn, open_pool
from corrige.kernel import Limits

_Key = tuple[str, str]


@dataclass
class ClassRun:
    """Grades a class; the same for `pytest --submissions` and for `corrige grade`."""

    found: list[Found]
    settings: Settings
    workers: int = 1
    executor: Executor | None = None
    left: list[tuple[str, str, str]] = field(default_factory=list)  # exercise, task, learner: to mark now
    kept: int = 0  # answers that were marked before
    order: list[Found] = field(default_factory=list)  # in which results come in
    _pool: Executor | None = None
    _work: dict[_Key, Work] = field(default_factory=dict)
    _futures: dict[_Key, Future[Marked]] = field(default_factory=dict)
    _records: dict[_Key, Record] = field(default_factory=dict)

    @classmethod
    def prepare(
        cls,
        submissions: Path,
        *,
        root: Path | None = None,
        workers: int | None = None,
        fresh: bool = False,
        unconfined: bool = False,
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
        executor : Executor, optional
            Where to grade: any `concurrent.futures.Executor`, of this machine or of others. Its processes
            need the course at the same path; the submissions are sent to them.

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
            None if fresh else course.root / ".cache" / "grades",
            Limits.from_pyproject(course.root),
            unconfined,
        )
        return cls(found, settings, workers or os.cpu_count() or 1, executor)

    def start(self, found: Sequence[Found]) -> None:
        """Recall what is known and hand the rest to the workers; with one, each is graded when asked for."""
        left = []
        for each in found:
            work = read_work(each, self.settings)
            known = recall(work, self.settings)
            self.kept += len(known.kept)
            self.left.extend((each.exercise, task, each.learner) for task in known.left)
            if known.record is not None:
                self._records[_key(each)] = known.record
            else:
                self._work[_key(each)] = work
                left.append(each)
        if self.executor is None and self.workers > 1 and len(left) > 1:
            self._pool = self.executor = open_pool(min(self.workers, len(left)), self.settings)
        # Mixed, always in the same way: friends share mistakes, and what hangs should not come in a row.
        left.sort(key=lambda each: key_of(_key(each)))
        self.order = [each for each in found if _key(each) in self._records] + left
        if self.executor is not None:
            job = mark_plan if self._pool is None else mark_in_turn
            for each in left:
                plan = self._work[_key(each)].plan
                assert plan is not None
                self._futures[_key(each)] = self.executor.submit(job, each.exercise, plan, self.settings)

    def result(self, found: Found) -> Record:
        """The record of one submission; waits for it."""
        key = _key(found)
        if key not in self._records:
            work = self._work.pop(key)
            self._records[key] = finished(work, self._marked(found, work), self.settings)
        return self._records[key]

    def _marked(self, found: Found, work: Work) -> Marked:
        assert work.plan is not None
        future = self._futures.pop(_key(found), None)
        if future is not None:
            try:
                marked = future.result()
                if self._pool is None:
                    keep(found.exercise, work.plan, marked, self.settings)
                return marked
            except Exception as problem:
                # A worker was killed from outside, for its memory perhaps: that costs time, not marks.
                if not _is_lost_worker(problem):
                    raise
        return mark_plan(found.exercise, work.plan, self.settings)

    @property
    def records(self) -> list[Record]:
        """The records so far, in the order of the submissions."""
        return [self._records[_key(each)] for each in self.found if _key(each) in self._records]

    def write(self, gradebook: Path) -> None:
        """Write the gradebook."""
        write_gradebook(gradebook, self.records)

    def summary(self) -> Iterator[str]:
        """A few lines on the class: for each exercise the learners, the mean, the outcomes."""
        return summary_lines(self.records)

    def close(self) -> None:
        """Stop what is still to be done, and the workers if they are this run's own."""
        for future in self._futures.values():
            future.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _key(found: Found) -> _Key:
    return found.learner, found.exercise


def _is_lost_worker(problem: Exception) -> bool:
    """Whether the process that had the work is gone (as against: the work itself could not be done)."""
    return isinstance(problem, BrokenExecutor | CancelledError) or type(problem).__name__ == "KilledWorker"
