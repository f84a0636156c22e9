"""What a task builds on: the values of the set-up and of given cells that it uses, with their signs."""

from __future__ import annotations

import ast

from corrige.authoring.model import Exercise, Task
from corrige.authoring.run import run_cell
from corrige.codec.fingerprint import fingerprint


def fingerprints(exercise: Exercise, task: Task) -> dict[str, str]:
    """Signs of the given values that a task's solution or stub names.

    Parameters
    ----------
    exercise : Exercise
    task : Task

    Returns
    -------
    dict of str to str
        Name -> `corrige.codec.fingerprint`. These values stand in the notebook, so nothing is given away.
    """
    names: dict[str, object] = {"__name__": "__main__"}
    run_cell(exercise.before(task), names, exercise.path, task.line)
    found = [
        node
        for source in (task.solution, task.stub)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name)
    ]
    own = {node.id for node in found if isinstance(node.ctx, ast.Store)}
    used = {node.id for node in found} - own
    signs = {name: fingerprint(names[name]) for name in sorted(used & set(names))}
    return {name: sign for name, sign in signs.items() if sign}


def names_made(exercise: Exercise) -> dict[str, int]:
    """Names that given cells make: name -> number of the task whose cell makes it, 0 for the set-up."""
    found: dict[str, int] = {}
    for number, source in ((0, exercise.setup), *((each.number, each.given) for each in exercise.tasks)):
        for name in _bound(source):
            found.setdefault(name, number)
    return found


def _bound(source: str) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.append(node.id)
        elif isinstance(node, ast.FunctionDef):
            names.append(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names.extend((alias.asname or alias.name).partition(".")[0] for alias in node.names)
    return names
