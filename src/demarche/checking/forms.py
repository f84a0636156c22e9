"""Answers that nobody can call right or wrong, but whose form can be looked at: a forecast of one's own.

The same rules serve the reply in the notebook and the marks.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import Any

_FORECAST = ("question", "probability", "registered", "closes", "criterion", "loss_if_yes", "loss_if_no")
_RECORD_ENDS = dt.date(2026, 2, 24)
_FEWEST_WORDS = {"question": 5, "criterion": 15}
_AS_ROUNDED = 0.005


def forecast(value: Any) -> str:
    """What a registered forecast still misses; empty if its form is complete.

    Parameters
    ----------
    value : object
        A dict with ``question``, ``probability``, ``registered``, ``closes``, ``criterion``, ``loss_if_yes``
        and ``loss_if_no``.
    """
    if not isinstance(value, Mapping):
        return "A dict is asked for, with the keys that the task lists."
    missing = [key for key in _FORECAST if key not in value]
    if missing:
        return f"Still missing: {', '.join(missing)}."
    return _probability(value) or _days(value) or _words(value) or _losses(value)


def _probability(value: Mapping[str, Any]) -> str:
    stated = value["probability"]
    if type(stated) not in (int, float) or math.isnan(stated):
        return "The probability should be a number, without quotation marks or a sign for per cent."
    if stated > 1:
        return "A probability above 1 is a percentage: write 0.2 for 20 %."
    if not 0 < stated < 1:
        return "0 and 1 leave no room for surprise. Choose a number between them."
    return ""


def _days(value: Mapping[str, Any]) -> str:
    days = {}
    for key in ("registered", "closes"):
        try:
            days[key] = dt.date.fromisoformat(str(value[key]))
        except ValueError:
            return f"{key} should be one day that exists, as an ISO date such as 2026-12-01."
    if days["registered"] <= _RECORD_ENDS:
        return f"Up to {_RECORD_ENDS} the record knows the answer: registered should be a later day."
    if days["closes"] <= days["registered"]:
        return "A forecast is made before it can be settled: closes lies after registered."
    return ""


def _words(value: Mapping[str, Any]) -> str:
    if not str(value["question"]).strip().endswith("?"):
        return "The question should end with a question mark."
    for key, fewest in _FEWEST_WORDS.items():
        count = len(str(value[key]).split())
        if count < fewest:
            what = (
                "say who does what to whom"
                if key == "question"
                else "name a visible fact, who reports it, and what silence means"
            )
            return f"The {key} has {count} words; with {fewest} or more it can {what}."
    return ""


def _losses(value: Mapping[str, Any]) -> str:
    stated = value["probability"]
    wanted = {"loss_if_yes": (1 - stated) ** 2, "loss_if_no": stated**2}
    words = {
        "loss_if_yes": "If it happens, you lose the square of what you kept back from it",
        "loss_if_no": "If it does not happen, you lose the square of what you gave it",
    }
    for key, right in wanted.items():
        stated_loss = value[key]
        if type(stated_loss) not in (int, float) or not abs(stated_loss - right) <= _AS_ROUNDED:
            return f"{words[key]}: look at {key} again."
    return ""


FORMS: dict[str, Callable[[Any], str]] = {"forecast": forecast}
"""Rules of form by the name that a task gives as its ``form``: value -> first thing missing, or nothing."""
