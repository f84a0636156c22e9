"""Warm, confined kernels for whatever speaks ``jupyter_client``: nbclient, ``jupyter execute``, papermill.

A kernelspec whose metadata names the provisioner ``corrige-warm`` gets its kernels here. When nobody hands
over a `Warm`, one is started on the first launch and shared for the life of the process.
"""

from __future__ import annotations

import asyncio
import atexit
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Bool, List, Unicode

from corrige.kernel.limits import Limits
from corrige.kernel.sandbox.folders import SessionFolder, remove_tree
from corrige.kernel.server.kernel_process import Forked
from corrige.kernel.server.warm import Warm

__all__ = ["Place", "WarmProvisioner", "shared_warm"]

CHANNELS = ("shell", "iopub", "stdin", "hb", "control")

_shared: dict[tuple[Any, ...], Warm] = {}
_shared_lock = threading.Lock()


def shared_warm(
    preload: tuple[str, ...] = (),
    allow: tuple[str, ...] = (),
    *,
    seal: bool | None = None,
    confine: bool = True,
) -> Warm:
    """The process-wide `Warm` for these settings, started when first asked for and closed at exit."""
    key = (preload, allow, seal, confine)
    with _shared_lock:
        warm = _shared.get(key)
        if warm is None or not warm.running:
            warm = Warm(preload=preload, allow_paths=allow, seal=seal, confine=confine)
            warm.start()
            if not _shared:
                atexit.register(_close_shared)
            _shared[key] = warm
        return warm


def _close_shared() -> None:
    while _shared:
        _shared.popitem()[1].close()


@dataclass
class Place:
    """Where a kernel runs, decided by who starts it."""

    warm: Warm
    folder: SessionFolder
    cwd: Path
    write: tuple[Path, ...]
    limits: Limits = field(default_factory=Limits)
    confine: bool = True
    grading: bool = True


class WarmProvisioner(KernelProvisionerBase):
    """Launch by asking a warm process to fork; signal by pidfd; wait without polling."""

    preload = List(Unicode(), help="Modules to import ahead, besides the usual ones.").tag(config=True)
    readable = List(Unicode(), help="Further folders that kernels may read.").tag(config=True)
    unconfined = Bool(False, help="Go without Landlock and seccomp; for code that you trust.").tag(
        config=True
    )

    place: Place | None = None
    forked: Forked | None = None
    usage: tuple[float | None, float | None] = (None, None)
    _prefix: str | None = None
    _own_folder = False

    @property
    def has_process(self) -> bool:
        """Whether a kernel has been launched and not yet cleaned up."""
        return self.forked is not None

    async def poll(self) -> int | None:
        """Exit code, or None while the kernel runs. 0 when there is none, as the base class wants it."""
        return 0 if self.forked is None else self.forked.poll()

    async def wait(self) -> int | None:
        """Exit code, once there is one."""
        if self.forked is None:
            return 0
        code = await self.forked.wait()
        self._let_go()
        return code

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel."""
        if self.forked is not None:
            self.forked.send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel; back only when it is gone, so that nobody has to ask again in 0.1 s."""
        if self.forked is not None:
            self.forked.kill()
            await asyncio.wait_for(self.forked.wait(), 10)

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to end."""
        await self.send_signal(15)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose the place and the address. A restart keeps both, as clients hold the address."""
        cwd = Path(kwargs.get("cwd") or Path.cwd()).resolve()
        kwargs.pop("extra_arguments", None)  # options of the ipykernel command line, which isn't used
        if self.place is None:
            self.place = await asyncio.to_thread(self._place_on_demand, cwd)
        if self._prefix is None:
            self._prefix = self.place.warm.socket_prefix()
        manager: Any = self.parent
        manager.transport = "ipc"
        manager.ip = self._prefix
        for number, channel in enumerate(CHANNELS, start=1):
            setattr(manager, f"{channel}_port", number)
        self.connection_info = manager.get_connection_info()
        return await super().pre_launch(cmd=["(forked)"], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel; back when it listens, so that no client has to try twice."""
        assert self.place is not None
        place, info = self.place, dict(self.connection_info)
        key = info["key"]
        info["key"] = key.decode() if isinstance(key, bytes) else key
        # Of the caller's environment, only what the kernelspec names: it may hold secrets.
        env = {name: kwargs["env"][name] for name in self.kernel_spec.env if name in kwargs["env"]}
        env = {**place.folder.environment(), **env}
        if not place.grading:
            env["CORRIGE_GRADING"] = ""
        self.forked = await asyncio.to_thread(
            place.warm.fork,
            info,
            cwd=place.cwd,
            env=env,
            write=place.write,
            limits=place.limits,
            confine=place.confine,
            grading=place.grading,
        )
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        """Let go of the process and, unless it comes back, of its folders."""
        self._let_go()
        if restart:
            return
        if self._prefix is not None:
            remove_tree(Path(self._prefix).parent)
            self._prefix = None
        if self._own_folder and self.place is not None:
            remove_tree(self.place.folder.root)
            self.place, self._own_folder = None, False

    def resolve_path(self, path: str) -> str | None:
        """`path` as seen from the kernel's folder, when it exists."""
        if self.place is None:
            return None
        full = self.place.cwd / Path(path)
        return str(full) if full.exists() else None

    def _place_on_demand(self, cwd: Path) -> Place:
        # Not in bubblewrap: the notebook's own folder can't be known when the shared process starts.
        warm = shared_warm(tuple(self.preload), tuple(self.readable), seal=False, confine=not self.unconfined)
        folder = SessionFolder.make(warm.root / "sessions")
        self._own_folder = True
        limits = Limits(seconds_per_submission=7 * 24 * 3600.0, file_mib=1024, memory_mib=4096)
        return Place(
            warm, folder, cwd, (cwd, folder.root), limits, confine=not self.unconfined, grading=False
        )

    def _let_go(self) -> None:
        if self.forked is not None:
            self.forked.close()
            self.usage = (self.forked.cpu_seconds, self.forked.peak_mib)
            self.forked = None
