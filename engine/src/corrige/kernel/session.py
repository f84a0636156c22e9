"""The grader's side of one learner's kernel: run cells, ask for values, never be surprised.

`KernelSession.run` returns a result for whatever a notebook does; `KernelSession.ask` gives an answer or
raises `ProbeFailed`. What a cell *did* is read from the execute reply, never from what it printed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from corrige.kernel import start, watch
from corrige.kernel.errors import ProbeFailed
from corrige.kernel.execution import Execution
from corrige.kernel.limits import Limits
from corrige.kernel.loop import call
from corrige.kernel.results import CellResult, Level, Usage
from corrige.kernel.sandbox.folders import SessionFolder
from corrige.kernel.server.roots import discard

if TYPE_CHECKING:
    from corrige.kernel.warm import Warm

__all__ = ["CellResult", "KernelSession", "Usage", "open_session"]


class KernelSession:
    """One fresh kernel for one submission. Made by `open_session`; a context manager; one thread at a time.

    Attributes
    ----------
    level : {"sealed", "confined", "open"}
        What holds this kernel.
    work : Path
        Its folder. Submitted code can put anything there: never follow a link in it.
    usage : Usage
        Filled in by `close`.
    """

    def __init__(self, started: start.Started, limits: Limits) -> None:
        self.level: Level = started.level
        self.limits = limits
        self.usage = Usage()
        self._folder: SessionFolder = started.folder
        self._manager = started.manager
        self._execution = Execution(started, limits)
        self._closed = False
        try:
            call(self._execution.start())
            if started.cold and sys.platform != "win32":
                # limits that a kernel can take on itself, for the level that has no other
                self.run(watch.COLD_LIMITS.format(**vars(limits)), timeout=30)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> KernelSession:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def work(self) -> Path:
        """The folder in which the cells run."""
        return self._folder.work

    @property
    def alive(self) -> bool:
        """Whether the kernel can still be used."""
        return not self._closed and not self._execution.faulty and self._manager.is_running()

    def run(self, source: str, timeout: float | None = None, then: str = "") -> CellResult:
        """Run `source` as one code cell.

        Parameters
        ----------
        source : str
        timeout : float or None
            Seconds of wall time; None: ``limits.seconds_per_cell``. Never more than the session has left.
        then : str
            An expression to evaluate as `ask` does, in the same message: asked for alone it costs the time
            of a small cell. If the cell raises it is not evaluated.

        Returns
        -------
        CellResult
            For anything that the cell does. After *died*, or a *timeout* that needed force, `alive` is False.
        """
        if not self.alive:
            return CellResult("died", "DeadKernel", "The kernel had ended before this cell.")
        return call(self._execution.run(source, timeout, then))

    def ask(self, expression: str, timeout: float | None = None) -> str:
        """Evaluate `expression` in the learner's kernel and fetch the JSON text its value shows itself as.

        The value's display data must hold ``application/vnd.corrige.answer+json``, a text. It is a claim of
        the learner's process: compare it here, with what that process can't know.

        Parameters
        ----------
        expression : str
            A Python expression.
        timeout : float or None
            As in `run`.

        Returns
        -------
        str
            JSON text, not yet parsed, no longer than ``limits.answer_chars``.

        Raises
        ------
        ProbeFailed
            On anything else. Nothing else is raised.
        """
        if not self.alive:
            raise ProbeFailed("the kernel has ended")
        return call(self._execution.ask(expression, timeout))

    def close(self) -> None:
        """End the kernel, note what it took, remove its folder."""
        if self._closed:
            return
        self._closed = True
        try:
            call(self._execution.close())
            self.usage = Usage(*self._manager.usage())
        finally:
            discard(self._folder.root)


def open_session(
    *,
    level: Literal["warm", "cold"] = "warm",
    warm: Warm | None = None,
    limits: Limits | None = None,
    workdir: Path | str | None = None,
    data_files: Sequence[Path | str] = (),
    unconfined: bool = False,
) -> KernelSession:
    """Start a kernel for one submission.

    Parameters
    ----------
    level : {"warm", "cold"}
        *warm*: forked from `warm`, confined (Linux). *cold*: a stock kernel started from nothing; works
        everywhere, takes seconds, and is not confined.
    warm : Warm or None
        Where warm kernels come from.
    limits : Limits or None
        Default limits when None.
    workdir : path or None
        Folder in which the session's private folder is made. Warm kernels need one below ``warm.root``.
    data_files : sequence of path
        Files or folders to copy into the session's folder.
    unconfined : bool
        Accept a kernel that is not confined. Needed for *cold*; for *warm*, leaves Landlock and seccomp out.

    Returns
    -------
    KernelSession
        To be closed: use ``with``.

    Raises
    ------
    ConfinementError
        If confinement was not waived and is not to be had. No submitted code has run.
    KernelError
        If the kernel does not start for another reason.
    """
    chosen = limits or Limits()
    files = [Path(path) for path in data_files]
    if level == "cold":
        started = start.cold(workdir, files, unconfined=unconfined)
    else:
        started = start.warm(warm, workdir, files, chosen, unconfined=unconfined)
    return KernelSession(started, chosen)
