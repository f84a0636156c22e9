"""Grade on more than one machine: a Dask cluster as a `concurrent.futures.Executor`.

Every worker needs this package and the course at the same path (a shared folder, or the same clone). The
submissions themselves travel with the work, so the workers need not see the folder they came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any


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
        client: Any = Client(address, timeout="10s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as problem:
        raise NoClusterError(
            f"No Dask scheduler answers at {address} ({type(problem).__name__}). Start one with "
            "`dask scheduler`, and workers with `dask worker --nthreads 1`."
        ) from None
    with client:
        # pure=False: two equal notebooks are two submissions. A task whose worker dies is tried elsewhere.
        yield client.get_executor(pure=False, retries=3)
