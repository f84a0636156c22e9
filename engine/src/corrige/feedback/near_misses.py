"""Sentences for near misses: the method is right, and one thing went wrong at the end."""

from __future__ import annotations

_SCALED = {
    "per-cent": (
        "times 100, as a percentage is",
        "The number itself is asked for: leave out the factor 100.",
    ),
    "share": ("divided by 100, as a share is", "Per cent, or points, are asked for: multiply by 100."),
    "times-100": ("times 100", "That factor is not asked for: leave it out."),
    "by-100": ("divided by 100", "Which unit is asked for?"),
}
_OTHER = {
    "sign": (
        "The size is right and the sign is not: was something taken the other way round, or made "
        "positive, or negative, that should not be?"
    ),
    "rest": (
        "This and what is asked for add up to the whole: are the others counted, or is it subtracted "
        "from the whole once too often, or not at all?"
    ),
    "times-1000": (
        "The method is right, but the result is a thousand times too large. Which unit is asked for?"
    ),
    "by-1000": (
        "The method is right, but the result is a thousand times too small. Which unit is asked for?"
    ),
    "inverse": "This is the right ratio turned upside down: what belongs above the line, and what below it?",
    "twice": "This is twice what is asked for: is something counted two times, or a division by two missing?",
    "half": (
        "This is half of what is asked for: is something left out, or counted two times below the line, or "
        "divided by two once too often?"
    ),
    "square": "This is the square of what is asked for: the root is still to be taken.",
    "root": "This is the square root of what is asked for: one root too many.",
    "log-base": (
        "The logarithm is of another base than asked for: `np.log` is the natural one, `np.log10` that to "
        "base 10, `np.log2` that to base 2."
    ),
}

KINDS = (*_SCALED, *_OTHER, "one-off", "rounded")


def sentence(kind: str, *, many: bool) -> str:
    """What to say to a near miss.

    Parameters
    ----------
    kind : str
        As `corrige.codec.near_misses` names it.
    many : bool
        Whether the answer, or the part spoken of, holds several numbers.
    """
    base, places = _split(kind)
    if kind.endswith("?"):
        first = "Their first digits are" if many else "Its first digits are"
        return (
            f"{first} right. If the rest was rounded away, to {_places(places)}, leave the rounding "
            f"out; if not, something small differs: a limit, one row, n or n - 1."
        )
    what = "These are the right numbers" if many else "This is the right number"
    if base == "rounded":
        return (
            f"{what}, rounded to {_places(places)}. Leave the rounding out: whoever computes on with a "
            "rounded number gets another result. Round only where a number is read, as in a sentence."
        )
    if base in _SCALED:  # rounded as well, perhaps
        also = f", and rounded to {_places(places)}" if places is not None else ""
        keep = " Leave the rounding out as well." if also else ""
        scaled, step = _SCALED[base]
        return f"{what} {scaled}{also}. {step}{keep}"
    if base == "one-off":
        who = "All are" if many else "You are"
        return (
            f"{who} off by one. Is something counted twice, or left out? Does the count begin at 0 or at 1, "
            "and do both ends belong to it?"
        )
    return _OTHER[base]


def alike(kinds: list[str]) -> bool:
    """Whether near misses are the same, as rounding to 1 and to 2 decimals is: 1.90 is written 1.9."""
    return len({_split(kind)[0] for kind in kinds}) == 1


def mistake_of(kind: str) -> str:
    """Name of the near miss as a known mistake, for a class's statistics."""
    return _split(kind)[0]


def _split(kind: str) -> tuple[str, int | None]:
    kind = kind.removesuffix("?")
    if kind in _SCALED:
        return kind, None
    base, _, last = kind.rpartition("-")
    return (base, int(last)) if last.isdigit() and base in ("rounded", *_SCALED) else (kind, None)


def _places(places: int | None) -> str:
    return {0: "whole numbers", 1: "1 decimal"}.get(places or 0, f"{places} decimals")
