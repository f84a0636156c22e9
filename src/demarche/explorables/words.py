"""Numbers and names in the sentences of the explorables, written as their scripts write them."""

from __future__ import annotations

from collections.abc import Iterable

MINUS = "\N{MINUS SIGN}"
WITH_ARTICLE = ("United States", "United Kingdom", "Netherlands")


def fixed(number: float, digits: int = 0) -> str:
    """Write a number with so many decimals and the sign of the book; what rounds to nothing has none."""
    text = f"{abs(number):.{digits}f}"
    return MINUS + text if number < 0 and float(text) else text


def signed(number: float, digits: int = 0) -> str:
    """Write a number as `fixed` does, with a plus if it is above zero."""
    text = fixed(number, digits)
    return f"+{text}" if number > 0 and float(text) else text


def percent(share: float, digits: int = 0) -> str:
    """Write a share as a percentage."""
    return f"{fixed(100 * share, digits)} %"


def grouped(number: float) -> str:
    """Write a whole number with a comma between thousands."""
    text = f"{abs(number):,.0f}"
    return MINUS + text if number < 0 and text != "0" else text


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence does."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def plural(count: int, one: str) -> str:
    """Write a number of things."""
    return f"{grouped(count)} {one}{'' if count == 1 else 's'}"


def the(name: str) -> str:
    """Give a state its article, if it has one."""
    return f"the {name}" if name in WITH_ARTICLE else name


def capital(text: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def unbroken(text: str) -> str:
    """Keep each per cent sign in the line of its number."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")
