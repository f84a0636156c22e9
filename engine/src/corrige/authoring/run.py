"""Run the course's own code (solutions, mistakes, probes) in this process.

Only for files of the course: a learner's code never comes here.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from corrige.authoring.model import AuthoringError, Exercise, Task
from corrige.codec import Tree, UnwritableError, encode
from corrige.codec.in_kernel import Letter, call


class CourseCodeError(AuthoringError):
    """A solution, mistake, alternative or probe of the course does not run as it must."""


def run_cell(source: str, namespace: dict[str, Any], path: Path, line: int) -> None:
    """Run one cell of the course in a namespace, quietly.

    Raises
    ------
    CourseCodeError
        With the line of the solution file, if the cell raises.
    """
    with _quiet():
        try:
            exec(compile(source, f"{path.name}, cell at line {line}", "exec"), namespace)  # noqa: S102
        except Exception as error:
            raise CourseCodeError(
                path,
                line,
                f"this cell raises {type(error).__name__}: {error}",
                "An answer runs after the set-up and the given cells alone; it may not need another answer.",
            ) from error


def namespace_for(exercise: Exercise, task: Task, source: str, line: int) -> dict[str, Any]:
    """Names that exist after the set-up, the given cells and one answer (the right one or another)."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    run_cell(exercise.before(task), namespace, exercise.path, task.line)
    run_cell(source, namespace, exercise.path, line)
    return namespace


def answer_tree(exercise: Exercise, task: Task, source: str, line: int) -> Tree:
    """Write down what an answer cell leaves under the task's name; for a function, its probed outputs.

    Returns
    -------
    Tree
        The value; for a function ``{"t": "calls", "v": [outcome, …]}`` in the order of the probes.
    """
    namespace = namespace_for(exercise, task, source, line)
    if task.name not in namespace:
        raise CourseCodeError(
            exercise.path, line, f"no {task.name!r} after this cell", "Assign the answer to it."
        )
    if task.kind == "function":
        return {
            "t": "calls",
            "v": [probe(namespace, task.name, inputs) for inputs in probe_inputs(exercise, task)],
        }
    try:
        return encode(namespace[task.name])
    except UnwritableError as error:
        raise CourseCodeError(exercise.path, line, f"{task.name}: {error}", "Use a plainer type.") from error
    finally:
        _close_figures(task)


def prepared(exercise: Exercise, task: Task) -> dict[str, Any]:
    """Names that exist before a task is answered, to be used for many answers (see `outcome_of`)."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    run_cell(exercise.before(task), namespace, exercise.path, task.line)
    return namespace


def outcome_of(
    exercise: Exercise, task: Task, source: str, names: dict[str, Any], inputs: list[str]
) -> Tree | None:
    """The same as `answer_tree` for code that may fail: None if it does. The names stay as they are.

    `inputs` are what a function is probed with (see `probe_inputs`); none for any other task.
    """
    used = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    namespace = {
        name: value.copy() if name in used and type(value) in (pd.DataFrame, pd.Series) else value
        for name, value in names.items()
    }
    try:
        run_cell(source, namespace, exercise.path, task.answer_line)
        if task.kind != "function":
            return encode(namespace[task.name])
        return {"t": "calls", "v": [probe(namespace, task.name, each) for each in inputs]}
    except (AuthoringError, KeyError, UnwritableError):
        return None
    finally:
        _close_figures(task)


def remark_of(exercise: Exercise, task: Task) -> str:
    """Write out the remark after a right answer: its ``{expressions}`` come from the solution's names.

    Raises
    ------
    CourseCodeError
        If an expression cannot be computed.
    """
    if "{" not in task.after:
        return task.after
    namespace = namespace_for(exercise, task, task.solution, task.answer_line)
    quote = "'''" if task.after.endswith('"') else '"""'
    try:
        with _quiet():
            text = str(eval(f"f{quote}{task.after}{quote}", namespace))  # noqa: S307  (the course's own file)
    except Exception as error:
        raise CourseCodeError(
            exercise.path,
            task.line,
            f"the remark after {task.id!r} raises {type(error).__name__}: {error}",
            "Write {expression} as in an f-string, with names that the solution leaves.",
        ) from error
    return re.sub(r"(?<=\d)%", "\N{NO-BREAK SPACE}%", text)


def probe_inputs(exercise: Exercise, task: Task) -> list[str]:
    """Arguments of each probe call, as JSON texts.

    A probes cell ends with a list of tuples: the positional arguments of each call.
    """
    namespace: dict[str, Any] = {}
    run_cell(exercise.setup, namespace, exercise.path, 1)
    body = ast.parse(task.probes).body
    if not body or not isinstance(body[-1], ast.Expr):
        raise CourseCodeError(
            exercise.path,
            task.line,
            f"the probes of {task.id!r} do not end with a list",
            "End with [(…,), (…,)].",
        )
    run_cell(ast.unparse(ast.Module(body[:-1], [])), namespace, exercise.path, task.line)
    probes = eval(ast.unparse(body[-1]), namespace)  # noqa: S307  (the course's own file)
    if not isinstance(probes, list) or len(probes) < 3 or not all(isinstance(each, tuple) for each in probes):
        raise CourseCodeError(
            exercise.path,
            task.line,
            f"the probes of {task.id!r} are not three or more tuples",
            "Write [(…,), (…,)].",
        )
    return [json.dumps([encode(argument) for argument in arguments]) for arguments in probes]


def probe(namespace: dict[str, Any], name: str, arguments: str) -> Tree:
    """Call a function with one probe's arguments; an exception is an outcome like any other."""
    with _quiet():
        letter: Letter = call(namespace, name, arguments)
    envelope = letter.envelope
    if envelope["ok"]:
        return envelope["value"]
    return {"t": "raised", "v": envelope.get("type", envelope["problem"])}


def _close_figures(task: Task) -> None:
    """Let go of the charts that a cell drew: matplotlib keeps each until it is closed."""
    if task.kind == "figure" and "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """No window, no printing, no warning from a mistake that divides by zero."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield
