"""Chapter 4: two states in the General Assembly, by measure, by topic, and on whole texts only."""

from __future__ import annotations

import math
import string
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from demarche.data import load
from demarche.explorables.words import capital, fixed, grouped, the
from demarche.measures.agreement import agreement_share, kappa, lijphart

TITLE = "Agreement of two states"
ASK = (
    "From 1946 to 2023, in what part of a year's votes did France and the United States vote the same? "
    "Take the mean of all years."
)
STATES = ("USA", "FRA", "GBR", "DEU", "ITA", "CAN", "NLD", "TUR", "POL", "RUS", "CHN", "IND")
MEASURES = {
    "share": ("agreement share", agreement_share),
    "lijphart": ("Lijphart's index", lijphart),
    "kappa": ("Cohen's kappa", kappa),
}
TOPICS = {
    "palestine": "the Palestinian conflict",
    "nuclear": "nuclear weapons",
    "arms_control": "arms control",
    "human_rights": "human rights",
    "colonialism": "colonialism",
    "development": "development",
}
LAST = 2023
LETTERS = string.ascii_letters
SETTINGS = (
    {"one": "FRA", "other": "USA", "measure": "share", "topic": "all", "texts": "all"},
    {"one": "FRA", "other": "USA", "measure": "kappa", "topic": "all", "texts": "all"},
    {"one": "GBR", "other": "USA", "measure": "share", "topic": "palestine", "texts": "all"},
    {"one": "CHN", "other": "IND", "measure": "lijphart", "topic": "all", "texts": "whole"},
)


def _votes() -> pd.DataFrame:
    votes = load("unga_votes")
    votes = votes[votes["year"] <= LAST].sort_values(["year", "rcid"])
    topics = votes["topics"].astype(object).fillna("").str.split()
    of = {topic: topics.map(lambda found, topic=topic: topic in found) for topic in TOPICS}
    return votes.assign(**of, part=(votes["paragraph"].fillna(0) == 1) | (votes["amendment"].fillna(0) == 1))


def data() -> dict[str, Any]:
    """One letter for each roll call: the votes of a state, and what the roll call was about."""
    votes, states = _votes(), load("states").set_index("iso3")["name"]
    bits = [votes[topic].astype(int) * 2**bit for bit, topic in enumerate([*TOPICS, "part"])]
    about = sum(bits, start=pd.Series(0, index=votes.index))
    kinds = sorted(set(about))
    votes = votes.assign(about=about.map(lambda kind: LETTERS[kinds.index(kind)])).fillna(
        dict.fromkeys(STATES, ".")
    )
    # Within a year the order says nothing, so like stands beside like and the text compresses well.
    votes = votes.sort_values(["year", *STATES, "about"])
    return {
        "names": {state: states[state] for state in sorted(STATES, key=lambda state: str(states[state]))},
        "measures": {name: words for name, (words, _) in MEASURES.items()},
        "topics": TOPICS,
        "last": LAST,
        "years": [[year, len(part)] for year, part in votes.groupby("year")],
        "letters": LETTERS[: len(kinds)],
        "kinds": [int(kind) for kind in kinds],
        "about": "".join(votes["about"]),
        "votes": {state: "".join(votes[state]) for state in STATES},
    }


def label(one: str, other: str, measure: str, topic: str, texts: str) -> str:
    """Both states, the measure, and which votes."""
    names = load("states").set_index("iso3")["name"]
    about = "all topics" if topic == "all" else TOPICS[topic]
    votes = "all votes" if texts == "all" else "votes on whole texts only"
    return f"{the(names[one])} and {the(names[other])}, {MEASURES[measure][0]}, {about}, {votes}"


def say(one: str, other: str, measure: str, topic: str, texts: str) -> str:
    """Yearly agreement of two states in a sentence or two."""
    votes, states = _votes(), load("states").set_index("iso3")["name"]
    if topic != "all":
        votes = votes[votes[topic]]
    if texts == "whole":
        votes = votes[~votes["part"]]
    both = votes.dropna(subset=[one, other])
    words, method = MEASURES[measure]
    years = both.groupby("year").groups
    values = {
        int(str(year)): method(both.loc[rows, one], both.loc[rows, other]) for year, rows in years.items()
    }
    values = {year: value for year, value in values.items() if not math.isnan(value)}
    about = "all topics" if topic == "all" else TOPICS[topic]
    only = ", whole texts only" if texts == "whole" else ""
    names = f"{capital(the(states[one]))} and {the(states[other])}, {words}, {about}{only}"
    if not values:
        return f"{names}: no year has votes in common."
    last = max(values)
    return (
        f"{names}: {len(values)} years, {grouped(len(both))} votes in common. Mean of the years "
        f"{fixed(sum(values.values()) / len(values), 2)}; highest {_years_of(max, values, both)}, "
        f"lowest {_years_of(min, values, both)}. "
        f"In {last}: {fixed(values[last], 2)}, from {_count(both, last)}."
    )


def _count(both: pd.DataFrame, year: int) -> str:
    """How many votes the two had in common in a year, in words."""
    count = int((both["year"] == year).sum())
    return f"{count} vote" if count == 1 else f"{count} votes"


def _years_of(pick: Callable[[Iterable[float]], float], values: dict[int, float], both: pd.DataFrame) -> str:
    """The highest or lowest value, its first year, and how many other years share it."""
    extreme = pick(values.values())
    first, *more = (year for year, value in values.items() if math.isclose(value, extreme, abs_tol=1e-9))
    others = f" and {len(more)} other year{'s' if len(more) > 1 else ''}" if more else ""
    return f"{fixed(extreme, 2)} in {first} ({_count(both, first)}){others}"
