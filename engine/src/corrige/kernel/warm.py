"""Own one warm process: start it (in bubblewrap where that works), rehearse, ask it for kernels, end it."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, cast

from corrige.kernel.environment import kernel_environment, lend_fonts
from corrige.kernel.errors import ConfinementError, KernelError, NoRoomError
from corrige.kernel.limits import Limits
from corrige.kernel.results import Level
from corrige.kernel.server import wire
from corrige.kernel.server.kernel_process import Forked
from corrige.kernel.server.process import WarmProcess
from corrige.kernel.server.roots import discard, make_root
from corrige.kernel.server.shared_server import BorrowedProcess, Loan
from corrige.kernel.server.speed import rehearse

__all__ = ["DEFAULT_PRELOAD", "Warm"]


DEFAULT_PRELOAD = (
    "numpy",
    "pandas",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "corrige.codec",
    "corrige.tables",
)


class Warm:
    """A process that has imported everything and forks one fresh, confined kernel per session.

    Parameters
    ----------
    preload : sequence of str
        Modules to import before the first kernel, besides `DEFAULT_PRELOAD`. One that can't be imported is
        named in `missing` and is no error.
    rehearsal : sequence of str
        Code cells to run once in a throw-away kernel, to find out what else to import. Their text goes to
        that kernel only and is never in the memory that later kernels inherit.
    modules : sequence of str
        What an earlier rehearsal of the same cells has loaded: it is imported, and nothing is rehearsed.
    deny_paths : sequence of path
        Not readable even where a folder above them is (the repository's solutions, tests, submissions).
    allow_paths : sequence of path
        May be read besides Python, its libraries and the course package.
    seal : bool or None
        True: insist on bubblewrap; False: do without; None: use it where it works.
    confine : bool
        False gives kernels that only have their limits. For code that you trust.
    shows : bool
        False: values and charts that a cell displays are neither written out nor drawn, as nobody will look.
    limits : Limits or None
        For the rehearsal.
    workdir : path or None
        Where to make the private folder; default: the system's temporary folder.

    Attributes
    ----------
    level : {"sealed", "confined", "open"}
        What is in force for every kernel from here.
    root : Path
        The private folder, removed at the end.
    missing : tuple of str
        Preload modules that can't be imported.
    modules : tuple of str
        What the rehearsal has loaded.
    rehearsal_errors : tuple of str
        What went wrong in the rehearsal cells, if anything.

    Raises
    ------
    ConfinementError
        On start, if the promised protection is not to be had. No submitted code has run.
    KernelError
        On start, if the process can't start for another reason.
    """

    def __init__(
        self,
        preload: Sequence[str] = (),
        rehearsal: Sequence[str] = (),
        modules: Sequence[str] = (),
        deny_paths: Sequence[Path | str] = (),
        allow_paths: Sequence[Path | str] = (),
        *,
        seal: bool | None = None,
        confine: bool = True,
        shows: bool = True,
        limits: Limits | None = None,
        workdir: Path | str | None = None,
    ) -> None:
        self.preload = tuple(dict.fromkeys([*DEFAULT_PRELOAD, *preload]))
        self.rehearsal = tuple(rehearsal)
        self.modules = tuple(modules)
        self.deny_paths = tuple(deny_paths)
        self.allow_paths = tuple(allow_paths)
        self.seal = seal
        self.confine = confine
        self.shows = shows
        self.limits = limits or Limits()
        self.workdir = workdir
        self.level: Level = "open"
        self.missing: tuple[str, ...] = ()
        self.rehearsal_errors: tuple[str, ...] = ()
        self._process: WarmProcess | BorrowedProcess | None = None
        self._lock = threading.Lock()
        self._sockets = 0
        self._is_borrowed = False

    def __enter__(self) -> Warm:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def running(self) -> bool:
        """Whether kernels can be had."""
        return self._process is not None and self._process.running

    def start(self) -> None:
        """Start the process and rehearse. Takes a second or two."""
        if sys.platform != "linux":
            raise ConfinementError(
                f"warm kernels need Linux, not {sys.platform}. Use the cold level, which is not confined."
            )
        self.root = make_root(self.workdir)
        for part in ("sessions", "sockets", "home"):
            (self.root / part).mkdir()
        lend_fonts(self.root / "home")
        try:
            self._start_best()
            if self.modules:
                self.load(self.modules)
                return
            # Imported here: a fork server can be started where no session is opened.
            from corrige.kernel.session import open_session

            self.modules, self.rehearsal_errors = rehearse(self, open_session)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the process, its kernels, and the private folder."""
        if self._process is not None:
            self._process.close()
            self._process = None
        if hasattr(self, "root") and self.root.exists() and not self._is_borrowed:
            discard(self.root)

    # --------------------------------------------------------------------------------------------- sharing

    def lend(self) -> Loan:
        """What a process that is being started needs to have kernels from here (see `borrow`).

        Raises
        ------
        KernelError
            If this is not running, or is borrowed itself.
        """
        if not isinstance(self._process, WarmProcess) or not self._process.running:
            raise KernelError("only a running warm process can be lent, and only by its owner.")
        return Loan(self._process.control, self.root, self.level, self.confine, self.limits)

    @classmethod
    def borrow(cls, loan: Loan) -> Warm:
        """Kernels from the warm process of another, in that one's root, for as long as it lives."""
        warm = cls(confine=loan.confine, limits=loan.limits)
        warm.root, warm.level = loan.root, cast(Level, loan.level)
        warm._process, warm._is_borrowed = BorrowedProcess(loan.control), True
        return warm

    # --------------------------------------------------------------------------------------------- kernels

    def socket_prefix(self) -> str:
        """A fresh, short address for a kernel's sockets (``ipc://PREFIX-1`` and so on)."""
        with self._lock:
            self._sockets += 1
            number = self._sockets
        folder = self.root / "sockets" / f"{os.getpid()}-{number}"
        folder.mkdir()
        return str(folder / "k")

    def fork(
        self,
        connection: dict[str, Any],
        *,
        cwd: Path | str,
        env: dict[str, str],
        write: Iterable[Path | str],
        read: Iterable[Path | str] = (),
        limits: Limits | None = None,
        confine: bool | None = None,
        timeout: float = 30.0,
    ) -> Forked:
        """Fork a kernel and wait until it listens.

        Parameters
        ----------
        connection : dict
            As `jupyter_client` describes a connection; transport ``ipc``, key as text.
        cwd, env
            The kernel's folder and whole environment (only what is given, nothing inherited).
        write, read : iterable of path
            What it may change or read, besides what every kernel may read.
        limits : Limits or None
        confine : bool or None
            None: as this process does.
        timeout : float
            Seconds to wait.

        Raises
        ------
        ConfinementError, KernelError
            No submitted code has run. Where the system has no room, which a neighbour may have brought about,
            it is asked again until the time is up.
        """
        request = {
            "op": "fork",
            "connection": connection,
            "cwd": str(cwd),
            "env": {**kernel_environment(), **env},
            "limits": vars(limits or self.limits),
            "confine": self.confine if confine is None else confine,
            "read": [[str(path), "tree" if Path(path).is_dir() else "file"] for path in read],
            "write": [str(path) for path in write],
            "sockets": [str(Path(connection["ip"]).parent)],
        }
        end = time.monotonic() + timeout
        while True:
            try:
                return self._forked(request, timeout)
            except NoRoomError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.5)

    def _forked(self, request: dict[str, Any], timeout: float) -> Forked:
        ours, theirs = wire.pair()
        kernel = Forked(ours)
        try:
            with theirs:
                if self._process is None:
                    raise KernelError("the warm process is not running.")
                self._process.send(request, [theirs.fileno()])
            kernel.wait_ready(timeout)
        except BaseException:
            kernel.close()
            raise
        return kernel

    def load(self, names: Iterable[str]) -> None:
        """Have the process import `names` as well, and keep the ones it can.

        Raises
        ------
        KernelError
            If an import started a thread: a process with threads can't fork safely.
        """
        names = sorted(names)
        for start in range(0, len(names), 500):  # a message has a limit
            some = names[start : start + 500]
            if self._process is None:
                raise KernelError("the warm process is not running.")
            if self._process.ask({"op": "import", "names": some})["threads"] != 1:
                raise KernelError(
                    "a module that the rehearsal imported started a thread, and only a process with one "
                    f"may fork. It is among: {', '.join(some)}."
                )

    # --------------------------------------------------------------------------------------------- starting

    def _start_best(self) -> None:
        if self.seal is not False and self.confine:
            try:
                self._spawn(sealed=True)
                self.level = "sealed"
                return
            except ConfinementError as error:
                if self.seal:
                    raise ConfinementError(f"bubblewrap was asked for and does not work: {error}") from None
        self._spawn(sealed=False)
        self.level = "confined" if self.confine else "open"

    def _spawn(self, *, sealed: bool) -> None:
        self._process = WarmProcess(
            self.root,
            sealed=sealed,
            preload=self.preload,
            confine=self.confine,
            shows=self.shows,
            deny=self.deny_paths,
            allow=self.allow_paths,
        )
        self.missing = self._process.missing
