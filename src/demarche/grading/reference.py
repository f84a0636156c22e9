"""What is right: the solution, run in the grader's own process, where no learner's code ever runs."""

from __future__ import annotations

import json
from typing import Any

from demarche.authoring.cards import make_card
from demarche.authoring.model import Exercise
from demarche.authoring.run import namespace_for, probe
from demarche.values import Tree, decode, encode


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

    @property
    def card(self) -> dict[str, Any]:
        """The card's entries with every answer sealed, made when a wrong answer first needs a reply."""
        if self._card is None:
            self._card = make_card(self.exercise, reveal_all=True)["tasks"]
        return self._card

    def __getitem__(self, name: str) -> Any:
        return decode(encode(self._names[name]))

    def call(self, name: str, *arguments: Any) -> Any:
        """Call a function of the solution.

        Raises
        ------
        ValueError
            If the solution's function raises: a check must not ask for what the solution cannot give.
        """
        outcome: Tree = probe(self._names, name, json.dumps([encode(argument) for argument in arguments]))
        if type(outcome) is dict and outcome.get("t") == "raised":
            raise ValueError(f"the solution's {name} raises {outcome['v']} on {arguments!r}")
        return decode(outcome)
