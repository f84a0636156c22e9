"""All exercises of a course, and every file that is derived: make them, say what is stale, sum them up."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from corrige.authoring.cards import make_card
from corrige.authoring.leaks import check_for_leaks
from corrige.authoring.model import AuthoringError, Exercise
from corrige.authoring.notebooks import learner_notebook, solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.authoring.values import check_values
from corrige.authoring.worked_calls import prove_worked_calls
from corrige.course import Course
from corrige.keys import environment_key, key_of
from corrige.tables import Tables
from corrige.tables.codebook import codebook


def read_exercises(course: Course) -> list[Exercise]:
    """Read every solution file of a course, in order.

    Raises
    ------
    AuthoringError
        If one breaks its contract, or two exercises use the same task id.
    """
    exercises = [read_exercise(path) for path in course.solution_files()]
    seen: dict[str, Exercise] = {}
    for exercise in exercises:
        for task in exercise.tasks:
            if task.id in seen:
                raise AuthoringError(
                    exercise.path,
                    task.line,
                    f"task id {task.id!r} is also used in {seen[task.id].path.name}",
                    "Task ids are unique in the course, as check() takes nothing else.",
                )
            seen[task.id] = exercise
    return exercises


def read_warm_ups(course: Course) -> list[Exercise]:
    """Read every solution file of a course that carries no marks, in order."""
    return [read_exercise(path) for path in course.warm_up_files()]


def derived_files(course: Course) -> Iterator[tuple[Path, str]]:
    """Every generated file with the text it should have."""
    everywhere = environment_key(course)
    for exercise in [*read_exercises(course), *read_warm_ups(course)]:
        for name, text in _of_exercise(course, exercise, everywhere).items():
            yield course.root / name, text
    if (course.source / "data" / "datapackage.json").is_file() and course.codebook:
        yield course.root / course.codebook, codebook(Tables(f"{course.package}.data"), course.package)
    for files in course.extensions("derived"):
        yield from files(course)


def _of_exercise(course: Course, exercise: Exercise, everywhere: str) -> dict[str, str]:
    """Notebooks and card of an exercise, proven: made anew when anything that they depend on has changed."""
    checks = course.checks / f"test_{exercise.slug}.py"
    sources = [course.root / "pyproject.toml", exercise.path, *([checks] if checks.is_file() else [])]
    key = key_of([everywhere, *(path.read_text(encoding="utf-8") for path in sources)])
    kept = course.root / ".cache" / "derived" / f"{exercise.id}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        content = json.loads(kept.read_text(encoding="utf-8"))
        if content["key"] == key:
            return dict(content["files"])
    notebook = learner_notebook(exercise, course.methods)
    check_for_leaks(exercise, notebook)
    prove_worked_calls(exercise)
    check_values(exercise)
    files = {
        course.exercises / f"{exercise.slug}.ipynb": notebook,
        course.solutions / f"{exercise.slug}.ipynb": solution_notebook(exercise, course.methods),
        course.cards / f"{exercise.id}.json": json.dumps(
            make_card(exercise), indent=1, sort_keys=True, ensure_ascii=False
        )
        + "\n",
    }
    texts = {path.relative_to(course.root).as_posix(): text for path, text in files.items()}
    with suppress(OSError):  # a cache that cannot be written keeps nothing
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps({"key": key, "files": texts}), encoding="utf-8")
        draft.replace(kept)
    return texts


def generate(course: Course) -> list[Path]:
    """Write every derived file that is not as it should be; remove those without a source.

    Returns
    -------
    list of Path
        Files written or removed.
    """
    wanted = dict(derived_files(course))
    changed = []
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    for path in _present(course):
        if path not in wanted:
            path.unlink()
            changed.append(path)
    return changed


def stale(course: Course) -> str:
    """Differences between the derived files on disk and what they should be; empty if there are none."""
    wanted = dict(derived_files(course))
    parts: list[str] = []
    for path in sorted({*wanted, *_present(course)}):
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = wanted.get(path, "")
        name = str(path.relative_to(course.root))
        parts.extend(
            difflib.unified_diff(
                before.splitlines(keepends=True),
                after.splitlines(keepends=True),
                f"{name} (on disk)",
                f"{name} (wanted)",
            )
        )
    return "".join(parts)


def _present(course: Course) -> list[Path]:
    return [
        path
        for kind in ("ex", "wu")
        for folder, ending in (
            (course.exercises, "ipynb"),
            (course.solutions, "ipynb"),
            (course.cards, "json"),
        )
        for path in folder.glob(f"{kind}[0-9]*.{ending}")
    ]


def summary(course: Course) -> list[dict[str, Any]]:
    """What every exercise holds, as plain data."""
    return [
        {
            "id": exercise.id,
            "title": exercise.title,
            "chapter": exercise.chapter,
            "minutes": exercise.minutes,
            "points": exercise.points,
            "objectives": exercise.objectives,
            "tasks": [
                {
                    "id": task.id,
                    "title": task.title,
                    "kind": task.kind,
                    "points": task.points,
                    "objective": task.objective,
                    "mistakes": len(task.mistakes)
                    + sum(len(options) - 1 for options in task.replies.values()),
                }
                for task in exercise.tasks
            ],
        }
        for exercise in read_exercises(course)
    ]
