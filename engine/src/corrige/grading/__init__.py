"""How a class is run, marked and reported. A check file needs only what is named here."""

from __future__ import annotations

import pytest

import demarche.lean  # noqa: F401  (first: it keeps two slow imports out)
from demarche.grading.answers import Answers, CallRaisedError, NotAttemptedError, UnreadableError
from demarche.grading.checks import task
from demarche.values import figure_data, same

approx = pytest.approx

__all__ = [
    "Answers",
    "CallRaisedError",
    "NotAttemptedError",
    "UnreadableError",
    "approx",
    "figure_data",
    "same",
    "task",
]
