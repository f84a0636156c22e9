"""Chapter 7: other comparison hosts and pretended years, beside the estimate for 1966."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from demarche.data import load
from demarche.explorables.words import grouped, listed, plural, signed, the
from demarche.measures.did import difference_in_differences, placebo_times

TITLE = "Pretend that it was another year"
ASK = (
    "Pretend that the letter came in 1954, in 1955 and so on up to 1964, when no such letter was written. "
    "How large, in thousands of persons, is the largest effect that the method then finds?"
)
HOSTS = ("BEL", "DEU", "GBR", "GRC", "ITA", "JPN", "NLD", "TUR")
TRUE, PRETENDED, SPAN = 1966, range(1954, 1965), range(1953, 1968)
SETTINGS = (
    {"hosts": "DEU.GBR.ITA", "scale": "persons"},
    {"hosts": "DEU.GBR.ITA", "scale": "shares"},
    {"hosts": "BEL", "scale": "persons"},
    {"hosts": "GBR", "scale": "shares"},
)


def _troops() -> pd.DataFrame:
    troops = load("us_troops").pivot_table(index="year", columns="iso3", values="troops")
    return troops.loc[list(SPAN), ["FRA", *HOSTS]].astype(float)


def data() -> dict[str, Any]:
    """US troops by host and year."""
    troops, names = _troops(), load("states").set_index("iso3")["name"]
    return {
        "years": [SPAN[0], SPAN[-1]],
        "event": TRUE,
        "names": {host: names[host] for host in HOSTS},
        "troops": {host: [int(count) for count in troops[host]] for host in troops},
    }


def label(hosts: str, scale: str) -> str:
    """The hosts that stand for the France that did not leave, and what "the same change" means."""
    names = load("states").set_index("iso3")["name"]
    chosen = hosts.split(".")
    alone = " alone" if len(chosen) == 1 else ""
    return f"{listed(the(names[host]) for host in chosen)}{alone}, {scale}"


def say(hosts: str, scale: str) -> str:
    """Estimate for 1966, and how many pretended years reach it."""
    chosen = hosts.split(".") if hosts else []
    if not chosen:
        return "Choose at least one host: without a comparison there is only a change."
    names = load("states").set_index("iso3")["name"]
    table = _troops() if scale == "persons" else _troops().map(math.log)
    real = difference_in_differences(table, "FRA", chosen, TRUE - 1, TRUE + 1).effect
    effects = placebo_times(table, "FRA", chosen, PRETENDED)

    def write(effect: float) -> str:
        return grouped(effect) if scale == "persons" else f"{signed(100 * (math.exp(effect) - 1))} %"

    reach = int((effects.abs() >= abs(real) * (1 - 1e-12)).sum())
    unit = "persons" if scale == "persons" else "of what would have been"
    return (
        f"Against {listed(the(names[host]) for host in chosen)}: {write(real)} {unit} in {TRUE}. "
        f"{plural(len(effects), 'pretended year')} give {write(effects.min())} to {write(effects.max())}, "
        f"the largest in size in {effects.abs().idxmax()}; {reach or 'none'} of them "
        f"{'reach' if reach > 1 else 'reaches'} that of {TRUE}."
    )
