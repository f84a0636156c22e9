"""What would have happened anyway? Difference-in-differences, and placebos that show when not to believe it.

All functions take a wide table, one row per moment and one column per unit. They know nothing of troops or
states. For a difference of ratios instead of amounts, hand in the logarithms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

Label = str | int
_SLACK = 1e-12  # effects that are equal on paper tie, whatever the last bit of a float says


class DifferenceInDifferences(NamedTuple):
    """An estimate with the parts that it is made of, all in the unit of the outcome."""

    effect: float  # treated_change minus comparison_change
    treated_change: float
    comparison_change: float  # mean over the comparison units
    counterfactual: float  # what the treated unit would have had afterwards, had it moved as they did


def difference_in_differences(
    outcomes: pd.DataFrame,
    treated: Label,
    comparisons: Sequence[Label],
    before: Label,
    after: Label,
) -> DifferenceInDifferences:
    """Change of one unit less the mean change of others over the same time.

    Parameters
    ----------
    outcomes : DataFrame, shape (n_times, n_units)
        One row per moment, one column per unit.
    treated : label of a column
        The unit to which something happened.
    comparisons : labels of columns
        Units to which it did not happen; each weighs the same.
    before, after : labels of rows
        A moment before the event and one after it.

    Returns
    -------
    DifferenceInDifferences

    Raises
    ------
    KeyError
        If a unit or a moment is not in the table.
    ValueError
        If there is no comparison, one is named twice, the treated unit is among them, or a value is missing
        or stands twice.

    Notes
    -----
    The effect can be believed only if the treated unit would have changed as much as the comparisons did
    (parallel trends), and if the event did not reach the comparisons (no spillover). No table can show the
    first, since nobody sees what would have been; `placebo_times` and `placebo_units` can cast doubt on it.

    References
    ----------
    Angrist and Pischke (2009), *Mostly Harmless Econometrics*, ch. 5.2.
    Card and Krueger (1994), *Minimum Wages and Employment*, American Economic Review 84(4).
    """
    _check_units(outcomes, treated, comparisons)
    for moment in (before, after):
        if moment not in outcomes.index:
            raise KeyError(
                f"no row {moment!r}: the table goes from {outcomes.index[0]} to {outcomes.index[-1]}"
            )
    cells = outcomes.loc[[before, after], [treated, *comparisons]].to_numpy(dtype=float, na_value=np.nan)
    if len(cells) != 2:
        raise ValueError("the table has several rows for one moment: each needs one")
    if np.isnan(cells).any():
        raise ValueError(f"no number for a unit at {before} or at {after}")
    change = cells[1] - cells[0]
    treated_change, comparison_change = float(change[0]), float(change[1:].mean())
    return DifferenceInDifferences(
        effect=treated_change - comparison_change,
        treated_change=treated_change,
        comparison_change=comparison_change,
        counterfactual=float(cells[0, 0]) + comparison_change,
    )


def gap_to_comparisons(
    outcomes: pd.DataFrame, treated: Label, comparisons: Sequence[Label]
) -> pd.Series[Any]:
    """Distance of the treated unit from the mean of the comparisons at every moment.

    Its change between two moments is the difference-in-differences; before the event it should be level.

    Parameters
    ----------
    outcomes : DataFrame, shape (n_times, n_units)
    treated : label of a column
    comparisons : labels of columns

    Returns
    -------
    Series of float, shape (n_times,)
        Missing where one of the values is.

    Raises
    ------
    KeyError, ValueError
        As `difference_in_differences`.
    """
    _check_units(outcomes, treated, comparisons)
    others = outcomes[list(comparisons)].astype(float).mean(axis="columns", skipna=False)
    return outcomes[treated].astype(float) - others


def placebo_times(
    outcomes: pd.DataFrame,
    treated: Label,
    comparisons: Sequence[Label],
    events: Iterable[int],
    reach: int = 1,
) -> pd.Series[Any]:
    """Pretend that the event fell on other moments, and estimate its effect there.

    Parameters
    ----------
    outcomes : DataFrame, shape (n_times, n_units)
        The index holds whole numbers, such as years.
    treated : label of a column
    comparisons : labels of columns
    events : iterable of int, length n_events
        Moments of the pretended event. A window that reaches the true one is no placebo.
    reach : int
        Each window goes from ``event - reach`` to ``event + reach``.

    Returns
    -------
    Series of float, shape (n_events,)
        The effect, by moment of the pretended event.

    Raises
    ------
    ValueError
        If `reach` is below 1, or as `difference_in_differences`.
    KeyError
        As `difference_in_differences`.
    """
    if reach < 1:
        raise ValueError(f"reach is {reach}: a window needs a moment before its event and one after it")
    effects = {
        event: difference_in_differences(outcomes, treated, comparisons, event - reach, event + reach).effect
        for event in events
    }
    return pd.Series(effects, dtype=float, name="effect")


def placebo_units(
    outcomes: pd.DataFrame, units: Sequence[Label], before: Label, after: Label
) -> pd.Series[Any]:
    """Pretend of each unit in turn that the event happened to it, and compare it with all the others.

    As in Abadie, Diamond and Hainmueller (2010), the truly treated unit joins the others while one of them
    takes its place. Leave it out of `units` to see the placebos without it.

    Parameters
    ----------
    outcomes : DataFrame, shape (n_times, n_units)
    units : labels of columns, length n
        Two or more; the truly treated unit is usually one of them.
    before, after : labels of rows

    Returns
    -------
    Series of float, shape (n,)
        The effect, by unit.

    Raises
    ------
    KeyError, ValueError
        As `difference_in_differences`.
    """
    effects = {
        unit: difference_in_differences(
            outcomes, unit, [other for other in units if other != unit], before, after
        ).effect
        for unit in units
    }
    return pd.Series(effects, dtype=float, name="effect")


def placebo_p(effects: pd.Series[Any], treated: Label) -> float:
    """Share of all units whose effect is at least as large, in either direction, as that of the treated one.

    Parameters
    ----------
    effects : Series of float, shape (n_units,)
        As `placebo_units` returns it, the treated unit among them.
    treated : label of the index

    Returns
    -------
    float
        Between ``1 / n_units`` and 1. It is the p-value of a randomisation test if each unit was as likely
        as any other to be the treated one; a state that decides for itself was not drawn by lot.

    Raises
    ------
    KeyError
        If the treated unit has no effect in the list.
    ValueError
        If an effect is missing.

    References
    ----------
    Abadie, Diamond and Hainmueller (2010), *Synthetic Control Methods for Comparative Case Studies*, Journal
    of the American Statistical Association 105(490): the placebo over units.
    """
    if treated not in effects.index:
        raise KeyError(f"no effect for {treated!r}: it has to be one of the units")
    if effects.isna().any():
        raise ValueError("an effect is missing")
    size = effects.abs()
    return float((size >= size[treated] * (1 - _SLACK)).mean())


def _check_units(outcomes: pd.DataFrame, treated: Label, comparisons: Sequence[Label]) -> None:
    if isinstance(comparisons, str):
        raise ValueError(f"comparisons is the text {comparisons!r}: give a list of columns, even of one")
    if not len(comparisons):
        raise ValueError("no comparison: without one there is only a change")
    if treated in comparisons:
        raise ValueError(f"{treated!r} is compared with itself: leave it out of the comparisons")
    if len(set(comparisons)) < len(comparisons):
        raise ValueError("a comparison is named twice: each weighs the same")
    for unit in (treated, *comparisons):
        if unit not in outcomes.columns:
            raise KeyError(f"no column {unit!r}: there are {', '.join(map(str, outcomes.columns))}")
