"""Answers to the warm-ups on tables, right ones and wrong ones, made from the course's tables."""

from __future__ import annotations

from typing import Any

import pandas as pd

from demarche.data import load

_SHOWN = ["start", "sender", "target", "measure"]
_RECALLS = ["recall_consultations", "recall_indefinite"]


def incidents() -> pd.DataFrame:
    """The table itself."""
    return load("incidents")


def against_france(*, ours: bool) -> pd.DataFrame:
    """Acts against France, or the acts of France."""
    rows = incidents()
    column, other = ("sender", "target") if ours else ("target", "sender")
    return rows.loc[(rows[column] == "FRA") & (rows[other] != "FRA"), _SHOWN]


def not_french() -> pd.DataFrame:
    """Acts of all others, against whomever."""
    rows = incidents()
    return rows.loc[rows["sender"] != "FRA", _SHOWN]


def both_nato() -> pd.Series[Any]:
    """The mask."""
    return incidents()["both_nato"] == 1


def by_events() -> float:
    """The share of events, not of rows."""
    rows = incidents()
    return float((rows.groupby("event")["both_nato"].max() == 1).mean())


def per_sender(column: str, how: str) -> pd.Series[Any]:
    """A count of one column for each sender."""
    return incidents().groupby("sender")[column].agg(how)


def senders_of_targets() -> pd.Series[Any]:
    """For each target, by how many it was met."""
    return incidents().groupby("target")["sender"].nunique()


def military(base: Any) -> float:
    """The cell of the military events that concern the alliance."""
    rows = load("timeline")
    table = pd.crosstab(rows["category"], rows["alliance_related"], normalize=base)
    return float(table[1]["military"])


def known(rows: pd.DataFrame) -> float:
    """Share of rows with a known number of days."""
    return float(rows["days_to_return"].notna().mean())


def recalls() -> pd.DataFrame:
    """The two kinds of recall."""
    rows = incidents()
    return rows[rows["measure"].isin(_RECALLS)]


def named(column: str) -> pd.DataFrame:
    """The names that belong to the codes of one column."""
    rows, states = incidents(), load("states")
    names = dict(zip(states["iso3"].astype(str), states["name"].astype(str), strict=True))
    named = rows[["row", "target"]].copy()
    named["target_name"] = rows[column].astype(str).map(names)
    return named


def french_measures() -> pd.Series[Any]:
    """What France did, in the order of time."""
    rows = incidents().sort_values("start", kind="stable")
    return rows.loc[rows["sender"] == "FRA", "measure"]


def tones(last: int | None = 1959, *, whole: bool = True) -> pd.Series[Any]:
    """Events by tone, up to a year, with or without the empty tones."""
    rows = load("timeline")
    counts = (rows if last is None else rows[rows["year"] <= last]).groupby("tone").size()
    return counts.reindex(range(-3, 4), fill_value=0) if whole else counts
