"""What may be said of an ordinal scale: middle, most frequent, how much lies below. No mean.

An ordinal scale has an order and no distances, so a sound summary must not change when the steps are given
other numbers in the same order (Stevens 1946). Each function here takes an ordered categorical Series and
works from the order alone; `recode` is there to show what happens when numbers are put in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def ordinal_median(values: pd.Series[Any], *, side: Literal["lower", "upper"] = "lower") -> Any:
    """Middle value of an ordered categorical.

    With an even number of values there are two middle ones. They are not averaged, because half-way between
    two ranks is no rank: one of the two is returned.

    Parameters
    ----------
    values : Series of an ordered category, shape (n,)
        Missing values are left out.
    side : {"lower", "upper"}
        Which of the two middle values to take when their number is even.

    Returns
    -------
    label
        The category of the middle value.

    Raises
    ------
    TypeError
        If the values are not an ordered categorical.
    ValueError
        If no value is left, or `side` is neither word.

    References
    ----------
    Stevens (1946), *On the Theory of Scales of Measurement*, Science 103(2684), table 1.
    """
    if side not in ("lower", "upper"):
        raise ValueError(f"side is {side!r}: use 'lower' or 'upper'")
    codes = np.sort(_codes(values))
    place = (len(codes) - 1) // 2 if side == "lower" else len(codes) // 2
    return values.cat.categories[codes[place]]


def ordinal_mode(values: pd.Series[Any]) -> list[Any]:
    """Most frequent categories, in the order of the scale; several if they tie.

    Parameters
    ----------
    values : Series of an ordered category, shape (n,)
        Missing values are left out.

    Returns
    -------
    list of labels

    Raises
    ------
    TypeError, ValueError
        As for `ordinal_median`.
    """
    counts = _counts(values)
    return [
        label for label, count in zip(values.cat.categories, counts, strict=True) if count == counts.max()
    ]


def cumulative_shares(values: pd.Series[Any]) -> pd.Series[float]:
    """Share of the values at or below each category.

    Parameters
    ----------
    values : Series of an ordered category, shape (n,)
        Missing values are left out of the base.

    Returns
    -------
    Series of float, shape (n_categories,)
        In the order of the scale, from 0 to 1; categories that do not occur are there as well.

    Raises
    ------
    TypeError, ValueError
        As for `ordinal_median`.
    """
    counts = _counts(values)
    return pd.Series(
        counts.cumsum() / counts.sum(), index=list(values.cat.categories), name="share_at_or_below"
    )


def dominates(upper: pd.Series[Any], lower: pd.Series[Any]) -> bool:
    """Whether one set of values is at least as high as another under every coding that keeps the order.

    It is when its cumulative shares are nowhere above the other's (first-order stochastic dominance).
    If neither set dominates the other, two codings in the same order exist whose means rank them in opposite
    ways: then a difference of means says something about the coding, and nothing about the order.

    Parameters
    ----------
    upper, lower : Series of the same ordered category, shapes (n,) and (m,)

    Returns
    -------
    bool
        True if `upper` dominates `lower`. Equal distributions dominate each other.

    Raises
    ------
    TypeError
        If either is not an ordered categorical, or their scales differ.
    ValueError
        If either holds no value.

    References
    ----------
    Hadar and Russell (1969), *Rules for Ordering Uncertain Prospects*, American Economic Review 59(1).
    """
    above, below = _counts(upper), _counts(lower)
    if list(upper.cat.categories) != list(lower.cat.categories):
        raise TypeError("the two Series have different scales: give both the same ordered categories")
    # Compared as whole numbers, so that equal shares stay equal.
    return bool((above.cumsum() * below.sum() <= below.cumsum() * above.sum()).all())


def recode(values: pd.Series[Any], scores: Mapping[Any, float]) -> pd.Series[float]:
    """Put a number in the place of every category, keeping the order.

    Parameters
    ----------
    values : Series of an ordered category, shape (n,)
        Missing values stay missing.
    scores : mapping from category to number
        Each category needs a number, higher than that of the category below it.

    Returns
    -------
    Series of float, shape (n,)

    Raises
    ------
    TypeError
        If the values are not an ordered categorical.
    ValueError
        If a category has no number, or the numbers do not rise with the scale.
    """
    scale = list(_scale(values))
    missing = [label for label in scale if label not in scores]
    if missing:
        raise ValueError(f"no score for {', '.join(map(str, missing))}: every category needs one")
    for low, high in pairwise(scale):
        if not scores[low] < scores[high]:
            raise ValueError(f"the scores do not keep the order: {high!r} must be above {low!r}")
    return values.astype(object).map(dict(scores)).astype(float)


def _scale(values: pd.Series[Any]) -> pd.Index[Any]:
    dtype = values.dtype
    if not isinstance(dtype, pd.CategoricalDtype) or not dtype.ordered:
        raise TypeError(
            f"an ordered categorical is needed, not {dtype}: "
            "pd.Categorical(values, categories=[weakest, ..., strongest], ordered=True) makes one"
        )
    return dtype.categories


def _codes(values: pd.Series[Any]) -> NDArray[np.int64]:
    """Place of every value on the scale, from 0, missing ones left out."""
    _scale(values)
    codes: NDArray[np.int64] = np.asarray(values.cat.codes, dtype=np.int64)
    codes = codes[codes >= 0]
    if not len(codes):
        raise ValueError("no value to summarise: the Series is empty, or all of it is missing")
    return codes


def _counts(values: pd.Series[Any]) -> NDArray[np.int64]:
    return np.bincount(_codes(values), minlength=len(_scale(values))).astype(np.int64)
