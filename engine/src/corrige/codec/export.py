"""What runs in a learner's kernel when the grader asks for a value or for a call.

The answer travels as one message, in a media type of its own. It is a claim, nothing more: a kernel can
be made to say anything, and a false claim helps only who already knows the answer, which is not in there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from corrige.codec.decode import decode
from corrige.codec.encode import UnwritableError, encode

MIME = "application/vnd.corrige.answer+json"
_LARGEST = 8_000_000  # characters
_MOST_TOGETHER = 1_000_000  # characters of several results in one message


class Letter:
    """Carries one JSON text out of a kernel as the display data of an expression."""

    def __init__(self, envelope: dict[str, Any]) -> None:
        text = json.dumps(envelope)
        if len(text) > _LARGEST:
            text = json.dumps({"ok": False, "problem": "large", "text": f"{len(text):,} characters"})
            envelope = json.loads(text)
        self.envelope = envelope
        self.text = text

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {MIME: self.text, "text/plain": "(an answer)"}


def export(namespace: Mapping[str, Any], name: str) -> Letter:
    """Write down the value that a name has, or why that is not possible."""
    if name not in namespace:
        return Letter({"ok": False, "problem": "missing", "text": name})
    return Letter(_written(namespace[name]))


def call(namespace: Mapping[str, Any], name: str, arguments: str) -> Letter:
    """Call a function of the notebook with arguments given as JSON, and write down what it returns.

    Arguments are built anew for each call, so that a function which changes its input spoils no other call.
    """
    if name not in namespace:
        return Letter({"ok": False, "problem": "missing", "text": name})
    positional = [decode(tree) for tree in json.loads(arguments)]
    try:
        result = namespace[name](*positional)
    except Exception as error:
        return Letter(
            {"ok": False, "problem": "raised", "type": type(error).__name__, "text": str(error)[:300]}
        )
    return Letter(_written(result))


def several(namespace: Mapping[str, Any], calls: str) -> Letter:
    """Make calls one after the other, and write down the envelope of each: one message instead of many.

    Parameters
    ----------
    namespace : mapping
    calls : str
        JSON list of ``[name, arguments]``, the arguments as JSON text once more.

    Returns
    -------
    Letter
        The envelopes of the first calls: as many as one message should hold.
    """
    envelopes: list[dict[str, Any]] = []
    length = 0
    for name, arguments in json.loads(calls):
        letter = call(namespace, name, arguments)
        length += len(letter.text)
        if length > _MOST_TOGETHER:
            break
        envelopes.append(letter.envelope)
    return Letter({"ok": True, "value": envelopes})


def _written(value: Any) -> dict[str, Any]:
    try:
        return {"ok": True, "value": encode(value)}
    except UnwritableError as error:
        return {"ok": False, "problem": "unwritable", "type": error.type_name, "text": str(error)}
