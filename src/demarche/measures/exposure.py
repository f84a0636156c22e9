"""How many pairs of members an alliance had, year by year: the base for disputes among them."""

from __future__ import annotations

from typing import Any

import pandas as pd


def allied_pairs(joined: pd.Series[Any], first: int, last: int) -> pd.Series[int]:
    """Number of pairs of members in each year.

    Parameters
    ----------
    joined : Series of int, shape (n_states,)
        Year in which each state joined; missing = never. A state counts from the year it joined, whole.
    first, last : int
        First and last year of the window, both included.

    Returns
    -------
    Series of int, shape (last - first + 1,)
        The index is the year. The sum is the exposure in pair-years (dyad-years).

    Raises
    ------
    ValueError
        If the window ends before it begins.

    Notes
    -----
    `n` members make ``n * (n - 1) / 2`` pairs. Nobody leaves: give only alliances of which that is true.

    Examples
    --------
    >>> allied_pairs(pd.Series([1949, 1949, 1950]), 1949, 1950).to_list()
    [1, 3]
    """
    if last < first:
        raise ValueError(f"the window runs from {first} to {last}: the first year comes first")
    years = range(first, last + 1)
    members = pd.Series({year: int((joined <= year).sum()) for year in years}, dtype="int64")
    pairs: pd.Series[int] = (members * (members - 1) // 2).rename("pairs").rename_axis("year")
    return pairs
