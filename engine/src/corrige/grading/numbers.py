"""Numbers in words, with their base and their interval."""

from __future__ import annotations

import math
from typing import NamedTuple

_THIN = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


class Share(NamedTuple):
    """A share with Wilson's 95 % interval."""

    estimate: float
    low: float
    high: float


def wilson_interval(count: int, base: int) -> Share:
    """A share with Wilson's score interval (Wilson 1927), 95 %.

    Parameters
    ----------
    count, base : int
        `count` of `base` cases; at least one case.
    """
    z, share = 1.959963984540054, count / base
    centre = (share + z**2 / (2 * base)) / (1 + z**2 / base)
    half = z / (1 + z**2 / base) * math.sqrt(share * (1 - share) / base + z**2 / (4 * base**2))
    # At the borders the formula gives exactly 0 or 1; rounding may miss them by a hair.
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == base else min(1.0, centre + half)
    return Share(share, low, high)


def number(value: float, digits: int = 4) -> str:
    """A number without a tail of zeros: ``7.75`` stays what it is, ``9.0`` gives ``9``.

    Parameters
    ----------
    value : float
    digits : int
        Decimals at most, at least one: four in tables, two for a learner's own points, one for those of a
        class.
    """
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")


def plain(value: float) -> str:
    """Points of a class, to one decimal: ``9.416667`` gives ``9.4``."""
    return number(value, 1)


def points(value: float) -> str:
    """A learner's own points, to two decimals."""
    return number(value, 2)


def decimals(value: float) -> str:
    """Two decimals, with a true minus sign."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", MINUS)


def as_share(value: float) -> str:
    """A share in per cent: ``0.314`` gives ``31 %``."""
    return f"{100 * value:.0f}{_THIN}%"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its word: ``1 mark``, ``2 marks``; `many` where an s is not enough."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def count_of(count: int, base: int) -> str:
    """A count with its base, its share and Wilson's 95 % interval.

    ``7, 23`` gives ``7 of 23 (30 %, 95 % interval 16 to 51 %)``, its spaces before the signs do not break.
    """
    share = wilson_interval(count, base)
    low, high = 100 * share.low, 100 * share.high
    return (
        f"{count} of {base} ({as_share(share.estimate)}, 95{_THIN}% interval {low:.0f} to {high:.0f}{_THIN}%)"
    )
