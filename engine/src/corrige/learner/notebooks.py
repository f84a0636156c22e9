"""A learner's notebook beside the one that was handed out, as plain data."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corrige.feedback.reply import Outcome
from corrige.start import handed_out

_REPLY = re.compile(r"^\S  \w+: (?P<outcome>right|complete|not yet|not answered|recorded)\b")
_NAME = re.compile(r"^(?P<id>.+?)_.*\.ipynb$")


class NotebookError(ValueError):
    """The file cannot be read as a notebook of the course; says which and what to do."""


@dataclass(frozen=True)
class Cell:
    """One cell as it stands in the file, with what it last showed."""

    id: str
    type: str
    source: str
    role: str
    task: str
    count: int = 0
    shown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """A task as the notebook that was handed out describes it."""

    id: str
    number: int
    title: str
    kind: str
    points: int
    stub: str


@dataclass(frozen=True)
class Notebook:
    """A notebook of the course.

    Attributes
    ----------
    exercise, title : str
    tasks : tuple of Task
    cells : tuple of Cell
    chapter : int
        0 where it is of none.
    """

    exercise: str
    title: str
    tasks: tuple[Task, ...]
    cells: tuple[Cell, ...]
    chapter: int = 0

    def cell(self, role: str, task: str = "") -> Cell | None:
        """The last cell with a role, for a task; None if it is gone."""
        found = [cell for cell in self.cells if (cell.role, cell.task) == (role, task)]
        return found[-1] if found else None


def originals(course: str) -> dict[str, Notebook]:
    """The notebooks that were handed out, by the id of the exercise, in the order of the chapters.

    Parameters
    ----------
    course : str
        Import package of an installed course.
    """
    found = [parse(name, content) for name, content in handed_out(course).items()]
    found.sort(key=lambda notebook: (not notebook.chapter, notebook.chapter))
    return {notebook.exercise: notebook for notebook in found}


def read(path: Path, known: dict[str, Notebook]) -> tuple[Notebook, Notebook]:
    """A learner's notebook, and the one that was handed out for it.

    Raises
    ------
    NotebookError
        If the file is no notebook, or of no exercise of the course.
    """
    try:
        mine = parse(path.name, path.read_bytes())
    except OSError as error:
        raise NotebookError(f"{path} cannot be read: {error.strerror}.") from None
    match = _NAME.match(path.name)
    for exercise in (mine.exercise, match["id"] if match else ""):
        if exercise in known:
            return mine, known[exercise]
    raise NotebookError(f"{path} is of no exercise of this course. Its exercises: {', '.join(known)}.")


def parse(name: str, content: bytes) -> Notebook:
    """Read the bytes of a notebook; what it lacks is empty.

    Raises
    ------
    NotebookError
        If it is no notebook.
    """
    try:
        whole = json.loads(content.decode("utf-8-sig"))
        cells = tuple(_cell(cell) for cell in whole["cells"])
        facts = whole.get("metadata", {}).get("corrige", {})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotebookError(f"{name} is damaged: it is not a notebook that can be read.") from None
    stubs = {cell.task: cell.source for cell in cells if cell.role == "answer"}
    tasks = tuple(
        Task(
            each["id"],
            number,
            each.get("title", each["id"]),
            each["kind"],
            each["points"],
            stubs.get(each["id"], ""),
        )
        for number, each in enumerate(facts.get("tasks", ()), 1)
    )
    return Notebook(
        str(facts.get("exercise", "")), str(facts.get("title", name)), tasks, cells, facts.get("chapter", 0)
    )


def is_untouched(task: Task, cell: Cell | None) -> bool:
    """Whether an answer cell is gone, empty, or as it was handed out."""
    return cell is None or _squeezed(cell.source) in ("", _squeezed(task.stub))


def last_reply(notebook: Notebook, task: Task) -> Outcome | None:
    """What the check of a task last said, as far as it is newer than the answer; None if it said nothing."""
    check, answer = notebook.cell("check", task.id), notebook.cell("answer", task.id)
    if check is None or answer is None or check.count < answer.count:
        return None
    match = next((match for text in check.shown if (match := _REPLY.match(text))), None)
    outcome: Any = match["outcome"] if match else None
    return outcome  # type: ignore[no-any-return]


def _squeezed(source: str) -> str:
    return re.sub(r"\s+", "", source)


def _cell(cell: dict[str, Any]) -> Cell:
    metadata = cell.get("metadata", {})
    mark = metadata.get("corrige") or {}
    shown = [output.get("data", {}).get("text/plain", "") for output in cell.get("outputs") or ()]
    return Cell(
        str(cell.get("id", "")),
        str(cell.get("cell_type", "")),
        _text(cell.get("source", "")),
        str(mark.get("role", "")),
        str(mark.get("task", "")),
        cell.get("execution_count") or 0,
        tuple(_text(each) for each in shown if each),
    )


def _text(lines: str | list[str]) -> str:
    return lines if isinstance(lines, str) else "".join(lines)
