"""Say what is the matter with a wrong answer: its form, its labels, which of its parts, or its last step.

The card holds the parts of the right answer under seal. So this finds what a teacher would see, and can still
not say what is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from corrige.codec import (
    LABELS,
    VALUES,
    Tree,
    entries_of,
    family,
    labels_of,
    names_of,
    parts_of,
    shape_of,
    shown_labels,
)
from corrige.feedback import messages, near_misses, rows_and_columns
from corrige.feedback.comparing import Scale
from corrige.feedback.diagnosis import Diagnosis, entries_off, says
from corrige.feedback.hints.types import wrong_family
from corrige.feedback.number_words import TEXT, cut_off, shown_as_text
from corrige.feedback.parts import of_parts
from corrige.feedback.suggested_fixes import form_of, repairs

_LISTS = ("list", "tuple", "set")
_MOST_SHOWN = 6
_WHERE = re.compile(r"(?<!np)(?<!numpy)\.where\(")


def diagnose(spec: Mapping[str, Any], tree: Tree, scale: Scale, name: str, code: str) -> Diagnosis:
    """Say what is the matter with an answer that is known to be wrong.

    Parameters
    ----------
    spec : mapping
        What the card knows of the right answer (see `corrige.authoring.spec`).
    tree : Tree
        The answer, in the containers asked for as far as it can be turned.
    scale : Scale
    name : str
        What to call the answer in a sentence.
    code : str
        What it is called in code.
    """
    if (line := next(fixing(spec, tree, scale, code), None)) is not None:
        return Diagnosis(f"{form_of(spec, tree)} `{line}` gives it.", "form")
    seen, wanted = family(tree), spec["family"]
    in_a_set = (seen, wanted) == ("set", "tuple")
    if not in_a_set and "unordered" in spec and scale.digest(tree, "any") == spec["unordered"]:
        text = "What it holds is right; the order is not. Which one does the task put first?"
        return Diagnosis(text, "order")
    if seen != wanted and (not (seen in _LISTS and wanted in _LISTS) or in_a_set):
        return _other_family(spec, tree, scale, name, code)
    if names_of(tree) != spec["names"]:
        longer = shape_of(tree)[:1] > spec["shape"][:1]
        names = names_of(tree), spec["names"]
        return Diagnosis(rows_and_columns.wrong_names(name, *names, seen, scale.source, longer=longer))
    if shape_of(tree) != spec["shape"] or _has_other_rows(spec, tree, scale):
        return _other_shape(spec, tree, scale, name)
    if seen == "Series":
        return _series(spec, tree, scale, name)
    own = {part: value for part, value in parts_of(tree).items() if part in spec["parts"]}
    if list(own) == [""]:
        return _single(spec, tree, scale, own[""], name)
    if own:
        return of_parts(spec, tree, scale, own, name)
    return Diagnosis(messages.not_yet(name, tree), wants_hint=True, more=says(spec, [""]))


def fixing(spec: Mapping[str, Any], tree: Tree, scale: Scale, code: str) -> Iterator[str]:
    """Lines of code that give an answer the form asked for, where what it holds is right."""
    for line, repaired in repairs(spec, tree, code):
        if _fits(spec, repaired) and scale.digest(repaired) == spec["right"]:
            yield line


def _fits(spec: Mapping[str, Any], tree: Tree) -> bool:
    """Whether it is worth a seal: what is open of the right answer agrees."""
    return (family(tree), names_of(tree), shape_of(tree)) == (spec["family"], spec["names"], spec["shape"])


def wrong_parts(spec: Mapping[str, Any], tree: Tree, scale: Scale) -> tuple[str, ...]:
    """Parts that are not right; none of them if only rows are missing, or too many."""
    if _rows_are_right(spec, tree, scale):
        gone = len(spec["entries"]) > len(entries_of(tree))
        return (LABELS,) if gone and family(tree) == "Series" and not _one_message(spec) else ()
    own = parts_of(tree)
    return tuple(
        part
        for part, known in spec.get("parts", {}).items()
        if part not in own or scale.digest(own[part]) != known["right"]
    )


def _has_other_rows(spec: Mapping[str, Any], tree: Tree, scale: Scale) -> bool:
    """Whether a table has as many rows as asked for, and some of them are others."""
    rows = entries_of(tree) if spec.get("entries") and family(tree) == "DataFrame" else []
    strange = sum(scale.digest(row.label) not in spec["entries"] for row in rows)
    return 0 < strange < len(rows)


def _one_message(spec: Mapping[str, Any]) -> bool:
    said = spec.get("say", {})
    return bool(said.get(LABELS) == said.get(VALUES))


def _rows_are_right(spec: Mapping[str, Any], tree: Tree, scale: Scale) -> bool:
    """Whether each row, or entry, that belongs there is right as far as it is there."""
    known: Mapping[str, str] = spec.get("entries", {})
    rows = entries_of(tree) if known and names_of(tree) == spec["names"] else []
    there = [(scale.digest(row.label), row) for row in rows]
    return any(label in known for label, _ in there) and all(
        known[label] == scale.digest(row.whole) for label, row in there if label in known
    )


def _other_family(spec: Mapping[str, Any], tree: Tree, scale: Scale, name: str, code: str) -> Diagnosis:
    seen, wanted = family(tree), spec["family"]
    if wanted == "Series" and seen in (*_LISTS, "array"):
        values = {"t": "list", "v": tree["v"]}
        if scale.digest(values) == spec["parts"][VALUES]["right"]:
            what = _index_words(spec)
            text = (
                f"The values are right. They still need their labels: a Series is asked for, with {what} in "
                "its index. pd.Series(values, index=labels) makes one."
            )
            return Diagnosis(text, "index")
    return Diagnosis(wrong_family(name, code, tree, wanted, spec["names"], spec["shape"]))


def _other_shape(spec: Mapping[str, Any], tree: Tree, scale: Scale, name: str) -> Diagnosis:
    """Too many or too few: by name where the card knows the labels, and they can be told apart."""
    entries: Mapping[str, str] = spec.get("entries", {})
    rows = entries_of(tree) if entries and len(shape_of(tree)) == len(spec["shape"]) else []
    shown = zip(map(messages.plain, shown_labels(rows)), rows, strict=True)
    sealed = [(label, scale.digest(row.label), row.whole["v"][1:]) for label, row in shown]
    surplus = [label for label, marked, _ in sealed if marked not in entries]
    empty = all(not any(values) for _, marked, values in sealed if marked not in entries)
    gone = len(entries) - (len(rows) - len(surplus))
    if _is_misaligned(spec, tree):
        why = messages.EMPTIED if _WHERE.search(scale.source) else messages.MISALIGNED
        text = f"{name} has {shape_of(tree)[0]} rows, more than it should have. {why}"
    elif rows and gone == len(entries) and family(tree) == "Series" and type(labels_of(tree)[0]) is str:
        text = rows_and_columns.no_label(name, labels_of(tree))
    elif not rows or gone == len(entries):
        text = rows_and_columns.wrong_shape(name, family(tree), shape_of(tree), spec["shape"], scale.source)
    else:
        left = len(rows) - len(surplus)
        unit = "row" if family(tree) == "DataFrame" else "entry"
        text = rows_and_columns.surplus_and_missing(
            name, surplus, gone, scale.source, left, unit=unit, empty=empty
        )
        if _rows_are_right(spec, tree, scale):
            more = says(spec, [LABELS]) if gone and not surplus and not _one_message(spec) else ()
            return Diagnosis(f"{text} The others are right.", more=more)
    # A message that is for values as well, or about one of them, may speak of what is right here.
    unknown = family(tree) == "Series" and not rows and shape_of(tree) > spec["shape"]
    if family(tree) == "tuple" == spec["family"]:
        return Diagnosis(text)  # how many values are asked for is all that is to be said
    return Diagnosis(text, wants_hint=True, more=() if unknown else says(spec, [LABELS]))


def _is_misaligned(spec: Mapping[str, Any], tree: Tree) -> bool:
    """Whether a table has more rows than asked for, and gaps in each column."""
    columns = parts_of(tree).values() if family(tree) == "DataFrame" else ()
    longer = shape_of(tree)[:1] > spec["shape"][:1]
    return longer and bool(columns) and all(map(messages.missing_values, columns))


def _series(spec: Mapping[str, Any], tree: Tree, scale: Scale, name: str) -> Diagnosis:
    own, known = parts_of(tree), spec["parts"]
    right = {part: scale.digest(own[part]) == known[part]["right"] for part in (VALUES, LABELS)}
    entries = entries_of(tree) if "entries" in spec else []
    off = entries_off(spec, entries, scale) if entries else []
    if right[LABELS] and right[VALUES]:
        where = f" Look at {messages.few(off)}." if 0 < len(off) < len(entries) else ""
        text = (
            "The values are right and the labels are right, but they are not matched: some values stand "
            f"beside the label of another.{where}"
        )
        return Diagnosis(text, "matching")
    if right[VALUES] and not right[LABELS]:
        return _wrong_labels(spec, own[LABELS], scale, tree)
    slip = scale.slip(known[VALUES], own[VALUES])
    if slip is not None:
        return Diagnosis(slip[1], slip[0])
    if shown_as_text(own[VALUES]):
        return Diagnosis(TEXT.format(what="The values are"))
    if cut := cut_off(known[VALUES], own[VALUES], scale):
        return Diagnosis(cut, more=says(spec, [LABELS]) if not right[LABELS] else ())
    kind = scale.near(known[VALUES], own[VALUES])
    if kind:
        text = near_misses.sentence(kind, many=True)
        if not right[LABELS]:
            text = f"{_wrong_labels(spec, own[LABELS], scale, tree).text} Besides: {text}"
            return Diagnosis(text.replace("The values are right; ", "The values are nearly right; "), "index")
        return Diagnosis(text, near_misses.mistake_of(kind))
    if right[LABELS] and entries and 0 < len(off) < len(entries):
        text = messages.some_entries(len(entries) - len(off), off) + messages.odd_values(own[VALUES])
        return Diagnosis(text, wants_hint=True, more=says(spec, [VALUES]))
    if not right[LABELS]:
        text = (
            f"{name} holds {messages.first_of(labels_of(tree))} as its labels. Is that what the task names?"
        )
        if entries and len(off) < len(entries):
            text = messages.some_entries(len(entries) - len(off), off)
        return Diagnosis(text, wants_hint=True, more=says(spec, [LABELS, VALUES]))
    text = f"The labels are right; the values are not yet.{messages.odd_values(own[VALUES])}"
    text += rows_and_columns.not_in_order(labels_of(tree), scale.source)
    return Diagnosis(text, wants_hint=True, more=says(spec, [VALUES]))


def _wrong_labels(spec: Mapping[str, Any], labels: Tree, scale: Scale, tree: Tree) -> Diagnosis:
    kind = scale.near(spec["parts"][LABELS], labels)
    if kind:
        text = (
            f"The values are right; the labels in the index are not. {near_misses.sentence(kind, many=True)}"
        )
        return Diagnosis(text, "index")
    text = (
        f"The values are right; the index is not. It holds {messages.first_of(labels_of(tree))}, and "
        f"{_index_words(spec)} should stand there. If that is a column of your table, "
        'table.set_index("column")["values"] keeps both.'
    )
    return Diagnosis(text, "index")


def _index_words(spec: Mapping[str, Any]) -> str:
    named = [each for each in spec.get("index", []) if each]
    return " and ".join(f"the {each}" for each in named) if named else "what the task names there"


def _single(spec: Mapping[str, Any], tree: Tree, scale: Scale, own: Tree, name: str) -> Diagnosis:
    known = spec["parts"][""]
    kind = scale.near(known, own)
    if kind:
        many = family(tree) in (*_LISTS, "array")
        return Diagnosis(near_misses.sentence(kind, many=many), near_misses.mistake_of(kind))
    if cut := cut_off(known, own, scale):
        return Diagnosis(f"{messages.not_yet(name, tree)} {cut}")
    return Diagnosis(messages.not_yet(name, tree), wants_hint=True, more=says(spec, [""]))
