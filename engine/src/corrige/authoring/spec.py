"""What a card knows of a right answer: its form in the open, itself and its near misses under seal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corrige.codec import (
    Tree,
    canonical,
    family,
    hide,
    mark,
    names_of,
    parts_of,
    seal,
    set_forms,
    shape_of,
    variants,
)

Form = Callable[[Tree], Any]


def make_spec(tree: Tree, *, order: str, digits: int, salt: str) -> dict[str, Any]:
    """Describe a right answer, so that a wrong one can be told what it is near to.

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
        In the open ``family``, ``shape``, ``names`` and, of a Series, ``index`` (names of its levels);
        ``light``, the mark of the whole under a light seal; ``parts``, for each
        ``{"right": mark, "family": …, "near": {mark: kind}}``.
    """

    def form(each: Tree) -> Any:
        return canonical(each, order=order, digits=digits)

    spec: dict[str, Any] = {"family": family(tree), "shape": shape_of(tree), "names": names_of(tree)}
    if family(tree) == "chart":
        return {**spec, "sets": _sets(tree, digits, salt)}
    spec["light"] = mark(seal(form(tree), salt, light=True))
    if family(tree) == "Series" and tree["index"] is not None:
        spec["index"] = [name or "" for name in tree["index"]["names"]]
    if order == "strict":
        spec["unordered"] = mark(seal(canonical(tree, digits=digits), salt, light=True))
    spec["parts"] = {name: _part(part, form, salt) for name, part in parts_of(tree).items()}
    return spec


def _part(tree: Tree, form: Form, salt: str) -> dict[str, Any]:
    return {
        "right": mark(seal(form(tree), salt, light=True)),
        "family": family(tree),
        "near": _near(tree, form, salt),
    }


def _near(tree: Tree, form: Form, salt: str) -> dict[str, str]:
    """Marks of the near misses; which miss it is, only the miss itself can read."""
    right = form(tree)
    found: dict[str, str] = {}
    for kind, other in variants(tree):
        missed = form(other)
        if missed != right:
            sealed = seal(missed, salt, light=True)
            found.setdefault(mark(sealed), hide(kind, sealed))
    return found


def _sets(tree: Tree, digits: int, salt: str) -> list[dict[str, Any]]:
    """Each set of marks of a chart: as drawn, its heights alone, and the two axes exchanged."""
    if tree["t"] != "axes":
        return []
    found = []
    for each in set_forms(tree, digits=digits):
        heights = {"t": "list", "v": each.heights}
        found.append(
            {
                "right": mark(seal(each.pairs, salt, light=True)),
                "turned": mark(seal(each.turned, salt, light=True)),
                "heights": _part(heights, lambda part: canonical(part, digits=digits), salt),
            }
        )
    return found
