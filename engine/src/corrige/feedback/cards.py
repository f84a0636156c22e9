"""Find the entry of a task in the answer cards that ship with the package."""

from __future__ import annotations

import difflib
import json
from functools import lru_cache
from importlib.resources import files
from typing import Any


class UnknownTaskError(KeyError):
    """No exercise of the course has a task with this id."""

    def __init__(self, task: str, known: list[str]) -> None:
        near = difflib.get_close_matches(task, known, n=1)
        guess = (
            f" Did you mean {near[0]!r}?" if near else " Copy the id from the notebook as it was handed out."
        )
        self.message = f"There is no task {task!r}.{guess}"
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


def find_entry(task: str, package: str) -> dict[str, Any]:
    """The card's entry for a task of the course in a package.

    Raises
    ------
    UnknownTaskError
        If there is none.
    """
    for card in all_cards(package).values():
        if task in card["tasks"]:
            entry: dict[str, Any] = card["tasks"][task]
            return entry
    raise UnknownTaskError(task, [each for card in all_cards(package).values() for each in card["tasks"]])


@lru_cache(maxsize=8)
def all_cards(package: str) -> dict[str, dict[str, Any]]:
    """The answer cards of a course by the id of the exercise, in order."""
    folder = files(package) / "cards"
    cards = [
        json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(folder.iterdir(), key=lambda item: item.name)
        if file.name.endswith(".json")
    ]
    return {card["exercise"]: card for card in cards}
