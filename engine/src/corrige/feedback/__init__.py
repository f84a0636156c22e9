"""The instant reply in a live notebook: `check("task-id")` reads the answer card and answers in a sentence.

`check()` without a task says how far the notebook is.

It is for learning. Marks come from the grader, which never trusts anything said here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corrige.feedback import messages
from corrige.feedback.cards import UnknownTaskError, all_cards, all_entries, find_entry, names_made, task_id
from corrige.feedback.corrections import correction
from corrige.feedback.reply import Reply

if TYPE_CHECKING:
    from corrige.feedback.progress import Progress

__all__ = ["Checker", "Reply", "UnknownTaskError", "checker"]


class Checker:
    """The `check` of a course, bound to its answer cards.

    Parameters
    ----------
    package : str
        The course's import package.
    """

    def __init__(self, package: str) -> None:
        self._package = package

    def __call__(self, task: Any = "", hint: int | None = None, *more: Any, **odd: Any) -> Reply | Progress:
        """Reply to the answer that the notebook holds for a task; without one, say how far the notebook is.

        Parameters
        ----------
        task : str or int
            The task's id, as the notebook's check cell has it, or its number; or an exercise's id, such as
            ``"ex01"``.
        hint : int, optional
            Ask ahead: 1 the hint, 2 what the mark would say of this answer, 3 a second hint, 4 a first step
            as code with gaps, 5 an example on other data.

        Returns
        -------
        Reply or Progress
            Shown by Jupyter as a short box; ``reply.ok`` says whether the answer is right.

        """
        if os.environ.get("CORRIGE_GRADING"):
            return Reply("recorded", str(task), "Recorded. Marks are given outside this notebook.")
        # Imported on first use, so that importing a course costs next to nothing.
        from corrige.feedback.evaluate import evaluate
        from corrige.feedback.history import last_stop, made_before, source_of
        from corrige.feedback.progress import progress
        from corrige.feedback.stages import ahead, further

        namespace, package = sys._getframe(1).f_globals, self._package
        if more or odd or not (hint is None or type(hint) is int):
            return Reply("not answered", "check", _asking(odd, package))
        if type(task) is str and (not task or task in all_cards(package)):
            return progress(package, namespace, task)
        try:
            task = task_id(task, namespace, package)
            entry = find_entry(task, package)
        except UnknownTaskError as unknown:
            return Reply("not answered", "check", unknown.message)
        made = names_made(entry, package)
        source = source_of(namespace, entry["name"], made)
        reply = replace(evaluate(entry, namespace, source), points=entry.get("points", 0))
        if hint is not None:
            return ahead(entry, reply, hint)
        stopped = last_stop(namespace, task, entry["name"], _in_words(namespace, entry, made))
        if stopped is not None and entry["kind"] == "written":
            reply = replace(reply, outcome="not answered", text=messages.PROSE)
        elif stopped is not None:
            # What went wrong last comes first: the verdict is on an answer from before, if there is one.
            stale = messages.STALE if made_before(namespace, stopped, entry["name"]) else messages.SO_FAR
            # What the cell was to draw it has not drawn when it stopped.
            nothing = messages.NOTHING_DRAWN.format(name=reply.name) in reply.text
            none = reply.outcome == "not answered" or nothing
            old = "" if none else f" {stale}\n{reply.text}"
            reply = replace(reply, text=f"{stopped.text}{old}")
            reply = further(task, entry, reply, source, failed=True)
        else:
            reply = further(task, entry, reply, source)
        if corrected := correction(namespace, package):
            reply = replace(reply, text=f"{reply.text} {corrected}")
        return reply

    def __getitem__(self, task: Any) -> Reply:
        """Reply to who writes square brackets."""
        return Reply("not answered", "check", _asking({"task": task}, self._package))

    def __repr__(self) -> str:
        return _ONE_TASK


def checker(package: str) -> Checker:
    """The `check` of a course.

    Parameters
    ----------
    package : str
        The course's import package.
    """
    return Checker(package)


def _asking(odd: Mapping[str, Any], package: str) -> str:
    """How to ask, with the task that was meant if there is one."""
    meant = next((each for each in odd.values() if type(each) is str and each in all_entries(package)), "")
    return f"{_ONE_TASK} Here: check({meant!r})." if meant else _ONE_TASK


_ONE_TASK = (
    'check asks about one task: check("…"), with the task\'s name or number; check("…", hint=2) asks ahead '
    "for a hint, 1 to 5; check() shows them all."
)


def _in_words(
    namespace: Mapping[str, Any], entry: Mapping[str, Any], made: Mapping[str, int]
) -> Callable[[BaseException, str], str]:
    """How an error is told to who answers this task."""

    def in_words(error: BaseException, source: str) -> str:
        from corrige.feedback.errors import error_in_words

        options = [option for case in entry.get("cases", {}).values() for option in case["replies"]]
        texts = {*(entry.get("names") or []), *entry.get("cases", {}), *options}
        words = error_in_words(error, namespace, made, texts, source)
        # Who has no library for it needs the first step of doing without.
        return f"{words} {entry['hint']}" if isinstance(error, ModuleNotFoundError) else words

    return in_words
