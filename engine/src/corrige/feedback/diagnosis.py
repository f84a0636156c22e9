"""A sentence or two on what is the matter with an answer, and what the mark says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corrige.codec import shown_labels
from corrige.feedback import messages
from corrige.feedback.comparing import Scale


@dataclass(frozen=True)
class Diagnosis:
    """A sentence or two, and the id of what was recognised; no id where it is only a place to look at.

    Attributes
    ----------
    wants_hint : bool
        Whether nothing more was found than that it is wrong.
    more : tuple of str
        What the mark would say of the wrong parts, for who is stuck.
    """

    text: str
    mistake: str = ""
    wants_hint: bool = False
    more: tuple[str, ...] = ()


def says(spec: Mapping[str, Any], parts: list[str]) -> tuple[str, ...]:
    """What the mark says if these parts are wrong, each sentence once."""
    said: Mapping[str, str] = spec.get("say", {})
    of_parts = dict.fromkeys(said[part] for part in parts if part in said)
    return tuple(of_parts)[:2] or tuple(said[""] for _ in range("" in said))


def entries_off(spec: Mapping[str, Any], entries: list[Any], scale: Scale) -> list[str]:
    """Labels of the entries, or rows, that are not right."""
    whole = set(spec["entries"].values())
    return [
        messages.plain(label)
        for label, entry in zip(shown_labels(entries), entries, strict=True)
        if scale.digest(entry.whole) not in whole
    ]
