"""How the substance of a brief is marked: five criteria, each at a level from 0 to 4."""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = 5


@dataclass(frozen=True)
class Criterion:
    """One thing that a reader judges.

    Attributes
    ----------
    id, name, question : str
    levels : tuple of str
        What a brief shows at level 0, 1, 2, 3 and 4.
    """

    id: str
    name: str
    question: str
    levels: tuple[str, str, str, str, str]


CRITERIA = (
    Criterion(
        "findings",
        "Findings",
        "Do the three findings answer a question that the minister has?",
        (
            "No finding, or claims of the article given as facts.",
            "Statements about the affair; at most two could be right or wrong.",
            "Three testable findings that stand side by side and serve no message.",
            "Three testable findings that carry the message, one of them stretched beyond what was found.",
            "Three testable findings that carry the message, each no wider than its evidence.",
        ),
    ),
    Criterion(
        "numbers",
        "Numbers and charts",
        "Are unit, base and period right, and does the chart show the number?",
        (
            "No number, or numbers that no table of the course gives.",
            "Numbers without a base or a period, or a wrong unit (rows taken for events).",
            "Right numbers with their base; charts that do not make the same point.",
            "Right numbers, each visible in its chart; how uncertain they are is not said.",
            "Right numbers, each visible in its chart, with an interval or a comparison beside it.",
        ),
    ),
    Criterion(
        "sources",
        "Sources",
        "Does each source carry what is said with it?",
        (
            "No source that fits.",
            "Sources on the subject that do not hold what is said.",
            "Fitting sources, several of which rest on one origin, counted as several.",
            "Fitting sources, primary ones where there are any.",
            "The same, and the brief says whose words they rest on, or what they leave out.",
        ),
    ),
    Criterion(
        "confidence",
        "Confidence and rivals",
        "Is the confidence earned, and is the rival explanation one that could win?",
        (
            "No confidence, or no rival.",
            "The same confidence everywhere, earned or not; rivals that nobody would hold.",
            "Confidence that fits some findings; real rivals, left standing.",
            "Confidence that fits all findings; real rivals, answered for most.",
            "Confidence follows from the evidence; each rival could win, and the brief says what would tell.",
        ),
    ),
    Criterion(
        "reader",
        "Reader and limits",
        "Can a minister read it in three minutes and know where it ends?",
        (
            "Not readable as a brief, or it takes a side between the states.",
            "Words of the field and code unexplained; limits missing or a formula.",
            "Readable with effort; one real limit.",
            "Plain, the message first; what could not be verified is named.",
            "The same, and it says why that could not be verified and what would change the message.",
        ),
    ),
)


def most_points() -> int:
    """Points that the substance can earn."""
    return len(CRITERIA) * (LEVELS - 1)
