"""Count events in a table whose rows are not events."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def count_events(rows: pd.DataFrame, by: str | Sequence[str], *, event: str = "event") -> pd.Series[int]:
    """Number of separate events in each group; an event counts once per group, however many rows it has.

    An event that belongs to several groups (a summons and a recall on one day) counts in each of them,
    so the numbers may add up to more than there are events.

    Parameters
    ----------
    rows : DataFrame, shape (n_rows, n_columns)
        One row per state and measure, or however the table splits its events.
    by : str or sequence of str
        Column or columns that make the groups.
    event : str
        Column that tells which rows belong together.

    Returns
    -------
    Series of int, shape (n_groups,)
        Named ``events``; groups without any row are left out, also where the column is a category.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    names = [by] if isinstance(by, str) else list(by)
    missing = [name for name in [*names, event] if name not in rows.columns]
    if missing:
        raise KeyError(f"no column {', '.join(missing)} in the table; it has {', '.join(rows.columns)}")
    return (
        rows.groupby(names if len(names) > 1 else names[0], observed=True)[event].nunique().rename("events")
    )


def decade_of(year: pd.Series[int]) -> pd.Series[int]:
    """First year of the decade that a year lies in: 1975 gives 1970.

    Parameters
    ----------
    year : Series of int, shape (n_rows,)

    Returns
    -------
    Series of int, shape (n_rows,)
    """
    return (year // 10 * 10).rename("decade")
