"""The learners of the sample class: what each can do, and the habits of thought that each has."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace

from corrige.authoring.model import Task

RIGHT, UNTOUCHED, DAMAGED = 1, 2, 3
"""Numbers of the learners who are there to show one thing each."""

# A habit leads to the mistakes whose names hold one of its words. The mistakes are those that the exercises
# know; that somebody makes the same kind of mistake in several of them is what real classes do.
HABITS: dict[str, frozenset[str]] = {
    "counts rows, not events": frozenset({"row", "rows", "event"}),
    "takes another base": frozenset({"base", "all", "everyone", "later", "whole"}),
    "takes a gap for a zero": frozenset({"missing", "empty", "gap", "unknown", "absent", "absence", "zero"}),
    "mixes up units": frozenset(
        {"percent", "percentage", "cent", "rounded", "shares", "persons", "fractions"}
    ),
    "turns things round": frozenset({"turned", "swapped", "backwards", "sign", "direction", "directions"}),
}
WORKS_ALONG = 20
"""Of each so many learners, one uses answers of the learner before."""


@dataclass(frozen=True)
class SampleLearner:
    """One synthetic learner.

    Attributes
    ----------
    ability : float
        On the logit scale: at a task's difficulty, one in two tries is right. Infinite: always; minus
        infinite: never tries.
    habits : frozenset of str
        Names in `HABITS`.
    tries_out : float
        Share of code answers below which a line of trying-out is left.
    last_chapter : int
        The learner hands in nothing after it.
    """

    number: int
    seed: int
    ability: float
    habits: frozenset[str] = frozenset()
    tries_out: float = 0.0
    last_chapter: int = 99

    @property
    def name(self) -> str:
        """Such as ``learner-007``."""
        return f"learner-{self.number:03d}"

    @property
    def is_ordinary(self) -> bool:
        """Whether the learner is one of the class, and not there to show one thing."""
        return math.isfinite(self.ability)

    @property
    def works_along_with(self) -> int | None:
        """Number of the learner whose answers this one uses too, if any."""
        return self.number - 1 if self.number % WORKS_ALONG == 7 else None

    @property
    def after_a_second_look(self) -> SampleLearner:
        """The same learner a week later: somewhat better, and rid of the habits."""
        return replace(self, ability=self.ability + 0.8, habits=frozenset())

    def is_led_astray_by(self, task: Task) -> bool:
        """Whether one of the task's known mistakes is a habit of this learner."""
        return any(self.tends_to(mistake.id) for mistake in task.mistakes)

    def tends_to(self, mistake: str) -> bool:
        """Whether a mistake is a habit of this learner."""
        words = set(mistake.split("-"))
        return any(words & HABITS[habit] for habit in self.habits)


def learner(number: int, seed: int) -> SampleLearner:
    """Make one learner; the same number and seed give the same."""
    if number == RIGHT:
        return SampleLearner(number, seed, math.inf)
    if number == UNTOUCHED:
        return SampleLearner(number, seed, -math.inf)
    draw = random.Random(f"{seed}/{number}")  # noqa: S311 - a class, not a secret
    ability = draw.gauss(0.9, 1.0)
    habits = frozenset(habit for habit in HABITS if draw.random() < logistic(-1.0 - 0.6 * ability))
    leaves = number != DAMAGED and draw.random() < 0.12
    last_chapter = draw.randint(2, 9) if leaves else 99
    return SampleLearner(number, seed, ability, habits, draw.choice([0.0, 0.0, 0.3, 0.7]), last_chapter)


def logistic(x: float) -> float:
    """A probability from the logit scale."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
