"""Chapter 3: choose the class of cases, and see what is left of 'the last one was in 1982'."""

from __future__ import annotations

from typing import Any

import pandas as pd

from demarche.data import load
from demarche.explorables.words import fixed, plural
from demarche.measures.rates import poisson_interval

TITLE = "Choose the class, then look"
ASK = (
    "Five kinds of act and four circles of states make 20 classes of cases. The article says that the last "
    "comparable case was in 1982. In how many of the 20 is there a later one, before 2026?"
)
ACTS = {
    "limit": "limits on access",
    "strict": "limits on access, read strictly",
    "recall": "recalls of an ambassador",
    "either": "limits or recalls",
    "any": "all measures but summonses",
}
CIRCLES = {
    "all": "allies and partners",
    "nato": "between NATO members",
    "france": "by France, towards an ally or partner",
    "pair": "by France, towards the United States",
}
# The text gives the reason for each: ministers and not the ambassador, a closed border, an answer to another.
NOT_STRICT = ("I005", "I042", "I058")
CLAIMED, LAST = 1982, 2025
SETTINGS = (
    {"act": "limit", "circle": "all", "since": 1949},
    {"act": "strict", "circle": "nato", "since": 1949},
    {"act": "recall", "circle": "france", "since": 1990},
    {"act": "limit", "circle": "pair", "since": 1949},
)


def data() -> dict[str, Any]:
    """Rows before 2026 that are no summons: event, year, kind of act, sender, target, both in NATO."""
    rows = _rows()
    return {
        "acts": ACTS,
        "circles": CIRCLES,
        "claimed": CLAIMED,
        "last": LAST,
        "rows": [
            [one.event, one.year, one.kind, one.sender, one.target, one.both_nato, one.issue]
            for one in rows.itertuples()
        ],
    }


def _rows() -> pd.DataFrame:
    incidents = load("incidents")
    rows = incidents[(incidents["year"] <= LAST) & (incidents["measure"] != "summons")]
    measure = rows["measure"].astype(str)
    kind = pd.Series("other", index=rows.index)
    kind = kind.mask(measure.str.startswith("recall"), "recall").mask(measure == "access_restricted", "limit")
    kind = kind.mask((kind == "limit") & ~rows["event"].isin(NOT_STRICT), "strict")
    return rows.assign(kind=kind)


def events(act: str, circle: str, since: int) -> pd.Series[int]:
    """Year of each event of a class."""
    rows = _rows()
    kinds = {
        "limit": ["limit", "strict"],
        "strict": ["strict"],
        "recall": ["recall"],
        "either": ["limit", "strict", "recall"],
    }
    rows = rows[(rows["year"] >= since) & (rows["kind"].isin(kinds.get(act, rows["kind"].unique())))]
    if circle == "nato":
        rows = rows[rows["both_nato"] == 1]
    if circle in ("france", "pair"):
        rows = rows[rows["sender"] == "FRA"]
    if circle == "pair":
        rows = rows[rows["target"] == "USA"]
    return rows.groupby("event")["year"].min()


def label(act: str, circle: str, since: int) -> str:
    """Acts, circle of states and first year."""
    return f"{ACTS[act]}, {CIRCLES[circle]}, from {since}"


def say(act: str, circle: str, since: int) -> str:
    """Count, rate with its interval, and what becomes of the claim."""
    years = events(act, circle, since)
    found = poisson_interval(len(years), (LAST - since + 1) / 10)
    later = int((years > CLAIMED).sum())
    rate = (
        f"{ACTS[act].capitalize()}, {CIRCLES[circle]}, {since} to {LAST}: {plural(len(years), 'event')}, "
        f"{fixed(found.rate, 1)} a decade (95 % interval {fixed(found.low, 1)} to {fixed(found.high, 1)})."
    )
    if later:
        return f"{rate} {later} after {CLAIMED}, the last in {years.max()}: in this class C15 falls."
    return (
        f"{rate} None after {CLAIMED}: in this class C15 is not contradicted, and nothing supports it either."
    )
