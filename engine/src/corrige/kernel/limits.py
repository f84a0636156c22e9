"""How much a submission may take: time, memory, output, disk. Nothing here enforces; it only says."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from corrige.kernel.errors import LimitsError

__all__ = ["Limits"]

TABLE = "tool.corrige.limits"


@dataclass(frozen=True)
class Limits:
    """What one submission may take.

    Parameters
    ----------
    seconds_per_cell : float
        Wall time of one cell (or of one question to the kernel). Then it is interrupted, then killed.
    seconds_per_submission : float
        Wall time, and CPU time, of the whole session.
    memory_mib : int
        Address space that the submission may add to what the imported libraries already hold.
    output_chars : int
        Output that is kept per cell. The rest is cut; twenty times as much ends the session as a flood.
    disk_mib : int
        All files in the session's folder together.
    file_mib : int
        One file.
    processes : int
        Threads and processes at a time (an idle kernel has about a dozen).
    answer_chars : int
        Length of one answer to a question.

    Raises
    ------
    LimitsError
        If a value is not a positive number, or a cell may take longer than the submission.
    """

    seconds_per_cell: float = 30.0
    seconds_per_submission: float = 240.0
    memory_mib: int = 1536
    output_chars: int = 1_000_000
    disk_mib: int = 200
    file_mib: int = 64
    processes: int = 64
    answer_chars: int = 8_000_000

    def __post_init__(self) -> None:
        for field in fields(self):
            _positive(field.name, getattr(self, field.name), whole=field.type == "int")
        if self.seconds_per_cell > self.seconds_per_submission:
            raise LimitsError(
                f"seconds_per_cell ({self.seconds_per_cell:g}) is longer than seconds_per_submission "
                f"({self.seconds_per_submission:g}), so it never applies. Raise the second or lower this."
            )

    @classmethod
    def from_pyproject(cls, path: Path | str) -> Limits:
        """Read the table ``[tool.corrige.limits]`` of a ``pyproject.toml``.

        Parameters
        ----------
        path : path
            The file, or the folder that holds it. A missing file or table means the defaults.

        Returns
        -------
        Limits

        Raises
        ------
        LimitsError
            If the file is not TOML, a key is unknown or a value is unusable; the text names file and key.
        """
        file = Path(path)
        if file.is_dir():
            file = file / "pyproject.toml"
        if not file.exists():
            return cls()
        try:
            table: Any = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise LimitsError(f"{file}: this is not valid TOML ({error}).") from None
        for key in TABLE.split("."):
            table = table.get(key, {}) if isinstance(table, dict) else {}
        if not isinstance(table, dict):
            raise LimitsError(f"{file}: {TABLE} must be a table, as in\n  [{TABLE}]\n  seconds_per_cell = 30")
        known = [field.name for field in fields(cls)]
        for key in table:
            if key not in known:
                raise LimitsError(f"{file}: [{TABLE}] has no limit named {key!r}. Known: {', '.join(known)}.")
        try:
            return cls(**table)
        except LimitsError as error:
            raise LimitsError(f"{file}: [{TABLE}] {error}") from None


def _positive(name: str, value: object, *, whole: bool) -> None:
    kind = "a whole number" if whole else "a number"
    # bool is an int to Python, but 'memory_mib = true' is a slip, not a limit
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        raise LimitsError(f"{name} must be {kind}, not {value!r}.")
    if not math.isfinite(value) or value <= 0:
        raise LimitsError(f"{name} must be {kind} above zero, not {value!r}.")
