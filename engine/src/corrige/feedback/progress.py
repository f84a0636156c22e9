"""Where a learner stands in a notebook: what `check()` shows when it is asked for no task."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from corrige.feedback.cards import all_cards, exercise_of
from corrige.feedback.evaluate import evaluate
from corrige.feedback.reply import SIGNS, Outcome

#: How far a task is: what `check` says, or that nobody has asked it, or that there is nothing to ask about.
State = Outcome | Literal["not checked", "untouched"]
_WORDS: dict[str, str] = {"not answered": "untouched", "recorded": "for a person to read"}
_SIGNS = {**SIGNS, "not checked": ("?", "#57606a"), "untouched": SIGNS["not answered"]}
_WHICH = (
    "Which exercise is this? No answer of any is here yet, and the notebook does not say its name. "
    'Name it: check("{example}").'
)


@dataclass(frozen=True)
class Line:
    """One task and how far it is."""

    number: int
    title: str
    task: str
    outcome: State
    points: int
    written: bool = False

    @property
    def words(self) -> str:
        """The outcome as a learner reads it."""
        return _WORDS.get(self.outcome, self.outcome)


@dataclass(frozen=True, repr=False)
class Progress:
    """The tasks of an exercise. Printing it, or leaving it at the end of a cell, shows them.

    Attributes
    ----------
    title : str
    lines : tuple of Line
        Empty if it is not known which exercise is meant.
    """

    title: str
    lines: tuple[Line, ...] = ()

    @property
    def points(self) -> int:
        """Points of the tasks that `check` calls right, or complete in their form."""
        return sum(line.points for line in self.lines if line.outcome in ("right", "complete"))

    @property
    def seen(self) -> int:
        """Points that `check` can say anything about."""
        return sum(line.points for line in self.lines if not line.written)

    @property
    def total(self) -> str:
        """One sentence on the points; on the tasks, where nothing is marked."""
        if not any(line.points for line in self.lines):
            right = sum(line.outcome in ("right", "complete") for line in self.lines)
            return f"{right} of {len(self.lines)} right."
        read = sum(line.points for line in self.lines if line.written)
        rest = f" A person gives the other {read}." if read else ""
        return f"{self.points} of {self.seen} points by what `check` can see.{rest}"

    def __repr__(self) -> str:
        if not self.lines:
            return self.title
        width = max(len(each.title) for each in self.lines)
        rows = [
            f"{_SIGNS[each.outcome][0]} {each.number:>2}  {each.title:<{width}}  {each.words}{_worth(each)}"
            for each in self.lines
        ]
        return "\n".join([self.title, *rows, self.total.replace("`", "")])

    def _repr_html_(self) -> str:
        if not self.lines:
            return f'<p role="status">{escape(self.title)}</p>'
        head = "".join(f'<th scope="col">{word}</th>' for word in ("task", "title", "so far", "points"))
        rows = "".join(_row(line) for line in self.lines)
        total = re.sub(r"`(.+?)`", r"<code>\1</code>", escape(self.total))
        return (
            f'<div role="status"><table><caption>{escape(self.title)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><p>{total}</p></div>"
        )


def progress(package: str, namespace: Mapping[str, Any], exercise: str = "") -> Progress:
    """Look at every task of the exercise that a notebook is about.

    Parameters
    ----------
    package : str
        The course's import package.
    namespace : mapping
        Names of the notebook.
    exercise : str, optional
        Id of the exercise; without it, it is told from the notebook.
    """
    cards = all_cards(package)
    card = cards.get(exercise or exercise_of(cards, namespace))
    if card is None:
        return Progress(_WHICH.format(example=next(iter(cards), "ex01")))
    lines = [
        Line(
            entry["number"],
            entry["title"],
            task,
            evaluate(entry, namespace).outcome,
            entry["points"],
            written=entry["kind"] == "written",
        )
        for task, entry in card["tasks"].items()
    ]
    return Progress(card["title"], tuple(sorted(lines, key=lambda line: line.number)))


def _worth(line: Line) -> str:
    return "" if not line.points else ", 1 point" if line.points == 1 else f", {line.points} points"


def _row(line: Line) -> str:
    sign, colour = _SIGNS[line.outcome]
    return (
        f'<tr><td>{line.number}</td><th scope="row" style="text-align: left">{escape(line.title)}</th>'
        f'<td style="text-align: left"><span aria-hidden="true" style="color: {colour}">{sign}</span> '
        f"{line.words}</td><td>{line.points}</td></tr>"
    )
