"""Keys: hashes of all that something made from a course depends on; when that changes, it is made anew."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from corrige.course import Course, package_folder

ENGINE = Path(__file__).resolve().parent


def environment_key(course: Course) -> str:
    """Hash of what every mark and every derived file of a course can depend on, besides the exercise itself.

    All files of the engine and of the course's package are in it, but for the answer cards: an exercise has
    its own card in its key, so that a corrected solution marks that exercise anew and no other.
    """
    digest = hashlib.sha256()
    for text in (sys.version, *_installed()):
        digest.update(text.encode() + b"\0")
    folders = dict.fromkeys([ENGINE, course.source.resolve(), package_folder(course.package) or ENGINE])
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and course.cards.name not in path.parts:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _installed() -> Iterator[str]:
    """Name and version of every installed distribution, as its folder says."""
    for entry in sorted(set(sys.path)):
        if Path(entry).name in ("site-packages", "dist-packages"):
            yield from sorted(path.name for path in Path(entry).glob("*.dist-info"))


def key_of(parts: Iterable[str]) -> str:
    """One name for a list of texts; no two lists share it."""
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()
