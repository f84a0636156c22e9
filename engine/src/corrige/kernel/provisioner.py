"""The provisioner of warm, confined kernels: how `jupyter_client`, and so nbclient, gets a forked process."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from corrige.kernel.limits import Limits
from corrige.kernel.sandbox.folders import SessionFolder, remove_tree
from corrige.kernel.server.kernel_process import Forked

if TYPE_CHECKING:
    from corrige.kernel.warm import Warm

__all__ = ["Place", "WarmProvisioner"]

CHANNELS = ("shell", "iopub", "stdin", "hb", "control")


@dataclass
class Place:
    """Where a kernel runs, decided by who starts it."""

    warm: Warm
    folder: SessionFolder
    cwd: Path
    write: tuple[Path, ...]
    limits: Limits = field(default_factory=Limits)
    confine: bool = True


class WarmProvisioner(KernelProvisionerBase):
    """Launch by asking a warm process to fork; signal by pidfd; wait without polling."""

    place: Place | None = None
    forked: Forked | None = None
    usage: tuple[float | None, float | None] = (None, None)
    _prefix: str | None = None

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
        """Choose the address. A restart keeps it, as clients hold it."""
        kwargs.pop("extra_arguments", None)  # options of the ipykernel command line, which isn't used
        assert self.place is not None
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
        self.forked = await asyncio.to_thread(
            place.warm.fork,
            info,
            cwd=place.cwd,
            env=place.folder.environment(),  # nothing of the caller's, which may hold secrets
            write=place.write,
            limits=place.limits,
            confine=place.confine,
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

    def resolve_path(self, path: str) -> str | None:
        """`path` as seen from the kernel's folder, when it exists."""
        if self.place is None:
            return None
        full = self.place.cwd / Path(path)
        return str(full) if full.exists() else None

    def _let_go(self) -> None:
        if self.forked is not None:
            self.forked.close()
            self.usage = (self.forked.cpu_seconds, self.forked.peak_mib)
            self.forked = None
