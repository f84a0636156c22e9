"""Kaplan-Meier and the durations of the record: worked by hand, against lifelines, and as properties."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.data import load
from demarche.measures.spells import spells
from demarche.measures.survival import kaplan_meier, median_survival, survival_at

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from lifelines import KaplanMeierFitter

# Freireich and others (1963), remission of leukaemia in weeks under 6-MP, as printed in textbooks since.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
CASES = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=60)


def test_four_cases_by_hand():
    curve = kaplan_meier([5, 3, 2, 3], [0, 1, 1, 0])
    assert curve.index.tolist() == [2, 3, 5]
    assert curve["at_risk"].tolist() == [4, 3, 1]
    assert curve["ended"].tolist() == [1, 1, 0]
    assert curve["censored"].tolist() == [0, 1, 1]
    # 3/4, then 2/3 of that: the case censored on day 3 was still at risk on day 3.
    assert curve["survival"].tolist() == pytest.approx([0.75, 0.5, 0.5])


def test_published_values():
    survival = kaplan_meier(WEEKS, ENDED)["survival"]
    printed = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert survival[list(printed)].round(3).to_dict() == printed
    assert median_survival(kaplan_meier(WEEKS, ENDED)) == 23


@settings(deadline=None)  # the other library is slow at times
@given(CASES)
def test_agrees_with_lifelines(cases):
    days, ended = zip(*cases, strict=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = KaplanMeierFitter().fit(days, ended)
    ours = kaplan_meier(days, ended)
    table = theirs.survival_function_.iloc[:, 0]
    assert ours["survival"].to_numpy() == pytest.approx(table.reindex(ours.index).to_numpy())
    low_high = theirs.confidence_interval_.reindex(ours.index)
    for name, column in (("low", 0), ("high", 1)):
        known = ours[name].notna()
        assert ours[name][known].to_numpy() == pytest.approx(low_high.iloc[:, column][known].to_numpy())
    if abs(ours["survival"] - 0.5).min() > 1e-9:  # on one half itself the two may round apart
        assert median_survival(ours) == theirs.median_survival_time_


@given(CASES)
def test_a_share_that_never_rises_within_its_interval(cases):
    days, ended = zip(*cases, strict=True)
    curve = kaplan_meier(days, ended)
    assert curve["survival"].between(0, 1).all()
    assert (curve["survival"].diff().dropna() <= 1e-12).all()
    inside = curve.dropna()
    assert (inside["low"] <= inside["survival"] + 1e-12).all()
    assert (inside["survival"] <= inside["high"] + 1e-12).all()
    assert curve["ended"].sum() + curve["censored"].sum() == len(cases)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=40))
def test_without_censoring_it_is_the_plain_share(days):
    curve = kaplan_meier(days, [1] * len(days))
    for time, share in curve["survival"].items():
        assert share == pytest.approx(np.mean(np.array(days) > time))


@given(CASES)
def test_dropping_the_censored_never_lengthens(cases):
    ended = [day for day, end in cases if end]
    if not ended:
        return
    whole = kaplan_meier(*zip(*cases, strict=True))
    dropped = kaplan_meier(ended, [1] * len(ended))
    for time in dropped.index:
        assert whole["survival"][time] >= dropped["survival"][time] - 1e-9


def test_reads_the_curve_as_a_step():
    curve = kaplan_meier([2, 3, 3, 5], [1, 1, 0, 0])
    assert [survival_at(curve, time) for time in (0, 1.9, 2, 2.5, 3, 5)] == [1, 1, 0.75, 0.75, 0.5, 0.5]
    assert math.isnan(survival_at(curve, 6))
    assert survival_at(kaplan_meier([2], [1]), 6) == 0
    assert median_survival(kaplan_meier([1, 2, 9], [1, 0, 0])) == math.inf


@pytest.mark.parametrize(
    ("days", "ended", "words"),
    [
        ([1, 2], [1], "2 durations and 1 marks"),
        ([], [], "at least one"),
        ([1, None], [1, 0], "is missing"),
        ([-1], [1], "0 or more"),
        ([1], [2], "a mark is 1"),
    ],
)
def test_refuses_what_is_no_duration(days, ended, words):
    with pytest.raises(ValueError, match=words):
        kaplan_meier(days, ended)


def test_refuses_wrong_numbers():
    with pytest.raises(ValueError, match=r"write 0\.95"):
        kaplan_meier([1], [1], confidence=95)
    with pytest.raises(ValueError, match="0 or more"):
        survival_at(kaplan_meier([1], [1]), -1)


# ---- durations of the record


def test_says_what_is_known_of_each_measure():
    found = spells(load("incidents")).set_index("row")
    assert found["known"].value_counts().to_dict() == {"unknown": 17, "ended": 15, "at_least": 5}
    assert found.loc["I012", ["days", "ended"]].tolist() == [115, 1]
    assert found.loc["I055", ["days", "ended"]].tolist() == [2, 1]
    # From 17 September to a day after 8 October, when he was in Paris, and up to 3 November, when he was in Canberra.
    assert found.loc["I062b", ["known", "days", "ended", "days_most"]].tolist() == ["at_least", 22, 0, 47]
    assert found.loc[["I018", "I022"], "days"].tolist() == [33, 16]
    # The envoy never came back: the recall became a downgrade.
    assert found.loc["I068b", ["known", "days", "ended"]].tolist() == ["at_least", 207, 0]
    # The measure of 23 February 2026, seen for one day.
    assert found.loc["I074b", ["known", "days", "ended"]].tolist() == ["at_least", 1, 0]
    assert found.loc["I016", "known"] == "unknown"
    assert pd.isna(found.loc["I016", "days"])
    # The longest that each can have lasted: to the last day of the interval.
    most = found["days_most"]
    assert most[found["known"] == "ended"].equals(found.loc[found["known"] == "ended", "days"])
    assert most[found["known"] == "at_least"].dropna().to_dict() == {"I062b": 47}
    assert most[found["known"] == "unknown"].isna().all()
    assert not set(found.index) & {"I042", "I005", "I003a"}, "a start known to the month only"
    assert "summons" not in set(found["measure"])


def test_recent_measures_count_as_running_only_if_asked():
    assert set(spells(load("incidents"), recent_days=0).query("row == 'I074b'")["known"]) == {"unknown"}
    later = spells(load("incidents"), until="2026-03-01").set_index("row")
    assert later.loc["I074b", "days"] == 6


@pytest.mark.parametrize(
    ("precision", "first", "days"),
    [("year", "2011-01-01", [303, 667]), ("month", "2010-04-01", [28, 57])],
)
def test_an_end_known_to_the_year_or_month_may_be_on_its_last_day(precision, first, days):
    # From 4 March 2010 to 1 January or 31 December 2011, to 1 or 30 April 2010.
    rows = load("incidents").query("row == 'I018'")
    rows = rows.assign(end=pd.Timestamp(first), end_precision=precision, days_to_return=pd.NA)
    assert spells(rows)[["known", "days", "days_most"]].to_numpy().tolist() == [["at_least", *days]]
