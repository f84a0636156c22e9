"""Agreement of two codings on an ordinal scale: a near miss counts for more than a wide one."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np


def weighted_kappa(a: Iterable[float], b: Iterable[float], power: float = 1) -> float:
    """Cohen's weighted kappa: one minus the disagreement seen, as a part of that expected by chance.

    The disagreement of two codes is their distance on the scale to the given power. Its expectation is the
    mean over all pairs of a code from `a` with a code from `b`, as if one coding were dealt out at random.

    Parameters
    ----------
    a, b : iterable of float, shape (n_cases,)
        Codes as numbers on one scale, paired by position. A case that misses either code (NaN) is left out.
    power : float
        1 for linear weights (two steps apart are twice as bad as one), 2 for quadratic, 0 for the plain
        kappa, in which every disagreement counts the same. Zero or more.

    Returns
    -------
    float
        1 for full agreement, 0 at the level of chance, negative below it. NaN when no case has both codes, or
        both codings use one and the same code throughout.

    Raises
    ------
    ValueError
        If the lengths differ or the power is negative.

    References
    ----------
    Cohen (1968), *Weighted Kappa: Nominal Scale Agreement with Provision for Scaled Disagreement or Partial
    Credit*, Psychological Bulletin 70(4).

    Examples
    --------
    >>> weighted_kappa([-1, 0, 2, 3], [-1, 1, 2, 3], power=0) < weighted_kappa([-1, 0, 2, 3], [-1, 1, 2, 3])
    True
    """
    ours, theirs = np.array(list(a), dtype=np.float64), np.array(list(b), dtype=np.float64)
    if len(ours) != len(theirs):
        raise ValueError(f"{len(ours)} codes against {len(theirs)}: both codings must cover the same cases")
    if power < 0:
        raise ValueError(
            f"power={power}: with a negative power, near codes would disagree more than far ones"
        )
    known = ~(np.isnan(ours) | np.isnan(theirs))
    ours, theirs = ours[known], theirs[known]
    if not len(ours):
        return math.nan
    expected = _disagreement(ours[:, None] - theirs[None, :], power)
    return 1 - _disagreement(ours - theirs, power) / expected if expected > 0 else math.nan


def _disagreement(distances: np.ndarray[tuple[int, ...], np.dtype[np.float64]], power: float) -> float:
    apart = distances != 0  # 0 to the power of 0 is 1, but equal codes never disagree
    return float(np.mean(np.where(apart, np.abs(distances) ** power, 0.0)))
