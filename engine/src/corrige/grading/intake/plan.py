"""Turn a damaged notebook into a plan: what to run, in which order, for which task.

Locked cells (set-up, given values, checks) come from the release, never from the submission. Answer cells are
recognised by their id, else by their metadata, else by the `check("…")` below them. Cells that the
learner added are run where they stand, as answers may use what they define.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from corrige.authoring.model import Exercise, Task
from corrige.edition import without_line
from corrige.grading.intake.notebook import RawCell

MOST_TEXT = 20_000  # characters of an answer that a person is shown: pictures can stand in it as text
_CHECK = re.compile(r"""^\s*check\(\s*["'](?P<task>[a-z0-9-]+)["']\s*\)\s*$""", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """One cell to run: a locked cell, a cell the learner added, or the answer to a task."""

    kind: Literal["locked", "added", "answer"]
    source: str
    task: str = ""


@dataclass(frozen=True)
class Plan:
    """What to run, what the written answers are, and what was mended on the way.

    `pictures` are those that came with the answers, by task; no mark depends on them.
    """

    steps: tuple[Step, ...]
    written: dict[str, str]
    missing: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())
    pictures: dict[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> list[str]:
        """Everything that can influence a mark, in order."""
        return [f"{step.kind}:{step.task}\n{step.source}" for step in self.steps] + sorted(
            f"written:{task}\n{text}" for task, text in self.written.items()
        )


def make_plan(exercise: Exercise, cells: Sequence[RawCell]) -> Plan:
    """Make the plan for a notebook.

    Parameters
    ----------
    exercise : Exercise
        As released.
    cells : sequence of RawCell
        As handed in.

    Returns
    -------
    Plan
        Always: whatever is missing or wrong with the cells is mended and noted.
    """
    notes: list[str] = []
    owners = _owners(exercise, cells)
    chosen = {
        place: task for place, task in owners.items() if not _is_stub(exercise.task(task), cells[place])
    }
    _note_copies(exercise, owners, chosen, notes)
    _note_order(exercise, owners, notes)
    steps = [Step("locked", exercise.setup)]
    written: dict[str, str] = {}
    given = 0
    for place, cell in enumerate(cells):
        task_id = owners.get(place)
        if task_id is None:
            if cell.type == "code" and cell.source.strip() and not _is_locked(exercise, cell):
                steps.append(Step("added", cell.source))
            continue
        task = exercise.task(task_id)
        if cell.odd:
            notes.append(f"The answer cell of {task_id} holds something that is no text; it was left out.")
        if (cell.type == "markdown") != (task.kind == "written"):
            notes.append(
                f"The answer cell of {task_id} is of type {cell.type or 'unknown'}; it was read all the same."
            )
        if task.kind == "written":
            if place in chosen or task_id not in written:
                text = cell.source.strip() if place in chosen else ""
                written[task_id] = text[:MOST_TEXT]
                if len(text) > MOST_TEXT:
                    notes.append(
                        f"The answer to {task_id} has {len(text):,} characters; "
                        f"whoever marks it is shown the first {MOST_TEXT:,}."
                    )
            continue
        while given < task.number:
            if exercise.tasks[given].given:
                steps.append(Step("locked", exercise.tasks[given].given))
            given += 1
        if place in chosen:
            steps.append(Step("answer", cell.source, task_id))
    present = set(owners.values())
    missing = tuple(task.id for task in exercise.tasks if task.id not in present)
    notes.extend(f"The answer cell of {task_id} is missing." for task_id in missing)
    pictures = {task: cells[place].picture for place, task in chosen.items() if cells[place].picture}
    return Plan(tuple(steps), written, missing, tuple(notes), pictures)


def plan_of(exercise: Exercise, **other: str) -> Plan:
    """The solution as a plan, with other answers to some tasks.

    Parameters
    ----------
    exercise : Exercise
    **other : str
        Task id (hyphens as underscores) -> source of its answer cell.
    """
    steps = [Step("locked", exercise.setup)]
    written = {}
    for task in exercise.tasks:
        source = other.get(task.id.replace("-", "_"), task.solution)
        if task.kind == "written":
            written[task.id] = source
            continue
        if task.given:
            steps.append(Step("locked", task.given))
        steps.append(Step("answer", source, task.id))
    return Plan(tuple(steps), written, ())


def _owners(exercise: Exercise, cells: Sequence[RawCell]) -> dict[int, str]:
    """Place of each answer cell -> the task it answers."""
    by_id = {f"{exercise.id}-{task.id}-answer": task.id for task in exercise.tasks}
    known = {task.id for task in exercise.tasks}
    owners: dict[int, str] = {}
    for place, cell in enumerate(cells):
        if cell.id in by_id:
            owners[place] = by_id[cell.id]
        elif cell.role == "answer" and cell.task in known:
            owners[place] = cell.task
    # A notebook that went through another tool may have lost ids and metadata: go by the check below.
    found = set(owners.values())
    for place, cell in enumerate(cells[1:], 1):
        match = _CHECK.match(cell.source)
        above = cells[place - 1]
        free = place - 1 not in owners and above.type == "code" and not _is_locked(exercise, above)
        if match and match["task"] in known - found and free:
            owners[place - 1] = match["task"]
    found = set(owners.values())
    for task in exercise.tasks:
        if task.kind == "written" and task.id not in found:
            below = _below_prompt(task, cells)
            if below is not None and below not in owners:
                owners[below] = task.id
    return owners


def _below_prompt(task: Task, cells: Sequence[RawCell]) -> int | None:
    heading = f"## Task {task.number} · {task.title}"
    for place, cell in enumerate(cells[:-1]):
        if cell.source.startswith(heading) and cells[place + 1].type in ("markdown", "raw"):
            return place + 1
    return None


def _is_locked(exercise: Exercise, cell: RawCell) -> bool:
    if cell.role in ("header", "setup", "prompt", "lesson", "given", "check", "closing"):
        return True
    locked = {exercise.setup, *(task.given for task in exercise.tasks)}
    return without_line(cell.source) in locked or _CHECK.fullmatch(cell.source.strip()) is not None


def _is_stub(task: Task, cell: RawCell) -> bool:
    return _squeezed(cell.source) in ("", _squeezed(task.stub))


def _squeezed(source: str) -> str:
    return re.sub(r"\s+", "", source)


def _note_copies(
    exercise: Exercise, owners: dict[int, str], chosen: dict[int, str], notes: list[str]
) -> None:
    for task in exercise.tasks:
        copies = [place for place, owner in owners.items() if owner == task.id]
        if len(copies) > 1:
            filled = sum(1 for place in copies if place in chosen)
            last = "the last one counts" if filled > 1 else "the one that was filled in counts"
            notes.append(f"There are {len(copies)} answer cells for {task.id}; {last}.")


def _note_order(exercise: Exercise, owners: dict[int, str], notes: list[str]) -> None:
    numbers = [exercise.task(owners[place]).number for place in sorted(owners)]
    if numbers != sorted(numbers):
        notes.append("The cells are in another order than in the release; they were run as they stand.")
