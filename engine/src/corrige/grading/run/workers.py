"""Grading processes on this machine: forked from a clean one that has imported all they need.

There is one more than may work at a time. A notebook that hangs gives up its place after some seconds, and
the spare process takes it: otherwise a core would wait for each of them until its time is up.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Collection
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver
from multiprocessing.synchronize import Semaphore
from unittest import mock

from corrige.grading.intake.plan import Plan
from corrige.grading.run import kernels
from corrige.grading.run.exercise_grader import mark_plan
from corrige.grading.run.job import Marked
from corrige.grading.run.kernels import Settings
from corrige.kernel.server.shared_server import Loan

#: Seconds after which a notebook no longer counts as one that is being worked on.
_PATIENCE = 2.0
_PRELOAD = ["corrige.grading.run.preloaded"]
#: OpenBLAS starts threads on import unless told not to, and a process with threads should not fork.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_places: list[Semaphore] = []


def open_pool(workers: int, settings: Settings) -> ProcessPoolExecutor:
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
    if sys.platform == "linux":
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOAD)
        with mock.patch.dict(os.environ, _ONE_THREAD):
            forkserver.ensure_running()  # it imports while the warm process does
    else:
        context = multiprocessing.get_context("spawn")  # type: ignore[assignment]
    loan = kernels.lend(settings)
    places = context.Semaphore(workers)
    return ProcessPoolExecutor(workers + 1, context, initializer=_begin, initargs=(loan, places))


def mark_in_turn(exercise_id: str, plan: Plan, only: Collection[str], settings: Settings) -> Marked:
    """As `mark_plan`, in a process of the pool: when there is a place for it."""
    places = _places[-1]
    places.acquire()
    given_up = threading.Event()

    def give_up() -> None:
        given_up.set()
        places.release()

    timer = threading.Timer(_PATIENCE, give_up)
    timer.start()
    try:
        return mark_plan(exercise_id, plan, only, settings)
    finally:
        timer.cancel()
        timer.join()  # cancelled, or it has given up: never both
        if not given_up.is_set():
            places.release()


def _begin(loan: Loan | None, places: Semaphore) -> None:
    """At the start of a worker."""
    _places.append(places)
    threading.Thread(target=_end_with_the_grader, daemon=True).start()
    kernels.borrow(loan)


def _end_with_the_grader() -> None:
    """A worker waits for work from its siblings' end of a pipe too: alone, it would wait for ever."""
    grader = multiprocessing.parent_process()
    assert grader is not None
    grader.join()
    os._exit(1)
