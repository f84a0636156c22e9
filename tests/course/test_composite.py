"""Z-scores, composites and sweeps over weights: by hand, against scipy, and what must hold for any numbers."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from demarche.data import load
from demarche.measures.composite import composite, lowest_counts, weight_grid, z_scores

numbers = st.floats(min_value=-1000, max_value=1000).map(lambda value: round(value, 3))
columns = st.lists(numbers, min_size=2, max_size=30)


@st.composite
def tables(draw):
    rows = draw(st.integers(2, 8))
    wide = draw(st.integers(1, 4))
    return pd.DataFrame(draw(st.lists(st.tuples(*[numbers] * wide), min_size=rows, max_size=rows)))


@st.composite
def weighted_tables(draw):
    table = draw(tables())
    share = st.floats(min_value=0, max_value=10)
    weights = draw(st.lists(share, min_size=table.shape[1], max_size=table.shape[1]))
    assume(sum(weights) > 0.01)
    return table, weights


def test_z_scores_by_hand():
    # 1, 3, 5, 7: mean 4, variance (9 + 1 + 1 + 9) / 4 = 5.
    assert z_scores(pd.Series([1, 3, 5, 7])).tolist() == pytest.approx(
        [-3 / 5**0.5, -1 / 5**0.5, 1 / 5**0.5, 3 / 5**0.5]
    )


def test_a_missing_value_stays_missing_and_does_not_count():
    scores = z_scores(pd.Series([2.0, math.nan, 4.0], index=[2001, 2002, 2003]))
    assert scores.index.tolist() == [2001, 2002, 2003]
    assert scores.dropna().tolist() == [-1, 1]
    assert math.isnan(scores[2002])


@pytest.mark.parametrize("constant", [0, 7, 0.1, 1e9])
def test_a_column_that_does_not_vary_has_no_scale(constant):
    assert z_scores(pd.Series([constant] * 3)).isna().all()
    both = z_scores(pd.DataFrame({"flat": [constant] * 3, "rising": [1, 2, 3]}))
    assert both["flat"].isna().all()
    assert both["rising"].notna().all()


@given(columns)
def test_z_scores_equal_those_of_scipy(values):
    assume(np.std(values) > 1e-2)
    assert z_scores(pd.Series(values)).to_numpy() == pytest.approx(stats.zscore(values), abs=1e-9)


@given(columns, st.floats(min_value=0.1, max_value=50), st.floats(min_value=-100, max_value=100))
def test_the_unit_and_the_zero_of_a_scale_do_not_matter(values, factor, shift):
    assume(np.std(values) > 1e-2)
    series = pd.Series(values)
    assert z_scores(factor * series + shift).to_numpy() == pytest.approx(
        z_scores(series).to_numpy(), abs=1e-6
    )
    assert z_scores(-series).to_numpy() == pytest.approx(-z_scores(series).to_numpy(), abs=1e-6)


def test_composite_by_hand():
    scores = pd.DataFrame({"a": [1.0, -1.0], "b": [3.0, 0.0]}, index=["warm", "cool"])
    assert composite(scores).to_dict() == {"warm": 2.0, "cool": -0.5}
    assert composite(scores, [3, 1]).to_dict() == {"warm": 1.5, "cool": -0.75}


@given(weighted_tables())
def test_a_composite_lies_between_the_scores_of_its_row(drawn):
    table, weights = drawn
    result = composite(table, weights)
    assert (result >= table.min(axis=1) - 1e-9).all()
    assert (result <= table.max(axis=1) + 1e-9).all()


@given(weighted_tables(), st.floats(min_value=0.1, max_value=100))
def test_only_the_ratios_of_the_weights_matter(drawn, factor):
    table, weights = drawn
    other = composite(table, [factor * weight for weight in weights])
    assert other.to_numpy() == pytest.approx(composite(table, weights).to_numpy(), abs=1e-6)


def test_grid_has_every_sharing_once():
    grid = weight_grid(4, 10)
    assert grid.shape == (math.comb(13, 3), 4)
    assert grid.sum(axis=1) == pytest.approx(1)
    everything = {tenths for tenths in itertools.product(range(11), repeat=4) if sum(tenths) == 10}
    assert {tuple(row) for row in np.rint(10 * grid).astype(int).tolist()} == everything
    assert weight_grid(1, 5).tolist() == [[1.0]]


def test_lowest_counts_by_hand():
    # Of the weightings of (a, b) in fifths, a counts 0 to 5 fifths. x: a = -3; y: b = -2; z is never lowest.
    # x is below y when 3a > 2b, that is a > 0.4; at a = 0.4 they tie, and both count.
    scores = pd.DataFrame({"a": [-3.0, 0.0, 1.0], "b": [0.0, -2.0, 1.0]}, index=["x", "y", "z"])
    assert lowest_counts(scores, weight_grid(2, 5)).to_dict() == {"x": 4, "y": 3}


@given(tables(), st.integers(1, 6))
def test_every_weighting_has_a_lowest_row(table, steps):
    grid = weight_grid(table.shape[1], steps)
    counts = lowest_counts(table, grid)
    assert counts.sum() >= len(grid)
    assert counts.is_monotonic_decreasing
    for weights in grid[:3]:
        assert composite(table, weights).idxmin() in counts.index


@given(tables())
def test_a_row_below_all_others_in_everything_is_lowest_under_every_weighting(table):
    table.loc["worst"] = table.min() - 1
    grid = weight_grid(table.shape[1], 4)
    assert lowest_counts(table, grid).to_dict() == {"worst": len(grid)}


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ([1, 2, 3], "one each"),
        ([1, -1], "zero or more"),
        ([0, 0], "above zero"),
        ([1, math.nan], "zero or more"),
    ],
)
def test_weights_that_do_not_fit_are_refused(weights, words):
    scores = pd.DataFrame({"a": [1.0], "b": [2.0]})
    with pytest.raises(ValueError, match=words):
        composite(scores, weights)
    with pytest.raises(ValueError, match=words):
        lowest_counts(scores, [weights])


def test_a_gap_is_named_and_refused():
    scores = pd.DataFrame({"votes": [1.0, 2.0], "trade": [1.0, math.nan]})
    with pytest.raises(ValueError, match="missing in trade"):
        composite(scores)


def test_grid_of_nothing_is_refused():
    for arguments in ((0, 5), (3, 0)):
        with pytest.raises(ValueError, match="1 or more"):
            weight_grid(*arguments)


def test_scores_of_the_panel_by_hand():
    """2003 is coolest by distance and by tone, not by opinion and not by trade."""
    panel = load("panel").set_index("year").loc[2002:2014]
    opinion = z_scores(panel["us_favourable_pct"])
    assert opinion.idxmin() == 2004
    assert z_scores(-panel["ideal_dist_fra_usa"]).idxmin() == 2003
    assert opinion.mean() == pytest.approx(0, abs=1e-12)
    assert (opinion**2).mean() == pytest.approx(1)
