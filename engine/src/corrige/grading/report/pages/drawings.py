"""The report's three charts as numbers for a template: places in per cent, so that text keeps its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corrige.grading.numbers import as_share, decimals, plain
from corrige.grading.outcomes import Outcome
from corrige.grading.report.items import Estimate
from corrige.grading.report.spread import Distribution
from corrige.grading.report.statistics import TaskStatistics

HEIGHT = 180  # of the histogram's plot, in pixels
_NUMBERED = 6  # per cent of the width below which a part of a bar has no number on it

# What can become of a task, as the bars tell it; also the name of its style.
_PARTS = {
    "all points": "passed",
    "known mistake": "known",
    "other mistake": "other",
    "error or time": "stopped",
    "waiting": "waits",
    "by a person": "person",
    "not tried": "untried",
}


@dataclass(frozen=True)
class Bar:
    """One bar, or one part of it: where it begins and how wide it is, in per cent; how high, in pixels."""

    kind: str
    start: float
    width: float
    count: int
    height: float = 0.0

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return self.start + self.width / 2

    @property
    def numbered(self) -> bool:
        """Whether there is room for a number on it."""
        return self.width >= _NUMBERED


@dataclass(frozen=True)
class Histogram:
    """How many learners have how many points."""

    alt: str
    bars: list[Bar]
    ticks: list[tuple[float, str]]
    lines: list[tuple[float, int]]
    median: float
    median_words: str
    maximum: str


@dataclass(frozen=True)
class Bars:
    """What became of every task, one row each."""

    alt: str
    legend: list[tuple[str, str]]
    rows: list[tuple[str, list[Bar]]]


@dataclass(frozen=True)
class Dots:
    """One task in the chart of difficulty and discrimination; places in per cent."""

    label: str
    flagged: bool
    tried: float
    everybody: float
    discrimination: tuple[float, float, float] | None


@dataclass(frozen=True)
class Quality:
    """Difficulty and discrimination side by side."""

    alt: str
    rows: list[Dots]
    known: bool


def histogram(found: Distribution) -> Histogram:
    """Draw how many learners have how many points, with the median."""
    most = max(found.counts)
    each = 100 / len(found.counts)
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**9) if most / size <= 4)
    low, middle, high = found.quartiles
    alt = (
        f"Histogram of the points of {sum(found.counts)} learners. The median is {plain(middle)} of "
        f"{plain(found.maximum)}; the middle half lies between {plain(low)} and {plain(high)}, all between "
        f"{plain(found.lowest)} and {plain(found.highest)}."
    )
    return Histogram(
        alt=alt,
        bars=[
            Bar("bar", each * (place + 0.07), each * 0.86, count, HEIGHT * count / most)
            for place, count in enumerate(found.counts)
        ],
        ticks=[(each * (place + 0.5), str(place * found.width)) for place in range(0, len(found.counts), 2)],
        lines=[(HEIGHT * count / most, count) for count in range(step, most + 1, step)],
        median=each * (middle / found.width + 0.5),
        median_words=f"median {plain(middle)}",
        maximum=plain(found.maximum),
    )


def outcomes(tasks: Sequence[TaskStatistics]) -> Bars:
    """Draw what became of every task, one row each."""
    counted = [_counts(each) for each in tasks]
    used = [name for name in _PARTS if any(row[name] for row in counted)]
    base = max((each.read for each in tasks), default=1) or 1
    rows = []
    for each, counts in zip(tasks, counted, strict=True):
        bars, start = [], 0.0
        for name in used:
            width = 100 * counts[name] / base
            if width:
                bars.append(Bar(_PARTS[name], start, width, counts[name]))
            start += width
        rows.append((_label(each), bars))
    words = "; ".join(
        f"task {each.task.number}: " + ", ".join(f"{row[name]} {name}" for name in used if row[name])
        for each, row in zip(tasks, counted, strict=True)
    )
    alt = f"Stacked bars, one for each task. {words}."
    return Bars(alt, [(name, _PARTS[name]) for name in used], rows)


def quality(tasks: Sequence[TaskStatistics], flagged: set[str]) -> Quality | None:
    """Draw difficulty and discrimination side by side; None if no task is marked by a machine."""
    marked = [each for each in tasks if each.share_tried is not None]
    if not marked:
        return None
    rows = [
        Dots(
            label=_label(each),
            flagged=each.task.id in flagged,
            tried=_share(each.share_tried or 0.0),
            everybody=_share(each.share_all or 0.0),
            discrimination=_interval(each.discrimination) if each.discrimination else None,
        )
        for each in marked
    ]
    return Quality(_quality_alt(marked), rows, any(row.discrimination for row in rows))


def _share(value: float) -> float:
    """Place of a share from 0 to 1, with room for the dot at either end."""
    return 3 + 94 * value


def _interval(found: Estimate) -> tuple[float, float, float]:
    """Places of a correlation from -1 to 1 and of the ends of its interval."""
    middle, low, high = (_share((value + 1) / 2) for value in found)
    return middle, low, high


def _quality_alt(marked: Sequence[TaskStatistics]) -> str:
    ordered = sorted(marked, key=lambda each: each.share_tried or 0.0)
    hard, easy = ordered[0], ordered[-1]
    text = (
        f"Two columns of dots, one row for each task. Of those who tried, "
        f"task {hard.task.number} was hardest "
        f"({as_share(hard.share_tried or 0.0)} of the points) and task {easy.task.number} easiest "
        f"({as_share(easy.share_tried or 0.0)})."
    )
    known = [(each.discrimination.estimate, each) for each in marked if each.discrimination is not None]
    if not known:
        return f"{text} There are too few learners to say how well tasks tell them apart."
    known.sort(key=lambda pair: pair[0])
    (low, weak), (high, strong) = known[0], known[-1]
    return (
        f"{text} Discrimination goes from {decimals(low)} (task {weak.task.number}) to {decimals(high)} "
        f"(task {strong.task.number}). The table below has all numbers."
    )


def _counts(each: TaskStatistics) -> dict[str, int]:
    return {
        "all points": each.outcomes[Outcome.PASSED],
        "known mistake": each.outcomes[Outcome.FAILED] - each.unknown,
        "other mistake": each.unknown,
        "error or time": each.outcomes[Outcome.ERROR] + each.outcomes[Outcome.TIMED_OUT],
        "waiting": each.outcomes[Outcome.WAITING],
        "by a person": each.by_hand,
        "not tried": each.outcomes[Outcome.NOT_ATTEMPTED],
    }


def _label(each: TaskStatistics) -> str:
    return f"{each.task.number} · {each.task.title}"
