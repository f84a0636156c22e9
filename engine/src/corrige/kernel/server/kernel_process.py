"""One forked kernel as the grader holds it: a pidfd to signal it, a channel that tells its end and usage."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import socket
from typing import Any

from corrige.kernel.errors import ConfinementError, KernelError, NoRoomError
from corrige.kernel.server import wire

__all__ = ["Forked"]

#: How a kernel that could not start says why; all else is a `KernelError`.
_KINDS = {
    "ConfinementError": ConfinementError,
    **dict.fromkeys(("NoRoomError", "MemoryError", "BlockingIOError"), NoRoomError),
}


class Forked:
    """A kernel process that another process forked for us.

    A pidfd, unlike a number, can't come to mean another process, and is right across pid namespaces.

    Parameters
    ----------
    channel : socket
        Our end of the channel that went along with the request.
    """

    def __init__(self, channel: socket.socket) -> None:
        self.channel = channel
        self.pidfd: int | None = None
        self.code: int | None = None
        self.cpu_seconds: float | None = None
        self.peak_mib: float | None = None

    def wait_ready(self, timeout: float) -> None:
        """Block until the kernel has confined itself and bound its sockets (some 60 ms).

        Raises
        ------
        ConfinementError
            If a protection could not be applied. No submitted code has run.
        NoRoomError
            If the system had no room for it just now.
        KernelError
            If the kernel did not start for another reason.
        """
        self.channel.settimeout(timeout)
        ready = False
        # 'ready' comes from the child, the pidfd from its parent: either may be first
        while not (ready and self.pidfd is not None):
            try:
                received = wire.receive(self.channel)
            except TimeoutError:
                self.kill()
                raise KernelError(f"the kernel was not ready after {timeout:g} s.") from None
            if received is None:
                raise KernelError("the warm process ended while it started a kernel.")
            message, fds = received
            if message["event"] == "forked":
                self.pidfd = fds[0]
            elif message["event"] == "ready":
                ready = True
            elif message["event"] == "error":
                kind = _KINDS.get(message["kind"], KernelError)
                raise kind(f"the kernel could not start: {message['text']}")
            else:
                self._ended(message)
                raise KernelError(f"the kernel ended while it started (exit code {self.code}).")

    @property
    def running(self) -> bool:
        """Whether the process is there. A property of the process, not of what it is doing."""
        return self.poll() is None

    def poll(self) -> int | None:
        """Exit code (negative: the signal), or None while it runs."""
        if self.code is None and self.pidfd is not None and select.select([self.pidfd], [], [], 0)[0]:
            self._collect()
        return self.code

    def send_signal(self, signum: int) -> None:
        """Send `signum`; nothing happens when the process is gone."""
        if self.code is None and self.pidfd is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfd, signum)  # type: ignore[attr-defined,unused-ignore]

    def kill(self) -> None:
        """End it now."""
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        """Exit code, as soon as there is one: no polling."""
        while self.code is None:
            assert self.pidfd is not None
            await _readable(self.pidfd)
            self._collect()
        return self.code

    def close(self) -> None:
        """Kill it if it runs, and let go of the descriptors."""
        self.kill()
        if self.pidfd is not None:
            if self.code is None:
                select.select([self.pidfd], [], [], 5)
                self._collect()
            os.close(self.pidfd)
            self.pidfd = None
        self.channel.close()

    def _collect(self) -> None:
        """Read the report on a process that has ended; its parent sends it within milliseconds."""
        self.channel.settimeout(5)
        try:
            while self.code is None:
                received = wire.receive(self.channel)
                if received is None:
                    break
                if received[0]["event"] == "exit":
                    self._ended(received[0])
        except OSError:
            pass
        if self.code is None:
            self.code = -signal.SIGKILL  # the parent is gone as well

    def _ended(self, message: dict[str, Any]) -> None:
        self.code = int(message["code"])
        self.cpu_seconds = float(message["cpu_seconds"])
        self.peak_mib = float(message["peak_mib"])


async def _readable(fd: int) -> None:
    """Return when `fd` can be read. A copy is watched, as one loop keeps one watcher per number."""
    loop = asyncio.get_running_loop()
    copy = os.dup(fd)
    seen: asyncio.Future[None] = loop.create_future()

    def tell() -> None:
        if not seen.done():
            seen.set_result(None)

    loop.add_reader(copy, tell)
    try:
        await seen
    finally:
        loop.remove_reader(copy)
        os.close(copy)
