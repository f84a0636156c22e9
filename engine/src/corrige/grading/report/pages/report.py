"""What the teacher reads: what to talk about in class, which tasks to look at, and how the class did."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corrige.authoring.model import Exercise, Task
from corrige.grading.intake.names import safe_name
from corrige.grading.numbers import wilson_interval
from corrige.grading.outcomes import Outcome, Record
from corrige.grading.report.drift import Drift, drifts
from corrige.grading.report.flags import Flag, flags
from corrige.grading.report.pages import drawings
from corrige.grading.report.pages.drawings import Bars, Histogram, Quality
from corrige.grading.report.pages.environment import render
from corrige.grading.report.pages.misses import miss
from corrige.grading.report.pages.text import cut
from corrige.grading.report.similarity import Pair, similar_pairs
from corrige.grading.report.statistics import (
    FEWEST,
    SMALL,
    ExerciseStatistics,
    MistakeCount,
    exercise_statistics,
)
from corrige.grading.rules.groups import once_a_group
from corrige.grading.rules.history import Entry

MOST_PAIRS = 12
_TALK_ABOUT = 5  # mistakes that stand open; the others are folded away
_MOST_CODE = 1_500


@dataclass(frozen=True)
class MistakeView:
    """One known mistake or near miss: how often, where, and what to say about it."""

    task: Task
    counted: MistakeCount
    tried: int
    name: str
    reply: str
    code: str


@dataclass(frozen=True)
class PairView:
    """Two learners whose answers are alike, with the answers to the task that they share most of."""

    pair: Pair
    task: Task
    titles: tuple[str, ...]
    first: str
    second: str


@dataclass(frozen=True)
class Unsaid:
    """What a small class leaves open, in numbers.

    Attributes
    ----------
    low, high : float
        How far a share of one half reaches, by Wilson's 95 % interval.
    least : float or None
        The correlation below which none can be told from zero; None with too few for any.
    """

    low: float
    high: float
    least: float | None


@dataclass(frozen=True)
class Section:
    """One exercise of the report."""

    found: ExerciseStatistics
    flags: list[Flag]
    first: list[MistakeView]
    more: list[MistakeView]
    histogram: Histogram | None
    outcomes: Bars | None
    quality: Quality | None
    pairs: list[PairView]
    more_pairs: int
    levels: tuple[str, ...]
    untouched: list[str]
    unsaid: Unsaid | None
    drifts: list[tuple[Task, Drift]]

    @property
    def exercise(self) -> Exercise:
        """The exercise."""
        return self.found.exercise


def report_pages(
    records: Sequence[Record],
    exercises: Sequence[Exercise],
    *,
    history: Sequence[Entry] = (),
    told: Sequence[str] = (),
) -> Iterator[tuple[str, str]]:
    """Write the report on a class: a page for each exercise, and one that leads to them.

    Parameters
    ----------
    records : sequence of Record
    exercises : sequence of Exercise
        Those that nobody handed in are left out.
    history : sequence of Entry
        Marks given by hand.
    told : sequence of str
        What the run said: what was marked anew, left out, removed.

    Yields
    ------
    tuple of str
        Name of a file, below the results, and a whole HTML document; the overview, ``report.html``, first.
    """
    by_exercise: dict[str, list[Record]] = {}
    for record in once_a_group(records):
        by_exercise.setdefault(record.exercise, []).append(record)
    shown = [exercise for exercise in exercises if exercise.id in by_exercise]
    sections = [_section(by_exercise[exercise.id], exercise, history) for exercise in shown]
    points = {(record.learner, record.exercise): record for record in records}
    learners = sorted({record.learner for record in records})
    yield (
        "report.html",
        render(
            "report.html",
            exercises,
            sections=sections,
            shown=shown,
            learners=[
                (learner, f"{safe_name(learner)}.html", [points.get((learner, each.id)) for each in shown])
                for learner in learners
            ],
            submissions=sum(section.found.read for section in sections),
            waiting=sum(section.found.waiting for section in sections),
            unread=sum(len(section.found.problems) for section in sections),
            untouched=sum(len(section.untouched) for section in sections),
            told=told,
            fewest=FEWEST,
            small=SMALL,
        ),
    )
    for section in sections:
        yield (
            f"report/{section.exercise.id}.html",
            render(
                "report_exercise.html",
                exercises,
                section=section,
                shown=shown,
                small=SMALL,
                outcome_names=list(Outcome),
            ),
        )


def _section(records: Sequence[Record], exercise: Exercise, history: Sequence[Entry]) -> Section:
    found = exercise_statistics(records, exercise)
    raised = flags(found)
    mistakes = _mistakes(found)
    pairs = similar_pairs(records, exercise)
    tasks = {task.id: task for task in exercise.tasks}
    return Section(
        found=found,
        flags=raised,
        first=mistakes[:_TALK_ABOUT],
        more=mistakes[_TALK_ABOUT:],
        histogram=drawings.histogram(found.distribution) if found.distribution else None,
        outcomes=drawings.outcomes(found.tasks) if found.read else None,
        quality=drawings.quality(found.tasks, {flag.task.id for flag in raised}) if found.read else None,
        pairs=[_pair(pair, records, exercise) for pair in pairs[:MOST_PAIRS]],
        more_pairs=max(0, len(pairs) - MOST_PAIRS),
        levels=tuple(sorted({record.level for record in records if record.level})),
        untouched=[record.learner for record in records if record.is_untouched],
        unsaid=_unsaid(found.read) if 0 < found.read < SMALL else None,
        drifts=[(tasks[each.task], each) for each in drifts(history, exercise.id) if each.task in tasks],
    )


def _unsaid(read: int) -> Unsaid:
    half = wilson_interval(read // 2 or 1, read)
    # Fisher's z, as the intervals of discrimination.
    least = math.tanh(1.96 / math.sqrt(read - 3)) if read >= FEWEST else None
    return Unsaid(half.low, half.high, least)


def _mistakes(found: ExerciseStatistics) -> list[MistakeView]:
    """Known mistakes of all tasks, those that most learners made first."""
    views = [_mistake(each.task, counted, each.tried) for each in found.tasks for counted in each.mistakes]
    return sorted(views, key=lambda view: (-view.counted.count, view.task.number, view.counted.mistake))


def _mistake(task: Task, counted: MistakeCount, tried: int) -> MistakeView:
    for variant in task.mistakes:
        if variant.id == counted.mistake:
            name = f"Mistake “{variant.id.replace('-', ' ')}”"
            return MistakeView(task, counted, tried, name, variant.reply.strip(), variant.source)
    if near := miss(counted.mistake):
        return MistakeView(task, counted, tried, *near, "")
    case, _, option = counted.mistake.rpartition("-")
    where = "" if list(task.replies) == [""] else case
    reply = task.replies.get(where, {}).get(option, "")
    name = f"Chosen: option {option} for “{case}”" if where else f"Chosen: option {option}"
    return MistakeView(task, counted, tried, name if reply else counted.mistake, reply, "")


def _pair(pair: Pair, records: Sequence[Record], exercise: Exercise) -> PairView:
    task = exercise.task(pair.tasks[0])
    sources = {
        record.learner: result.source
        for record in records
        if record.learner in (pair.first, pair.second)
        for result in record.results
        if result.task == task.id
    }
    titles = tuple(f"{exercise.task(each).number} · {exercise.task(each).title}" for each in pair.tasks)
    first, second = (_short(sources.get(learner, "")) for learner in (pair.first, pair.second))
    return PairView(pair, task, titles, first, second)


def _short(source: str) -> str:
    shown, note = cut(source, _MOST_CODE, 40)
    return f"{shown}\n…" if note else shown
