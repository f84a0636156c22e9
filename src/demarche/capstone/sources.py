"""The keys of the bibliography, so that a brief can name a source that exists.

The book's bibliography does not travel with a learner's installation. ``sources.json`` holds what is needed
of it, and `demarche.capstone.from_bibtex` makes that file.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pandas as pd

SOURCES = Path(__file__).with_name("sources.json")
MAKERS: dict[str, tuple[str, ...]] = {
    "alliance_portfolios": ("gibler2009international", "leeds2002alliance"),
    "allied_disputes": ("gibler2016analysis", "palmer2022mid5"),
    "ambassador_incidents": ("historian2026principal",),
    "burden_history": ("sipri2022military",),
    "chiefs_of_mission": ("historian2026principal",),
    "economy": ("sipri2022military",),
    "ideal_points": ("bailey2017estimating",),
    "nato_defence": ("nato2025defence",),
    "nato_totals": ("nato2025defence",),
    "opinion": ("pew2023global",),
    "panel": (
        "voeten2013data",
        "bailey2017estimating",
        "kane2006global",
        "pew2023global",
        "barbieri2009trading",
    ),
    "presidents_opinion": ("pew2023global",),
    "trade": ("barbieri2009trading",),
    "unga_agreement": ("voeten2013data", "robinson2021unvotes"),
    "unga_issues": ("voeten2013data", "robinson2021unvotes"),
    "unga_votes": ("voeten2013data", "robinson2021unvotes"),
    "us_troops": ("kane2006global", "allen2022global"),
    "visits": ("historian2026travels", "historian2026visits"),
}
"""Makers of the tables that are not the course's own; the others name a report in each row."""


@cache
def bibliography() -> dict[str, dict[str, str]]:
    """The bibliography: by key, who, year and title."""
    entries: dict[str, dict[str, str]] = json.loads(SOURCES.read_text(encoding="utf-8"))
    return entries


def find_sources(words: str) -> pd.DataFrame:
    """Find works of the bibliography, or those to cite for a table.

    Parameters
    ----------
    words : str
        Words that all have to occur in key, author, year or title; capitals do not matter. The name of a
        table of the course finds the makers of its data.

    Returns
    -------
    DataFrame
        Index ``key``; columns ``who``, ``year``, ``title``. Empty if nothing fits.
    """
    wanted = words.casefold().split()
    made_by = MAKERS.get("_".join(wanted), ())
    rows = [
        {"key": key, **entry}
        for key, entry in bibliography().items()
        if key in made_by or all(word in " ".join([key, *entry.values()]).casefold() for word in wanted)
    ]
    return pd.DataFrame(rows, columns=["key", "who", "year", "title"]).set_index("key")
