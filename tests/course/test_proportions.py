"""Intervals for a share, against hand-worked values, scipy, and what must hold for any counts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from demarche.measures.proportions import wald_interval, wilson_interval


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    trials = draw(st.integers(1, 5_000))
    return draw(st.integers(0, trials)), trials


def test_zero_of_ten_by_hand():
    """At 0 of n the high end is z^2 / (n + z^2)."""
    z = 1.959963984540054
    assert wilson_interval(0, 10) == (0, 0, pytest.approx(z**2 / (10 + z**2), rel=1e-12))


def test_half_by_hand():
    """At one half the interval is symmetric: half plus and minus z / (2 sqrt(n + z^2))."""
    z = 1.959963984540054
    share, low, high = wilson_interval(8, 16)
    assert share == 0.5
    assert low == pytest.approx(0.5 - z / (2 * math.sqrt(16 + z**2)), rel=1e-12)
    assert high == pytest.approx(0.5 + z / (2 * math.sqrt(16 + z**2)), rel=1e-12)


@given(counts(), st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99]))
def test_agrees_with_scipy(count, confidence):
    successes, trials = count
    theirs = binomtest(successes, trials).proportion_ci(confidence, method="wilson")
    ours = wilson_interval(successes, trials, confidence)
    assert ours.low == pytest.approx(theirs.low, rel=1e-9, abs=1e-12)
    assert ours.high == pytest.approx(theirs.high, rel=1e-9, abs=1e-12)


@given(counts())
def test_stays_inside_and_holds_the_share(count):
    share, low, high = wilson_interval(*count)
    assert 0 <= low <= share <= high <= 1
    assert high > low


@given(counts())
def test_mirrors_when_success_and_failure_change_places(count):
    successes, trials = count
    one, other = wilson_interval(successes, trials), wilson_interval(trials - successes, trials)
    assert one.low == pytest.approx(1 - other.high, abs=1e-12)
    assert one.high == pytest.approx(1 - other.low, abs=1e-12)


@given(counts())
def test_more_cases_at_the_same_share_narrow_it(count):
    successes, trials = count
    few, many = wilson_interval(successes, trials), wilson_interval(4 * successes, 4 * trials)
    assert many.high - many.low < few.high - few.low


@given(counts())
def test_more_confidence_widens_it(count):
    sure, surer = wilson_interval(*count, 0.8), wilson_interval(*count, 0.99)
    assert surer.low <= sure.low
    assert sure.high <= surer.high


@given(counts())
def test_the_ends_are_shares_that_a_score_test_just_keeps(count):
    """The interval's definition: at either end the share observed lies z standard errors away."""
    successes, trials = count
    share, low, high = wilson_interval(successes, trials)
    for end in (low, high):
        if 0 < end < 1:
            error = math.sqrt(end * (1 - end) / trials)
            assert abs(share - end) == pytest.approx(1.959963984540054 * error, rel=1e-6)


def test_the_textbook_interval_has_no_width_at_zero_and_leaves_the_scale():
    assert wald_interval(0, 3) == (0, 0, 0)
    assert wald_interval(1, 10).low < 0


def test_the_textbook_interval_by_hand():
    _, low, high = wald_interval(40, 100)
    assert low == pytest.approx(0.4 - 1.959963984540054 * 0.04898979, rel=1e-6)
    assert high == pytest.approx(0.4 + 1.959963984540054 * 0.04898979, rel=1e-6)


def test_takes_numpy_counts():
    assert wilson_interval(np.int64(3), np.int32(9)) == wilson_interval(3, 9)


@pytest.mark.parametrize("interval", [wilson_interval, wald_interval])
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((0, 0), "at least one case"),
        ((5, 4), "not between 0 and trials=4"),
        ((-1, 4), "not between 0 and trials=4"),
        ((1, 4, 95), "write 0.95"),
        ((1, 4, 1.0), "write 0.95"),
    ],
)
def test_refuses_counts_that_make_no_share(interval, arguments, says):
    with pytest.raises(ValueError, match=says):
        interval(*arguments)


def test_refuses_a_share_in_the_place_of_a_count():
    with pytest.raises(TypeError):
        wilson_interval(0.4, 10)  # type: ignore[arg-type]
