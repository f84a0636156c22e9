"""Grading processes on this machine, each with limits.

A process that a notebook ends costs no other notebook anything: the notebook is tried once more in a fresh
one, and then given up. There is one process more than may work at a time: a notebook that hangs gives up its
place after some seconds, and the spare process takes it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from corrige.grading.run import deadline, kernels
from corrige.grading.run.kernels import Settings
from corrige.grading.run.marking import GraderProblemError
from corrige.grading.run.spawner import spawner
from corrige.kernel.errors import ConfinementError, KernelError
from corrige.kernel.server.shared_server import Loan

__all__ = ["LostWorkerError", "WorkerPool"]

#: Seconds after which a notebook no longer counts as one that is being worked on.
_PATIENCE = 2.0
#: How often a notebook is tried that ends the process it is marked in.
_MOST_TRIES = 2
#: How often the warm process is started in one run.
_MOST_STARTS = 5
#: MiB of memory that a process may take beside what a submission may.
_OWN_MEMORY = 512


class LostWorkerError(Exception):
    """A notebook has ended the process that marked it, each time it was tried; says how."""


@dataclass
class _Task:
    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    future: Future[Any]
    tries: int = 0


@dataclass
class _Worker:
    pid: int
    end: Connection
    loan: Loan | None
    task: _Task | None = None
    since: float = field(default_factory=time.monotonic)


class WorkerPool(Executor):
    """Processes that grade, with one warm process for all of them.

    Parameters
    ----------
    workers : int
    settings : Settings

    Raises
    ------
    ConfinementError, KernelError
        If no kernel can be had.
    """

    def __init__(self, workers: int, settings: Settings) -> None:
        self._places = workers
        self._settings = settings
        self._spawner = spawner(_serve)  # before there are threads
        try:
            self._loan = kernels.lend(settings)
        except BaseException:
            self._spawner.close()
            raise
        self._starts = 1
        self._waiting: deque[_Task] = deque()
        self._workers: list[_Worker] = []
        self._closing = False
        self._heard, self._bell = multiprocessing.Pipe(duplex=False)
        # Twice what a submission may take, as judging takes its time too; then it is not coming back.
        self._most_seconds = 2 * settings.limits.seconds_per_submission + 60
        self._thread = threading.Thread(target=self._manage, name="corrige-workers", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As any executor: the function is called in one of the processes, without keywords."""
        assert not kwargs
        task = _Task(fn, args, Future())
        self._waiting.append(task)
        self._ring()
        return task.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes; what has not ended is cancelled."""
        self._closing = True
        self._ring()
        if wait:
            self._thread.join()

    def _ring(self) -> None:
        with contextlib.suppress(OSError):
            self._bell.send_bytes(b"x")

    # ---------------------------------------------------------------------------------------- in the thread

    def _manage(self) -> None:
        while not self._closing:
            self._assign()
            ends: dict[Any, _Worker] = {worker.end: worker for worker in self._workers}
            for end in connection.wait([self._heard, *ends], timeout=0.1 if self._waiting else 1.0):
                if end is self._heard:
                    self._heard.recv_bytes()
                else:
                    self._hear(ends[end])
            for worker in list(self._workers):
                if worker.task and self._is_late(worker):
                    self._lost(worker)
        for task in self._waiting:
            task.future.cancel()
        for worker in list(self._workers):
            self._end(worker)
            if worker.task is not None:
                worker.task.future.set_exception(LostWorkerError("the run was stopped"))
        self._spawner.close()

    def _is_late(self, worker: _Worker) -> bool:
        return time.monotonic() - worker.since > self._most_seconds

    def _assign(self) -> None:
        """Hand out what waits, as long as there is a place."""
        while self._waiting:
            busy = [worker for worker in self._workers if worker.task is not None]
            at_work = sum(1 for worker in busy if time.monotonic() - worker.since < _PATIENCE)
            if at_work >= self._places or len(busy) > self._places:
                return
            task = self._waiting.popleft()
            if not task.future.running() and not task.future.set_running_or_notify_cancel():
                continue
            idle = (each for each in self._workers if each.task is None)
            try:
                worker = next(idle, None) or self._start()
            except (EOFError, OSError) as problem:
                task.future.set_exception(LostWorkerError(f"no process can be started: {problem}"))
                continue
            worker.task, worker.since = task, time.monotonic()
            task.tries += 1
            with contextlib.suppress(OSError):  # it has just ended: heard of in the next round
                worker.end.send((task.work, task.arguments))

    def _start(self) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        memory = self._settings.limits.memory_mib + _OWN_MEMORY
        with theirs:
            worker = _Worker(self._spawner.start(theirs, self._loan, memory), ours, self._loan)
        self._workers.append(worker)
        return worker

    def _hear(self, worker: _Worker) -> None:
        """Take what a process has sent, or note that it has ended."""
        try:
            well, value = worker.end.recv()
        except (EOFError, OSError):
            self._lost(worker)
            return
        task, worker.task = worker.task, None
        assert task is not None
        if well:
            task.future.set_result(value)
        elif type(value) is KernelError and self._renewed(worker):
            task.tries -= 1
            self._waiting.appendleft(task)
        else:
            task.future.set_exception(value)
        if worker.loan is not self._loan:
            self._end(worker)

    def _lost(self, worker: _Worker) -> None:
        task, code = worker.task, self._end(worker)
        if task is None:
            return
        if task.tries < _MOST_TRIES:
            self._waiting.appendleft(task)
            return
        late = self._is_late(worker)
        how = f"it was not done after {self._most_seconds:.0f} s" if late else deadline.reason_of(code)
        task.future.set_exception(LostWorkerError(how))

    def _end(self, worker: _Worker) -> int | None:
        """End a process, and give back its exit code."""
        self._workers.remove(worker)
        worker.end.close()
        try:
            return self._spawner.end(worker.pid)
        except (EOFError, OSError):
            return None  # the spawner has ended, and with it all that it started

    def _renewed(self, worker: _Worker) -> bool:
        """Whether kernels can be had again, where it was the warm process that had ended."""
        if worker.loan is not self._loan:
            return True  # it was the one before, and there is a new one already
        if self._loan is None or kernels.is_running(self._settings) or self._starts >= _MOST_STARTS:
            return False
        self._starts += 1
        try:
            self._loan = kernels.lend(self._settings)
        except KernelError:
            return False
        for idle in [each for each in self._workers if each.task is None and each is not worker]:
            self._end(idle)
        return True


# ------------------------------------------------------------------------------------------ in the processes


def _serve(end: Connection, loan: Loan | None, memory_mib: int) -> None:
    """Do what comes, one at a time, until the grader closes its end of the pipe."""
    _limit(memory_mib)
    deadline.enforce()
    threading.Thread(target=_end_with_the_grader, daemon=True).start()
    kernels.borrow(loan)
    with contextlib.suppress(EOFError, OSError):
        while True:
            work, arguments = end.recv()
            try:
                answer: tuple[bool, Any] = (True, work(*arguments))
            except Exception as problem:
                answer = (False, _plain(problem))
            end.send(answer)


def _plain(problem: Exception) -> Exception:
    """The problem as one that can be sent, which not every exception can."""
    for kind in (ConfinementError, KernelError, GraderProblemError):
        if isinstance(problem, kind):
            return kind(str(problem))
    return RuntimeError(f"{type(problem).__name__}: {problem}")


def _limit(memory_mib: int) -> None:
    """Memory that this process may take beside what it was born with: an answer must not end the machine."""
    if sys.platform != "linux":
        return
    import resource

    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = mapped + memory_mib * 2**20
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _end_with_the_grader() -> None:
    """A grader that is killed closes nothing that its other children hold too."""
    grader = multiprocessing.parent_process()
    assert grader is not None
    grader.join()
    os._exit(1)
