"""How closely a group of states votes together: the mean over its pairs, and what one member does to it."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import NamedTuple

import pandas as pd


class Split(NamedTuple):
    """Cohesion of a group seen from one member: the pairs of the others, and the pairs with this member."""

    others: float
    member: float


def cohesion(pairs: pd.DataFrame, members: Collection[str], measure: str = "agreement") -> float:
    """Mean pairwise agreement inside a group.

    Parameters
    ----------
    pairs : DataFrame, shape (n_pairs, ...)
        Columns ``state_a``, ``state_b`` and the measure; one row a pair, or a pair and year.
    members : collection of str
        The group. Pairs with a state outside it are left out.
    measure : str
        Column to average.

    Returns
    -------
    float
        In the unit of the measure, every row counting alike; NaN when no pair lies inside the group.

    Raises
    ------
    KeyError
        If a column is missing.

    Notes
    -----
    A mean of pairs is not a mean of members: one state of n takes part in n - 1 of the n (n - 1) / 2 pairs.
    """
    inside = pairs["state_a"].isin(list(members)) & pairs["state_b"].isin(list(members))
    values = pairs.loc[inside, measure]
    return float(values.mean()) if values.notna().any() else math.nan


def split_cohesion(
    pairs: pd.DataFrame, member: str, members: Collection[str], measure: str = "agreement"
) -> Split:
    """Cohesion of a group without one member, beside the mean of that member's own pairs.

    Parameters
    ----------
    pairs, measure
        As for `cohesion`.
    member : str
        The member to set apart.
    members : collection of str
        The group, with or without `member`.

    Returns
    -------
    Split
        ``others``: mean over the pairs that `member` is not part of; ``member``: mean over those that it is.
        A member that is far from all others pulls the second down and leaves the first untouched.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    others = set(members) - {member}
    touching = ((pairs["state_a"] == member) & pairs["state_b"].isin(others)) | (
        (pairs["state_b"] == member) & pairs["state_a"].isin(others)
    )
    values = pairs.loc[touching, measure]
    return Split(cohesion(pairs, others, measure), float(values.mean()) if len(values) else math.nan)
