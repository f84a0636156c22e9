"""Make the answer card: what `check` needs in order to reply, with the answers sealed.

The solution and every mistake are run here, once, when the course is made. The card keeps type, size and
names of the right answer and its mark, and for every mistake its mark and its reply, which only the mistake
itself can read.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from corrige.authoring.given import fingerprints
from corrige.authoring.model import AuthoringError, Exercise, Task, Variant
from corrige.authoring.run import answer_tree, probe_inputs, remark_of
from corrige.authoring.spec import make_spec
from corrige.codec import (
    Tree,
    canonical,
    choices_of,
    figure_data,
    has_dots,
    hide,
    is_ambiguous,
    mark,
    seal,
    set_forms,
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
    entry.update(title=task.title, points=task.points)
    if task.form:
        entry["form"] = task.form
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
        entry["specs"] = [make_spec(each, order=task.order, digits=digits, salt=salt) for each in right["v"]]
        entry["stub"] = task.stub
    else:
        entry.update(make_spec(right, order=task.order, digits=digits, salt=salt))
        entry.update(_untouched(exercise, task, digits, salt))
    entry["given"] = fingerprints(exercise, task)
    if task.kind == "figure":
        _check_figure(exercise, task, right)
    form = _form(task, right, digits)
    sealed = seal(form, salt)
    entry["right"] = mark(sealed)
    if task.after:
        entry["after"] = hide(remark_of(exercise, task), sealed)
    also = _also(exercise, task, right, digits)
    if also:
        # A chart under other names: its remark needs a copy that these names can read.
        seals = [seal(each, salt) for each in also]
        entry["also"] = {mark(each): hide(remark_of(exercise, task), each) for each in seals}
    entry["mistakes"] = _mistakes(exercise, task, right, salt, digits)
    return entry


def _also(exercise: Exercise, task: Task, right: Tree, digits: int) -> list[Any]:
    """Forms of alternatives that differ from the solution in the names on an axis. All others must agree."""
    found = []
    for variant in task.alternatives:
        tree = answer_tree(exercise, task, variant.source, variant.line)
        form = _form(task, tree, digits)
        if form == _form(task, right, digits):
            continue
        if not (variant.names and _heights(tree, digits) == _heights(right, digits)):
            raise AuthoringError(
                exercise.path,
                variant.line,
                f"alternative {variant.id!r} of {task.id!r} does not give the same answer as the solution",
                "Make it equally right, or make it a mistake.",
            )
        found.append(form)
    return found


def _heights(tree: Tree, digits: int) -> list[Any]:
    heights = [{"t": "list", "v": each.heights} for each in set_forms(tree, digits=digits)]
    return sorted((canonical(each, digits=digits) for each in heights), key=json.dumps)


def _untouched(exercise: Exercise, task: Task, digits: int, salt: str) -> dict[str, str]:
    """Mark of what the cell gives as handed out, where that looks like an answer: an empty table."""
    if task.kind == "figure":
        return {}
    try:
        tree = answer_tree(exercise, task, task.stub, task.answer_line)
    except AuthoringError:
        return {}
    if has_dots(tree):
        return {}
    return {"stub": mark(seal(_form(task, tree, digits), salt))}


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


def _mistakes(exercise: Exercise, task: Task, right: Tree, salt: str, digits: int) -> list[dict[str, str]]:
    whole = canonical(right, order=task.order, digits=digits)
    found: dict[str, Variant] = {}
    written = []
    for variant in task.mistakes:
        tree = answer_tree(exercise, task, variant.source, variant.line)
        form = canonical(tree, order=task.order, digits=digits)
        if form == whole:
            raise AuthoringError(
                exercise.path,
                variant.line,
                f"mistake {variant.id!r} of {task.id!r} gives the right answer",
                "Change it, or choose data or probes on which it shows.",
            )
        sealed = seal(form, salt)
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
        # Whoever wants to can try all letters; a card of twelve cases should not take long to answer.
        seals = {option: seal(option, f"{salt}/{case}", light=True) for option in replies}
        cases[case] = {
            "right": mark(seals[chosen[case]]),
            "replies": {option: hide(reply, seals[option]) for option, reply in replies.items()},
        }
    # The remark belongs to the whole answer, and every case has a seal of its own.
    sealed = seal(chosen, salt, light=True)
    after = {"after": hide(remark_of(exercise, task), sealed)} if task.after else {}
    return {"cases": cases, "mistakes": [], **after}


def _check_figure(exercise: Exercise, task: Task, right: Tree) -> None:
    if right["t"] != "axes" or not all(right[part] for part in ("title", "xlabel", "ylabel")):
        raise AuthoringError(
            exercise.path,
            task.answer_line,
            f"the chart of {task.id!r} lacks a title or labels",
            "Set all three.",
        )
