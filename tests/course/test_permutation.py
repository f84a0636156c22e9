"""The permutation test: counted by hand, against scipy, and where it must refuse."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from demarche.measures.permutation import make_shuffles, permutation_test


def every_order(size: int) -> list[tuple[int, ...]]:
    return list(permutations(range(size)))


def test_by_hand():
    # First group 1, 1; second 0, 0: the difference is -1. Of the 24 orders, 4 give -1 and 4 give +1.
    result = permutation_test([1, 1], [0, 0], every_order(4))
    assert result.difference == -1
    assert sorted(result.shuffled).count(-1) == sorted(result.shuffled).count(1) == 4
    assert result.p_value == pytest.approx((1 + 8) / (1 + 24))


def test_direction_is_second_minus_first_and_both_tails_count():
    assert permutation_test([0], [1], [[1, 0]]).difference == 1
    assert permutation_test([0], [1], [[1, 0]]).p_value == 1  # the shuffle gives -1, as large as +1


def test_never_zero():
    assert permutation_test([0] * 5, [9] * 5, [[0, 5, 1, 6, 2, 7, 3, 8, 4, 9]] * 9).p_value == 1 / 10


def test_as_many_as_the_exact_test_of_scipy():
    first, second = [3, 5, 8, 9], [1, 2, 4, 10]
    ours = permutation_test(first, second, every_order(8))
    theirs = stats.permutation_test(
        (second, first), lambda a, b: np.mean(a) - np.mean(b), n_resamples=np.inf, alternative="two-sided"
    )
    assert ours.difference == pytest.approx(theirs.statistic)
    extreme = round(theirs.pvalue * 40320)
    assert ours.p_value == pytest.approx((1 + extreme) / (1 + 40320))


@given(st.lists(st.integers(0, 1), min_size=2, max_size=12), st.data())
def test_bounds_and_swapped_groups(values, data):
    cut = data.draw(st.integers(1, len(values) - 1))
    shuffles = make_shuffles(len(values), 20, seed=1)
    result = permutation_test(values[:cut], values[cut:], shuffles)
    assert 1 / 21 <= result.p_value <= 1
    # A constant added to all values, or both signs turned, changes nothing.
    moved = permutation_test([v + 3 for v in values[:cut]], [v + 3 for v in values[cut:]], shuffles)
    turned = permutation_test([-v for v in values[:cut]], [-v for v in values[cut:]], shuffles)
    assert result.p_value == moved.p_value == turned.p_value


def test_shuffles_are_the_same_everywhere():
    assert make_shuffles(5, 2, seed=4).tolist() == make_shuffles(5, 2, seed=4).tolist()
    # What numpy.random.RandomState(0).permutation(5) has given since 1.x: the legacy stream is frozen.
    assert make_shuffles(5, 1, seed=0).tolist() == [[2, 0, 1, 3, 4]]
    assert make_shuffles(3, 0, seed=0).shape == (0, 3)


@pytest.mark.parametrize("shuffles", [[], [[0, 1]], [[0, 0, 1]], [[1, 2, 3]]])
def test_bad_shuffles_are_refused(shuffles):
    with pytest.raises(ValueError, match="every position"):
        permutation_test([1], [0, 1], shuffles)


@pytest.mark.parametrize(("first", "second"), [([], [1]), ([1], []), ([1], [np.nan])])
def test_bad_groups_are_refused(first, second):
    with pytest.raises(ValueError, match="both groups"):
        permutation_test(first, second, [[0]])
