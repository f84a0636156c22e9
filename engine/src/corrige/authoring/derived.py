"""All exercises of a course: find them, make what is derived from them, say what is stale, sum them up."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarche.authoring.cards import make_card
from demarche.authoring.leaks import check_for_leaks
from demarche.authoring.model import AuthoringError, Exercise
from demarche.authoring.notebooks import learner_notebook, solution_notebook
from demarche.authoring.reader import read_exercise
from demarche.capstone.template import NAME as CAPSTONE
from demarche.capstone.template import template


@dataclass(frozen=True)
class Course:
    """Where a course lies.

    Parameters
    ----------
    root : Path
        The folder that holds ``solutions/``, ``exercises/``, ``tests/grading/`` and ``src/``.
    """

    root: Path

    @property
    def solutions(self) -> Path:
        """Folder of the hand-written solution files."""
        return self.root / "solutions"

    @property
    def exercises(self) -> Path:
        """Folder of the learner's notebooks."""
        return self.root / "exercises"

    @property
    def cards(self) -> Path:
        """Folder of the answer cards, inside the package."""
        return self.root / "src" / "demarche" / "cards"

    @property
    def checks(self) -> Path:
        """Folder of the grading checks."""
        return self.root / "tests" / "grading"

    def read(self) -> list[Exercise]:
        """Read every solution file, in order.

        Raises
        ------
        AuthoringError
            If one breaks its contract, or two exercises use the same task id.
        """
        exercises = [read_exercise(path) for path in sorted(self.solutions.glob("ex*.py"))]
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


def find_course(start: Path | None = None) -> Course:
    """Find the course that a folder lies in.

    Raises
    ------
    FileNotFoundError
        If neither the folder nor any above it holds ``solutions/`` and ``exercises/``.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "solutions").is_dir() and (folder / "exercises").is_dir():
            return Course(folder)
    raise FileNotFoundError(
        f"No course found at {here} or above. Run this in a clone of the course (the folder with solutions/)."
    )


def derived_files(course: Course) -> Iterator[tuple[Path, str]]:
    """Every generated file with the text it should have."""
    for exercise in course.read():
        notebook = learner_notebook(exercise)
        check_for_leaks(exercise, notebook)
        yield course.exercises / f"{exercise.slug}.ipynb", notebook
        yield course.solutions / f"{exercise.slug}.ipynb", solution_notebook(exercise)
        card = json.dumps(make_card(exercise), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        yield course.cards / f"{exercise.id}.json", card
    if (course.root / "book" / "capstone").is_dir():
        yield course.exercises / f"{CAPSTONE}.ipynb", template()


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
        *course.exercises.glob("ex*.ipynb"),
        *course.solutions.glob("ex*.ipynb"),
        *course.cards.glob("ex*.json"),
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
        for exercise in course.read()
    ]
