"""What a chart of the right numbers says in words: labels, names and years that belong to what is drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from corrige.codec import Tree, digest, reveal, set_forms, words
from corrige.feedback.comparing import Scale
from corrige.feedback.messages import some

_PER_CENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_NO_LABEL = ("", "x", "y", "x label", "y label", "xlabel", "ylabel", "label", "title")
_NO_EVENT = words(
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec year date base index percent equals event note here "
    "see source before after since"
)
"""Words of a note that do not say what happened."""
_SPOILT = re.compile(r"\b(plt\.(?:title|[xy]label))\s*=(?!=)")
_BASE = re.compile(r"\b([12]\d{3})\s*=\s*(100|1)\b")
_CHANGE = re.compile(r"\bchanges?\b.*\b(?:since|from|on|against)\s+([12]\d{3})\b", re.IGNORECASE)
_CLOSE = 1e-6
_YEARS = re.compile(r"\b([12]\d{3})s?\s*(?:[-\N{EN DASH}\N{EM DASH}]|to|until|till|through)\s*([12]\d{3})\b")


def missing_labels(tree: Tree, name: str = "ax", source: str = "") -> str:
    """What a chart with the right data still lacks for a reader, and how it is written; empty if nothing.

    Parameters
    ----------
    tree : Tree
        The chart.
    name : str
        The name of its axes.
    source : str
        The code that made it, if it is known.
    """
    words, over = lacking(tree, name), tree.get("overwritten", [])
    if words and over:
        given = some([f"`ax.{each} = …`" for each in over])
        methods = some([f'`ax.set_{each.removeprefix("set_")}("…")`' for each in over])
        writes = "writes" if len(over) == 1 else "write"
        return (
            f"The numbers are right. {given} {writes} nothing, and may put a method out of use: run "
            f"`plt.subplots()` again, and write {methods}."
        )
    if words:
        text = f"The numbers are right. {words}"
        spoilt = _SPOILT.search(source)
        return (
            f"{text} `{spoilt[1]} = …` writes nothing, and puts the function out of use." if spoilt else text
        )
    if not tree["zero"] and any(mark["kind"] == "bars" for mark in tree["marks"]):
        return "The numbers are right, but bars are read by their length: let their axis start at zero."
    return ""


def lacking(tree: Tree, name: str = "ax") -> str:
    """Which of title and labels a chart has not got, and how they are written; empty if it has all.

    Parameters
    ----------
    tree : Tree
        The chart.
    name : str
        The name of its axes.
    """
    parts = {
        "title": "a title",
        "xlabel": "a label on the horizontal axis",
        "ylabel": "a label on the vertical axis",
    }
    # An axis that is called "x" has no name yet, and three dots are none.
    gone = [part for part in parts if tree[part].strip(" .\u2026_-").lower() in _NO_LABEL]
    calls = some([f'`{name}.set_{part}("…")`' for part in gone])
    empty = [f"`{tree[part].strip()}`" for part in gone if tree[part].strip()]
    says = "says" if len({*empty}) == 1 else "say"
    says = f" {some([*dict.fromkeys(empty)])} {says} nothing yet." if empty else ""
    return f"A reader still needs {some([parts[part] for part in gone])}: {calls}.{says}" if gone else ""


def are_patterns(found: object) -> bool:
    """Whether what an author wrote as patterns for the parts of a chart can be used as such."""
    if type(found) is not dict or not set(found) <= {"title", "xlabel", "ylabel", "legend", "note"}:
        return False
    try:
        return all(type(each) is str and re.compile(each) for each in found.values())
    except re.error:
        return False


def contradicted(entry: Mapping[str, Any], tree: Tree, scale: Scale) -> str:
    """What a title, a label or the legend says of a chart that is not so; empty if nothing.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    tree : Tree
        The chart; what it shows is right.
    scale : Scale
        How its answers are compared.
    """
    return (
        _of_axes(entry, tree)
        or _of_names(entry, tree, scale)
        or _of_years(tree)
        or _of_base(tree)
        or _of_unit(entry, tree)
    )


def worded_mistake(entry: Mapping[str, Any], tree: Tree, sealed: bytes) -> tuple[str, str]:
    """Id and reply of a known mistake in the words of a chart of the right numbers; both empty if none.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    tree : Tree
        The chart.
    sealed : bytes
        The seal of its numbers, which alone can read the reply.
    """
    for each in entry.get("worded", []):
        if says(tree, each["says"]):
            identifier, _, text = reveal(each["reply"][digest(sealed)], sealed).partition("\n")
            return identifier, text
    return "", ""


def says(tree: Tree, patterns: Mapping[str, str]) -> bool:
    """Whether each of these parts of a chart says what its pattern looks for.

    Parameters
    ----------
    tree : Tree
        The chart.
    patterns : mapping of str to str
        ``title``, ``xlabel``, ``ylabel``, ``legend`` (one name in it) or ``note`` (one text on the chart) ->
        a regular expression, in any case. Of bars that lie sideways the two labels change places.
    """
    if tree.get("sideways"):
        tree = {**tree, "xlabel": tree["ylabel"], "ylabel": tree["xlabel"]}
    parts = {
        **{part: [tree[part]] for part in ("title", "xlabel", "ylabel")},
        "legend": [str(mark["label"]) for mark in tree["marks"]],
        "note": [*tree["texts"], *tree.get("unseen", [])],
    }
    return all(
        any(re.search(pattern, text, re.IGNORECASE | re.DOTALL) for text in parts[part])
        for part, pattern in patterns.items()
    )


def _of_axes(entry: Mapping[str, Any], tree: Tree) -> str:
    places, values = (set(each) for each in entry.get("words", [[], []]))
    along, up = words(tree["xlabel"]), words(tree["ylabel"])
    if tree.get("sideways"):
        along, up = up, along
    if (along & values or up & places) and not (along & places or up & values):
        return (
            "The numbers are right; the labels of the two axes have changed places. The horizontal label "
            "says what runs from left to right."
        )
    if along and along == up and places | values:
        return f"The numbers are right; both axes are called {tree['xlabel']!r}. What does each of them show?"
    for part, own, other in (("xlabel", along, values), ("ylabel", up, places)):
        if own and own <= other:
            part = part if not tree.get("sideways") else {"xlabel": "ylabel", "ylabel": "xlabel"}[part]
            across, axis = ("horizontal", "vertical") if part == "xlabel" else ("vertical", "horizontal")
            return (
                f"The numbers are right; the {across} axis is called {tree[part]!r}, and that belongs to the "
                f"{axis} one. What is counted or measured along each?"
            )
    return ""


def _of_names(entry: Mapping[str, Any], tree: Tree, scale: Scale) -> str:
    """A label, or an entry of the legend, that belongs to other data of the same chart."""
    named = {each["right"]: set(each.get("label", [])) for each in entry["sets"]}
    for form in set_forms(tree, digits=entry["digits"]):
        marked, own = scale.digest_of_form(form.pairs), words(form.label)
        if marked not in named or own & named[marked]:
            continue
        if any(own & other for key, other in named.items() if key != marked):
            return (
                f"The numbers are right; the name {form.label!r} stands at the wrong one. Which data belong "
                "to it?"
            )
    return ""


def _of_years(tree: Tree) -> str:
    """A span of years in the title that is not the one drawn; a short one may be an event within it."""
    drawn = sorted({place for mark in tree["marks"] for place, _ in mark["pairs"] if type(place) is int})
    told = _YEARS.search(tree["title"])
    if told is None or len(drawn) < 3 or not 1000 <= drawn[0] <= drawn[-1] < 3000:
        return ""
    first, last = int(told[1]), int(told[2])
    # A decade is called by its first year: half a gap more is no other span.
    slack = max(after - before for before, after in pairwise(drawn))
    outside = first < drawn[0] - slack or last > drawn[-1] + slack
    most = 2 * (last - first) >= drawn[-1] - drawn[0]
    if not outside and not (most and (first > drawn[0] + slack or last < drawn[-1] - slack)):
        return ""
    return (
        f"The numbers are right; the title says {told[0]}, and the chart runs from {drawn[0]} to {drawn[-1]}."
    )


def _of_base(tree: Tree) -> str:
    """A year that is said to be 100 (or 1) and is not, or a change since a year in which it is not 0."""
    label = tree["xlabel"] if tree.get("sideways") else tree["ylabel"]
    base, change = _BASE.search(label), _CHANGE.search(label)
    if base:
        year, wanted = int(base[1]), float(base[2])
    elif change:
        year, wanted = int(change[1]), 0.0
    else:
        return ""
    there = [value for mark in tree["marks"] for place, value in mark["pairs"] if place == year]
    if not there or any(abs(value - wanted) < _CLOSE for value in there if type(value) in (int, float)):
        return ""
    shown = f"{there[0]:.6g}" if len(set(there)) == 1 else f"{min(there):.6g} to {max(there):.6g}"
    return (
        f"The numbers are right; by the label {label!r} they would be {wanted:g} in {year}, and they are "
        f"{shown}. Name what is drawn."
    )


def _of_unit(entry: Mapping[str, Any], tree: Tree) -> str:
    """Per cent at an axis of shares, unless its ticks are written so or the course itself calls them so."""
    label = tree["xlabel"] if tree.get("sideways") else tree["ylabel"]
    values = [value for mark in tree["marks"] for _, value in mark["pairs"]]
    known = "percent" in entry.get("words", [[], []])[1]
    if known or tree.get("percent") or not _PER_CENT.search(label) or not values:
        return ""
    if all(type(value) in (int, float) and -1 <= value <= 1 for value in values):
        return (
            f"The numbers are right, and none is above 1; the label {label!r} says per cent. Name what is "
            "drawn, in its own unit."
        )
    return ""


def of_note(note: str, tree: Tree) -> str:
    """What is wrong with the note that a chart should carry; empty if nothing.

    Parameters
    ----------
    note : str
        A word that has to stand in it.
    tree : Tree
        The chart.
    """
    if not any(note in text for text in tree["texts"]):
        if any(note in text for text in tree.get("unseen", [])):
            return (
                "The numbers are right. The note lies outside the picture, where nobody sees it: its place "
                "is given in the units of the two axes, or from 0 to 1 with `transform=ax.transAxes`."
            )
        return f"The numbers are right. Still missing on the axes is the note with {note}: annotate or text."
    names = words(" ".join(str(each["label"]) for each in tree["marks"]))
    if not any(note in text and words(text) - names - _NO_EVENT for text in tree["texts"]):
        return f"The numbers are right. The note says {note}, and not what happened then; one text says both."
    return ""
