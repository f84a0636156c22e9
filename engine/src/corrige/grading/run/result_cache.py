"""The result cache: marks by content, so that a killed run resumes and a second run marks only what changed.

A mark can depend on the cells, the solution, the task's own checks, the limits, the engine, the course's
package with its tables, on Python, and on the versions of what is installed. All of it is in a result's name;
the same content can never get another mark.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from corrige.course import Course, package_folder
from corrige.grading.files import write_whole
from corrige.grading.outcomes import result_from_json
from corrige.grading.run.checks import Check
from corrige.grading.run.job import Marked

ENGINE = Path(__file__).resolve().parents[2]


@lru_cache(maxsize=4)
def environment_key(course: Course) -> str:
    """Hash of what every mark of a course can depend on, besides the exercise itself.

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


def checks_key(checks: Iterable[Check]) -> str:
    """Hash of a task's checks and of what they share."""
    return key_of(f"{check.name}:{check.weight}:{check.key}" for check in checks)


class ResultCache:
    """A folder with one file per submission's content.

    Parameters
    ----------
    folder : Path or None
        Where to keep results; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def read(self, key: str, checks: Mapping[str, str]) -> Marked:
        """Results that still hold: of this content, by checks that are still the same.

        A damaged or half-written file counts as no file: the submission is marked again.
        """
        if self.folder is None:
            return Marked()
        try:
            content = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
            results = {
                task: result_from_json(entry["result"])
                for task, entry in content["tasks"].items()
                if checks.get(task) == entry["checks"] and _is_of(task, entry["result"])
            }
            return Marked(results, str(content["level"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return Marked()

    def write(self, key: str, checks: Mapping[str, str], marked: Marked) -> None:
        """Keep results; the file appears whole or not at all."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        tasks = {
            task: {"checks": checks[task], "result": asdict(result)}
            for task, result in marked.results.items()
        }
        write_whole(self.folder / f"{key}.json", json.dumps({"level": marked.level, "tasks": tasks}))


def _is_of(task: str, result: Mapping[str, object]) -> bool:
    """Whether a kept result can be this task's: a file that somebody has edited counts as none."""
    points, maximum = result["points"], result["maximum"]
    numbers = isinstance(points, int | float) and isinstance(maximum, int | float)
    return result["task"] == task and numbers and 0 <= points <= maximum  # type: ignore[operator]
