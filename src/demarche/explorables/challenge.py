"""Chapter 6: when a challenge pays, and whether a quarrel changes that."""

from __future__ import annotations

from typing import Any

from demarche.explorables.words import fixed, percent, plural
from demarche.measures.deterrence import challenge_margin, challenger_threshold

TITLE = "Does the quarrel tip it?"
ASK = (
    "A challenger gains 4 if nobody resists and loses 10 if somebody does; doing nothing is worth 0. It "
    "believes resistance to be 80 % likely. "
    "By how many points must a quarrel lower that before a challenge pays?"
)
SETTINGS = (
    {"gain": 4, "loss": 10, "quo": 0, "resist": 80, "quarrel": 10},
    {"gain": 4, "loss": 10, "quo": -4, "resist": 60, "quarrel": 10},
    {"gain": 4, "loss": 20, "quo": 0, "resist": 80, "quarrel": 60},
    {"gain": 2, "loss": 10, "quo": 3, "resist": 20, "quarrel": 10},
)


def data() -> dict[str, Any]:
    """Nothing is read from a table: the inputs are made up."""
    return {}


def label(gain: float, loss: float, quo: float, resist: int, quarrel: int) -> str:
    """All five inputs, and what is special about the value of doing nothing."""
    special = ""
    if quo < 0:
        special = ": the challenger is losing anyway"
    elif quo >= gain:
        special = ": the gain is not above the status quo"
    return (
        f"gain {fixed(gain)}, loss {fixed(-loss)}, status quo {fixed(quo)}, resistance {resist} %, "
        f"quarrel {plural(quarrel, 'point')}{special}"
    )


def say(gain: float, loss: float, quo: float, resist: int, quarrel: int) -> str:
    """Where a challenge pays, margins before and after, and the decision; the loss has no minus."""
    before, after = resist / 100, max(0, resist - quarrel) / 100
    # A margin of nothing is nothing, whatever is left over from binary fractions.
    old, new = (round(challenge_margin(p, gain, -loss, quo), 9) for p in (before, after))
    if (old > 0) != (new > 0):
        end = "The quarrel tips the decision."
    elif new > 0:
        end = "It pays before and after: the quarrel changes no decision."
    else:
        end = "It pays neither before nor after: the quarrel changes no decision."
    return (
        f"{_rule(gain, loss, quo)} At {percent(before)} its margin is {fixed(old, 1)}; "
        f"after the quarrel, at {percent(after)}, it is {fixed(new, 1)}. {end}"
    )


def _rule(gain: float, loss: float, quo: float) -> str:
    if quo >= gain:
        return "A challenge never pays."
    if quo < -loss:
        return "A challenge always pays."
    threshold = challenger_threshold(gain, -loss, quo)
    return f"A challenge pays where resistance is less likely than {percent(threshold, 1)}."
