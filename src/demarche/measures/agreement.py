"""How alike two states vote: the plain share, Lijphart's index, Cohen's kappa and the S score.

A voting record is one state's votes, Y (yes), A (abstention) or N (no), roll call by roll call. A missing
vote is an absence: it says nothing about agreement, and the roll call is left out for that pair.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from demarche.measures.coders import cohen_kappa

VOTES: Final = ("Y", "A", "N")
_PLACE: Final = {"Y": 1.0, "A": 0.5, "N": 0.0}  # an abstention stands half-way between yes and no

COLUMNS: Final = (
    "state_a",
    "state_b",
    "votes",
    "same",
    "half",
    "opposite",
    "agreement",
    "lijphart",
    "kappa",
)


class Tally(NamedTuple):
    """Roll calls in which two states both voted, by how far apart their votes were."""

    votes: int
    same: int
    half: int  # one of the two abstained
    opposite: int  # yes against no


def tally(a: pd.Series[Any], b: pd.Series[Any]) -> Tally:
    """Count the roll calls of two states by how far apart the votes were.

    Parameters
    ----------
    a, b : Series of {"Y", "A", "N"}, shape (n_rollcalls,)
        Votes of the two states, aligned on the roll call. Missing = absent; that roll call is left out.

    Returns
    -------
    Tally
        ``votes``, ``same``, ``half`` and ``opposite``; the last three sum to the first.

    Raises
    ------
    ValueError
        If a vote is none of Y, A, N, or the two are not aligned.
    """
    left, right = _common(a, b)
    apart = np.abs(left.map(_PLACE).to_numpy(dtype=float) - right.map(_PLACE).to_numpy(dtype=float))
    return Tally(len(apart), int((apart == 0).sum()), int((apart == 0.5).sum()), int((apart == 1).sum()))


def agreement_share(a: pd.Series[Any], b: pd.Series[Any]) -> float:
    """Share of the common roll calls in which two states vote the same, abstentions included.

    Parameters
    ----------
    a, b
        As for `tally`.

    Returns
    -------
    float
        Between 0 and 1; NaN when the two never voted together.

    Raises
    ------
    ValueError
        As for `tally`.
    """
    counts = tally(a, b)
    return counts.same / counts.votes if counts.votes else math.nan


def lijphart(a: pd.Series[Any], b: pd.Series[Any]) -> float:
    """Lijphart's index of agreement.

    The same vote counts 1, an abstention against a yes or a no counts 1/2, yes against no counts 0.

    Parameters
    ----------
    a, b
        As for `tally`.

    Returns
    -------
    float
        Between 0 and 1, never below the agreement share; NaN when the two never voted together.

    Raises
    ------
    ValueError
        As for `tally`.

    References
    ----------
    Lijphart (1963), *The Analysis of Bloc Voting in the General Assembly*, American Political Science
    Review 57(4).
    """
    counts = tally(a, b)
    return (counts.same + counts.half / 2) / counts.votes if counts.votes else math.nan


def kappa(a: pd.Series[Any], b: pd.Series[Any]) -> float:
    """Cohen's kappa of two voting records: agreement beyond what their vote frequencies alone would give.

    Parameters
    ----------
    a, b
        As for `tally`.

    Returns
    -------
    float
        At most 1; 0 at the level of chance, negative below. NaN when the two never voted together or both
        cast one and the same vote throughout.

    Raises
    ------
    ValueError
        As for `tally`.

    References
    ----------
    Cohen (1960), *A Coefficient of Agreement for Nominal Scales*, Educational and Psychological
    Measurement 20(1). On foreign policy: Häge (2011), *Choice or Circumstance?*, Political Analysis 19(3).
    """
    left, right = _common(a, b)
    return cohen_kappa(left, right)


def s_score(
    a: pd.Series[Any], b: pd.Series[Any], weights: Iterable[float] | pd.Series[Any] | None = None
) -> float:
    """Signorino and Ritter's S: one minus twice the distance of two records, as a part of the largest one.

    Parameters
    ----------
    a, b
        As for `tally`.
    weights : numbers, shape (n_rollcalls,), optional
        Importance of each roll call, 0 or more; all alike if left out.

    Returns
    -------
    float
        From -1 (opposite throughout) to 1 (the same throughout); NaN when the two never voted together.
        Without weights it is twice Lijphart's index minus one: the same measure on another scale.

    Raises
    ------
    ValueError
        As for `tally`; or if a weight is negative, missing, or there is not one for each roll call.

    References
    ----------
    Signorino and Ritter (1999), *Tau-b or Not Tau-b*, International Studies Quarterly 43(1).
    """
    left, right = _common(a, b)
    weight = np.ones(len(a)) if weights is None else np.asarray(list(weights), dtype=float)
    if len(weight) != len(a) or not (weight >= 0).all():
        raise ValueError("give one weight of 0 or more for each roll call")
    known = (a.notna() & b.notna()).to_numpy()
    weight = weight[known]
    if not weight.sum():
        return math.nan
    apart = np.abs(left.map(_PLACE).to_numpy(dtype=float) - right.map(_PLACE).to_numpy(dtype=float))
    return float(1 - 2 * (weight * apart).sum() / weight.sum())


def dyads(votes: pd.DataFrame, states: Iterable[str]) -> pd.DataFrame:
    """Compare every pair of states over the roll calls in a table.

    Parameters
    ----------
    votes : DataFrame, shape (n_rollcalls, ...)
        One column of votes for each state.
    states : iterable of str
        Columns to compare, two or more.

    Returns
    -------
    DataFrame
        One row for each pair that voted together at least once: ``state_a`` before ``state_b`` in the
        alphabet, the counts of `tally`, then ``agreement``, ``lijphart`` and ``kappa``.

    Raises
    ------
    KeyError
        If a state has no column.
    ValueError
        As for `tally`.
    """
    rows: list[tuple[object, ...]] = []
    for one, other in combinations(sorted(states), 2):
        counts = tally(votes[one], votes[other])
        if counts.votes:
            index = (counts.same + counts.half / 2) / counts.votes
            rows.append(
                (one, other, *counts, counts.same / counts.votes, index, kappa(votes[one], votes[other]))
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _common(a: pd.Series[Any], b: pd.Series[Any]) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Votes of the roll calls in which both took part, as plain text."""
    if not a.index.equals(b.index):
        raise ValueError("the two voting records are not aligned: give two columns of one table")
    for record in (a, b):
        unknown = set(record.dropna().unique()) - set(VOTES)
        if unknown:
            raise ValueError(f"a vote is Y, A or N, or missing; found {sorted(map(str, unknown))}")
    both = a.notna() & b.notna()
    return a[both].astype(object), b[both].astype(object)
