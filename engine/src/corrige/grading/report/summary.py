"""What the terminal says of a class: a few lines for each exercise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from corrige.grading.numbers import number
from corrige.grading.outcomes import Outcome, Record, TaskResult

_BY_HAND = "marked by a person"


def summary_lines(records: Sequence[Record]) -> Iterator[str]:
    """For each exercise the learners, the mean and the outcomes; and which notebooks could not be read.

    A written answer counts as waiting until a person has given its points.
    """
    for exercise in sorted({record.exercise for record in records}):
        mine = [record for record in records if record.exercise == exercise]
        read = [record for record in mine if not record.problem]
        outcomes = Counter(_name(result) for record in read for result in record.results)
        counted = [record for record in read if not record.excused]
        mean = sum(record.points for record in counted) / len(counted) if counted else 0.0
        most = number(max(record.maximum for record in mine))
        yield f"{exercise}: {len(mine)} learners, {len(read)} notebooks, mean {mean:.1f} of {most} points"
        names = [outcome.value for outcome in Outcome] + [_BY_HAND] * (_BY_HAND in outcomes)
        yield "      " + ", ".join(f"{outcomes[name]} {name}" for name in names)
        for record in mine:
            if record.problem and record.file:
                yield f"      {record.learner}: {record.problem}"
        absent = sum(1 for record in mine if not record.file)
        if absent:
            yield f"      {absent} handed in nothing"
    levels = sorted({record.level for record in records if record.level})
    yield f"Notebooks ran {' and '.join(levels) or 'not at all'}."


def marked_line(kept: int, left: Sequence[tuple[str, str, str]]) -> str:
    """What was marked in this run and what was known from an earlier one; empty if nothing was known.

    Parameters
    ----------
    kept : int
        How many answers were marked before.
    left : sequence of (str, str, str)
        Exercise, task and learner of each answer that was marked now.
    """
    if not kept:
        return ""
    if not left:
        return "Nothing had to be marked anew: the notebooks are as they were marked before."
    tasks = {(exercise, task) for exercise, task, _ in left}
    notebooks = {(exercise, learner) for exercise, _, learner in left}
    what = " of ".join(reversed(tasks.pop())) if len(tasks) == 1 else f"{len(left)} answers"
    count = f"{len(notebooks)} notebooks" if len(notebooks) > 1 else "1 notebook"
    return f"Marked anew: {what}, in {count}; the rest is as it was marked before."


def _name(result: TaskResult) -> str:
    """The outcome; but a written answer that a person has marked waits no more."""
    if result.outcome is Outcome.WAITING and result.by_hand:
        return _BY_HAND
    return result.outcome.value
