"""The instant reply in a live notebook: `check("task-id")` reads the answer card and answers in a sentence.

`check()` without a task says how far the notebook is.

It is for learning. Marks come from the grader, which never trusts anything said here.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corrige.feedback import messages
from corrige.feedback.cards import UnknownTaskError, all_cards, all_entries, find_entry, names_made
from corrige.feedback.corrections import correction
from corrige.feedback.reply import Reply

if TYPE_CHECKING:
    from corrige.feedback.progress import Progress

__all__ = ["Reply", "UnknownTaskError", "checker"]


def checker(package: str) -> Callable[..., Reply | Progress]:
    """The `check` of a course, bound to its answer cards.

    Parameters
    ----------
    package : str
        The course's import package.
    """

    def check(task: str = "", hint: int | None = None) -> Reply | Progress:
        """Reply to the answer that the notebook holds for a task; without one, say how far the notebook is.

        Parameters
        ----------
        task : str
            The task's id, as the notebook's check cell has it; or an exercise's id, such as ``"ex01"``.
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
        from corrige.feedback.progress import progress
        from corrige.feedback.stages import ahead, further

        namespace = sys._getframe(1).f_globals
        if type(task) is str and (not task or task in all_cards(package)):
            return progress(package, namespace, task)
        try:
            entry = find_entry(_task_id(task, namespace, package), package)
        except UnknownTaskError as unknown:
            return Reply("not answered", "check", unknown.message)
        reply = replace(evaluate(entry, namespace), points=entry.get("points", 0))
        if hint is not None:
            return ahead(entry, reply, hint)
        problem = _stopped(namespace, entry, package)
        if problem:
            # What went wrong last comes first: the verdict is on an answer from before, if there is one.
            if entry["name"] not in namespace:
                return Reply("not answered", reply.name, problem)
            reply = replace(reply, text=f"{problem} {messages.STALE}\n{reply.text}")
        else:
            reply = further(str(task), entry, reply)
        if corrected := correction(namespace, package):
            reply = replace(reply, text=f"{reply.text} {corrected}")
        return reply

    return check


def _task_id(task: object, namespace: Mapping[str, Any], package: str) -> str:
    """The id as text; who leaves out the quotation marks hands over the answer itself."""
    if type(task) is str:
        return task
    for entry_id, entry in all_entries(package).items():
        if namespace.get(entry["name"]) is task:
            raise UnknownTaskError(
                f"check wants the task's name as text: check({entry_id!r}), with quotation marks."
            )
    raise UnknownTaskError('check wants the task\'s name as text, with quotation marks: check("…").')


def _stopped(namespace: Mapping[str, Any], entry: Mapping[str, Any], package: str) -> str:
    """What became of the cell that was run before this one, if it was about the answer and stopped."""
    try:
        last = namespace["get_ipython"]().last_execution_result
        if last.success or re.search(rf"\b{entry['name']}\b", last.info.raw_cell) is None:
            return ""
        error = last.error_before_exec or last.error_in_exec
    except (AttributeError, KeyError, TypeError):
        return ""  # no notebook, or one of another make
    from corrige.feedback.errors import error_in_words

    options = [option for case in entry.get("cases", {}).values() for option in case["replies"]]
    texts = {*entry.get("names", []), *entry.get("cases", {}), *options}
    return error_in_words(error, namespace, names_made(entry, package), texts)
