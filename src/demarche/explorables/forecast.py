"""Chapter 10: six questions about the record, your own probabilities, and what they earn."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from demarche.data import load
from demarche.explorables.words import fixed, listed
from demarche.measures.scores import brier, logarithmic

TITLE = "Score yourself"
ASK = "Six questions about the course's own record. How likely is it, in your view, that the answer is yes?"
QUESTIONS = ("Q06", "Q09", "Q17", "Q35", "Q55", "Q56")
FORECASTERS = ("base_rate", "careful", "bold")
SETTINGS = (
    dict.fromkeys("abcdef", 50),
    dict.fromkeys("abcdef", 70),
    dict(zip("abcdef", (100, 0, 0, 100, 100, 0), strict=True)),
    dict(zip("abcdef", (100, 0, 0, 100, 100, 100), strict=True)),
)
NAMES = {
    "FRA": "France",
    "USA": "the United States",
    "DEU": "Germany",
    "TUR": "Türkiye",
    "CAN": "Canada",
    "JPN": "Japan",
    "KOR": "South Korea",
}


def _forecasts() -> pd.DataFrame:
    forecasts = load("forecasts")
    return forecasts[forecasts["question"].isin(QUESTIONS)]


def data() -> dict[str, Any]:
    """The questions with their answers, and what three invented forecasters said."""
    rows = _forecasts()
    return {
        "forecasters": FORECASTERS,
        "questions": [
            {
                "asked": _words(str(one["asked"].iloc[0])),
                "outcome": int(one["outcome"].iloc[0]),
                "said": one.astype({"forecaster": str})
                .set_index("forecaster")["probability"]
                .loc[list(FORECASTERS)]
                .tolist(),
            }
            for question in QUESTIONS
            if len(one := rows[rows["question"] == question])
        ],
    }


def _words(asked: str) -> str:
    for code, name in NAMES.items():
        asked = asked.replace(code, name)
    return asked


def label(**stated: int) -> str:
    """Probability of each question, and how often somebody who is certain is wrong."""
    given = list(stated.values())
    if len(set(given)) == 1:
        return f"{given[0]} % each time"
    wrong = sum(value == 100 * (1 - outcome) for value, outcome in zip(given, _outcomes(), strict=True))
    sure = ""
    if set(given) <= {0, 100}:
        sure = f": certain, and {f'wrong in {wrong} of {len(given)}' if wrong else 'never wrong'}"
    return f"{listed(map(str, given))} %{sure}"


def _outcomes() -> list[int]:
    outcome = _forecasts().drop_duplicates("question").set_index("question")["outcome"]
    return [int(value) for value in outcome.loc[list(QUESTIONS)]]


def say(**stated: int) -> str:
    """Both losses of the reader, in per cent for each question, and of the three forecasters."""
    rows = _forecasts().astype({"forecaster": str})
    outcome = _outcomes()
    mine = [stated[letter] / 100 for letter in "abcdef"]
    parts = []
    for name in FORECASTERS:
        one = rows[rows["forecaster"] == name].set_index("question").loc[list(QUESTIONS), "probability"]
        parts.append(f"{name} {_losses(one.tolist(), outcome)}")
    return (
        f"Your losses are {_losses(mine, outcome)} (Brier, then logarithmic; low is good). "
        f"On the same six questions: {', '.join(parts)}. Always saying one half earns 0.250 and 0.693."
    )


def _losses(stated: list[float], outcome: list[int]) -> str:
    surprise = logarithmic(stated, outcome)
    log = "without limit" if math.isinf(surprise) else fixed(surprise, 3)
    return f"{fixed(brier(stated, outcome), 3)} and {log}"
