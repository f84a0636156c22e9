"""A sample class of openly synthetic learners, made from the solutions, their mistakes, and damage.

It shows an instructor what grading gives before there is a class, and it is what the course grades to
prove that nothing stops it. Learners are called learner-001, learner-002, …; none of them is anybody.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corrige.authoring.model import Exercise
from corrige.authoring.notebooks import cell_id, learner_notebook
from corrige.sample.answers import answers
from corrige.sample.damage import DAMAGES
from corrige.sample.learners import DAMAGED, SampleLearner, learner

__all__ = ["LEARNERS", "SEED", "make_class"]

LEARNERS, SEED = 60, 2026
_SELDOM = 0.02  # share of the other notebooks that are damaged
_AGAIN = (2, 5)  # chapters whose exercise some learners hand in twice


def make_class(
    exercises: Sequence[Exercise], folder: Path, *, learners: int = LEARNERS, seed: int = SEED
) -> list[Path]:
    """Write a class of notebooks.

    Parameters
    ----------
    exercises : sequence of Exercise
    folder : Path
        Gets ``learner-001/ex03_….ipynb`` and so on.
    learners : int
        How many. The first hands in everything right, the second everything untouched, and the notebooks of
        the third are damaged, each in another way. From the fourth on, each solves a task with a probability
        that rises with ability, and has habits of thought that lead to the same kind of mistake again and
        again (see `corrige.sample.learners`). Some leave the course, some hand in twice, and a few
        use answers of the learner before them.
    seed : int
        The same seed gives the same class, byte for byte.

    Returns
    -------
    list of Path
        The files written.
    """
    files = []
    for number in range(1, learners + 1):
        who = learner(number, seed)
        for exercise in exercises:
            if exercise.chapter > who.last_chapter:
                continue
            path = folder / who.name / f"{exercise.slug}.ipynb"
            files.append(_write(path, _notebook(exercise, who, seed)))
            if number % 15 == 9 and exercise.chapter in _AGAIN:
                again = path.with_name(f"{exercise.slug} (1).ipynb")
                files.append(_write(again, _notebook(exercise, who.after_a_second_look, seed)))
    return files


def _notebook(exercise: Exercise, who: SampleLearner, seed: int) -> str:
    """Text of the notebook that a learner hands in."""
    notebook: dict[str, Any] = json.loads(learner_notebook(exercise))
    given = {cell_id(exercise, exercise.task(task), "answer"): text for task, text in answers(who, exercise)}
    for cell in notebook["cells"]:
        if cell["id"] in given:
            cell["source"] = given[cell["id"]].splitlines(keepends=True)
    if who.number == DAMAGED:
        return DAMAGES[(exercise.chapter - 1) % len(DAMAGES)](notebook, exercise)
    draw = random.Random(f"{seed}/{who.number}/{exercise.id}/damage")  # noqa: S311 - a class, not a secret
    if who.is_ordinary and draw.random() < _SELDOM:
        return draw.choice(DAMAGES)(notebook, exercise)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
