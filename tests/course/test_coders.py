"""Agreement of two codings, against hand-worked values, scikit-learn, and what must hold for any codings."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from demarche.measures.coders import cohen_kappa, expected_agreement, percentage_agreement

LABELS = ["yes", "no", "partly", "abstain"]
codings = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1, max_size=80)


def unzip(pairs):
    return [a for a, _ in pairs], [b for _, b in pairs]


def table(yes_yes, yes_no, no_yes, no_no):
    """Two codings from the four counts of a two-by-two table."""
    pairs = [("yes", "yes")] * yes_yes + [("yes", "no")] * yes_no + [("no", "yes")] * no_yes
    return unzip(pairs + [("no", "no")] * no_no)


def test_two_by_two_by_hand():
    """Observed 35/50; expected (25 x 30 + 25 x 20) / 2500 = 0.5; kappa (0.7 - 0.5) / 0.5."""
    a, b = table(20, 5, 10, 15)
    assert percentage_agreement(a, b) == 0.7
    assert expected_agreement(a, b) == 0.5
    assert cohen_kappa(a, b) == pytest.approx(0.4, rel=1e-12)


def test_same_percentage_other_kappa_when_one_label_rules():
    """90 of 100 alike in both; the frequencies alone explain more of it in the second."""
    even, lopsided = table(45, 5, 5, 45), table(85, 5, 5, 5)
    assert percentage_agreement(*even) == percentage_agreement(*lopsided) == 0.9
    assert cohen_kappa(*even) == pytest.approx(0.8)
    assert cohen_kappa(*lopsided) == pytest.approx((0.9 - 0.82) / 0.18)


def test_full_agreement_and_full_disagreement():
    assert cohen_kappa(["a", "b", "c"], ["a", "b", "c"]) == 1
    assert cohen_kappa(["a", "b"], ["b", "a"]) == -1


@given(codings)
def test_agrees_with_scikit_learn(pairs):
    a, b = unzip(pairs)
    assume(len(set(a) | set(b)) > 1)  # with one label throughout kappa has no value
    assert cohen_kappa(a, b) == pytest.approx(cohen_kappa_score(a, b), rel=1e-9, abs=1e-12)


@given(codings)
def test_kappa_is_the_formula(pairs):
    a, b = unzip(pairs)
    chance = expected_agreement(a, b)
    assume(chance < 1)
    assert cohen_kappa(a, b) == pytest.approx((percentage_agreement(a, b) - chance) / (1 - chance), abs=1e-12)


@given(codings)
def test_bounds(pairs):
    a, b = unzip(pairs)
    kappa = cohen_kappa(a, b)
    assert 0 <= percentage_agreement(a, b) <= 1
    assert 0 <= expected_agreement(a, b) <= 1
    assert math.isnan(kappa) or -1 <= kappa <= percentage_agreement(a, b)


@given(codings)
def test_the_two_coders_may_change_places(pairs):
    a, b = unzip(pairs)
    np.testing.assert_equal(cohen_kappa(a, b), cohen_kappa(b, a))


@given(codings, st.permutations(LABELS))
def test_other_names_for_the_labels_change_nothing(pairs, renamed):
    names = dict(zip(LABELS, renamed, strict=True))
    a, b = unzip(pairs)
    np.testing.assert_equal(
        cohen_kappa([names[each] for each in a], [names[each] for each in b]), cohen_kappa(a, b)
    )


@given(codings, st.randoms(use_true_random=False))
def test_the_order_of_cases_changes_nothing(pairs, random):
    shuffled = random.sample(pairs, len(pairs))
    np.testing.assert_equal(cohen_kappa(*unzip(shuffled)), cohen_kappa(*unzip(pairs)))


@given(codings)
def test_a_case_that_one_coder_skipped_changes_nothing(pairs):
    a, b = unzip(pairs)
    for measure in (percentage_agreement, expected_agreement, cohen_kappa):
        np.testing.assert_equal(measure([*a, "yes", None, np.nan], [*b, None, "no", pd.NA]), measure(a, b))


def test_no_value_where_there_is_nothing_to_measure():
    for measure in (percentage_agreement, expected_agreement, cohen_kappa):
        assert math.isnan(measure([], []))
        assert math.isnan(measure(["yes", None], [None, "no"]))
    assert math.isnan(cohen_kappa(["yes"] * 5, ["yes"] * 5))
    assert percentage_agreement(["yes"] * 5, ["yes"] * 5) == 1


def test_one_label_each_but_not_the_same_is_chance_level():
    assert cohen_kappa(["yes"] * 5, ["no"] * 5) == 0


def test_categories_text_and_numbers():
    text = ["yes", "no", "no", None]
    kinds = pd.Categorical(text, categories=["no", "never used", "yes"], ordered=True)
    assert cohen_kappa(pd.Series(kinds), pd.Series(text)) == 1
    assert cohen_kappa(np.array([1, 2, 2]), [1, 2, 2]) == 1
    assert cohen_kappa(pd.Series([1, 2, None]), pd.Series([1, 2, 2], dtype="Int64")) == 1


def test_refuses_codings_of_other_cases():
    with pytest.raises(ValueError, match="3 labels against 2"):
        cohen_kappa(["a", "b", "a"], ["a", "b"])
    with pytest.raises(ValueError, match="align them first"):
        cohen_kappa(pd.Series(["a", "b"], index=["C01", "C02"]), pd.Series(["b", "a"], index=["C02", "C01"]))
