"""Checks of exercise 5: what a learner's answers must be, and why."""

import math

from corrige.grading import approx, figure_data, same, task
from demarche.data import load

AVERAGES = ["mean, all", "ratio, all", "mean, without USA", "ratio, without USA"]


def by_year(series):
    """A Series as a dict of plain years and numbers."""
    return {int(year): float(value) for year, value in dict(series).items()}


def rows_by_year(table):
    """A table by year, whether the year is its index or a column."""
    return table if table.index.name == "year" else table.set_index("year")


def guideline(answers, column):
    """One column of the table of counts, by year."""
    table = rows_by_year(answers["members_at_guideline"])
    assert column in table.columns, f"The table lacks the column {column}."
    return by_year(table[column])


@task("members-at-guideline")
def test_ends_are_as_nato_counted(answers):
    """The first year has the allies that NATO itself named, and the last one is complete."""
    counts = guideline(answers, "met")
    assert set(counts) == set(range(2014, 2025)), (
        "The index should hold the years 2014 to 2024. In 2025 the table has chosen members only."
    )
    # NATO's own count: the United States, the United Kingdom and Greece in 2014; 18 allies in 2024.
    assert counts[2014] == 3, "2014 does not agree with NATO's own count. Compare pct_gdp with 2, unrounded."
    assert counts[2024] == 18, "2024 does not agree with NATO's own count. Compare pct_gdp with 2, unrounded."


@task("members-at-guideline")
def test_counts_members_at_or_above_two(answers, reference):
    """Every year counts the members of that year with a share of 2 or more."""
    assert guideline(answers, "met") == guideline(reference, "met"), (
        "`met` should hold, for each year, how many of its members are at or above 2 per cent: filter on "
        "member, compare the shares as they stand in the table, and count."
    )


@task("members-at-guideline")
def test_base_is_the_members_of_the_year(answers):
    """The base counts the states that were members in that year and have forces."""
    # 28 allies in 2014 and 32 in 2024, each time with Iceland, which has no forces and no row. Montenegro
    # joined in 2017, North Macedonia in 2020, Finland in 2023, Sweden in 2024.
    joined = {2014: 27, 2017: 28, 2020: 29, 2023: 30, 2024: 31}
    expected = {year: max(n for since, n in joined.items() if since <= year) for year in range(2014, 2025)}
    assert guideline(answers, "members") == expected, (
        "`members` should hold how many members have a row in `nato_defence` in each year: a state counts from "
        "the year it joined."
    )


@task("two-averages")
def test_mean_gives_each_member_one_vote(answers, reference):
    """The two means count every member of 2023 once."""
    found = dict(answers["two_averages"])
    assert sorted(found) == sorted(AVERAGES), f"The dict should have the keys {', '.join(AVERAGES)}."
    for name in AVERAGES[0::2]:
        others = ", the United States left out" if "without" in name else ""
        assert found[name] == approx(reference["two_averages"][name], rel=1e-6), (
            f"{name!r} should be the plain mean of pct_gdp over the states that were members in 2023{others}."
        )


@task("two-averages", weight=2)
def test_ratio_divides_all_money_by_all_income(answers, reference):
    """The two ratios put the money of the members of 2023 over their GDP, in per cent."""
    found = dict(answers["two_averages"])
    for name in AVERAGES[1::2]:
        assert found.get(name) == approx(reference["two_averages"][name], rel=1e-6), (
            f"{name!r} should be all money over all GDP, in per cent. Multiply each share by the member's GDP, "
            "add up, divide by the sum of GDP, and keep to the members of that year."
        )


@task("two-averages")
def test_ratio_comes_near_to_natos_own_total(answers):
    """NATO prints a total for Europe and Canada; yours should lie close to it."""
    # NATO's total counts Sweden already and uses prices of 2021, so it is near and not equal.
    printed = load("nato_totals").set_index("year").loc[2023, "europe_canada_pct_gdp"]
    assert dict(answers["two_averages"]).get("ratio, without USA") == approx(printed, abs=0.05), (
        "Your ratio without the United States should come near the total that NATO prints for Europe and "
        "Canada: is it in per cent, weighted by the GDP of 2023, with the same members above and below?"
    )


@task("convergence")
def test_spread_is_relative_to_the_mean(answers, reference):
    """Every year has the standard deviation divided by the mean, over the same states."""
    found, right = by_year(answers["convergence"]), by_year(reference["convergence"])
    assert set(found) == set(right), "The index should hold the years 2014 to 2024."
    assert found == approx(right, rel=1e-6), (
        "Not every year has the sample standard deviation over the mean of all states in the table. "
        "Which states did you keep, and which of the two formulas for the standard deviation?"
    )


@task("convergence")
def test_spread_can_be_rebuilt_from_its_parts(answers):
    """In the first year, the number times the mean gives back a standard deviation."""
    shares = load("nato_defence").query("year == 2014")["pct_gdp"].tolist()
    mean = math.fsum(shares) / len(shares)
    squares = math.fsum((share - mean) ** 2 for share in shares)
    found = by_year(answers["convergence"]).get(2014, math.nan)
    assert (found * mean) ** 2 * (len(shares) - 1) == approx(squares, rel=1e-6), (
        "Each number should be the sample standard deviation of the shares of all 31 states in that year, which "
        "`.std()` gives, over their mean. Do your groups hold all of them?"
    )


@task("spearman-rho", weight=2)
def test_works_on_lists_not_seen_before(answers, reference):
    """The function orders other lists, long and short, negative and huge."""
    lists = [
        ([4, 8, 15, 16, 23, 42], [1.5, 0.2, 9.1, 3.0, 3.1, 2.9]),
        ([-3.5, 0.0, 2.25, 1e9], [10, -20, 30, 5]),
        ([2, 1], [1, 2]),
        ([12, 3, 45, 7, 9, 100, 2, 61], [2.2, 1.9, 3.4, 1.1, 2.0, 3.3, 0.6, 1.2]),
    ]
    for x, y in lists:
        assert same(answers.call("spearman_rho", x, y), reference.call("spearman_rho", x, y)), (
            f"spearman_rho({x}, {y}) is not right. Rank both lists in the same direction, then "
            "correlate the ranks."
        )


@task("spearman-rho", weight=2)
def test_ties_share_the_mean_of_their_ranks(answers, reference):
    """Equal values share a rank, whichever comes first in the list."""
    for x, y in [([1, 5, 5, 9], [1, 2, 3, 4]), ([5, 1, 5, 9, 9, 9], [2, 2, 1, 7, 8, 8])]:
        assert same(answers.call("spearman_rho", x, y), reference.call("spearman_rho", x, y)), (
            f"spearman_rho({x}, {y}) is not right. Equal values share the mean of the ranks they take up, "
            "and the short formula with squared differences does not hold for them."
        )
    # By hand: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4 give 4.5 over the root of 4.5 times 5.
    assert answers.call("spearman_rho", [1, 5, 5, 9], [1, 2, 3, 4]) == approx(4.5 / math.sqrt(22.5)), (
        "With one tie in four values the result differs from the one worked by hand."
    )


@task("spearman-rho")
def test_only_the_order_counts(answers):
    """Stretching a list without changing its order changes nothing."""
    x, y = [0.5, 1.0, 2.0, 3.0, 4.0], [7, 3, 9, 4, 20]
    plain = answers.call("spearman_rho", x, y)
    assert answers.call("spearman_rho", [10**value for value in x], y) == approx(plain), (
        "The result changes when one list is stretched without changing its order, so it depends on more "
        "than order."
    )
    assert answers.call("spearman_rho", x, x) == approx(1), "A list against itself should give 1."


@task("spearman-rho")
def test_without_variation_there_is_no_correlation(answers, reference):
    """A list whose values are all the same gives not-a-number, and no other list does."""
    for x, y in [([6, 6, 6, 6], [1, 2, 3, 4]), ([1, 2, 3], [0, 0, 0])]:
        found = answers.call("spearman_rho", x, y)
        assert isinstance(found, float), "When a list does not vary, return float('nan')."
        assert math.isnan(found), (
            "When a list does not vary there is no order to compare: return float('nan')."
        )
    # Alike are the two lists, the ends, the beginnings, all but one value: each of these lists varies.
    for x, y in [
        ([5, 8, 6], [5, 8, 6]),
        ([2, 9, 2], [1, 4, 3]),
        ([1, 2, 4], [8, 8, 7]),
        ([1, 6, 6, 1], [3, 1, 2, 4]),
    ]:
        assert same(answers.call("spearman_rho", x, y), reference.call("spearman_rho", x, y)), (
            f"spearman_rho({x}, {y}) is not right. Only a list that holds one value again and again has no order."
        )


@task("rho-since-2014")
def test_rho_of_all_members(answers, reference):
    """One row a year: the rank correlation of GDP and burden over the members."""
    found, right = rows_by_year(answers["rho_since_2014"]), rows_by_year(reference["rho_since_2014"])
    assert {"all_members", "without_usa"} <= set(found.columns), (
        "The table should have the columns year, all_members and without_usa."
    )
    assert sorted(map(int, found.index)) == list(range(2014, 2024)), (
        "There should be one row for each year from 2014 to 2023."
    )
    assert by_year(found["all_members"]) == approx(by_year(right["all_members"]), rel=1e-6, abs=1e-9), (
        "`all_members` should be Spearman's rho of gdp_musd and pct_gdp over the members of each year."
    )


@task("rho-since-2014")
def test_rho_without_the_united_states(answers, reference):
    """The second column leaves out one member and ranks the others afresh."""
    found, right = rows_by_year(answers["rho_since_2014"]), rows_by_year(reference["rho_since_2014"])
    assert "without_usa" in found.columns, "The table lacks the column without_usa."
    assert by_year(found["without_usa"]) == approx(by_year(right["without_usa"]), rel=1e-6, abs=1e-9), (
        "`without_usa` should be Spearman's rho of gdp_musd and pct_gdp over the members of each "
        "year other than the United States."
    )


@task("rho-cold-war", weight=2)
def test_chart_shows_rho_with_and_without_the_united_states(answers, reference):
    """The axes hold two sets of values: rho by year for all members, and without the United States."""
    found = figure_data(answers["rho_cold_war"])
    assert found == figure_data(reference["rho_cold_war"]), (
        "The chart does not show Spearman's rho of gdp_musd and burden_pct for each year from 1960 to "
        "1990, once for all members and once without the United States."
    )


@task("rho-cold-war")
def test_chart_can_be_read_without_the_notebook(answers):
    """The chart has a title and both labels."""
    chart = answers["rho_cold_war"]
    lacking = [part for part in ("title", "xlabel", "ylabel") if not chart[part]]
    assert not lacking, f"The chart lacks: {', '.join(lacking)}."


@task("what-burdens-show")
def test_rho_near_zero(answers, reference):
    """The sentence about rho says no more than a rank correlation can."""
    assert choice(answers, "rho") == choice(reference, "rho"), (
        "For rho you chose a sentence that a rank correlation cannot carry: it describes an order, no more."
    )


@task("what-burdens-show")
def test_2025_is_a_selection(answers, reference):
    """The sentence about 2025 takes into account which states are in the table."""
    assert choice(answers, "2025") == choice(reference, "2025"), (
        "For 2025 you chose a sentence that treats 18 reported members as if they were all of them."
    )


@task("what-burdens-show")
def test_spread_in_two_senses(answers, reference):
    """The sentence about spread says in which sense the allies stand closer."""
    assert choice(answers, "spread") == choice(reference, "spread"), (
        "For the spread you chose a sentence that drops one of the two measures, or both."
    )


def choice(answers, case):
    """The letter chosen for a case."""
    return str(dict(answers["what_burdens_show"]).get(case, "")).strip().lower()
