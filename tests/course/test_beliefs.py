"""Beta-Binomial beliefs: by hand, against scipy, and as properties."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from demarche.measures.beliefs import (
    FLAT,
    Belief,
    at_most,
    credible_interval,
    posterior,
    rule_of_succession,
)

BELIEFS = st.builds(Belief, st.floats(0.3, 300), st.floats(0.3, 300))
COUNTS = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_laplace_by_hand():
    assert rule_of_succession(0, 0) == 0.5
    assert rule_of_succession(0, 8) == pytest.approx(1 / 10)
    assert rule_of_succession(9, 9) == pytest.approx(10 / 11)
    assert posterior(2, 5) == (3, 4)
    assert posterior(2, 5, Belief(4, 6)) == (6, 9)
    assert posterior(2, 5, Belief(4, 6)).mean == pytest.approx(0.4)


@given(COUNTS, COUNTS, BELIEFS)
def test_two_lessons_are_one_lesson(first, second, prior):
    both = posterior(first[0] + second[0], first[1] + second[1], prior)
    assert posterior(*second, posterior(*first, prior)) == pytest.approx(both)


@given(COUNTS, BELIEFS)
def test_lies_between_what_was_believed_and_what_was_seen(counts, prior):
    if counts[1]:
        low, high = sorted([prior.mean, counts[0] / counts[1]])
        assert low - 1e-12 <= posterior(*counts, prior).mean <= high + 1e-12


@given(BELIEFS, st.floats(0, 1))
def test_distribution_is_scipys(belief, probability):
    assert at_most(probability, belief) == pytest.approx(stats.beta.cdf(probability, *belief), abs=1e-9)


@settings(deadline=None)
@given(BELIEFS, st.sampled_from([0.5, 0.9, 0.95]))
def test_interval_is_scipys(belief, credibility):
    ours = credible_interval(belief, credibility)
    assert ours == pytest.approx(stats.beta.interval(credibility, *belief), abs=1e-8)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: posterior(3, 2), "not between 0 and trials=2"),
        (lambda: posterior(1, 2, Belief(0, 1)), "above 0"),
        (lambda: credible_interval(FLAT, 95), r"write 0\.95"),
        (lambda: at_most(1.5, FLAT), "between 0 and 1"),
    ],
)
def test_refuses_what_is_no_belief(call, words):
    with pytest.raises(ValueError, match=words):
        call()
