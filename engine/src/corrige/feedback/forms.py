"""Answers that nobody can call right or wrong, but whose form can be looked at: a forecast of one's own.

The same rules serve the reply in the notebook and the marks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from demarche.measures.registered import form_problem

FORMS: dict[str, Callable[[Any], str]] = {"forecast": form_problem}
"""Rules of form by the name that a task gives as its ``form``: value -> first thing missing, or nothing."""
