"""Grading processes on this machine: forked from a clean one that has imported all they need."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver

from demarche.grading import kernels
from demarche.grading.kernels import Settings
from demarche.kernel.lending import Loan

_PRELOAD = ["demarche.grading.engine"]
#: OpenBLAS starts threads on import unless told not to, and a process with threads should not fork.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


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
        with _environment(_ONE_THREAD):
            forkserver.ensure_running()  # it imports while the warm process does
    else:
        context = multiprocessing.get_context("spawn")  # type: ignore[assignment]
    loan = kernels.lend(settings)
    return ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(loan,))


def _begin(loan: Loan | None) -> None:
    """At the start of a worker."""
    threading.Thread(target=_end_with_the_grader, daemon=True).start()
    kernels.borrow(loan)


def _end_with_the_grader() -> None:
    """A worker waits for work from its siblings' end of a pipe too: alone, it would wait for ever."""
    grader = multiprocessing.parent_process()
    assert grader is not None
    grader.join()
    os._exit(1)


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
