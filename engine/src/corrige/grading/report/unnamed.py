"""Wrong answers of a class that no mistake names, grouped by what was found: a course learns from a class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import indent

from corrige.grading.outcomes import Outcome, Record

__all__ = ["Unnamed", "stub", "unnamed"]


@dataclass(frozen=True)
class Unnamed:
    """One wrong answer that several learners may have given.

    Attributes
    ----------
    exercise, task : str
    seen : str
        The value that was found, written out in a few lines.
    learners : int
    source : str
        The shortest cell that gave it.
    """

    exercise: str
    task: str
    seen: str
    learners: int
    source: str


def unnamed(records: Sequence[Record], *, least: int = 2) -> list[Unnamed]:
    """Find the wrong answers that are nobody's known mistake.

    Parameters
    ----------
    records : sequence of Record
    least : int
        How many learners must share an answer.

    Returns
    -------
    list of Unnamed
        The most frequent first.
    """
    groups: dict[tuple[str, str, str], list[str]] = {}
    for record in records:
        for result in record.results:
            if result.outcome is Outcome.FAILED and not result.mistake and result.seen:
                key = record.exercise, result.task, result.seen
                groups.setdefault(key, []).append(result.source)
    found = [
        Unnamed(*key, learners=len(sources), source=min(sources, key=lambda each: (len(each), each)))
        for key, sources in groups.items()
        if len(sources) >= least
    ]
    return sorted(found, key=lambda each: (-each.learners, each.exercise, each.task, each.seen))


def stub(answer: Unnamed) -> Iterator[str]:
    """The lines of a mistake cell to finish: the code is a learner's, name and reply are the author's."""
    yield f"# {answer.exercise}, {answer.task}: {answer.learners} learners have this; what was found:"
    yield indent(answer.seen.strip() or "(nothing)", "#   ")
    yield '# %% tags=["mistake"] mistake="name-it"'
    yield '"""Say what was done, why a sensible person does that, and the next step. Never the value."""'
    yield re.sub(r"\n{3,}", "\n\n", answer.source.strip())
    yield ""
