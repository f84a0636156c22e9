"""The result cache: marks by content, so that a killed run resumes and a second run marks only what changed.

A mark can depend on the cells, the solution, the task's own checks, the limits, the engine, the course's
package with its tables, on Python, and on the versions of what is installed. All of it is in a result's name;
the same content can never get another mark.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from corrige import keys
from corrige.grading.files import write_whole
from corrige.grading.outcomes import result_from_json
from corrige.grading.run.checks import Check
from corrige.grading.run.job import Marked
from corrige.keys import key_of

#: Asked once a run: what it hashes does not change while a class is marked.
environment_key = lru_cache(maxsize=4)(keys.environment_key)


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
