"""What the checks of a mark say if one part of an answer is wrong: so that `check` can say it as well.

Each part of the solution's answer is spoilt in turn, and the checks are run on it. Their messages go into the
answer card by the name of the part; no value goes with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from corrige.authoring.model import Exercise, Task
from corrige.authoring.reader import read_exercise
from corrige.codec import LABELS, VALUES, UnwritableError
from corrige.course import find_course
from corrige.grading.run.checks import Check, CheckFileError, load_checks
from corrige.grading.run.reference import Reference

Spoil = Callable[[Any], Any]


def messages_of(exercise: Exercise) -> dict[str, dict[str, str]]:
    """Messages of an exercise's checks: task -> part -> message; the whole answer is the part ''.

    Parameters
    ----------
    exercise : Exercise
    """
    path = find_course(exercise.path.parent).checks / f"test_{exercise.slug}.py"
    if not path.is_file():
        return {}
    try:
        # All tasks of the file, also where only some of them are asked for.
        checks = load_checks(path, read_exercise(exercise.path))
    except CheckFileError:
        return {}  # grading and `exercises --prove` tell it, with file and line
    reference = Reference(exercise)
    found = {}
    for task in exercise.tasks:
        if task.kind in ("value", "table", "function", "figure"):
            try:
                example = _example(task, reference)
            except UnwritableError:
                continue  # the card says what is wrong with it
            said = {
                part: message
                for part, spoil in _parts(example)
                if (part or task.kind != "function" or len(checks[task.id]) == 1)
                and (message := _message(checks[task.id], _Spoilt(reference, task, spoil), reference))
            }
            if said:
                found[task.id] = said
    return found


class _Spoilt:
    """Stands in for a submission's answers: the solution's, with one of them spoilt."""

    def __init__(self, reference: Reference, task: Task, spoil: Spoil) -> None:
        self._reference, self._task, self._spoil = reference, task, spoil

    def __getitem__(self, name: str) -> Any:
        value = self._reference[name]
        return self._spoil(value) if name == self._task.name else value

    def call(self, name: str, *arguments: Any) -> Any:
        """Call the solution's function, and spoil what it returns."""
        result = self._reference.call(name, *arguments)
        return self._spoil(result) if name == self._task.name else result


def _example(task: Task, reference: Reference) -> Any:
    """The right answer; of a function what its first probe gives, as its parts are those of every result."""
    if task.kind != "function":
        return reference[task.name]
    return reference.first_result(task)


def _message(checks: list[Check], answers: _Spoilt, reference: Reference) -> str:
    """What the last of the failing checks says: the first ones look at single points, which may be right."""
    for check in reversed(checks):
        try:
            check.run(answers, reference)
        except AssertionError as error:
            return str(error).strip().split("\n")[0]
        except Exception:  # noqa: S112  (spoilt beyond what the check foresees)
            continue
    return ""


def _parts(value: Any) -> Iterator[tuple[str, Spoil]]:
    """The parts that a reply can name, each with a way to spoil it."""
    if type(value) is dict and "marks" in value:
        yield "", _spoil_marks  # and not what stands beside the marks, which may be as it should
        return
    if type(value) is dict:
        yield from ((str(key), _at(key)) for key in value if type(key) is str)
    elif type(value) is tuple:
        yield from ((f"number {place}", _at_place(place - 1)) for place in range(1, len(value) + 1))
    elif type(value) is pd.DataFrame:
        yield from ((str(name), _at_column(name)) for name in value.columns)
    elif type(value) is pd.Series:
        yield VALUES, lambda series: series.map(_other)
        yield LABELS, lambda series: series.iloc[:-1]
    yield "", _other


def _at(key: str) -> Spoil:
    return lambda value: {**value, key: _other(value[key])} if type(value) is dict and key in value else value


def _at_place(place: int) -> Spoil:
    return lambda value: tuple(_other(each) if number == place else each for number, each in enumerate(value))


def _at_column(name: str) -> Spoil:
    return lambda table: table.assign(**{name: table[name].map(_other)}) if name in table else table


def _spoil_marks(chart: Any) -> Any:
    marks = [
        {**each, "pairs": [[place, _other(height)] for place, height in each["pairs"]]}
        for each in chart["marks"]
    ]
    return {**chart, "marks": marks}


def _other(value: Any) -> Any:
    """Something else of the same kind."""
    if type(value) is bool:
        return not value
    if type(value) is int:
        return value + 7
    if type(value) is float:
        return 1.37 * value + 0.31 if value == value else 0.5
    if type(value) is str:
        return f"{value}?"
    if type(value) in (list, tuple):
        return type(value)(_other(each) for each in value)
    if type(value) is dict:
        return {key: _other(each) for key, each in value.items()}
    if type(value) is pd.Series:
        return value.map(_other)
    if type(value) is pd.DataFrame:
        return value.apply(lambda column: column.map(_other))
    return 0.5 if value is None else value
