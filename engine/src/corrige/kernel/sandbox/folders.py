"""Private folders: made for one session, measured while it runs, removed whatever was left in them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["SessionFolder", "measure", "remove_tree"]

MAX_ENTRIES = 5_000
MAX_DEPTH = 100


@dataclass(frozen=True)
class SessionFolder:
    """One session's folder: ``work`` is what the notebook sees, the rest keeps its clutter out of sight."""

    root: Path

    @classmethod
    def make(cls, parent: Path, data_files: Sequence[Path] = ()) -> SessionFolder:
        """Make the folder below `parent` and copy `data_files` (files or folders) into ``work``."""
        return cls.at(Path(tempfile.mkdtemp(prefix="s-", dir=parent)), data_files)

    @classmethod
    def at(cls, root: Path, data_files: Sequence[Path] = ()) -> SessionFolder:
        """The same, of a new and empty folder `root`."""
        folder = cls(root)
        for part in (folder.work, folder.home, folder.temp):
            part.mkdir()
        for source in data_files:
            target = folder.work / Path(source).name
            if Path(source).is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copyfile(source, target)
        return folder

    @property
    def work(self) -> Path:
        """Where the notebook runs."""
        return self.root / "work"

    @property
    def home(self) -> Path:
        """The notebook's ``~``."""
        return self.root / "home"

    @property
    def temp(self) -> Path:
        """The notebook's temporary folder."""
        return self.root / "tmp"

    def environment(self) -> dict[str, str]:
        """Variables that keep every library's files inside this folder."""
        home, temp = str(self.home), str(self.temp)
        return {
            "HOME": home,
            "USERPROFILE": home,
            "TMPDIR": temp,
            "TEMP": temp,
            "TMP": temp,
            "IPYTHONDIR": str(self.home / ".ipython"),
            "JUPYTER_RUNTIME_DIR": str(self.home / ".jupyter-runtime"),
            "MPLCONFIGDIR": str(self.home / ".matplotlib"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local"),
        }


def measure(root: Path, enough: int) -> int:
    """Bytes below `root`, links not followed; stops counting once past `enough`.

    A folder that is slow to measure (a hundred deep, thousands of entries) counts as more than enough.
    """
    total, seen, todo = 0, 0, [(str(root), 0)]
    while todo:
        folder, depth = todo.pop()
        if depth > MAX_DEPTH:
            return enough + 1
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    seen += 1
                    if entry.is_dir(follow_symlinks=False):
                        todo.append((entry.path, depth + 1))
                    else:
                        # Blocks, not length: a sparse file of 1 TiB takes nothing, and a short one may have
                        # room reserved beyond its end. (Windows tells no blocks.)
                        info = entry.stat(follow_symlinks=False)
                        total += info.st_blocks * 512 if hasattr(info, "st_blocks") else info.st_size
                    if total > enough or seen > MAX_ENTRIES:
                        return enough + 1
        except FileNotFoundError:
            continue  # removed while we looked
        except OSError:
            return enough + 1
    return total


def remove_tree(root: Path) -> None:
    """Remove `root` whatever is in it: folders thousands deep, odd names, no permissions.

    ``shutil.rmtree`` recurses, so a submission could end the grader with a deep enough folder. Here each
    folder is first moved up beside the others, and the depth is never more than two.
    """
    flat = Path(tempfile.mkdtemp(prefix="x-", dir=root.parent))
    count = 0
    _move(root, flat / "0")
    waiting = [flat / "0"]
    while waiting:
        folder = waiting.pop()
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False):
                count += 1
                target = flat / str(count)
                if _move(Path(entry.path), target):
                    waiting.append(target)
            else:
                try:
                    Path(entry.path).unlink()
                except OSError:
                    continue
        try:
            folder.rmdir()
        except OSError:
            continue
    shutil.rmtree(flat, ignore_errors=True)  # flat by now; on Windows a file may still be held open


def _entries(folder: Path) -> Iterable[os.DirEntry[str]]:
    for attempt in (1, 2):
        try:
            with os.scandir(folder) as entries:
                return list(entries)
        except PermissionError:
            if attempt == 1:
                folder.chmod(0o700)
        except OSError:
            break
    return []


def _move(source: Path, target: Path) -> bool:
    for attempt in (1, 2):
        try:
            source.rename(target)
            return True
        except PermissionError:  # moving a folder rewrites its '..', which needs the right to write in it
            if attempt == 1:
                try:
                    source.chmod(0o700)
                except OSError:
                    return False
        except OSError:
            return False
    return False
