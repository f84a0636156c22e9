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


@cache
def bibliography() -> dict[str, dict[str, str]]:
    """The bibliography: by key, who, year and title."""
    entries: dict[str, dict[str, str]] = json.loads(SOURCES.read_text(encoding="utf-8"))
    return entries


def find_sources(words: str) -> pd.DataFrame:
    """Find works of the bibliography.

    Parameters
    ----------
    words : str
        Words that all have to occur in key, author, year or title; capitals do not matter.

    Returns
    -------
    DataFrame
        Index ``key``; columns ``who``, ``year``, ``title``. Empty if nothing fits.
    """
    wanted = words.casefold().split()
    rows = [
        {"key": key, **entry}
        for key, entry in bibliography().items()
        if all(word in " ".join([key, *entry.values()]).casefold() for word in wanted)
    ]
    return pd.DataFrame(rows, columns=["key", "who", "year", "title"]).set_index("key")
