"""What is right: the solution, run in the grader's own process, where no learner's code ever runs."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corrige.authoring.cards import make_card
from corrige.authoring.model import Exercise, Task
from corrige.authoring.run import namespace_for, probe, probe_inputs
from corrige.codec import Tree, UnwritableError, decode, encode
from corrige.course import find_course
from corrige.grading.files import write_whole
from corrige.grading.run.answers import Call, written
from corrige.grading.run.checks import Check

_PARTS = ("values", "outcomes", "calls", "entries")


class Reference:
    """Values and functions of the solution, in the same plain form as a learner's answers.

    All is computed once, written down, and kept in a file where there is one, for other processes and for the
    next run: a class costs the solution's work once, and a late notebook none of it.

    Parameters
    ----------
    exercise : Exercise
    file : Path, optional
        Where to keep it. Its name must change with all that the solution depends on.
    fresh : bool
        Compute all anew, whatever was kept.
    """

    def __init__(self, exercise: Exercise, file: Path | None = None, *, fresh: bool = False) -> None:
        self.exercise, self._file = exercise, file
        self._namespace: dict[str, Any] = {}
        self._known = _read(None if fresh else file)
        self._is_new = not self._known["values"]
        if self._is_new:
            for name, value in self._names.items():
                with contextlib.suppress(UnwritableError):  # told where it is asked for
                    self._known["values"][name] = encode(value)

    @property
    def _names(self) -> dict[str, Any]:
        """The solution's answers as they are, by name."""
        if not self._namespace:
            for task in self.exercise.tasks:
                if task.kind != "written":
                    names = namespace_for(self.exercise, task, task.solution, task.answer_line)
                    self._namespace[task.name] = names[task.name]
        return self._namespace

    def keep(self) -> None:
        """Write down what has been computed; where that is not possible, it is computed again."""
        if self._file is not None and self._is_new:
            with contextlib.suppress(OSError):
                write_whole(self._file, json.dumps(self._known))
            self._is_new = False

    def entry(self, task_id: str) -> dict[str, Any]:
        """The entry of a task in the answer card, sealed even if the card that ships leaves it out.

        The card that ships will do where it seals the answer. That it is up to date is proved elsewhere, and
        to make an entry runs all mistakes of its task.
        """
        entries: dict[str, dict[str, Any]] = self._known["entries"]
        if task_id not in entries:
            task, self._is_new = self.exercise.task(task_id), True
            entries[task_id] = (task.reveal and self._shipped(task_id)) or make_card(
                replace(self.exercise, tasks=(task,)), reveal_all=True
            )["tasks"][task_id]
        return entries[task_id]

    def _shipped(self, task_id: str) -> dict[str, Any] | None:
        path = find_course(self.exercise.path.parent).cards / f"{self.exercise.id}.json"
        if not path.exists():
            return None
        found: dict[str, Any] | None = json.loads(path.read_text(encoding="utf-8"))["tasks"].get(task_id)
        return found

    def calls(self, task_id: str, checks: Sequence[Check]) -> list[Call]:
        """The calls of functions that the checks of a task make, found by running them on the solution.

        Parameters
        ----------
        task_id : str
        checks : sequence of Check

        Returns
        -------
        list of Call
            In order; what a wrong answer makes a check do instead is not foreseen, and costs a message each.
        """
        known = self._known["calls"]
        if task_id not in known:
            needed = _CallsNeeded(self)
            for check in checks:
                # a check that the solution fails is for its proof to tell
                with contextlib.suppress(Exception):
                    check.run(needed, self)
            known[task_id], self._is_new = needed.made, True
        return [(name, arguments) for name, arguments in known[task_id]]

    def __getitem__(self, name: str) -> Any:
        values: dict[str, Tree] = self._known["values"]
        return decode(values[name] if name in values else encode(self._names[name]))

    def first_result(self, task: Task) -> Any:
        """What a function of the solution gives for the first of its public inputs."""
        outcome = self._outcome(task.name, probe_inputs(self.exercise, task)[0])
        return None if type(outcome) is dict and outcome.get("t") == "raised" else decode(outcome)

    def call(self, name: str, *arguments: Any) -> Any:
        """Call a function of the solution.

        Raises
        ------
        ValueError
            If the solution's function raises: a check must not ask for what the solution cannot give.
        """
        outcome = self._outcome(name, written(arguments))
        if type(outcome) is dict and outcome.get("t") == "raised":
            raise ValueError(f"the solution's {name} raises {outcome['v']} on {arguments!r}")
        return decode(outcome)

    def _outcome(self, name: str, arguments: str) -> Tree:
        key = hashlib.sha256(f"{name} {arguments}".encode()).hexdigest()
        outcomes: dict[str, Tree] = self._known["outcomes"]
        if key not in outcomes:
            outcomes[key], self._is_new = probe(self._names, name, arguments), True
        return outcomes[key]


def _read(file: Path | None) -> dict[str, dict[str, Any]]:
    """What a file holds; nothing if it is not there, or is damaged."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        known = json.loads(file.read_text(encoding="utf-8")) if file is not None else {}
        if all(type(known.get(part)) is dict for part in _PARTS):
            return {part: known[part] for part in _PARTS}
    return {part: {} for part in _PARTS}


class _CallsNeeded:
    """Stands in for a submission's answers, gives the solution's, and notes the calls that are made."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self.made: list[Call] = []

    def __getitem__(self, name: str) -> Any:
        return self._reference[name]

    def call(self, name: str, *arguments: Any) -> Any:
        """Note the call, and make it with the solution."""
        self.made.append((name, written(arguments)))
        return self._reference.call(name, *arguments)
