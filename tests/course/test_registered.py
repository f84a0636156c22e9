"""The form of a registered forecast: what it lacks is said, one thing at a time, and its mark is everybody's own."""

import pandas as pd
import pytest

from corrige.course import find_course
from corrige.grading.outcomes import Outcome
from corrige.testing.variants import judged
from demarche.measures.registered import PARTS, form_of

GOOD = {
    "question": "Will France call home an ambassador from an ally?",
    "probability": 0.2,
    "registered": "2026-12-01",
    "closes": "2027-11-30",
    "criterion": "Yes if the French foreign ministry announces one within the period; no if it has not, "
    "whatever the newspapers say.",
    "loss_if_yes": 0.64,
    "loss_if_no": 0.04,
}
CASES = [
    ([0.2], "A dict is asked for"),
    (..., "A dict is asked for"),
    ({}, "Still missing: question, probability"),
    ({"question": "Will it rain"}, "question mark"),
    ({"question": "Will it?"}, "five words"),
    ({"criterion": "Yes if it happens."}, "fifteen words"),
    ({"probability": 20}, "percentage"),
    ({"probability": "0.2"}, "should be a number"),
    ({"probability": True}, "should be a number"),
    ({"probability": 0}, "no room for surprise"),
    ({"probability": 1}, "no room for surprise"),
    ({"closes": "soon"}, "closes should be one day"),
    ({"closes": "2027-06-31"}, "closes should be one day"),
    ({"registered": "2026-02-24"}, "the record knows"),
    ({"closes": "2026-12-01"}, "closes lies after registered"),
    ({"closes": "2026-12-24"}, "closed already"),
    ({"loss_if_yes": 0.04, "loss_if_no": 0.64}, "what you kept back"),
    (
        {"loss_if_no": 0.2},
        "loss_if_no is not yet right. If it does not happen, you lose the square of what you gave it",
    ),
    ({"loss_if_yes": -0.64}, "loss_if_yes is below 0"),
    ({"loss_if_yes": 0.6}, "loss_if_yes is rounded too far"),
    ({"question": "Will France call one home? And will Italy?"}, "Ask one question"),
    ({"question": "France and Italy quarrel. Will France call its ambassador home?"}, "in one sentence"),
    ({"loss_if_no": "small"}, "loss_if_no should be a number"),
]


def test_a_whole_forecast_lacks_nothing():
    assert form_of(GOOD, today="2026-12-25").startswith("The form is complete")
    assert set(GOOD) == set(PARTS)


@pytest.mark.parametrize(("change", "said"), CASES, ids=[said for _, said in CASES])
def test_what_is_wrong_is_said(change, said):
    forecast = {**GOOD, **change} if isinstance(change, dict) and change else change
    assert said in form_of(forecast, today="2026-12-25")


def test_another_form_of_the_same_is_whole():
    assert form_of(pd.Series(GOOD), today="2026-12-25").startswith("The form is complete")
    days = {key: pd.Timestamp(GOOD[key]) for key in ("registered", "closes")}
    assert form_of({**GOOD, **days}, today="2026-12-25").startswith("The form is complete")


def test_two_decimals_are_enough():
    third = {**GOOD, "probability": 1 / 3, "loss_if_yes": 0.44, "loss_if_no": 0.11}
    assert form_of(third, today="2026-12-25").startswith("The form is complete")
    assert "kept back" in form_of({**third, "loss_if_yes": 0.45}, today="2026-12-25")


def test_today_comes_from_the_clock_if_nothing_is_said():
    assert "closed already" in form_of({**GOOD, "registered": "2026-03-01", "closes": "2026-03-02"})


def test_a_forecast_that_is_not_the_course_s_own_earns_all_points_for_its_form():
    losses = {"probability": 0.8, "loss_if_yes": 0.04, "loss_if_no": 0.64}
    for own in (GOOD, {**GOOD, **losses}, {**GOOD, "question": "Will Rome call an envoy home this year?"}):
        reply, mark = judged(find_course(), "ex10", "my-forecast", own)
        assert (reply.outcome, mark.outcome, mark.points) == ("complete", Outcome.PASSED, 2), mark.reason
    reply, mark = judged(find_course(), "ex10", "my-forecast", {**GOOD, "loss_if_yes": 0.3})
    assert reply.text.startswith("loss_if_yes is not yet right")
    assert mark.reason.startswith("loss_if_yes is not yet right")
    assert 0 < mark.points < 2
