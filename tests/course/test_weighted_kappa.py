"""Weighted kappa: by hand, against scikit-learn, and against the plain kappa."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from demarche.measures.coders import cohen_kappa
from demarche.measures.weighted_kappa import weighted_kappa

TONES = range(-3, 4)
codings = st.lists(st.tuples(st.sampled_from(TONES), st.sampled_from(TONES)), min_size=1, max_size=60)


def unzip(pairs):
    return [a for a, _ in pairs], [b for _, b in pairs]


def test_by_hand():
    # Codes 0, 0, 1, 2 against 0, 1, 1, 2: disagreement seen 1/4.
    # All 16 pairs: 0 with 0, 1, 1, 2 makes 4, twice; 1 makes 1 + 0 + 0 + 1 = 2; 2 makes 2 + 1 + 1 + 0 = 4. Mean 14/16.
    assert weighted_kappa([0, 0, 1, 2], [0, 1, 1, 2]) == pytest.approx(1 - (1 / 4) / (14 / 16))
    # Squares: seen 1/4; pairs 6 + 6 + 2 + 6 = 20 of 16.
    assert weighted_kappa([0, 0, 1, 2], [0, 1, 1, 2], power=2) == pytest.approx(1 - (1 / 4) / (20 / 16))


@pytest.mark.parametrize(("power", "weights"), [(0, None), (1, "linear"), (2, "quadratic")])
@given(codings)
def test_equals_that_of_scikit_learn(power, weights, pairs):
    ours, theirs = unzip(pairs)
    assume(len({*ours, *theirs}) > 1)
    wanted = cohen_kappa_score(ours, theirs, labels=list(TONES), weights=weights)
    assert weighted_kappa(ours, theirs, power) == pytest.approx(wanted, abs=1e-9)


@given(codings)
def test_power_zero_is_the_plain_kappa(pairs):
    ours, theirs = unzip(pairs)
    assert weighted_kappa(ours, theirs, 0) == pytest.approx(cohen_kappa(ours, theirs), nan_ok=True)


@given(codings, st.floats(min_value=0.5, max_value=20), st.floats(min_value=-10, max_value=10))
def test_only_distances_on_the_scale_matter(pairs, factor, shift):
    ours, theirs = unzip(pairs)
    moved = ([factor * code + shift for code in codes] for codes in (ours, theirs))
    assert weighted_kappa(*moved) == pytest.approx(weighted_kappa(ours, theirs), abs=1e-9, nan_ok=True)


@given(codings)
def test_the_coders_may_change_places(pairs):
    ours, theirs = unzip(pairs)
    assert weighted_kappa(ours, theirs) == pytest.approx(weighted_kappa(theirs, ours), nan_ok=True)


def test_a_near_miss_costs_less_than_a_wide_one():
    codes = [-3, -2, -1, 0, 1, 2, 3]
    near, wide = [-3, -2, -1, 0, 1, 2, 2], [-3, -2, -1, 0, 1, 2, -3]
    assert weighted_kappa(codes, codes) == 1
    assert weighted_kappa(codes, wide) < weighted_kappa(codes, near) < 1
    assert cohen_kappa(codes, near) == pytest.approx(cohen_kappa(codes, wide))


def test_gaps_are_left_out_and_nothing_gives_nan():
    assert weighted_kappa([1, math.nan, 3], [1, 2, 3]) == 1
    assert math.isnan(weighted_kappa([math.nan], [2]))
    assert math.isnan(weighted_kappa([2, 2], [2, 2]))


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="same cases"):
        weighted_kappa([1, 2], [1])
    with pytest.raises(ValueError, match="power"):
        weighted_kappa([1, 2], [1, 2], -1)
