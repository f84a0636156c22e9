"""What a session hands to the grader: the result of a cell, an answer, what was used; read with suspicion."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from corrige.kernel.errors import ProbeFailed

__all__ = ["ANSWER", "CellResult", "Level", "Status", "Usage", "error_line", "read_answer"]

#: The kind of display data in which a kernel answers; the text it carries is JSON.
ANSWER = "application/vnd.corrige.answer+json"

Level = Literal["sealed", "confined", "open"]
Status = Literal["ok", "error", "timeout", "died", "flood", "invalid"]


@dataclass(frozen=True)
class CellResult:
    """What became of one cell.

    Attributes
    ----------
    status : {"ok", "error", "timeout", "died", "flood", "invalid"}
        *error*: the cell raised. *timeout*: it was stopped. *died*: the kernel ended. *flood*: too much
        output, disk or threads. *invalid*: the kernel sent something that no kernel sends.
    ename, evalue : str
        The exception's name and text, or for the other outcomes a name and a sentence; empty when ok. The
        name of a timeout is *Starved* where others took nearly all of the processor.
    line : int or None
        Line of the cell where the exception arose.
    seconds : float
        Wall time.
    outputs : list
        nbformat outputs, cut at the limit.
    answer : str or None
        JSON text of the value that was asked for along with the cell; None if there is none.
    """

    status: Status
    ename: str = ""
    evalue: str = ""
    line: int | None = None
    seconds: float = 0.0
    outputs: list[Any] = field(default_factory=list)
    answer: str | None = None


@dataclass(frozen=True)
class Usage:
    """What a session took; None where the level can't tell (cold).

    Attributes
    ----------
    cpu_seconds : float or None
        User and system time of the kernel.
    peak_mib : float or None
        Largest resident memory, the shared libraries included.
    """

    cpu_seconds: float | None = None
    peak_mib: float | None = None


def read_answer(content: dict[str, Any], most: int) -> str:
    """The JSON text in the content of an execute reply; `ProbeFailed` says why there is none."""
    found = content.get("user_expressions")
    answer = found.get("answer") if isinstance(found, dict) else None
    if not isinstance(answer, dict):
        raise ProbeFailed("the kernel gave no answer")
    if answer.get("status") != "ok":
        raise ProbeFailed(f"{answer.get('ename', 'Error')!s:.100}: {answer.get('evalue', '')!s:.2000}")
    data = answer.get("data")
    text = data.get(ANSWER) if isinstance(data, dict) else None
    if not isinstance(text, str):
        raise ProbeFailed("the value could not be read")
    if len(text) > most:
        raise ProbeFailed(f"the value is too large: {len(text)} characters, where {most} are allowed")
    return text


def error_line(reply: dict[str, Any], source: str) -> int | None:
    """Line of the cell that the traceback names last. Only shown to people, so a forged one does no harm."""
    trace = reply.get("traceback")
    if not isinstance(trace, list):
        return None
    text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(str(part) for part in trace[-200:]))[-200_000:]
    count = reply.get("execution_count")
    found = re.findall(
        rf"Cell In\s?\[{count if isinstance(count, int) else '[0-9]+'}\], line ([0-9]{{1,6}})", text
    )
    if not found:
        return None
    # IPython takes blank lines off the top before it counts
    line = int(found[-1]) + source[: len(source) - len(source.lstrip())].count("\n")
    return line if 1 <= line <= source.count("\n") + 1 else None
