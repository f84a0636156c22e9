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
    for values, starts in (
        ([0.16, -0.03, -0.07, -0.07, -0.02, 0.01, 0.16, -0.04], [2, 5]),
        ([0.05, 0.01, -0.02, -0.04, -0.03, 0.15, 0.01, -0.02], [2, 5]),
    ):
        assert pair(answers, values, 2) == starts, (
            f"Another pair of breaks in {values} costs less: the level of a segment is its mean, not rounded."
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
    # All three may also be just as long as that, or the last two.
    for values, shortest, starts in (([1, 1, 5, 5, 9, 9], 2, [2, 4]), ([1, 1, 1, 1, 5, 9], 1, [4, 5])):
        assert pair(answers, values, shortest) == starts, (
            f"In {values} a segment may be just {shortest} long, the last two as well: do both loops reach their end?"
        )


@task("two-breaks")
def test_both_breaks_are_sought_together(answers, reference):
    """The pair is the best of all, also where its breaks are not the best single ones, and in real data."""
    gap = load("panel").set_index("year").loc[1949:2023, "fra_gap"].dropna()
    compare = (
        "Compare the best pair with yours by hand: how long the three segments are, and what their squared "
        "distances from their own means add up to."
    )
    assert pair(answers, gap.round(4).tolist(), 5) == [12, 20], f"{compare}\nIt is off for the real series."
    for values, shortest in (([0, 0, 1, 4, 4, 1, 0, 0], 1), ([1, 0, 4, 0, 2, 2, 1, 0], 1)):
        assert pair(answers, values, shortest) == list(reference.call("two_breaks", values, shortest)), (
            f"{compare}\nIt is off for {values}."
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
def test_years_of_the_breaks(answers, reference):
    """Each break is named by the first year of the new level."""
    found, known = breaks_of(answers)["year"], {"agree_fra_usa": 1981, "agree_gbr_usa": 1981}
    known |= {"agree_allies_usa": 1980, "fra_gap": 1973}
    off = [name for name, year in known.items() if found[name] != year]
    assert not off, (
        "`year` is the year of the first value after the break: the position, looked up in the index of the series.\n"
        + " ".join(f"For {name} it says {found[name]}." for name in off)
    )
    assert same(found.to_dict(), breaks_of(reference)["year"].to_dict()), "A year is a number."


@task("first-break", weight=2)
def test_means_on_both_sides(answers, reference):
    """The means are those of the years 1949 to 2023, without 1964."""
    found, wanted = breaks_of(answers), breaks_of(reference)
    # Published rounded for France, from 1949 on and without 1964.
    assert wanted.loc["agree_fra_usa", ["before", "after"]].round(3).tolist() == [0.647, 0.506]
    for part, years in (
        ("before", "from 1949 to the last one before the break, without 1964"),
        ("after", "from the year of the break to 2023"),
    ):
        off = [name for name in wanted.index if not same(found.loc[name, part], wanted.loc[name, part])]
        assert not off, (
            f"`{part}` is the mean of the years {years}, not rounded.\nIt is off for {', '.join(off)}."
        )


@task("bic-by-breaks")
def test_price_and_fit_are_those_of_the_formula(answers, reference):
    """Each number of breaks has the BIC that the formula gives."""
    found = answers["bic_by_breaks"]
    assert isinstance(found, pd.Series), "A Series is asked for: number of breaks in the index, BIC as value."
    assert sorted(found.index) == [0, 1, 2, 3, 4, 5], "The index should hold the numbers of breaks, 0 to 5."
    gap = load("panel").set_index("year").loc[1949:2023, "fra_gap"].dropna()
    none = len(gap) * math.log(gap.var(ddof=0)) + 2 * math.log(len(gap))
    formula = "Put the numbers of one row into the formula by hand: cost, n values, p estimates, natural logarithms."
    assert math.isclose(found[0], none, rel_tol=1e-6), (
        f"{formula}\nWithout a break one mean and one variance are estimated, from the values that exist."
    )
    assert same(found, reference["bic_by_breaks"]), (
        f"{formula}\nWithout a break it is right; each break adds a mean and a position."
    )


@task("placebo-breaks")
def test_share_of_the_real_series(answers):
    """The share is that of the real series, with parts of five years or more."""
    found = answers["placebo_breaks"]
    assert isinstance(found, dict), "A dict with three keys is asked for."
    assert abs(found["share"] - (1 - 0.5911 / 0.9506)) < 0.0005, (
        "share: what explained_share gives for `agreement`, with one break and five or more values in each part."
    )


@task("placebo-breaks")
def test_p_values_come_from_a_search_in_every_placebo(answers, reference):
    """Both p-values count the series that reach the real share, the real one among them."""
    found = answers["placebo_breaks"]
    for key, kind in (("p_shuffled", "shuffled"), ("p_drifting", "drifting")):
        count = f"{key}: (1 + how many of the {kind} series have at least the real share) / (1 + how many there are)."
        assert found[key] > 0, f"{count}\nIt is zero, so the real series does not count."
        assert same(found[key], reference["placebo_breaks"][key]), f"{count}\nIt is off."


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
def test_parts_add_up_and_have_a_direction(answers, reference):
    """Away from the other is positive for both, and the parts add up to the change."""
    found, wanted = moves_of(answers), moves_of(reference)
    parts = (
        "`france` and `usa`: how far each moved since the year before, positive if away from the other: for the "
        "United States, which stands above, that is up, and for France down."
    )
    rest = (found["france"] + found["usa"] - found["change"]).abs()
    off = [
        year
        for year in found.index
        if not all(same(found.loc[year, each], wanted.loc[year, each]) for each in ("france", "usa"))
    ]
    assert not off or (rest < 1e-6).all(), f"{parts}\nYours do not add up to the change."
    assert not off, f"{parts}\nLook at {', '.join(map(str, off))}."


@task("who-moved")
def test_change_of_the_distance(answers):
    """The change is that of the distance from the year before."""
    found, distance = moves_of(answers), load("panel").set_index("year")["ideal_dist_fra_usa"]
    off = [year for year in found.index if abs(found.loc[year, "change"] - distance.diff()[year]) >= 2e-3]
    assert not off, (
        "`change`: the distance in that year less the distance in the year before it.\n"
        f"It is off for {', '.join(map(str, off))}."
    )


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
def test_jump_of_2018(answers, reference):
    """Before politics comes the question what was counted."""
    check_finding(answers, reference, "jump_2018", "Are the same kinds of vote counted before and after?")


@task("what-a-break-says")
def test_crisis_of_2026(answers, reference):
    """A series says nothing about years that it does not hold."""
    check_finding(answers, reference, "crisis_2026", "How many years after the event are in the data?")
