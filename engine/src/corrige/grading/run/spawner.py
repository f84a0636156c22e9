"""Where grading processes come from: a copy of the grader, taken early, that forks one when it is told to.

A copy has loaded all that the grader has, so that nothing is imported twice, and shares its memory. It has
one thread, does nothing but fork, and so can do that safely for as long as the class is graded, which the
grader with its threads could not. Where processes cannot be forked, or the copy is no more, each is started
from nothing.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import socket
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import reduction
from multiprocessing.connection import Connection
from typing import Any

from corrige.kernel.server.shared_server import Loan

__all__ = ["Spawner", "spawner"]

#: Seconds after which a copy that has not answered will not: it was taken while somebody held a lock.
_PATIENCE = 60.0
#: What a grading process does with its pipe, the kernels it may have, and the MiB that it may take.
Work = Callable[[Connection, "Loan | None", int], None]


class Spawner:
    """Starts processes from nothing.

    Parameters
    ----------
    work : callable
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._processes: dict[int, Any] = {}

    def start(self, end: Connection, loan: Loan | None, memory_mib: int) -> int:
        """Start a process with one end of a pipe, and give back its number."""
        process = multiprocessing.get_context("spawn").Process(
            target=self._work, args=(end, loan, memory_mib), daemon=True
        )
        process.start()
        assert process.pid is not None
        self._processes[process.pid] = process
        return process.pid

    def end(self, pid: int) -> int | None:
        """End a process, unless it has ended by itself, and give back its exit code."""
        return _ended(self._processes.pop(pid))

    def close(self) -> None:
        """Nothing: every process is ended by its number."""


class _ForkingSpawner(Spawner):
    """Starts processes as copies of a copy of this one."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        # What they need is loaded now, or each would load it for itself.
        import corrige.feedback.calls
        import corrige.kernel.session  # noqa: F401

        context = multiprocessing.get_context("fork")
        self._control, theirs = context.Pipe()
        self._process = context.Process(target=_fork_on_demand, args=(self._control, theirs, work))
        with warnings.catch_warnings():
            # There may be threads of libraries (BLAS, Arrow), which look after themselves in a copy.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        theirs.close()

    def start(self, end: Connection, loan: Loan | None, memory_mib: int) -> int:
        try:
            pid = self._forked(end, loan, memory_mib)
        except (EOFError, OSError):
            self._process.kill()  # all that it started ends with it
            self._control.close()
            return super().start(end, loan, memory_mib)
        assert pid is not None
        return pid

    def _forked(self, end: Connection, loan: Loan | None, memory_mib: int) -> int | None:
        assert self._process.pid is not None
        self._control.send((replace(loan, control=None) if loan else None, memory_mib))  # type: ignore[arg-type]
        for handle in (end.fileno(), *([loan.control.fileno()] if loan else [])):
            reduction.send_handle(self._control, handle, self._process.pid)
        return self._answer()

    def end(self, pid: int) -> int | None:
        if pid in self._processes:
            return super().end(pid)
        self._control.send(pid)
        return self._answer()

    def _answer(self) -> int | None:
        if not self._control.poll(_PATIENCE):
            raise TimeoutError
        answer: int | None = self._control.recv()
        return answer

    def close(self) -> None:
        """End it, and all that it has started."""
        # Closing alone would not tell it: a spawner that was copied later has this end as well.
        with contextlib.suppress(OSError):
            self._control.send(None)
        self._control.close()
        self._process.join()


def spawner(work: Work) -> Spawner:
    """A spawner of the best kind that there is here."""
    return (_ForkingSpawner if sys.platform == "linux" else Spawner)(work)


def _fork_on_demand(graders_end: Connection, control: Connection, work: Work) -> None:
    """Fork and end processes as told, until the grader says that it is enough, or is no more."""
    graders_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the grader hears of it, and tells
    gc.freeze()  # a look for garbage would write to all that is shared
    processes: dict[int, Any] = {}
    with contextlib.suppress(EOFError, OSError):
        while True:
            told = control.recv()
            if told is None:
                break
            if type(told) is int:
                control.send(_ended(processes.pop(told)))
                continue
            loan, memory_mib = told
            end = Connection(reduction.recv_handle(control))
            if loan is not None:
                loan = replace(loan, control=socket.socket(fileno=reduction.recv_handle(control)))
            process = multiprocessing.get_context("fork").Process(
                target=_work, args=(control, work, end, loan, memory_mib), daemon=True
            )
            process.start()
            end.close()
            if loan is not None:
                loan.control.close()
            assert process.pid is not None
            processes[process.pid] = process
            control.send(process.pid)
    for process in processes.values():
        _ended(process)


def _work(control: Connection, work: Work, end: Connection, loan: Loan | None, memory_mib: int) -> None:
    control.close()  # or the grader would not hear of the end of the one that holds it
    work(end, loan, memory_mib)


def _ended(process: Any) -> int | None:
    process.kill()
    process.join()
    code: int | None = process.exitcode
    return code
