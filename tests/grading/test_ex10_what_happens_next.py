"""Checks of exercise 10. Counts and curves are compared with facts known apart from the solution."""

import datetime as dt
import math

import numpy as np
import pandas as pd

from corrige.grading import approx, figure_data, same, task
from demarche.data import load
from demarche.measures.registered import (
    days_problem,
    losses_problem,
    missing_parts,
    probability_problem,
    question_problem,
)


@task("base-rate-bounds")
def test_known_cases_have_their_own_base(answers):
    """The first share is taken over the recalls of which it is known whether they were over within 30 days."""
    found = answers["base_rate_bounds"]
    assert isinstance(found, dict), "A dict with three keys is asked for."
    # Eight returns within 30 days: 3, 3, 8, 12, 12, 16, 17, 19. Four sure noes: 33, 88, 115, and more than 207 days.
    assert found["known_only"] == approx(8 / 12), (
        "`known_only` is yes over yes and no: a yes was back by day 30, a no is known to have lasted longer, seen to end or not."
    )


@task("base-rate-bounds", weight=2)
def test_missing_outcomes_stay_in_the_base(answers):
    """For the two bounds every recall stands below the line; only the missing ones may be either."""
    found = answers["base_rate_bounds"]
    assert found["lowest"] == approx(8 / 27), (
        "`lowest` has all recalls below the line, and above it those known to be back in time."
    )
    assert found["highest"] == approx(23 / 27), (
        "`highest` has all recalls below the line, and above it all but the sure noes: the missing may all be back in time."
    )


# (days, ended) -> survival by hand, as products of fractions.
CURVES = [
    ([2, 3, 3, 5, 6, 6], [1, 1, 0, 1, 0, 0], {2: 5 / 6, 3: 5 / 6 * 4 / 5, 5: 5 / 6 * 4 / 5 * 2 / 3}),
    ([30, 12, 12, 60, 45, 12], [0, 1, 1, 1, 0, 0], {12: 4 / 6, 60: 0.0}),
    ([1, 1, 1, 1], [1, 1, 1, 1], {1: 0.0}),
    ([100, 3, 50], [0, 0, 1], {50: 1 / 2}),
    ([4, 0, 4, 9], [1, 1, 0, 0], {0: 3 / 4, 4: 3 / 4 * 2 / 3}),
]


def curve_of(answers, days, ended):
    """Call the learner's function, and bring what it returns to a dict."""
    found = answers.call("survival_curve", days, ended)
    assert found is not None, "The function returns nothing: does it end in return?"
    assert isinstance(found, pd.Series | dict), "A Series is asked for: days in the index, shares as values."
    return {float(day): float(share) for day, share in found.items()}


@task("survival-curve")
def test_curve_has_a_step_for_each_ending(answers):
    """The index holds the days on which something ended, and no others."""
    for days, ended, wanted in CURVES:
        assert set(curve_of(answers, days, ended)) == set(wanted), (
            f"The index holds the days on which a case ended, and no others; try it with {days} and {ended}."
        )


@task("survival-curve", weight=2)
def test_curve_uses_those_at_risk(answers):
    """Each share is right for cases not seen before, with ties and with cases lost from sight."""
    for days, ended, wanted in CURVES:
        found = curve_of(answers, days, ended)
        assert found == approx({float(day): share for day, share in wanted.items()}), (
            f"Ask of each day who is at risk and who ends; try it by hand with days {days} and ended {ended}."
        )


@task("survival-curve")
def test_curve_without_losses_is_the_plain_share(answers):
    """When every end was seen, the curve is just the share that lasts longer."""
    days = [8, 3, 21, 3, 13, 5, 34, 8]
    found = curve_of(answers, days, [1] * len(days))
    assert found == approx({float(d): sum(x > d for x in days) / len(days) for d in set(days)}), (
        "Each share is the one before it times 1 minus those who end on that day over those at risk, and who is "
        "lost from sight is at risk up to that day.\nWhere all `ended` are 1 it is the share that lasts longer."
    )


@task("posterior")
def test_counts_are_added(answers):
    """Successes go to a, the other trials to b, whatever the start."""
    for successes, trials, a, b in [(2, 9, 1, 1), (0, 30, 2, 5), (7, 7, 0.5, 0.5)]:
        found = answers.call("posterior", successes, trials, a, b)
        assert found is not None, "The function returns nothing: does it end in return?"
        assert len(found) == 3, "Return three numbers: new a, new b, probability."
        assert list(found[:2]) == approx([a + successes, b + trials - successes]), (
            f"Successes go to a, the other trials to b: try {successes} of {trials}, starting from {a} and {b}."
        )


@task("posterior")
def test_probability_is_that_of_the_belief(answers):
    """The probability comes from the new belief, also without success, and without any trial."""
    for successes, trials, a, b in [(0, 30, 2, 5), (7, 7, 0.5, 0.5), (0, 0, 1, 4), (50, 200, 3, 1)]:
        found = answers.call("posterior", successes, trials, a, b)
        assert found[2] == approx((a + successes) / (a + b + trials)), (
            f"The probability is that of the new belief: try {successes} of {trials}, starting from {a} and {b}."
        )
    assert answers.call("posterior", 4, 4)[2] == approx(5 / 6), (
        "Without a and b, the belief starts from 1 and 1."
    )


def column(answers, name):
    """One column of the learner's table of scores, by forecaster."""
    table = answers["scores"]
    assert isinstance(table, pd.DataFrame), "A DataFrame is asked for."
    if "forecaster" not in table.columns:
        table = table.reset_index()
    assert {"forecaster", "brier", "log"} <= set(table.columns), "Columns forecaster, brier and log, please."
    assert len(table) == 3, "One row per forecaster is asked for."
    return dict(zip(table["forecaster"].astype(str), table[name].astype(float), strict=True))


@task("scores")
def test_brier_is_the_mean_square(answers, reference):
    """Brier is the mean squared distance, forecaster by forecaster."""
    found = column(answers, "brier")
    assert found == approx(
        dict(zip(reference["scores"]["forecaster"], reference["scores"]["brier"], strict=True))
    ), "`brier` squares each distance to the outcome, and takes the mean for each forecaster."


@task("scores")
def test_log_looks_at_what_happened(answers, reference):
    """The log score takes the probability given to what happened, and leaves certainty as it was stated."""
    found = column(answers, "log")
    assert found["bold"] == math.inf, (
        "Somebody here gave no chance to what then happened; by the log score that is infinitely bad."
    )
    wanted = dict(zip(reference["scores"]["forecaster"], reference["scores"]["log"], strict=True))
    assert {name: found[name] for name in ("base_rate", "careful")} == approx(
        {name: wanted[name] for name in ("base_rate", "careful")}
    ), "`log` is the mean of minus the natural logarithm of the probability given to what happened."


@task("price-of-certainty")
def test_says_what_each_score_punishes(answers, reference):
    """The conclusion fits what both scores reward and punish."""
    assert same(answers["price_of_certainty"].strip().lower(), reference["price_of_certainty"]), (
        "Ask what the largest loss on one question is by each score, and whether honesty pays under both."
    )


def bins_by_hand():
    """Five bins of one forecaster, in whole twentieths: pairs of mean stated and share that happened."""
    forecasts = load("forecasts").query("forecaster == 'bold'")
    bins = {}
    for stated, outcome in zip(forecasts["probability"], forecasts["outcome"], strict=True):
        bins.setdefault(min(round(20 * stated) // 4, 4), []).append((stated, outcome))
    return [
        tuple(sum(pair[part] for pair in pairs) / len(pairs) for part in (0, 1))
        for _, pairs in sorted(bins.items())
    ]


@task("calibration-chart", weight=2)
def test_chart_holds_bins_and_diagonal(answers, reference):
    """The bins stand at what was stated and what happened, beside the line of perfect calibration."""
    found = figure_data(answers["calibration_chart"])
    assert found["pairs"], "The axes hold no points or line yet."
    drawn = sorted(tuple(pair) for mark in answers["calibration_chart"]["marks"] for pair in mark["pairs"])
    wanted = sorted([(0, 0), (1, 1), *bins_by_hand()])
    assert len(drawn) == len(wanted), "Five bins are asked for, and a line by its two ends."
    assert np.allclose(np.array(drawn, dtype=float), np.array(wanted)), (
        "A bin is off: the mean of what was stated across, the share that happened up; where does an edge belong?"
    )
    assert found == figure_data(reference["calibration_chart"]), (
        "Two things are asked for: the five bins, and the line from (0, 0) to (1, 1)."
    )


@task("calibration-chart")
def test_chart_says_what_it_shows(answers):
    """Title and labels say what is compared."""
    chart = answers["calibration_chart"]
    for part, words in (
        ("title", "a title"),
        ("xlabel", "a horizontal label"),
        ("ylabel", "a vertical label"),
    ):
        assert chart[part], f"A reader who sees only the chart needs {words}."
    assert len(figure_data(chart)["pairs"]) > 1, (
        "The bins need a line to be compared with, or the line needs bins."
    )
    first = min(chart["marks"], key=lambda mark: len(mark["pairs"]))["pairs"]
    assert sorted(map(tuple, first)) == [(0, 0), (1, 1)], (
        "Two things are asked for: the line from (0, 0) to (1, 1), by its two ends, and a point for each of the five "
        "bins, the mean stated in it across and the share of it that happened up."
    )


def registered(answers):
    """The learner's forecast, if it has all its parts."""
    found = answers["my_forecast"]
    assert not missing_parts(found), missing_parts(found)
    return found


@task("my-forecast")
def test_probability_leaves_room_for_both(answers):
    """The probability lies strictly between 0 and 1."""
    problem = probability_problem(registered(answers))
    assert not problem, problem


@task("my-forecast")
def test_closes_on_a_day_after_it_was_made(answers):
    """Both days are ISO dates after the record's end, and the forecast comes before its answer."""
    problem = days_problem(registered(answers), dt.date(2026, 2, 24))
    assert not problem, problem


@task("my-forecast")
def test_a_stranger_can_settle_it(answers):
    """There is a question, and a criterion long enough to name a fact and a source."""
    problem = question_problem(registered(answers))
    assert not problem, problem


@task("my-forecast")
def test_both_losses_are_known_beforehand(answers):
    """The two Brier scores fit the stated probability."""
    found = registered(answers)
    problem = probability_problem(found) or losses_problem(found)
    assert not problem, problem
