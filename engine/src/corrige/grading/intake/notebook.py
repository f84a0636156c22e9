"""Read a notebook that may be damaged. Nothing in it is trusted to have the type it should have."""

from __future__ import annotations

import json
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LARGEST = 32 * 1024 * 1024  # bytes
MOST_CELLS = 2_000
MOST_PICTURE = 400_000  # characters of base64: about 300 kB
# Lists and mappings in the file, outputs included: a few bytes of text become a hundred in memory.
MOST_PARTS = 1_000_000
_HALF = re.compile("[\ud800-\udfff]")  # half of a character, which no text that is sent can hold


_FORBIDDEN = "The file may not be read: the system gives whoever grades no right to. Mend its permissions."


class UnreadableNotebookError(ValueError):
    """The file is not a notebook; the text says why, for the row in the gradebook."""


@dataclass(frozen=True)
class RawCell:
    """One cell as it stands in the file. Missing and odd parts are empty texts; `odd`: so is the source.

    `picture` is the last that the cell showed: a PNG in base64, unchecked.
    """

    id: str
    type: str
    source: str
    role: str
    task: str
    odd: bool = False
    picture: str = ""


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
        If the file is missing, may not be read, is a link, too large, empty, not JSON, or has no cells or
        too many.
    """
    try:
        status = path.lstat()
    except PermissionError:
        raise UnreadableNotebookError(_FORBIDDEN) from None
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
        raw = path.read_bytes()
    except PermissionError:
        raise UnreadableNotebookError(_FORBIDDEN) from None
    except OSError as problem:
        raise UnreadableNotebookError(f"The file could not be read ({problem.strerror}).") from None
    if raw.count(b"{") + raw.count(b"[") > MOST_PARTS:
        raise UnreadableNotebookError(
            "The file has millions of parts; clear the outputs and hand it in again."
        )
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableNotebookError("The file is damaged: it is not a notebook that can be read.") from None
    cells = _cells(content)
    if cells is None:
        raise UnreadableNotebookError("The file has no notebook cells in it.")
    if len(cells) > MOST_CELLS:
        raise UnreadableNotebookError(
            f"The notebook has {len(cells)} cells; more than {MOST_CELLS} are not run."
        )
    return [_raw(cell) for cell in cells if type(cell) is dict]


def _cells(content: Any) -> list[Any] | None:
    """The list of cells, of the present format or of the one before it (with worksheets)."""
    if type(content) is not dict:
        return None
    if type(content.get("cells")) is list:
        return list(content["cells"])
    sheets = content.get("worksheets")
    if type(sheets) is list and sheets and type(sheets[0]) is dict and type(sheets[0].get("cells")) is list:
        return [
            {**cell, "source": cell.get("source", cell.get("input", ""))}
            for cell in sheets[0]["cells"]
            if type(cell) is dict
        ]
    return None


def _raw(cell: dict[str, Any]) -> RawCell:
    source = cell.get("source", "")
    odd = type(source) is not str and not (type(source) is list and all(type(part) is str for part in source))
    if type(source) is list:
        source = "".join(part for part in source if type(part) is str)
    mark = _role(cell.get("metadata"))
    return RawCell(
        id=_text(cell.get("id")),
        type=_text(cell.get("cell_type"))[:40],  # it is named in notes
        source=_HALF.sub("\ufffd", _text(source)).replace("\r\n", "\n"),
        role=_text(mark.get("role")),
        task=_text(mark.get("task")),
        odd=odd,
        picture=_picture(cell.get("outputs")),
    )


def _picture(outputs: Any) -> str:
    for output in reversed(outputs) if type(outputs) is list else ():
        data = output.get("data") if type(output) is dict else None
        image = data.get("image/png") if type(data) is dict else None
        if type(image) is list and all(type(part) is str for part in image):
            image = "".join(image)
        if type(image) is str and 0 < len(image) <= MOST_PICTURE:
            return "".join(image.split())
    return ""


def _role(metadata: Any) -> dict[str, Any]:
    """What the generator wrote about a cell: under ``corrige``, or in older notebooks under another key."""
    if type(metadata) is not dict:
        return {}
    found = [metadata.get("corrige"), *metadata.values()]
    return next((each for each in found if type(each) is dict and "role" in each), {})


def _text(value: Any) -> str:
    return value if type(value) is str else ""
