"""Cohesion of a group: worked by hand, by property, and on the pairs of NATO members."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.data import load
from demarche.measures.cohesion import cohesion, split_cohesion

PAIRS = pd.DataFrame(
    [("A", "B", 0.9), ("A", "C", 0.7), ("A", "D", 0.2), ("B", "C", 0.8), ("B", "D", 0.3), ("C", "D", 0.1)],
    columns=["state_a", "state_b", "agreement"],
)


def test_by_hand():
    assert cohesion(PAIRS, "ABCD") == pytest.approx(3.0 / 6)
    assert cohesion(PAIRS, "ABC") == pytest.approx(0.8)
    assert split_cohesion(PAIRS, "D", "ABC") == pytest.approx((0.8, 0.2))
    assert split_cohesion(PAIRS, "A", "ABC") == pytest.approx((0.8, 0.8))


def test_the_member_need_not_be_first_in_the_alphabet():
    swapped = PAIRS.rename(columns={"state_a": "state_b", "state_b": "state_a"})
    for member in "ABCD":
        assert split_cohesion(PAIRS, member, "ABCD") == pytest.approx(split_cohesion(swapped, member, "ABCD"))


def test_no_pair_has_no_cohesion():
    assert math.isnan(cohesion(PAIRS, ["A"]))
    assert all(math.isnan(part) for part in split_cohesion(PAIRS, "Z", ["A"]))


@given(st.lists(st.floats(0, 1), min_size=6, max_size=6), st.sampled_from("ABCD"))
def test_the_parts_make_up_the_whole(shares, member):
    pairs = PAIRS.assign(agreement=shares)
    others, own = split_cohesion(pairs, member, "ABCD")
    assert (3 * others + 3 * own) / 6 == pytest.approx(cohesion(pairs, "ABCD"))
    assert min(shares) <= cohesion(pairs, "ABCD") + 1e-9
    assert cohesion(pairs, "ABCD") <= max(shares) + 1e-9


@pytest.mark.parametrize(
    ("decade", "without", "with_usa"),
    [(1950, 0.692, 0.695), (1970, 0.694, 0.605), (1980, 0.732, 0.403), (2000, 0.918, 0.389),
     (2010, 0.877, 0.503), (2020, 0.877, 0.550)],
)  # fmt: skip
def test_the_outlier_among_allies(decade, without, with_usa):
    """Members of NATO in each year, among the 25 states of the table; 2024 has six votes and is left out."""
    since = load("states").set_index("iso3")["nato_year"].dropna()
    pairs = load("unga_agreement")
    both = (pairs["state_a"].map(since) <= pairs["year"]) & (pairs["state_b"].map(since) <= pairs["year"])
    pairs = pairs[both.fillna(False) & (pairs["year"] // 10 * 10 == decade) & (pairs["year"] <= 2023)]
    assert split_cohesion(pairs, "USA", since.index) == pytest.approx((without, with_usa), abs=5.1e-4)
