"""Chapter 8: weights of four indicators, and the year that comes out lowest."""

from __future__ import annotations

from typing import Any

import pandas as pd

from demarche.data import load
from demarche.explorables.words import capital, fixed, grouped, listed, percent
from demarche.measures.composite import composite, lowest_counts, weight_grid, z_scores

TITLE = "All weightings as a map"
ASK = (
    "Try every way to share out the weight among opinion, votes, trade and tone, in steps of 5 %. "
    "Under what part of them is 2003 the lowest year?"
)
INDICATORS = ("opinion", "votes", "trade", "tone")
STEPS = 20
FEW = 18  # weightings; a year with fewer, one in a hundred, is left out of the sentence
MARCH = 31.0  # Pew Research Center, 18 March 2003: favourable, per cent
SURVEYS = {"later": "after the war had begun", "march": "March, before it"}
SETTINGS = (
    {"opinion": 5, "votes": 5, "trade": 5, "tone": 5, "survey": "later"},
    {"opinion": 7, "votes": 7, "trade": 6, "tone": 0, "survey": "later"},
    {"opinion": 0, "votes": 0, "trade": 10, "tone": 0, "survey": "later"},
    {"opinion": 7, "votes": 7, "trade": 6, "tone": 0, "survey": "march"},
)


def _scores(survey: str) -> pd.DataFrame:
    panel = load("panel").set_index("year").loc[:2023]
    tone = load("timeline").groupby("year")["tone"].mean()
    growth = (
        100
        * load("trade").pivot_table(index="year", columns="partner", values="us_imports_musd").pct_change()
    )
    warmth = pd.DataFrame(
        {
            "opinion": panel["us_favourable_pct"].astype(float),
            "votes": panel["agree_fra_usa"],
            "trade": growth["FRA"] - growth["ALL"],
            "tone": tone.reindex(panel.index).fillna(0),
        }
    ).loc[2002:2014]
    if survey == "march":
        warmth.loc[2003, "opinion"] = MARCH
    return z_scores(warmth)


def data() -> dict[str, Any]:
    """Scores of each year on the four indicators, with either survey of 2003."""
    return {
        "indicators": INDICATORS,
        "steps": STEPS,
        "scores": {
            survey: {
                int(year): row.tolist() for year, row in zip(scores.index, scores.to_numpy(), strict=True)
            }
            for survey in ("later", "march")
            if (scores := _scores(survey)) is not None
        },
    }


def label(opinion: int, votes: int, trade: int, tone: int, survey: str) -> str:
    """The four weights, and which survey of 2003."""
    return f"opinion {opinion}, votes {votes}, trade {trade}, tone {tone}; survey of 2003: {SURVEYS[survey]}"


def say(opinion: int, votes: int, trade: int, tone: int, survey: str) -> str:
    """Lowest and next year under these weights, and under how many weightings each year is lowest."""
    scores = _scores(survey)
    grid = weight_grid(len(INDICATORS), STEPS)
    counts = lowest_counts(scores, grid)
    shares = [f"{year} under {percent(count / len(grid))}" for year, count in counts.items() if count >= FEW]
    everywhere = f"Lowest among all {grouped(len(grid))} weightings: {listed(shares)} of them."
    weights = (opinion, votes, trade, tone)
    total = sum(weights)
    if not total:
        return f"Give at least one indicator some weight. {everywhere}"
    order = composite(scores, weights).sort_values(kind="stable")
    parts = (f"{name} {percent(weight / total)}" for name, weight in zip(INDICATORS, weights, strict=True))
    lowest, second = order.index[:2]
    return (
        f"{capital(listed(parts))}: the lowest year is {lowest} ({fixed(order[lowest], 2)}), "
        f"then {second} ({fixed(order[second], 2)}). {everywhere}"
    )
