"""Agreement of voting records: by hand, by property, by another library, and on the course's tables."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from demarche.data import load
from demarche.measures.agreement import agreement_share, dyads, kappa, lijphart, s_score, tally

STATES = ["USA", "FRA", "GBR", "DEU", "ITA", "CAN", "NLD", "TUR", "POL", "RUS", "CHN", "IND"]
MEASURES = [agreement_share, lijphart, kappa, s_score]


def record(text: str) -> pd.Series:
    """'YAN.' is yes, abstention, no, absent."""
    return pd.Series([None if vote == "." else vote for vote in text], dtype="str")


def records(min_size: int = 0):
    votes = st.lists(st.tuples(*[st.sampled_from("YAN.")] * 2), min_size=min_size, max_size=40)
    return votes.map(lambda pairs: tuple(record("".join(side)) for side in zip(*pairs, strict=True)))


@pytest.fixture(scope="module")
def votes() -> pd.DataFrame:
    return load("unga_votes")


# One of each: YY same, YA half, NA half, YN opposite, AA same, and two roll calls with an absence.
A = record("YYNYA.N")
B = record("YAANAY.")


def test_tally_by_hand():
    assert tally(A, B) == (5, 2, 2, 1)


def test_measures_by_hand():
    assert agreement_share(A, B) == pytest.approx(2 / 5)
    assert lijphart(A, B) == pytest.approx(3 / 5)
    assert s_score(A, B) == pytest.approx(1 / 5)
    # Frequencies over the five: a has Y 3, N 1, A 1; b has Y 1, N 1, A 3. Expected (3*1 + 1*1 + 1*3) / 25.
    assert kappa(A, B) == pytest.approx((2 / 5 - 7 / 25) / (1 - 7 / 25))


def test_absence_is_neither_agreement_nor_disagreement():
    for measure in MEASURES:
        assert measure(record("YN.."), record("YNYN")) == pytest.approx(measure(record("YN"), record("YN")))


def test_weights_of_the_s_score():
    # Distances 0, 1/2, 1 with weights 1, 2, 1: 1 - 2 (0 + 1 + 1) / 4.
    assert s_score(record("YYY"), record("YAN"), [1, 2, 1]) == pytest.approx(0)
    assert s_score(record("YYY"), record("YAN"), [1, 0, 0]) == 1
    assert math.isnan(s_score(record("YY"), record("Y."), [0, 1]))


@pytest.mark.parametrize("weights", [[1, 1], [1, -1, 1], [1, math.nan, 1]])
def test_bad_weights_are_refused(weights):
    with pytest.raises(ValueError, match="one weight of 0 or more"):
        s_score(record("YYY"), record("YAN"), weights)


@pytest.mark.parametrize("measure", MEASURES)
def test_never_together_has_no_agreement(measure):
    assert math.isnan(measure(record("Y."), record(".N")))


@pytest.mark.parametrize("measure", MEASURES)
def test_bad_votes_are_refused(measure):
    with pytest.raises(ValueError, match=r"Y, A or N.*yes"):
        measure(pd.Series(["yes"]), record("Y"))
    with pytest.raises(ValueError, match="aligned"):
        measure(record("YY"), pd.Series(["Y", "Y"], index=[1, 0]))


@given(records(1))
def test_bounds_and_order_of_the_measures(pair):
    a, b = pair
    if not tally(a, b).votes:
        return
    share, index, score = agreement_share(a, b), lijphart(a, b), s_score(a, b)
    assert 0 <= share <= index <= 1
    assert index <= (share + 1) / 2 + 1e-12  # at most half of the disagreement comes back
    assert score == pytest.approx(2 * index - 1)
    assert (
        math.isnan(kappa(a, b)) or -1 - 1e-12 <= kappa(a, b) <= share + 1e-12
    )  # chance never adds to agreement


@given(records(1))
def test_symmetry(pair):
    a, b = pair
    for measure in MEASURES:
        assert measure(a, b) == pytest.approx(measure(b, a), nan_ok=True)


@given(records(1), st.randoms(use_true_random=False))
def test_order_of_roll_calls_and_reversed_resolutions_do_not_matter(pair, random):
    a, b = pair
    order = random.sample(range(len(a)), len(a))
    opposite = {"Y": "N", "N": "Y", "A": "A"}
    for measure in MEASURES:
        expected = pytest.approx(measure(a, b), nan_ok=True)
        assert measure(a.iloc[order], b.iloc[order]) == expected
        assert measure(a.map(opposite), b.map(opposite)) == expected


@given(records(1))
def test_kappa_is_that_of_scikit_learn(pair):
    a, b = pair
    both = a.notna() & b.notna()
    ours = kappa(a, b)
    if not math.isnan(ours):
        assert ours == pytest.approx(cohen_kappa_score(a[both].astype(object), b[both].astype(object)))


def test_full_agreement():
    for measure in MEASURES:
        assert measure(record("YAN"), record("YAN")) == 1
    assert math.isnan(kappa(record("YY"), record("YY"))), "one vote throughout leaves nothing to explain"


def test_dyads_give_each_pair_once():
    table = pd.DataFrame({"BBB": record("YA"), "AAA": record("YN"), "CCC": record("..")})
    pairs = dyads(table, table.columns)
    assert pairs.drop(columns="kappa").to_numpy().tolist() == [["AAA", "BBB", 2, 1, 1, 0, 0.5, 0.75]]
    with pytest.raises(KeyError, match="DDD"):
        dyads(table, ["AAA", "DDD"])


# ---- The course's own tables -------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [1946, 1956, 1972, 1989, 2003, 2019, 2022])
def test_dyads_rebuild_the_table_of_agreement(votes, year):
    table = load("unga_agreement")
    table = table[(table["year"] == year) & table["state_a"].isin(STATES) & table["state_b"].isin(STATES)]
    table = table.set_index(["state_a", "state_b"]).sort_index()
    rebuilt = dyads(votes[votes["year"] == year], STATES).set_index(["state_a", "state_b"]).sort_index()
    assert list(rebuilt.index) == list(table.index)
    for column in ("votes", "same", "half", "opposite"):
        assert rebuilt[column].tolist() == table[column].tolist()
    for column in ("agreement", "lijphart", "kappa"):
        # The table keeps four decimals.
        np.testing.assert_allclose(rebuilt[column], table[column], atol=5.1e-5)


def test_known_roll_calls(votes):
    """Suez, 2 November 1956: Washington with Moscow, against Paris and London. Gaza, 27 October 2023."""
    suez, gaza = (votes[votes["rcid"] == number].iloc[0] for number in (9019, 9423))
    assert [suez[state] for state in ("USA", "RUS", "FRA", "GBR")] == ["Y", "Y", "N", "N"]
    assert [gaza[state] for state in ("USA", "FRA", "GBR", "DEU", "ITA", "CAN")] == ["N", "Y", *"AAAA"]


def test_britain_is_closer_than_france_in_92_percent_of_years(votes):
    full = votes[votes["year"] <= 2023]
    by_year = {
        state: pd.Series({y: agreement_share(g[state], g["USA"]) for y, g in full.groupby("year")})
        for state in ("FRA", "GBR")
    }
    closer = by_year["GBR"] > by_year["FRA"]
    assert (closer.sum(), len(closer)) == (71, 77)
    assert closer.index[~closer].tolist() == [1947, 1950, 1951, 1953, 1955, 1958]


def test_france_before_and_after_2003(votes):
    panel = load("panel").set_index("year")["agree_fra_usa"].dropna()
    assert panel.loc[:2002].mean() == pytest.approx(0.591, abs=5e-4)
    # The data notes round 0.51765 to 0.518.
    assert panel.loc[2003:2023].mean() == pytest.approx(0.518, abs=5e-4)
    for year, share in {1989: 0.381, 2002: 0.442, 2003: 0.440, 2004: 0.382}.items():
        rows = votes[votes["year"] == year]
        assert agreement_share(rows["FRA"], rows["USA"]) == pytest.approx(share, abs=6e-4)
    assert panel.loc[:2023].idxmin() == 1989
