"""Start the kernel of a session, warm or cold, so that the session need not know which it has."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import KernelSpec

from corrige.kernel.client import ForkedManager, SubmissionManager
from corrige.kernel.environment import kernel_environment, lend_fonts
from corrige.kernel.errors import ConfinementError, KernelError
from corrige.kernel.limits import Limits
from corrige.kernel.loop import call
from corrige.kernel.provisioner import Place, WarmProvisioner
from corrige.kernel.results import Level
from corrige.kernel.sandbox.folders import SessionFolder
from corrige.kernel.server.roots import discard, make_root

if TYPE_CHECKING:
    from corrige.kernel.warm import Warm

__all__ = ["Started", "cold", "warm"]


@dataclass(frozen=True)
class Started:
    """A kernel that listens, and its folder."""

    manager: ColdKernel | WarmKernel
    folder: SessionFolder
    level: Level
    cold: bool = False


class WarmKernel(ForkedManager):
    """A manager that can be asked, from any thread, about its forked kernel."""

    def is_running(self) -> bool:
        """Whether the process is there."""
        forked = self._provisioner.forked
        return forked is not None and forked.running

    def kill_now(self) -> None:
        """End the process; do not wait."""
        if self._provisioner.forked is not None:
            self._provisioner.forked.kill()

    def pause(self) -> None:
        """Stop all threads of the process, until `resume`; `kill_now` ends it all the same."""
        if self._provisioner.forked is not None:
            self._provisioner.forked.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let the process go on."""
        if self._provisioner.forked is not None:
            self._provisioner.forked.send_signal(signal.SIGCONT)

    async def interrupt(self) -> None:
        """Raise KeyboardInterrupt in the cell."""
        await self._provisioner.send_signal(signal.SIGINT)

    def exit_code(self) -> int | None:
        """Exit code, or None."""
        forked = self._provisioner.forked
        return None if forked is None else forked.poll()

    def usage(self) -> tuple[float | None, float | None]:
        """CPU seconds and peak MiB, once the process has ended."""
        forked = self._provisioner.forked
        return self._provisioner.usage if forked is None else (forked.cpu_seconds, forked.peak_mib)

    def pidfd(self) -> int | None:
        """The process's descriptor."""
        return None if self._provisioner.forked is None else self._provisioner.forked.pidfd

    @property
    def _provisioner(self) -> WarmProvisioner:
        assert isinstance(self.provisioner, WarmProvisioner)
        return self.provisioner


class ColdKernel(SubmissionManager):
    """The same questions, for a stock kernel in a process of its own."""

    @property
    def _process(self) -> Any:
        return getattr(self.provisioner, "process", None)

    def pause(self) -> None:
        """Nothing: what runs here is trusted."""

    def resume(self) -> None:
        """Nothing."""

    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def kill_now(self) -> None:
        """End the process and, where there are process groups, what it started."""
        if not self.is_running():
            return
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)

    async def interrupt(self) -> None:
        """Raise KeyboardInterrupt in the cell."""
        with contextlib.suppress(RuntimeError, OSError):
            await self.interrupt_kernel()

    def exit_code(self) -> int | None:
        """Exit code, or None."""
        code: int | None = None if self._process is None else self._process.poll()
        return code

    def usage(self) -> tuple[float | None, float | None]:
        """Unknown: the system tells it only of all children together."""
        return None, None

    def pidfd(self) -> int | None:
        """None: a cold kernel is known by its number."""
        return None


def warm(
    source: Warm | None,
    workdir: Path | str | None,
    files: Sequence[Path],
    limits: Limits,
    *,
    unconfined: bool,
) -> Started:
    """Fork a kernel from `source`. Parameters and errors as in `open_session`."""
    if source is None:
        raise KernelError("a warm kernel is forked from a Warm: hand one over.")
    if not unconfined and not source.confine:
        raise ConfinementError("this Warm was started with confine=False, and confinement was not waived.")
    if not source.running:
        raise KernelError("this Warm is not running: use it in a 'with' block.")
    parent = source.root / "sessions" if workdir is None else Path(workdir).resolve()
    if not parent.is_relative_to(source.root):
        raise ValueError(f"a warm kernel's folder must lie below {source.root}: leave workdir out.")
    folder = SessionFolder.make(parent, files)
    manager = WarmKernel(kernel_name="")
    # Its command is never run: the provisioner forks.
    manager._kernel_spec = KernelSpec(argv=["(forked)"], language="python", interrupt_mode="signal")
    provisioner = WarmProvisioner(
        parent=manager, kernel_spec=manager._kernel_spec, kernel_id=folder.root.name
    )
    provisioner.place = Place(source, folder, folder.work, (folder.root,), limits, confine=not unconfined)
    manager.provisioner = provisioner
    _begin(manager, folder, cwd=str(folder.work), env={})
    return Started(manager, folder, "open" if unconfined else source.level)


def cold(workdir: Path | str | None, files: Sequence[Path], *, unconfined: bool) -> Started:
    """Start a stock kernel. Parameters and errors as in `open_session`."""
    if not unconfined:
        raise ConfinementError(
            "a cold kernel is not confined: it can read and change whatever you can, and use the network. "
            "Ask for it with unconfined=True, for submissions that you trust."
        )
    folder = SessionFolder.at(make_root(workdir), files)
    lend_fonts(Path(folder.environment()["MPLCONFIGDIR"]))
    manager = ColdKernel(kernel_name="")
    manager._kernel_spec = KernelSpec(
        argv=[
            sys.executable,
            "-m",
            "ipykernel_launcher",
            "-f",
            "{connection_file}",
            "--HistoryManager.enabled=False",
        ],
        display_name="Python 3",
        language="python",
    )
    # Windows programs don't start without some of the system's variables
    base = dict(os.environ) if sys.platform == "win32" else kernel_environment()
    paths = {name: os.environ[name] for name in ("PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    env = {**base, **kernel_environment(), **paths, **folder.environment()}
    # what the kernel itself says is for nobody, and must not reach the grader's terminal
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    _begin(manager, folder, cwd=str(folder.work), env=env, **silent)
    return Started(manager, folder, "open", cold=True)


def _begin(
    manager: ColdKernel | WarmKernel, folder: SessionFolder, *, cwd: str, env: dict[str, str], **streams: int
) -> None:
    try:
        call(_awaited(manager.start_kernel(cwd=cwd, env=env, **streams)))
    except BaseException:
        call(_awaited(manager.cleanup_resources()))
        discard(folder.root)
        raise


async def _awaited(work: Any) -> None:
    await work
