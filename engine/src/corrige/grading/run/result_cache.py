"""Results kept by content, so that a killed run resumes and a second run marks only what changed.

A result depends on the cells, the solution, the data, this package and the task's own checks. Their hash is
its name; the same content can never get another mark.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from corrige.grading.outcomes import TaskResult, result_from_json
from corrige.grading.run.checks import Check

_PACKAGE = Path(__file__).resolve().parents[1]


# What a mark can depend on. Pages, exports and the command line are made from marks and change none.
_PARTS = ("authoring", "cards", "checking", "data", "kernel", "measures", "values")
_MODULES = ("answers", "checks", "evidence", "marking", "notebook", "outcomes", "reference", "submission")


@lru_cache(maxsize=1)
def engine_key() -> str:
    """Hash of everything in this package that a mark can depend on: its code, its tables, its cards."""
    paths = [path for part in _PARTS for path in (_PACKAGE / part).rglob("*")]
    paths += [_PACKAGE / "grading" / f"{module}.py" for module in _MODULES]
    seal = hashlib.sha256()
    for path in sorted(paths):
        if path.suffix in (".py", ".csv", ".json") and path.is_file():
            seal.update(str(path.relative_to(_PACKAGE)).encode())
            seal.update(path.read_bytes())
    return seal.hexdigest()


def key_of(parts: Iterable[str]) -> str:
    """One name for a list of texts; no two lists share it."""
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()


def checks_key(checks: Iterable[Check]) -> str:
    """Hash of a task's checks and of what they share."""
    return key_of(f"{check.name}:{check.weight}:{check.key}" for check in checks)


@dataclass(frozen=True)
class Kept:
    """What is known of a submission's content: results by task, and the level at which it ran."""

    results: dict[str, TaskResult]
    level: str = ""


class Store:
    """A folder with one file per submission's content.

    Parameters
    ----------
    folder : Path or None
        Where to keep results; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def read(self, run_key: str, checks: Mapping[str, str]) -> Kept:
        """Results that still hold: of this content, by checks that are still the same.

        A damaged or half-written file counts as no file: the submission is marked again.
        """
        if self.folder is None:
            return Kept({})
        try:
            content = json.loads((self.folder / f"{run_key}.json").read_text(encoding="utf-8"))
            results = {
                task: result_from_json(entry["result"])
                for task, entry in content["tasks"].items()
                if checks.get(task) == entry["checks"]
            }
            return Kept(results, str(content["level"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Kept({})

    def write(self, run_key: str, checks: Mapping[str, str], kept: Kept) -> None:
        """Keep results; the file appears whole or not at all."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        tasks = {
            task: {"checks": checks[task], "result": asdict(result)} for task, result in kept.results.items()
        }
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"level": kept.level, "tasks": tasks}, file)
        Path(name).replace(self.folder / f"{run_key}.json")
