"""What a learner's kernel may read, worked out once by the grader for Landlock and for bubblewrap.

Landlock knows only 'allowed', never 'denied'. So where a private folder (the answer cards, or a path that the
grader names) lies below an allowed one, the allowed one is taken apart: its other children are allowed one by
one, and the folder itself may only be listed, because Python's import system lists the folders it searches.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corrige.course import installed, package_folder

__all__ = ["PRIVATE_PARTS", "Rule", "rules", "trees"]

#: Children of a course's package that no submission may read: the digests of the right answers.
PRIVATE_PARTS = ("cards",)

SYSTEM_TREES = (
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/local/lib",
    "/lib",
    "/lib64",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/fontconfig",
    "/usr/share/zoneinfo",
    "/usr/share/locale",
    "/usr/share/mime",
    "/etc/fonts",
    "/var/cache/fontconfig",
    "/sys/devices/system/cpu",
)
SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/timezone",
    "/etc/mime.types",
    "/dev/null",
    "/dev/zero",
    "/dev/random",
    "/dev/urandom",
    "/proc/cpuinfo",
    "/proc/meminfo",
)


@dataclass(frozen=True)
class Rule:
    """One permission: read a whole tree, list a tree's folders, or read one file."""

    path: str
    what: Literal["tree", "list", "file"]


def package_folders() -> list[Path]:
    """Where the engine and the installed courses live, in a clone or in site-packages."""
    courses = [folder for name in sorted(installed()) if (folder := package_folder(name)) is not None]
    return [Path(__file__).resolve().parents[2], *courses]


def trees(allow: Iterable[Path | str] = ()) -> list[Path]:
    """Folders that Python and the course's libraries are read from (plus `allow`), none inside another.

    ``sys.path`` as a whole is not among them: under pytest it names the folder of the tests.
    """
    found = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    found += [Path(sys.base_prefix, "lib"), Path(sys.base_prefix, "lib64")]
    found += [Path(entry) for entry in sys.path if Path(entry).name in ("site-packages", "dist-packages")]
    found += [*package_folders(), *map(Path, SYSTEM_TREES), *map(Path, allow)]
    real = sorted({path.resolve() for path in found if path.exists()})
    return [path for path in real if not any(above in path.parents for above in real)]


def denied(deny: Iterable[Path | str] = ()) -> list[Path]:
    """Private parts of the packages, and `deny`, as real paths."""
    private = [folder / part for folder in package_folders() for part in PRIVATE_PARTS]
    return private + [Path(path).resolve() for path in deny]


def rules(deny: Sequence[Path | str] = (), allow: Sequence[Path | str] = ()) -> list[Rule]:
    """The allow-list of a learner's kernel.

    Parameters
    ----------
    deny : sequence of path
        Carved out of the folders below which they lie. One that lies above an allowed folder changes nothing
        for that folder: Python must stay readable.
    allow : sequence of path
        Further folders or files.

    Returns
    -------
    list of Rule
    """
    private = denied(deny)
    result: list[Rule] = []
    for root in trees(allow):
        result += _carve(root, private)
    result += [Rule(path, "file") for path in SYSTEM_FILES if Path(path).exists()]
    if sys.prefix != sys.base_prefix:
        result.append(Rule(str(Path(sys.prefix, "pyvenv.cfg")), "file"))
    return result


def _carve(root: Path, private: Sequence[Path]) -> list[Rule]:
    if root in private:
        return []
    if not root.is_dir():
        return [Rule(str(root), "file")]
    if not any(root in path.parents for path in private):
        return [Rule(str(root), "tree")]
    result = [Rule(str(root), "list")]
    with os.scandir(root) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            # a link leads elsewhere; what it leads to needs a rule of its own
            if not entry.is_symlink():
                result += _carve(Path(entry.path), private)
    return result
