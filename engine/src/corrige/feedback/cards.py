"""Find the entry of a task in the answer cards that ship with the package."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any


class UnknownTaskError(KeyError):
    """No exercise of the course has a task with this id."""

    def __init__(self, message: str, known: list[str] | None = None) -> None:
        if known is not None:
            near = difflib.get_close_matches(message, known, n=1)
            guess = (
                f" Did you mean {near[0]!r}?"
                if near
                else " Copy the id from the notebook as it was handed out."
            )
            message = f"There is no task {message!r}.{guess}"
        self.message = message
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
    entries = all_entries(package)
    if task not in entries:
        raise UnknownTaskError(task, list(entries))
    return entries[task]


def all_entries(package: str) -> dict[str, dict[str, Any]]:
    """The entries of all tasks of a course, by the task's id."""
    return {task: entry for card in all_cards(package).values() for task, entry in card["tasks"].items()}


def names_made(entry: Mapping[str, Any], package: str) -> dict[str, int]:
    """Names that the given cells of an entry's exercise make: name -> number of the task, 0: set-up."""
    cards = (
        card for card in all_cards(package).values() if any(each is entry for each in card["tasks"].values())
    )
    return next((card.get("made", {}) for card in cards), {})


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
