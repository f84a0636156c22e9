"""Which edition of a notebook somebody has: a short mark of all that was handed out, told in its set-up cell.

A notebook is corrected now and then. The mark lets `check` say so, and lets `update` tell a notebook that
nobody has touched from one that holds work.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_LINE = re.compile(r"^# (?P<exercise>ex\d\d), edition (?P<edition>[0-9a-f]{6})[ \t]*$", re.MULTILINE)


def stamped(exercise: str, cells: Sequence[dict[str, Any]]) -> None:
    """Add the line with the edition to the set-up cell."""
    line = f"# {exercise}, edition {edition_of(cells)}"
    for cell in cells:
        if cell["metadata"].get("corrige", {}).get("role") == "setup":
            cell["source"] = (source(cell) + f"\n\n{line}").splitlines(keepends=True)


def edition_of(cells: Sequence[Mapping[str, Any]]) -> str:
    """The mark of what the cells say now, whatever edition they claim to be."""
    said = [[cell["cell_type"], cell.get("id", ""), without_line(source(cell))] for cell in cells]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:6]


def claimed(text: str) -> tuple[str, str]:
    """The exercise and the edition that a text names in such a line; empty if there is none."""
    match = _LINE.search(text)
    return (match["exercise"], match["edition"]) if match else ("", "")


def without_line(text: str) -> str:
    """A set-up cell's source without the line."""
    match = _LINE.search(text)
    return text[: match.start()].rstrip("\n") + text[match.end() :] if match else text


def source(cell: Mapping[str, Any]) -> str:
    """A cell's text, which a notebook file keeps as one string or as lines."""
    text = cell.get("source", "")
    return text if isinstance(text, str) else "".join(text)


def claimed_in(notebook: bytes) -> str:
    """The edition that a notebook file claims to be; empty if it claims none or cannot be read."""
    try:
        cells = json.loads(notebook)["cells"]
        return next((mark for cell in cells if (mark := claimed(source(cell))[1])), "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
