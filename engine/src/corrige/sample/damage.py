"""What happens to notebooks on their way: damage that no class is without."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from corrige.authoring.model import Exercise
from corrige.authoring.notebooks import cell_id

Notebook = dict[str, Any]


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
