"""What the grader looks at while a cell runs: the folder's size, the threads, and how a kernel ended."""

from __future__ import annotations

import signal
from pathlib import Path

from corrige.kernel.sandbox.folders import measure

__all__ = ["COLD_LIMITS", "PERIOD", "describe_exit", "threads", "too_full"]

#: Seconds between two looks.
PERIOD = 0.2

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
    if pidfd is None:
        return 0
    try:
        lines = Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines()
        pid = next(int(line.split()[1]) for line in lines if line.startswith("Pid:"))
        # the name in brackets may hold spaces; the count is the 18th field after it
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[17])
    except (OSError, ValueError, IndexError, StopIteration):
        return 0


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
