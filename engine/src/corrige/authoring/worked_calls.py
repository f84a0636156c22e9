"""Worked calls in a task's prompt: ``>>> f(2)`` and what it gives, proven with the solution."""

from __future__ import annotations

import doctest
import re
from typing import Any

from corrige.authoring.model import AuthoringError, Exercise, Task
from corrige.authoring.run import namespace_for
from corrige.codec import canonical, encode

_BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
_DIGITS = 3  # a learner reads the idea of a result, not its digits
_ADVICE = "Write a call and what it gives as Python shows it: >>> f(2), and 0.7764 on the next line."


def worked_calls(task: Task) -> list[doctest.Example]:
    """The examples in the Python blocks of a task's prompt, a step that shows nothing included."""
    parser = doctest.DocTestParser()
    return [example for block in _BLOCK.findall(task.prompt) for example in parser.get_examples(block)]


def prove_worked_calls(exercise: Exercise) -> None:
    """Run every worked call of an exercise with its solution.

    Raises
    ------
    AuthoringError
        If a call gives something else than the prompt says; names the call.
    """
    for task in exercise.tasks:
        examples = worked_calls(task)
        if not examples:
            continue
        names = namespace_for(exercise, task, task.solution, task.answer_line)
        for example in examples:
            problem = _problem(example, names)
            if problem:
                where = f"the worked call {example.source.strip()} of {task.id!r}"
                raise AuthoringError(exercise.path, task.line, f"{where} {problem}", _ADVICE)


def _problem(example: doctest.Example, names: dict[str, Any]) -> str:
    """What is wrong with a worked call; empty if nothing is."""
    try:
        if not example.want:
            exec(example.source, names)  # noqa: S102  (the course's own file)
            return ""
        given = eval(example.source, names)  # noqa: S307
        said = eval(example.want, {"nan": float("nan"), "inf": float("inf")})  # noqa: S307
    except Exception as error:
        return f"raises {type(error).__name__}: {error}"
    forms = [canonical(encode(each), order="strict", digits=_DIGITS) for each in (given, said)]
    return "" if forms[0] == forms[1] else f"gives {given!r}, and the prompt says {example.want.strip()}"
