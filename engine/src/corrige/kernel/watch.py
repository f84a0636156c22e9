"""What the grader looks at while a cell runs: files, threads, its own memory; and how a kernel ended."""

from __future__ import annotations

import os
import signal
import stat
from pathlib import Path

from corrige.kernel.sandbox.folders import measure

__all__ = [
    "COLD_LIMITS",
    "GLANCE",
    "PERIOD",
    "describe_exit",
    "nameless",
    "resident",
    "threads",
    "too_full",
    "waited",
]

#: Seconds between two looks at folder, files and threads.
PERIOD = 0.2
#: Seconds between two looks at the grader's own memory, which a sender can fill much faster than a disk.
GLANCE = 0.05

#: Bytes of a process's list of mappings. An honest one takes a tenth.
MOST_MAPS = 2 * 2**20

#: Run first in a cold kernel, which nobody else limits. macOS takes no memory limit: hence the 'try'.
COLD_LIMITS = """\
def _limit():
    import resource
    for what, value in (
        ("RLIMIT_AS", {memory_mib} * 2**20 + 2**30),
        ("RLIMIT_FSIZE", {file_mib} * 2**20),
        ("RLIMIT_CPU", int({seconds_per_submission}) + 1),
        ("RLIMIT_CORE", 0),
    ):
        try:
            resource.setrlimit(getattr(resource, what), (value, value))
        except (AttributeError, OSError, ValueError):
            continue
_limit()
del _limit
"""


def too_full(root: Path, mib: int) -> bool:
    """Whether the files below `root` take more than `mib`."""
    return measure(root, mib * 2**20) > mib * 2**20


def threads(pidfd: int | None) -> int:
    """Threads of the process behind `pidfd`; 0 where the system doesn't tell."""
    try:
        # the name in brackets may hold spaces; the count is the 18th field after it
        return int(Path(f"/proc/{_pid(pidfd)}/stat").read_text().rpartition(")")[2].split()[17])
    except (OSError, ValueError, IndexError):
        return 0


def nameless(pidfd: int | None, root: Path, file_mib: int) -> int:
    """Bytes in files that the process has removed and still holds; 0 where the system doesn't tell.

    Such a file is in no folder any more, and takes its room all the same. One that is open tells its size;
    one that is closed, and mapped into memory, doesn't, and counts as large as a file may be.

    Parameters
    ----------
    pidfd : int or None
    root : Path
        The session's folder: only there could the process have removed anything.
    file_mib : int
        How large a file may be.
    """
    total, opened = 0, set()
    try:
        tasks = list(Path(f"/proc/{_pid(pidfd)}/task").iterdir())
    except (OSError, ValueError):
        return 0
    # All threads have the same files; a leading one that has ended shows none, and only root may ask it.
    for task in tasks:
        try:
            for path in task.joinpath("fd").iterdir():
                try:
                    info = path.stat()
                except OSError:
                    continue  # closed while we looked
                if stat.S_ISREG(info.st_mode) and info.st_nlink == 0 and info.st_ino not in opened:
                    opened.add(info.st_ino)
                    total += info.st_blocks * 512
            with task.joinpath("maps").open("rb") as file:
                maps = file.read(MOST_MAPS + 1)
            if maps:
                mapped = _removed(maps, root) - opened
                return total + len(mapped) * file_mib * 2**20
        except (OSError, ValueError):
            continue
    return total


def _removed(maps: bytes, root: Path) -> set[int]:
    """Inodes of the removed files below `root` in a process's list of mappings."""
    if len(maps) > MOST_MAPS:
        return set(range(-10_000, 0))  # tens of thousands of pieces: nobody looks through them
    name = f"/{root.name}/".encode()
    lines = (line for line in maps.splitlines() if line.endswith(b" (deleted)") and name in line)
    return {int(line.split(None, 5)[4]) for line in lines}


def waited(pidfd: int | None) -> float:
    """Seconds that the leading thread could have run and had no core to; 0 where the system doesn't tell."""
    try:
        return int(Path(f"/proc/{_pid(pidfd)}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def resident() -> int:
    """Bytes of memory that this process, the grader, takes; 0 where the system doesn't tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _pid(pidfd: int | None) -> int:
    if pidfd is None:
        raise ValueError("no process")
    lines = Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pid:")), -1)


def describe_exit(code: int | None) -> str:
    """An exit code in words."""
    if code is None:
        return "reason unknown"
    if code < 0:
        try:
            return f"by signal {signal.Signals(-code).name}"
        except ValueError:
            return f"by signal {-code}"
    return f"exit code {code}"
