"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text file, whole or not at all; a reader sees the old content or the new.

    One that says this already stays as it is: to have hundreds on the disk for certain takes seconds.

    Raises
    ------
    OSError
        If it cannot be written, with the name of the file; the old content is still there then.
    """
    with contextlib.suppress(OSError):
        if not path.is_symlink() and path.read_bytes() == text.encode():
            return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())  # some systems tell of a full disk only here
            Path(part).chmod(0o666 & ~_umask())
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    except OSError as problem:
        text = f"could not be written: {problem.strerror}"
        raise type(problem)(problem.errno, text, str(path)) from None


def _umask() -> int:
    """The umask of this process, which can be read only by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep a folder for one process; the system gives it free again when that ends, however it ends.

    Raises
    ------
    ValueError
        If another process has it.
    """
    try:
        import fcntl
    except ImportError:  # on Windows nobody grades
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            problem = f"Another run is writing to {folder}."
            raise ValueError(f"{problem}\n  Wait for it, or name another folder: -o results-2") from None
        yield
