"""Equilibria of a game between two players, by trying every cell and by indifference.

Small games with known payoffs, moved at once. For larger ones use a library such as nashpy.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Mixed(NamedTuple):
    """A mixed equilibrium of a two-by-two game: how often each player takes the *first* of two actions."""

    row: float
    column: float


def pure_equilibria(row: ArrayLike, column: ArrayLike) -> list[tuple[int, int]]:
    """Cells of a game that neither player would leave alone.

    Parameters
    ----------
    row, column : array_like, shape (n_rows, n_columns)
        Payoffs of the player who picks the row, and of the one who picks the column. Higher is better.

    Returns
    -------
    list of (int, int)
        Row and column of each equilibrium, counted from 0, in reading order; empty if there is none. A cell
        also counts if a player has another action that is just as good.

    Raises
    ------
    ValueError
        If the two tables do not have one shape with two dimensions, are empty, or hold a number that is not
        finite.

    References
    ----------
    Nash (1951), *Non-cooperative Games*, Annals of Mathematics 54(2).

    Examples
    --------
    >>> pure_equilibria([[3, 0], [2, 1]], [[3, 2], [0, 1]])
    [(0, 0), (1, 1)]
    """
    ours, theirs = _tables(row, column)
    best_row = ours == ours.max(axis=0, keepdims=True)  # best answer to each column
    best_column = theirs == theirs.max(axis=1, keepdims=True)  # best answer to each row
    return [(int(i), int(j)) for i, j in np.argwhere(best_row & best_column)]


def mixed_equilibrium(row: ArrayLike, column: ArrayLike) -> Mixed | None:
    """Equilibrium of a two-by-two game in which both players mix their two actions.

    Each player's mix is the one that leaves the *other* indifferent, so it is made of the other's payoffs.

    Parameters
    ----------
    row, column : array_like, shape (2, 2)
        Payoffs of the player who picks the row, and of the one who picks the column.

    Returns
    -------
    Mixed or None
        ``row`` and ``column``, each strictly between 0 and 1; None if no such equilibrium exists, or if a
        player is indifferent whatever the other does, so that no single mix is meant.

    Raises
    ------
    ValueError
        If the tables are not two by two, or hold a number that is not finite.

    References
    ----------
    Nash (1951), *Non-cooperative Games*, Annals of Mathematics 54(2). On what follows when payoffs change:
    Tsebelis (1989), *The Abuse of Probability in Political Analysis*, American Political Science Review
    83(1).
    """
    ours, theirs = _tables(row, column)
    if ours.shape != (2, 2):
        raise ValueError(f"a two-by-two game is needed; this one is {ours.shape[0]} by {ours.shape[1]}")
    first = _indifference(theirs[1, 1] - theirs[1, 0], theirs[0, 0] - theirs[0, 1])
    second = _indifference(ours[1, 1] - ours[0, 1], ours[0, 0] - ours[1, 0])
    if first is None or second is None:
        return None
    return Mixed(first, second)


def _indifference(against: float, for_it: float) -> float | None:
    """Weight w with w * for_it == (1 - w) * against, if it lies strictly between 0 and 1."""
    if for_it * against <= 0:
        return None
    weight = float(against / (against + for_it))
    return weight if 0 < weight < 1 else None


def _tables(row: ArrayLike, column: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    ours, theirs = np.asarray(row, dtype=float), np.asarray(column, dtype=float)
    if ours.ndim != 2 or ours.shape != theirs.shape or ours.size == 0:
        raise ValueError(
            f"two tables of the same rows and columns are needed; these have the shapes {ours.shape} "
            f"and {theirs.shape}"
        )
    if not (np.isfinite(ours).all() and np.isfinite(theirs).all()):
        raise ValueError("a payoff is missing or infinite: give a finite number for every cell")
    return ours, theirs
