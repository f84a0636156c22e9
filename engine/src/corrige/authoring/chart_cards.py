"""What the answer card knows of a chart beside its numbers: its words, its marks, and what is wrong there."""

from __future__ import annotations

import re
from typing import Any

from corrige.authoring.model import AuthoringError, Exercise, Task, Variant
from corrige.authoring.run import answer_tree
from corrige.codec import Tree, digest, figure_data, goes_along, hide, seal, set_forms, words
from corrige.feedback.charts.words import says

_SHARES = {"percent", "proportion", "rate", "share"}
_UNIT = re.compile(r"per cent|percent|%|share|points|between 0 and 1|index number", re.IGNORECASE)


def beside(
    exercise: Exercise, task: Task, right: Tree, digits: int, salt: str, sets: list[dict[str, Any]]
) -> dict[str, Any]:
    """What a chart needs beside its numbers: the marks asked for, a note, and which words belong where.

    Parameters
    ----------
    exercise : Exercise
    task : Task
    right : Tree
        The chart of the solution.
    digits : int
    salt : str
        As the card's entry has them.
    sets : list of dict
        What the card knows of each of its sets of marks; they get the words of their names.
    """
    found: dict[str, Any] = {}
    if task.marks:
        found["marks"] = task.marks.split()
    if task.exact:
        found["exact"] = True
    if task.note:
        found["note"] = task.note
    if all(map(goes_along, right["marks"])):
        found["along"] = True
    places, values = set[str](), set[str]()
    names: dict[str, set[str]] = {each["right"]: set() for each in sets}
    wrong = (each for each in task.mistakes if not each.says)
    for variant in (None, *task.alternatives, *wrong):
        tree = right if variant is None else answer_tree(exercise, task, variant.source, variant.line)
        if type(tree) is not dict or tree["t"] != "axes":
            continue
        along, up = words(tree["xlabel"]), words(tree["ylabel"])
        along, up = (up, along) if tree["sideways"] else (along, up)
        places |= along
        values |= up
        for form in set_forms(tree, digits=digits):
            marked = digest(seal(form.pairs, salt))
            if marked in names:
                names[marked] |= words(form.label)
    # Of shares per cent are another unit; of a coefficient, or of a count, they are other numbers.
    if _SHARES & values and not _UNIT.search(task.prompt):
        found["any_unit"] = True
    found["words"] = [sorted(places - values), sorted(values - places)]
    for each in sets:
        others = set[str]().union(*(own for key, own in names.items() if key != each["right"]))
        if names[each["right"]] - others:
            each["label"] = sorted(names[each["right"]] - others)
    return found


def worded(exercise: Exercise, task: Task, seals: list[bytes], digits: int, salt: str) -> dict[str, Any]:
    """Known mistakes in the words of a chart of the right numbers, each with its reply.

    Parameters
    ----------
    exercise : Exercise
    task : Task
    seals : list of bytes
        The seals of the right numbers; whoever has them can read the replies.
    digits : int
    salt : str
        As the card's entry has them.

    Raises
    ------
    AuthoringError
        If the numbers of such a mistake are not right, its words are not found in it, or the solution or an
        alternative has them too.
    """
    found = []
    for variant in (each for each in task.mistakes if each.says):
        tree = answer_tree(exercise, task, variant.source, variant.line)
        if tree["t"] != "axes" or seal(figure_data(tree, digits=digits), salt) not in seals:
            raise _of_words(exercise, variant, "draws other numbers than the solution")
        if not says(tree, variant.says):
            raise _of_words(exercise, variant, "does not say what its pattern looks for")
        for source, line in (
            (task.solution, task.answer_line),
            *((v.source, v.line) for v in task.alternatives),
        ):
            if says(answer_tree(exercise, task, source, line), variant.says):
                raise _of_words(exercise, variant, f"says what the right chart at line {line} says as well")
        reply = f"{variant.id}\n{variant.reply}"
        found.append({"says": variant.says, "reply": {digest(each): hide(reply, each) for each in seals}})
    return {"worded": found} if found else {}


def _of_words(exercise: Exercise, variant: Variant, problem: str) -> AuthoringError:
    return AuthoringError(
        exercise.path,
        variant.line,
        f"mistake {variant.id!r} {problem}",
        "With `says` a mistake draws what is right and says what is not.",
    )


def check_figure(exercise: Exercise, task: Task, right: Tree) -> None:
    """Stop where the chart of the solution is not what a learner's has to be.

    Raises
    ------
    AuthoringError
    """
    if right["t"] != "axes" or not all(right[part] for part in ("title", "xlabel", "ylabel")):
        raise AuthoringError(
            exercise.path,
            task.answer_line,
            f"the chart of {task.id!r} lacks a title or labels",
            "Set all three.",
        )
