"""Checks of exercise 8. Surveys, trade and the sweep are compared with numbers known apart from the solution."""

import math

import pandas as pd

from corrige.grading import figure_data, same, task
from demarche.data import load

MARGIN = "The margin: p × (100 − p) / n for each survey, with its own p and n; the root of the sum of the two; 1.96 times that."


def change(answers, *numbers):
    """The two numbers that the learner's function returns."""
    found = answers.call("change_with_margin", *numbers)
    assert found is not None, "The function returns nothing: does it end in return?"
    assert isinstance(found, (list, tuple)), "Return two numbers: the change, then its margin."
    assert len(found) == 2, "Return two numbers: the change, then its margin."
    return found


@task("change-with-margin")
def test_change_is_in_points(answers):
    """The change is after minus before, in points; a fall is negative."""
    # The published percentages of France in 2002 and 2003, and two others.
    for before, after, points in ((62.94, 42.89, -20.05), (12, 30, 18), (80, 80, 0)):
        found = change(answers, before, 500, after, 700)[0]
        assert math.isclose(found, points, abs_tol=1e-9), (
            "The change: the later percentage minus the earlier one, in points and not rounded."
        )


@task("change-with-margin")
def test_two_equal_samples(answers):
    """Two equal samples make the margin of one, times the root of two."""
    for percentage, people in ((50, 800), (12, 450), (71, 1001)):
        one = 1.96 * (percentage * (100 - percentage) / people) ** 0.5
        found = change(answers, percentage, people, percentage, people)[1]
        assert math.isclose(found, one * 2**0.5, rel_tol=1e-6), f"{MARGIN}\nIt is off for two equal samples."


@task("change-with-margin", weight=2)
def test_both_samples_count(answers):
    """The margin holds for percentages and numbers of people that were not seen before."""
    for before, n_before, after, n_after in (
        (66.4, 507, 41.7, 1504),
        (5, 90, 60, 4000),
        (33, 700, 34.5, 350),
    ):
        wanted = 1.96 * math.hypot(
            math.sqrt(before * (100 - before) / n_before), math.sqrt(after * (100 - after) / n_after)
        )
        found = change(answers, before, n_before, after, n_after)[1]
        assert math.isclose(found, wanted, rel_tol=1e-6), (
            f"{MARGIN}\nIt is off for {before} % of {n_before} and {after} % of {n_after}."
        )


@task("no-boycott")
def test_growth_starts_from_2002(answers):
    """Growth over the two years, as a percentage of imports in 2002."""
    found = answers["no_boycott"]
    assert isinstance(found, dict), "A dict with four keys is asked for."
    # Millions of dollars: France 29,031 to 32,619, Germany 63,884 to 79,117.
    for key, before, after in (("growth_fra", 29_031, 32_619), ("growth_deu", 63_884, 79_117)):
        assert math.isclose(found[key], 100 * (after - before) / before, rel_tol=1e-6), (
            f"{key}: what was added to the imports of 2002 until 2004, in per cent of those of 2002."
        )


@task("no-boycott")
def test_share_has_all_partners_below_the_line(answers):
    """The share is taken of the imports from all 24 partners, each once."""
    found = answers["no_boycott"]
    for key, known in (("share_2002", 3.87), ("share_2004", 3.46)):
        assert math.isclose(found[key], known, abs_tol=0.005), (
            f"{key}: imports from France in per cent of the row ALL of that year."
        )


def scores_by_hand(values):
    """Z-scores in plain Python."""
    known = [value for value in values if not math.isnan(value)]
    mean = sum(known) / len(known)
    spread = math.sqrt(sum((value - mean) ** 2 for value in known) / len(known))
    return [(value - mean) / spread for value in values]


def correlation(ours, theirs):
    """Pearson's correlation, as the mean product of z-scores."""
    pairs = zip(scores_by_hand(ours), scores_by_hand(theirs), strict=True)
    return sum(z * w for z, w in pairs) / len(ours)


@task("composite-by-year", weight=2)
def test_chart_shows_the_composite(answers, reference):
    """The marks show the mean of the three z-scores for each year."""
    assert figure_data(answers["composite_by_year"]) == figure_data(reference["composite_by_year"]), (
        "One mark for each year from 2002 to 2023: the mean of the three z-scores of that year, each of its own column "
        "over these years, the one that points the wrong way turned."
    )


@task("composite-by-year")
def test_chart_can_be_read_alone(answers):
    """Title and labels say what is shown."""
    chart = answers["composite_by_year"]
    assert chart["marks"], "The axes hold no line, points or bars yet."
    for part, words in (
        ("title", "a title"),
        ("xlabel", "a horizontal label"),
        ("ylabel", "a vertical label"),
    ):
        assert chart[part], f"A reader who sees only the chart needs {words}."


@task("weightings")
def test_every_weighting_has_one_lowest_year(answers):
    """Each of the 286 weightings counts once."""
    found = answers["weightings"]
    assert isinstance(found, pd.Series), "A Series is asked for: year in the index, number as value."
    assert found.sum() == 286, (
        "The counts should add up to the number of rows in grid: one lowest year for each weighting."
    )
    assert (found > 0).all(), "Leave out years that are never the lowest."


@task("weightings")
def test_lowest_years_are_counted(answers, reference):
    """The lowest year is the one with the smallest composite."""
    found = answers["weightings"]
    assert 2009 not in found.index, (
        "2009 was the warmest year. Look for the smallest composite, not the largest."
    )
    assert same(found, reference["weightings"]), (
        "Each row of grid has one lowest year: weight times score, added up over the four indicators, the least "
        "of the thirteen sums. Then the years are counted."
    )


@task("what-a-sweep-shows")
def test_says_what_a_sweep_can_show(answers, reference):
    """The sentence stays within the years and the indicators of the index."""
    assert same(answers["what_a_sweep_shows"].strip().lower(), reference["what_a_sweep_shows"]), (
        "A share of weightings is no probability, says nothing about other years, and yet says something."
    )


@task("second-coder")
def test_weighted_kappa_of_the_practice_coding(answers):
    """One minus the distance seen, divided by the mean distance over all pairs."""
    tone = load("timeline").set_index("id")["tone"]
    events = ["T41", "T48", "T50", "T52", "T56", "T63", "T66", "T68", "T79", "T80"]
    first, second = [int(tone[event]) for event in events], [0, -1, 2, 3, -2, 2, -2, -3, 0, -2]
    pairs = [abs(a - b) for a in first for b in second]
    seen = [abs(a - b) for a, b in zip(first, second, strict=True)]
    wanted = 1 - (sum(seen) / len(seen)) / (sum(pairs) / len(pairs))
    found = answers["second_coder"]
    assert isinstance(found, (int, float)), "One number is asked for."
    assert math.isclose(found, wanted, rel_tol=1e-6), (
        "Mean distance over the ten events, mean distance over all hundred pairs, one minus the ratio of the two."
    )


@task("levels-and-changes")
def test_levels_are_those_of_65_years(answers):
    """The levels of agreement and exports are correlated over 1950 to 2014."""
    found = answers["levels_and_changes"]
    assert isinstance(found, dict), "A dict with the keys levels and changes is asked for."
    assert math.isclose(found["levels"], -0.5586, abs_tol=0.0005), (
        "levels: agree_fra_usa with us_exports_musd as they are, Pearson's, all years from 1950 to 2014 that have both."
    )


@task("levels-and-changes")
def test_changes_run_from_year_to_year(answers):
    """The changes are those between neighbouring years, and no others."""
    panel = load("panel").set_index("year").loc[1950:2014]
    x, y = panel["agree_fra_usa"], panel["us_exports_musd"]
    years = [year for year in range(1951, 2015) if year not in (1964, 1965)]
    ours = [x[year] - x[year - 1] for year in years]
    theirs = [y[year] - y[year - 1] for year in years]
    assert math.isclose(answers["levels_and_changes"]["changes"], correlation(ours, theirs), abs_tol=1e-6), (
        "changes: each value less that of the year before, of both series, within 1950 to 2014; 1964 has no "
        "vote, so it has no change, nor has 1965."
    )


@task("levels-and-changes")
def test_growth_is_the_change_of_a_logarithm(answers):
    """Changes of agreement beside rates of growth of exports."""
    panel = load("panel").set_index("year").loc[1950:2014]
    x, y = panel["agree_fra_usa"], panel["us_exports_musd"]
    years = [year for year in range(1951, 2015) if year not in (1964, 1965)]
    ours = [x[year] - x[year - 1] for year in years]
    theirs = [math.log(y[year] / y[year - 1]) for year in years]
    assert math.isclose(answers["levels_and_changes"]["growth"], correlation(ours, theirs), abs_tol=1e-6), (
        "growth: the same changes of agreement with the changes of the natural logarithm of exports."
    )
