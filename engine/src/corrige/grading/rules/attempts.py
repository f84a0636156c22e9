"""Which of several notebooks for one exercise counts: the exact name, the latest, or the best."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from corrige.grading.intake.discovery import Submission
from corrige.grading.intake.times import Times
from corrige.grading.numbers import number
from corrige.grading.outcomes import Record
from corrige.grading.rules.policy import Attempts

#: Attempts of a learner that are marked, as each costs a run.
MOST_ATTEMPTS = 20
# "ex03-1.ipynb" is how Canvas names what is handed in again, "ex03 (1).ipynb" how a browser does.
_COPY = re.compile(r"(?:-|\s*\()(?P<number>\d{1,4})\)?$")


def rounds(found: Sequence[Submission], rule: Attempts, times: Times) -> list[list[Submission]]:
    """The runs that a rule asks for.

    Parameters
    ----------
    found : sequence of Submission
        Each with the notebook of the exact name chosen.
    rule : {"exact", "best", "last"}
    times : Times
        When the files were handed in; where that is not known of all of a learner's files, the number at the
        end of the name decides.

    Returns
    -------
    list of list of Submission
        One run, but for "best": one for each attempt, the earliest first. The first run has everybody.
    """
    if rule == "exact":
        return [list(found)]
    lines = [_in_order(each, times) for each in found]
    if rule == "last":
        return [[line[-1] for line in lines]]
    return [
        [line[place] for line in lines if place < len(line)]
        for place in range(max(map(len, lines), default=1))
    ]


def _in_order(found: Submission, times: Times) -> list[Submission]:
    """The attempts of one learner, the earliest first; each with a note of which it is."""
    if found.path is None or not found.others:
        return [found]
    paths = [found.path, *found.others]
    known = {path: times.known.get((found.learner, found.exercise, path.name)) for path in paths}
    timed = [instant for instant in known.values() if instant is not None]

    def age(path: Path) -> tuple[datetime, int, str]:
        instant = known[path]
        whole = instant is not None and len(timed) == len(paths)
        start = datetime.min.replace(tzinfo=UTC)
        return (instant.astimezone(UTC) if instant and whole else start), copy_number(path), path.name

    ordered = sorted(paths, key=age)
    cut = f" Only the last {MOST_ATTEMPTS} are marked." if len(ordered) > MOST_ATTEMPTS else ""
    attempts = [
        replace(found, path=path, notes=(f"Attempt {place} of {len(ordered)}: {path.name}.{cut}",))
        for place, path in enumerate(ordered, 1)
    ]
    return attempts[-MOST_ATTEMPTS:]


def copy_number(path: Path) -> int:
    """The number at the end of a copy's name; 0 if there is none."""
    match = _COPY.search(path.stem)
    return int(match["number"]) if match else 0


def best(attempts: Sequence[Sequence[Record]], points: Callable[[Record], float]) -> list[Record]:
    """Of each learner's attempts, the one with most points; of equals, the earliest.

    Parameters
    ----------
    attempts : sequence of sequences of Record
        As marked, run by run.
    points : callable
        What an attempt is worth, with the penalty taken off.

    Returns
    -------
    list of Record
        In the order of the first run; a note says what each attempt was worth.
    """
    if len(attempts) == 1:
        return list(attempts[0])
    chosen = []
    for first in attempts[0]:
        key = first.learner, first.exercise
        mine = [each for run in attempts for each in run if (each.learner, each.exercise) == key]
        record = max(mine, key=points)
        if len(mine) > 1:
            worth = ", ".join(number(points(each)) for each in mine)
            record = replace(record, notes=(*record.notes, f"The best attempt counts; points: {worth}."))
        chosen.append(record)
    return chosen
