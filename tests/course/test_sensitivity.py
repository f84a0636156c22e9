"""One-way sensitivity and draws: by hand, and what must hold for any range."""

import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.data import load
from demarche.measures.exposure import allied_pairs
from demarche.measures.sensitivity import one_way, uniform_draws

BASE = {"a": 2.0, "b": 3.0, "c": 1.0}
RANGES = {"a": (1.0, 4.0), "b": (0.0, 10.0), "c": (1.0, 1.0)}


def product(a, b, c):
    return a * b - c


def test_one_way_by_hand():
    table = one_way(product, BASE, RANGES)
    expected = {"b": [-1, 19, 20], "a": [2, 11, 9], "c": [5, 5, 0]}
    assert list(table.index) == ["b", "a", "c"]
    assert table.loc["b"].to_list() == expected["b"]
    assert table.loc["a"].to_list() == expected["a"]
    assert table.loc["c"].to_list() == expected["c"]


def test_swing_of_a_falling_input_is_positive():
    assert one_way(lambda a: -a, {"a": 0}, {"a": (-1, 2)})["swing"].to_list() == [3]


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(0, 50)), min_size=1, max_size=5), st.integers(0, 99))
def test_draws_lie_in_their_ranges_and_repeat(ends, seed):
    ranges = {f"x{number}": (low, low + width) for number, (low, width) in enumerate(ends)}
    draws = uniform_draws(ranges, 20, seed)
    assert draws.shape == (20, len(ranges))
    for name, (low, high) in ranges.items():
        assert draws[name].between(low - 1e-9, high + 1e-9).all()
    pd.testing.assert_frame_equal(draws, uniform_draws(ranges, 20, seed))


def test_draws_are_those_of_the_standard_library():
    source = random.Random(1949)
    expected = [[source.random(), 10 * source.random()] for _ in range(3)]
    assert uniform_draws({"a": (0, 1), "b": (0, 10)}, 3, 1949).to_numpy() == pytest.approx(np.array(expected))
    # Pinned, as the answers of the exercise hang on it.
    assert random.Random(1949).random() == 0.5512431766175966


def test_draws_are_independent():
    draws = uniform_draws(RANGES, 20_000, 3)
    # The mean of a product of independent inputs is the product of their means: 2.5 * 5 - 1.
    assert product(**draws).mean() == pytest.approx(11.5, abs=0.25)


def test_refuses_ranges_that_do_not_fit():
    with pytest.raises(ValueError, match="lower end comes first"):
        one_way(product, BASE, {"a": (2, 1)})
    with pytest.raises(KeyError, match="no base value for d"):
        one_way(product, BASE, {"d": (0, 1)})
    with pytest.raises(ValueError, match="at least one draw"):
        uniform_draws(RANGES, 0, 1)


def test_allied_pairs_by_hand():
    joined = pd.Series([1949, 1949, 1952, None], dtype="Int64")
    assert allied_pairs(joined, 1948, 1953).to_dict() == {
        1948: 0,
        1949: 1,
        1950: 1,
        1951: 1,
        1952: 3,
        1953: 3,
    }
    with pytest.raises(ValueError, match="first year comes first"):
        allied_pairs(joined, 1953, 1952)


def test_allied_pairs_of_nato():
    pairs = allied_pairs(load("states")["nato_year"], 1949, 2024)
    # 12 founders, 15 members with West Germany, 16 with Spain, 28 in 2009, 32 in 2024.
    assert pairs[[1949, 1955, 1982, 2009, 2024]].to_list() == [66, 105, 120, 378, 496]
    assert pairs.loc[:2014].sum() == 10_094


@given(st.lists(st.integers(1940, 1960), max_size=8))
def test_pairs_are_those_one_can_list(years):
    pairs = allied_pairs(pd.Series(years, dtype="int64"), 1945, 1955)
    for year, count in pairs.items():
        members = [joined for joined in years if joined <= year]
        assert count == sum(1 for i in range(len(members)) for _ in range(i))
