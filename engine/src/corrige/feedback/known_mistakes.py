"""The replies that every kind of task can give: right, and a known mistake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from corrige.codec import Tree, digest, reveal
from corrige.feedback import messages
from corrige.feedback.comparing import Scale
from corrige.feedback.diagnosis import Diagnosis
from corrige.feedback.reply import Reply

_SCALED = {
    0.01: "all is times 100, as a percentage is: leave that factor out.",
    100: "all is divided by 100, as a share is: per cent are asked for.",
    -1: "all signs are turned: leave the minus out, or put it in.",
}


def right(entry: Mapping[str, Any], sealed: bytes, text: str = messages.RIGHT) -> Reply:
    """Praise, and the task's remark on what the answer shows, which only the right answer can read."""
    hidden = entry.get("also", {}).get(digest(sealed), entry.get("after", ""))
    after = reveal(hidden, sealed) if hidden else ""
    unseen = messages.UNSEEN if entry["kind"] == "function" and entry.get("points", 1) else ""
    return Reply("right", entry["name"], f"{text}{unseen} {after}".strip())


def known_mistake(entry: Mapping[str, Any], sealed: bytes, scale: Scale) -> Reply | None:
    """The reply of the known mistake, or of the likely slip, that has this seal, if there is one."""
    for mistake in entry["mistakes"]:
        if mistake["mark"] == digest(sealed):
            identifier, _, text = reveal(mistake["reply"], sealed).partition("\n")
            return Reply("not yet", entry["name"], text, identifier)
    slip = scale.slip_of_seal(entry, sealed)
    return None if slip is None else Reply("not yet", entry["name"], slip[1], slip[0])


def scaled_mistake(entry: Mapping[str, Any], tree: Tree, scale: Scale) -> Reply | None:
    """The reply of a known mistake that was made in per cent, or with all signs turned: both are told.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    tree : Tree
        A wrong answer that is not known as it is.
    scale : Scale
    """
    for factor, text in _SCALED.items():
        known = known_mistake(entry, scale.seal(_times(tree, factor)), scale)
        if known is not None:
            return replace(known, text=f"{known.text} Besides, {text}")
    return None


def _times(tree: Tree, factor: float) -> Tree:
    """The same answer with each number multiplied; labels and keys stay."""
    if type(tree) in (int, float):
        return tree * factor
    if type(tree) is list:
        return [_times(each, factor) for each in tree]
    if type(tree) is dict and tree["t"] == "dict":
        return {**tree, "v": [[key, _times(value, factor)] for key, value in tree["v"]]}
    return {**tree, "v": _times(tree["v"], factor)} if type(tree) is dict and "v" in tree else tree


def not_yet(entry: Mapping[str, Any], found: Diagnosis, before: str = "") -> Reply:
    """A diagnosis as a reply, with the hint where it is only a place to look at."""
    text = f"{before}{found.text}"
    if found.more and not found.mistake:
        text += f" {' '.join(found.more)}"  # what the mark would say is nearer to the answer than the hint
    elif found.wants_hint:
        text += f" {entry['hint']}"
    return Reply("not yet", entry["name"], text, found.mistake)
