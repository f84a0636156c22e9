"""What is right: the solution, run in the grader's own process, where no learner's code ever runs."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from typing import Any

from corrige.authoring.cards import make_card
from corrige.authoring.model import Exercise, Task
from corrige.authoring.run import namespace_for, probe, probe_inputs
from corrige.codec import Tree, decode, encode
from corrige.course import find_course
from corrige.grading.run.answers import Call, written
from corrige.grading.run.checks import Check


class Reference:
    """Values and functions of the solution, in the same plain form as a learner's answers."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self._names: dict[str, Any] = {}
        for task in exercise.tasks:
            if task.kind != "written":
                names = namespace_for(exercise, task, task.solution, task.answer_line)
                self._names[task.name] = names[task.name]
        self._card: dict[str, Any] | None = None
        self._calls: dict[str, list[Call]] = {}

    @property
    def card(self) -> dict[str, Any]:
        """Entries of the card with every answer sealed, read or made when a wrong answer first needs one.

        The card that ships will do where it seals every answer. That it is up to date is proved elsewhere,
        and to make one runs all mistakes of the exercise.
        """
        if self._card is None:
            self._card = self._shipped() or make_card(self.exercise, reveal_all=True)["tasks"]
        return self._card

    def _shipped(self) -> dict[str, Any] | None:
        path = find_course(self.exercise.path.parent).cards / f"{self.exercise.id}.json"
        hidden = any(not task.reveal for task in self.exercise.tasks)
        if hidden or not path.exists():
            return None
        tasks: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["tasks"]
        return tasks if set(tasks) == {task.id for task in self.exercise.tasks} else None

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
        if task_id not in self._calls:
            needed = _CallsNeeded(self)
            for check in checks:
                # a check that the solution fails is for its proof to tell
                with contextlib.suppress(Exception):
                    check.run(needed, self)
            self._calls[task_id] = needed.made
        return self._calls[task_id]

    def __getitem__(self, name: str) -> Any:
        return decode(encode(self._names[name]))

    def first_result(self, task: Task) -> Any:
        """What a function of the solution gives for the first of its public inputs."""
        outcome: Tree = probe(self._names, task.name, probe_inputs(self.exercise, task)[0])
        return None if type(outcome) is dict and outcome.get("t") == "raised" else decode(outcome)

    def call(self, name: str, *arguments: Any) -> Any:
        """Call a function of the solution.

        Raises
        ------
        ValueError
            If the solution's function raises: a check must not ask for what the solution cannot give.
        """
        outcome: Tree = probe(self._names, name, written(arguments))
        if type(outcome) is dict and outcome.get("t") == "raised":
            raise ValueError(f"the solution's {name} raises {outcome['v']} on {arguments!r}")
        return decode(outcome)


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
