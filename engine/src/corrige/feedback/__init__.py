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

from corrige.edition import correction
from corrige.feedback import messages
from corrige.feedback.cards import UnknownTaskError, all_cards, find_entry
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

    def check(task: str = "") -> Reply | Progress:
        """Reply to the answer that the notebook holds for a task; without one, say how far the notebook is.

        Parameters
        ----------
        task : str
            The task's id, as the notebook's check cell has it; or an exercise's id, such as ``"ex01"``.

        Returns
        -------
        Reply or Progress
            Shown by Jupyter as a short box; ``reply.ok`` says whether the answer is right.

        Raises
        ------
        UnknownTaskError
            If the course has no such task; the nearest id is suggested.
        """
        if os.environ.get("CORRIGE_GRADING"):
            return Reply("recorded", task, "Recorded. Marks are given outside this notebook.")
        # Imported on first use, so that importing a course costs next to nothing.
        from corrige.feedback.evaluate import evaluate
        from corrige.feedback.progress import progress

        namespace = sys._getframe(1).f_globals
        if not task or task in all_cards(package):
            return progress(package, namespace, task)
        entry = find_entry(task, package)
        reply = replace(evaluate(entry, namespace), points=entry.get("points", 0))
        if corrected := correction(namespace, package):
            reply = replace(reply, text=f"{reply.text} {corrected}")
        if _stopped(namespace, entry["name"]):
            return replace(reply, text=f"{reply.text} {messages.STALE}")
        return reply

    return check


def _stopped(namespace: Mapping[str, Any], name: str) -> bool:
    """Whether the cell that was run before this one was about the answer, and stopped with an error."""
    try:
        last = namespace["get_ipython"]().last_execution_result
        return not last.success and re.search(rf"\b{name}\b", last.info.raw_cell) is not None
    except (AttributeError, KeyError, TypeError):
        return False  # no notebook, or one of another make
