"""Read a solution file into an Exercise, or say exactly what is wrong with it. It fails closed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from corrige.authoring.cells import Cell, read_cells
from corrige.authoring.markers import has_marker
from corrige.authoring.model import SEE, AuthoringError, Exercise, Task
from corrige.authoring.tasks import read_task

_ALLOWED: dict[str, tuple[str, set[str]]] = {
    # tag: (type of cell, metadata it may carry)
    "header": ("markdown", {"exercise", "chapter", "minutes", "points"}),
    "setup": ("code", set()),
    "task": (
        "markdown",
        {
            *("task", "kind", "points", "objective", "order", "digits", "reveal", "name", "form"),
            *("marks", "note", "exact"),
        },
    ),
    "given": ("code", set()),
    "answer": ("code", {"figure", "caption", "alt"}),
    "probes": ("code", set()),
    "replies": ("code", set()),
    "mistake": ("code", {"mistake", "says"}),
    "alternative": ("code", {"alternative", "names"}),
    "hint": ("markdown", set()),
    "step": ("code", set()),
    "example": ("code", set()),
    "after": ("markdown", set()),
    "rubric": ("markdown", set()),
    "model": ("markdown", {"level"}),
    "lesson": ("markdown", set()),
    "demo": ("code", {"show", "figure", "caption", "alt"}),
    "lines": ("markdown", set()),
    "closing": ("markdown", set()),
}
_OBJECTIVE = re.compile(r"^[-*] \*\*(?P<id>LO\d+\.\d+)\*\*\s+(?P<text>.+)$", re.MULTILINE)
_TITLE = re.compile(r"^# (?P<title>.+)$", re.MULTILINE)
# A file whose name begins with `wu` is of warm-ups: they carry no marks, so no points and no objectives.
_FILE = re.compile(r"^(?P<id>(?P<kind>ex|wu)\d\d)_[a-z0-9_]+$")


def read_exercise(path: Path) -> Exercise:
    """Read one solution file.

    Parameters
    ----------
    path : Path
        A file ``exNN_slug.py`` in percent format; ``wuNN_slug.py`` for warm-ups, which carry no marks.

    Returns
    -------
    Exercise

    Raises
    ------
    AuthoringError
        At the first breach of the contract, with file, line and what to do.
    """
    return _read(path, path.read_text(encoding="utf-8"))


def reading_problems(path: Path) -> list[AuthoringError]:
    """Every breach of the contract that a solution file has, as far as they can be told apart.

    A task that cannot be read does not keep the others from being read.
    """
    try:
        read_exercise(path)
    except AuthoringError as first:
        problems = [first]
    else:
        return []
    try:
        groups = _groups(path, read_cells(path, path.read_text(encoding="utf-8")))
    except AuthoringError:
        return problems
    for number, group in enumerate(groups, 1):
        try:
            read_task(path, group, number, marked=path.name.startswith("ex"))
        except AuthoringError as problem:
            if str(problem) != str(problems[0]):
                problems.append(problem)
    return problems


@lru_cache(maxsize=32)  # a command needs each file several times
def _read(path: Path, text: str) -> Exercise:
    name = _FILE.match(path.stem)
    if name is None:
        raise AuthoringError(path, 1, f"the file is named {path.name}", "Name it like ex03_short_title.py.")
    cells = read_cells(path, text)
    _check_cells(path, cells)
    header, setup = _one(path, cells, "header"), _one(path, cells, "setup")
    if [cell.tag for cell in cells[:2]] != ["header", "setup"]:
        raise AuthoringError(path, cells[0].line, "the file does not begin with its header and set-up", SEE)
    closing = _one(path, cells, "closing", optional=True)
    marked = name["kind"] == "ex"
    tasks = tuple(
        read_task(path, group, number, marked=marked) for number, group in enumerate(_groups(path, cells), 1)
    )
    exercise = _exercise(path, name["id"], header, setup, tasks, closing, marked=marked)
    _check_whole(exercise, header.line)
    return exercise


def _check_cells(path: Path, cells: Iterable[Cell]) -> None:
    for cell in cells:
        if cell.tag not in _ALLOWED:
            known = ", ".join(_ALLOWED)
            raise AuthoringError(path, cell.line, f"unknown tag {cell.tag!r}", f"Known tags: {known}.")
        kind, keys = _ALLOWED[cell.tag]
        # A written answer is Markdown in the notebook; here it lies in cells tagged 'model'.
        if cell.type != kind:
            raise AuthoringError(
                path, cell.line, f"a {cell.tag} cell that is {cell.type}", f"Make it {kind}."
            )
        extra = set(cell.meta) - keys
        if extra:
            raise AuthoringError(
                path,
                cell.line,
                f"{cell.tag} cell with unknown metadata {sorted(extra)}",
                f"Known: {sorted(keys)}.",
            )
        if not cell.source.strip():
            raise AuthoringError(path, cell.line, f"an empty {cell.tag} cell", "Fill it or remove it.")
        marker = has_marker(cell.source)
        if cell.tag != "answer" and marker is not None:
            raise AuthoringError(
                path,
                cell.line + 1 + marker,
                f"a solution marker in a {cell.tag} cell",
                "Markers belong in answer cells.",
            )


def _one(path: Path, cells: list[Cell], tag: str, *, optional: bool = False) -> Any:
    found = [cell for cell in cells if cell.tag == tag]
    if len(found) > 1 or (not found and not optional):
        line = found[1].line if found else 1
        raise AuthoringError(path, line, f"{len(found)} cells tagged {tag!r}", "One is needed, and only one.")
    return found[0] if found else None


def _groups(path: Path, cells: list[Cell]) -> list[list[Cell]]:
    """The cells of each task: its prompt and all that follows, up to the next prompt."""
    groups: list[list[Cell]] = []
    passages: list[Cell] = []  # they belong to the task that follows
    for cell in cells:
        if cell.tag in ("header", "setup", "closing"):
            continue
        if cell.tag in ("lesson", "demo"):
            passages.append(cell)
        elif cell.tag == "task":
            groups.append([cell, *passages])
            passages.clear()
        elif not groups:
            raise AuthoringError(path, cell.line, f"a {cell.tag} cell before the first task", SEE)
        else:
            groups[-1].append(cell)
    if not groups:
        raise AuthoringError(path, 1, "no task in the file", SEE)
    if passages:
        where, tag = passages[0].line, passages[0].tag
        raise AuthoringError(path, where, f"a {tag} cell after the last task", "Make it part of the closing.")
    return groups


def _exercise(
    path: Path,
    exercise_id: str,
    header: Cell,
    setup: Cell,
    tasks: tuple[Task, ...],
    closing: Cell | None,
    *,
    marked: bool,
) -> Exercise:
    title = _TITLE.search(header.source)
    keys = ("chapter", "minutes", "points") if marked else ("minutes",)
    numbers = {key: header.meta.get(key) for key in keys}
    if header.meta.get("exercise") != exercise_id:
        raise AuthoringError(
            path,
            header.line,
            f"header says exercise={header.meta.get('exercise')!r}",
            f'Write exercise="{exercise_id}".',
        )
    for key, number in numbers.items():
        if type(number) is not int or number < 1:
            raise AuthoringError(path, header.line, f"header has {key}={number!r}", "Give a whole number.")
    if title is None:
        raise AuthoringError(
            path, header.line, "the header has no title", "Begin it with '# Exercise 3 · Title'."
        )
    return Exercise(
        id=exercise_id,
        path=path,
        title=title["title"].strip(),
        header=header.source,
        setup=setup.source,
        objectives={match["id"]: match["text"].strip() for match in _OBJECTIVE.finditer(header.source)},
        tasks=tasks,
        closing=closing.source if closing else "",
        chapter=int(str(numbers.get("chapter", 0))),
        minutes=int(str(numbers["minutes"])),
        points=int(str(numbers.get("points", 0))),
    )


def _check_whole(exercise: Exercise, line: int) -> None:
    seen: dict[str, Task] = {}
    for task in exercise.tasks:
        if task.id in seen:
            raise AuthoringError(
                exercise.path,
                task.line,
                f"task id {task.id!r} stands twice",
                f"It is first at line {seen[task.id].line}.",
            )
        seen[task.id] = task
        if exercise.marked and task.objective not in exercise.objectives:
            raise AuthoringError(
                exercise.path,
                task.line,
                f"task {task.id!r} has objective {task.objective!r}",
                f"Listed in the header: {', '.join(exercise.objectives)}. Form: '- **LO3.1** Count …'.",
            )
    idle = set(exercise.objectives) - {task.objective for task in exercise.tasks}
    if idle:
        raise AuthoringError(
            exercise.path,
            line,
            f"no task serves {', '.join(sorted(idle))}",
            "Add a task or drop the objective.",
        )
    total = sum(task.points for task in exercise.tasks)
    if total != exercise.points:
        raise AuthoringError(
            exercise.path,
            line,
            f"the tasks' points sum to {total}, the header says {exercise.points}",
            "Make them agree.",
        )
