"""Read a percent-format file (as jupytext and editors write it) as cells that know their line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corrige.authoring.model import AuthoringError

_MARKER = re.compile(r"^# %%(?!%)[ \t]*(?:\[(?P<type>\w+)\])?[ \t]*(?P<meta>.*?)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"(?P<key>[\w.-]+)\s*=\s*")
#: What jupytext puts before the first cell, in comments.
_FRONT = re.compile(r"(# ---\n(?:#.*\n)*?# ---\n)?\s*")
_TYPES: dict[str | None, Literal["code", "markdown"]] = {
    None: "code",
    "markdown": "markdown",
    "md": "markdown",
}


@dataclass(frozen=True)
class Cell:
    """One cell: its tag, its metadata, its text, and where it begins."""

    tag: str
    type: Literal["code", "markdown"]
    meta: dict[str, Any]
    source: str
    line: int


def read_cells(path: Path, text: str) -> list[Cell]:
    """Read the text of a percent-format file.

    Raises
    ------
    AuthoringError
        If a cell is neither code nor Markdown, has no tag or several, or its marker cannot be read.
    """
    text = text.replace("\r\n", "\n")
    markers = list(_MARKER.finditer(text))
    if not _FRONT.fullmatch(text[: markers[0].start()] if markers else text):
        raise AuthoringError(
            path,
            1,
            "text before the first cell",
            "Begin every cell with a line '# %%' and put nothing but the jupytext header before the first.",
        )
    ends = [*(marker.start() for marker in markers[1:]), len(text)]
    cells, line, counted = [], 1, 0
    for marker, end in zip(markers, ends, strict=True):
        line, counted = line + text.count("\n", counted, marker.start()), marker.start()
        cells.append(_cell(path, marker, text[marker.end() : end], line))
    return cells


def _cell(path: Path, marker: re.Match[str], body: str, line: int) -> Cell:
    if marker["type"] not in _TYPES:
        raise AuthoringError(path, line, f"a {marker['type']} cell", "Use code and Markdown cells only.")
    try:
        meta = dict(_metadata(marker["meta"]))
    except ValueError:
        raise AuthoringError(
            path, line, f"the marker of this cell: {marker['meta']}", 'Write it like: # %% tags=["answer"]'
        ) from None
    tags = meta.pop("tags", [])
    if type(tags) is not list or len(tags) != 1:
        count = len(tags) if type(tags) is list else "other"
        raise AuthoringError(
            path, line, f"a cell with {count} tags", 'Give it exactly one, such as: # %% tags=["answer"]'
        )
    source = body.strip("\n")
    kind = _TYPES[marker["type"]]
    if kind == "markdown":
        source = "\n".join(_uncommented(path, source, line))
    return Cell(str(tags[0]), kind, meta, source, line)


def _metadata(text: str) -> Iterator[tuple[str, Any]]:
    """The pairs of ``key=value``, the values in JSON."""
    place = 0
    while place < len(text):
        key = _KEY.match(text, place)
        if key is None:
            raise ValueError(text[place:])
        value, place = json.JSONDecoder().raw_decode(text, key.end())
        place += len(text[place:]) - len(text[place:].lstrip())
        yield key["key"], value


def _uncommented(path: Path, source: str, line: int) -> Iterator[str]:
    for number, text in enumerate(source.split("\n"), line + 1):
        if text.strip() and not text.startswith("#"):
            raise AuthoringError(
                path, number, "a line of Markdown without '#'", "Begin each such line with '# '."
            )
        yield text.removeprefix("#").removeprefix(" ")
