"""Prove that a learner's notebook gives nothing away: compare it with the solution line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from corrige.authoring.markers import has_marker
from corrige.authoring.model import AuthoringError, Exercise, Task


def check_for_leaks(exercise: Exercise, notebook: str, only: str | None = None) -> None:
    """Compare a learner's notebook with the solution.

    Every line of a stub must be a line of the solution or the placeholder; no line that only the solution,
    a mistake's reply or a model answer has may stand anywhere in the notebook.

    Parameters
    ----------
    exercise : Exercise
    notebook : str
        The notebook's text.
    only : str, optional
        The task whose lines are looked for; else those of all.

    Raises
    ------
    AuthoringError
        Naming the line that leaks.
    """
    cells = json.loads(notebook)["cells"]
    shown = ["".join(cell["source"]) for cell in cells]
    everything = "\n".join(shown)
    if has_marker(everything) is not None:
        raise AuthoringError(
            exercise.path, 1, "a solution marker in the learner's notebook", "Mend the generator."
        )
    lines = {line.strip() for line in everything.splitlines()}
    # A line such as `return found` may stand in an example as well: an example is there to be followed.
    examples = {
        line.strip()
        for task in exercise.tasks
        for passage in task.passages
        for line in passage.source.splitlines()
    }
    for task in exercise.tasks if only is None else [exercise.task(only)]:
        for line in task.stub.splitlines():
            given = task.kind == "written" or line.strip() == "..." or (task.lines and line.startswith("#"))
            if not given and line not in task.solution.splitlines():
                raise AuthoringError(
                    exercise.path,
                    task.answer_line,
                    f"stub line {line.strip()!r} is not in the solution",
                    "Align them.",
                )
        for secret in secrets(task):
            if secret in examples:
                continue
            if secret in lines or (len(secret) > 15 and secret in everything):
                raise AuthoringError(
                    exercise.path,
                    task.answer_line,
                    f"the learner's notebook shows {secret!r}, which belongs to the solution of {task.id!r}",
                    "Move the line between the markers, or out of the prompt, the hint and the set-up.",
                )


def secrets(task: Task) -> Iterator[str]:
    """Lines that the solution has and the stub has not, with model answers and replies."""
    stub = {line.strip() for line in task.stub.splitlines()}
    for line in () if task.lines else task.solution.splitlines():
        text = line.strip()
        # A line such as ')' or 'else:' gives nothing away and may stand elsewhere by chance.
        if text and text not in stub and len(text) > 8 and not text.startswith("#"):
            yield text
    for model in task.models:
        yield from (line.strip() for line in model.text.splitlines() if len(line.strip()) > 24)
    for mistake in task.mistakes:
        yield mistake.reply
    if task.after:
        yield task.after
    for replies in task.replies.values():
        yield from replies.values()
