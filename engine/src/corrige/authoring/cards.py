"""Make the answer card: what `check` needs in order to reply, with the answers sealed.

The solution and every mistake are run here, once, when the course is made. The card keeps type, size and
names of the right answer and its mark, and for every mistake its mark and its reply, which only the mistake
itself can read.
"""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import entry_points
from typing import Any

from corrige.authoring.chart_cards import beside, check_figure, worded
from corrige.authoring.given import fingerprints, names_made
from corrige.authoring.model import AuthoringError, Exercise, Task, Variant
from corrige.authoring.run import answer_tree, probe_inputs, remark_of
from corrige.authoring.slips import Slip, slips_of
from corrige.authoring.spec import make_spec
from corrige.authoring.steps import first_step
from corrige.codec import (
    Skeleton,
    Tree,
    as_asked,
    canonical,
    choices_of,
    digest,
    family,
    figure_data,
    has_dots,
    has_long,
    hide,
    is_ambiguous,
    names_of,
    parts_of,
    seal,
    set_forms,
    shape_of,
    skeleton,
)
from corrige.feedback.showing import RESULT, show

FORMAT = 2
_UNROUNDED = re.compile(r"\b(do not|don't|not) round(ed)?\b|\bunrounded\b", re.IGNORECASE)


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
    said = _said(exercise)
    return {
        "format": FORMAT,
        "exercise": exercise.id,
        "title": exercise.title,
        "made": names_made(exercise),
        "tasks": {
            task.id: _entry(exercise, task, reveal_all, said.get(task.id, {})) for task in exercise.tasks
        },
    }


def _said(exercise: Exercise) -> dict[str, dict[str, str]]:
    """What the marks say of each wrong part, from whoever makes the marks; nothing where nobody does."""
    found: dict[str, dict[str, str]] = {}
    for point in entry_points(group="corrige.messages"):
        found |= point.load()(exercise)
    return found


def _entry(exercise: Exercise, task: Task, reveal_all: bool, said: dict[str, str]) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": task.kind, "name": task.name, "number": task.number}
    entry.update(hint=_in_a_line(task.hint), title=task.title, points=task.points)
    entry.update(_help(task))
    if _UNROUNDED.search(task.prompt) and "round(" not in task.solution:
        entry["unrounded"] = True
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
        # A public case is told in full, as in any docstring; the last is kept back, so that no list of
        # cases is right.
        entry["expected"] = {
            str(place): show(each, RESULT) for place, each in enumerate(right["v"][:-1]) if _can_be_told(each)
        }
    else:
        entry.update(make_spec(right, order=task.order, digits=digits, salt=salt))
        if "asked" in entry:
            entry["asked"] = _asked(task, right)
        entry.update(_untouched(exercise, task, digits, salt))
    entry["given"] = fingerprints(exercise, task)
    if said:
        entry["say"] = said
    if task.kind == "figure":
        check_figure(exercise, task, right)
        entry.update(beside(exercise, task, right, digits, salt, entry["sets"]))
    form = _form(task, right, digits)
    sealed = seal(form, salt)
    entry["right"] = digest(sealed)
    if task.after:
        entry["after"] = hide(remark_of(exercise, task), sealed)
    # A chart under other names: its remark needs a copy that these names can read.
    seals = [seal(each, salt) for each in _also(exercise, task, right, digits)]
    if seals:
        entry["also"] = {digest(each): hide(remark_of(exercise, task), each) for each in seals}
    if task.kind == "figure":
        entry.update(worded(exercise, task, [sealed, *seals], digits, salt))
    entry["mistakes"] = _mistakes(exercise, task, right, salt, digits)
    _add_slips(entry, exercise, task, right, salt)
    return entry


def _add_slips(entry: dict[str, Any], exercise: Exercise, task: Task, right: Tree, salt: str) -> None:
    """Seal what comes out of likely slips: as a whole, and in each part that it spoils."""
    found = _Sealed(salt)
    digits, order = entry["digits"], task.order
    for slip in slips_of(exercise, task):
        tree = _as_asked(_asked(task, right), slip.tree)
        if task.kind == "figure":
            if type(tree) is dict and tree["t"] == "axes":
                drawn = {json.dumps(each.pairs) for each in set_forms(right, digits=digits)}
                for each in set_forms(tree, digits=digits):
                    if json.dumps(each.pairs) not in drawn and _says_much({"t": "list", "v": each.heights}):
                        for known in entry["sets"]:
                            found.add(known, each.pairs, slip)
            continue
        form = canonical(tree, order=order, digits=digits)
        if form == canonical(right, order=order, digits=digits):
            continue
        own = parts_of(tree) if task.kind != "function" else {}
        wanted = {
            part: canonical(each, order=order, digits=digits)
            for part, each in (parts_of(right) if own else {}).items()
        }
        forms = {part: canonical(each, order=order, digits=digits) for part, each in own.items()}
        spoilt = {
            part: forms[part]
            for part in sorted((own.keys() & wanted.keys()) - {""})
            if forms[part] != wanted[part]
        }
        # All zero, or what another part holds as well: that has many causes.
        much = {p: each for p, each in spoilt.items() if _says_much(own[p]) and each not in wanted.values()}
        if _says_much(tree) and len(much) == len(spoilt) and (spoilt or set(own) <= {""}):
            found.add(entry, form, slip)
        for part, other in much.items():
            found.add(entry["parts"][part], other, slip)
    found.write()


class _Sealed:
    """Slips by what comes out of them; where two different ones give the same, neither is told."""

    def __init__(self, salt: str) -> None:
        self._salt = salt
        self._found: dict[tuple[int, str], tuple[dict[str, Any], Any, Slip | None]] = {}

    def add(self, known: dict[str, Any], form: Any, slip: Slip) -> None:
        key = id(known), json.dumps(form, sort_keys=True)
        if key not in self._found:
            self._found[key] = (known, form, slip)
        elif (first := self._found[key][2]) is not None and first.text != slip.text:
            self._found[key] = (known, form, None)

    def write(self) -> None:
        for known, form, slip in self._found.values():
            if slip is not None:
                sealed = seal(form, self._salt)
                said = {"id": f"slip-{slip.id}", "text": slip.text, "with": slip.shows, "without": slip.hides}
                known.setdefault("slips", {})[digest(sealed)[:16]] = hide(json.dumps(said), sealed)


def _says_much(tree: Tree) -> bool:
    """Whether a value is not one of the few that come out of anything."""
    if tree is None or type(tree) is bool:
        return False
    if type(tree) in (int, float):
        return abs(tree) > 2 if float(tree).is_integer() else has_long(tree)
    if type(tree) is dict and tree["t"] in ("missing", "float", "raised"):
        return False
    if type(tree) is dict and tree["t"] == "calls" and all(family(each) == "raised" for each in tree["v"]):
        return False  # which exception is all that is sealed, and each has many causes
    if type(tree) is dict and tree["t"] == "list":
        return any(cell != tree["v"][0] for cell in tree["v"]) or (
            len(tree["v"]) == 1 and _says_much(tree["v"][0])
        )
    return shape_of(tree)[:1] != [0]


def _in_a_line(text: str) -> str:
    """A hint without the line ends of its source: a reply breaks its lines where the page is wide enough."""
    return re.sub(r"(?<!\n)\n(?![\n*-])", " ", text)


def _help(task: Task) -> dict[str, Any]:
    """What is there for who is stuck: further hints, the first step with a gap, an example on other data."""
    found: dict[str, Any] = {}
    if task.hints:
        found["hints"] = [_in_a_line(each) for each in task.hints]
    step = task.step or first_step(task)
    if step:
        found["step"] = step
    if task.example:
        found["example"] = task.example
    return found


def _also(exercise: Exercise, task: Task, right: Tree, digits: int) -> list[Any]:
    """Forms of alternatives that differ from the solution in the names on an axis. All others must agree."""
    found = []
    for variant in task.alternatives:
        tree = _as_asked(_asked(task, right), answer_tree(exercise, task, variant.source, variant.line))
        form = _form(task, tree, digits)
        readings = [_form(task, {**tree, "marks": each}, digits) for each in _also_read(tree)]
        if _form(task, right, digits) in (form, *readings):
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


def _also_read(tree: Tree) -> list[Any]:
    return tree.get("also", []) if type(tree) is dict and tree["t"] == "axes" else []


def _asked(task: Task, right: Tree) -> Skeleton:
    """The containers of the right answer; of a dict its keys too, if the task names them all."""
    if type(right) is dict and right["t"] == "calls":
        return [skeleton(each) for each in right["v"]]
    asked, names = skeleton(right), names_of(right)
    said = f"{task.prompt}\n{task.stub}"
    if family(right) == "dict" and names and all(name in said for name in names):
        asked["keys"] = names
    return asked


def _as_asked(asked: Skeleton, tree: Tree) -> Tree:
    """An answer in the containers of the right one; of a function, what each call gave."""
    if type(asked) is list:
        pairs = zip(asked, tree["v"], strict=True)
        return {"t": "calls", "v": [as_asked(one, other) for one, other in pairs]}
    return as_asked(asked, tree)


def _can_be_told(outcome: Tree) -> bool:
    """Whether a result is written in a line, and is not of a kind that is the answer by itself."""
    if outcome is None or family(outcome) in ("missing value", "raised"):
        return False
    return not show(outcome, RESULT).startswith(("a ", "an "))


def _heights(tree: Tree, digits: int) -> list[Any]:
    heights = [{"t": "list", "v": each.heights} for each in set_forms(tree, digits=digits)]
    return sorted((canonical(each, digits=digits) for each in heights), key=json.dumps)


def _untouched(exercise: Exercise, task: Task, digits: int, salt: str) -> dict[str, str]:
    """Digest of what the cell gives as handed out, where that looks like an answer: an empty table."""
    if task.kind == "figure":
        return {}
    try:
        tree = answer_tree(exercise, task, task.stub, task.answer_line)
    except AuthoringError:
        return {}
    if has_dots(tree):
        return {}
    return {"stub": digest(seal(_form(task, tree, digits), salt))}


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
    for variant in (each for each in task.mistakes if not each.says):
        tree = _as_asked(_asked(task, right), answer_tree(exercise, task, variant.source, variant.line))
        form = canonical(tree, order=task.order, digits=digits)
        if form == whole:
            raise AuthoringError(
                exercise.path,
                variant.line,
                f"mistake {variant.id!r} of {task.id!r} gives the right answer",
                "Change it, or choose data or probes on which it shows.",
            )
        if (
            task.kind == "figure"
            and tree["t"] == "axes"
            and _form(task, tree, digits) != _form(task, right, digits)
        ):
            form = _form(task, tree, digits)  # recognised by its numbers, whatever is written beside them
        sealed = seal(form, salt)
        own = digest(sealed)
        if own in found:
            raise AuthoringError(
                exercise.path,
                variant.line,
                f"mistakes {found[own].id!r} and {variant.id!r} of {task.id!r} give the same answer",
                "Keep one, or choose probes that tell them apart.",
            )
        found[own] = variant
        written.append({"mark": own, "reply": hide(f"{variant.id}\n{variant.reply}", sealed)})
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
        seals = {option: seal(option, f"{salt}/{case}") for option in replies}
        cases[case] = {
            "right": digest(seals[chosen[case]]),
            "replies": {option: hide(reply, seals[option]) for option, reply in replies.items()},
        }
    # The remark belongs to the whole answer, and every case has a seal of its own.
    sealed = seal(chosen, salt)
    after = {"after": hide(remark_of(exercise, task), sealed)} if task.after else {}
    return {"cases": cases, "mistakes": [], **after}
