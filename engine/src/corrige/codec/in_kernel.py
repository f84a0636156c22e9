"""What runs in a learner's kernel when the grader asks for a value or for a call.

The answer travels as one message, in a media type of its own. It is a claim, nothing more: a kernel can
be made to say anything, and a false claim helps only who already knows the answer, which is not in there.
"""

from __future__ import annotations

import io
import json
import linecache
import re
from base64 import b64encode
from collections.abc import Mapping
from traceback import walk_tb
from typing import Any

from corrige.codec.decode import decode
from corrige.codec.encode import UnwritableError, encode
from corrige.codec.watch import EndlessError, watching

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


def picture(namespace: Mapping[str, Any], name: str) -> Letter:
    """Draw the chart that a name holds: its PNG in base64, or why there is none."""
    try:
        out = io.BytesIO()
        figure = namespace[name].figure
        figure.savefig(
            out, format="png", dpi=figure.dpi, bbox_inches="tight", facecolor=figure.get_facecolor()
        )
    except Exception as error:
        return Letter({"ok": False, "problem": "raised", "type": type(error).__name__})
    return Letter({"ok": True, "value": b64encode(out.getvalue()).decode("ascii")})


def call(namespace: Mapping[str, Any], name: str, arguments: str, seconds: float | None = None) -> Letter:
    """Call a function of the notebook with arguments given as JSON, and write down what it returns.

    Arguments are built anew for each call, so that a function which changes its input spoils no other call;
    that it changes it is a problem of its own, and so is a call that only hands everything on to the course.
    """
    if name not in namespace:
        return Letter({"ok": False, "problem": "missing", "text": name})
    trees = json.loads(arguments)
    positional, given = ([decode(tree) for tree in trees] for _ in range(2))
    try:
        with watching(namespace, given, seconds) as watch:
            result = namespace[name](*positional)
    except EndlessError:
        return Letter({"ok": False, "problem": "endless", "text": f"stopped after {seconds:g} seconds"})
    except Exception as error:
        told = {"type": type(error).__name__, "text": str(error)[:300], **_line(namespace, error)}
        return Letter({"ok": False, "problem": "raised", **told})
    if watch.handed_on:
        return Letter({"ok": False, "problem": "handed on", "text": watch.handed_on})
    changed = _changed(given, positional)
    if changed is not None:
        return Letter({"ok": False, "problem": "changed", "text": str(changed + 1)})
    return Letter(_written(result))


def _line(namespace: Mapping[str, Any], error: BaseException) -> dict[str, str]:
    """The last line of the notebook's own code on the way to an error, and the numbers that it works with."""
    frames = [each for each in walk_tb(error.__traceback__) if each[0].f_globals is namespace]
    if not frames:
        return {}
    frame, number = frames[-1]
    file = frame.f_code.co_filename
    # Python itself may go by the name of <string>: its text is not the notebook's.
    line = "" if file == "<string>" else linecache.getline(file, number).strip()[:80]
    if not isinstance(error, ArithmeticError | LookupError):
        return {"line": line}
    names = dict.fromkeys(re.findall(r"(?<![\w.\"'])[A-Za-z_]\w*(?![\w\"'(])", line))
    numbers = {name: frame.f_locals[name] for name in names if type(frame.f_locals.get(name)) in (int, float)}
    values = [f"{name} = {value:.6g}" for name, value in numbers.items()]
    return {
        "line": line,
        "values": " and ".join([", ".join(values[:-1]), values[-1]] if values[1:] else values),
    }


def _changed(before: list[Any], after: list[Any]) -> int | None:
    """Place of the first argument that is no longer what it was."""
    for place, (given, value) in enumerate(zip(before, after, strict=True)):
        try:
            if type(given) not in (bool, int, float, str) and encode(given) != encode(value):
                return place
        except UnwritableError:
            return place
    return None


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
