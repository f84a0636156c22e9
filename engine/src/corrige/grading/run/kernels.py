"""Kernels for submissions: one warm process for each grading process, or a cold kernel where asked for."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING

from corrige.authoring.reader import read_exercise
from corrige.course import Course, course_at
from corrige.grading.files import write_whole
from corrige.grading.run.result_cache import environment_key
from corrige.kernel.limits import Limits
from corrige.keys import key_of

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
        Where results are kept, and what they rest on; None keeps nothing.
    limits : Limits
        What one submission may take.
    unconfined : bool
        Run cold and without confinement. Only for notebooks that you would run yourself.
    draw_all : bool
        Draw the charts of right answers too.
    fresh : bool
        Mark everything anew, whatever was kept.
    exercises : tuple of str
        Those that were handed in, so that kernels are made ready for them; none: all of the course.
    """

    root: Path
    submissions: Path | None = None
    store: Path | None = None
    limits: Limits = field(default_factory=Limits)
    unconfined: bool = False
    draw_all: bool = False
    fresh: bool = False
    exercises: tuple[str, ...] = ()

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
        session = open_session(level="warm", warm=_in_use(settings), limits=settings.limits)
    with session:
        yield session


@lru_cache(maxsize=1)
def _warm(settings: Settings) -> Warm:
    """The warm process that this grading process uses.

    It knows the exercises' set-up cells and the course's tables, which every learner has, and nothing else.
    """
    from corrige.kernel import Warm

    course = settings.course
    setups = [read_exercise(course.solution_file(each)).setup for each in settings.exercises] or [
        read_exercise(path).setup for path in course.solution_files()
    ]
    preload = [course.package, *course.preload]
    key = key_of([environment_key(course), *preload, "", *setups])
    file = settings.store / f"modules-{key}.json" if settings.store else None
    known = _modules(file)
    warm = Warm(preload=preload, rehearsal=setups, modules=known, deny_paths=settings.secret, shows=False)
    warm.start()
    if file is not None and warm.modules != known and not warm.rehearsal_errors:
        with contextlib.suppress(OSError):  # another rehearsal, no more
            write_whole(file, json.dumps(warm.modules))
    # unlike atexit, this also runs at the end of a worker of a process pool
    Finalize(None, warm.close, exitpriority=10)
    return warm


def _modules(file: Path | None) -> tuple[str, ...]:
    """What an earlier rehearsal has loaded; nothing if that is not known."""
    with contextlib.suppress(OSError, ValueError):
        names = json.loads(file.read_text(encoding="utf-8")) if file is not None else []
        if type(names) is list and all(type(name) is str for name in names):
            return tuple(names)
    return ()


_borrowed: list[Warm] = []


def _in_use(settings: Settings) -> Warm:
    """The warm process that was lent to this one; else its own.

    What was lent comes first: a copy of the grader has inherited the grader's own, which works only there.
    """
    return _borrowed[-1] if _borrowed else _warm(settings)


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
    return settings.unconfined or _in_use(settings).running


def borrow(loan: Loan | None) -> None:
    """At the start of a worker: use the warm process that was lent."""
    from corrige.kernel import Warm

    if loan is not None:
        _borrowed.append(Warm.borrow(loan))
