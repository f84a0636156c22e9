"""What an earlier run wrote into the results, so that the next one removes what is stale and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from corrige.grading.files import write_whole

NAME = ".made"


class RenderedManifest:
    """The note in a folder of results: for which marks its pages were made, and which files they are.

    Parameters
    ----------
    out : Path
        The folder of results.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.key, self.files = _read(out / NAME)

    def begin(self) -> None:
        """Note that pages are being written: a run that is killed meanwhile leaves some that fit no marks."""
        write_whole(self.out / NAME, json.dumps({"key": "", "files": self.files}, indent=1) + "\n")

    def replace(self, key: str, files: Iterable[Path]) -> list[Path]:
        """Note what has been made now; remove what was made before and is not any more.

        Only files that the note names are removed: a page that somebody else put there stays.

        Returns
        -------
        list of Path
            The files removed.
        """
        names = sorted(path.relative_to(self.out).as_posix() for path in files)
        stale = [self.out / name for name in self.files if name not in set(names)]
        gone = [path for path in stale if path.is_file() and not path.is_symlink()]
        for path in gone:
            path.unlink()
        write_whole(self.out / NAME, json.dumps({"key": key, "files": names}, indent=1) + "\n")
        self.key, self.files = key, tuple(names)
        return gone


def _read(path: Path) -> tuple[str, tuple[str, ...]]:
    """Key and files of a note; nothing if there is none, or none that can be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        names = tuple(str(name) for name in content["files"])
        return str(content["key"]), tuple(name for name in names if _is_below(name))
    except (OSError, ValueError, KeyError, TypeError):
        return "", ()


def _is_below(name: str) -> bool:
    """Whether a name leads into the folder of results, whatever the note has been made to say."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts and bool(path.parts)
