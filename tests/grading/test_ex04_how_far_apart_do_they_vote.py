"""Checks of exercise 4. Counts are those of the data notes and of the table of pairs."""

import math

import numpy as np
import pandas as pd

from corrige.grading import approx, figure_data, same, task
from demarche.data import load

YEARS, CLOSER = 77, 71
PARTNERS = {"USA", "GBR", "DEU", "RUS", "CHN", "IND"}


def record(text, first=0):
    index = range(first, first + len(text))
    return pd.Series([None if vote == "." else vote for vote in text], index=index, dtype=object)


def number_of(answers, key):
    found = answers["uk_closer"]
    assert isinstance(found, dict), "A dict is asked for."
    assert key in found, f"The key {key} is missing."
    assert type(found[key]) in (int, float), f"One number is asked for under {key}."
    return found[key]


@task("uk-closer")
def test_one_year_counts_votes_as_the_table_has_them(answers):
    """In one year, two abstentions are the same vote and an absence is none."""
    # By hand, from the square of both states' votes of 2003: 40 of 91 are the same.
    assert number_of(answers, "france_2003") == approx(40 / 91, rel=1e-6), (
        "The share of 2003 is off. Leave absences out, keep abstentions in, and divide by the votes of both."
    )


@task("uk-closer")
def test_share_of_years_in_which_britain_is_closer(answers):
    """The share of the years with votes, 1946 to 2023, in which the United Kingdom agrees more often."""
    share = number_of(answers, "closer")
    assert 0 <= share <= 1, "A share lies between 0 and 1."
    assert share > 0.5, "The share is below one half: was France counted as the closer one?"
    assert share * YEARS == approx(round(share * YEARS), abs=1e-6), (
        "The number of years is off. Years from 1946 to 2023 with at least one roll call count, and no other."
    )
    assert share == approx(CLOSER / YEARS, rel=1e-9), (
        "Some years are on the wrong side. Drop roll calls that one of the pair missed, and leave out ties."
    )


@task("lijphart-index", weight=2)
def test_index_of_records_not_seen_before(answers, reference):
    """Same vote 1, abstention against yes or no one half, yes against no 0, absences left out."""
    for first, second, index in [
        ("YYYY", "YANA", 0.5),
        ("NANA", "NNAA", 0.75),
        ("YN.A..", "Y..A.N", 1.0),
        ("Y.N.YA", "N.Y.NY", 0.125),
        ("A", "A", 1.0),
        ("YNYNYNY.", "NYNYNYN.", 0.0),
    ]:
        pair = record(first, 300), record(second, 300)  # labels need not begin at 0
        found = answers.call("lijphart_index", *pair)
        assert same(found, reference.call("lijphart_index", *pair)), (
            f"The index of {first} and {second} (. is an absence) is off: go through it vote by vote."
        )
        assert found == approx(index), f"The index of {first} and {second} is off."


@task("lijphart-index")
def test_index_of_real_records(answers):
    """France with the United States, year by year, as in the table of pairs."""
    votes, pairs = load("unga_votes"), load("unga_agreement")
    table = pairs[(pairs["state_a"] == "FRA") & (pairs["state_b"] == "USA")].set_index("year")["lijphart"]
    for year in (1956, 1989, 2003, 2021):
        rows = votes[votes["year"] == year]
        assert answers.call("lijphart_index", rows["FRA"], rows["USA"]) == approx(table[year], abs=6e-5), (
            f"For France and the United States in {year} the index is not that of the table unga_agreement."
        )


@task("lijphart-index")
def test_never_together_and_nothing_spoilt(answers):
    """Two states that never voted together have no index; the order of the two does not matter."""
    for first, second in [("Y.", ".N"), ("...", "YAN")]:
        nothing = answers.call("lijphart_index", record(first), record(second))
        assert isinstance(nothing, float), "With no roll call in common, return np.nan, a missing number."
        assert math.isnan(nothing), "With no roll call in common there is no index: return np.nan."
    one, other = record("YAN.AY"), record("AANYNY")
    assert answers.call("lijphart_index", one, other) == approx(answers.call("lijphart_index", other, one)), (
        "Swapping the two states changes the index."
    )


@task("kappa-table")
def test_agreement_and_rows_of_the_kappa_table(answers):
    """One row per partner; the agreement is that of the roll calls in which both voted."""
    table = _by_state(answers["kappa_table"])
    known = _known_pairs()
    for state in sorted(PARTNERS):
        assert table.loc[state, "agreement"] == approx(known.loc[state, "agreement"], abs=6e-5), (
            f"The agreement with {state} is off: which roll calls did both of the pair vote in?"
        )
    frequency = table["expected"]
    assert frequency.between(0, 1).all(), "Expected agreement is a share, between 0 and 1."


@task("kappa-table", weight=2)
def test_kappa_removes_chance(answers, reference):
    """Kappa is that of the ready-made table, and follows from the two columns before it."""
    table = _by_state(answers["kappa_table"])
    for state, kappa in _known_pairs()["kappa"].items():
        assert table.loc[state, "kappa"] == approx(kappa, abs=6e-5), (
            f"Kappa for {state} is off: is the chance agreement that of this pair's own frequencies, "
            "and is the gain over chance divided by 1 - expected?"
        )
    assert (table["agreement"] - table["expected"]).to_numpy() == approx(
        (table["kappa"] * (1 - table["expected"])).to_numpy(), abs=1e-9
    ), "The columns do not fit together: kappa is (agreement - expected) / (1 - expected)."
    assert same(
        table.sort_index()["expected"].tolist(),
        _by_state(reference["kappa_table"]).sort_index()["expected"].tolist(),
        order="strict",
    ), "Expected agreement is off for some partners."


def _by_state(table):
    assert isinstance(table, pd.DataFrame), "A table is asked for: one row for each partner."
    table = table.reset_index() if "state" not in table.columns else table
    missing = {"state", "agreement", "expected", "kappa"} - set(table.columns)
    assert not missing, f"The table misses {', '.join(sorted(missing))}."
    table = table.set_index("state")
    assert sorted(table.index) == sorted(PARTNERS), "One row for each of `partners`."
    return table[["agreement", "expected", "kappa"]].astype(float)


def _known_pairs():
    pairs = load("unga_agreement")
    pairs = pairs[(pairs["year"] == 2019) & ((pairs["state_a"] == "FRA") | (pairs["state_b"] == "FRA"))]
    other = np.where(pairs["state_a"] == "FRA", pairs["state_b"], pairs["state_a"])
    return pairs.set_index(other).loc[sorted(PARTNERS), ["agreement", "kappa"]]


@task("allied-cohesion")
def test_two_means_for_each_decade(answers, reference):
    """Eight decades, and for each the mean over pairs without and with the United States."""
    table = answers["allied_cohesion"]
    assert isinstance(table, pd.DataFrame), "A table is asked for: one row for each decade."
    table = table.reset_index() if "decade" not in table.columns else table
    missing = {"decade", "without_usa", "with_usa"} - set(table.columns)
    assert not missing, f"The table misses {', '.join(sorted(missing))}."
    table = table.set_index("decade")[["without_usa", "with_usa"]].astype(float)
    assert sorted(table.index) == list(range(1950, 2030, 10)), "One row for each decade, 1950 to 2020."
    assert table["with_usa"].notna().all(), (
        "There is no pair with the United States: look in state_b as well as in state_a."
    )
    # The data notes give three decimals.
    known = {1950: (0.692, 0.695), 1980: (0.732, 0.403), 2000: (0.918, 0.389), 2020: (0.877, 0.550)}
    for decade, (without, with_usa) in known.items():
        assert table.loc[decade, "without_usa"] == approx(without, abs=6e-4), (
            f"The mean of the pairs without the United States is off in the {decade}s: which rows are in it?"
        )
        assert table.loc[decade, "with_usa"] == approx(with_usa, abs=6e-4), (
            f"The mean of the pairs with the United States is off in the {decade}s: which rows are in it?"
        )
    assert same(answers["allied_cohesion"], reference["allied_cohesion"]), "Not every decade is right."


@task("issue-chart", weight=3)
def test_chart_shows_the_shares_of_france(answers, reference):
    """One mark for each topic; the share of France over ten years, counts added up before dividing."""
    chart = answers["issue_chart"]
    shown = [mark["pairs"] for mark in chart["marks"]]
    assert shown, "The axes hold no bars, dots or line yet."
    topics = {pair[0] for pairs in shown for pair in pairs}
    assert topics == set(load("unga_issues")["topic"]), "Show each topic once, with its name in the table."
    shares = {topic: share for pairs in shown for topic, share in pairs}
    assert max(shares.values()) <= 1, "The chart shows counts; a share is same votes divided by all votes."
    assert shares["palestine"] == approx(0.03, abs=5e-3), (
        "On the Palestinian conflict the share is off: France only, 2000 to 2009, counts added up first."
    )
    assert shares["nuclear"] == approx(0.65, abs=5e-3), (
        "On nuclear weapons the share is off: France only, 2000 to 2009, counts added up first."
    )
    assert figure_data(chart) == figure_data(reference["issue_chart"]), (
        "Some topic has another share: add up same and votes over the ten years, then divide."
    )


@task("issue-chart")
def test_chart_says_what_it_shows(answers):
    """Title and both labels are there, bars begin at zero, and the axes hold data."""
    chart = answers["issue_chart"]
    assert chart["marks"], "The axes hold no bars, dots or line yet."
    assert chart["title"], "Give the chart a title."
    assert all(chart[axis] for axis in ("xlabel", "ylabel")), "Name both axes."
    assert chart["zero"] or all(mark["kind"] != "bars" for mark in chart["marks"]), "Begin bars at zero."


@task("permutation-p", weight=2)
def test_p_value_counted_by_hand(answers):
    """Small groups in which the shuffles can be counted by hand."""
    every = [[0, 1, 2, 3], [0, 2, 1, 3], [0, 3, 1, 2], [1, 2, 0, 3], [1, 3, 0, 2], [2, 3, 0, 1]]
    # Two of the six cuts of 1 1 | 0 0 are as far apart as the real one, one in each direction.
    assert answers.call("permutation_p", [1, 1], [0, 0], every) == approx(3 / 7), (
        "Six shuffles of the groups 1 1 and 0 0: count those that are as far apart, in either direction."
    )
    assert answers.call("permutation_p", [0, 1], [1, 0], every) == 1, (
        "Two groups with the same mean: every shuffle is at least as far apart."
    )
    assert answers.call("permutation_p", [0, 0, 0], [1, 1, 1], [[0, 3, 1, 4, 2, 5]] * 19) == approx(0.05), (
        "No shuffle is as far apart here. The real arrangement counts as one, so the p-value is not zero."
    )
    # The groups have one and three members: of the four cuts, the one with the 1 alone is the largest.
    cuts = [[0, 1, 2, 3], [1, 0, 2, 3], [2, 0, 1, 3], [3, 0, 1, 2]]
    assert answers.call("permutation_p", [1], [0, 0, 0], cuts) == approx(2 / 5), (
        "Groups of one and three: a shuffle keeps the sizes of the two groups."
    )


@task("permutation-p")
def test_p_value_of_groups_not_seen_before(answers, reference):
    """Other groups and other shuffles, among them real roll calls."""
    random = np.random.RandomState(11)
    for first, second in [
        ([1, 0, 1, 1, 0, 1, 1], [0, 0, 1, 0]),
        ([0, 0, 0, 1], [1, 1, 0, 1, 1, 1, 1, 0]),
        ([1, 1, 0, 1, 1, 1], [0, 1, 0, 0, 0, 1]),
    ]:
        shuffles = [random.permutation(len(first) + len(second)).tolist() for _ in range(60)]
        assert same(
            answers.call("permutation_p", first, second, shuffles),
            reference.call("permutation_p", first, second, shuffles),
        ), "For groups not seen before the p-value is off: go through one shuffle step by step."


@task("readings")
def test_reads_five_findings(answers):
    """Each finding has the reading that its comparison and its record allow."""
    readings = answers["readings"]
    assert isinstance(readings, dict), "A dict from the name of a finding to a letter is asked for."
    key = {"sixties": "a", "eighties": "b", "since-2018": "c", "turkiye-2023": "c", "ukraine-2022": "d"}
    missing = sorted(set(key) - set(readings))
    assert not missing, f"Without a reading: {', '.join(missing)}."
    off = [case for case, letter in key.items() if str(readings[case]).strip().lower() != letter]
    assert not off, f"Look again at {', '.join(off)}: is there a comparison, and is the record the same?"
