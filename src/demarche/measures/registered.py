"""The form of a forecast on record: has it all its parts, so that a stranger can settle it.

Only the form is looked at. Whether a question is worth asking, and a probability wise, no rule can say.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

PARTS: Final = (
    "question", "probability", "registered", "closes", "criterion", "loss_if_yes", "loss_if_no",
)  # fmt: skip
_ROUNDING: Final = 0.005  # a loss may be given with two decimals


def missing_parts(forecast: object) -> str:
    """Say which parts a forecast has not got; empty if it has all."""
    if not isinstance(forecast, Mapping | pd.Series):
        return "A dict is asked for, with a key for each part."
    missing = [part for part in PARTS if part not in forecast]
    if not missing:
        return ""
    others = [str(key) for key in dict(forecast) if key not in PARTS]
    also = f" It has {', '.join(others)}, which is none of the keys: is one misspelt?" if others else ""
    return f"Still missing: {', '.join(missing)}.{also}"


def probability_problem(forecast: Mapping[str, Any]) -> str:
    """Say what is wrong with the probability; empty if it leaves room for both answers."""
    stated = forecast["probability"]
    if isinstance(stated, bool) or not isinstance(stated, int | float):
        return "The probability should be a number, without a sign for per cent."
    if stated > 1:
        return "A probability above 1 is a percentage: write 0.2 for 20 %."
    if not 0 < stated < 1:
        return "0 and 1 leave no room for surprise. Choose a number between them."
    return ""


def days_problem(forecast: Mapping[str, Any], after: dt.date, today: dt.date | None = None) -> str:
    """Say what is wrong with the two days; empty if the question was open and closes later.

    Parameters
    ----------
    forecast : mapping
        With the keys ``registered`` and ``closes``, ISO dates as text.
    after : date
        Last day whose answers are on record.
    today : date, optional
        With it, the question has to close after this day.

    Returns
    -------
    str
    """
    days = {}
    for key in ("registered", "closes"):
        try:
            days[key] = dt.date.fromisoformat(str(forecast[key]).removesuffix(" 00:00:00"))
        except ValueError:
            return f"{key} should be one day that exists, as an ISO date such as 2026-12-01."
    if days["registered"] <= after:
        registered = days["registered"]
        return f"registered is {registered}: up to {after} the record knows the answer. Take a later day."
    if days["closes"] <= days["registered"]:
        return "A forecast is made before it can be settled: closes lies after registered."
    if today and days["closes"] <= today:
        return "This question has closed already: let it close after today."
    return ""


def question_problem(forecast: Mapping[str, Any]) -> str:
    """Say what keeps a stranger from settling the question; empty if the form is there."""
    question, criterion = str(forecast["question"]).strip(), str(forecast["criterion"])
    if not question.endswith("?"):
        return "The question should end with a question mark."
    if question.count("?") > 1:
        return "Ask one question: of two, one may be a yes and the other a no."
    if re.search(r"[a-z]{4}[.!] +[A-Z]", question):
        return "Ask in one sentence: what comes before it belongs into the criterion, or nowhere."
    if len(question.split()) < 5:
        return "Say in the question who does what to whom: five words at least."
    if len(criterion.split()) < 15:
        return (
            "The criterion is too short to name a visible fact, who reports it, and what silence means: "
            "fifteen words at least."
        )
    return ""


def losses_problem(forecast: Mapping[str, Any]) -> str:
    """Say which of the two Brier scores does not fit the probability; empty if both do, to two decimals."""
    stated = forecast["probability"]
    rules = {
        "loss_if_yes": (
            (1 - stated) ** 2,
            "If it happens, you lose the square of what you kept back from it.",
        ),
        "loss_if_no": (stated**2, "If it does not happen, you lose the square of what you gave it."),
    }
    for key, (loss, sentence) in rules.items():
        given = forecast[key]
        if isinstance(given, bool) or not isinstance(given, int | float):
            return f"{key} should be a number."
        if given < 0:
            return f"{key} is below 0: a score is a square, and so never negative. Leave the minus out."
        if not math.isclose(given, loss, abs_tol=_ROUNDING + 1e-12):
            far = math.isclose(given, round(loss, 1)) and not math.isclose(given, stated)
            problem = "rounded too far: two decimals or more." if far else f"not yet right. {sentence}"
            return f"{key} is {problem}"
    return ""


def form_problem(forecast: object, after: str = "2026-02-24", today: str | None = None) -> str:
    """Say the first thing that a forecast lacks in form; empty if it lacks nothing.

    Parameters
    ----------
    forecast : mapping
        With the keys of `PARTS`.
    after : str
        Last day whose answers are on record, as an ISO date.
    today : str, optional
        Day on which this is asked; the clock's if left out.
    """
    problem = missing_parts(forecast)
    if problem or not isinstance(forecast, Mapping | pd.Series):
        return problem
    forecast = dict(forecast)
    now = dt.date.fromisoformat(today) if today else dt.date.today()
    return (
        question_problem(forecast)
        or probability_problem(forecast)
        or days_problem(forecast, dt.date.fromisoformat(after), now)
        or losses_problem(forecast)
    )


def form_of(forecast: object, after: str = "2026-02-24", today: str | None = None) -> str:
    """What a forecast still lacks in form, or that it lacks nothing, in a sentence.

    Parameters
    ----------
    forecast, after, today
        As for `form_problem`.

    Examples
    --------
    >>> form_of([0.2])
    'A dict is asked for, with a key for each part.'
    """
    return (
        form_problem(forecast, after, today)
        or "The form is complete. Put the day on which it closes in your calendar."
    )
