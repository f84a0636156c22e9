"""Read a percent-format file as cells that know their line. jupytext does the reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corrige.authoring.model import AuthoringError
from corrige.lean import reads

_MARKER = re.compile(r"^# %%(?!%)")


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
        If a cell is raw, has no tag or several, or the file's cells cannot be told apart.
    """
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _MARKER.match(line)]
    notebook = reads(text)
    if len(notebook.cells) != len(lines):
        raise AuthoringError(
            path,
            1,
            f"{len(lines)} cell markers but {len(notebook.cells)} cells",
            "Begin every cell with a line '# %%' and put nothing but the jupytext header before the first.",
        )
    return [_cell(path, cell, line) for cell, line in zip(notebook.cells, lines, strict=True)]


def _cell(path: Path, cell: Any, line: int) -> Cell:
    if cell.cell_type not in ("code", "markdown"):
        raise AuthoringError(path, line, f"a {cell.cell_type} cell", "Use code and Markdown cells only.")
    # jupytext notes blank lines in keys of its own ("lines_to_next_cell"); they are not the author's.
    meta = {key: value for key, value in cell.metadata.items() if not key.startswith("lines_to_")}
    tags = meta.pop("tags", [])
    if len(tags) != 1:
        raise AuthoringError(
            path, line, f"a cell with {len(tags)} tags", 'Give it exactly one, such as: # %% tags=["answer"]'
        )
    return Cell(str(tags[0]), cell.cell_type, meta, cell.source, line)
