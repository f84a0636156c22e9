"""Compare the options that a choice's prompt lists with those that its replies know."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: The ways to list an option: **a** …, in a list or in a sentence; - a) …; - `a` …
_OPTION = re.compile(r"(?<!\*)\*\*([a-z])\*\*\s|^\s*[-*] (?:([a-z])\)|`([a-z])`)\s", re.MULTILINE)


def options_in(prompt: str) -> list[list[str]]:
    """Each list of options in a prompt, as the letters it begins with; a new ``a`` begins a new list."""
    lists: list[list[str]] = []
    for match in _OPTION.finditer(prompt):
        letter = next(each for each in match.groups() if each)
        if letter == "a" or not lists:
            lists.append([])
        lists[-1].append(letter)
    return lists


def mismatch(prompt: str, replies: Mapping[str, Mapping[str, str]]) -> str:
    """What a prompt and its replies say differently, as the end of a sentence; empty if nothing.

    Parameters
    ----------
    prompt : str
    replies : mapping
        Case -> option -> reply; a single choice is the one case named ``""``.
    """
    lists = options_in(prompt)
    if not lists:
        return "lists no options in its prompt"
    for case in replies:
        if case and not re.search(rf"\b{re.escape(case)}\b", prompt):
            return f"has replies to {case!r}, which its prompt does not name"
    pairs = list(replies.items())
    for place, (case, options) in enumerate(pairs):
        # One list for each case, or lists that several cases share.
        fitting = [lists[place]] if len(lists) == len(pairs) else lists
        if list(options) not in fitting:
            asked = " or ".join("".join(each) for each in fitting)
            of = f" of {case!r}" if case else ""
            return f"has replies{of} to the options {''.join(options)}, and its prompt lists {asked}"
    unused = [each for each in lists if each not in [list(options) for options in replies.values()]]
    return f"lists the options {''.join(unused[0])}, to which there is no reply" if unused else ""
