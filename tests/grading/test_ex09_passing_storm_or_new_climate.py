"""Checks of exercise 9. Breaks and means are compared with figures known apart from the solution."""

import math

import pandas as pd

from corrige.grading import figure_data, same, task
from demarche.data import load


def pair(answers, values, shortest):
    """Positions returned for one input, as a list of two whole numbers."""
    found = answers.call("two_breaks", values, shortest)
    assert found is not None, "The function returns nothing: does it end in return?"
    assert len(found) == 2, "Return two positions, (i, j)."
    return [int(place) for place in found]


@task("two-breaks")
def test_breaks_where_three_levels_are_plain(answers):
    """Three levels of different length are told apart, and a break is where the new one begins."""
    for values, starts in (
        ([1, 1, 1, 1, 1, 6, 6, 3, 3, 3], [5, 7]),
        ([-4, -4, 2, 2, 2, 2, 2, 9], [2, 7]),
        ([0.1, 0.2, 0.1, 5.0, 5.2, 0.1, 0.1], [3, 5]),
    ):
        assert pair(answers, values, 1) == starts, (
            f"The breaks of {values} are off. Name the position at which each new level begins."
        )


@task("two-breaks")
def test_cost_is_a_sum_of_squares(answers):
    """The best pair is the one by squared distances from the mean, added up; other costs choose other pairs."""
    for values, starts in (
        ([1, 5, 1, 9, 4, 1, 8, 8], [3, 6]),
        ([7, 9, 6, 6, 2, 8, 7, 7, 0], [2, 8]),
        ([5, 0, 9, 4, 8, 2, 3, 5, 3], [2, 5]),
    ):
        for level in (0, 100):
            assert pair(answers, [value + level for value in values], 1) == starts, (
                f"Another pair of breaks in {values} costs less: square each distance from the segment's mean, and add up."
            )


@task("two-breaks")
def test_each_segment_keeps_its_length(answers):
    """No segment is shorter than asked for: first, middle or last."""
    for values, shortest in (
        ([70, 1, 2, 1, 2, 6, 7, 6, 7, 6], 2),
        ([1, 2, 1, 90, 1, 2, 4, 1, 2, 1, 2], 2),
        ([1, 2, 1, 2, 6, 7, 6, 7, 6, -80], 3),
    ):
        i, j = pair(answers, values, shortest)
        assert min(i, j - i, len(values) - j) >= shortest, (
            f"With at least {shortest} values for each, one of the three segments is shorter than that."
        )


@task("two-breaks")
def test_both_breaks_are_sought_together(answers, reference):
    """The pair is the best of all, also where its breaks are not the best single ones, and in real data."""
    gap = load("panel").set_index("year").loc[1949:2023, "fra_gap"].dropna()
    assert pair(answers, gap.round(4).tolist(), 5) == [12, 20], (
        "In the real series this pair is not the best one. Was one break fixed before the other was sought?"
    )
    for values, shortest in (([0, 0, 1, 4, 4, 1, 0, 0], 1), ([1, 0, 4, 0, 2, 2, 1, 0], 1)):
        assert pair(answers, values, shortest) == list(reference.call("two_breaks", values, shortest)), (
            f"Another pair of breaks in {values} has a lower total cost: try every pair."
        )


def breaks_of(answers):
    """The answer of first-break with the name of the series as index."""
    found = answers["first_break"]
    assert isinstance(found, pd.DataFrame), "A DataFrame with four columns is asked for."
    if "series" in found.columns:
        found = found.set_index("series")
    assert {"year", "before", "after"} <= set(found.columns), (
        "Keep the columns series, year, before and after."
    )
    wanted = {"agree_fra_usa", "agree_gbr_usa", "agree_allies_usa", "fra_gap"}
    assert set(found.index) == wanted, "One row for each of the four series is asked for, under its name."
    return found


@task("first-break")
def test_years_of_the_breaks(answers):
    """Each break is named by the first year of the new level."""
    found = breaks_of(answers)["year"]
    early = [name for name, year in {"agree_fra_usa": 1980, "fra_gap": 1972}.items() if found[name] == year]
    assert not early, "The years are one too early: look the position up in the index of the series."
    assert (found["agree_fra_usa"], found["agree_gbr_usa"]) == (1981, 1981), (
        "The break of France or of Britain is off. Is it the lasting change of the mean, or one odd year?"
    )
    assert (found["agree_allies_usa"], found["fra_gap"]) == (1980, 1973), (
        "The break of the seven allies, or of France's gap to them, is off."
    )


@task("first-break", weight=2)
def test_means_on_both_sides(answers, reference):
    """The means are those of the years 1949 to 2023, without 1964."""
    found = breaks_of(answers)
    # The years before the break: 31 to 1980 with values; published rounded for France from 1949: 0.647, 0.506.
    assert abs(found.loc["agree_fra_usa", "before"] - 0.647) < 0.0006, (
        "The mean before France's break is off. Begin in 1949, and drop the year without votes."
    )
    assert abs(found.loc["agree_fra_usa", "after"] - 0.506) < 0.0006, (
        "The mean after France's break is off. Stop in 2023."
    )
    assert same(answers["first_break"], reference["first_break"]), (
        "A mean is off: 1949 to 2023, each year once, 1964 left out, none rounded."
    )


@task("bic-by-breaks")
def test_price_and_fit_are_those_of_the_formula(answers, reference):
    """Each number of breaks has the BIC that the formula gives."""
    found = answers["bic_by_breaks"]
    assert isinstance(found, pd.Series), "A Series is asked for: number of breaks in the index, BIC as value."
    assert sorted(found.index) == [0, 1, 2, 3, 4, 5], "The index should hold the numbers of breaks, 0 to 5."
    gap = load("panel").set_index("year").loc[1949:2023, "fra_gap"].dropna()
    none = len(gap) * math.log(gap.var(ddof=0)) + 2 * math.log(len(gap))
    assert math.isclose(found[0], none, rel_tol=1e-6), (
        "The BIC without a break is off: one mean and one variance are estimated, from the values that exist."
    )
    assert found.idxmin() == 2, "Another number of breaks wins: is every estimate counted and priced?"
    assert same(found, reference["bic_by_breaks"]), (
        "Some BIC is off: means, positions and one variance count."
    )


@task("placebo-breaks")
def test_share_of_the_real_series(answers):
    """The share is that of the real series, with parts of five years or more."""
    found = answers["placebo_breaks"]
    assert isinstance(found, dict), "A dict with three keys is asked for."
    assert abs(found["share"] - (1 - 0.5911 / 0.9506)) < 0.0005, (
        "The share for the real series is off: one break, five or more values in each part."
    )


@task("placebo-breaks")
def test_p_values_come_from_a_search_in_every_placebo(answers, reference):
    """Both p-values count the series that reach the real share, the real one among them."""
    found = answers["placebo_breaks"]
    for key, kind in (("p_shuffled", "shuffled"), ("p_drifting", "drifting")):
        assert found[key] > 0, f"The p-value of the {kind} series is zero: the real series counts as well."
        assert found[key] < 0.5, f"The p-value of the {kind} series is large: count those at or above."
        assert same(found[key], reference["placebo_breaks"][key]), (
            f"The p-value of the {kind} series is off: search each series anew, five values in each part or more."
        )


def moves_of(answers):
    """The answer of who-moved with the year as index."""
    found = answers["who_moved"]
    assert isinstance(found, pd.DataFrame), "A DataFrame with four columns is asked for."
    if "year" in found.columns:
        found = found.set_index("year")
    assert {"change", "france", "usa"} <= set(found.columns), "Keep the columns year, change, france and usa."
    assert sorted(found.index) == [2003, 2017, 2018, 2022], "One row for each of the four years is asked for."
    return found


@task("who-moved")
def test_change_of_the_distance(answers):
    """The change is that of the distance from the year before."""
    found, distance = moves_of(answers), load("panel").set_index("year")["ideal_dist_fra_usa"]
    for year in found.index:
        change = distance[year] - distance[year - 1]
        assert abs(found.loc[year, "change"] - change) < 2e-3, (
            f"The change of {year} is off: the distance in that year less the distance a year before."
        )


@task("who-moved")
def test_parts_add_up_and_have_a_direction(answers, reference):
    """Away from the other is positive for both, and the parts add up to the change."""
    found = moves_of(answers)
    rest = (found["france"] + found["usa"] - found["change"]).abs()
    assert (rest < 1e-6).all(), "The parts do not add up to the change: look at the sign of France's part."
    assert found.loc[2017, "france"] < 0 < found.loc[2017, "usa"], (
        "In 2017 one of the two came closer and the other went away. Check the direction."
    )
    assert same(answers["who_moved"], reference["who_moved"]), "A part is off: each is one state's own move."


@task("segments-chart", weight=2)
def test_chart_shows_years_and_periods(answers, reference):
    """The marks show the gap of every year, and the mean of its period."""
    chart = answers["segments_chart"]
    sets = {tuple(round(value, 6) for _, value in mark["pairs"]) for mark in chart["marks"]}
    assert len(sets) == 2, "Two sets of marks are asked for: the values, and the mean of each year's period."
    assert figure_data(chart) == figure_data(reference["segments_chart"]), (
        "The chart does not show the gap of every year and the mean of its own period, over the years."
    )


@task("segments-chart")
def test_chart_can_be_read_alone(answers):
    """Title and labels say what is shown, and the periods are in the picture."""
    chart = answers["segments_chart"]
    assert chart["marks"], "The axes hold no line or points yet."
    for part, words in (
        ("title", "a title"),
        ("xlabel", "a horizontal label"),
        ("ylabel", "a vertical label"),
    ):
        assert chart[part], f"A reader who sees only the chart needs {words}."
    levels = [
        len({round(value, 6) for _, value in mark["pairs"] if value is not None}) for mark in chart["marks"]
    ]
    assert 3 in levels, "No set of marks has three levels, one for each period."


def check_finding(answers, reference, finding, words):
    """Compare the cause chosen for one finding."""
    chosen = str(answers["what_a_break_says"].get(finding, "")).strip().lower()
    assert chosen == reference["what_a_break_says"][finding], words


@task("what-a-break-says")
def test_gap_of_the_sixties(answers, reference):
    """What the allies share drops out of a difference."""
    check_finding(
        answers, reference, "down_1961_up_1970", "What is left when what the allies share is subtracted?"
    )


@task("what-a-break-says")
def test_fall_of_1981(answers, reference):
    """Two states that change in the same year have something in common."""
    check_finding(answers, reference, "down_1981", "What do the series of France and Britain have in common?")


@task("what-a-break-says")
def test_jump_of_2019(answers, reference):
    """Before politics comes the question what was counted."""
    check_finding(answers, reference, "jump_2019", "Are the same kinds of vote counted before and after?")


@task("what-a-break-says")
def test_crisis_of_2026(answers, reference):
    """A series says nothing about years that it does not hold."""
    check_finding(answers, reference, "crisis_2026", "How many years after the event are in the data?")
