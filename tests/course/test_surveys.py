"""Change between two surveys: by hand, and what must hold for any two samples."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.measures.surveys import change_in_points

percentages = st.floats(min_value=0, max_value=100)
samples = st.integers(min_value=1, max_value=100_000)


def test_by_hand():
    # 60 to 40 per cent of 600 each: variances 2400 / 600 = 4 and 4, so the standard error is the root of 8.
    change = change_in_points(60, 600, 40, 600)
    assert change.points == -20
    assert change.margin == pytest.approx(1.959964 * math.sqrt(8), rel=1e-6)


@pytest.mark.parametrize(("people", "one_sample", "difference"), [(1000, 3.1, 4.4), (500, 4.4, 6.2)])
def test_the_usual_margins(people, one_sample, difference):
    """A sample of 1,000 has a margin of about 3 points, and a difference of two of about 4."""
    assert change_in_points(50, people, 50, people).margin == pytest.approx(difference, abs=0.05)
    assert change_in_points(100, people, 50, people).margin == pytest.approx(one_sample, abs=0.05)


@given(percentages, samples, percentages, samples)
def test_order_changes_the_sign_only(before, n_before, after, n_after):
    there = change_in_points(before, n_before, after, n_after)
    back = change_in_points(after, n_after, before, n_before)
    assert there.points == -back.points
    assert there.margin == pytest.approx(back.margin)


@given(percentages, samples, percentages, samples)
def test_squares_of_the_margins_add_up(before, n_before, after, n_after):
    one = change_in_points(before, n_before, 0, 1).margin
    other = change_in_points(0, 1, after, n_after).margin
    both = change_in_points(before, n_before, after, n_after).margin
    assert both**2 == pytest.approx(one**2 + other**2, abs=1e-9)


@given(percentages, samples, percentages, samples)
def test_four_times_the_people_halve_the_margin(before, n_before, after, n_after):
    whole = change_in_points(before, n_before, after, n_after).margin
    assert change_in_points(before, 4 * n_before, after, 4 * n_after).margin == pytest.approx(whole / 2)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((101, 500, 40, 500), "percentage"), ((50, 0, 40, 500), "somebody"), ((50, 500, 40, 500, 95), "0.95")],
)
def test_impossible_surveys_are_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        change_in_points(*arguments)
