"""Chapter 1: the same agreement of two coders, and kappa as one code becomes more common."""

from __future__ import annotations

from typing import Any

from demarche.explorables.words import fixed
from demarche.measures.coders import cohen_kappa, expected_agreement

TITLE = "The same agreement, another kappa"
ASK = "Two people code 100 claims and agree on 90 of them. Each says yes to 95. What is Cohen's kappa?"
SETTINGS = (
    {"agree": 90, "yes": 50},
    {"agree": 90, "yes": 90},
    {"agree": 90, "yes": 95},
    {"agree": 70, "yes": 50},
)


def data() -> dict[str, Any]:
    """Nothing is read from a table."""
    return {}


def label(agree: int, yes: int) -> str:
    """Both inputs."""
    return f"agree on {agree}, each says yes to {yes}"


def say(agree: int, yes: int) -> str:
    """Kappa of two people who say yes equally often and disagree in both directions alike."""
    apart = (100 - agree) // 2
    both = yes - apart
    first = ["yes"] * yes + ["no"] * (100 - yes)
    second = ["yes"] * both + ["no"] * apart + ["yes"] * apart + ["no"] * (100 - yes - apart)
    kappa = cohen_kappa(first, second)
    luck = expected_agreement(first, second)
    less = " That is less than luck gives." if kappa < 0 else ""
    return (
        f"Each says yes to {yes} of 100 claims, and they agree on {agree}. "
        f"Luck alone gives {fixed(100 * luck, 1)}, so kappa is {fixed(kappa, 2)}.{less}"
    )
