"""How two forms are compared in a task: by their seals, each computed once, and not too many of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from corrige.codec import (
    Tree,
    canonical,
    digest,
    numbers_of,
    places_of,
    reveal,
    rough,
    seal,
    seems_rounded,
    undone,
)

_MOST_SEALS = 44  # at 1.6 ms each: a reply comes in less than a tenth of a second
_SLOW = 8
_SCALED = ("per-cent", "share", "times-100", "by-100")


class Scale:
    """Seals the parts of one answer.

    Parameters
    ----------
    order, digits, salt
        As the card's entry has them.
    source : str
        The code that made the answer, if it is known: a slip that it cannot hold is not told.
    """

    def __init__(self, order: str, digits: int, salt: str, source: str = "") -> None:
        self.order, self.digits, self.salt, self.source = order, digits, salt, source
        self._sealed: dict[tuple[str, bool], bytes] = {}
        self.left = _MOST_SEALS

    def seal(self, tree: Tree, order: str = "") -> bytes:
        """Seal of a written value."""
        return self._seal(canonical(tree, order=order or self.order, digits=self.digits))

    def digest(self, tree: Tree, order: str = "") -> str:
        """Digest of a written value."""
        return digest(self.seal(tree, order))

    def seal_of_form(self, form: Any) -> bytes:
        """Seal of what is in canonical form already."""
        return self._seal(form)

    def digest_of_form(self, form: Any) -> str:
        """Digest of what is in canonical form already."""
        return digest(self._seal(form))

    def slip(self, known: Mapping[str, Any], tree: Tree) -> tuple[str, str] | None:
        """Id and reply of a slip that has led to just this, if the card knows of one."""
        return self.slip_of_form(known, canonical(tree, order=self.order, digits=self.digits))

    def slip_of_form(self, known: Mapping[str, Any], form: Any) -> tuple[str, str] | None:
        """The same for what is in canonical form already."""
        return self.slip_of_seal(known, self._seal(form)) if known.get("slips") else None

    def slip_of_seal(self, known: Mapping[str, Any], sealed: bytes) -> tuple[str, str] | None:
        """The same for what is sealed already; nothing if the code cannot have made this slip."""
        hidden = known.get("slips", {}).get(digest(sealed)[:16])
        if hidden is None:
            return None
        slip = json.loads(reveal(hidden, sealed))
        if self.source and not (
            _holds(slip["with"], self.source) and not _shows(slip["without"], self.source)
        ):
            return None
        return slip["id"], slip["text"]

    def near(
        self, known: Mapping[str, Any], tree: Tree, first: str = "", *, sure: bool = False, only: bool = False
    ) -> str:
        """Kind of the near miss that a wrong answer, or a wrong part of one, is; empty if it is none.

        Parameters
        ----------
        known : mapping
            What the card knows of the right one: ``right`` and, of numbers with decimals, ``rough``.
        tree : Tree
        first : str
            The kind to try first, as the other parts had it.
        sure : bool
            Whether other results will have to agree, so that chance is no worry.
        only : bool
            Whether no other kind than the first is tried.

        Returns
        -------
        str
            As `corrige.feedback.near_misses` has it; with a question mark behind where more digits are given
            than the card can vouch for.
        """
        tries = sorted(undone(tree, sure=sure), key=lambda miss: miss[0] != first)
        tries = [miss for miss in tries if miss[0] == first] if only else tries
        # What looks rounded is tried first: of many parts there are not seals enough to try all else before.
        if rounded := self.rounded(known, tree):
            return rounded
        for kind, other in tries:
            if self.left <= 0 and kind != first:
                break
            if self.digest(other) == known["right"]:
                return kind
        if "rough" in known and seems_rounded(tree) and self._may_round(tree) and self.left > 0:
            for kind, other in tries:
                if kind in _SCALED and self._rough(other) == known["rough"]:
                    return f"{kind}-{places_of(tree)}"
        return ""

    def rounded(self, known: Mapping[str, Any], tree: Tree, others: int | None = None) -> str:
        """Kind of a near miss that is rounded: right in its first digits, with no more than a few.

        ``others`` is to how many decimals other parts are rounded: then a small number may be as well.
        """
        places = places_of(tree)
        if "rough" not in known or places is None or not (others is not None or seems_rounded(tree)):
            return ""
        places = max(places, others or 0)
        if not self._may_round(tree) or (places == 0 and max(map(abs, numbers_of(tree))) <= _CHANCE):
            return ""
        around = [tree]
        if type(tree) in (int, float):  # what was rounded may lie at either side of a limit
            around += [tree - 0.5 * 10**-places, tree + 0.5 * 10**-places]
        if all(self._rough(each) != known["rough"] for each in around):
            return ""
        # Beyond the digits that are sealed a slip may hide: the neighbouring year is often that near.
        certain = rough(tree) == tree
        return f"rounded-{places}{'' if certain else '?'}"

    def _may_round(self, tree: Tree) -> bool:
        """Whether the code, if it is known, rounds something, or has the numbers typed in."""
        typed = (f"{number:.10g}" in self.source for number in numbers_of(tree))
        return not self.source or _ROUNDS.search(self.source) is not None or any(typed)

    def _rough(self, tree: Tree) -> str:
        return digest(self._seal(canonical(rough(tree)), slow=True))

    def _seal(self, form: Any, *, slow: bool = False) -> bytes:
        key = (json.dumps(form, sort_keys=True), slow)
        if key not in self._sealed:
            self.left -= _SLOW if slow else 1
            self._sealed[key] = seal(form, self.salt, slow=slow)
        return self._sealed[key]


_ROUNDS = re.compile(r"round|\bint\b|astype|floor|ceil|trunc|rint|format|:[,.]?\d*\.\d|%\s*\(|%\.\d")
_CHANCE = 2
"""So many numbers may agree in two digits by chance."""


def _holds(pattern: str, source: str) -> bool:
    return not pattern or _shows(pattern, source)


def _shows(pattern: str, source: str) -> bool:
    return bool(pattern) and re.search(pattern, source) is not None


def scale_of(entry: Mapping[str, Any], source: str = "") -> Scale:
    """The scale of a card's entry."""
    return Scale(entry["order"], entry["digits"], entry["salt"], source)
