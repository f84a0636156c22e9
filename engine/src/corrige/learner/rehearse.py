"""Run a whole notebook from the top in a fresh kernel, as the grader will, and say what `check` finds.

The set-up and the given cells come from the notebook that was handed out, and each answer is looked at as
soon as its cell has run, in an empty folder. What the grader adds, inputs that are not shown and a person's
eyes, is not here: no mark is.
"""

from __future__ import annotations

import ast
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from corrige.feedback.progress import Line, Progress
from corrige.feedback.reply import Outcome
from corrige.learner.notebooks import Notebook, is_untouched

_MOST_KERNELS = 4
_LENGTH = re.compile(r"(?:(?P<low>\d+) to|at most) (?P<high>\d+) words")
_READY = 60.0


@dataclass(frozen=True)
class Step:
    """A cell to run: from the handed-out notebook, added by the learner, or the answer to a task."""

    kind: Literal["locked", "added", "answer"]
    source: str
    task: str = ""


@dataclass(frozen=True)
class Rehearsal:
    """What a run found.

    Attributes
    ----------
    progress : Progress
    remarks : list of str
        What there is to say about tasks that are not right, and about cells that stopped.
    """

    progress: Progress
    remarks: list[str] = field(default_factory=list)


class _LostError(Exception):
    """The kernel ended, or did not answer in time; the text says which."""


def rehearse(mine: Notebook, original: Notebook, course: str, seconds: float = 30.0) -> Rehearsal:
    """Run a notebook.

    Parameters
    ----------
    mine, original : Notebook
        The learner's, and the one that was handed out.
    course : str
        Import package of the course.
    seconds : float
        What one cell may take.
    """
    steps = steps_of(mine, original)
    said: dict[str, tuple[Outcome, str]] = {}
    stopped: list[str] = []
    left_out: set[int] = set()
    for _ in range(_MOST_KERNELS):
        stopped.clear()
        with _kernel() as client:
            lost = _run(client, steps, left_out, said, stopped, course, seconds)
        if lost is None:
            break
        left_out.add(lost)
    lines = []
    remarks = (
        []
        if len(left_out) < _MOST_KERNELS
        else ["Cells ended the kernel again and again; the rest was not run."]
    )
    for task in original.tasks:
        answer = mine.cell("answer", task.id)
        outcome: Any = "untouched" if is_untouched(task, answer) else "recorded"
        if outcome == "recorded" and task.kind == "written" and answer is not None:
            prompt = original.cell("prompt", task.id)
            said_of = length(prompt.source if prompt else "", answer.source)
            remarks += [f"{task.number} {task.title}: {said_of}"] if said_of else []
        if outcome != "untouched" and task.kind != "written":
            outcome, text = said.get(task.id, ("not checked", "It was not run."))
            if outcome not in ("right", "complete"):
                remarks.append(f"{task.number} {task.title}: {text}")
        lines.append(
            Line(task.number, task.title, task.id, outcome, task.points, written=task.kind == "written")
        )
    return Rehearsal(Progress(original.title, tuple(lines)), [*remarks, *stopped])


def length(prompt: str, text: str) -> str:
    """What there is to say of a written answer's length, by what its prompt asks for; empty if nothing."""
    asked = _LENGTH.search(prompt)
    if asked is None:
        return ""
    # The key of a source or a claim, such as S08, is no word of the text.
    words = len([word for word in re.findall(r"\w[^\s/]*", text) if not re.match(r"[A-Z]\d\d\b", word)])
    if words > int(asked["high"]):
        return f"It has {words} words, and {asked[0]} are asked for. Cut what a reader does not need."
    if words < int(asked["low"] or 0):
        return f"It has {words} words, and {asked[0]} are asked for. Is each part of the task in it?"
    return ""


def steps_of(mine: Notebook, original: Notebook) -> list[Step]:
    """What to run, in the order of the learner's notebook."""
    ours = {cell.id for cell in original.cells if cell.id}
    tasks = {task.id: task for task in original.tasks}
    steps = [Step("locked", cell.source) for cell in original.cells if cell.role == "setup"]
    given: set[str] = set()
    for cell in mine.cells:
        task = tasks.get(cell.task) if cell.role == "answer" else None
        if task is None:
            if cell.type == "code" and cell.source.strip() and cell.id not in ours and not cell.role:
                steps.append(Step("added", cell.source))
            continue
        if task.kind == "written":
            continue
        for earlier in original.tasks[: task.number]:
            if earlier.id not in given:
                steps += [
                    Step("locked", handed.source)
                    for handed in original.cells
                    if handed.task == earlier.id and handed.role in ("demo", "given")
                ]
                given.add(earlier.id)
        if not is_untouched(task, cell):
            steps.append(Step("answer", cell.source, task.id))
    return steps


def _run(
    client: Any,
    steps: list[Step],
    left_out: set[int],
    said: dict[str, tuple[Outcome, str]],
    stopped: list[str],
    course: str,
    seconds: float,
) -> int | None:
    """Run the steps in one kernel; return the place of the step that ended it, if one did."""
    _ask(client, "import corrige.feedback.evaluate", _READY)  # no answer's time is spent on imports
    for place, step in enumerate(steps):
        if place in left_out:
            continue
        try:
            error = _execute(client, step.source, _READY if step.kind == "locked" else seconds)
            if step.kind == "answer":
                said[step.task] = _reply(client, step.task, course, seconds)
        except _LostError as lost:
            if step.kind == "answer":
                said[step.task] = ("not yet", str(lost))
            else:
                stopped.append(f"A cell of your own: {lost} It begins: {_first_line(step.source)}")
            return place
        if error and step.kind == "added":
            stopped.append(f"A cell of your own stops with {error} It begins: {_first_line(step.source)}")
        if error and step.kind == "answer":
            outcome, text = said[step.task]
            said[step.task] = (outcome, f"The cell stops with {error} {text}")
    return None


def _execute(client: Any, source: str, seconds: float) -> str:
    """Run a cell; return the error that it stopped with, empty if with none."""
    content = _ask(client, source, seconds)
    if content["status"] == "ok":
        return ""
    return f"{content.get('ename', 'an error')}: {content.get('evalue', '')}".rstrip(".")[:300] + "."


def _reply(client: Any, task: str, course: str, seconds: float) -> tuple[Outcome, str]:
    """What `check` says of a task, in the learner's kernel."""
    expression = f"(lambda reply: [reply.outcome, reply.text])(__import__({course!r}).check({task!r}))"
    content = _ask(client, "", seconds, said=expression)
    told = content.get("user_expressions", {}).get("said", {})
    try:
        outcome, text = ast.literal_eval(told["data"]["text/plain"])
    except (KeyError, ValueError, SyntaxError, TypeError):
        return "not yet", "Its check could not be run: " + str(told.get("evalue", "no reply came."))
    return outcome, text


def _ask(client: Any, source: str, seconds: float, **expressions: str) -> dict[str, Any]:
    try:
        reply = client.execute_interactive(
            source,
            silent=not source,
            user_expressions=expressions,
            allow_stdin=False,
            timeout=seconds,
            output_hook=lambda _message: None,
        )
    except (TimeoutError, RuntimeError):
        raise _LostError(
            f"The cell did not end within {seconds:g} seconds, or it ended the kernel. Does a loop ever end?"
        ) from None
    content: dict[str, Any] = reply["content"]
    return content


@contextmanager
def _kernel() -> Iterator[Any]:
    """A fresh kernel in an empty folder."""
    from jupyter_client.manager import KernelManager

    with tempfile.TemporaryDirectory() as folder:
        manager = KernelManager(kernel_name="python3")
        manager.start_kernel(cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=_READY)
            yield client
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def _first_line(source: str) -> str:
    return source.strip().splitlines()[0][:60]
