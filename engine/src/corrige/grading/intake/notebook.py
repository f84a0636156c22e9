"""Read a notebook that may be damaged. Nothing in it is trusted to have the type it should have."""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LARGEST = 32 * 1024 * 1024  # bytes


class UnreadableNotebookError(ValueError):
    """The file is not a notebook; the text says why, for the row in the gradebook."""


@dataclass(frozen=True)
class RawCell:
    """One cell as it stands in the file. Missing or odd parts are empty texts."""

    id: str
    type: str
    source: str
    role: str
    task: str


def read_notebook(path: Path) -> list[RawCell]:
    """Read the cells of a notebook.

    Parameters
    ----------
    path : Path

    Returns
    -------
    list of RawCell

    Raises
    ------
    UnreadableNotebookError
        If the file is missing, a link, too large, empty, not JSON, or has no cells.
    """
    try:
        status = path.lstat()
    except OSError:
        raise UnreadableNotebookError("The file is not there.") from None
    if stat.S_ISLNK(status.st_mode):
        raise UnreadableNotebookError("The file is a link to another place; hand in the notebook itself.")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableNotebookError("This is not a file.")
    if status.st_size > LARGEST:
        size = status.st_size / 1024 / 1024
        raise UnreadableNotebookError(f"The file has {size:.0f} MiB; clear the outputs and hand it in again.")
    if status.st_size == 0:
        raise UnreadableNotebookError("The file is empty; the upload may have failed.")
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError, OSError):
        raise UnreadableNotebookError("The file is damaged: it is not a notebook that can be read.") from None
    cells = _cells(content)
    if cells is None:
        raise UnreadableNotebookError("The file has no notebook cells in it.")
    return [_raw(cell) for cell in cells if type(cell) is dict]


def _cells(content: Any) -> list[Any] | None:
    """The list of cells, of the present format or of the one before it (with worksheets)."""
    if type(content) is not dict:
        return None
    if type(content.get("cells")) is list:
        return list(content["cells"])
    sheets = content.get("worksheets")
    if type(sheets) is list and sheets and type(sheets[0]) is dict and type(sheets[0].get("cells")) is list:
        return [{**cell, "source": cell.get("source", cell.get("input", ""))} for cell in sheets[0]["cells"]]
    return None


def _raw(cell: dict[str, Any]) -> RawCell:
    source = cell.get("source", "")
    if type(source) is list:
        source = "".join(part for part in source if type(part) is str)
    mark = _role(cell.get("metadata"))
    return RawCell(
        id=_text(cell.get("id")),
        type=_text(cell.get("cell_type")),
        source=_text(source).replace("\r\n", "\n"),
        role=_text(mark.get("role")),
        task=_text(mark.get("task")),
    )


def _role(metadata: Any) -> dict[str, Any]:
    """What the generator wrote about a cell: under ``corrige``, or in older notebooks under another key."""
    if type(metadata) is not dict:
        return {}
    found = [metadata.get("corrige"), *metadata.values()]
    return next((each for each in found if type(each) is dict and "role" in each), {})


def _text(value: Any) -> str:
    return value if type(value) is str else ""
