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
    # By hand, from the square of both states' votes of 2003: 40 of 91 are the same, and 44 of 91 of Britain.
    assert number_of(answers, "france_2003") == approx(40 / 91, rel=1e-6), (
        "`france_2003`: of the roll calls of 2003 in which both voted, the part with the same vote; "
        "two abstentions are the same vote."
    )
    assert number_of(answers, "uk_2003") == approx(44 / 91, rel=1e-6), (
        "`uk_2003`: the same for the United Kingdom and the United States."
    )


@task("uk-closer")
def test_share_of_years_in_which_britain_is_closer(answers):
    """The share of the years with votes, 1946 to 2023, in which the United Kingdom agrees more often."""
    share = number_of(answers, "closer")
    years = (
        f"`closer`: {YEARS} years have roll calls, 1946 to 2023 without 1964. Each counts once: "
        "was Britain's share larger than France's, or not?"
    )
    assert 0 <= share <= 1, f"{years}\nThe share of these years lies between 0 and 1."
    assert share == approx(CLOSER / YEARS, rel=1e-9), (
        f"{years}\nSome years are on the wrong side, or not in, or too many."
    )


@task("lijphart-index", weight=2)
def test_index_of_records_not_seen_before(answers, reference):
    """Same vote 1, abstention against yes or no one half, yes against no 0, absences left out."""
    for first, second, index in [
        ("YYYY", "YANA", 0.5),
        ("NANA", "NNAA", 0.75),
        ("YN.A..", "Y..A.N", 1.0),
        ("Y..NA.", "N..YY.", 1 / 6),
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
    off = [each for each in known.index if abs(table["agreement"][each] - known["agreement"][each]) > 6e-5]
    assert not off, (
        "`agreement`: of the roll calls of 2019 in which both voted, the part with the same vote.\n"
        f"It is off for {', '.join(off)}."
    )


@task("kappa-table", weight=2)
def test_kappa_removes_chance(answers, reference):
    """Kappa is that of the ready-made table, and follows from the two columns before it."""
    table, wanted, known = (
        _by_state(answers["kappa_table"]),
        _by_state(reference["kappa_table"]),
        _known_pairs(),
    )
    assert wanted["kappa"][known.index].to_numpy() == approx(known["kappa"].to_numpy(), abs=6e-5)
    off = [each for each in known.index if not same(table["kappa"][each], wanted["kappa"][each])]
    fits = approx(((table["agreement"] - table["expected"]) / (1 - table["expected"])).to_numpy(), abs=1e-9)
    kappa = "`kappa` is (agreement - expected) / (1 - expected), from the two columns before it."
    assert not off or table["kappa"].to_numpy() == fits, f"{kappa}\nThe three columns do not fit together."
    assert not off, f"{kappa}\nThe columns fit together, but it is off for {', '.join(off)}."
    off = [each for each in known.index if not same(table["expected"][each], wanted["expected"][each])]
    assert not off, (
        "`expected`: the share of Y in one record times that in the other, the same for A and for N, added up; "
        f"over the roll calls of 2019 in which both voted.\nIt is off for {', '.join(off)}."
    )


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
    assert sorted(table.index) == list(range(1950, 2030, 10)), (
        "`decade` is the year in which it begins, as a whole number: 1950, 1960 … 2020."
    )
    assert table["with_usa"].notna().all(), (
        "There is no pair with the United States: look in state_b as well as in state_a."
    )
    # The data notes give three decimals.
    known = {1950: (0.692, 0.695), 1980: (0.732, 0.403), 2000: (0.918, 0.389), 2020: (0.877, 0.550)}
    wanted = reference["allied_cohesion"].set_index("decade")
    for place, (column, pairs) in enumerate(
        (("without_usa", "do not include the United States"), ("with_usa", "include the United States"))
    ):
        assert all(abs(wanted[column][decade] - means[place]) < 6e-4 for decade, means in known.items())
        off = [decade for decade in wanted.index if not same(table[column][decade], wanted[column][decade])]
        assert not off, (
            f"`{column}`: the mean of `agreement` over the rows of a decade whose pairs {pairs}, each row once.\n"
            f"It is off in {', '.join(map(str, off))}."
        )


@task("issue-chart", weight=3)
def test_chart_shows_the_shares_of_france(answers, reference):
    """One mark for each topic; the share of France over ten years, counts added up before dividing."""
    chart = answers["issue_chart"]
    shown = [mark["pairs"] for mark in chart["marks"]]
    assert shown, "The axes hold no bars, dots or line yet."
    shares = "One bar or dot for each topic: France's same votes divided by its votes, both added up over 2000 to 2009."
    topics = {pair[0] for pairs in shown for pair in pairs}
    assert topics == set(load("unga_issues")["topic"]), (
        f"{shares}\nUse the names that the topics have in the table."
    )
    drawn = {topic: share for pairs in shown for topic, share in pairs}
    known = {"palestine": 0.03, "nuclear": 0.65}
    off = [topic for topic, share in known.items() if abs(drawn[topic] - share) > 5e-3]
    assert not off, f"{shares}\nLook at {', '.join(off)}."
    assert figure_data(chart) == figure_data(reference["issue_chart"]), (
        f"{shares}\nSome topic has another share."
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
