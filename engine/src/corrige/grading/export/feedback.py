"""What a learner reads about one exercise in a platform that shows text only."""

from __future__ import annotations

from corrige.grading.numbers import number
from corrige.grading.outcomes import Outcome, Record, TaskResult


def feedback(record: Record) -> str:
    """All that a learner should know of one exercise, in one paragraph.

    Angle brackets are replaced by look-alikes, as a platform may read the text as HTML.
    """
    if record.excused:
        return harmless(f"This exercise does not count for you: {' '.join(record.excused.split())}")
    lines = [f"{number(record.points)} of {number(record.maximum)} points."]
    if record.waiting:
        lines.append(f"{number(record.waiting)} points wait for a person.")
    if record.penalty_reason:
        lines.append(record.penalty_reason)
    if record.problem:
        lines.append(record.problem)
    else:
        lines += [f"{each.task}: {said(each)}" for each in record.results]
    return harmless(" ".join(" ".join(line.split()) for line in lines))


def said(result: TaskResult) -> str:
    """What is said about one task: the points, what became of it, and why."""
    points = f"{number(result.points)} of {number(result.maximum)}"
    if result.by_hand:
        return result.reason
    if result.outcome is Outcome.PASSED:
        return f"{points}."
    return f"{points}, {result.outcome.value}. {result.reason}".rstrip()


def harmless(text: str) -> str:
    """Text without what HTML takes for a tag."""
    return text.replace("<", "\u2039").replace(">", "\u203a")
