"""Checks of exercise 6: what a learner's answers must be, and why."""

import math

import numpy as np
import pandas as pd

from corrige.grading import approx, figure_data, same, task
from demarche.data import load

MEMBERS_FROM = {1949: 12, 1952: 14, 1955: 15, 1982: 16, 1999: 19, 2004: 26, 2009: 28}


def nato_pair_years():
    """Pair-years of 1949 to 2014 from the sizes of the alliance, as NATO's own history gives them."""
    total, members = 0, 0
    for year in range(1949, 2015):
        members = MEMBERS_FROM.get(year, members)
        total += math.comb(members, 2)
    return total


def key_of(answers, name, key):
    """One entry of an answer that is a dict."""
    found = answers[name]
    assert isinstance(found, dict), "A dict is asked for."
    assert key in found, f"The key {key} is missing."
    return found[key]


@task("allied-base-rate")
def test_counts_disputes_once_each(answers):
    """Under `disputes` a dispute counts once, however many years and pairs it has."""
    # The codebook says: 55 disputes in 81 rows.
    assert key_of(answers, "allied_base_rate", "disputes") == 55, (
        "The number of disputes is off: a dispute of three years has three rows and is one dispute."
    )


@task("allied-base-rate")
def test_divides_by_all_pair_years_of_the_window(answers):
    """The base is every pair in every year that was searched."""
    found = key_of(answers, "allied_base_rate", "per_1000")
    # 55 disputes, one of them with two pairs: 56 pairs in dispute.
    assert found == approx(56 / nato_pair_years() * 1000, rel=1e-6), (
        "`per_1000` counts each dispute once for each pair in it, over the sum of all of `pair_years`, 1949 to "
        "2014, times 1,000."
    )


@task("allied-base-rate")
def test_leaves_a_pair_out_above_and_below(answers):
    """Without one pair, its rows and its pair-years are both gone."""
    rows = load("allied_disputes").to_dict("records")
    kept = {
        (row["dispute"], row["state_a"], row["state_b"])
        for row in rows
        if {row["state_a"], row["state_b"]} != {"GRC", "TUR"}
    }
    years_of_the_pair = 2014 - 1952 + 1
    expected = len(kept) / (nato_pair_years() - years_of_the_pair) * 1000
    assert key_of(answers, "allied_base_rate", "per_1000_without") == approx(expected, rel=1e-6), (
        "`per_1000_without` counts the pairs in dispute without the rows that have `GRC` in `state_a` and `TUR` "
        "in `state_b`, over the sum of `pair_years` less 63, times 1,000."
    )


def threshold(answers, *utilities):
    found = answers.call("challenger_threshold", *utilities)
    assert found is not None, "The function returns nothing: does it end in return?"
    return float(found)


@task("challenger-threshold")
def test_challenger_is_indifferent_at_the_threshold(answers):
    """At the threshold, a challenge is worth exactly the status quo."""
    for gain, loss, status_quo in [(7, -3, 1), (2.5, -40, 0.5), (-1, -9, -2), (0.2, 0.1, 0.15), (90, 10, 70)]:
        p = threshold(answers, gain, loss, status_quo)
        assert p * loss + (1 - p) * gain == approx(status_quo, rel=1e-9, abs=1e-9), (
            f"With gain {gain}, loss {loss} and status quo {status_quo} a challenge at the returned p is not "
            "worth the status quo."
        )


@task("challenger-threshold")
def test_threshold_keeps_to_a_probability(answers):
    """With nothing to gain the threshold is 0, with nothing to lose it is 1."""
    for gain, loss, status_quo, expected in [(2, -1, 2, 0), (2, -1, 50, 0), (2, -1, -1, 1), (2, -1, -30, 1)]:
        assert threshold(answers, gain, loss, status_quo) == approx(expected, abs=1e-12), (
            "Where nothing tempts the threshold is 0, and where nothing deters it is 1."
        )


@task("challenger-threshold")
def test_threshold_does_not_hang_on_the_scale(answers):
    """Another zero and another unit of utility leave the threshold alone."""
    for scale, shift in [(1, 10), (3, -7), (0.01, 0)]:
        utilities = [scale * value + shift for value in (6, -9, 1)]
        assert threshold(answers, *utilities) == approx(1 / 3, rel=1e-9), (
            "The threshold changes when all three utilities are moved or stretched together. Only "
            "differences count."
        )


def solved(answers, row, column):
    """Both parts of what the function returns: the stable cells, and the mix or None."""
    found = answers.call("equilibria", row, column)
    assert found is not None, "The function returns nothing: does it end in return?"
    assert isinstance(found, dict), 'A dict with the keys "pure" and "mixed" is asked for.'
    assert {"pure", "mixed"} <= set(found), 'The dict needs the keys "pure" and "mixed".'
    assert isinstance(found["pure"], list | tuple), 'A list of pairs is asked for under "pure".'
    mixed = found["mixed"]
    assert mixed is None or len(mixed) == 2, 'Under "mixed" there is a pair of probabilities, or None.'
    return (
        [tuple(int(place) for place in cell) for cell in found["pure"]],
        None if mixed is None else tuple(float(weight) for weight in mixed),
    )


def stable(row, column):
    """The definition, cell by cell."""
    return [
        (i, j)
        for i in range(2)
        for j in range(2)
        if row[i][j] >= max(row[0][j], row[1][j]) and column[i][j] >= max(column[i])
    ]


def many_games():
    draw = np.random.RandomState(1951)
    return [draw.randint(-4, 5, (2, 2, 2)).tolist() for _ in range(120)]


@task("equilibria")
def test_finds_the_equilibria_of_known_games(answers):
    """Games of the textbooks have the pure equilibria that the textbooks give."""
    games = [
        ([[3, 1], [4, 0]], [[3, 4], [1, 0]], [(0, 1), (1, 0)]),  # chicken
        ([[1, -1], [-1, 1]], [[-1, 1], [1, -1]], []),  # matching pennies
        ([[2, 0], [0, 1]], [[1, 0], [0, 2]], [(0, 0), (1, 1)]),  # battle of the sexes
        ([[-1, -10], [0, -5]], [[-1, 0], [-10, -5]], [(1, 1)]),  # prisoner's dilemma
    ]
    for row, column, expected in games:
        assert solved(answers, row, column)[0] == expected, (
            f"In the game with the payoffs {row} and {column} these are not the cells that neither player would "
            "leave."
        )


@task("equilibria")
def test_finds_all_stable_cells(answers):
    """Every cell that holds is found, ties included, in reading order."""
    for row, column in many_games():
        assert solved(answers, row, column)[0] == stable(row, column), (
            "A pure cell is one that neither would leave: in its column no higher payoff for the row player, "
            "in its row none for the column player. Equals stay, and all such cells are listed.\n"
            f"In the game with the payoffs {row} and {column} the list is not right."
        )


@task("equilibria", weight=2)
def test_mix_leaves_the_other_indifferent(answers):
    """Where no cell is stable, each mixes so that the other one gains nothing by moving; elsewhere there is none."""
    for row, column in many_games():
        mixed = solved(answers, row, column)[1]
        if stable(row, column):
            assert mixed is None, "The mixed part is None where there is a pure equilibrium."
            continue
        assert mixed is not None, "Without a pure equilibrium the task asks for the mixed one."
        p, q = mixed
        assert all(0 < weight < 1 for weight in mixed), "Both weights are probabilities, between 0 and 1."
        theirs = [p * column[0][j] + (1 - p) * column[1][j] for j in range(2)]
        ours = [q * row[i][0] + (1 - q) * row[i][1] for i in range(2)]
        assert theirs[0] == approx(theirs[1], abs=1e-6), "At this p the column player is not indifferent."
        assert ours[0] == approx(ours[1], abs=1e-6), "At this q the row player is not indifferent."


@task("equilibria")
def test_whose_payoffs_decide(answers):
    """A bigger prize moves the guard and not the probes; a dearer guard moves the probes and not the guard."""
    alliance, challenger = [[-3, -2], [-8, 0]], [[-5, 0], [3, 0]]
    # By hand: the challenger is indifferent at guard 3/8 or 11/16, the alliance at probe 2/7 or 3/7.
    for row, column, expected in [
        (alliance, challenger, (3 / 8, 2 / 7)),
        (alliance, [[-5, 0], [11, 0]], (11 / 16, 2 / 7)),
        ([[-4, -3], [-8, 0]], challenger, (3 / 8, 3 / 7)),
    ]:
        mixed = solved(answers, row, column)[1]
        assert mixed is not None, "The game of guarding and probing has no pure equilibrium, and a mixed one."
        assert mixed == approx(expected, rel=1e-6), (
            "p makes the two expected payoffs of the column player equal, `p * column[0][0] + (1 - p) * column[1][0]` "
            "and `p * column[0][1] + (1 - p) * column[1][1]`; q those of the row player, `q * row[0][0] + (1 - q) * "
            "row[0][1]` and the same with row 1. `None` stands there where a pure cell exists.\n"
            "One of the games of guarding and probing is off."
        )


def beliefs(answers):
    found = answers["what_a_quarrel_tells"]
    assert isinstance(found, pd.Series), (
        "A Series is asked for: signal in the index, probability as the value."
    )
    return {str(name): float(value) for name, value in found.items()}


@task("what-a-quarrel-tells")
def test_no_belief_leaves_the_range_and_all_average_to_the_prior(answers):
    """Seeing a quarrel and seeing none, weighted by how often each happens, give back the prior."""
    found = beliefs(answers)
    assert all(0 <= value <= 1 for value in found.values()), "A probability lies between 0 and 1."
    average = 0.62 * found["public quarrel"] + 0.38 * found["no quarrel"]
    assert average == approx(0.10, rel=1e-6), (
        "A quarrel is seen in 62 of 100 years and none in 38. Weighted so, the two beliefs "
        "should give back the prior."
    )


@task("what-a-quarrel-tells")
def test_beliefs_start_from_the_base_rate(answers):
    """Each belief agrees with counting a thousand alliances, a hundred of them weak."""
    counted = {"public quarrel": (80, 540), "no quarrel": (20, 360), "troops withdrawn": (30, 18)}
    found = beliefs(answers)
    assert set(found) == set(counted), "The index should hold the three signals of the table."
    for signal, (weak, firm) in counted.items():
        assert found[signal] == approx(weak / (weak + firm), rel=1e-6), (
            "A belief is off. Of a thousand alliances a hundred are weak: count the weak and the firm ones that "
            "send the signal. The weak among both are the answer."
        )


@task("tornado")
def test_swings_follow_from_the_formula(answers):
    """The swings agree with what the formula gives on paper."""
    pairs = [pair for mark in answers["tornado"]["marks"] for pair in mark["pairs"]]
    swings = {str(name): float(value) for name, value in pairs}
    # The margin is linear in each input: slope times width of the range.
    on_paper = {
        "resist": 14 * 0.6,
        "gain": 0.25 * 4,
        "loss": 0.75 * 16,
        "status_quo": 1 * 2,
        "quarrel": 14 * 0.1,
    }
    assert set(swings) == set(on_paper), "There should be a bar under the name of each of the five inputs."
    for name, swing in on_paper.items():
        assert swings[name] == approx(swing, rel=1e-6), f"The swing of {name} is off."


@task("tornado", weight=2)
def test_chart_shows_the_swing_of_each_input(answers, reference):
    """The bars show how far each input moves the margin between the ends of its range."""
    assert figure_data(answers["tornado"]) == figure_data(reference["tornado"]), (
        "The bars are not the swings of the five inputs. Move one input to both ends of its "
        "range, leave the others at "
        "base, and draw the distance between the two margins under its name."
    )


@task("tornado")
def test_chart_can_be_read_alone(answers):
    """Title and labels say what is shown; bars start at zero."""
    chart = answers["tornado"]
    assert chart["marks"], "The axes hold no bars yet."
    for part, words in (
        ("title", "a title"),
        ("xlabel", "a horizontal label"),
        ("ylabel", "a vertical label"),
    ):
        assert chart[part], f"A reader who sees only the chart needs {words}."
    if any(mark["kind"] == "bars" for mark in chart["marks"]):
        assert chart["zero"], "Bars are read by their length: let their axis start at zero."


@task("all-at-once")
def test_shares_with_and_without_the_quarrel(answers, reference):
    """Both shares count the rows in which a challenge pays, on the base of all rows."""
    given_to_margin = {
        "pays": "`margin(**draws)` takes everything as it was drawn",
        "pays_without": "there `quarrel` alone is set to 0, and all else is left as drawn",
    }
    for key in ("pays", "pays_without"):
        found = key_of(answers, "all_at_once", key)
        assert 0 <= found <= 1, f"{key} is a share, between 0 and 1."
        assert found == approx(reference["all_at_once"][key], rel=1e-6), (
            f"{key} is not the share of rows with a margin above 0: {given_to_margin[key]}."
        )


@task("all-at-once")
def test_tipped_rows_are_counted_among_all_rows(answers, reference):
    """A row is tipped if a challenge pays with the quarrel and not without it."""
    found = key_of(answers, "all_at_once", "tipped")
    # A quarrel never makes resistance likelier here, so the tipped rows are the difference of the two shares.
    given = reference["all_at_once"]
    assert same(found, given["pays"] - given["pays_without"]), (
        "tipped is not the share, among all rows, of those that pay with the quarrel and do "
        "not pay without it."
    )


def check_evidence(answers, reference, observation, words):
    """Compare what one observation was taken for."""
    chosen = str(answers["evidence_for_embolden"].get(observation, "")).strip().lower()
    assert chosen == reference["evidence_for_embolden"][observation], words


@task("evidence-for-embolden")
def test_words_of_pleasure(answers, reference):
    """Words bear on what is said."""
    check_evidence(
        answers, reference, "welcome", "Words of pleasure are words: which claim is about messages?"
    )


@task("evidence-for-embolden")
def test_one_coincidence(answers, reference):
    """One case that came after has no comparison."""
    check_evidence(
        answers, reference, "one_month", "How often would one case fall into that month by chance?"
    )


@task("evidence-for-embolden")
def test_compared_rates(answers, reference):
    """Rates with a comparison can tell true from false."""
    check_evidence(answers, reference, "rates", "Would this be seen as often if the claim were false?")


@task("evidence-for-embolden")
def test_orders_given_before(answers, reference):
    """An effect does not come before its cause."""
    check_evidence(answers, reference, "planned", "Which came first, the order or the quarrel?")


@task("evidence-for-embolden")
def test_a_hedge(answers, reference):
    """A hedge agrees with every outcome."""
    check_evidence(answers, reference, "may", "Which outcome could hurt a sentence with 'may'?")
