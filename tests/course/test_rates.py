"""Exact rates and bounds: against published values, against scipy, and against what must always hold."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from demarche.measures.rates import (
    poisson_at_most,
    poisson_interval,
    poisson_mean,
    rule_of_three,
    zero_case_bound,
)

counts = st.integers(0, 60)
exposures = st.floats(0.01, 1e4)
probabilities = st.floats(0.001, 0.999)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [  # the 95 % limits of a count that every table of exact Poisson limits prints
        (0, 0.0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.242, 7.225),
        (5, 1.624, 11.668),
        (10, 4.795, 18.390),
        (30, 20.241, 42.827),
    ],
)
def test_agrees_with_printed_tables(count, low, high):
    found = poisson_interval(count, 1)
    assert found.low == pytest.approx(low, abs=6e-4)
    assert found.high == pytest.approx(high, abs=6e-4)


@given(counts, exposures, st.floats(0.5, 0.999))
def test_limits_are_half_chi_square_quantiles(count, exposure, confidence):
    tail = (1 - confidence) / 2
    low = stats.chi2.ppf(tail, 2 * count) / 2 / exposure if count else 0.0
    high = stats.chi2.ppf(1 - tail, 2 * count + 2) / 2 / exposure
    assert poisson_interval(count, exposure, confidence) == pytest.approx(
        (count / exposure, low, high), rel=1e-8
    )


@given(counts, st.floats(0, 200))
def test_probability_agrees_with_scipy(count, mean):
    assert poisson_at_most(count, mean) == pytest.approx(stats.poisson.cdf(count, mean), rel=1e-9, abs=1e-300)


@given(counts, probabilities)
def test_mean_is_the_inverse_of_the_probability(count, probability):
    assert poisson_at_most(count, poisson_mean(count, probability)) == pytest.approx(probability, rel=1e-9)


@given(counts, exposures)
def test_interval_holds_the_rate_and_scales_with_exposure(count, exposure):
    found = poisson_interval(count, exposure)
    assert found.low <= found.rate < found.high
    assert poisson_interval(count, 10 * exposure) == pytest.approx([each / 10 for each in found])


@given(counts, st.floats(0.5, 0.9))
def test_more_confidence_is_wider(count, confidence):
    narrow, wide = poisson_interval(count, 1, confidence), poisson_interval(count, 1, confidence + 0.05)
    assert wide.low <= narrow.low
    assert wide.high > narrow.high


def test_covers_at_least_as_often_as_it_says():
    """For any true mean, the counts whose interval misses it have at most 5 % between them."""
    intervals = [poisson_interval(count, 1) for count in range(60)]
    for mean in (0.1, 0.7, 3.0, 8.4, 20.0):
        missed = sum(
            stats.poisson.pmf(count, mean)
            for count, (_, low, high) in enumerate(intervals)
            if not low <= mean <= high
        )
        assert missed <= 0.05 + 1e-9


def test_a_large_count_stays_in_range():
    assert poisson_interval(5000, 1).low == pytest.approx(stats.chi2.ppf(0.025, 10000) / 2)


@given(st.integers(1, 10_000), st.floats(0.5, 0.999))
def test_bound_leaves_no_case_just_the_chance_it_says(n, confidence):
    assert (1 - zero_case_bound(n, confidence)) ** n == pytest.approx(1 - confidence, rel=1e-9)


@given(st.integers(1, 100_000))
def test_rule_of_three_is_a_little_too_high_and_closes_in(n):
    exact = zero_case_bound(n)
    assert rule_of_three(n) > exact
    if n >= 30:
        assert rule_of_three(n) < 1.06 * exact


def test_rule_of_three_by_hand():
    """No case in 14 trials: 0.214 by the rule, 1 - 0.05 ** (1 / 14) = 0.193 exactly."""
    assert rule_of_three(14) == pytest.approx(0.2142857)
    assert zero_case_bound(14) == pytest.approx(0.1926362, abs=1e-6)
    assert zero_case_bound(1) == pytest.approx(0.95)


@pytest.mark.parametrize("count", [-1, 2.5])
def test_refuses_what_is_no_count(count):
    with pytest.raises(ValueError, match="a count is a number of events"):
        poisson_interval(count, 10)
    with pytest.raises(ValueError, match="a count is a number of events"):
        poisson_mean(count, 0.5)
    with pytest.raises(ValueError, match="a count is a number of events"):
        poisson_at_most(count, 1)


@pytest.mark.parametrize("exposure", [0, -3, math.nan, math.inf])
def test_refuses_what_is_no_exposure(exposure):
    with pytest.raises(ValueError, match="an exposure is a number above 0"):
        poisson_interval(3, exposure)


@pytest.mark.parametrize("n", [0, -2, 1.5])
def test_refuses_what_is_no_number_of_trials(n):
    for bound in (rule_of_three, zero_case_bound):
        with pytest.raises(ValueError, match="whole number of 1 or more"):
            bound(n)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_refuses_what_is_no_confidence(confidence):
    with pytest.raises(ValueError, match=r"such as 0\.95"):
        poisson_interval(1, 1, confidence)
    with pytest.raises(ValueError, match=r"such as 0\.95"):
        zero_case_bound(3, confidence)


@pytest.mark.parametrize("mean", [-1, math.nan, math.inf])
def test_refuses_what_is_no_mean(mean):
    with pytest.raises(ValueError, match="a mean is a number"):
        poisson_at_most(1, mean)


@pytest.mark.parametrize("probability", [0, 1, 1.2])
def test_refuses_what_is_no_probability(probability):
    with pytest.raises(ValueError, match="a probability lies between"):
        poisson_mean(1, probability)
