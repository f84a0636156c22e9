"""How far two codings of the same cases agree: the plain share, and Cohen's kappa, which corrects for chance.

A coding is anything that gives each case a nominal label: two readers and their verdicts, two states and
their votes.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd


class _Counts(NamedTuple):
    """What all three measures rest on, as whole numbers."""

    pairs: int  # cases with a label from both
    agreeing: int  # of these, the cases with the same label
    by_chance: int  # sum over labels of (times used by one) x (times used by the other)


def percentage_agreement(a: Iterable[Hashable], b: Iterable[Hashable]) -> float:
    """Share of cases to which two codings give the same label.

    Parameters
    ----------
    a, b : sequence or Series of labels, shape (n_cases,)
        Aligned: the same place is the same case. A case that misses either label is left out.

    Returns
    -------
    float
        Between 0 and 1; NaN when no case has both labels.

    Raises
    ------
    ValueError
        If the lengths differ, or two Series have different indexes.
    """
    counts = _count(a, b)
    return counts.agreeing / counts.pairs if counts.pairs else math.nan


def expected_agreement(a: Iterable[Hashable], b: Iterable[Hashable]) -> float:
    """Share of agreement that two independent codings would reach with the label frequencies of these two.

    Parameters
    ----------
    a, b
        As for `percentage_agreement`.

    Returns
    -------
    float
        Sum over labels of the product of the two shares; NaN when no case has both labels.

    Raises
    ------
    ValueError
        As for `percentage_agreement`.

    References
    ----------
    Cohen (1960), *A Coefficient of Agreement for Nominal Scales*, Educational and Psychological
    Measurement 20(1).
    """
    counts = _count(a, b)
    return counts.by_chance / counts.pairs**2 if counts.pairs else math.nan


def cohen_kappa(a: Iterable[Hashable], b: Iterable[Hashable]) -> float:
    """Cohen's kappa of two codings with nominal labels, unweighted.

    Observed minus expected agreement, as a part of the most that could be gained over chance.

    Parameters
    ----------
    a, b : sequence or Series of labels, shape (n_cases,)
        Aligned: the same place is the same case. A case that misses either label is left out, and so counts
        neither in the agreement nor in the frequencies.

    Returns
    -------
    float
        1 for full agreement, 0 at the level of chance, negative below it. NaN when no case has both labels,
        and when both codings use one and the same label throughout: nothing is left over chance to agree on.

    Raises
    ------
    ValueError
        If the lengths differ, or two Series have different indexes.

    References
    ----------
    Cohen (1960), *A Coefficient of Agreement for Nominal Scales*, Educational and Psychological
    Measurement 20(1).

    Examples
    --------
    >>> cohen_kappa(["yes", "yes", "no", "no"], ["yes", "no", "no", "no"])
    0.5
    """
    pairs, agreeing, by_chance = _count(a, b)
    # In whole numbers, so that "all by chance" is exactly that: (p_o - p_e) / (1 - p_e), times pairs squared.
    room = pairs**2 - by_chance
    return (pairs * agreeing - by_chance) / room if room else math.nan


def _count(a: Iterable[Hashable], b: Iterable[Hashable]) -> _Counts:
    left, right = _labels(a), _labels(b)
    if len(left) != len(right):
        raise ValueError(f"{len(left)} labels against {len(right)}: both codings must cover the same cases")
    if isinstance(a, pd.Series) and isinstance(b, pd.Series) and not a.index.equals(b.index):
        raise ValueError("the two Series have different indexes: align them first, for example by merging")
    known = left.notna() & right.notna()
    codes, labels = pd.factorize(pd.concat([left[known], right[known]], ignore_index=True))
    ours, theirs = np.split(codes, 2)
    times_ours, times_theirs = (np.bincount(each, minlength=len(labels)) for each in (ours, theirs))
    return _Counts(len(ours), int((ours == theirs).sum()), int(times_ours @ times_theirs))


def _labels(coding: Iterable[Hashable]) -> pd.Series[Any]:
    """Labels as plain objects with a plain index, so that categories and text compare by what they say."""
    return pd.Series(list(coding), dtype=object)
