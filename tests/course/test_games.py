"""Equilibria: textbook games by hand, nashpy as a second opinion, and what must not change them."""

import nashpy
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from demarche.measures.games import mixed_equilibrium, pure_equilibria

DILEMMA = ([[3, 0], [5, 1]], [[3, 5], [0, 1]])
STAG_HUNT = ([[4, 0], [3, 3]], [[4, 3], [0, 3]])
CHICKEN = ([[3, 1], [4, 0]], [[3, 4], [1, 0]])
PENNIES = ([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
SEXES = ([[2, 0], [0, 1]], [[1, 0], [0, 2]])
whole = st.integers(-9, 9)


def tables(rows=2, columns=2):
    shape = (rows, columns)
    return st.tuples(arrays(np.int64, shape, elements=whole), arrays(np.int64, shape, elements=whole))


@pytest.mark.parametrize(
    ("game", "cells"),
    [(DILEMMA, [(1, 1)]), (STAG_HUNT, [(0, 0), (1, 1)]), (CHICKEN, [(0, 1), (1, 0)]), (PENNIES, [])],
)
def test_pure_equilibria_of_textbook_games(game, cells):
    assert pure_equilibria(*game) == cells


@pytest.mark.parametrize(
    ("game", "mix"),
    [
        (STAG_HUNT, (3 / 4, 3 / 4)),
        (CHICKEN, (1 / 2, 1 / 2)),
        (PENNIES, (1 / 2, 1 / 2)),
        (SEXES, (2 / 3, 1 / 3)),
        # To guard or to relax, to probe or to refrain: each mix is made of the other's payoffs.
        (([[-3, -2], [-8, 0]], [[-5, 0], [3, 0]]), (3 / 8, 2 / 7)),
    ],
)
def test_mixed_equilibrium_of_textbook_games(game, mix):
    assert mixed_equilibrium(*game) == pytest.approx(mix)


@pytest.mark.parametrize("game", [DILEMMA, ([[0, 0], [0, 0]], [[1, 2], [2, 1]])])
def test_no_mixed_equilibrium(game):
    assert mixed_equilibrium(*game) is None


def test_ties_and_larger_games():
    row = [[1, 2, 0], [1, 0, 0]]
    column = [[0, 1, 1], [2, 1, 2]]
    assert pure_equilibria(row, column) == [(0, 1), (0, 2), (1, 0), (1, 2)]
    assert pure_equilibria([[7]], [[-7]]) == [(0, 0)]


@given(tables())
def test_two_by_two_agrees_with_nashpy(game):
    ours, theirs = game
    # Without ties every equilibrium is isolated, and support enumeration finds all of them.
    assume((np.diff(ours, axis=0) != 0).all())
    assume((np.diff(theirs, axis=1) != 0).all())
    found = [(row, column) for row, column in nashpy.Game(ours, theirs).support_enumeration()]
    pure = sorted((int(r.argmax()), int(c.argmax())) for r, c in found if r.max() == 1 and c.max() == 1)
    mixed = [(r[0], c[0]) for r, c in found if r.max() < 1 and c.max() < 1]
    assert pure_equilibria(ours, theirs) == pure
    mine = mixed_equilibrium(ours, theirs)
    assert ([] if mine is None else [pytest.approx(tuple(mine))]) == mixed
    assert len(pure) + len(mixed) in (1, 3)  # an odd number (Wilson 1971)


@given(tables(3, 4))
def test_no_player_would_leave_an_equilibrium(game):
    ours, theirs = game
    found = pure_equilibria(ours, theirs)
    for i in range(3):
        for j in range(4):
            stays = ours[i, j] >= ours[:, j].max() and theirs[i, j] >= theirs[i, :].max()
            assert ((i, j) in found) == stays


@given(tables(), st.integers(1, 9), whole, st.integers(1, 9), whole)
def test_keeps_under_positive_affine_change_of_each_player(game, a, b, c, d):
    ours, theirs = game
    assert pure_equilibria(a * ours + b, c * theirs + d) == pure_equilibria(ours, theirs)
    before, after = mixed_equilibrium(ours, theirs), mixed_equilibrium(a * ours + b, c * theirs + d)
    assert (before is None) == (after is None)
    assert before is None or after == pytest.approx(before)


@given(st.tuples(*[st.integers(1, 9)] * 4), st.booleans(), tables())
def test_mix_leaves_the_other_indifferent(edges, turning, game):
    """Built so that a mix exists: each player's better action depends on the other's."""
    ours, theirs = (table.copy() for table in game)
    a, b, c, d = edges
    sign = -1 if turning else 1
    ours[0, 0], ours[1, 1] = ours[1, 0] + a, ours[0, 1] + b
    theirs[0, 0], theirs[1, 1] = theirs[0, 1] + sign * c, theirs[1, 0] + sign * d
    mix = mixed_equilibrium(ours, theirs)
    assert mix is not None
    row, column = np.array([mix.row, 1 - mix.row]), np.array([mix.column, 1 - mix.column])
    assert np.ptp(row @ theirs) == pytest.approx(0, abs=1e-9)
    assert np.ptp(ours @ column) == pytest.approx(0, abs=1e-9)


def test_own_payoffs_do_not_move_the_own_mix():
    tempted = ([[-3, -2], [-8, 0]], [[-5, 0], [11, 0]])  # the column player has more to gain
    assert mixed_equilibrium(*tempted).column == pytest.approx(2 / 7)
    assert mixed_equilibrium(*tempted).row == pytest.approx(11 / 16)
    dearer = ([[-4, -3], [-8, 0]], [[-5, 0], [3, 0]])  # the row player pays one more for its first action
    assert mixed_equilibrium(*dearer) == pytest.approx((3 / 8, 3 / 7))


def test_refuses_tables_that_do_not_fit():
    for row, column in (([[1, 2]], [[1], [2]]), ([1, 2], [1, 2]), ([[]], [[]])):
        with pytest.raises(ValueError, match="same rows and columns"):
            pure_equilibria(row, column)
    with pytest.raises(ValueError, match="missing or infinite"):
        pure_equilibria([[1, float("nan")]], [[1, 2]])
    with pytest.raises(ValueError, match="this one is 1 by 2"):
        mixed_equilibrium([[1, 2]], [[1, 2]])
