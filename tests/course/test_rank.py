"""Spearman's rho and its permutation test, against hand-worked and published values and scipy."""

import math
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from demarche.data import load
from demarche.measures.rank import average_ranks, permutation_p, spearman

whole = st.integers(min_value=-20, max_value=20)  # few values, so that ties are common
pairs = st.lists(st.tuples(whole, whole), min_size=2, max_size=25)


def columns(rows):
    x, y = zip(*rows, strict=True)
    return list(map(float, x)), list(map(float, y))


def varied(rows):
    x, y = columns(rows)
    assume(len(set(x)) > 1 and len(set(y)) > 1)
    return x, y


def test_ranks_by_hand():
    assert average_ranks([30, 10, 20]).tolist() == [3, 1, 2]
    assert average_ranks([5, 1, 5, 5]).tolist() == [3, 1, 3, 3]  # ranks 2, 3 and 4 shared
    assert average_ranks([]).tolist() == []


@given(st.lists(whole, min_size=1, max_size=40))
def test_ranks_agree_with_scipy(values):
    assert average_ranks(values).tolist() == stats.rankdata(values).tolist()


def test_rho_by_hand_without_ties():
    # d = 0, 1, -1, 0: rho = 1 - 6 * 2 / (4 * 15) = 0.8
    assert spearman([1, 2, 3, 4], [10, 30, 20, 40]) == pytest.approx(0.8)


def test_rho_by_hand_with_ties():
    # Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: covariance 4.5, squares 4.5 and 5.
    assert spearman([1, 5, 5, 9], [1, 2, 3, 4]) == pytest.approx(4.5 / math.sqrt(4.5 * 5))


def test_kendalls_textbook_example_of_music_and_mathematics():
    # Kendall, Rank Correlation Methods, chapter 1: ten boys, sum of d squared 90 -> rho = 1 - 540/990.
    mathematics = [7, 4, 3, 10, 6, 2, 9, 8, 1, 5]
    music = [5, 7, 3, 10, 1, 9, 6, 2, 8, 4]
    squares = sum((a - b) ** 2 for a, b in zip(mathematics, music, strict=True))
    assert spearman(mathematics, music) == pytest.approx(1 - 6 * squares / 990)


@given(pairs)
def test_rho_agrees_with_scipy(rows):
    x, y = varied(rows)
    assert spearman(x, y) == pytest.approx(stats.spearmanr(x, y).statistic, abs=1e-12)


@given(pairs)
def test_rho_is_symmetric_and_bounded(rows):
    x, y = varied(rows)
    assert -1 <= spearman(x, y) <= 1
    assert spearman(x, y) == pytest.approx(spearman(y, x), abs=1e-12)


@given(pairs)
def test_only_the_order_counts(rows):
    x, y = varied(rows)
    stretched = [value**3 + 5 * value for value in x]
    assert spearman(stretched, y) == pytest.approx(spearman(x, y), abs=1e-12)
    assert spearman([-value for value in x], y) == pytest.approx(-spearman(x, y), abs=1e-12)


@given(pairs, st.randoms())
def test_the_order_of_the_pairs_does_not_count(rows, random):
    x, y = varied(rows)
    order = list(range(len(x)))
    random.shuffle(order)
    assert spearman([x[i] for i in order], [y[i] for i in order]) == pytest.approx(spearman(x, y), abs=1e-12)


def test_nothing_varies():
    assert math.isnan(spearman([1, 1, 1], [1, 2, 3]))
    assert math.isnan(permutation_p([1, 2, 3], [4, 4, 4]))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(whole, whole), min_size=2, max_size=5))
def test_exact_p_is_the_share_of_all_orders(rows):
    x, y = varied(rows)
    seen = abs(stats.spearmanr(x, y).statistic) - 1e-9
    orders = list(permutations(y))
    wanted = sum(abs(stats.spearmanr(x, order).statistic) >= seen for order in orders) / len(orders)
    assert permutation_p(x, y) == pytest.approx(wanted)


def test_exact_p_of_a_perfect_order():
    # Of the 5! orders, only the same and the opposite one lie as far out.
    assert permutation_p([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]) == pytest.approx(2 / 120)


def test_drawn_p_agrees_with_scipys_permutation_test():
    rng = np.random.default_rng(5)
    x = rng.normal(size=14)
    y = x + 2 * rng.normal(size=14)

    def rho(values):
        return stats.spearmanr(x, values).statistic

    wanted = stats.permutation_test(
        (y,), rho, permutation_type="pairings", n_resamples=1_999, rng=np.random.default_rng(1)
    ).pvalue
    assert permutation_p(x, y, draws=19_999, seed=2) == pytest.approx(wanted, abs=0.025)


def test_drawn_p_stays_what_it_was():
    # The legacy stream of numpy is frozen, so the p-values printed in the book do not move with numpy.
    x, y = range(9), [3, 1, 9, 2, 6, 4, 8, 5, 7]
    assert permutation_p(x, y, draws=199, seed=1) == 0.215
    assert permutation_p(x, y, draws=199, seed=2) == 0.18


def test_drawn_p_is_repeatable_never_zero_and_uniform_under_chance():
    x = list(range(12))
    assert permutation_p(x, x, draws=99) == pytest.approx(1 / 100)
    rng = np.random.default_rng(0)
    shares = [permutation_p(x, rng.permutation(12), draws=199, seed=number) for number in range(400)]
    assert shares[:5] == [permutation_p(x, y, draws=199, seed=s) for s, y in _again(5)]
    # Under chance a share below 0.05 comes up in about one case of twenty: 20 of 400, give or take 13.
    assert 7 <= sum(share <= 0.05 for share in shares) <= 33


def _again(count):
    rng = np.random.default_rng(0)
    return [(number, rng.permutation(12)) for number in range(count)]


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        ([1, 2], [1], "needs pairs"),
        ([1], [1], "two pairs"),
        ([1, np.nan], [1, 2], "missing"),
        (pd.Series([1, 2], index=["a", "b"]), pd.Series([1, 2], index=["b", "a"]), "different indexes"),
    ],
)
def test_refuses_what_are_no_pairs(x, y, words):
    with pytest.raises(ValueError, match=words):
        spearman(x, y)


def test_refuses_no_draws():
    with pytest.raises(ValueError, match="draws=0"):
        permutation_p([1, 2], [1, 2], draws=0)


def test_the_great_paid_more_until_about_1967():
    """Published: the link of size and burden ended about 1967 (Khanna and Sandler 1996)."""
    history = load("burden_history")
    rho = {year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in history.groupby("year")}
    assert min(rho[year] for year in range(1960, 1967)) > 0.5
    assert max(rho[year] for year in range(1968, 1979)) < 0.4
