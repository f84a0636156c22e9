"""Kernels for submissions: one warm process for each grading process, or a cold kernel where asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING

from corrige.authoring.reader import read_exercise
from corrige.course import Course, course_at
from corrige.kernel.limits import Limits

if TYPE_CHECKING:
    from corrige.kernel import KernelSession, Warm
    from corrige.kernel.server.shared_server import Loan


@dataclass(frozen=True)
class Settings:
    """How a class is graded.

    Attributes
    ----------
    root : Path
        The course.
    submissions : Path or None
        The class's folder: no learner's kernel can read it.
    store : Path or None
        Where results are kept; None marks everything anew.
    limits : Limits
        What one submission may take.
    unconfined : bool
        Run cold and without confinement. Only for notebooks that you would run yourself.
    """

    root: Path
    submissions: Path | None = None
    store: Path | None = None
    limits: Limits = field(default_factory=Limits)
    unconfined: bool = False

    @property
    def course(self) -> Course:
        """The course."""
        return course_at(self.root)

    @property
    def secret(self) -> tuple[Path, ...]:
        """What no learner's kernel may read."""
        return (*self.course.secret(), *([self.submissions] if self.submissions else []))


@contextmanager
def open_kernel(settings: Settings) -> Iterator[KernelSession]:
    """A fresh kernel for one submission, gone when the block ends."""
    from corrige.kernel import open_session  # a class that has not changed needs no kernel

    if settings.unconfined:
        session = open_session(level="cold", limits=settings.limits, unconfined=True)
    else:
        session = open_session(level="warm", warm=_warm(settings), limits=settings.limits)
    with session:
        yield session


@lru_cache(maxsize=1)
def _warm(settings: Settings) -> Warm:
    """The warm process that this grading process uses.

    It knows the exercises' set-up cells and the course's tables, which every learner has, and nothing else.
    """
    from corrige.kernel import Warm

    if _borrowed:
        return _borrowed[-1]
    rehearsal = [read_exercise(path).setup for path in settings.course.solution_files()]
    warm = Warm(
        preload=[settings.course.package, *settings.course.preload],
        rehearsal=rehearsal,
        deny_paths=settings.secret,
    )
    warm.start()
    # unlike atexit, this also runs at the end of a worker of a process pool
    Finalize(None, warm.close, exitpriority=10)
    return warm


_borrowed: list[Warm] = []


def lend(settings: Settings) -> Loan | None:
    """What workers of this machine need to share one warm process; None where kernels are cold.

    One that has ended is started anew.
    """
    if settings.unconfined:
        return None
    if not is_running(settings):
        _warm(settings).close()
        _warm.cache_clear()
    return _warm(settings).lend()


def is_running(settings: Settings) -> bool:
    """Whether kernels can be had; cold ones always can."""
    return settings.unconfined or _warm(settings).running


def borrow(loan: Loan | None) -> None:
    """At the start of a worker: use the warm process that was lent."""
    from corrige.kernel import Warm

    if loan is not None:
        _borrowed.append(Warm.borrow(loan))
