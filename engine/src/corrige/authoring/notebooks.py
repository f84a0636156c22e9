"""Make notebooks out of an exercise: the learner's, and the one with the answers. Always the same bytes."""

from __future__ import annotations

import json
import re
from typing import Any

from corrige.authoring.model import Exercise, Task
from corrige.edition import stamped
from corrige.lean import nbformat

Cell = dict[str, Any]
_LOCKED = {"deletable": False, "editable": False}
_RULE = (
    "Use whatever helps{methods}; but where a task asks you to write a function, write it yourself. Do not "
    "round numbers unless a task says so. Right content in another form is right (a dict or a table for a "
    "Series, a figure for its axes, a year as text, a name or two more than asked for), unless a task says "
    "that its form is the point. What has named parts, such as the keys of a dict or the cases of a choice, "
    "earns the share that is right; any other answer the share of its checks that hold. The tasks can be "
    "done in any order: none needs another's answer. The last cell, or `check()` anywhere, lists what is "
    "right so far."
)
_WARM_UP = "Nothing is marked. The last cell, or `check()` anywhere, lists what is right so far."
_TRAP = re.compile(
    r"^:::\{admonition\} (?P<title>.+)\n(?::class: .+\n)?(?P<body>(?:.*\n)*?):::$", re.MULTILINE
)
_RUBRIC = (
    "A person reads this answer, and no check does. Level 4 earns {points}, each level below it a quarter of "
    "that less. Give yourself a level before you hand in."
)


def learner_notebook(exercise: Exercise, methods: str = "") -> str:
    """Text of the notebook a learner opens: no answer, no output, stable cell ids.

    `methods` names the module of ready-made methods that the course gives, if it gives one.
    """
    return _write(exercise, methods, solved=False)


def solution_notebook(exercise: Exercise, methods: str = "") -> str:
    """Text of the same notebook with every answer filled in."""
    return _write(exercise, methods, solved=True)


def cell_id(exercise: Exercise, task: Task, role: str) -> str:
    """Stable id of a task's cell, such as ``ex03-rate-per-decade-answer``."""
    return f"{exercise.id}-{task.id}-{role}"


def heading(task: Task) -> str:
    """Line below a task's title: what it is worth and where the answer goes."""
    worth = [_points(task), f"objective {task.objective}"] if task.points else []
    where = [] if task.kind == "written" else [f"keep your answer in `{task.name}`"]
    return f"*{' · '.join([*worth, *where])}*"


def _points(task: Task) -> str:
    return "1 point" if task.points == 1 else f"{task.points} points"


def _write(exercise: Exercise, methods: str, *, solved: bool) -> str:
    cells = [
        _markdown(f"{exercise.id}-header", _header(exercise, methods), "header"),
        _code(f"{exercise.id}-setup", exercise.setup, "setup"),
    ]
    for task in exercise.tasks:
        cells.extend(_task_cells(exercise, task, solved))
    # The one cell of the checks that belongs to no task: it lists them all.
    cells.append(_code(f"{exercise.id}-progress", f'check("{exercise.id}")', "check"))
    if exercise.closing:
        cells.append(_markdown(f"{exercise.id}-closing", exercise.closing, "closing"))
    if not solved:
        stamped(exercise.id, cells)
    notebook = {
        "cells": cells,
        "metadata": {
            "corrige": {
                "exercise": exercise.id,
                "format": 1,
                "title": exercise.title,
                "chapter": exercise.chapter,
                "minutes": exercise.minutes,
                "tasks": [
                    {"id": task.id, "title": task.title, "kind": task.kind, "points": task.points}
                    for task in exercise.tasks
                ],
            },
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    nbformat.validate(notebook)
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _header(exercise: Exercise, methods: str) -> str:
    if not exercise.marked:
        return f"{exercise.header.strip()}\n\n**About {exercise.minutes} minutes.** {_WARM_UP}"
    rows = [f"| {task.number} | {task.title} | {task.objective} | {task.points} |" for task in exercise.tasks]
    table = "\n".join(["| task | title | objective | points |", "|---:|:---|:---|---:|", *rows])
    rule = _RULE.format(methods=f", the functions of `{methods}` too" if methods else "")
    total = f"**{exercise.points} points, about {exercise.minutes} minutes.**"
    return f"{exercise.header.strip()}\n\n{total}\n\n{table}\n\n{rule}"


def _task_cells(exercise: Exercise, task: Task, solved: bool) -> list[Cell]:
    title = f"## Task {task.number} · {task.title}" if task.points else f"### Your turn · {task.title}"
    prompt = [title, heading(task), task.prompt]
    if task.rubric:
        prompt.append(f"**How it is marked**\n\n{_RUBRIC.format(points=_points(task))}\n\n{task.rubric}")
    prompt.append(f"<details>\n<summary>Hint</summary>\n\n{task.hint}\n\n</details>")
    cells = [_passage(exercise, task, number) for number in range(1, len(task.passages) + 1)]
    cells = [cell for cell in cells if cell]
    cells.append(_markdown(cell_id(exercise, task, "prompt"), "\n\n".join(prompt), "prompt", task))
    if task.given:
        cells.append(_code(cell_id(exercise, task, "given"), task.given, "given", task))
    answer = task.solution if solved else task.stub
    if task.kind == "written":
        cells.append(_markdown(cell_id(exercise, task, "answer"), answer, "answer", task))
        return cells
    cells.append(_code(cell_id(exercise, task, "answer"), answer, "answer", task))
    cells.append(_code(cell_id(exercise, task, "check"), f'check("{task.id}")', "check", task))
    return cells


def _passage(exercise: Exercise, task: Task, number: int) -> Cell:
    """Text or an example before a task; empty if it is for the page alone."""
    passage = task.passages[number - 1]
    name = cell_id(exercise, task, f"passage-{number}")
    if passage.show != "everywhere":
        return {}
    if passage.type == "code":
        return _code(name, passage.source, "demo", task)
    return _markdown(name, _TRAP.sub(_quoted, passage.source), "lesson", task)


def _quoted(box: re.Match[str]) -> str:
    """A box of the book, as a quotation that any notebook shows."""
    lines = f"**{box['title']}.** {box['body'].strip()}".splitlines()
    return "\n".join(f"> {line}" for line in lines)


def _metadata(role: str, task: Task | None) -> dict[str, Any]:
    mark: dict[str, Any] = {"role": role}
    if task is not None:
        mark["task"] = task.id
    if role == "answer":
        return {"corrige": mark, "deletable": False, "tags": ["answer"]}
    return {"corrige": mark, **_LOCKED}


def _markdown(identifier: str, source: str, role: str, task: Task | None = None) -> Cell:
    metadata = _metadata(role, task)
    return {"cell_type": "markdown", "id": identifier, "metadata": metadata, "source": _lines(source)}


def _code(identifier: str, source: str, role: str, task: Task | None = None) -> Cell:
    cell: Cell = {
        "cell_type": "code",
        "id": identifier,
        "metadata": _metadata(role, task),
        "source": _lines(source),
    }
    return {**cell, "execution_count": None, "outputs": []}


def _lines(source: str) -> list[str]:
    return source.splitlines(keepends=True)
