"""Checks of exercise 3. Counts and dates are compared with facts known apart from the solution."""

import math

import pandas as pd

from corrige.grading import figure_data, same, task

EVENTS = 75


@task("events-per-measure")
def test_counts_each_event_once_per_measure(answers, reference):
    """Each event counts once for every measure it has, however many states it touched."""
    counted = answers["events_per_measure"]
    assert isinstance(counted, pd.Series), (
        "A Series is asked for: measure in the index, number of events as value."
    )
    assert (counted > 0).all(), "Some measures have no event: keep those that occur in the table."
    # 75 events; five have two measures and one has three.
    assert counted.sum() >= EVENTS, "Count every event of the table, and each in all of its measures."
    assert counted.sum() <= EVENTS + 7, (
        "Count the different events of each measure, among the rows of that measure, and not these rows."
    )
    assert same(counted, reference["events_per_measure"]), (
        "Every measure that occurs should stand there, with the number of its different events."
    )


@task("french-recalls")
def test_finds_every_recall_by_france(answers, reference):
    """Every French recall in the table is found, and nothing else."""
    found = answers["french_recalls"]
    assert isinstance(found, pd.DataFrame), "A DataFrame with three columns is asked for."
    if "row" not in found.columns:
        found = found.reset_index()
    assert "row" in found.columns, "The column row is missing."
    rows = set(found["row"])
    assert not rows & {"I008", "I010", "I012", "I015a", "I022"}, (
        "These are ambassadors called home from Paris by others. France should be the one that acts."
    )
    assert {"I003d", "I009"} <= rows, "A recall from a partner outside NATO is missing, or an early one."
    assert {"I062a", "I062b"} <= rows, "In one event France called home two ambassadors: keep both rows."
    assert rows == {"I003d", "I009", "I051", "I059", "I062a", "I062b"}, (
        "The rows are not yet all French recalls."
    )


@task("french-recalls")
def test_keeps_the_columns_asked_for(answers, reference):
    """Row, start and target stand beside each other, and fit together."""
    assert same(answers["french_recalls"], reference["french_recalls"]), (
        "Keep the columns row, start_recorded and target, for the rows in which France is the sender of a "
        "recall of either kind."
    )


@task("political-appointees")
def test_paris_has_its_own_base(answers):
    """The base of the first share is the ambassadors in Paris."""
    # 21 ambassadors to France in the table, 18 of them not from the career.
    assert math.isclose(answers["political_appointees"]["paris"], 18 / 21), (
        "The share in Paris is off: out of the ambassadors in Paris, how many are non_career?"
    )


@task("political-appointees")
def test_all_missions_are_pooled(answers, reference):
    """The base of the second share is all ambassadors, each counted once."""
    found = answers["political_appointees"]["all_missions"]
    assert same(found, reference["political_appointees"]["all_missions"]), (
        "The share of all is off: out of all rows of the table, how many are non_career?"
    )


@task("events-by-decade", weight=2)
def test_chart_shows_events_of_each_decade(answers, reference):
    """The marks show the number of events of each decade."""
    assert figure_data(answers["events_by_decade"]) == figure_data(reference["events_by_decade"]), (
        "The chart does not show one number of events for each decade, from its first year. "
        "Count all events of the table, not its rows, by the decade of `year`: 1975 belongs to 1970."
    )


@task("events-by-decade")
def test_chart_can_be_read_alone(answers):
    """Title and labels say what is shown; bars start at zero."""
    chart = answers["events_by_decade"]
    assert chart["marks"], "The axes hold no bars, points or line yet."
    for part, words in (
        ("title", "a title"),
        ("xlabel", "a horizontal label"),
        ("ylabel", "a vertical label"),
    ):
        assert chart[part], f"A reader who sees only the chart needs {words}."
    if any(mark["kind"] == "bars" for mark in chart["marks"]):
        assert chart["zero"], "Bars are read by their length: let their axis start at zero."


def check_class(answers, reference, question, words):
    """Compare the class chosen for one question."""
    chosen = str(answers["reference_class"].get(question, "")).strip().lower()
    assert chosen == reference["reference_class"][question], words


@task("reference-class")
def test_class_for_seldom_used(answers, reference):
    """A question about limits set by hosts gets the class of such limits."""
    check_class(
        answers,
        reference,
        "seldom_used",
        "Who acted in February 2026, and on whom? Take acts that are alike.",
    )


@task("reference-class")
def test_class_for_washington_1982(answers, reference):
    """A question about France's own ambassador gets the class of acts by the sending state."""
    check_class(answers, reference, "washington_1982", "The question is about an act of the sending state.")


@task("reference-class")
def test_class_for_told_to_leave(answers, reference):
    """A question about diplomats who have to go gets the class of acts that end a stay."""
    check_class(
        answers, reference, "told_to_leave", "The question is about diplomats whom the host sends away."
    )


@task("reference-class")
def test_class_for_any_quarrel(answers, reference):
    """A question about quarrels of every sort gets the widest class."""
    check_class(answers, reference, "any_quarrel", "The question says: by whatever act.")


@task("reference-class")
def test_says_what_the_table_can_tell(answers, reference):
    """The conclusion on the decades claims no more than a convenience sample allows."""
    check_class(
        answers,
        reference,
        "recent_decades",
        "Ask how an event of 1965 would have come into the table, and what that does to the rise.",
    )


@task("no-case-bound")
def test_bound_leaves_no_case_one_chance_in_twenty(answers):
    """At the bound, no case in n trials has a probability of 5 %."""
    for n in (2, 5, 24, 150, 4000):
        found = answers.call("no_case_bound", n)
        assert found is not None, "The function returns nothing: does it end in return?"
        fits = 0 < found < 1 and math.isclose((1 - found) ** n, 0.05, rel_tol=1e-6)
        assert fits, (
            f"With n = {n}, put the p that you return into (1 - p) ** n: it should give 0.05, and does not."
        )


# Half the quantiles of chi-square with 2k and 2k + 2 degrees of freedom, from scipy.
LIMITS = {
    0: (0.0, 3.6888794541),
    3: (0.6186721230, 8.7672730697),
    12: (6.2005751087, 20.9615850482),
    64: (49.2877985462, 81.7265712089),
}


@task("poisson-interval")
def test_rate_is_per_unit_of_exposure(answers):
    """The rate is the number of events divided by the exposure."""
    for count, exposure in ((0, 10), (3, 12), (64, 0.5)):
        found = answers.call("poisson_interval", count, exposure)
        assert found is not None, "The function returns nothing: does it end in return?"
        assert len(found) == 3, "Return three numbers: rate, low, high."
        assert math.isclose(found[0], count / exposure, abs_tol=1e-12), (
            "The rate is off: events per unit of exposure."
        )


@task("poisson-interval", weight=2)
def test_limits_are_exact(answers):
    """Both limits hold for counts and exposures that were not seen before, from small to large."""
    for count, (low, high) in LIMITS.items():
        if not count:
            continue
        for exposure in (1, 12.5):
            found = answers.call("poisson_interval", count, exposure)
            assert math.isclose(found[1], low / exposure, rel_tol=1e-6), (
                f"The lower limit for {count} events in {exposure} is off. Which count, tail, exposure?"
            )
            assert math.isclose(found[2], high / exposure, rel_tol=1e-6), (
                f"The upper limit for {count} events in {exposure} is off. Which tail, which exposure?"
            )


@task("poisson-interval")
def test_no_event_has_a_lower_limit_of_zero(answers):
    """With no event the interval begins at zero and still has a width."""
    for exposure in (0.5, 81):
        found = answers.call("poisson_interval", 0, exposure)
        assert found[1] == 0, (
            "Lower limit: the mean at which `count` or more has a chance of 2.5 %, and 0 where nothing was seen."
        )
        assert math.isclose(found[2], LIMITS[0][1] / exposure, rel_tol=1e-6), (
            "Upper limit: the mean at which `count` or fewer has a chance of 2.5 %, also where nothing was seen."
        )
