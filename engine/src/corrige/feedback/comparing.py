"""How two forms are compared in a task: by their seals, each computed once, and not too many of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from corrige.codec import Tree, canonical, digest, places_of, reveal, rough, seal, seems_rounded, undone

_MOST_TRIES = 30
_SLOW_TRIES = 6
_SCALED = ("per-cent", "share", "times-100", "by-100")


class Scale:
    """Seals the parts of one answer.

    Parameters
    ----------
    order, digits, salt
        As the card's entry has them.
    """

    def __init__(self, order: str, digits: int, salt: str) -> None:
        self.order, self.digits, self.salt = order, digits, salt
        self._sealed: dict[tuple[str, bool], bytes] = {}
        self._left = _MOST_TRIES

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
        sealed = self._seal(form)
        hidden = known.get("slips", {}).get(digest(sealed)[:16])
        if hidden is None:
            return None
        identifier, _, text = reveal(hidden, sealed).partition("\n")
        return identifier, text

    def near(self, known: Mapping[str, Any], tree: Tree, first: str = "", *, sure: bool = False) -> str:
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
        """
        tries = sorted(undone(tree, sure=sure), key=lambda miss: miss[0] != first)
        if first.startswith("rounded") and "rough" in known and self._rough(tree) == known["rough"]:
            return first
        for kind, other in tries:
            if self._left <= 0 and kind != first:
                break
            self._left -= 1
            if self.digest(other) == known["right"]:
                return kind
        if "rough" in known and seems_rounded(tree) and self._left > 0:
            places = places_of(tree)
            if self._rough(tree) == known["rough"]:
                return f"rounded-{places}"
            for kind, other in tries:
                if kind in _SCALED and self._rough(other) == known["rough"]:
                    return f"{kind}-{places}"
        return ""

    def _rough(self, tree: Tree) -> str:
        self._left -= _SLOW_TRIES
        return digest(self._seal(canonical(rough(tree)), slow=True))

    def _seal(self, form: Any, *, slow: bool = False) -> bytes:
        key = (json.dumps(form, sort_keys=True), slow)
        if key not in self._sealed:
            self._sealed[key] = seal(form, self.salt, slow=slow)
        return self._sealed[key]


def scale_of(entry: Mapping[str, Any]) -> Scale:
    """The scale of a card's entry."""
    return Scale(entry["order"], entry["digits"], entry["salt"])
