"""Find a number in a sentence: in figures, in per cent, or as a small word."""

from __future__ import annotations

import re

_WORDS = [
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
]
_FIGURES = re.compile(r"\d+(?:[,\u202f\u00a0 ]\d{3})*(?:\.\d+)?")


def shows(sentence: str, number: float) -> bool:
    """Say whether a sentence states a number, rounded as its own digits say.

    Parameters
    ----------
    sentence : str
        Numbers as in ``31,049``, ``0.86`` or ``86 %``; words from zero to twelve count as well. A sign is not
        looked at, as a sentence may speak of a fall.
    number : float

    Returns
    -------
    bool
    """
    if any(number == value for value, word in enumerate(_WORDS) if re.search(rf"\b{word}\b", sentence, re.I)):
        return True
    for match in _FIGURES.finditer(sentence):
        digits = re.sub(r"[,\u202f\u00a0 ]", "", match.group())
        # Half a step of the last digit, and a little, as halves are rounded either way.
        step = 0.501 * 10.0 ** -len(digits.partition(".")[2])
        share = re.match(r"\s*(?:%|per\s?cent)", sentence[match.end() :], re.I) is not None
        if any(
            abs(float(digits) - abs(value)) <= step
            for value in ([number, 100 * number] if share else [number])
        ):
            return True
    return False
