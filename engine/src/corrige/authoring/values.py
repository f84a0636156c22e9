"""Prove that no sentence a learner sees before an answer is right holds the answer's value."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from numbers import Real

from corrige.authoring.model import AuthoringError, Exercise, Task
from corrige.authoring.run import namespace_for

_NUMBER = re.compile(r"(?<![\w.])\d+(?:[, \u00a0\u202f]\d{3})*(?:\.\d+)?(?![\w])")
_DIGITS = 3  # a number told with fewer digits stands in many sentences by chance
_LETTERS = 4


def check_values(exercise: Exercise) -> None:
    """Look for the values of right answers in prompts, hints and replies.

    Numbers are found as they are, in per cent, and rounded to three digits or more; words as they are. An
    answer that is a table is a matter of its code, which `corrige.authoring.leaks` looks for.

    Raises
    ------
    AuthoringError
        Naming the sentence and the value.
    """
    for task in exercise.tasks:
        if task.kind != "value" or task.form:
            continue  # of a form every learner's own answer is right
        answer = namespace_for(exercise, task, task.solution, task.answer_line)[task.name]
        for where, text, line in sentences(task):
            for value in told_in(answer, text):
                raise AuthoringError(
                    exercise.path,
                    line,
                    f"{where} of {task.id!r} holds the value of the answer, {value!r}",
                    "Say where to look, and not what is to be found there.",
                )


def sentences(task: Task) -> Iterator[tuple[str, str, int]]:
    """What a learner may read before the answer is right: where it stands, the text, its line."""
    yield "the prompt", task.prompt, task.line
    yield "a hint", task.hint, task.line
    yield from (("a hint", hint, task.line) for hint in task.hints)
    for mistake in task.mistakes:
        yield f"the reply to {mistake.id!r}", mistake.reply, mistake.line


def told_in(answer: object, text: str) -> Iterator[float | str]:
    """The values of an answer that a text holds."""
    yield from (value for value in _values(answer) if _told(value, text))


def _told(value: float | str, text: str) -> bool:
    if isinstance(value, str):
        return len(value) >= _LETTERS and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None
    return any(_same(value, match.group()) for match in _NUMBER.finditer(text))


def _same(value: float, written: str) -> bool:
    digits = re.sub(r"[^\d.]", "", written)
    decimals = len(digits.partition(".")[2])
    if len(digits.replace(".", "").lstrip("0")) < _DIGITS:
        return False
    step = 0.501 * 10.0**-decimals
    return any(abs(float(digits) - abs(each)) < step for each in (value, 100 * value))


def _values(answer: object) -> Iterator[float | str]:
    if isinstance(answer, dict):
        for each in answer.values():
            yield from _values(each)
    elif isinstance(answer, list | tuple):
        for each in answer:
            yield from _values(each)
    elif isinstance(answer, str):
        yield answer
    elif isinstance(answer, Real) and not isinstance(answer, bool) and math.isfinite(answer):
        yield float(answer)
