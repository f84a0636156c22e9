"""Reply to a chart: by the numbers that it shows, and only then by what a reader needs beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corrige.codec import Tree, canonical, figure_data, mark, reveal, seal, set_forms
from corrige.feedback import messages, near_misses
from corrige.feedback.diagnose import Diagnosis
from corrige.feedback.known_mistakes import known_mistake, not_yet, right
from corrige.feedback.reply import Reply


def judge_chart(entry: Mapping[str, Any], tree: Tree) -> Reply:
    """Reply to the axes that an answer keeps.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    tree : Tree
        The answer, as `corrige.codec.encode` writes it.
    """
    name = entry["name"]
    if tree["t"] != "axes":
        return Reply("not yet", name, f"{name} holds several charts. Draw this one on axes of its own.")
    if not tree["marks"] and not tree["intervals"]:
        text = (
            f"The axes hold no bars, line or points yet. Draw on them, as in {name}.bar(...), or with "
            f"pandas, as in table.plot(ax={name}); then check again."
        )
        return Reply("not answered", name, text)
    sealed = seal(figure_data(tree, digits=entry["digits"]), entry["salt"])
    shown = mark(sealed) == entry["right"] or mark(sealed) in entry.get("also", {})
    missing = messages.missing_labels(tree)
    if shown and not missing:
        return right(entry, sealed)
    form = canonical(tree, order=entry["order"], digits=entry["digits"])
    known = known_mistake(entry, seal(form, entry["salt"]))
    if known is not None:
        return known
    if shown:
        return Reply("not yet", name, missing)
    return not_yet(entry, _diagnosis(entry, tree))


def _diagnosis(entry: Mapping[str, Any], tree: Tree) -> Diagnosis:
    wanted, forms = entry["sets"], set_forms(tree, digits=entry["digits"])
    marks = [mark(seal(each.pairs, entry["salt"], light=True)) for each in forms]
    missing = [each for each in wanted if each["right"] not in marks]
    extra = [form for form, own in zip(forms, marks, strict=True) if own not in {w["right"] for w in wanted}]
    there = len(wanted) - len(missing)
    if not missing and extra:
        text = "All that is asked for is there, and another set of marks beside it that is not: leave it out."
        return Diagnosis(text, "extra-marks")
    if not extra and there:
        return Diagnosis(
            f"{_count(there, len(wanted))} right; the others are still missing.", wants_hint=True
        )
    before = f"{_count(there, len(wanted))} right. Of another: " if there else ""
    if any(
        mark(seal(form.pairs, entry["salt"], light=True)) in {w["turned"] for w in missing} for form in extra
    ):
        return Diagnosis(f"{before}The numbers are right; the two axes have changed places.", "axes-swapped")
    for form in extra:
        found = _heights(entry, form, missing)
        if found is not None:
            return Diagnosis(before + found.text, found.mistake)
    if before:
        return Diagnosis(f"{_count(there, len(wanted))} right, and another is not yet.", wants_hint=True)
    return Diagnosis("The chart does not show the numbers asked for.", wants_hint=True)


def _heights(entry: Mapping[str, Any], form: Any, missing: list[Mapping[str, Any]]) -> Diagnosis | None:
    """What a set of marks has in common with one that is missing, by its heights alone."""
    heights = canonical({"t": "list", "v": form.heights}, digits=entry["digits"])
    sealed = seal(heights, entry["salt"], light=True)
    for each in missing:
        if mark(sealed) == each["heights"]["right"]:
            places = messages.some([_plain(pair[0]) for pair in form.pairs[:3]])
            text = (
                f"The numbers are right; the axis beside them is not. It holds {places} …: use the names, or "
                "the years, of the task and in its spelling."
            )
            return Diagnosis(text, "axis")
        hidden = each["heights"]["near"].get(mark(sealed))
        if hidden:
            kind = reveal(hidden, sealed)
            return Diagnosis(near_misses.sentence(kind, many=True), near_misses.mistake_of(kind))
    return None


def _plain(cell: Any) -> str:
    return str(cell["n"]) if type(cell) is dict and "n" in cell else str(cell)


def _count(there: int, wanted: int) -> str:
    return f"{there} of {wanted} sets of marks {'is' if there == 1 else 'are'}"
