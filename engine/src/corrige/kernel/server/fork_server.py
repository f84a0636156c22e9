"""The warm process: imports once, then forks one fresh kernel per request. It never runs submitted code.

It holds no hidden test, expected value, submission or secret of the environment: a child inherits its whole
memory. Only a process with one thread may fork safely, so it counts its threads before each fork and refuses
otherwise. (pyarrow and OpenBLAS start threads on import unless the environment forbids it beforehand.)
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corrige.kernel.sandbox import confine
from corrige.kernel.server import wire
from corrige.kernel.server.speed import warm_up

__all__ = ["main"]


def main() -> None:
    """Serve the grader at the socket named on the command line; the settings come on standard input."""
    # A collection leaves holes all over the heap; children would fill them and so copy every page.
    gc.disable()
    settings = json.load(sys.stdin.buffer)
    control = socket.socket(fileno=int(sys.argv[1]))
    try:
        if settings["confine"]:
            confine.seccomp()  # it looks for libseccomp by starting a process: the children can't
            confine.landlock_version()
        without_debugger()
        missing = load(settings["preload"])
        warm_up()
    except BaseException as error:
        wire.send(control, {"error": str(error) or type(error).__name__})
        return
    gc.freeze()
    wire.send(control, {"hello": os.getpid(), "missing": missing, "threads": threads()})
    Server(control, settings["read"], shows=settings["shows"]).serve()


def without_debugger() -> None:
    """Import ipykernel as if debugpy were not installed.

    It costs each kernel a quarter of a second and thousands of pages, and nobody debugs here. A None makes
    the one import of it fail; a notebook's own ``import debugpy`` is not touched.
    """
    sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]
    importlib.import_module("ipykernel.debugger")
    if sys.modules["debugpy"] is None:
        del sys.modules["debugpy"]
    importlib.import_module("corrige.kernel.server.child")


def load(names: Iterable[str]) -> list[str]:
    """Import `names`; give back those that could not be."""
    missing = []
    for name in names:
        try:
            importlib.import_module(name)
        except BaseException:  # a module may do anything on import, SystemExit included
            missing.append(name)
    return missing


def threads() -> int:
    """How many threads this process has."""
    return len(list(Path("/proc/self/task").iterdir()))


def no_room(channel: socket.socket, error: OSError) -> None:
    """Say that there is no child: a neighbour has taken all memory, processes or files, and not for long."""
    text = f"the system had no room for one more process ({error.strerror})"
    with contextlib.suppress(OSError), channel:
        wire.send(channel, {"event": "error", "kind": "NoRoomError", "text": text})


class Server:
    """Answer requests until the grader closes its end; then end, and the children with it.

    Parameters
    ----------
    control : socket
        Where requests come from. Only the grader holds the other end.
    read : list of [path, what]
        What every child may read.
    shows : bool
        Whether children write out and draw what a cell displays.
    """

    def __init__(self, control: socket.socket, read: list[list[str]], *, shows: bool) -> None:
        self.control = control
        self.read, self.shows = read, shows
        self.children: dict[int, tuple[int, socket.socket]] = {}  # pidfd -> (pid, channel)
        self.cores: dict[int, int] = {}  # pidfd -> core, the oldest child first
        self.poll = select.poll()
        self.poll.register(control, select.POLLIN)

    def serve(self) -> None:
        """Loop: a request, the end of a child, or the end of the grading process that wanted it."""
        while True:
            # one at a time: what is done for the first may close or use anew the numbers of the others
            fd, _ = self.poll.poll()[0]
            if fd in self.children:
                self.reap(fd)
            elif fd != self.control.fileno():
                self.orphaned(fd)
            else:
                received = wire.receive(self.control)
                if received is None:
                    return
                self.answer(*received)

    def answer(self, request: dict[str, Any], fds: list[int]) -> None:
        """Do what `request` asks: ``import`` names, or ``fork`` with the channel that came along."""
        if request["op"] == "import":
            missing = load(request["names"])
            gc.freeze()
            wire.send(self.control, {"missing": missing, "threads": threads()})
            return
        channel = socket.socket(fileno=fds[0])
        if threads() != 1:
            text = f"the warm process has {threads()} threads, and only one with a single thread may fork"
            wire.send(channel, {"event": "error", "kind": "KernelError", "text": text})
            channel.close()
            return
        request["read"], request["shows"] = self.read + request["read"], self.shows
        request["core"] = core = self.core()
        try:
            pid = os.fork()
        except OSError as error:
            no_room(channel, error)
            return
        if pid == 0:
            try:
                self.forget()
                sys.modules["corrige.kernel.server.child"].run(request, channel)
            finally:
                os._exit(0)
        try:
            pidfd = os.pidfd_open(pid)
        except OSError as error:  # nobody could watch or stop it
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            no_room(channel, error)
            return
        self.children[pidfd], self.cores[pidfd] = (pid, channel), core
        self.poll.register(pidfd, select.POLLIN)
        self.poll.register(channel, 0)  # tells a hang-up all the same
        # the grader may be gone already
        with contextlib.suppress(OSError):
            wire.send(channel, {"event": "forked", "pid": pid}, [pidfd])

    def core(self) -> int:
        """The core for a new child: the one with the fewest, and of these the one that was chosen last.

        A child that hangs with all its threads so keeps a core to itself, and starves nobody.
        """
        held = list(self.cores.values())
        last = {core: place for place, core in enumerate(held)}
        return min(os.sched_getaffinity(0), key=lambda core: (held.count(core), -last.get(core, -1)))

    def forget(self) -> None:
        """In the child: let go of the parent's sockets, so that no finalizer closes a number used anew."""
        self.control.detach()
        for _, channel in self.children.values():
            channel.detach()
        self.children.clear()

    def orphaned(self, fd: int) -> None:
        """End the child whose grading process is gone: nobody would ever stop it."""
        self.poll.unregister(fd)
        for pidfd, (_, channel) in self.children.items():
            if channel.fileno() == fd:
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)  # type: ignore[attr-defined,unused-ignore]

    def reap(self, pidfd: int) -> None:
        """Collect an ended child, end whatever it started, and tell the grader what it used."""
        pid, channel = self.children.pop(pidfd)
        del self.cores[pidfd]
        self.poll.unregister(pidfd)
        with contextlib.suppress(KeyError):
            self.poll.unregister(channel)
        # before the wait: until then the number can't belong to anyone else
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        _, status, used = os.wait4(pid, 0)
        os.close(pidfd)
        message = {
            "event": "exit",
            "code": os.waitstatus_to_exitcode(status),
            "cpu_seconds": used.ru_utime + used.ru_stime,
            "peak_mib": used.ru_maxrss / 1024,
        }
        with contextlib.suppress(OSError):
            wire.send(channel, message)
        channel.close()


if __name__ == "__main__":
    main()
