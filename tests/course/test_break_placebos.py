"""Placebo series: what they must keep, and what the search may say about them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.measures.break_placebos import (
    drifting_series,
    explained_share,
    lag_one_correlation,
    placebo_test,
)
from demarche.measures.breaks import optimal_segmentation, segment_cost


def test_share_by_hand():
    assert explained_share([0, 0, 4, 4], 1) == 1
    # 0, 2 | 6, 8 leaves 2 + 2 of 4 squared distances from 4: 16 + 4 + 4 + 16.
    assert explained_share([0, 2, 6, 8], 1) == pytest.approx(1 - 4 / 40)
    assert explained_share([3, 3, 3], 1) == 0


@given(st.lists(st.integers(-9, 9), min_size=5, max_size=12), st.integers(0, 3))
def test_share_is_a_share_of_the_cost(values, breaks):
    share = explained_share(values, breaks)
    assert 0 <= share <= 1 + 1e-12
    left = optimal_segmentation(values, breaks).cost
    assert (1 - share) * segment_cost(values) == pytest.approx(left, abs=1e-8)


def test_p_value_by_hand():
    # The step explains all; one placebo of three does too. The real one counts as well: (1 + 1) / (1 + 3).
    result = placebo_test([0, 0, 1, 1], [[0, 1, 0, 1], [1, 1, 0, 0], [0, 1, 1, 0]], 1)
    assert result.share == 1
    assert result.p_value == 0.5
    assert result.placebo_shares.tolist() == pytest.approx([1 / 3, 1, 1 / 3])


def test_p_value_is_fair_where_there_is_no_break():
    # A series that is itself one of the drifting kind: small p-values are as rare as they should be.
    placebos, real = (
        np.array([explained_share(each, 1, 5) for each in drifting_series(40, 0.5, count, seed)])
        for count, seed in ((99, 1), (200, 2))
    )
    values = (1 + (placebos >= real[:, np.newaxis]).sum(axis=1)) / 100
    assert 0.01 <= np.mean(values <= 0.05) <= 0.1


def test_memory_makes_breaks_where_there_are_none():
    still, drifting = (
        np.mean([explained_share(each, 1, 5) for each in drifting_series(74, memory, 200, seed=5)])
        for memory in (0.0, 0.6)
    )
    assert drifting > 2 * still


def test_memory_is_what_was_asked_for():
    long = drifting_series(20_000, 0.6, 2, seed=7)
    assert [lag_one_correlation(each) for each in long] == pytest.approx([0.6, 0.6], abs=0.03)
    assert long.std() == pytest.approx(1 / np.sqrt(1 - 0.36), rel=0.03)


def test_lag_one_by_hand():
    assert lag_one_correlation([1, -1, 1, -1]) == -0.75
    with pytest.raises(ValueError, match="all values are the same"):
        lag_one_correlation([2, 2, 2])


def test_first_value_belongs_to_the_others():
    many = drifting_series(3, 0.9, 20_000, seed=11)
    assert many.std(axis=0) == pytest.approx([1 / np.sqrt(1 - 0.81)] * 3, rel=0.03)


def test_simulation_is_the_same_everywhere():
    # numpy.random.RandomState(0).standard_normal(2) has been 1.764..., 0.400... since 1.x.
    assert drifting_series(2, 0.0, 1, seed=0)[0] == pytest.approx([1.76405235, 0.40015721])
    assert drifting_series(0, 0.5, 2, seed=0).shape == (2, 0)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="between -1 and 1"):
        drifting_series(5, 1.0, 1, seed=0)
    with pytest.raises(ValueError, match="no placebo"):
        placebo_test([1, 2, 3], [], 1)


def test_shocks_can_be_larger_in_one_part():
    restless = drifting_series(40, 0.5, 4000, seed=3, scatter=[3.0] * 20 + [1.0] * 20)
    # Away from the change each part has the spread of its own process: sigma / sqrt(1 - memory^2).
    assert restless[:, 0].std() == pytest.approx(3 / np.sqrt(0.75), rel=0.05)
    assert restless[:, 39].std() == pytest.approx(1 / np.sqrt(0.75), rel=0.05)
    assert (drifting_series(40, 0.5, 5, 3, [1.0] * 40) == drifting_series(40, 0.5, 5, 3)).all()


@pytest.mark.parametrize("scatter", [[1.0] * 4, [1.0, 1.0, 0.0, 1.0, 1.0]])
def test_scatter_has_a_size_for_each_step(scatter):
    with pytest.raises(ValueError, match="5 numbers above zero"):
        drifting_series(5, 0.5, 1, seed=0, scatter=scatter)
