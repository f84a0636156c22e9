"""Say what is the matter with a wrong answer: its form, its labels, one of its parts, or only its last step.

The card holds the parts of the right answer and its near misses under seal. So this finds what a teacher
would see, and can still not say what is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corrige.codec import (
    LABELS,
    VALUES,
    Tree,
    canonical,
    family,
    labels_of,
    mark,
    names_of,
    parts_of,
    reveal,
    seal,
    shape_of,
)
from corrige.feedback import messages, near_misses
from corrige.feedback.suggested_fixes import form_of, repairs
from corrige.feedback.type_hints import wrong_family

_LISTS = ("list", "tuple", "set")
RIGHT, WRONG = "right", ""


@dataclass(frozen=True)
class Diagnosis:
    """A sentence or two, and the id of what was recognised; no id where it is only a place to look at."""

    text: str
    mistake: str = ""
    wants_hint: bool = False


@dataclass(frozen=True)
class Scale:
    """How two forms are compared in a task."""

    order: str
    digits: int
    salt: str

    def mark(self, tree: Tree, order: str = "") -> tuple[str, bytes]:
        """Light mark of a written value, and the seal it comes from."""
        form = canonical(tree, order=order or self.order, digits=self.digits)
        sealed = seal(form, self.salt, light=True)
        return mark(sealed), sealed


def scale_of(entry: Mapping[str, Any]) -> Scale:
    """The scale of a card's entry."""
    return Scale(entry["order"], entry["digits"], entry["salt"])


def diagnose(spec: Mapping[str, Any], tree: Tree, scale: Scale, name: str, code: str) -> Diagnosis:
    """Say what is the matter with an answer that is known to be wrong.

    Parameters
    ----------
    spec : mapping
        What the card knows of the right answer (see `corrige.authoring.spec`).
    tree : Tree
        The answer.
    scale : Scale
    name : str
        What to call the answer in a sentence.
    code : str
        What it is called in code.
    """
    for line, repaired in repairs(spec, tree, code):
        if scale.mark(repaired)[0] == spec["light"]:
            return Diagnosis(f"{form_of(spec, tree)} `{line}` gives it.", "form")
    seen, wanted = family(tree), spec["family"]
    if "unordered" in spec and scale.mark(tree, "any")[0] == spec["unordered"]:
        text = "What it holds is right; the order is not. Which one does the task put first?"
        return Diagnosis(text, "order")
    found = _look_at_parts(spec, tree, scale)
    if seen != wanted and not (seen in _LISTS and wanted in _LISTS):
        return _other_family(spec, tree, scale, name, code)
    if names_of(tree) != spec["names"]:
        return Diagnosis(messages.wrong_names(name, names_of(tree), spec["names"]))
    if shape_of(tree) != spec["shape"]:
        return Diagnosis(messages.wrong_shape(name, seen, shape_of(tree), spec["shape"]))
    if seen == "Series":
        return _series(spec, tree, found, name)
    if list(found) == [""]:
        return _single(spec, tree, scale, found[""], name)
    if found:
        return _parts(spec, tree, scale, found, name)
    return Diagnosis(messages.not_yet(name, tree), wants_hint=True)


def _look_at_parts(spec: Mapping[str, Any], tree: Tree, scale: Scale) -> dict[str, str]:
    """For each part: right, the kind of its near miss, or nothing."""
    found = {}
    for part, own in parts_of(tree).items():
        if part in spec["parts"]:
            known = spec["parts"][part]
            marked, sealed = scale.mark(own)
            hidden = known["near"].get(marked)
            found[part] = RIGHT if marked == known["right"] else reveal(hidden, sealed) if hidden else WRONG
    return found


def _other_family(spec: Mapping[str, Any], tree: Tree, scale: Scale, name: str, code: str) -> Diagnosis:
    seen, wanted = family(tree), spec["family"]
    if wanted == "Series" and seen in (*_LISTS, "array"):
        values = {"t": "list", "v": tree["v"]}
        if scale.mark(values)[0] == spec["parts"][VALUES]["right"]:
            what = _index_words(spec)
            text = (
                f"The values are right. They still need their labels: a Series is asked for, with {what} in "
                "its index. pd.Series(values, index=labels) makes one."
            )
            return Diagnosis(text, "index")
    return Diagnosis(wrong_family(name, code, tree, wanted, spec["names"]))


def _series(spec: Mapping[str, Any], tree: Tree, found: Mapping[str, str], name: str) -> Diagnosis:
    values, labels = found[VALUES], found[LABELS]
    if values == RIGHT and labels == RIGHT:
        return Diagnosis(
            "The values are right and the labels are right, but they are not matched: some values stand "
            "beside the label of another.",
            "matching",
        )
    if values == RIGHT or (values and labels != RIGHT):
        first = messages.some([messages.plain(label) for label in labels_of(tree)[:3]])
        also = "" if values == RIGHT else f" Besides: {near_misses.sentence(values, many=True)}"
        text = (
            f"The values are right; the index is not. It holds {first} …, and {_index_words(spec)} should "
            'stand there. If that is a column of your table, table.set_index("column")["values"] keeps both.'
        )
        if labels not in (RIGHT, WRONG):
            text = "The values are right; the labels in the index are not. " + near_misses.sentence(
                labels, many=True
            )
        return Diagnosis(text + also, "index")
    if values:
        return Diagnosis(near_misses.sentence(values, many=True), near_misses.mistake_of(values))
    return Diagnosis(messages.not_yet(name, tree), wants_hint=True)


def _index_words(spec: Mapping[str, Any]) -> str:
    named = [each for each in spec.get("index", []) if each]
    return " and ".join(f"the {each}" for each in named) if named else "what the task names there"


def _single(spec: Mapping[str, Any], tree: Tree, scale: Scale, kind: str, name: str) -> Diagnosis:
    if kind not in (RIGHT, WRONG):
        many = family(tree) in (*_LISTS, "array")
        return Diagnosis(near_misses.sentence(kind, many=many), near_misses.mistake_of(kind))
    return Diagnosis(messages.not_yet(name, tree), wants_hint=True)


def _parts(
    spec: Mapping[str, Any], tree: Tree, scale: Scale, found: Mapping[str, str], name: str
) -> Diagnosis:
    wrong = {part: kind for part, kind in found.items() if kind != RIGHT}
    if not wrong:
        return Diagnosis(
            "Each column holds the right values, but some stand in the row of another.", "matching"
        )
    misses = near_misses.joined(wrong.values())
    if len(misses) == 1 and WRONG not in misses:
        kind = misses.pop()
        everywhere = len(wrong) == len(found) or _others_are_whole(tree, wrong)
        return Diagnosis(
            _of_parts(spec, kind, [] if everywhere else list(wrong)), near_misses.mistake_of(kind)
        )
    kinds = messages.kinds_of_wrong(spec, parts_of(tree), wrong)
    swapped = _swapped(spec, tree, scale, wrong)
    if swapped:
        return Diagnosis(f"{messages.quoted(swapped)} have changed places: the values are right.", "swapped")
    text = messages.some_right(name, found, wrong, kinds)
    for kind in dict.fromkeys(kind for kind in wrong.values() if kind != WRONG):
        text += f" {_of_parts(spec, kind, [part for part in wrong if wrong[part] == kind])}"
    return Diagnosis(text, wants_hint=True)


def _of_parts(spec: Mapping[str, Any], kind: str, parts: list[str]) -> str:
    """The sentence for a near miss in some parts, or in all."""
    many = spec["family"] == "DataFrame" or len(parts) != 1
    sentence = near_misses.sentence(kind, many=many)
    return f"{messages.quoted(parts)}: {sentence[0].lower()}{sentence[1:]}" if parts else sentence


def _others_are_whole(tree: Tree, wrong: Mapping[str, str]) -> bool:
    """Whether no part but the wrong ones holds a number with decimals: then all that can be rounded is."""
    return not any(
        type(cell) is float and not cell.is_integer()
        for part, own in parts_of(tree).items()
        if part not in wrong
        for cell in (own["v"] if type(own) is dict and type(own.get("v")) is list else [own])
    )


def _swapped(spec: Mapping[str, Any], tree: Tree, scale: Scale, wrong: Mapping[str, str]) -> list[str]:
    """Two wrong parts of which each holds what belongs to the other."""
    own = {part: scale.mark(value)[0] for part, value in parts_of(tree).items() if part in wrong}
    for one in own:
        for other in own:
            if (
                one < other
                and own[one] == spec["parts"][other]["right"]
                and own[other] == spec["parts"][one]["right"]
            ):
                return [one, other]
    return []
