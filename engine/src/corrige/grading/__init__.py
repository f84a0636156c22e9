"""How a class is run, marked and reported. A check file needs only what is named here."""

from __future__ import annotations

import pytest

from corrige.codec import figure_data, same
from corrige.grading.run.answers import Answers, CallRaisedError, NotAttemptedError, UnreadableError
from corrige.grading.run.checks import task

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
