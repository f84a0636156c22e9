"""Checks: ordinary pytest functions, tied to a task. This module finds and validates them."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pytest

from corrige.authoring.model import Exercise

F = TypeVar("F", bound=Callable[..., Any])
_ARGUMENTS = {"answers", "reference"}


class CheckFileError(ValueError):
    """A file of checks does not fit its exercise; says where and what to do."""

    def __init__(self, path: Path, line: int, problem: str, advice: str) -> None:
        super().__init__(f"{path}:{line}: {problem}\n  {advice}")


def task(task_id: str, *, weight: float = 1) -> Callable[[F], F]:
    """Tie a check to a task of the exercise.

    Parameters
    ----------
    task_id : str
        The task's id in the solution file.
    weight : float
        The check's share of the task's points, relative to the task's other checks. The points
        themselves are in the solution file and nowhere else.

    Returns
    -------
    callable
        A decorator that returns the function with the pytest mark ``task``.
    """
    if weight <= 0:
        raise ValueError(f"weight of a check must be above zero, not {weight!r}")
    return pytest.mark.task(task_id, weight=weight)


@dataclass(frozen=True)
class Check:
    """One check function."""

    task: str
    name: str
    about: str
    weight: float
    function: Callable[..., None]
    key: str

    def run(self, answers: Any, reference: Any) -> None:
        """Call the function with what it asks for."""
        given = {"answers": answers, "reference": reference}
        self.function(**{name: given[name] for name in inspect.signature(self.function).parameters})


def load_checks(path: Path, exercise: Exercise) -> dict[str, list[Check]]:
    """Load the checks of an exercise.

    Parameters
    ----------
    path : Path
        ``tests/grading/test_exNN_slug.py``.
    exercise : Exercise

    Returns
    -------
    dict of str to list of Check
        The checks of every task, in file order. Written tasks have none.

    Raises
    ------
    CheckFileError
        If a check names no task of the exercise or takes other arguments, or a task has no check.
    """
    module = _import(path)
    shared = _shared_code(path)
    found: dict[str, list[Check]] = {each.id: [] for each in exercise.tasks}
    for name, function in vars(module).items():
        marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "task"]
        if not marks or not callable(function):
            continue
        line = function.__code__.co_firstlineno
        task_id, weight = marks[0].args[0], marks[0].kwargs.get("weight", 1)
        if task_id not in found:
            raise CheckFileError(path, line, f"{name} checks {task_id!r}", f"Tasks: {', '.join(found)}.")
        extra = set(inspect.signature(function).parameters) - _ARGUMENTS
        if extra:
            raise CheckFileError(
                path, line, f"{name} takes {sorted(extra)}", "A check takes answers and reference."
            )
        about = (inspect.getdoc(function) or "").split("\n\n")[0].replace("\n", " ")
        if not about:
            raise CheckFileError(
                path, line, f"{name} has no docstring", "Say what it looks at, in the learner's words."
            )
        source = inspect.getsource(function)
        key = hashlib.sha256(f"{shared}\0{source}".encode()).hexdigest()
        found[task_id].append(Check(task_id, name, about, weight, function, key))
    for each in exercise.tasks:
        if each.kind != "written" and not found[each.id]:
            raise CheckFileError(
                path, 1, f"no check for task {each.id!r}", f'Add one marked @task("{each.id}").'
            )
    return found


def _import(path: Path) -> ModuleType:
    name = f"corrige_checks_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.exists():
        raise CheckFileError(
            path, 1, "no such file of checks", "Each exercise has tests/grading/test_exNN_slug.py."
        )
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _shared_code(path: Path) -> str:
    """What all checks of a file share: everything but the check functions themselves."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    rest = [n for n in tree.body if not (isinstance(n, ast.FunctionDef) and n.name.startswith("test"))]
    return ast.dump(ast.Module(rest, []))
