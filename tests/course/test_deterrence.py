"""The challenger's threshold and Bayes' rule: by hand, against fractions, against what must hold."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from demarche.measures.deterrence import challenge_margin, challenger_threshold, likelihood_ratio, posterior

shares = st.floats(0, 1)
inner = st.floats(0.001, 0.999)
utilities = st.floats(-100, 100)


@pytest.mark.parametrize(
    ("gain", "loss", "status_quo", "threshold"),
    [
        (4, -12, 0, 0.25),  # 4 / 16
        (4, -12, 2, 0.125),  # a better status quo leaves less to gain: 2 / 16
        (4, -12, -4, 0.5),  # a worse one makes it bolder: 8 / 16
        (1, 0, 0.25, 0.75),
        (3, -5, 3, 0.0),  # nothing to gain
        (3, -5, 8, 0.0),
        (3, -5, -5, 1.0),  # nothing to lose
        (3, -5, -9, 1.0),
    ],
)
def test_threshold_by_hand(gain, loss, status_quo, threshold):
    assert challenger_threshold(gain, loss, status_quo) == threshold


def test_margin_by_hand():
    # 0.8 of the time -10, 0.2 of the time 4, against 1 for keeping still: -8 + 0.8 - 1.
    assert challenge_margin(0.8, 4, -10, 1) == pytest.approx(-8.2)
    assert challenge_margin(0, 4, -10) == 4
    assert challenge_margin(1, 4, -10) == -10


@given(utilities, utilities, utilities)
def test_threshold_is_a_probability_where_the_challenger_is_indifferent(gain, loss, status_quo):
    assume(gain > loss + 1e-6)
    found = challenger_threshold(gain, loss, status_quo)
    assert 0 <= found <= 1
    if loss < status_quo < gain:
        assert challenge_margin(found, gain, loss, status_quo) == pytest.approx(0, abs=1e-9)


@given(utilities, st.floats(0.01, 50), st.floats(0.01, 50), shares)
def test_challenge_pays_below_the_threshold_only(status_quo, more, less, resist):
    gain, loss = status_quo + more, status_quo - less
    found = challenger_threshold(gain, loss, status_quo)
    assume(abs(resist - found) > 1e-6)
    assert (challenge_margin(resist, gain, loss, status_quo) > 0) == (resist < found)


@given(utilities, utilities, utilities, st.floats(0.1, 50), st.floats(-50, 50))
def test_threshold_keeps_under_positive_affine_change(gain, loss, status_quo, scale, shift):
    assume(gain > loss + 1e-2)
    moved = [scale * value + shift for value in (gain, loss, status_quo)]
    assert challenger_threshold(*moved) == pytest.approx(
        challenger_threshold(gain, loss, status_quo), abs=1e-9
    )


@given(utilities, utilities, utilities, st.floats(0, 20))
def test_threshold_falls_with_the_status_quo_and_rises_with_gain_and_a_milder_loss(gain, loss, quo, more):
    assume(gain > loss + more + 1e-3)
    found = challenger_threshold(gain, loss, quo)
    assert challenger_threshold(gain, loss, quo + more) <= found + 1e-12
    assert challenger_threshold(gain + more, loss, quo) >= found - 1e-12
    assert challenger_threshold(gain, loss + more, quo) >= found - 1e-12


@pytest.mark.parametrize(("gain", "loss"), [(1, 1), (0, 1), (math.nan, 0), (1, -math.inf)])
def test_threshold_refuses_what_cannot_deter(gain, loss):
    with pytest.raises(ValueError, match=r"not above loss|finite number"):
        challenger_threshold(gain, loss)


def test_posterior_of_the_cab_problem():
    """Bar-Hillel's first problem: 15 % green cabs, a witness right 80 % of the time; the answer is 41 %."""
    assert posterior(0.15, 0.8, 0.2) == pytest.approx(12 / 29)


@given(st.fractions(0, 1), st.fractions(0, 1), st.fractions(0, 1))
def test_posterior_agrees_with_counting(prior, if_true, if_false):
    seen = prior * if_true + (1 - prior) * if_false
    assume(seen > Fraction(1, 10**9))
    exact = prior * if_true / seen
    assert posterior(float(prior), float(if_true), float(if_false)) == pytest.approx(float(exact), abs=1e-9)


@given(inner, inner, inner)
def test_posterior_odds_are_prior_odds_times_likelihood_ratio(prior, if_true, if_false):
    after = posterior(prior, if_true, if_false)
    odds = prior / (1 - prior) * likelihood_ratio(if_true, if_false)
    assert after / (1 - after) == pytest.approx(odds)
    assert (after > prior) == (if_true > if_false) or after == pytest.approx(prior)


@given(inner, inner, inner)
def test_beliefs_average_to_the_prior(prior, if_true, if_false):
    """What one expects to believe after looking is what one believed before."""
    seen = prior * if_true + (1 - prior) * if_false
    after = seen * posterior(prior, if_true, if_false)
    after += (1 - seen) * posterior(prior, 1 - if_true, 1 - if_false)
    assert after == pytest.approx(prior)


def test_signals_at_the_ends():
    assert likelihood_ratio(0.3, 0) == math.inf
    assert likelihood_ratio(0, 0.3) == 0
    assert posterior(0.01, 0.5, 0) == 1
    assert posterior(0, 0.5, 0.2) == 0
    with pytest.raises(ValueError, match="never seen"):
        likelihood_ratio(0, 0)
    with pytest.raises(ValueError, match="never seen"):
        posterior(1, 0, 0.5)


@pytest.mark.parametrize("bad", [-0.1, 1.1, math.nan])
def test_refuses_what_is_no_probability(bad):
    for call in (
        lambda: challenge_margin(bad, 1, 0),
        lambda: posterior(bad, 0.5, 0.5),
        lambda: posterior(0.5, bad, 0.5),
        lambda: likelihood_ratio(0.5, bad),
    ):
        with pytest.raises(ValueError, match="is a probability"):
            call()
