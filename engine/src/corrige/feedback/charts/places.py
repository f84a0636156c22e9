"""Which bars or points of a chart are off, where the others are right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from corrige.codec import in_line
from corrige.feedback import messages
from corrige.feedback.comparing import Scale
from corrige.feedback.diagnosis import Diagnosis


def where_off(
    extra: list[Any], missing: list[Mapping[str, Any]], scale: Scale, spelt: Mapping[str, str]
) -> Diagnosis | None:
    """Which bars or points are off, where the others are right."""
    for form in extra:
        for each in missing:
            known = set(each.get("entries", []))
            if not known or len(form.pairs) > min(2 * len(known), scale.left):
                continue
            off = [
                plain(pair[0], spelt)
                for pair in in_line(form.pairs)
                if scale.digest_of_form(pair) not in known
            ]
            right_ones = len(form.pairs) - len(off)
            gone = len(known) - right_ones
            if right_ones > 1 and off and not gone:
                return Diagnosis(f"All that is asked for is drawn; {_too_much(off)}.")
            if right_ones > 1 and off:
                more = gone - len(off)
                also = f" {more} more of its marks {belongs(more)} there." if more > 0 else ""
                return Diagnosis(messages.some_entries(right_ones, off) + also, wants_hint=True)
            if right_ones > 1 and gone:
                text = f"What is drawn is right; {gone} more of its marks {belongs(gone)} there."
                return Diagnosis(text, wants_hint=True)
    return None


def along(
    extra: list[Any], missing: list[Mapping[str, Any]], scale: Scale, spelt: Mapping[str, str]
) -> Diagnosis | None:
    """Where many marks leave the right ones, from the left and from the right; nothing if few are right."""
    for form in extra:
        pairs = in_line(form.pairs)
        names = [plain(pair[0], spelt) for pair in pairs]
        for firsts, lasts in (each["runs"] for each in missing if "runs" in each):
            found = _leaving(pairs, names, firsts, lasts, scale)
            if found is not None:
                return found
    return None


def _leaving(
    pairs: list[Any], names: list[str], firsts: list[str], lasts: list[str], scale: Scale
) -> Diagnosis | None:
    most, more = min(len(pairs), len(firsts)), len(pairs) - len(firsts)
    left = _longest(most, lambda size: scale.digest_of_form(pairs[:size]) == firsts[size - 1])
    right = _longest(most, lambda size: scale.digest_of_form(pairs[-size:]) == lasts[-size])
    gone, off = len(firsts) - left - right, names[left : len(pairs) - right]
    if max(left, right) < 2:
        return None
    if gone <= 0:
        return Diagnosis(f"All that is asked for is drawn; {_too_much(names[left : left + more])}.")
    if not off:
        where = f"before {names[0]}" if not left else f"after {names[-1]}"
        if left and right:
            where = f"between {names[left - 1]} and {names[left]}"
        return Diagnosis(f"What is drawn is right; {gone} more of its marks {belongs(gone)} there, {where}.")
    right_ones = _spans(names[:left], names[len(pairs) - right :])
    be = "is" if left + right == 1 else "are"
    value = plain(pairs[left][1], {})
    text = f"{right_ones} {be} right; look again at {_spans(off)}: at {off[0]} it shows {value}."
    return Diagnosis(text, wants_hint=True)


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to which something holds, which holds for all below it if it holds for one."""
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        low, most = (middle, most) if holds(middle) else (low, middle - 1)
    return low


def _spans(*parts: list[str]) -> str:
    return messages.some(
        [part[0] if len(part) == 1 else f"{part[0]} to {part[-1]}" for part in parts if part]
    )


def _too_much(names: list[str]) -> str:
    return f"{messages.few(names)} {'is' if len(names) == 1 else 'are'} too much"


def belongs(number: int) -> str:
    """The verb for so many."""
    return "belongs" if number == 1 else "belong"


def plain(cell: Any, spelt: Mapping[str, str]) -> str:
    """A place or a height as it is written in the chart."""
    text = str(cell["n"]) if type(cell) is dict and "n" in cell else str(cell)
    return spelt.get(text, text)
