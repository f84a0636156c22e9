"""How far a model's result hangs on its assumptions: one input at a time, and all of them at once.

What comes out describes the assumptions. A share of draws is no probability of an event in the world
unless somebody has shown that the draws are what the world does.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

Model = Callable[..., float]


def one_way(
    model: Model, base: Mapping[str, float], ranges: Mapping[str, tuple[float, float]]
) -> pd.DataFrame:
    """Result of a model when one input at a time goes to the ends of its range: a tornado chart in numbers.

    Parameters
    ----------
    model : callable
        Takes the inputs by name, returns a number.
    base : {name: value}
        Value of every input in the base case.
    ranges : {name: (low, high)}
        Ends of the range of each input that is varied; the others stay at their base.

    Returns
    -------
    DataFrame, shape (n_ranges, 3)
        ``at_low`` and ``at_high``, the results at the two ends, and ``swing``, how far they lie apart. The
        index names the inputs, widest swing first.

    Raises
    ------
    KeyError
        If an input of `ranges` is not in `base`.
    ValueError
        If the ends of a range are in the wrong order.

    References
    ----------
    Howard (1988), *Decision Analysis: Practice and Promise*, Management Science 34(6).
    """
    _check_ranges(ranges)
    unknown = [name for name in ranges if name not in base]
    if unknown:
        raise KeyError(f"no base value for {', '.join(unknown)}; there are {', '.join(base)}")
    rows = {
        name: [float(model(**{**base, name: end})) for end in (low, high)]
        for name, (low, high) in ranges.items()
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["at_low", "at_high"])
    table["swing"] = (table["at_high"] - table["at_low"]).abs()
    return table.sort_values("swing", ascending=False, kind="stable")


def uniform_draws(ranges: Mapping[str, tuple[float, float]], n: int, seed: int) -> pd.DataFrame:
    """Draw every input evenly from its range, independently of the others.

    Parameters
    ----------
    ranges : {name: (low, high)}
    n : int
        Number of draws, 1 or more.
    seed : int
        The same seed gives the same draws on every machine and with every version of Python.

    Returns
    -------
    DataFrame, shape (n, n_ranges)
        One row per draw.

    Raises
    ------
    ValueError
        If `n` is below 1 or the ends of a range are in the wrong order.

    Notes
    -----
    Even and independent are assumptions like any other, and strong ones. A model of plain arithmetic takes
    the columns by name, ``model(**draws)``, and gives one result for each row.

    References
    ----------
    Saltelli and Annoni (2010), *How to Avoid a Perfunctory Sensitivity Analysis*, Environmental Modelling &
    Software 25, on why moving one input at a time leaves most combinations unseen.
    """
    _check_ranges(ranges)
    if n < 1:
        raise ValueError(f"at least one draw is needed, not {n!r}")
    # The standard library promises that random() repeats itself for a seed; numpy's generators do not.
    source = random.Random(seed)  # noqa: S311 (nothing secret)
    points = np.array([[source.random() for _ in ranges] for _ in range(n)])
    low = np.array([ends[0] for ends in ranges.values()], dtype=float)
    high = np.array([ends[1] for ends in ranges.values()], dtype=float)
    return pd.DataFrame(low + points * (high - low), columns=list(ranges))


def _check_ranges(ranges: Mapping[str, tuple[float, float]]) -> None:
    for name, (low, high) in ranges.items():
        if not low <= high:
            raise ValueError(f"the range of {name} runs from {low!r} to {high!r}: the lower end comes first")
