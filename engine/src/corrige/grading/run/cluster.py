"""Grade on more than one machine: a Dask cluster as a `concurrent.futures.Executor`.

Every worker needs this package and the course at the same path (a shared folder, or the same clone). The
submissions themselves travel with the work, so the workers need not see the folder they came from.

The limit of time for judging ends the process, so it is in force where that costs nobody else anything: on a
worker with one thread and a nanny, which starts it anew, as ``dask worker --nthreads 1`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

from corrige.grading.run import deadline

#: Seconds that a scheduler has to answer.
PATIENCE = 10


class NoClusterError(ValueError):
    """The scheduler cannot be used; says why and what to do."""


@contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """Connect to a Dask scheduler.

    Parameters
    ----------
    address : str
        Such as ``tcp://10.0.0.5:8786``.

    Yields
    ------
    Executor

    Raises
    ------
    NoClusterError
        If the extra ``cluster`` is not installed, or nobody answers at the address.
    """
    try:
        from distributed import Client
    except ImportError:
        raise NoClusterError(
            "--scheduler needs Dask distributed, which is not installed: pip install 'corrige[cluster]'"
        ) from None
    try:
        client: Any = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as problem:
        raise NoClusterError(
            f"No Dask scheduler answers at {address} ({type(problem).__name__}). Start one with "
            "`dask scheduler`, and workers with `dask worker --nthreads 1`."
        ) from None
    with client:
        # pure=False: two equal notebooks are two submissions. A task whose worker dies is tried elsewhere.
        yield _Cluster(client.get_executor(pure=False, retries=3))


class _Cluster(Executor):
    """Dask's executor, with the limits of judging in force on its workers."""

    def __init__(self, inner: Executor) -> None:
        self._inner = inner

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self._inner.submit(_within_limits, fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._inner.shutdown(wait=wait, cancel_futures=cancel_futures)


def _within_limits(work: Callable[..., Any], *arguments: Any) -> Any:
    """On a worker: do the work, with its judging under the limit of time if the worker may be ended."""
    from distributed import get_worker

    worker = get_worker()
    if worker.nanny and worker.state.nthreads == 1:
        deadline.enforce()
    return work(*arguments)
