"""What became of a task, of a submission, of a class: plain data that goes to and from JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """The six things that can become of a task. None is ever inferred from what a notebook prints."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ATTEMPTED = "not attempted"
    ERROR = "error"
    TIMED_OUT = "timed out"
    WAITING = "waiting for a person"


@dataclass(frozen=True)
class CheckResult:
    """One check of a task: its name, what it looks at, whether it held, and if not, why."""

    name: str
    about: str
    weight: float
    held: bool
    message: str = ""


@dataclass(frozen=True)
class TaskResult:
    """One task of one submission.

    Attributes
    ----------
    points, maximum : float
        Points earned, and points there are. Checks share a task's points by their weight.
    reason : str
        For the learner: why not all points were earned. Never the expected value.
    mistake : str
        Id of the known mistake that was recognised, if any.
    source : str
        What stands in the answer cell: code, or the text of a written answer. Never trusted.
    seen : str
        The value that was found, written out in a few lines; empty if none was read.
    picture : str
        PNG of the chart, in base64, unchecked; empty if there is none or it is too large to keep.
    is_handed_in : bool
        Whether the picture is the one that came in the notebook, and not drawn when it was marked.
    by_hand : bool
        Whether a person gave the points. Then nothing waits any more, whatever the outcome was.
    extra : bool
        Whether the points come on top of the exercise's maximum.
    """

    task: str
    outcome: Outcome
    points: float
    maximum: float
    reason: str = ""
    mistake: str = ""
    checks: tuple[CheckResult, ...] = ()
    source: str = field(default="", compare=False)
    seen: str = field(default="", compare=False)
    picture: str = field(default="", compare=False)
    is_handed_in: bool = field(default=False, compare=False)
    by_hand: bool = False
    extra: bool = False


@dataclass(frozen=True)
class Record:
    """One submission, marked.

    Attributes
    ----------
    problem : str
        Why nothing could be marked (no file, not a notebook, …); empty otherwise.
    notes : tuple of str
        What was mended on the way in: missing, doubled, retyped cells.
    level : str
        How the notebook was confined: sealed, confined or open.
    penalty : float
        Points taken off by the rules of the course, for lateness.
    penalty_reason : str
        Why, or why nothing could be decided.
    group : str
        The group that handed it in; empty if it is one learner's own.
    handed_in_by : str
        The name under which a group's notebook was handed in.
    excused : str
        Why the exercise does not count for this learner; empty if it does.
    """

    learner: str
    exercise: str
    results: tuple[TaskResult, ...]
    file: str = ""
    problem: str = ""
    notes: tuple[str, ...] = ()
    level: str = ""
    seconds: float = field(default=0.0, compare=False)
    penalty: float = 0.0
    penalty_reason: str = ""
    group: str = ""
    handed_in_by: str = ""
    excused: str = ""

    @property
    def earned(self) -> float:
        """Points earned so far, before any penalty; what waits for a person counts as nothing yet."""
        return round(sum(result.points for result in self.results), 6)

    @property
    def points(self) -> float:
        """Points that count: what was earned less the penalty; none if the learner is excused."""
        return 0.0 if self.excused else round(max(0.0, self.earned - self.penalty), 6)

    @property
    def maximum(self) -> float:
        """Points there are, extra credit aside; none if the learner is excused."""
        return 0.0 if self.excused else sum(result.maximum for result in self.results if not result.extra)

    @property
    def waiting(self) -> float:
        """Points that wait for a person."""
        return sum(
            result.maximum
            for result in self.results
            if result.outcome is Outcome.WAITING and not result.by_hand and not self.excused
        )

    @property
    def is_untouched(self) -> bool:
        """Whether the notebook could be read and no task in it has an answer."""
        return (
            bool(self.results)
            and not self.problem
            and all(result.outcome is Outcome.NOT_ATTEMPTED and not result.by_hand for result in self.results)
        )

    def to_json(self) -> dict[str, Any]:
        """Plain data, for a file or another process."""
        return asdict(self)


def record_from_json(data: dict[str, Any]) -> Record:
    """Read back what `Record.to_json` gives."""
    results = tuple(result_from_json(each) for each in data["results"])
    return Record(**{**data, "results": results, "notes": tuple(data["notes"])})


def result_from_json(data: dict[str, Any]) -> TaskResult:
    """Read back one task's result."""
    checks = tuple(CheckResult(**check) for check in data["checks"])
    return TaskResult(**{**data, "outcome": Outcome(data["outcome"]), "checks": checks})
