"""The page in which a person marks the written answers of one exercise, and which needs nothing else.

Everything that a learner wrote is escaped. The page may run its own script, known by its hash, and load
nothing (its Content-Security-Policy says so to the browser as well); what it gives back is the sheet of
`rules.rubric`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from markupsafe import Markup

from corrige.authoring.model import Exercise, ModelAnswer, Task
from corrige.grading.report.pages.environment import render
from corrige.grading.rules.manual import HIGHEST, Mark, Place
from corrige.grading.rules.rubric import HEAD, Written, levels_of, sheet_rows

ANCHORS = 5  # answers of known level that come before the pile


@dataclass(frozen=True)
class Pile:
    """All answers to one task, each with its place in the sheet."""

    task: Task
    prompt: str
    levels: list[tuple[int, str]]
    examples: list[ModelAnswer]
    anchors: list[ModelAnswer]
    answers: list[tuple[int, Written]]


def marking_page(
    answers: Sequence[Written],
    marks: Sequence[Mark] = (),
    changed: Collection[Place] = (),
    *,
    folder: str = "",
    second: bool = False,
) -> str:
    """Write the page.

    Parameters
    ----------
    answers : sequence of Written
        Those of one exercise, under pseudonyms.
    marks : sequence of Mark
        Given before; they stand in the page from the start.
    changed : collection of places
        Answers whose mark was given to another text; they are open.
    folder : str
        A name of the folder of results, under which the browser keeps what is not saved yet.
    second : bool
        For a second reader: another order, so that what the order does to marks is not the same twice, and
        a room of its own in the browser.

    Returns
    -------
    str
        HTML; the same answers give the same bytes.
    """
    part = "/second" if second else ""
    room = folder + part
    mixed = sorted(
        answers, key=lambda each: (each.task.number, _mixed(f"{each.task.id}/{each.writer}{part}"))
    )
    exercise = mixed[0].exercise
    return render(
        "marking.html",
        [exercise],
        exercise=exercise,
        piles=_piles(mixed),
        highest=HIGHEST,
        second=second,
        data=_as_script(_data(exercise, mixed, sheet_rows(mixed, marks, changed, second=second), room)),
    )


def _piles(mixed: Sequence[Written]) -> list[Pile]:
    numbered = list(enumerate(mixed))
    piles = []
    for _, each in groupby(numbered, key=lambda pair: pair[1].task.id):
        mine = list(each)
        task = mine[0][1].task
        models = [replace(model, text=_running(model.text)) for model in task.models]
        best_first = sorted(models, key=lambda model: -model.level)
        # In an order that tells nothing.
        anchors = sorted(best_first[:ANCHORS], key=lambda model: _mixed(model.text))
        lines = task.prompt.splitlines()
        prompt = "\n".join(line for line in lines if not line.startswith("#"))
        # The best one, and one from the middle: the ends of a scale are easy to tell.
        examples = [best_first[0], min(best_first[1:], key=lambda model: abs(model.level - HIGHEST / 2))]
        piles.append(Pile(task, prompt, sorted(levels_of(task).items()), examples, anchors, mine))
    return piles


def _running(text: str) -> str:
    """A model answer as a learner would have typed it: its source has a line for each sentence."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _data(
    exercise: Exercise, mixed: Sequence[Written], rows: Sequence[dict[str, str]], room: str
) -> dict[str, Any]:
    """What the script has to know: the sheet as it is now."""
    rows = [
        {**row, "text": hashlib.sha256(answer.text.encode("utf-8", "replace")).hexdigest()[:12]}
        for row, answer in zip(rows, mixed, strict=True)
    ]
    return {"name": f"{room}/{exercise.id}", "exercise": exercise.id, "head": HEAD, "rows": rows}


def _as_script(data: dict[str, Any]) -> Markup:
    """JSON that ends no script element and begins no comment, whatever a learner wrote."""
    text = json.dumps(data, ensure_ascii=True)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - no sign is left that HTML would read


def _mixed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
