"""What a class's records say about an exercise: its tasks, its mistakes, its time. Plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corrige.authoring.model import Exercise, Task
from corrige.grading.numbers import Share, wilson_interval
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.report.items import (
    Estimate,
    Points,
    cronbach_alpha,
    item_rest_correlation,
    upper_lower_difference,
)
from corrige.grading.report.spread import Distribution, Timing, distribution, timing

FEWEST = 10
"""Learners below which no correlation is given: its interval would span nearly everything."""
SMALL = 30
"""Learners below which every statistic is shown with a warning."""


@dataclass(frozen=True)
class MistakeCount:
    """How many made one known mistake, and their share of those who tried the task."""

    mistake: str
    count: int
    share: Share


@dataclass(frozen=True)
class TaskStatistics:
    """One task in one class.

    Attributes
    ----------
    read, tried : int
        Notebooks that could be read; those among them in which the task was answered in any way.
    outcomes : dict of Outcome to int
        Every outcome, also those that did not occur.
    by_hand : int
        Written answers that a person has marked; they no longer count among those that wait.
    share_all, share_tried : float or None
        Difficulty: mean share of the task's points among all who were read, and among those who tried.
        None for a written answer, which no machine marks.
    passed : Share or None
        Share of those who tried that earned all points, with Wilson's interval.
    discrimination : Estimate or None
        See `item_rest_correlation`; None with fewer than `FEWEST` active learners.
    upper_lower : float or None
        See `upper_lower_difference`.
    mistakes : tuple of MistakeCount
        Commonest first.
    unknown : int
        Failed answers in which no known mistake was recognised.
    """

    task: Task
    read: int
    tried: int
    outcomes: dict[Outcome, int]
    by_hand: int = 0
    share_all: float | None = None
    share_tried: float | None = None
    passed: Share | None = None
    discrimination: Estimate | None = None
    upper_lower: float | None = None
    mistakes: tuple[MistakeCount, ...] = ()
    unknown: int = 0


@dataclass(frozen=True)
class Reliability:
    """Cronbach's alpha with what it rests on, or the reason why there is none."""

    alpha: Estimate | None
    learners: int
    tasks: int
    without_variance: tuple[Task, ...]
    reason: str = ""


@dataclass(frozen=True)
class ExerciseStatistics:
    """One exercise in one class.

    Attributes
    ----------
    handed, read, active : int
        Rows of the class; notebooks that could be read; those in which a machine-marked task was tried.
    waiting : int
        Written answers that wait for a person.
    """

    exercise: Exercise
    handed: int
    read: int
    active: int
    waiting: int
    tasks: tuple[TaskStatistics, ...]
    reliability: Reliability
    distribution: Distribution | None
    timing: Timing | None
    problems: tuple[Record, ...]

    def task(self, task_id: str) -> TaskStatistics:
        """Statistics of one task."""
        return next(each for each in self.tasks if each.task.id == task_id)


def exercise_statistics(records: Sequence[Record], exercise: Exercise) -> ExerciseStatistics:
    """Item analysis of one exercise.

    Difficulty is told for all who handed in a notebook that could be read. Discrimination and reliability
    leave out those who tried no machine-marked task at all: a row of zeros would make every task agree
    with every other. A task left open counts 0 in them. Written answers are left out
    everywhere, as no machine marks them.

    Parameters
    ----------
    records : sequence of Record
        Those of other exercises are passed over.
    exercise : Exercise

    Returns
    -------
    ExerciseStatistics
    """
    mine = [record for record in records if record.exercise == exercise.id]
    read = [record for record in mine if not record.problem]
    results = [{result.task: result for result in record.results} for record in read]
    marked = [task for task in exercise.tasks if task.kind != "written"]
    table = np.array([[_points(row, task) for task in marked] for row in results]).reshape(-1, len(marked))
    tried = np.array([any(_tried(row, task) for task in marked) for row in results], dtype=bool)
    active = table[tried]
    places = {task.id: place for place, task in enumerate(marked)}
    return ExerciseStatistics(
        exercise=exercise,
        handed=len(mine),
        read=len(read),
        active=len(active),
        waiting=sum(_waits(result) for row in results for result in row.values()),
        tasks=tuple(_task(task, results, active, places.get(task.id)) for task in exercise.tasks),
        reliability=_reliability(active, marked),
        distribution=distribution(table, sum(task.points for task in marked)),
        timing=timing(read),
        problems=tuple(record for record in mine if record.problem),
    )


def _task(
    task: Task, results: Sequence[dict[str, TaskResult]], active: Points, place: int | None
) -> TaskStatistics:
    mine = [row[task.id] for row in results if task.id in row]
    counts = Counter(result.outcome for result in mine)
    outcomes = {outcome: counts[outcome] for outcome in Outcome}
    outcomes[Outcome.NOT_ATTEMPTED] += len(results) - len(mine)
    tried = len(results) - outcomes[Outcome.NOT_ATTEMPTED]
    by_hand = outcomes[Outcome.WAITING] - sum(_waits(result) for result in mine)
    outcomes[Outcome.WAITING] -= by_hand
    if place is None:
        return TaskStatistics(task, len(results), tried, outcomes, by_hand)
    earned = sum(result.points for result in mine) / task.points
    failed = [result for result in mine if result.outcome is Outcome.FAILED]
    known = Counter(result.mistake for result in failed if result.mistake)
    enough = len(active) >= FEWEST
    return TaskStatistics(
        task=task,
        read=len(results),
        tried=tried,
        outcomes=outcomes,
        by_hand=by_hand,
        share_all=earned / len(results) if results else None,
        share_tried=earned / tried if tried else None,
        passed=wilson_interval(outcomes[Outcome.PASSED], tried) if tried else None,
        discrimination=item_rest_correlation(active, place) if enough else None,
        upper_lower=upper_lower_difference(active, place, task.points) if enough else None,
        mistakes=tuple(
            MistakeCount(mistake, count, wilson_interval(count, tried))
            for mistake, count in sorted(known.items(), key=lambda item: (-item[1], item[0]))
        ),
        unknown=sum(not result.mistake for result in failed),
    )


def _waits(result: TaskResult) -> bool:
    return result.outcome is Outcome.WAITING and not result.by_hand


def _points(row: dict[str, TaskResult], task: Task) -> float:
    return row[task.id].points if task.id in row else 0.0


def _tried(row: dict[str, TaskResult], task: Task) -> bool:
    return task.id in row and row[task.id].outcome is not Outcome.NOT_ATTEMPTED


def _reliability(active: Points, marked: Sequence[Task]) -> Reliability:
    learners = len(active)
    varying = [place for place in range(len(marked)) if learners and np.ptp(active[:, place]) > 1e-9]
    flat = tuple(task for place, task in enumerate(marked) if place not in varying)
    if learners < FEWEST:
        reason = f"{learners} learners tried anything that a machine marks; at least {FEWEST} are needed."
        return Reliability(None, learners, len(varying), flat, reason)
    alpha = cronbach_alpha(active[:, varying])
    reason = (
        "" if alpha else "Fewer than two tasks tell the learners apart, or their totals are all the same."
    )
    return Reliability(alpha, learners, len(varying), flat, reason)
