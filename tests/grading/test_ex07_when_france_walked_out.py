"""Checks of exercise 7. Counts are compared with the data dictionary, methods with cases done by hand."""

import math

import pandas as pd

from corrige.grading import figure_data, same, task
from demarche.data import load

# Host: count of 1965, count of 1967.
COUNTS = {"FRA": (31049, 1491), "BEL": (269, 2102), "DEU": (258619, 246300), "GBR": (19965, 24396)}

PRETENDED = (
    "The index should hold the pretended years 1954 to 1964, and no year whose window reaches the letter."
)


def by_name(table, name):
    """Bring the column of that name into the index, if it is not there yet."""
    return table.set_index(name) if name in table.columns else table


def table_of(*columns, years):
    """A small table like `troops`: columns A, B, C …, one row per year."""
    return pd.DataFrame(dict(zip("ABCDEFGH", columns, strict=False)), index=list(years))


@task("fall-and-rise")
def test_takes_the_years_before_and_after(answers):
    """Each of the four hosts has its count of 1965 and of 1967."""
    found = answers["fall_and_rise"]
    assert isinstance(found, pd.DataFrame), "A DataFrame with one row per host is asked for."
    found = by_name(found, "iso3")
    assert set(found.index) == set(COUNTS), "The rows should be the hosts FRA, BEL, DEU and GBR."
    assert {"before", "after"} <= set(found.columns), "The columns before and after are missing."
    for host, (before, after) in COUNTS.items():
        assert found.loc[host, "before"] == before, (
            f"`before`: each host has its own count of 1965.\nThe row of {host} does not."
        )
        assert found.loc[host, "after"] == after, (
            f"`after`: each host has its own count of 1967.\nThe row of {host} does not."
        )


@task("fall-and-rise")
def test_change_has_a_sign_and_a_base(answers):
    """Changes are after minus before, and the percentages are of what was there before."""
    found = by_name(answers["fall_and_rise"], "iso3")
    for host, (before, after) in COUNTS.items():
        assert found.loc[host, "change"] == after - before, (
            "A change is the later count minus the earlier one."
        )
        assert math.isclose(found.loc[host, "percent"], 100 * (after - before) / before), (
            "`percent` is the change in per cent of what was there before: a number with its sign, "
            "not rounded."
        )


@task("diff-in-diff")
def test_cases_done_by_hand(answers):
    """Change of the treated host minus the mean change of the comparisons, on tables not seen before."""
    counts = table_of([10, 9, 15, 5], [10, 14, 10, 0], [90, 96, 100, 2], [5, 3, 1, 700], years=range(4))
    for treated, comparisons, before, after, expected in (
        ("A", ["B"], 0, 1, -5),  # -1 against +4
        ("A", ["B", "C"], 0, 1, -6),  # -1 against (4 + 6) / 2
        ("B", ["A", "C", "D"], 0, 1, 3),  # 4 against (-1 + 6 - 2) / 3
        ("C", ["D"], 1, 2, 6),  # 4 against -2
        ("B", ["A", "C", "D"], 1, 3, -14 - 599 / 3),  # -14 against (-4 - 94 + 697) / 3
    ):
        found = answers.call("diff_in_diff", counts, treated, comparisons, before, after)
        assert found is not None, "The function returns nothing: does it end in return?"
        assert not hasattr(found, "__len__"), "Return one number."
        assert math.isclose(found, expected, rel_tol=1e-6, abs_tol=1e-9), (
            f"For the change of {treated} against {len(comparisons)} comparison host(s) the result is off. "
            "Change of the one, minus the mean change of the others."
        )


@task("diff-in-diff")
def test_common_changes_leave_no_effect(answers):
    """If all hosts change by as much, the effect is zero, whatever their levels."""
    counts = table_of([1, 31], [500, 530], [70, 100], years=(1990, 1995))
    for comparisons in (["B"], ["B", "C"]):
        found = answers.call("diff_in_diff", counts, "A", comparisons, 1990, 1995)
        assert math.isclose(found, 0, abs_tol=1e-9), (
            "All hosts rose by as many, so nothing is left to explain: the effect should be zero."
        )


@task("diff-in-diff")
def test_real_hosts_not_seen_before(answers):
    """The function works on the real table, with other hosts and years than those shown."""
    us_troops = load("us_troops")
    part = us_troops[us_troops["year"].between(1954, 1976)]
    counts = part.pivot_table(index="year", columns="iso3", values="troops", aggfunc="sum")
    for treated, comparisons, before, after in (
        ("BEL", ["NLD", "LUX"], 1966, 1967),
        ("KOR", ["JPN"], 1969, 1972),
        ("TUR", ["GRC", "ITA", "ESP", "PRT"], 1955, 1975),
    ):
        own = int(counts.loc[after, treated]) - int(counts.loc[before, treated])
        others = [int(counts.loc[after, host]) - int(counts.loc[before, host]) for host in comparisons]
        found = answers.call("diff_in_diff", counts, treated, comparisons, before, after)
        assert math.isclose(found, own - sum(others) / len(others), rel_tol=1e-9), (
            f"For {treated} from {before} to {after} the result is off."
        )


@task("troops-chart", weight=2)
def test_chart_shows_index_numbers(answers, reference):
    """Four lines from 1960 to 1972, each host at 100 in 1965."""
    assert figure_data(answers["troops_chart"]) == figure_data(reference["troops_chart"]), (
        "The chart does not show the four hosts from 1960 to 1972, each with its own count of 1965 as 100."
    )


@task("troops-chart")
def test_chart_can_be_read_alone(answers):
    """Title and labels say what is shown, and a note explains the break."""
    chart = answers["troops_chart"]
    assert chart["marks"], "The axes hold no lines yet."
    for part, words in (
        ("title", "a title"),
        ("xlabel", "a horizontal label"),
        ("ylabel", "a vertical label"),
    ):
        assert chart[part], f"A reader who sees only the chart needs {words}."
    assert any("1966" in text for text in chart["texts"]), (
        "A note on the chart is asked for (annotate or text) that contains 1966 and says what happened then."
    )


@task("visits-compared", weight=2)
def test_counts_visits_of_five_years(answers, reference):
    """One row per partner, one count per role, from 1964 to 1968."""
    found = answers["visits_compared"]
    assert isinstance(found, pd.DataFrame), "A DataFrame with one row per partner is asked for."
    found = by_name(found, "partner")
    assert set(found.index) == {"FRA", "GBR", "DEU", "ITA"}, "The rows should be the four partners."
    assert not found.isna().any().any(), "Write 0 where nothing is recorded."
    # December 1964, 1965 and 1966, each time to a meeting of NATO's ministers in Paris.
    assert found.loc["FRA", "secretary_of_state"] == 3, (
        "`secretary_of_state` counts every row of that role from 1964 to 1968, both included, wherever it "
        "was.\nLook at France."
    )
    assert same(answers["visits_compared"], reference["visits_compared"]), (
        "Not every partner has its number of visits for each role in 1964 to 1968."
    )


@task("visits-compared")
def test_silence_is_a_zero(answers):
    """No record is written as 0: for France in two of the three columns."""
    found = by_name(answers["visits_compared"], "partner")
    for role in ("president", "foreign_leader"):
        assert role in found.columns, f"The column {role} is missing."
        assert found.loc["FRA", role] == 0, (
            f"`{role}` counts every row of that role from 1964 to 1968, wherever it was, and holds 0 where "
            "there is none.\nLook at France."
        )


def check_choice(answers, reference, case, words):
    """Compare the option chosen for one case."""
    chosen = str(answers["what_it_asks"].get(case, "")).strip().lower()
    assert chosen == reference["what_it_asks"][case], words


@task("what-it-asks")
def test_parallel_trends(answers, reference):
    """The assumption is about what would have happened without the event."""
    check_choice(
        answers,
        reference,
        "parallel_trends",
        "The assumption is about a France that did not leave. Which one says so?",
    )


@task("what-it-asks")
def test_spillover(answers, reference):
    """A comparison that receives what the treated host loses distorts the difference."""
    check_choice(
        answers,
        reference,
        "spillover",
        "Write down both changes with and without the transfer, and subtract.",
    )


@task("what-it-asks")
def test_what_was_left(answers, reference):
    """Treaty, command and bases are three things."""
    check_choice(answers, reference, "what_was_left", "Keep apart a treaty, a command and bases.")


@task("placebo-years")
def test_eleven_pretended_years(answers):
    """One estimate for each pretended year from 1954 to 1964, and none that touches the true event."""
    found = answers["placebo_years"]
    assert isinstance(found, pd.Series), (
        "A Series is asked for: pretended year in the index, estimate as value."
    )
    assert sorted(found.index) == list(range(1954, 1965)), PRETENDED


@task("placebo-years", weight=2)
def test_estimates_are_changes_of_the_gap(answers):
    """Each estimate is the gap one year after the pretended event minus the gap one year before it."""
    found = answers["placebo_years"].to_dict()
    assert set(range(1954, 1965)) <= set(found), PRETENDED
    counts = load("us_troops").set_index(["iso3", "year"])["troops"].to_dict()

    def change(host, year):
        return counts[host, year + 1] - counts[host, year - 1]

    for year in range(1954, 1965):
        others = sum(change(host, year) for host in ("DEU", "GBR", "ITA")) / 3
        assert math.isclose(found.get(year, math.nan), change("FRA", year) - others, rel_tol=1e-9), (
            "Each value is `gap` one year after the pretended year, minus `gap` one year before it, not "
            "rounded. The comparison is in `gap` already.\n"
            f"The one for {year} is off."
        )


@task("placebo-share")
def test_shares_done_by_hand(answers):
    """The share counts every host whose effect is at least as large in size, the treated one included."""
    # Changes -9, 3, 1, 0, 0: less the mean of the others -10, 5, 2.5, 1.25, 1.25.
    counts = table_of([20, 11], [5, 8], [7, 8], [4, 4], [90, 90], years=(1, 2))
    for treated, expected in (("A", 1 / 5), ("B", 2 / 5), ("C", 3 / 5), ("D", 1)):
        found = answers.call("placebo_share", counts, treated, 1, 2)
        assert found is not None, "The function returns nothing: does it end in return?"
        assert math.isclose(found, expected), (
            "The share is off. Count each host whose effect is at least as large in size, the treated one too"
        )


@task("placebo-share")
def test_years_named_and_ties(answers):
    """Only the two years named count, wherever they stand, and a host with an equal effect counts."""
    # From 11 to 14 the changes are 20, -20, 4, 0, -4; A and B are equally far from the others.
    counts = table_of(
        [7, 10, 90, 11, 30, 2],
        [5, 40, 1, 70, 20, 60],
        [9, 8, 50, 3, 12, 44],
        [6, 6, 2, 60, 6, 1],
        [70, 9, 8, 33, 5, 10],
        years=range(10, 16),
    )
    for treated, expected in (("A", 2 / 5), ("B", 2 / 5), ("C", 4 / 5), ("D", 1)):
        assert math.isclose(answers.call("placebo_share", counts, treated, 11, 14), expected), (
            "The share is off on a table of six years: take the rows of the two years named, and count a host "
            "whose effect is just as large."
        )


@task("placebo-share")
def test_both_directions_count(answers):
    """A rise as large as a fall counts as well."""
    # Changes 30, -20, 2, 0: effects 36, -30.7, -1.3, -4.
    counts = table_of([10, 40], [60, 40], [5, 7], [8, 8], years=(3, 4))
    for treated, expected in (("B", 2 / 4), ("A", 1 / 4), ("C", 1)):
        assert math.isclose(answers.call("placebo_share", counts, treated, 3, 4), expected), (
            "The share is off where one host rises and another falls: compare sizes, whatever the direction."
        )


@task("placebo-share")
def test_each_host_is_compared_with_all_others(answers):
    """The treated host belongs to the comparison of every other one."""
    # Changes -30, 36, 2, 0: effects -42.7, 45.3, ...; without A in its mean B would come to 35 only.
    counts = table_of([70, 40], [10, 46], [6, 8], [9, 9], years=(1, 2))
    assert math.isclose(answers.call("placebo_share", counts, "A", 1, 2), 2 / 4), (
        "A share is off: each host is compared with the mean of all others, the treated one among them."
    )


@task("placebo-share")
def test_a_common_move_is_taken_out(answers):
    """When all others move together, the host that stands still is the unusual one."""
    # Changes 0, -30, -31, -33, -29: only A is far from the mean of the others.
    counts = table_of([80, 80], [99, 69], [80, 49], [60, 27], [70, 41], years=(1, 2))
    assert math.isclose(answers.call("placebo_share", counts, "A", 1, 2), 1 / 5), (
        "All hosts but one move together: the one that stands still is unusual. Subtract the others' mean."
    )
