"""The replies that every kind of task can give: right, and a known mistake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corrige.codec import digest, reveal
from corrige.feedback import messages
from corrige.feedback.comparing import Scale
from corrige.feedback.diagnosis import Diagnosis
from corrige.feedback.reply import Reply


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


def not_yet(entry: Mapping[str, Any], found: Diagnosis, before: str = "") -> Reply:
    """A diagnosis as a reply, with the hint where it is only a place to look at."""
    text = f"{before}{found.text}"
    if found.more and not found.mistake:
        text += f" {' '.join(found.more)}"  # what the mark would say is nearer to the answer than the hint
    elif found.wants_hint:
        text += f" {entry['hint']}"
    return Reply("not yet", entry["name"], text, found.mistake)
