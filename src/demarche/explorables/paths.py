"""Chapter 2: measures against two states on the ladder, with rungs that can be moved."""

from __future__ import annotations

from typing import Any

import pandas as pd

from demarche.data import load
from demarche.explorables.words import fixed, the
from demarche.measures.ordinal import dominates, ordinal_median, recode

TITLE = "Move the rungs"
ASK = "Whom did other states treat more harshly, by the mean rung of the measures against it?"
SETTINGS = (
    {"one": "ESP", "other": "SWE", "step": 1.0},
    {"one": "ESP", "other": "SWE", "step": 0.2},
    {"one": "FRA", "other": "USA", "step": 1.0},
    {"one": "HUN", "other": "AUT", "step": 2.0},
)
RECALL = 7  # the rung above which steps can be made larger or smaller
FEWEST = 4
SHORT = {
    "request to leave, or persona non grata": "persona non grata",
    "relations kept below the level of ambassador": "downgrade",
    "mission closed or its services stopped": "services stopped or closed",
    "recall without a date of return": "recall without a date",
    "démarche or note verbale": "démarche or note",
}


def _tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.Series[str]]:
    ladder = load("ladder").replace({"name": SHORT})
    return load("incidents"), ladder, load("states").set_index("iso3")["name"]


def data() -> dict[str, Any]:
    """Measures against each state that has some: day, rung and the state that acted."""
    incidents, ladder, states = _tables()
    rungs = incidents["measure"].cat.codes + 1
    counts = incidents["target"].value_counts()
    chosen = sorted(counts[counts >= FEWEST].index, key=lambda state: str(states[state]))
    return {
        "rungs": ladder["name"].tolist(),
        "recall": RECALL,
        "names": {state: states[state] for state in chosen},
        "against": {
            state: [
                [str(one.start)[:10], int(rung), states.get(one.sender, one.sender)]
                for one, rung in zip(rows.itertuples(), rungs[rows.index], strict=True)
            ]
            for state in chosen
            if len(rows := incidents[incidents["target"] == state].sort_values(["start", "row"]))
        },
    }


def label(one: str, other: str, step: float) -> str:
    """Both states, and what a rung above a recall counts."""
    names = load("states").set_index("iso3")["name"]
    steps = "all steps equal" if step == 1 else f"a rung above a recall counts {fixed(step, 1)}"
    return f"{the(names[one])} and {the(names[other])}, {steps}"


def say(one: str, other: str, step: float) -> str:
    """Mean and middle of two lists of measures, and what can be said whatever the spacing."""
    incidents, ladder, states = _tables()
    name = ladder.astype({"measure": str}).set_index("measure")["name"]
    codes = {
        measure: float(rung if rung <= RECALL else RECALL + step * (rung - RECALL))
        for measure, rung in zip(ladder["measure"], ladder["rung"], strict=True)
    }
    parts, means = [], []
    for state in (one, other):
        steps = incidents.loc[incidents["target"] == state, "measure"]
        middle = {name[str(ordinal_median(steps, side=side))] for side in ("lower", "upper")}
        means.append(float(recode(steps, codes).mean()))
        parts.append(
            f"{states[state]}: {len(steps)} measures, mean {fixed(means[-1], 2)}, "
            f"in the middle {' or '.join(sorted(middle, key=list(name).index))}."
        )
    ours, theirs = (incidents.loc[incidents["target"] == state, "measure"] for state in (one, other))
    order = "The means are equal."
    if abs(means[0] - means[1]) > 1e-9:
        order = f"The mean of {the(states[one if means[0] > means[1] else other])} is higher."
    sure = "Another spacing of the rungs can turn this round."
    if dominates(ours, theirs) or dominates(theirs, ours):
        sure = "No spacing of the rungs turns this round."
    return " ".join([*parts, order, sure])
