"""Which columns, keys or members of a wrong answer are right, and what the others are near to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from corrige.codec import Tree, entries_of, family, numbers_of, places_of
from corrige.feedback import messages, near_misses
from corrige.feedback.comparing import Scale
from corrige.feedback.diagnosis import Diagnosis, entries_off, says
from corrige.feedback.number_words import TEXT, cut_off, shown_as_text

_BY_CHANCE = ("rounded", "one-off", "rest")
_CHANCE = 2
"""So many numbers may agree in their first digits by chance."""


def of_parts(
    spec: Mapping[str, Any], tree: Tree, scale: Scale, own: Mapping[str, Tree], name: str
) -> Diagnosis:
    """Say which parts of a wrong answer are right, and what is the matter with the others.

    Parameters
    ----------
    spec : mapping
        What the card knows of the right answer.
    tree : Tree
        The answer.
    scale : Scale
    own : mapping of str to Tree
        Its parts: columns, keys, members of a tuple.
    name : str
        What to call it in a sentence.
    """
    wrong = [part for part, value in own.items() if scale.digest(value) != spec["parts"][part]["right"]]
    if not wrong:
        return Diagnosis(
            "Each column holds the right values, but some stand in the row of another.", "matching"
        )
    swapped = _swapped(spec, scale, {part: own[part] for part in wrong})
    if swapped:
        who = messages.named(swapped)
        return Diagnosis(f"{who[0].upper()}{who[1:]} have changed places: the values are right.", "swapped")
    slips = {part: scale.slip(spec["parts"][part], own[part]) for part in wrong}
    misses: dict[str, str] = {}
    for part in wrong:
        if slips[part] is None:
            misses[part] = scale.near(spec["parts"][part], own[part], next(iter(misses.values()), ""))
    for part in (part for part in misses if not misses[part] and any(misses.values())):
        misses[part] = scale.near(spec["parts"][part], own[part], max(misses.values()), sure=True, only=True)
    if len(wrong) > _CHANCE and not any(misses.values()) and not any(slips.values()):
        # What is alike in three parts or more is no chance.
        kind = scale.near(spec["parts"][wrong[0]], own[wrong[0]], sure=True)
        alike = {
            part: scale.near(spec["parts"][part], own[part], kind, sure=True, only=True) for part in wrong
        }
        misses = alike if kind and all(alike.values()) else misses
    rounded = [places_of(own[part]) or 0 for part, each in misses.items() if each.startswith("rounded")]
    if rounded:
        for part in (part for part in misses if not misses[part]):
            misses[part] = scale.rounded(spec["parts"][part], own[part], max(rounded))
    first_digits = [number for part, each in misses.items() if each for number in numbers_of(own[part])]
    if len(first_digits) > _CHANCE:
        misses = {part: each.removesuffix("?") for part, each in misses.items()}
    everywhere = len(wrong) == len(own) or _others_are_whole(own, wrong)
    if len(misses) == len(wrong) and all(misses.values()) and near_misses.alike(list(misses.values())):
        kind = max(misses.values())
        text = _of_parts(spec, kind, [] if everywhere else wrong)
        if len({*misses.values()}) > 1 and kind.startswith("rounded"):
            text = re.sub(r", rounded to [\w ]+?\.", ", rounded.", text)  # to one place here, to two there
        return Diagnosis(text, near_misses.mistake_of(kind))
    kinds = messages.kinds_of_wrong(spec, own, wrong)
    text = messages.some_right(name, list(own), wrong, kinds)
    shown = [part for part in wrong if "rough" in spec["parts"][part] and shown_as_text(own[part])]
    if shown:
        text += f" {messages.named(shown)}: {TEXT.format(what='this is')}"
    cut = {part: cut_off(spec["parts"][part], own[part], scale) for part in wrong if not misses.get(part)}
    for said_of in dict.fromkeys(each for each in cut.values() if each):
        text += f" {messages.named([part for part in cut if cut[part] == said_of])}: {said_of}"
    if family(tree) == "DataFrame" and "entries" in spec:
        entries = entries_of(tree)
        off = entries_off(spec, entries, scale)
        if 0 < len(off) < len(entries):
            text += f" {messages.rows_off(len(entries) - len(off), off)}"
    said = [(part, slip) for part, slip in slips.items() if slip is not None]
    told_of: dict[str, list[str]] = {}
    for part, slip in said:
        told_of.setdefault(slip[1], []).append(part)
    for slip_text, parts in list(told_of.items())[:2]:
        text += f" {messages.named(parts)}: {slip_text}"
    if not all(misses.values()):  # what holds in one part alone may be chance, but for a last step left out
        misses = {part: each for part, each in misses.items() if not each.startswith(_BY_CHANCE)}
    for kind in dict.fromkeys(kind for kind in misses.values() if kind):
        text += f" {_of_parts(spec, kind, [part for part in misses if misses[part] == kind])}"
    for part in (part for part in wrong if not misses.get(part) and not slips[part] and part not in kinds):
        if odd := messages.odd_values(own[part]):
            text += f" {messages.named([part])}:{odd}" if family(tree) == "DataFrame" else odd
            break
    named = said[0][1][0] if len(said) == len(wrong) and len({slip[0] for _, slip in said}) == 1 else ""
    told = {part for part in wrong if slips[part] is not None or misses.get(part) or cut.get(part)} | {*shown}
    more = says(spec, [part for part in wrong if part not in told]) if len(told) < len(wrong) else ()
    return Diagnosis(text, named, wants_hint=len(wrong) == len(own) and not told, more=more)


def _of_parts(spec: Mapping[str, Any], kind: str, parts: list[str]) -> str:
    """The sentence for a near miss in some parts, or in all."""
    many = spec["family"] == "DataFrame" or len(parts) != 1
    sentence = near_misses.sentence(kind, many=many)
    return f"{messages.named(parts)}: {sentence[0].lower()}{sentence[1:]}" if parts else sentence


def _others_are_whole(own: Mapping[str, Tree], wrong: list[str]) -> bool:
    """Whether no part but the wrong ones holds a number with decimals: then all that can be rounded is."""
    return not any(
        type(cell) is float and not cell.is_integer()
        for part, value in own.items()
        if part not in wrong
        for cell in (value["v"] if type(value) is dict and type(value.get("v")) is list else [value])
    )


def _swapped(spec: Mapping[str, Any], scale: Scale, wrong: Mapping[str, Tree]) -> list[str]:
    """Wrong parts of which each holds what belongs to another of them: two, or all that are wrong."""
    own = {part: scale.digest(value) for part, value in wrong.items()}
    for one in own:
        for other in own:
            if (
                one < other
                and own[one] == spec["parts"][other]["right"]
                and own[other] == spec["parts"][one]["right"]
            ):
                return [one, other]
    wanted = [spec["parts"][part]["right"] for part in own]
    return [*own] if len(own) > 2 and sorted(own.values()) == sorted(wanted) else []
