"""Find the entry of a task in the answer cards that ship with the package."""

from __future__ import annotations

import difflib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from corrige.edition import claimed


class UnknownTaskError(KeyError):
    """No exercise of the course has a task with this id."""

    def __init__(self, message: str, known: list[str] | None = None) -> None:
        if known is not None:
            near = difflib.get_close_matches(message, known, n=1)
            guess = (
                f" Did you mean {near[0]!r}?"
                if near
                else " Copy the id from the notebook as it was handed out; check() lists its tasks."
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


def task_id(task: Any, namespace: Mapping[str, Any], package: str) -> str:
    """The id of a task that may be called by its id, by its number, or by the name of its answer.

    Parameters
    ----------
    task : object
        Who leaves out the quotation marks hands over the answer itself.
    namespace : mapping
        Names of the notebook.
    package : str
        The course's import package.

    Raises
    ------
    UnknownTaskError
        If it cannot be told which is meant; says how to ask.
    """
    cards = all_cards(package)
    # The notebook's own tasks come first: another exercise may have a task of the same number.
    own = cards.get(exercise_of(cards, namespace), {"tasks": {}})["tasks"]
    entries = {**own, **all_entries(package)}
    if type(task) is str and task in entries:
        return task
    for name, entry in entries.items():
        value = namespace.get(entry["name"], ...)
        if value is not ... and (value is task or (type(task) is type(value) is str and value == task)):
            raise UnknownTaskError(
                f"check wants the task's name as text: check({name!r}), with quotation marks."
            )
    if type(task) in (str, int):
        plain = re.sub(r"[\s_-]+", "-", str(task).strip().lower())
        number = re.fullmatch(r"(?:task-)?(\d+)\.?", plain)
        for name, entry in entries.items():
            if plain in (name, entry["name"].replace("_", "-")) or (
                number and name in own and entry["number"] == int(number[1])
            ):
                return str(name)
    if type(task) is str:
        raise UnknownTaskError(task, list(entries))
    raise UnknownTaskError('check wants the task\'s name as text, with quotation marks: check("…").')


def exercise_of(cards: Mapping[str, Any], namespace: Mapping[str, Any]) -> str:
    """The exercise of a notebook: by its file's name, what its first cell says, or the answers in it."""
    for told in (os.environ.get("JPY_SESSION_NAME", ""), str(namespace.get("__vsc_ipynb_file__", ""))):
        name = re.split(r"[/\\]", told)[-1]
        for exercise in cards:
            if re.search(rf"(?:^|[-_ ]){re.escape(exercise)}_", name):
                return exercise
    ran = list(_ran(namespace.get("In")))
    said = [exercise for exercise, _ in map(claimed, reversed(ran)) if exercise in cards]
    if said:
        return said[0]
    text = "\n".join(ran)
    counts = {
        exercise: sum(
            (entry["name"] in namespace) + (f'check("{task}")' in text)
            for task, entry in card["tasks"].items()
        )
        for exercise, card in cards.items()
    }
    best = max(counts, key=lambda exercise: counts[exercise], default="")
    return best if counts.get(best) else ""


def _ran(history: object) -> Iterator[str]:
    if isinstance(history, Sequence):
        yield from (source for source in history if isinstance(source, str))


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
