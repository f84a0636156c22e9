"""The practice table `forecasts`: what its recipe makes, with answers that are known apart from the recipe."""

from __future__ import annotations

import pandas as pd
import pytest

from demarche.data import describe, load, practice
from demarche.measures.scores import brier, calibration_table, logarithmic

FORECASTS = load("forecasts")


def test_is_what_the_recipe_gives():
    made = practice.forecasts()
    pd.testing.assert_frame_equal(
        made[["question", "forecaster", "probability", "outcome"]],
        FORECASTS[["question", "forecaster", "probability", "outcome"]].astype({"forecaster": "str"}),
    )


def test_sixty_questions_for_three_invented_forecasters():
    assert len(FORECASTS) == 180
    assert set(FORECASTS.groupby("question", observed=True)["forecaster"].nunique()) == {3}
    assert len(FORECASTS.drop_duplicates(["question", "outcome"])) == 60
    assert FORECASTS.drop_duplicates("question")["family"].value_counts().to_dict() == dict.fromkeys(
        ["envoy_back", "more_troops", "president_visits", "votes_closer"], 15
    )
    assert "Made for practice" in describe("forecasts").about
    assert str(practice.SEED) in describe("forecasts").about
    assert any("Synthetic" in trap for trap in describe("forecasts").traps)


def test_every_question_can_be_resolved_within_the_record():
    assert (FORECASTS["closes"] > FORECASTS["opens"]).all()
    assert (FORECASTS["closes"] < "2026-02-24").all()


@pytest.mark.parametrize(
    ("about", "closes", "outcome"),
    [
        ("I012", "2001-02-17", 0),  # home from January to May 2001
        ("I015a", "2006-05-18", 1),  # three days
        ("I023a", "2012-08-20", 0),  # twelve days: not within ten ...
        ("I023a", "2012-09-09", 1),  # ... but within thirty
        ("I018", "2010-04-03", 0),  # came back on 6 April, so after more than thirty days
        ("I022", "2012-01-01", 0),  # sixteen days: not within ten ...
        ("I022", "2012-01-21", 1),  # ... but within thirty
        ("2003", "2003-12-31", 1),  # G8 summit in Evian
        ("1963", "1963-12-31", 0),  # the president came in 1961 and not in 1963
        ("DEU 1991", "1991-12-31", 0),  # the withdrawal after the Cold War
    ],
)
def test_answers_known_from_elsewhere(about, closes, outcome):
    rows = FORECASTS[
        (FORECASTS["about"] == about)
        & (FORECASTS["closes"] == closes)
        & (FORECASTS["family"] != "votes_closer")
    ]
    assert len(rows) == 3
    assert set(rows["outcome"]) == {outcome}


def test_no_question_where_the_record_cannot_tell():
    asked = FORECASTS[FORECASTS["family"] == "envoy_back"]
    days = (asked["closes"] - asked["opens"]).dt.days
    assert set(days) == {10, 30}
    # No end was found of I016.
    assert "I016" not in set(asked["about"])


def test_of_an_absence_between_two_lengths_only_the_shorter_question_is_asked(monkeypatch):
    """In I062b the ambassador was away for 22 to 47 days: ten days can be answered, thirty cannot."""
    rows = load("incidents")
    monkeypatch.setattr(practice, "load", lambda _name: rows[rows["row"] == "I062b"])
    assert [(closes, outcome) for *_, closes, outcome in practice._returns()] == [("2021-09-27", 0)]


def test_the_three_differ_as_their_roles_say():
    by = {str(name): rows for name, rows in FORECASTS.groupby("forecaster", observed=True)}
    losses = {name: brier(rows["probability"], rows["outcome"]) for name, rows in by.items()}
    assert losses["careful"] < losses["bold"] < losses["base_rate"] < 0.25
    assert logarithmic(by["bold"]["probability"], by["bold"]["outcome"]) == float("inf")
    assert by["base_rate"].groupby("family", observed=True)["probability"].nunique().max() == 1
    assert by["careful"]["probability"].between(0.05, 0.95).all()
    assert {0.0, 1.0} <= set(by["bold"]["probability"])
    # Where the bold one is nearly sure, it is wrong more often than it says.
    sure = calibration_table(by["bold"]["probability"], by["bold"]["outcome"], [0, 0.2, 0.8, 1])
    assert sure["happened"].iloc[0] > sure["stated"].iloc[0] + 0.1
    assert sure["happened"].iloc[-1] < sure["stated"].iloc[-1] - 0.1
