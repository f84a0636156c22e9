"""Checks of exercise 10. Counts and curves are compared with facts known apart from the solution."""

import datetime as dt
import math

import numpy as np
import pandas as pd

from demarche.grading import approx, figure_data, same, task


@task("base-rate-bounds")
def test_known_cases_have_their_own_base(answers):
    """The first share is taken over the recalls whose number of days is known."""
    found = answers["base_rate_bounds"]
    assert isinstance(found, dict), "A dict with three keys is asked for."
    # Nine known returns: 3, 3, 8, 12, 12, 17, 19, 88 and 115 days.
    assert found["known_only"] == approx(7 / 9), (
        "The share among the known is off: recalls of both kinds, day 30 included, over those that are filled."
    )


@task("base-rate-bounds", weight=2)
def test_missing_outcomes_stay_in_the_base(answers):
    """For the two bounds every recall stands below the line; only the missing ones may be either."""
    found = answers["base_rate_bounds"]
    assert found["lowest"] <= found["known_only"] <= found["highest"], (
        "The share among the known has to lie between the two bounds."
    )
    assert found["lowest"] == approx(7 / 38), (
        "The lowest share is off: all recalls below, known returns above."
    )
    assert found["highest"] == approx(36 / 38), (
        "The highest share is off: the missing may all be back in time, the known ones stay as they are."
    )


# (days, ended) -> survival by hand, as products of fractions.
CURVES = [
    ([2, 3, 3, 5, 6, 6], [1, 1, 0, 1, 0, 0], {2: 5 / 6, 3: 5 / 6 * 4 / 5, 5: 5 / 6 * 4 / 5 * 2 / 3}),
    ([30, 12, 12, 60, 45, 12], [0, 1, 1, 1, 0, 0], {12: 4 / 6, 60: 0.0}),
    ([1, 1, 1, 1], [1, 1, 1, 1], {1: 0.0}),
    ([100, 3, 50], [0, 0, 1], {50: 1 / 2}),
]


def curve_of(answers, days, ended):
    """Call the learner's function, and bring what it returns to a dict."""
    found = answers.call("survival_curve", days, ended)
    assert found is not None, "The function returns nothing: does it end in return?"
    assert isinstance(found, pd.Series), "A Series is asked for: days in the index, shares as values."
    return {float(day): float(share) for day, share in found.items()}


@task("survival-curve")
def test_curve_has_a_step_for_each_ending(answers):
    """The index holds the days on which something ended, and no others."""
    for days, ended, wanted in CURVES:
        assert set(curve_of(answers, days, ended)) == set(wanted), (
            f"With days {days} and ended {ended} the index does not hold just the days with an end."
        )


@task("survival-curve", weight=2)
def test_curve_uses_those_at_risk(answers):
    """Each share is right for cases not seen before, with ties and with cases lost from sight."""
    for days, ended, wanted in CURVES:
        found = curve_of(answers, days, ended)
        assert found == approx({float(day): share for day, share in wanted.items()}), (
            f"With days {days} and ended {ended} a share is off: who is at risk on each day, and who has ended?"
        )


@task("survival-curve")
def test_curve_without_losses_is_the_plain_share(answers):
    """When every end was seen, the curve is just the share that lasts longer."""
    days = [8, 3, 21, 3, 13, 5, 34, 8]
    found = curve_of(answers, days, [1] * len(days))
    assert found == approx({float(d): sum(x > d for x in days) / len(days) for d in set(days)}), (
        "When nothing is lost, the share that lasts longer can be counted; yours differs from it."
    )


@task("typical-duration")
def test_median_of_the_ended(answers):
    """The plain median is taken over the measures that were seen to end."""
    found = answers["typical_duration"]
    assert isinstance(found, dict), "A dict with three keys is asked for."
    # 2, 3, 3, 8, 12, 12, 17, 19, 81, 81, 88, 115, 165
    assert found["ended_only"] == 17, "The median of the ended is off: only rows whose known is ended."


@task("typical-duration")
def test_median_from_the_curve(answers):
    """The median of the curve uses the measures that lasted at least so long."""
    found = answers["typical_duration"]["kaplan_meier"]
    assert found > answers["typical_duration"]["ended_only"], (
        "Rows lost from sight can only lengthen the median. Does the curve know which rows ended?"
    )
    assert found == 81, (
        "The median of the curve is off: give it the rows ended and at_least, with their marks."
    )


@task("typical-duration")
def test_median_if_no_unknown_one_ended(answers):
    """With the unknown added as never ended, the curve stays above one half."""
    assert answers["typical_duration"]["never_ended"] == math.inf, (
        "If 17 more measures never ended, more than half are still running: the median is not reached."
    )


@task("posterior")
def test_counts_are_added(answers):
    """Successes go to a, the other trials to b, whatever the start."""
    for successes, trials, a, b in [(2, 9, 1, 1), (0, 30, 2, 5), (7, 7, 0.5, 0.5)]:
        found = answers.call("posterior", successes, trials, a, b)
        assert found is not None, "The function returns nothing: does it end in return?"
        assert len(found) == 3, "Return three numbers: new a, new b, probability."
        assert list(found[:2]) == approx([a + successes, b + trials - successes]), (
            f"After {successes} of {trials}, starting from {a} and {b}, a count is off."
        )


@task("posterior")
def test_probability_is_that_of_the_belief(answers):
    """The probability comes from the new belief, also without success, and without any trial."""
    for successes, trials, a, b in [(0, 30, 2, 5), (7, 7, 0.5, 0.5), (0, 0, 1, 4), (50, 200, 3, 1)]:
        found = answers.call("posterior", successes, trials, a, b)
        assert found[2] == approx((a + successes) / (a + b + trials)), (
            f"After {successes} of {trials}, starting from {a} and {b}, the probability is off."
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
    ), "A Brier score is off: square the distance to the outcome, and take the mean for each forecaster."


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
    ), "A log score is off: minus the natural logarithm of the probability given to what happened."


@task("price-of-certainty")
def test_says_what_each_score_punishes(answers, reference):
    """The conclusion fits what both scores reward and punish."""
    assert same(answers["price_of_certainty"].strip().lower(), reference["price_of_certainty"]), (
        "Ask what the largest loss on one question is by each score, and whether honesty pays under both."
    )


def bins_of(answers):
    """The learner's calibration table, in the order of its bins."""
    table = answers["calibration_of_bold"]
    assert isinstance(table, pd.DataFrame), "A DataFrame is asked for."
    if "from" not in table.columns:
        table = table.reset_index()
    assert {"from", "n", "stated", "happened"} <= set(table.columns), (
        "Columns from, n, stated and happened, please."
    )
    return table.astype({"from": float}).sort_values("from").reset_index(drop=True)


@task("calibration-of-bold")
def test_each_forecast_of_bold_is_in_its_bin(answers, reference):
    """All 60 forecasts of one forecaster are there, on an edge as the task says."""
    table = bins_of(answers)
    assert table["n"].sum() == 60, "One forecaster made 60 forecasts, and each belongs to one bin."
    assert list(table["from"].round(6)) == [0, 0.2, 0.4, 0.6, 0.8], "Five bins, named by where they begin."
    assert list(table["n"]) == list(reference["calibration_of_bold"].sort_values("from")["n"]), (
        "A bin has too many or too few: where does a probability on an edge go?"
    )


@task("calibration-of-bold")
def test_compares_stated_with_happened(answers, reference):
    """Each bin has the mean of what was stated and the share that happened."""
    table, wanted = bins_of(answers), reference["calibration_of_bold"].sort_values("from")
    assert ((table["stated"] >= table["from"] - 1e-9) & (table["stated"] <= 1)).all(), (
        "A mean of stated probabilities has to lie within its bin."
    )
    assert np.allclose(table["stated"].astype(float), wanted["stated"].astype(float)), (
        "A mean of the stated probabilities is off: not the middle of the bin, but the mean of what was said."
    )
    assert np.allclose(table["happened"].astype(float), wanted["happened"].astype(float)), (
        "A share that happened is off: the mean of the outcomes of the bin."
    )


@task("calibration-chart", weight=2)
def test_chart_holds_bins_and_diagonal(answers, reference):
    """The bins stand at what was stated and what happened, beside the line of perfect calibration."""
    found = figure_data(answers["calibration_chart"])
    assert found["pairs"], "The axes hold no points or line yet."
    assert found == figure_data(reference["calibration_chart"]), (
        "Two things are asked for: the bins, stated across and happened up, and the line from (0, 0) to (1, 1)."
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
    assert sorted(map(tuple, first)) == [(0, 0), (1, 1)], "The line runs from (0, 0) to (1, 1)."


KEYS = {
    "question", "probability", "registered", "closes", "criterion", "loss_if_yes", "loss_if_no",
}  # fmt: skip


def registered(answers):
    """The learner's forecast, if it has all its parts."""
    found = answers["my_forecast"]
    assert isinstance(found, dict), "A dict is asked for."
    missing = sorted(KEYS - set(found))
    assert not missing, f"Still missing: {', '.join(missing)}."
    return found


def day(text, key):
    """An ISO date, or a sentence that says what is wrong."""
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        raise AssertionError(f"{key} should be one day, as an ISO date such as 2026-12-01.") from None


@task("my-forecast")
def test_probability_leaves_room_for_both(answers):
    """The probability lies strictly between 0 and 1."""
    stated = registered(answers)["probability"]
    assert type(stated) in (int, float), "The probability should be a number."
    assert stated <= 1, "A probability above 1 is a percentage: write 0.2 for 20 %."
    assert 0 < stated < 1, "0 and 1 leave no room for surprise. Choose a number between them."


@task("my-forecast")
def test_closes_on_a_day_after_it_was_made(answers):
    """Both days are ISO dates after the record's end, and the forecast comes before its answer."""
    found = registered(answers)
    opened, closed = day(found["registered"], "registered"), day(found["closes"], "closes")
    assert opened > dt.date(2026, 2, 24), (
        "Up to 2026-02-24 the record knows the answer: ask about later days."
    )
    assert closed > opened, "A forecast is made before it can be settled: closes lies after registered."


@task("my-forecast")
def test_a_stranger_can_settle_it(answers):
    """There is a question, and a criterion long enough to name a fact and a source."""
    found = registered(answers)
    assert str(found["question"]).strip().endswith("?"), "The question should end with a question mark."
    assert len(str(found["question"]).split()) >= 5, "Say in the question who does what to whom."
    assert len(str(found["criterion"]).split()) >= 15, (
        "The criterion is too short to name a visible fact, who reports it, and what silence means."
    )


@task("my-forecast")
def test_both_losses_are_known_beforehand(answers):
    """The two Brier scores fit the stated probability."""
    found = registered(answers)
    stated = found["probability"]
    assert found["loss_if_yes"] == approx((1 - stated) ** 2), (
        "If it happens, you lose the square of what you kept back from it."
    )
    assert found["loss_if_no"] == approx(stated**2), (
        "If it does not happen, you lose the square of what you gave it."
    )
