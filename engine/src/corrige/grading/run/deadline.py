"""A limit of the processor's time for judging one answer.

Answers have limits of size; what takes long all the same may be at work inside of a library, where only the
system can stop it. It ends the whole process, so the limit is in force only in a process started to grade.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

MOST_SECONDS = 60.0
_in_force = False


def enforce() -> None:
    """From now on this process ends if judging one answer takes too long."""
    global _in_force
    _in_force = sys.platform != "win32"


@contextmanager
def judging() -> Iterator[None]:
    """Judge one answer within the limit. What a learner's kernel takes meanwhile has limits of its own."""
    if not _in_force:
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def reason_of(code: int | None) -> str:
    """How a process has ended that had this exit code."""
    if sys.platform != "win32" and code == -signal.SIGPROF:
        return f"judging one of its answers took more than {MOST_SECONDS:.0f} s of the processor"
    return f"exit code {code}"
