"""The written answers of a class side by side, in one page that needs nothing else.

Everything that a learner wrote is escaped, and the page may load and run nothing (its Content-Security-Policy
says so to the browser as well).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corrige.authoring.model import Exercise, Task
from corrige.grading.report.pages.environment import render
from corrige.grading.rules.manual import HIGHEST
from corrige.grading.rules.rubric import Written, levels_of


@dataclass(frozen=True)
class Group:
    """All answers to one task."""

    exercise: Exercise
    task: Task
    levels: list[tuple[int, str]]
    answers: list[Written]


def rubric_page(answers: Sequence[Written]) -> str:
    """Write the page.

    Parameters
    ----------
    answers : sequence of Written
        As `written_answers` orders them.

    Returns
    -------
    str
        HTML; the same answers give the same bytes.
    """
    exercises = [answer.exercise for answer in answers[:1]]
    return render("rubric.html", exercises, groups=_groups(answers), highest=HIGHEST)


def _groups(answers: Sequence[Written]) -> list[Group]:
    groups = []
    for _, each in groupby(answers, key=lambda answer: (answer.exercise.id, answer.task.id)):
        mine = list(each)
        first = mine[0]
        groups.append(Group(first.exercise, first.task, sorted(levels_of(first.task).items()), mine))
    return groups
