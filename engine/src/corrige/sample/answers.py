"""What a synthetic learner writes into the answer cells of an exercise."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from corrige.authoring.model import Exercise, Task
from corrige.sample.learners import RIGHT, SampleLearner, learner, logistic

_PUZZLE = 3
"""The chapter whose first choice the ablest get wrong, as if its words misled those who think further.

Nothing is known against this task: it is chosen so that the sample's report has a task to point at.
"""
_LED_ASTRAY = 1.6  # logits that a habit costs in a task that tests it
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# Short, so that two who end on the same one are no pair to look at.
_REMARKS = (
    "I am not sure of this.",
    "I looked at the table twice.",
    "Another year could change it.",
    "I would ask an archivist.",
    "So far the numbers carry me.",
    "I first thought the opposite.",
    "A friend saw it otherwise.",
    "More would be a guess.",
)


def answers(who: SampleLearner, exercise: Exercise) -> Iterator[tuple[str, str]]:
    """The answers of a learner to an exercise.

    Yields
    ------
    tuple of str
        Id of a task, and what stands in its answer cell; tasks that the learner leaves alone are not there.
    """
    own = dict(_own(who, exercise))
    other = who.works_along_with
    if other is not None:
        draw = _draw(who, exercise.id, "along")
        theirs = dict(_own(learner(other, who.seed), exercise))
        # Drawn for every task, so that one more answer does not change all others.
        own |= {task: text for task, text in theirs.items() if draw.random() < 0.6}
    yield from own.items()


def _own(who: SampleLearner, exercise: Exercise) -> Iterator[tuple[str, str]]:
    for task in exercise.tasks:
        draw = _draw(who, exercise.id, task.id)
        text = _written(who, task, draw) if task.kind == "written" else _code(who, exercise, task, draw)
        if text:
            yield task.id, text


def _draw(who: SampleLearner, *place: str) -> random.Random:
    key = "/".join([str(who.seed), str(who.number), f"{who.ability:.6f}", *place])
    return random.Random(key)  # noqa: S311 - a class, not a secret


def _code(who: SampleLearner, exercise: Exercise, task: Task, draw: random.Random) -> str:
    if who.number == RIGHT:
        return task.solution
    if not who.is_ordinary:
        return ""
    if draw.random() < _chance(who, exercise, task):
        source = draw.choice([task.solution, *(variant.source for variant in task.alternatives)])
    else:
        kind = draw.random()
        source = "" if kind < 0.15 else _slip(task, draw) if kind < 0.27 else _mistake(who, task, draw)
    if source and task.kind != "choice" and draw.random() < who.tries_out:
        source = f"{source.rstrip()}\n{_trying_out(draw)}\n"
    return source


def _chance(who: SampleLearner, exercise: Exercise, task: Task) -> float:
    """How likely the learner's answer is right."""
    if is_puzzle(exercise, task):
        return logistic(1.6 - 2.2 * who.ability)
    place = (task.number - 1) / max(1, len(exercise.tasks) - 1)
    own = random.Random(task.id).uniform(-0.7, 0.7)  # noqa: S311
    astray = _LED_ASTRAY if who.is_led_astray_by(task) else 0.0
    return logistic(who.ability - (1.6 * place - 0.8) - own - astray)


def is_puzzle(exercise: Exercise, task: Task) -> bool:
    """Whether this is the task in which the ablest go wrong."""
    choices = [each.id for each in exercise.tasks if each.kind == "choice"]
    return exercise.chapter == _PUZZLE and choices[:1] == [task.id]


def _mistake(who: SampleLearner, task: Task, draw: random.Random) -> str:
    """One of the task's known mistakes: a habit before others, and the first ones before the last."""
    if task.mistakes:
        weights = [
            (8 if who.tends_to(mistake.id) else 1) / (place + 1)
            for place, mistake in enumerate(task.mistakes)
        ]
        return draw.choices(task.mistakes, weights)[0].source
    if list(task.replies) == [""]:
        return f"{task.name} = {draw.choice(sorted(task.replies['']))!r}"
    guesses = {case: draw.choice(sorted(options)) for case, options in task.replies.items()}
    return f"{task.name} = {guesses!r}"


def _slip(task: Task, draw: random.Random) -> str:
    """A mistake that the course does not know: a name that is not there, or a value of no use."""
    if draw.random() < 0.5:
        return f"{task.name} = {task.name.split('_')[0]}_by_hand\n"
    return f"{task.name} = {draw.randrange(3, 90)}\n"


def _trying_out(draw: random.Random) -> str:
    """A line as people leave it below an answer: some arithmetic, looked at once."""
    sums = [f"{draw.randrange(2, 500)} {draw.choice('+-*/')} {draw.randrange(2, 90)}" for _ in range(4)]
    return f'print("by hand:", {", ".join(sums)})'


def _written(who: SampleLearner, task: Task, draw: random.Random) -> str:
    """Sentences of one of the model answers, as far as the learner came, and a remark."""
    models = sorted(task.models, key=lambda model: model.level)
    if who.number == RIGHT:
        return models[-1].text
    if not who.is_ordinary or draw.random() > 0.9:
        return ""
    place = min(len(models) - 1, int(logistic(who.ability + draw.gauss(0, 0.6)) * len(models)))
    sentences = _SENTENCE_END.split(models[place].text.strip())
    kept = sentences[: draw.randint((len(sentences) + 1) // 2, len(sentences))]
    if len(kept) > 3 and draw.random() < 0.5:
        kept.pop(draw.randrange(1, len(kept)))
    return " ".join([*kept, draw.choice(_REMARKS)])
