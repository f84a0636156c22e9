"""Scores for stated probabilities, and whether a forecaster's 70 % comes true seven times in ten.

All scores here are losses: 0 is perfect, and lower is better. Both are strictly proper: whoever states what
they believe expects the lowest loss.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd


class Decomposition(NamedTuple):
    """The three parts of a Brier score: reliability - resolution + uncertainty."""

    reliability: float
    resolution: float
    uncertainty: float


def brier(probability: Iterable[float], outcome: Iterable[int]) -> float:
    """Mean squared distance between a probability and what happened.

    Parameters
    ----------
    probability : iterable of float, shape (n,)
        Stated probabilities that it happens, between 0 and 1.
    outcome : iterable of 0 and 1, shape (n,)
        What happened.

    Returns
    -------
    float
        0 (all certain and right) to 1 (all certain and wrong); a constant one half earns 0.25.

    Raises
    ------
    ValueError
        If the two differ in length, are empty, or hold what is no probability or no outcome.

    References
    ----------
    Brier (1950), *Verification of Forecasts Expressed in Terms of Probability*, Monthly Weather Review
    78(1). His score sums over both outcomes, and is twice as large for a question of yes or no.
    """
    stated, happened = _forecasts(probability, outcome)
    return float(np.mean((stated - happened) ** 2))


def logarithmic(probability: Iterable[float], outcome: Iterable[int]) -> float:
    """Mean surprise: minus the natural logarithm of the probability given to what happened.

    Parameters
    ----------
    probability, outcome
        As for `brier`.

    Returns
    -------
    float
        0 or more, in nats; a constant one half earns 0.693. Infinite as soon as something happened
        that had been called impossible.

    Raises
    ------
    ValueError
        As for `brier`.

    References
    ----------
    Good (1952), *Rational Decisions*, Journal of the Royal Statistical Society B 14(1).
    """
    stated, happened = _forecasts(probability, outcome)
    given = np.where(happened == 1, stated, 1 - stated)
    return math.inf if (given == 0).any() else float(-np.log(given).mean())


def decompose(probability: Iterable[float], outcome: Iterable[int]) -> Decomposition:
    """Murphy's three parts of the Brier score, with one group for each probability that was stated.

    Parameters
    ----------
    probability, outcome
        As for `brier`.

    Returns
    -------
    Decomposition
        ``reliability``: how far stated probabilities lie from what happened in their group (low is good).
        ``resolution``: how far the groups differ from the overall share (high is good).
        ``uncertainty``: how hard the questions were, whoever answers; at most 0.25.
        The Brier score is reliability - resolution + uncertainty, exactly.

    Raises
    ------
    ValueError
        As for `brier`.

    References
    ----------
    Murphy (1973), *A New Vector Partition of the Probability Score*, Journal of Applied Meteorology 12(4).
    """
    stated, happened = _forecasts(probability, outcome)
    overall = happened.mean()
    groups = pd.DataFrame({"stated": stated, "happened": happened}).groupby("stated")["happened"]
    share, weight = groups.mean().to_numpy(), groups.size().to_numpy() / len(stated)
    values = groups.mean().index.to_numpy(dtype=float)
    return Decomposition(
        float((weight * (values - share) ** 2).sum()),
        float((weight * (share - overall) ** 2).sum()),
        float(overall * (1 - overall)),
    )


def calibration_table(
    probability: Iterable[float], outcome: Iterable[int], edges: Sequence[float]
) -> pd.DataFrame:
    """Compare stated probabilities with what happened, bin by bin.

    Parameters
    ----------
    probability, outcome
        As for `brier`.
    edges : sequence of float
        Ends of the bins, ascending, from 0 to 1. A probability on an edge belongs to the bin above it, and 1
        to the last one.

    Returns
    -------
    DataFrame, shape (n_bins, 4)
        Columns ``from`` (lower end of the bin), ``n`` (number of forecasts), ``stated`` (their mean) and
        ``happened`` (share of yes). Bins without a forecast are left out.

    Raises
    ------
    ValueError
        As for `brier`, or if the edges do not run from 0 to 1.
    """
    ends = np.asarray(edges, dtype=float)
    if len(ends) < 2 or ends[0] != 0 or ends[-1] != 1 or (np.diff(ends) <= 0).any():
        raise ValueError(f"edges ascend from 0 to 1, such as [0, 0.5, 1]; these are {list(edges)}")
    stated, happened = _forecasts(probability, outcome)
    # The hair keeps a stated 0.6 out of the bin below when an edge was computed as 0.6000...01.
    bin_of = np.clip(np.searchsorted(ends, stated + 1e-12, side="right") - 1, 0, len(ends) - 2)
    table = (
        pd.DataFrame({"from": ends[bin_of], "stated": stated, "happened": happened})
        .groupby("from")
        .agg(n=("stated", "size"), stated=("stated", "mean"), happened=("happened", "mean"))
    )
    return table.reset_index()


def _forecasts(probability: Iterable[Any], outcome: Iterable[Any]) -> tuple[Any, Any]:
    """Check forecasts and outcomes, and bring them to arrays."""
    stated = np.asarray(list(probability), dtype=float)
    happened = np.asarray(list(outcome), dtype=float)
    if len(stated) != len(happened) or not len(stated):
        raise ValueError(
            f"{len(stated)} forecasts and {len(happened)} outcomes: one for each, and at least one"
        )
    if not ((stated >= 0) & (stated <= 1)).all():
        raise ValueError("a probability lies between 0 and 1; write 0.7 for 70 %")
    if not np.isin(happened, (0, 1)).all():
        raise ValueError(
            "an outcome is 1 (it happened) or 0 (it did not); leave out what is not resolved yet"
        )
    return stated, happened
