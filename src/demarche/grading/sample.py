"""A sample class of openly synthetic learners, made from the solutions, their mistakes, and damage.

It shows an instructor what grading gives before there is a class, and it is what the course grades to
prove that nothing stops it. Learners are called learner-001, learner-002, …; none of them is anybody.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from demarche.authoring.model import Exercise, Task
from demarche.authoring.notebooks import cell_id, learner_notebook

Notebook = dict[str, Any]


def make_class(
    exercises: Sequence[Exercise], folder: Path, *, learners: int = 12, seed: int = 2026
) -> list[Path]:
    """Write a class of notebooks.

    Parameters
    ----------
    exercises : sequence of Exercise
    folder : Path
        Gets ``learner-001/ex03_….ipynb`` and so on.
    learners : int
        How many. The first two hand in everything right and everything untouched. From the third on, each
        solves a task with a probability that rises with the learner's ability and falls with the task's
        place, and otherwise makes one of its known mistakes or leaves it. One in four also damages a file.
    seed : int
        The same seed gives the same class, byte for byte.

    Returns
    -------
    list of Path
        The files written.
    """
    files = []
    for number in range(1, learners + 1):
        name = f"learner-{number:03d}"
        for exercise in exercises:
            draw = random.Random(f"{seed}/{number}/{exercise.id}")  # noqa: S311 - a class, not a secret
            notebook = json.loads(learner_notebook(exercise))
            ability = random.Random(f"{seed}/{number}").gauss(0.4, 1.1)  # noqa: S311
            _answer(notebook, exercise, _level(number, ability), draw)
            text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
            if number > 2 and number % 4 == 0:
                damage = DAMAGES[(number // 4 + exercise.chapter) % len(DAMAGES)]
                text = damage(notebook, exercise)
            path = folder / name / f"{exercise.slug}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            files.append(path)
    return files


def _level(number: int, ability: float) -> float:
    return {1: math.inf, 2: -math.inf}.get(number, ability)


def _answer(notebook: Notebook, exercise: Exercise, ability: float, draw: random.Random) -> None:
    """Fill in the answer cells as a learner of this ability would."""
    for task in exercise.tasks:
        cell = _cell(notebook, cell_id(exercise, task, "answer"))
        difficulty = 2.4 * (task.number - 1) / max(1, len(exercise.tasks) - 1) - 1.2
        solves = ability == math.inf or (
            ability > -math.inf and draw.random() < _logistic(ability - difficulty)
        )
        if task.kind == "written":
            _write(cell, task, ability, draw)
        elif solves:
            choice = draw.random()
            sources = [task.solution, *(variant.source for variant in task.alternatives)]
            cell["source"] = _lines(sources[int(choice * len(sources))])
        elif ability > -math.inf and draw.random() < 0.8:
            wrong = _wrong(task, draw)
            if wrong:
                cell["source"] = _lines(wrong)


def _write(cell: Notebook, task: Task, ability: float, draw: random.Random) -> None:
    models = sorted(task.models, key=lambda model: model.level)
    if ability > -math.inf and draw.random() < 0.85:
        place = min(len(models) - 1, int(_logistic(ability) * len(models)))
        cell["source"] = _lines(models[place].text)


def _wrong(task: Task, draw: random.Random) -> str:
    """One of the task's known mistakes; the first are the commonest."""
    if task.mistakes:
        weights = [1 / (place + 1) for place in range(len(task.mistakes))]
        return draw.choices(task.mistakes, weights)[0].source
    if list(task.replies) == [""]:
        return f"{task.name} = {draw.choice(sorted(task.replies['']))!r}"
    guesses = {case: draw.choice(sorted(options)) for case, options in task.replies.items()}
    return f"{task.name} = {guesses!r}"


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def _lines(source: str) -> list[str]:
    return source.splitlines(keepends=True)


def _cell(notebook: Notebook, identifier: str) -> Notebook:
    found: Notebook = next(cell for cell in notebook["cells"] if cell["id"] == identifier)
    return found


def _first(exercise: Exercise) -> str:
    return cell_id(exercise, exercise.tasks[0], "answer")


def _dump(notebook: Notebook) -> str:
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def syntax_error(notebook: Notebook, exercise: Exercise) -> str:
    """A bracket is missing in the first answer."""
    _cell(notebook, _first(exercise))["source"] = [f"{exercise.tasks[0].name} = (\n"]
    return _dump(notebook)


def endless_loop(notebook: Notebook, exercise: Exercise) -> str:
    """The first answer never ends."""
    _cell(notebook, _first(exercise))["source"] = ["n = 0\n", "while n >= 0:\n", "    n += 1\n"]
    return _dump(notebook)


def deleted_cell(notebook: Notebook, exercise: Exercise) -> str:
    """The first answer cell is gone."""
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != _first(exercise)]
    return _dump(notebook)


def broken_file(notebook: Notebook, exercise: Exercise) -> str:
    """The file ends in the middle, as after a failed upload."""
    text = _dump(notebook)
    return text[: len(text) // 2]


def copied_cell(notebook: Notebook, exercise: Exercise) -> str:
    """The first answer cell stands there twice, with the same id."""
    place = next(i for i, cell in enumerate(notebook["cells"]) if cell["id"] == _first(exercise))
    notebook["cells"].insert(place, dict(notebook["cells"][place]))
    return _dump(notebook)


def lost_ids(notebook: Notebook, exercise: Exercise) -> str:
    """Another tool has dropped cell ids and metadata."""
    for cell in notebook["cells"]:
        del cell["id"]
        cell["metadata"] = {}
    notebook["nbformat_minor"] = 2
    return _dump(notebook)


DAMAGES: list[Callable[[Notebook, Exercise], str]] = [
    syntax_error,
    endless_loop,
    deleted_cell,
    broken_file,
    copied_cell,
    lost_ids,
]
