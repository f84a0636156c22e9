"""What a card knows of a right answer: its form in the open, itself and its parts under seal."""

from __future__ import annotations

import json
from typing import Any

from corrige.codec import (
    Tree,
    canonical,
    digest,
    entries_of,
    family,
    has_fractions,
    in_line,
    names_of,
    parts_of,
    rough,
    seal,
    set_forms,
    shape_of,
    skeleton,
)

MOST_PLACES = 32
"""Up to so many bars or points a reply says which are off."""


def make_spec(tree: Tree, *, order: str, digits: int, salt: str) -> dict[str, Any]:
    """Describe a right answer, so that a wrong one can be told where it differs.

    Parameters
    ----------
    tree : Tree
        The right answer, or what a right function returns.
    order, digits
        As for `corrige.codec.canonical`.
    salt : str

    Returns
    -------
    dict
        In the open ``family``, ``shape``, ``names``, ``asked`` (see `corrige.codec.skeleton`) and, of a
        Series, ``index`` (names of its levels). Under seal ``right``, the whole; ``parts``, for each
        ``{"right": mark, "family": …, "rough": mark}``; ``entries``, where they are few: label -> label with
        its value.
    """

    def sealed(each: Tree) -> str:
        return digest(seal(canonical(each, order=order, digits=digits), salt))

    spec: dict[str, Any] = {"family": family(tree), "shape": shape_of(tree), "names": names_of(tree)}
    if family(tree) == "chart":
        return {**spec, "sets": _sets(tree, digits, salt)}
    spec["asked"] = skeleton(tree)
    spec["right"] = sealed(tree)
    if family(tree) == "Series" and tree["index"] is not None:
        spec["index"] = [name or "" for name in tree["index"]["names"]]
    if order == "strict":
        spec["unordered"] = digest(seal(canonical(tree, digits=digits), salt))
    spec["parts"] = {
        name: {"right": sealed(part), "family": family(part), **_rough(part, salt)}
        for name, part in parts_of(tree).items()
    }
    entries = entries_of(tree)
    if entries:
        spec["entries"] = {sealed(entry.label): sealed(entry.whole) for entry in entries}
    return spec


def _rough(tree: Tree, salt: str) -> dict[str, str]:
    """Two digits of each number, under a slow seal as there are few to try: enough to know a rounded one."""
    if not has_fractions(tree):
        return {}
    return {"rough": digest(seal(canonical(rough(tree)), salt, slow=True))}


def _sets(tree: Tree, digits: int, salt: str) -> list[dict[str, Any]]:
    """Each set of marks of a chart: as drawn, its heights alone, and the two axes exchanged."""
    if tree["t"] != "axes":
        return []
    found = []
    for each in set_forms(tree, digits=digits):
        heights = {"t": "list", "v": each.heights}
        places = sorted(json.dumps(pair[0]) for pair in each.pairs)
        few = len(each.pairs) <= MOST_PLACES
        marks: dict[str, Any] = (
            {"entries": [digest(seal(pair, salt)) for pair in each.pairs]}
            if few
            else {"runs": _runs(in_line(each.pairs), salt)}
        )
        found.append(
            {
                "right": digest(seal(each.pairs, salt)),
                "places": digest(seal(places, salt)),
                "heights": {
                    "right": digest(seal(canonical(heights, digits=digits), salt)),
                    **_rough(heights, salt),
                },
                **marks,
            }
        )
    return found


def _runs(pairs: list[Any], salt: str) -> list[list[str]]:
    """Of many marks from left to right, the first ones and the last ones together, up to each.

    With these it takes a few seals to find the first that is wrong, and the last, or where some are missing.
    """
    return [
        [digest(seal(pairs[:end], salt)) for end in range(1, len(pairs) + 1)],
        [digest(seal(pairs[start:], salt)) for start in range(len(pairs))],
    ]
