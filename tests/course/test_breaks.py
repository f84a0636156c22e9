"""Segmentation: by hand, against brute force and the library ruptures, and what no series may break."""

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.data import load
from demarche.measures.breaks import (
    bic,
    bic_table,
    cut,
    optimal_segmentation,
    segment_cost,
    segmentations,
)

SERIES = st.lists(st.integers(-20, 20), min_size=6, max_size=11)


def brute_force(values, breaks, shortest):
    """Least cost over all ways to cut, and the ways that reach it."""
    costs = {}
    for places in combinations(range(1, len(values)), breaks):
        parts = np.split(np.asarray(values, dtype=float), list(places))
        if min(map(len, parts)) >= shortest:
            costs[places] = sum(((part - part.mean()) ** 2).sum() for part in parts)
    least = min(costs.values())
    return least, [places for places, cost in costs.items() if cost < least + 1e-9]


def panel(column, first=1949):
    return load("panel").set_index("year")[column].loc[first:2023].dropna()


def years(series, breaks):
    return [int(series.index[place]) for place in optimal_segmentation(series, breaks, 5).starts]


def test_cost_by_hand():
    assert segment_cost([2, 4, 6]) == 8  # 4 + 0 + 4
    assert segment_cost([7]) == 0
    assert segment_cost(pd.Series([1.0, 2.0])) == 0.5


def test_break_by_hand():
    found = optimal_segmentation([1, 1, 1, 5, 7], 1)
    assert found.starts == (3,)  # the position of the 5, first of the new segment
    assert found.means == (1, 6)
    assert found.cost == pytest.approx(2)


def test_greedy_search_would_miss_it():
    values = [0, 0, 1, 4, 4, 1, 0, 0]
    first = optimal_segmentation(values, 1).starts[0]
    both = optimal_segmentation(values, 2)
    assert both.starts == (3, 5)
    assert both.cost == pytest.approx(4 / 3)  # 2/3 on either side
    assert first not in both.starts  # whoever keeps the best single break cannot get there


def test_shortest_holds_for_every_segment():
    values = [0, 0, 0, 9, 0, 0, 0]
    assert optimal_segmentation(values, 2).starts == (3, 4)
    assert optimal_segmentation(values, 2, shortest=2).starts in {(2, 4), (3, 5)}


@given(SERIES, st.integers(0, 3), st.integers(1, 2))
def test_as_good_as_trying_everything(values, breaks, shortest):
    if len(values) < (breaks + 1) * shortest:
        return
    found = optimal_segmentation(values, breaks, shortest)
    least, ways = brute_force(values, breaks, shortest)
    assert found.cost == pytest.approx(least, abs=1e-8)
    assert found.starts in ways


@given(SERIES, st.integers(-1000, 1000), st.sampled_from([-3.0, -1.0, 0.25, 40.0]))
def test_unit_and_zero_of_the_scale_do_not_move_a_break(values, shift, scale):
    moved = [scale * value + shift for value in values]
    found, again = optimal_segmentation(values, 2), optimal_segmentation(moved, 2)
    assert again.cost == pytest.approx(scale**2 * found.cost, abs=1e-6)
    _, ways = brute_force(values, 2, 1)
    if len(ways) == 1:
        assert again.starts == found.starts


@given(SERIES)
def test_another_break_never_costs_more(values):
    costs = [each.cost for each in segmentations(values, 3)]
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(costs))


@given(SERIES)
def test_time_reversed_costs_the_same(values):
    assert optimal_segmentation(values[::-1], 2).cost == pytest.approx(
        optimal_segmentation(values, 2).cost, abs=1e-8
    )


@pytest.mark.parametrize("column", ["fra_gap", "agree_fra_usa", "agree_gbr_usa", "ideal_dist_fra_usa"])
def test_same_breaks_as_ruptures(column):
    ruptures = pytest.importorskip("ruptures", reason="it has no wheel for this Python")
    series = panel(column)
    library = ruptures.Dynp(model="l2", min_size=5, jump=1).fit(series.to_numpy())
    for breaks in (1, 2, 3, 4):
        assert list(optimal_segmentation(series, breaks, 5).starts) == library.predict(breaks)[:-1]


def test_large_means_lose_no_digits():
    values = np.array([0.0, 0, 0, 0.1, 0.1, 0.1])
    far = optimal_segmentation(values + 1e6, 1)
    assert far.starts == (3,)
    assert far.cost == pytest.approx(0, abs=1e-9)


def test_published_breaks_of_the_gap():
    gap = panel("fra_gap")
    assert len(gap) == 74  # 75 years, and none in 1964
    assert years(gap, 2) == [1961, 1970]
    assert optimal_segmentation(gap, 2, 5).means == pytest.approx((-0.043, -0.196, 0.038), abs=5e-4)
    assert years(gap, 3) == [1961, 1969, 1975]
    assert optimal_segmentation(gap, 3, 5).means[1] == pytest.approx(-0.210, abs=5e-4)


def test_published_breaks_of_the_raw_series():
    # The published means are those of 1946-2023; from 1949 the first is 0.647 and 0.769.
    for column, means in {"agree_fra_usa": (0.653, 0.506), "agree_gbr_usa": (0.771, 0.577)}.items():
        assert years(panel(column), 1) == years(panel(column, 1946), 1) == [1981]
        assert optimal_segmentation(panel(column, 1946), 1, 5).means == pytest.approx(means, abs=5e-4)


def test_bic_by_hand():
    # Four values, no break: one mean and the variance; one break: two means, its place, the variance.
    assert bic(4.0, 4, 0) == pytest.approx(2 * np.log(4))
    assert bic(1.0, 4, 1) == pytest.approx(4 * np.log(0.25) + 4 * np.log(4)) == pytest.approx(0)


def test_bic_finds_no_break_in_noise_and_one_in_a_step():
    noise = np.random.RandomState(3).standard_normal(60)
    assert bic_table(noise, 4, 5)["bic"].idxmin() == 0
    noise[30:] += 3
    table = bic_table(noise, 4, 5)
    assert table["bic"].idxmin() == 1
    assert table["cost"].is_monotonic_decreasing


@given(st.integers(2, 500), st.floats(0.01, 100), st.integers(0, 5))
def test_each_break_has_to_earn_two_estimates(n, cost, breaks):
    assert bic(cost, n, breaks + 1) - bic(cost, n, breaks) == pytest.approx(2 * np.log(n))


def test_cut_describes_known_segments():
    assert cut([1, 3, 10], [2]) == ((2,), (2.0, 10.0), 2.0)
    assert cut([1, 3], []).means == (2.0,)
    for wrong in ([0], [3], [2, 1], [1, 1]):
        with pytest.raises(ValueError, match="do not cut"):
            cut([1, 3, 10], wrong)


@pytest.mark.parametrize(
    ("values", "breaks", "shortest", "match"),
    [
        ([], 0, 1, "no value"),
        ([1, None, 2], 0, 1, "missing"),
        ([1, 2, 3], 1, 2, "cannot make 2 segments"),
        ([1, 2, 3], -1, 1, "0 or more breaks"),
        ([1, 2, 3], 1, 0, "lengths from 1"),
    ],
)
def test_what_cannot_be_cut_is_refused(values, breaks, shortest, match):
    with pytest.raises(ValueError, match=match):
        optimal_segmentation(values, breaks, shortest)


def test_perfect_fit_has_no_bic():
    with pytest.raises(ValueError, match="no BIC"):
        bic(0.0, 10, 2)
