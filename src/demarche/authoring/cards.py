"""Make the answer card: what `check` needs in order to reply, with the answers sealed.

The solution and every mistake are run here, once, when the course is made. The card keeps type, size and
names of the right answer and its mark, and for every mistake its mark and its reply, which only the mistake
itself can read.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from demarche.authoring.model import AuthoringError, Exercise, Task, Variant
from demarche.authoring.run import answer_tree, probe_inputs
from demarche.values import (
    Tree,
    canonical,
    choices_of,
    digest,
    family,
    figure_data,
    hide,
    is_ambiguous,
    mark,
    names_of,
    seal,
    shape_of,
)

FORMAT = 1


def make_card(exercise: Exercise, *, reveal_all: bool = False) -> dict[str, Any]:
    """Make the answer card of an exercise.

    Parameters
    ----------
    exercise : Exercise
    reveal_all : bool
        Seal the answers of tasks marked ``reveal=false`` too. For the grader; never for a card that ships.

    Raises
    ------
    AuthoringError
        If a cell does not run, or an answer cannot be told from a mistake, or two mistakes from each other.
    """
    return {
        "format": FORMAT,
        "exercise": exercise.id,
        "title": exercise.title,
        "tasks": {task.id: _entry(exercise, task, reveal_all) for task in exercise.tasks},
    }


def _entry(exercise: Exercise, task: Task, reveal_all: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": task.kind, "name": task.name, "number": task.number, "hint": task.hint}
    if task.kind == "written" or not (task.reveal or reveal_all):
        return {**entry, "reveal": False}
    right = answer_tree(exercise, task, task.solution, task.answer_line)
    digits = _digits(exercise, task, right)
    salt = hashlib.blake2b(f"{exercise.id}/{task.id}".encode(), digest_size=12).hexdigest()
    entry.update(salt=salt, order=task.order, digits=digits)
    if task.kind == "choice" and task.replies:
        return {**entry, **_choice(exercise, task, right, salt)}
    if task.kind == "function":
        entry["probes"] = [json.loads(arguments) for arguments in probe_inputs(exercise, task)]
    else:
        entry.update(family=family(right), shape=shape_of(right), names=names_of(right))
    form = canonical(right, order=task.order, digits=digits)
    if task.kind == "function":
        entry["right"] = [digest(outcome, salt) for outcome in form["calls"]]
    else:
        entry["right"] = digest(_form(task, right, digits), salt)
    if task.after:
        entry["after"] = hide(task.after, seal(_form(task, right, digits), salt))
    if task.kind == "figure":
        _check_figure(exercise, task, right)
    for variant in task.alternatives:
        tree = answer_tree(exercise, task, variant.source, variant.line)
        if _form(task, tree, digits) != _form(task, right, digits):
            raise AuthoringError(
                exercise.path,
                variant.line,
                f"alternative {variant.id!r} of {task.id!r} does not give the same answer as the solution",
                "Make it equally right, or make it a mistake.",
            )
    entry["mistakes"] = _mistakes(exercise, task, form, salt, digits)
    return entry


def _form(task: Task, tree: Tree, digits: int) -> Any:
    if task.kind == "figure":
        return figure_data(tree, digits=digits)
    return canonical(tree, order=task.order, digits=digits)


def _digits(exercise: Exercise, task: Task, right: Tree) -> int:
    """Significant digits at which no number of the answer lies on the edge of a rounding step."""
    for digits in (task.digits,) if task.digits else (6, 5, 7):
        if not is_ambiguous(right, digits=digits):
            return digits
    raise AuthoringError(
        exercise.path,
        task.answer_line,
        f"the answer to {task.id!r} rounds ambiguously",
        "Ask for a rounded number.",
    )


def _mistakes(exercise: Exercise, task: Task, right: Any, salt: str, digits: int) -> list[dict[str, str]]:
    found: dict[str, Variant] = {}
    written = []
    for variant in task.mistakes:
        tree = answer_tree(exercise, task, variant.source, variant.line)
        sealed = seal(canonical(tree, order=task.order, digits=digits), salt)
        if mark(sealed) == digest(right, salt):
            raise AuthoringError(
                exercise.path,
                variant.line,
                f"mistake {variant.id!r} of {task.id!r} gives the right answer",
                "Change it, or choose data or probes on which it shows.",
            )
        if mark(sealed) in found:
            raise AuthoringError(
                exercise.path,
                variant.line,
                f"mistakes {found[mark(sealed)].id!r} and {variant.id!r} of {task.id!r} give the same answer",
                "Keep one, or choose probes that tell them apart.",
            )
        found[mark(sealed)] = variant
        written.append({"mark": mark(sealed), "reply": hide(f"{variant.id}\n{variant.reply}", sealed)})
    return written


def _choice(exercise: Exercise, task: Task, right: Tree, salt: str) -> dict[str, Any]:
    """For every case, the digest of the right option and a reply to each of the others."""
    chosen = choices_of(right)
    if chosen is None or set(chosen) != set(task.replies):
        raise AuthoringError(
            exercise.path,
            task.answer_line,
            f"the answer to {task.id!r} does not match its replies",
            "One per case.",
        )
    cases = {}
    for case, replies in task.replies.items():
        if chosen[case] not in replies:
            raise AuthoringError(
                exercise.path,
                task.answer_line,
                f"option {chosen[case]!r} of {task.id!r} has no reply",
                "Add one.",
            )
        seals = {option: seal(option, f"{salt}/{case}") for option in replies}
        cases[case] = {
            "right": mark(seals[chosen[case]]),
            "replies": {option: hide(reply, seals[option]) for option, reply in replies.items()},
        }
    # The remark belongs to the whole answer, and every case has a seal of its own.
    after = {"after": hide(task.after, seal(chosen, salt))} if task.after else {}
    return {"cases": cases, "mistakes": [], **after}


def _check_figure(exercise: Exercise, task: Task, right: Tree) -> None:
    if right["t"] != "axes" or not all(right[part] for part in ("title", "xlabel", "ylabel")):
        raise AuthoringError(
            exercise.path,
            task.answer_line,
            f"the chart of {task.id!r} lacks a title or labels",
            "Set all three.",
        )
