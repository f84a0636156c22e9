"""What the notebook gives for a task: values that were changed since, and those that the code passes by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from corrige.codec.fingerprint import is_as_given
from corrige.feedback.messages import some


def changed(entry: Mapping[str, Any], namespace: Mapping[str, Any]) -> list[str]:
    """Given values that the notebook has changed since: then the right code gives a wrong answer.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    namespace : mapping
        Names of the notebook.
    """
    given: Mapping[str, str] = entry.get("given", {})
    return [
        name for name, sign in given.items() if name in namespace and not is_as_given(namespace[name], sign)
    ]


def passed_by(entry: Mapping[str, Any], source: str) -> str:
    """What to say of given values that a wrong answer does not read; empty if it reads them all.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    source : str
        The code that made the answer, if it is known.
    """
    unread = [f"`{name}`" for name in entry.get("given", {}) if not re.search(rf"\b{name}\b", source)]
    if not source or not unread or entry["kind"] == "function":
        return ""
    them = "it" if len(unread) == 1 else "them"
    return f"The notebook gives {some(unread)} for this task, and your code does not read {them}."
