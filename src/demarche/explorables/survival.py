"""Chapter 10: how long a measure lasts, by what is done with the cases that were not seen to the end."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from demarche.data import load
from demarche.explorables.words import capital, fixed, percent
from demarche.measures.spells import spells
from demarche.measures.survival import kaplan_meier, median_survival, survival_at

TITLE = "Count what you did not see"
ASK = (
    "Of 27 recalls, something is known of the length of 13, and half of these were over after 17 days. "
    "How far could the other 14 move this median?"
)
CASES = {"recalls": "recalls", "all": "all measures that last"}
LOST = {
    "count": "counted as long as seen",
    "drop": "dropped",
    "end": "taken as over when last seen",
}
BETWEEN = {"last": "last possible day", "first": "first possible day"}
UNKNOWN = {"out": "left out", "never": "never over", "day": "over after a day"}
SETTINGS = (
    {"cases": "recalls", "lost": "count", "between": "last", "unknown": "out"},
    {"cases": "recalls", "lost": "drop", "between": "first", "unknown": "out"},
    {"cases": "recalls", "lost": "count", "between": "first", "unknown": "never"},
    {"cases": "recalls", "lost": "count", "between": "first", "unknown": "day"},
    {"cases": "all", "lost": "count", "between": "last", "unknown": "out"},
)
NEVER = 10_000
AWAY = 14


def _spells() -> pd.DataFrame:
    lasted = spells(load("incidents"))
    return lasted.assign(recall=lasted["measure"].str.startswith("recall"))


def data() -> dict[str, Any]:
    """Whether each case is a recall, and its least and most days, where they are known."""
    rows = _spells()
    return {
        "never": NEVER,
        "away": AWAY,
        "cases": rows[["recall", "days", "days_most"]]
        .astype(object)
        .where(rows.notna(), None)
        .to_numpy()
        .tolist(),
    }


def label(cases: str, lost: str, between: str, unknown: str) -> str:
    """Which cases, and what is done with the three kinds of ends."""
    return (
        f"{CASES[cases]}; not seen to the end: {LOST[lost]}; end between two days: {BETWEEN[between]}; "
        f"no end found: {UNKNOWN[unknown]}"
    )


def say(cases: str, lost: str, between: str, unknown: str) -> str:
    """Median length and share still in force after two weeks."""
    rows = _spells()
    rows = rows[rows["recall"]] if cases == "recalls" else rows
    seen = rows[rows["known"] != "unknown"]
    over = seen["days_most"].notna()
    if lost == "drop":
        seen, over = seen[over], over[over]
    days = (
        (seen["days_most"].fillna(seen["days"]) if between == "last" else seen["days"]).astype(float).tolist()
    )
    ended = [True] * len(seen) if lost == "end" else over.tolist()
    if unknown != "out":
        missing = int((rows["known"] == "unknown").sum())
        days += [NEVER if unknown == "never" else 1] * missing
        ended += [unknown == "day"] * missing
    curve = kaplan_meier(days, ended)
    median = median_survival(curve)
    middle = "half are over by day " + fixed(median)
    if math.isinf(median):
        middle = "there is no median, as more than half are never seen to end"
    left = len(ended) - sum(ended)
    return (
        f"{capital(CASES[cases])}: {len(days)} cases, {left or 'none'} of them not seen to the end; "
        f"{middle}. After two weeks {percent(survival_at(curve, AWAY))} still go on."
    )
