"""Tasks to look at: statistics that suggest that the task, and not the class, has gone wrong."""

from __future__ import annotations

from dataclasses import dataclass

from corrige.authoring.model import Task
from corrige.grading.numbers import as_share, count_of, decimals
from corrige.grading.outcomes import Outcome
from corrige.grading.report.statistics import FEWEST, SMALL, ExerciseStatistics, TaskStatistics

LEAST_TRIED = 5
"""Answers below which no flag is raised."""
CLEARLY_NEGATIVE = -0.1
"""Discrimination around zero is common in small classes and says nothing."""


@dataclass(frozen=True)
class Flag:
    """One reason to look at a task.

    Attributes
    ----------
    sign : str
        What was seen, in two or three words.
    seen : str
        The same with its numbers, base and interval.
    look : str
        Where to look first.
    caution : str
        What the size of the class leaves open.
    """

    task: Task
    sign: str
    seen: str
    look: str
    caution: str


def flags(found: ExerciseStatistics) -> list[Flag]:
    """All reasons to look at tasks of an exercise, in the order of the tasks.

    The limits are rules of thumb and not tests; they ask for a look and prove nothing.

    Parameters
    ----------
    found : ExerciseStatistics

    Returns
    -------
    list of Flag
    """
    return [flag for each in found.tasks for flag in _of(each, found.active)]


def _of(each: TaskStatistics, active: int) -> list[Flag]:
    """The flags of one task; none for a written answer, as nothing has judged it."""
    if each.task.kind == "written":
        return []
    checks = (_nobody, _negative, _one_mistake, _unknown, _errors)
    raised = [flag for check in checks for flag in check(each, active)] if each.tried >= LEAST_TRIED else []
    return raised + _left_open(each)


def _nobody(each: TaskStatistics, _: int) -> list[Flag]:
    if each.outcomes[Outcome.PASSED] or each.passed is None:
        return []
    seen = (
        f"None of the {each.tried} who tried earned all points "
        f"(with so many, up to {as_share(each.passed.high)} could still be able to)."
    )
    look = (
        "Run the solution notebook, then read the prompt and the checks side by side: "
        "do they ask for the same thing?"
    )
    return [Flag(each.task, "nobody passes", seen, look, _caution(each.tried))]


def _negative(each: TaskStatistics, active: int) -> list[Flag]:
    r = each.discrimination
    if r is None or r.estimate > CLEARLY_NEGATIVE:
        return []
    seen = (
        f"Those who do well elsewhere do worse here: correlation with the rest {decimals(r.estimate)} "
        f"(95 % interval {decimals(r.low)} to {decimals(r.high)}, n = {active})."
    )
    chance = " The interval holds zero, so this may be chance." if r.high >= 0 else ""
    look = (
        "Read the answers of the best learners to this task: an ambiguous word or a check that is too "
        "narrow misleads those who think further."
    )
    return [Flag(each.task, "negative discrimination", seen, look, f"{_caution(active)}{chance}".strip())]


def _one_mistake(each: TaskStatistics, _: int) -> list[Flag]:
    first = each.mistakes[0] if each.mistakes else None
    if first is None or first.share.estimate < 0.4:
        return []
    seen = f"One known mistake, “{first.mistake}”, was made by {count_of(first.count, each.tried)} who tried."
    look = (
        "Does a word of the prompt, or the chapter's own example, lead there? "
        "If not, it is a topic for class."
    )
    return [Flag(each.task, "one mistake prevails", seen, look, _caution(each.tried))]


def _unknown(each: TaskStatistics, _: int) -> list[Flag]:
    failed = each.outcomes[Outcome.FAILED]
    if failed < LEAST_TRIED or each.unknown / failed < 0.5:
        return []
    seen = f"In {count_of(each.unknown, failed)} failed answers no known mistake was recognised."
    look = (
        "Read these answers. A wrong way that several share deserves a mistake cell with a reply; "
        "a right way among them, an alternative cell."
    )
    return [Flag(each.task, "mistakes not known", seen, look, _caution(failed))]


def _errors(each: TaskStatistics, _: int) -> list[Flag]:
    stopped = each.outcomes[Outcome.ERROR] + each.outcomes[Outcome.TIMED_OUT]
    if stopped / each.tried < 0.2:
        return []
    seen = f"{count_of(stopped, each.tried)} answers stopped with an error or ran out of time."
    look = (
        "Look at the errors: does the stub run as given, are all names defined in the set-up, "
        "is the time limit wide enough?"
    )
    return [Flag(each.task, "many errors", seen, look, _caution(each.tried))]


def _left_open(each: TaskStatistics) -> list[Flag]:
    left = each.outcomes[Outcome.NOT_ATTEMPTED]
    if each.read < FEWEST or left / each.read < 0.5:
        return []
    seen = f"{count_of(left, each.read)} notebooks leave this task open."
    look = (
        "Is the prompt clear, does the task before it stop people, "
        "or is the exercise too long for its minutes?"
    )
    return [Flag(each.task, "left open", seen, look, _caution(each.read))]


def _caution(n: int) -> str:
    return f"n = {n}: so few learners say little." if n < SMALL else ""
