"""The ways to read one picture: as drawn, in pieces or stacked, without what nobody sees, in per cent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corrige.codec import Tree


def readings(entry: Mapping[str, Any], tree: Tree) -> Iterator[Tree]:
    """The chart as it is drawn, and the other ways to read the same picture.

    Of those that come with the description there are two at most: more would be guesses, of somebody who
    writes it by hand.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    tree : Tree
        The chart.
    """
    yield tree
    front = [] if entry.get("exact") else [tree.get("front")]
    for marks in [each for each in (*tree.get("also", []), *front) if each][:2]:
        yield {**tree, "marks": marks}
    if tree["intervals"] and not entry.get("exact"):
        yield {**tree, "intervals": []}
    marks = [_within(each) for each in tree["marks"]]
    if marks != tree["marks"]:
        yield {**tree, "marks": marks}
    joined = [pair for each in tree["marks"] for pair in each["pairs"]]
    if len(tree["marks"]) > 1 == len(entry["sets"]) and len({each["kind"] for each in tree["marks"]}) == 1:
        # One set that was drawn in pieces, as by colour.
        yield {**tree, "marks": [{**tree["marks"][0], "pairs": joined}]}
    if entry.get("any_unit"):
        for factor in (0.01, 100):
            marks = [
                {**each, "pairs": [[place, value * factor] for place, value in each["pairs"]]}
                for each in tree["marks"]
                if all(type(value) in (int, float) for _, value in each["pairs"])
            ]
            yield {**tree, "marks": marks}


def _within(mark: Mapping[str, Any]) -> Mapping[str, Any]:
    """Bars along numbers without those at either end that have no height, as `hist` makes them."""
    pairs = mark["pairs"]
    if mark["kind"] != "bars" or any(type(place) not in (int, float) for place, _ in pairs):
        return mark
    tall = [place for place, height in pairs if height]
    kept = [pair for pair in pairs if tall and min(tall) <= pair[0] <= max(tall)]
    return {**mark, "pairs": kept} if tall else mark


def as_meant(entry: Mapping[str, Any], tree: Tree) -> Tree:
    """The other reading of a wrong chart that has as many sets as are asked for, as of a line in pieces.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    tree : Tree
        The chart.
    """
    sets = len(entry["sets"])
    read = [marks for marks in tree.get("also", [])[:2] if len(tree["marks"]) != sets == len(marks)]
    return {**tree, "marks": read[0]} if read else tree
