"""The private folder of a warm process or a cold kernel: made, held while in use, removed if left behind.

A grader that is killed removes nothing. Each root is therefore locked by the process that uses it, and the
system lets go of a lock when a process ends, however it ends: who makes a root removes those that none holds.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path

from corrige.kernel.sandbox.folders import remove_tree

try:
    import fcntl
except ImportError:  # Windows has other locks; there, a folder left behind stays in the temporary folder
    fcntl = None  # type: ignore[assignment]

__all__ = ["SHORT_ROOT", "discard", "make_root"]

#: A Unix socket's path may hold 107 bytes, so the root must be short.
SHORT_ROOT = 60
PREFIX, LOCK = "corrige-", "held"
#: Seconds for which a root is left alone, as its maker may not have locked it yet.
YOUNG = 60

_held: dict[Path, int] = {}


def make_root(parent: Path | str | None = None) -> Path:
    """Make a folder that only this user can enter, with a short path (see ``SHORT_ROOT``); hold it."""
    base = str(parent or tempfile.gettempdir())
    if len(os.fsencode(base)) > SHORT_ROOT and Path("/tmp").is_dir():  # noqa: S108 - mkdtemp makes it private
        base = "/tmp"  # noqa: S108
    root = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base)).resolve()
    lock = os.open(root / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    if _lock(lock):
        _held[root] = lock
        sweep(root.parent)
    else:
        os.close(lock)
    return root


def discard(root: Path) -> None:
    """Let go of `root` and remove it, whatever is in it."""
    lock = _held.pop(root, None)
    if lock is not None:
        os.close(lock)
    remove_tree(root)


def sweep(base: Path) -> None:
    """Remove the roots in `base` that a process of this user made, and that no process holds."""
    for root in base.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # another's folder, or one that somebody else is removing
            mark = root.lstat()
            if mark.st_uid != os.getuid() or time.time() - mark.st_ctime < YOUNG:
                continue
            lock = os.open(root / LOCK, os.O_RDWR | os.O_NOFOLLOW)
            try:
                if _lock(lock):
                    remove_tree(root)
            finally:
                os.close(lock)


def _lock(file: int) -> bool:
    """Whether this process got the lock."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
