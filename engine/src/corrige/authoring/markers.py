"""Split an answer cell at its markers into what the learner gets and what is right.

`# BEGIN SOLUTION` and `# END SOLUTION` stand alone on their lines, at any indentation. What lies between
is the solution; in the learner's cell it becomes `...` at the same indentation. What lies outside is in both.
"""

from __future__ import annotations

import re

_MARKER = re.compile(r"^(?P<indent>[ \t]*)#\s*(?P<which>BEGIN|END)\s+SOLUTION\s*$")
_LOOKS_LIKE = re.compile(
    r"#.*\b(BEGIN|END)\b.*\bSOLUTIONS?\b|#.*\bSOLUTIONS?\b.*\b(BEGIN|END)\b", re.IGNORECASE
)


class MarkerError(ValueError):
    """Markers are missing, unbalanced, nested or misspelt; `line` counts from 0 within the cell."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


def split(source: str) -> tuple[str, str]:
    """Split an answer cell.

    Parameters
    ----------
    source : str
        The cell's code with its markers.

    Returns
    -------
    stub, solution : str
        The learner's cell and the full cell, both without markers.

    Raises
    ------
    MarkerError
        If the cell has no solution, or its markers do not pair up.
    """
    stub: list[str] = []
    solution: list[str] = []
    opened: int | None = None
    regions = 0
    for number, line in enumerate(source.splitlines()):
        marker = _MARKER.match(line)
        if marker is None:
            if _LOOKS_LIKE.search(line):
                raise MarkerError(number, f"this line looks like a marker but is not one: {line.strip()!r}")
            solution.append(line)
            if opened is None:
                stub.append(line)
        elif marker["which"] == "BEGIN":
            if opened is not None:
                raise MarkerError(number, "BEGIN SOLUTION inside a solution")
            opened = number
            stub.append(marker["indent"] + "...")
        else:
            if opened is None:
                raise MarkerError(number, "END SOLUTION without BEGIN SOLUTION")
            if not any(text.strip() for text in solution[-(number - opened - 1) :]) or number == opened + 1:
                raise MarkerError(number, "an empty solution")
            opened, regions = None, regions + 1
    if opened is not None:
        raise MarkerError(opened, "BEGIN SOLUTION without END SOLUTION")
    if not regions:
        raise MarkerError(0, "no BEGIN SOLUTION in the answer cell")
    return "\n".join(stub), "\n".join(solution)


def has_marker(source: str) -> int | None:
    """Line (from 0) of the first marker, or of anything that looks like one; None if there is none."""
    for number, line in enumerate(source.splitlines()):
        if _MARKER.match(line) or _LOOKS_LIKE.search(line):
            return number
    return None
