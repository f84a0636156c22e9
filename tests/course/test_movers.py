"""The change of a distance: parts that add up, whoever moved and whichever side they are on."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.data import load
from demarche.measures.movers import split_change

PLACES = st.floats(-5, 5, allow_nan=False)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((1, 0, 3, 3), (1, 1, 0)),  # the first moves away
        ((1, 1, 3, 5), (2, 0, 2)),  # the second moves away
        ((1, 2, 3, 4), (0, -1, 1)),  # both move alike: one follows, the distance stays
        ((3, 2, 1, 1), (-1, -1, 0)),  # the first, from above, comes closer
        # They change sides: 0 and 1 become 2 and 1. Moving first, the first leaves the distance at 1; moving
        # second, it does too.
        ((0, 2, 1, 1), (0, 0, 0)),
        # 0 and 1 become 3 and 0. The first alone: 1 to 2. The second alone: 1 to 0. And on: 0 to 3, 2 to 3.
        ((0, 3, 1, 0), (2, 2, 0)),
    ],
)
def test_by_hand(places, expected):
    assert split_change(*places) == pytest.approx(expected)


@given(PLACES, PLACES, PLACES, PLACES)
def test_parts_add_up_and_states_can_be_named_in_either_order(a, b, c, d):
    moves, other = split_change(a, b, c, d), split_change(c, d, a, b)
    assert moves.first + moves.second == pytest.approx(moves.change, abs=1e-9)
    assert (other.second, other.first) == pytest.approx((moves.first, moves.second), abs=1e-9)


@given(PLACES, PLACES, PLACES, PLACES)
def test_turned_round_and_moved_along(a, b, c, d):
    there = split_change(a, b, c, d)
    back = split_change(b, a, d, c)
    assert back == pytest.approx([-each for each in there], abs=1e-9)
    assert split_change(1 - a, 1 - b, 1 - c, 1 - d) == pytest.approx(there, abs=1e-9)


@given(PLACES, PLACES, PLACES)
def test_who_stays_has_no_part(a, b, c):
    assert split_change(a, b, c, c).second == pytest.approx(0, abs=1e-9)


def test_parts_are_the_moves_while_nobody_changes_sides():
    panel = load("panel").set_index("year")
    france, usa = panel["ideal_fra"], panel["ideal_usa"]
    for year in (2003, 2017, 2018):
        moves = split_change(france[year - 1], france[year], usa[year - 1], usa[year])
        distance = panel["ideal_dist_fra_usa"]
        assert moves.change == pytest.approx(distance[year] - distance[year - 1], abs=1e-3)
        assert moves.first == pytest.approx(france[year - 1] - france[year])
        assert moves.second == pytest.approx(usa[year] - usa[year - 1])


def test_missing_place_is_refused():
    with pytest.raises(ValueError, match="missing"):
        split_change(math.nan, 1, 2, 3)
