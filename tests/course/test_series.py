"""Levels and changes of two series: by hand, against numpy, and what differencing removes."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from demarche.data import load
from demarche.measures.series import correlation, first_differences, levels_and_changes

numbers = st.floats(min_value=-1000, max_value=1000).map(lambda value: round(value, 3))
pairs = st.lists(st.tuples(numbers, numbers), min_size=4, max_size=40)


def yearly(values, start=1990):
    return pd.Series(list(values), index=range(start, start + len(values)), dtype=float)


def test_differences_by_hand_and_in_order_of_time():
    series = pd.Series([9.0, 4.0, 6.0], index=[2003, 2001, 2002])
    assert first_differences(series).to_dict() == {2002: 2.0, 2003: 3.0}


def test_no_change_is_made_up_over_a_gap():
    series = pd.Series([1.0, 2.0, 4.0, math.nan, 9.0, 10.0], index=[2000, 2001, 2003, 2004, 2005, 2006])
    assert first_differences(series).to_dict() == {2001: 1.0, 2006: 1.0}
    assert first_differences(series, step=2).to_dict() == {2003: 2.0, 2005: 5.0}


def test_whole_numbers_with_gaps_are_taken_too():
    assert first_differences(load("panel").set_index("year")["troops_france"]).loc[1967] == 1491 - 22333


@given(st.lists(numbers, min_size=3, max_size=30), numbers, numbers)
def test_differencing_turns_a_trend_into_a_constant(values, slope, height):
    noise = yearly(values)
    trend = slope * (noise.index.to_series() - 1990) + height
    assert (first_differences(noise + trend) - first_differences(noise)).to_numpy() == pytest.approx(
        slope, abs=1e-6
    )


@given(pairs, numbers, numbers)
def test_trends_do_not_touch_the_correlation_of_changes(drawn, slope, other):
    x, y = (yearly(values) for values in zip(*drawn, strict=True))
    assume(first_differences(x).std() > 0.1 and first_differences(y).std() > 0.1)
    time = x.index.to_series() - 1990
    bent = levels_and_changes(x + slope * time, y + other * time)
    assert bent.changes == pytest.approx(levels_and_changes(x, y).changes, abs=1e-5)


@given(pairs)
def test_correlation_equals_that_of_numpy(drawn):
    x, y = (yearly(values) for values in zip(*drawn, strict=True))
    assume(x.std() > 0.1 and y.std() > 0.1)
    assert correlation(x, y) == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-9)


def test_two_trends_correlate_and_their_changes_need_not():
    draw = np.random.default_rng(1926)
    time = np.arange(60)
    both = levels_and_changes(yearly(time + draw.normal(size=60)), yearly(5 * time + draw.normal(size=60)))
    assert both.levels > 0.99
    assert abs(both.changes) < 0.3
    assert (both.n_levels, both.n_changes) == (60, 59)


def test_known_values_of_the_panel():
    """French agreement and US exports to France: the number that the data dictionary gives, and a year with no vote."""
    panel = load("panel").set_index("year").loc[1950:2014]
    both = levels_and_changes(panel["agree_fra_usa"], panel["us_exports_musd"])
    assert both.levels == pytest.approx(-0.56, abs=0.005)
    assert 1964 not in panel["agree_fra_usa"].dropna().index
    assert (both.n_levels, both.n_changes) == (64, 62)
    assert abs(both.changes) < 0.2


def test_only_common_times_count():
    x, y = yearly([1, 2, 3, 5], 2000), yearly([9, 7, 4, 0], 2002)
    assert levels_and_changes(x, y)[2:] == (2, 1)
    assert correlation(x, y) == pytest.approx(-1)
    assert math.isnan(correlation(x, yearly([1, 2], 2050)))
    assert math.isnan(correlation(x, yearly([4, 4, 4, 4], 2000)))


def test_a_time_that_occurs_twice_is_refused():
    with pytest.raises(ValueError, match="occurs twice"):
        first_differences(pd.Series([1.0, 2.0], index=[2000, 2000]))
    with pytest.raises(ValueError, match="1 or more"):
        first_differences(yearly([1, 2]), step=0)
