"""The operating-system side of a warm process: start it, talk to it, end it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corrige.kernel.environment import process_environment
from corrige.kernel.errors import ConfinementError, KernelError
from corrige.kernel.sandbox import bubblewrap, read_allow_list
from corrige.kernel.server import wire

__all__ = ["WarmProcess"]

PATIENCE = 120.0


class WarmProcess:
    """A running ``corrige.kernel.server.fork_server``.

    Parameters
    ----------
    root : Path
        The private folder; ``home`` in it is the process's own.
    sealed : bool
        Inside bubblewrap.
    preload : sequence of str
    confine : bool
        Make sure beforehand that kernels can be confined.
    shows : bool
        Whether kernels write out and draw what a cell displays.
    deny, allow : sequence of path
        As in `read_allow_list.rules`.

    Raises
    ------
    ConfinementError
        If it did not start because of what protects it.
    KernelError
        If it did not start for another reason.
    """

    def __init__(
        self,
        root: Path,
        *,
        sealed: bool,
        preload: Sequence[str],
        confine: bool,
        shows: bool,
        deny: Sequence[Path | str],
        allow: Sequence[Path | str],
    ) -> None:
        if sealed and bubblewrap.program() is None:
            raise ConfinementError("the program bwrap is not installed.")
        self._lock = threading.Lock()
        self.control, theirs = wire.pair()
        # '-P': the folder that the grader happens to stand in is no place to import from
        argv = [sys.executable, "-P", "-m", "corrige.kernel.server.fork_server", str(theirs.fileno())]
        if sealed:
            argv = bubblewrap.command(argv, root, deny, allow)
        settings = {
            "preload": list(preload),
            "confine": confine,
            "shows": shows,
            "read": [[rule.path, rule.what] for rule in read_allow_list.rules(deny, allow)],
        }
        self._process = subprocess.Popen(
            argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=[theirs.fileno()],
            cwd=root / "home",
            env=process_environment(root / "home"),
        )
        theirs.close()
        try:
            self.missing = self._greet(settings, sealed=sealed)
        except BaseException:
            self.close(patience=0)
            raise

    def _greet(self, settings: dict[str, Any], *, sealed: bool) -> tuple[str, ...]:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError), self._process.stdin as stdin:
            stdin.write(json.dumps(settings).encode())
        try:
            reply = self._hear()
        except KernelError as error:
            # with bubblewrap around it, that is the likely reason; it says so itself
            raise (ConfinementError(str(error)) if sealed else error) from None
        if "error" in reply:
            raise ConfinementError(reply["error"])
        if reply["threads"] != 1:
            raise KernelError(
                f"the warm process has {reply['threads']} threads after its imports, and only a process with "
                f"one may fork. Take the module that starts threads out of: {', '.join(settings['preload'])}."
            )
        return tuple(reply["missing"])

    @property
    def running(self) -> bool:
        """Whether it is there."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Number of the process, or of bubblewrap around it."""
        return self._process.pid

    def send(self, message: dict[str, Any], fds: Sequence[int] = ()) -> None:
        """Send a request that is answered elsewhere."""
        try:
            with self._lock:
                wire.send(self.control, message, fds)
        except OSError:
            raise KernelError("the warm process has ended.") from None

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send a request and wait for its answer."""
        try:
            with self._lock:
                wire.send(self.control, message)
                return self._hear()
        except OSError:
            raise KernelError("the warm process has ended.") from None

    def close(self, patience: float = 2.0) -> None:
        """End it: it ends when its socket does, and its children with it."""
        self.control.close()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()

    def _hear(self) -> dict[str, Any]:
        self.control.settimeout(PATIENCE)
        try:
            received = wire.receive(self.control)
        except TimeoutError:
            raise KernelError(f"the warm process did not answer within {PATIENCE:g} s.") from None
        if received is None:
            raise KernelError(f"the warm process ended. It said: {self._last_words()}")
        return received[0]

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        if self.running or self._process.stderr is None:
            return "nothing"
        text = self._process.stderr.read(10_000).decode(errors="replace").strip()
        return text.splitlines()[-1] if text else "nothing"
