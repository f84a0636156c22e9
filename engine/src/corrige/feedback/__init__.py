"""The instant reply in a live notebook: `check("task-id")` reads the answer card and answers in a sentence.

It is for learning. Marks come from the grader, which never trusts anything said here.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from demarche.checking import words
from demarche.checking.cards import UnknownTaskError, find_entry
from demarche.checking.ladder import climb
from demarche.checking.reply import Reply

__all__ = ["Reply", "UnknownTaskError", "check"]


def check(task: str) -> Reply:
    """Reply to the answer that the notebook holds for a task.

    Parameters
    ----------
    task : str
        The task's id, as the notebook's check cell has it.

    Returns
    -------
    Reply
        Shown by Jupyter as a short box; ``reply.ok`` says whether the answer is right.

    Raises
    ------
    UnknownTaskError
        If the course has no such task; the nearest id is suggested.
    """
    if os.environ.get("DEMARCHE_GRADING"):
        return Reply("recorded", task, "Recorded. Marks are given outside this notebook.")
    namespace = sys._getframe(1).f_globals
    entry = find_entry(task)
    reply = climb(entry, namespace)
    if _stopped(namespace, entry["name"]):
        return replace(reply, text=f"{reply.text} {words.STALE}")
    return reply


def _stopped(namespace: Mapping[str, Any], name: str) -> bool:
    """Whether the cell that was run before this one was about the answer, and stopped with an error."""
    try:
        last = namespace["get_ipython"]().last_execution_result
        return not last.success and re.search(rf"\b{name}\b", last.info.raw_cell) is not None
    except (AttributeError, KeyError, TypeError):
        return False  # no notebook, or one of another make
