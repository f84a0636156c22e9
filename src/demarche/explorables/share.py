"""Chapter 1: the textbook interval of a share beside Wilson's, and how often each of them is right."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from demarche.explorables.words import fixed, percent
from demarche.measures.proportions import Proportion, wald_interval, wilson_interval

TITLE = "How often is a 95 % interval right?"
ASK = (
    "Suppose that one claim in ten is supported. You draw 10 claims and work out the textbook (Wald) 95 % "
    "interval, again and again. In how many of 100 draws does it catch the true 10 %?"
)
SETTINGS = (
    {"cases": 10, "found": 1, "true": 10},
    {"cases": 3, "found": 0, "true": 20},
    {"cases": 20, "found": 11, "true": 50},
    {"cases": 60, "found": 30, "true": 4},
)


def data() -> dict[str, Any]:
    """Nothing is read from a table."""
    return {}


def coverage(cases: int, share: float, interval: Callable[[int, int], Proportion]) -> float:
    """How often samples of so many cases give an interval that holds the true share."""
    caught = 0.0
    for found in range(cases + 1):
        _, low, high = interval(found, cases)
        if low <= share <= high:
            caught += math.comb(cases, found) * share**found * (1 - share) ** (cases - found)
    return caught


def label(cases: int, found: int, true: int) -> str:
    """All three inputs."""
    return f"{found} of {cases} supported, true share {true} %"


def say(cases: int, found: int, true: int) -> str:
    """Both intervals, and how often each would catch the true share (in per cent)."""
    wald, wilson = wald_interval(found, cases), wilson_interval(found, cases)
    ours, theirs = (coverage(cases, true / 100, each) for each in (wald_interval, wilson_interval))
    return (
        f"{found} of {cases} is {percent(found / cases)}. "
        f"Wald: {fixed(100 * wald.low)} to {percent(wald.high)}. "
        f"Wilson: {fixed(100 * wilson.low)} to {percent(wilson.high)}. "
        f"If the true share is {percent(true / 100)}, Wald's interval catches it in {fixed(100 * ours)} of "
        f"100 samples of {cases}, Wilson's in {fixed(100 * theirs)}."
    )
