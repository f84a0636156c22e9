"""Could chance alone have made a difference this large? Shuffle who belongs to which group, and count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

_DIGITS = 12  # two shuffles that give the same difference must tie, whatever the last bit of a float says


class PermutationTest(NamedTuple):
    """A difference of two means, and how often shuffling gives one as large."""

    difference: float  # mean of the second group minus mean of the first
    p_value: float
    shuffled: NDArray[np.float64]  # the difference in each shuffle, shape (n_shuffles,)


def make_shuffles(size: int, n: int, seed: int) -> NDArray[np.int64]:
    """Draw random orders of the positions ``0 ... size - 1``.

    Parameters
    ----------
    size : int
        Number of values in both groups together.
    n : int
        Number of orders.
    seed : int
        The same seed gives the same orders, in every version of numpy.

    Returns
    -------
    array of int, shape (n, size)
    """
    # The legacy generator on purpose: its stream is frozen, that of the new one may change with numpy.
    random = np.random.RandomState(seed)
    return np.array([random.permutation(size) for _ in range(n)], dtype=np.int64).reshape(n, size)


def permutation_test(
    first: ArrayLike, second: ArrayLike, shuffles: Iterable[Sequence[int]] | NDArray[np.int64]
) -> PermutationTest:
    """Compare the means of two groups by shuffling their members.

    Parameters
    ----------
    first, second : numbers, shapes (n_first,) and (n_second,)
        The two groups, neither empty.
    shuffles : integers, shape (n_shuffles, n_first + n_second)
        Orders of the positions of both groups laid end to end. In each, the first ``n_first`` are taken to
        be the first group.

    Returns
    -------
    PermutationTest
        The p-value is two-sided. The real arrangement counts as one of the shuffles, so it is never zero.

    Raises
    ------
    ValueError
        If a group is empty or has a missing value, or a shuffle is not an order of all positions.

    Notes
    -----
    The test asks how surprising the difference would be if every value could as well have stood in the other
    group. Values that hang together, such as yearly numbers with a trend, are not exchangeable in that way,
    and the p-value is then not to be trusted.

    References
    ----------
    Phipson and Smyth (2010), *Permutation P-values Should Never Be Zero*, Statistical Applications in
    Genetics and Molecular Biology 9(1).
    """
    one, other = (np.asarray(group, dtype=float) for group in (first, second))
    pooled = np.concatenate([one, other])
    if not (len(one) and len(other)) or np.isnan(pooled).any():
        raise ValueError("both groups need at least one value, and none may be missing")
    orders = np.asarray(list(shuffles), dtype=np.int64)
    if (
        not len(orders)
        or orders.shape != (len(orders), len(pooled))
        or not (np.sort(orders, axis=1) == np.arange(len(pooled))).all()
    ):
        raise ValueError(f"each shuffle must hold every position from 0 to {len(pooled) - 1} once")
    shuffled = _gap(pooled[orders], len(one))
    real = float(_gap(pooled[np.newaxis, :], len(one))[0])
    as_large = int((np.abs(shuffled) >= abs(real)).sum())
    return PermutationTest(real, (1 + as_large) / (1 + len(orders)), shuffled)


def _gap(rows: NDArray[Any], cut: int) -> NDArray[np.float64]:
    difference = rows[:, cut:].mean(axis=1) - rows[:, :cut].mean(axis=1)
    return np.asarray(np.round(difference, _DIGITS), dtype=np.float64)
