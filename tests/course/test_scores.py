"""Proper scores and calibration: by hand, against scikit-learn, and as properties."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, log_loss

from demarche.measures.scores import brier, calibration_table, decompose, logarithmic

STEPS = st.integers(0, 20).map(lambda step: step / 20)
FORECASTS = st.lists(st.tuples(STEPS, st.integers(0, 1)), min_size=1, max_size=80)


def test_four_forecasts_by_hand():
    stated, happened = [0.9, 0.5, 0.2, 0.4], [1, 0, 0, 1]
    assert brier(stated, happened) == pytest.approx((0.01 + 0.25 + 0.04 + 0.36) / 4)
    assert logarithmic(stated, happened) == pytest.approx(-math.log(0.9 * 0.5 * 0.8 * 0.4) / 4)
    assert brier([0.5] * 4, happened) == 0.25
    assert logarithmic([0.5] * 4, happened) == pytest.approx(math.log(2))


def test_certainty():
    assert brier([1, 0], [1, 0]) == logarithmic([1, 0], [1, 0]) == 0
    assert brier([1], [0]) == 1
    assert logarithmic([1, 0.5, 0.5], [0, 1, 1]) == math.inf


@settings(deadline=None)  # the other library is slow at times
@given(FORECASTS)
def test_agrees_with_scikit_learn(forecasts):
    stated, happened = map(list, zip(*forecasts, strict=True))
    assert brier(stated, happened) == pytest.approx(
        brier_score_loss(happened, stated, pos_label=1, labels=[0, 1])
    )
    inside = np.clip(stated, 0.05, 0.95)
    assert logarithmic(inside, happened) == pytest.approx(log_loss(happened, inside, labels=[0, 1]))


@given(FORECASTS)
def test_three_parts_add_up(forecasts):
    stated, happened = map(list, zip(*forecasts, strict=True))
    parts = decompose(stated, happened)
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(brier(stated, happened))
    assert min(parts) >= 0
    assert parts.resolution <= parts.uncertainty + 1e-12
    assert parts.uncertainty <= 0.25


def test_parts_by_hand():
    # Two groups: 0.2 (happened 1 of 4) and 0.8 (happened 2 of 4); overall 3 of 8.
    parts = decompose([0.2] * 4 + [0.8] * 4, [1, 0, 0, 0, 1, 1, 0, 0])
    assert parts.reliability == pytest.approx((0.05**2 + 0.3**2) / 2)
    assert parts.resolution == pytest.approx(0.125**2)
    assert parts.uncertainty == pytest.approx(3 / 8 * 5 / 8)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_honesty_pays_in_expectation(belief, stated):
    assume(abs(belief - stated) > 1e-6)
    for score in (brier, logarithmic):

        def expected(says, score=score):
            return belief * score([says], [1]) + (1 - belief) * score([says], [0])

        assert expected(belief) < expected(stated)


@given(FORECASTS)
def test_table_keeps_every_forecast(forecasts):
    stated, happened = map(list, zip(*forecasts, strict=True))
    table = calibration_table(stated, happened, [0, 0.2, 0.4, 0.6, 0.8, 1])
    assert table["n"].sum() == len(forecasts)
    assert (table["n"] * table["stated"]).sum() == pytest.approx(sum(stated))
    assert (table["n"] * table["happened"]).sum() == pytest.approx(sum(happened))
    assert (table["stated"] >= table["from"] - 1e-9).all()


def test_an_edge_belongs_to_the_bin_above():
    table = calibration_table([0.2, 0.6, 1, 0.19], [0, 1, 1, 0], np.linspace(0, 1, 6))
    assert table["from"].round(2).tolist() == [0, 0.2, 0.6, 0.8]
    assert table["n"].tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: brier([0.5], [1, 0]), "1 forecasts and 2 outcomes"),
        (lambda: brier([], []), "at least one"),
        (lambda: brier([70], [1]), "write 0.7"),
        (lambda: logarithmic([0.7], [2]), "leave out what is not resolved"),
        (lambda: logarithmic([math.nan], [1]), "between 0 and 1"),
        (lambda: calibration_table([0.5], [1], [0.1, 1]), "from 0 to 1"),
    ],
)
def test_refuses_what_is_no_forecast(call, words):
    with pytest.raises(ValueError, match=words):
        call()
