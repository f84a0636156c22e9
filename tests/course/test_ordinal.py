"""Summaries of an ordinal scale: by hand, against other libraries, and under every coding in one order."""

import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from demarche.data import load
from demarche.measures.ordinal import cumulative_shares, dominates, ordinal_median, ordinal_mode, recode

SCALE = ["low", "middling", "high", "very high", "extreme"]


def scale(labels, categories=SCALE):
    return pd.Series(pd.Categorical(labels, categories=categories, ordered=True))


answers = st.lists(st.sampled_from(SCALE), min_size=1, max_size=30).map(scale)
codings = st.lists(st.integers(-1000, 1000), min_size=len(SCALE), max_size=len(SCALE), unique=True).map(
    lambda numbers: dict(zip(SCALE, sorted(numbers), strict=True))
)


@pytest.mark.parametrize(
    ("labels", "lower", "upper"),
    [
        (["low"], "low", "low"),
        (["extreme", "low", "low"], "low", "low"),
        (["low", "high"], "low", "high"),  # "middling" lies between, but nobody said it
        (["high", "low", "extreme", "very high"], "high", "very high"),
        ([None, "high", None], "high", "high"),
    ],
)
def test_median_by_hand(labels, lower, upper):
    assert ordinal_median(scale(labels)) == lower
    assert ordinal_median(scale(labels), side="upper") == upper


def test_order_comes_from_the_scale_and_not_from_the_alphabet():
    assert ordinal_median(scale(["extreme", "high", "low"])) == "high"
    assert ordinal_median(scale(["b", "a", "c"], categories=["c", "b", "a"])) == "b"


def test_mode_and_shares_by_hand():
    values = scale(["high", "low", "high", "low", "extreme", None])
    assert ordinal_mode(values) == ["low", "high"]
    shares = cumulative_shares(values)
    assert list(shares.index) == SCALE
    assert list(shares) == pytest.approx([0.4, 0.4, 0.8, 0.8, 1.0])


@given(answers)
def test_median_agrees_with_other_libraries(values):
    codes = values.cat.codes.tolist()
    assert SCALE.index(ordinal_median(values)) == statistics.median_low(codes)
    assert SCALE.index(ordinal_median(values, side="upper")) == statistics.median_high(codes)
    assert SCALE.index(ordinal_median(values)) == np.quantile(codes, 0.5, method="inverted_cdf")


@given(answers, codings)
def test_median_is_the_same_under_every_coding_that_keeps_the_order(values, coding):
    assert coding[ordinal_median(values)] == statistics.median_low(recode(values, coding))
    assert coding[ordinal_median(values, side="upper")] == statistics.median_high(recode(values, coding))


@given(answers, codings)
def test_mode_is_the_same_under_every_coding(values, coding):
    assert [coding[label] for label in ordinal_mode(values)] == sorted(
        statistics.multimode(recode(values, coding))
    )


@given(answers)
def test_shares_rise_to_one_and_first_reach_one_half_at_the_lower_median(values):
    shares = cumulative_shares(values)
    assert shares.is_monotonic_increasing
    assert shares.iloc[-1] == 1
    assert shares[shares >= 0.5].index[0] == ordinal_median(values)


@given(answers, answers, codings)
def test_a_dominating_set_has_the_higher_mean_under_every_coding(one, other, coding):
    assume(dominates(one, other))
    assert recode(one, coding).mean() >= recode(other, coding).mean() - 1e-9
    assert SCALE.index(ordinal_median(one)) >= SCALE.index(ordinal_median(other))


@given(answers, answers)
def test_without_dominance_two_codings_rank_the_means_in_opposite_ways(one, other):
    assume(not dominates(one, other) and not dominates(other, one))
    differences = set()
    for step in range(1, len(SCALE)):  # almost a step at one place, and a slight slope elsewhere
        coding = {label: place * 1e-6 + (place >= step) for place, label in enumerate(SCALE)}
        differences.add(np.sign(recode(one, coding).mean() - recode(other, coding).mean()))
    assert {-1.0, 1.0} <= differences


def test_france_and_britain_neither_dominates():
    """Fourteen French measures and seven British ones: the example of chapter 2."""
    incidents = load("incidents")
    france, britain = (incidents.loc[incidents["sender"] == who, "measure"] for who in ("FRA", "GBR"))
    assert (len(france), len(britain)) == (14, 7)
    assert not dominates(france, britain)
    assert not dominates(britain, france)
    assert ordinal_median(france) == "access_restricted"
    assert ordinal_median(france, side="upper") == "recall_consultations"
    assert ordinal_median(britain) == "summons"


@pytest.mark.parametrize("summary", [ordinal_median, ordinal_mode, cumulative_shares])
def test_refuses_what_has_no_order_or_no_value(summary):
    with pytest.raises(TypeError, match="ordered categorical is needed, not int64"):
        summary(pd.Series([1, 2, 3]))
    with pytest.raises(TypeError, match="ordered categorical"):
        summary(pd.Series(pd.Categorical(["low", "high"])))
    with pytest.raises(ValueError, match="no value to summarise"):
        summary(scale([None, None]))


def test_refuses_other_misuse():
    with pytest.raises(ValueError, match="side is 'middle'"):
        ordinal_median(scale(["low"]), side="middle")
    with pytest.raises(ValueError, match="no score for extreme"):
        recode(scale(["low"]), {"low": 1, "middling": 2, "high": 3, "very high": 4})
    with pytest.raises(ValueError, match="'high' must be above 'middling'"):
        recode(scale(["low"]), {"low": 1, "middling": 2, "high": 2, "very high": 4, "extreme": 5})
    with pytest.raises(TypeError, match="different scales"):
        dominates(scale(["low"]), scale(["low"], categories=["low", "high"]))
