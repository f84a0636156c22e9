"""One event loop in a thread of its own, for all sessions of this process.

The grader's own thread may have a loop running already (a notebook, Playwright), in which no other could run.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

__all__ = ["call"]

T = TypeVar("T")

#: Loops of the process that this one is a copy of: their threads are not here.
_left_behind: list[asyncio.AbstractEventLoop] = []

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def call(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` on the sessions' loop and wait for its result."""
    return asyncio.run_coroutine_threadsafe(work, _running()).result()


def _running() -> asyncio.AbstractEventLoop:
    global _loop
    with _lock:
        if _loop is None:
            # zmq needs a loop that watches sockets; Windows' default one does not
            _loop = asyncio.SelectorEventLoop()
            thread = threading.Thread(target=_loop.run_forever, name="corrige-kernels", daemon=True)
            thread.start()
            atexit.register(_finish, _loop, thread)
        return _loop


def _forget() -> None:
    """In a copy of a process: begin anew, in time."""
    global _loop, _lock
    if _loop is not None:
        _left_behind.append(_loop)
    _loop, _lock = None, threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _finish(loop: asyncio.AbstractEventLoop, thread: threading.Thread) -> None:
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    if not loop.is_running():
        loop.close()
