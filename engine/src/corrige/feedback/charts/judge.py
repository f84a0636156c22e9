"""Reply to a chart: by the numbers that it shows, and then by what a reader needs beside them."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from corrige.codec import Tree, canonical, digest, figure_data, in_line, set_forms
from corrige.feedback import messages, near_misses
from corrige.feedback.charts.places import along, plain, where_off
from corrige.feedback.charts.readings import as_meant, readings
from corrige.feedback.charts.sight import misleads
from corrige.feedback.charts.words import contradicted, lacking, missing_labels, of_note, worded_mistake
from corrige.feedback.comparing import Scale, scale_of
from corrige.feedback.diagnosis import Diagnosis
from corrige.feedback.hints.code_nodes import calls, written
from corrige.feedback.history import parsed
from corrige.feedback.known_mistakes import known_mistake, not_yet, right
from corrige.feedback.reply import Reply

_TRIED = 5
_PIE = re.compile(r"\.pie\(|kind=[\"']pie")
_DRAWS = re.compile(r"\.(plot|barh?|scatter|step|stem|hist|errorbar|[vh]lines)\b")
_KINDS = {"bars": "bars", "line": "a line", "points": "points"}


def _elsewhere(source: str, name: str) -> str:
    """What to say of `plt`, or of a table's own `.plot`, that draws on other axes; or nothing."""
    for call in calls([*ast.walk(parsed(source))]):
        func, given = call.func, {each.arg for each in call.keywords}
        if drawn := re.fullmatch(r"plt\.(plot|barh?|hist|scatter|step)", written(func)):
            return f"`{drawn[0]}` draws on the axes made last: `{name}.{drawn[1]}(…)` draws on these axes."
        if not isinstance(func, ast.Attribute) or given & {"ax", None}:
            continue
        kind = func.attr if isinstance(func.value, ast.Attribute) and func.value.attr == "plot" else ""
        # Axes are given what they draw, and a table draws itself.
        if kind or (func.attr == "plot" and ("kind" in given or not call.args)):
            step = f".plot.{kind}(ax={name})" if kind else f".plot(…, ax={name})"
            return f"`.plot` of a table opens a figure of its own unless it is told where to draw: `{step}`."
    return ""


def judge_chart(entry: Mapping[str, Any], tree: Tree, source: str = "") -> Reply:
    """Reply to the axes that an answer keeps.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    tree : Tree
        The answer, as `corrige.codec.encode` writes it.
    source : str
        The code that made it, if it is known.
    """
    name = entry["name"]
    if tree["t"] != "axes":
        return Reply("not yet", name, f"{name} holds several charts. Draw this one on axes of its own.")
    if not tree["marks"] and not tree["intervals"]:
        if _PIE.search(source):
            return Reply("not yet", name, messages.PIE, wrong=("",))
        if _DRAWS.search(source):
            why = _elsewhere(source, name) or messages.SHOW_DRAWN
            return Reply("not yet", name, f"{messages.NOTHING_DRAWN.format(name=name)} {why}", wrong=("",))
        text = (
            f"The axes hold no bars, line or points yet. Draw on them, as in {name}.bar(...), or with "
            f"pandas, as in table.plot(ax={name}); then check again."
        )
        return Reply("not answered", name, text)
    scale = scale_of(entry, source)
    for seen in readings(entry, tree):
        sealed = scale.seal_of_form(figure_data(seen, digits=entry["digits"]))
        if digest(sealed) == entry["right"] or digest(sealed) in entry.get("also", {}):
            gone = missing_labels(seen, name, source)
            mistake, said = ("", "") if gone else worded_mistake(entry, seen, sealed)
            problem = gone or said or misleads(entry, tree) or _beside(entry, seen, scale)
            if not problem:
                return right(entry, sealed)
            # No part of what it shows is wrong: help with the numbers would mislead.
            return _known(entry, tree, scale) or Reply("not yet", name, problem, mistake, wrong=())
    meant = as_meant(entry, tree)
    reply = (
        _known(entry, tree, scale)
        or (_known(entry, meant, scale) if meant is not tree else None)
        or not_yet(entry, _with_what_is_missing(entry, meant, _diagnosis(entry, meant, scale)))
    )
    words = lacking(tree, name)
    return replace(reply, text=f"{reply.text} {words.replace('A reader still', 'A reader also')}".strip())


def _known(entry: Mapping[str, Any], tree: Tree, scale: Scale) -> Reply | None:
    """The reply of a known mistake: by what is drawn, or by what is drawn and written."""
    form = canonical(tree, order=entry["order"], digits=entry["digits"])
    for each in (form, figure_data(tree, digits=entry["digits"])):
        known = known_mistake(entry, scale.seal_of_form(each), scale)
        if known is not None:
            return known
    return None


def shows_something(entry: Mapping[str, Any], tree: Tree) -> bool:
    """Whether a chart shows at least one of the sets of marks asked for: without it, nothing of it counts."""
    if tree["t"] != "axes" or not tree["marks"]:
        return False
    scale = scale_of(entry)
    wanted = {each["right"] for each in entry["sets"]} | {each["heights"]["right"] for each in entry["sets"]}
    return any(
        scale.digest_of_form(form.pairs) in wanted
        or scale.digest_of_form(_heights(form, entry["digits"])) in wanted
        for seen in readings(entry, tree)
        for form in set_forms(seen, digits=entry["digits"])
    )


def _heights(form: Any, digits: int) -> Any:
    return canonical({"t": "list", "v": form.heights}, digits=digits)


def _beside(entry: Mapping[str, Any], tree: Tree, scale: Scale) -> str:
    """What is wrong with a chart of the right numbers; empty if nothing."""
    if kind_of := _other_kind(entry, *{each["kind"] for each in tree["marks"]}):
        return kind_of
    if entry.get("exact") and tree.get("dropped"):
        return (
            "The numbers are right, and there is one line, or set of points, more than the task asks for. "
            "Leave it out, or draw it as axhline or axvline."
        )
    said = contradicted(entry, tree, scale)
    if said:
        return said
    return of_note(entry["note"], tree) if "note" in entry else ""


def _other_kind(entry: Mapping[str, Any], *kinds: str) -> str:
    """What to say of the right numbers drawn with other marks than asked for; empty if they are not."""
    asked = entry.get("marks", [])
    if not asked or set(kinds) <= set(asked):
        return ""
    wrong = messages.some([_KINDS[kind] for kind in sorted(set(kinds) - set(asked))])
    wanted = " or ".join(_KINDS[kind] for kind in asked)
    return f"The numbers are right, drawn as {wrong}; the task asks for {wanted}."


def _diagnosis(entry: Mapping[str, Any], tree: Tree, scale: Scale) -> Diagnosis:
    wanted, forms = entry["sets"], set_forms(tree, digits=entry["digits"])
    spelt = tree.get("spelt", {})
    marks = [scale.digest_of_form(each.pairs) for each in forms]
    missing = [each for each in wanted if each["right"] not in marks]
    extra = [form for form, own in zip(forms, marks, strict=True) if own not in {w["right"] for w in wanted}]
    there = len(wanted) - len(missing)
    # What the mark says is about all sets together: of one among others it may be about a right one.
    more = tuple(text for text in [entry.get("say", {}).get("", "")] if text and not there)
    if not missing and not extra:
        return Diagnosis(
            "The sets of marks are right; the error bars are not those asked for.", wants_hint=True, more=more
        )
    if not missing:
        what, it = "another set of marks beside it that is", "it"
        if len(extra) > 1:
            what, it = f"{len(extra)} other sets of marks beside it that are", "them"
        return Diagnosis(f"All that is asked for is there, and {what} not: leave {it} out.", "extra-marks")
    before = f"{_count(there, len(wanted))} right. " if there else ""
    if not extra:
        return Diagnosis(f"{before}{len(missing)} still missing.", wants_hint=True, more=more)
    before += "Of another: " if there else ""
    if any(scale.digest_of_form(form.turned) in {w["right"] for w in missing} for form in extra):
        return Diagnosis(f"{before}The numbers are right; the two axes have changed places.", "axes-swapped")
    slip = next((each for form in extra if (each := _slip(missing, form, scale)) is not None), None)
    if slip is not None:
        return Diagnosis(before + slip[1], slip[0])
    # Of several sets in place of one it is not known which was meant.
    for form in extra if len(extra) <= len(missing) else ():
        found = _by_heights(entry, form, missing, scale, spelt)
        if found is not None:
            return Diagnosis(before + found.text, found.mistake)
    if len(extra) <= len(missing):
        where = along(extra, missing, scale, spelt) or where_off(extra, missing, scale, spelt)
        if where is not None:
            return replace(where, text=before + where.text, more=more if where.wants_hint else ())
    size = _size(forms, extra, wanted, missing, scale.source)
    text = f"{before}The numbers drawn are not yet those asked for.{size}{_flat(extra)}"
    known = {entry for each in missing for entry in each.get("entries", [])}
    return Diagnosis(f"{text} {_first(extra[0], spelt, known, scale)}".strip(), wants_hint=True, more=more)


def _with_what_is_missing(entry: Mapping[str, Any], tree: Tree, found: Diagnosis) -> Diagnosis:
    """A diagnosis of one set of marks, with a word on another that is not drawn at all."""
    gone = len(entry["sets"]) - len(tree["marks"])
    if gone < 1 or tree.get("dropped") or "missing" in found.text or "asked for" in found.text:
        return found
    return replace(found, text=f"{found.text} Besides, {_sets(gone)} {'is' if gone == 1 else 'are'} missing.")


def _slip(missing: list[Mapping[str, Any]], form: Any, scale: Scale) -> tuple[str, str] | None:
    found = (scale.slip_of_form(each, form.pairs) for each in missing)
    return next((each for each in found if each is not None), None)


def _by_heights(
    entry: Mapping[str, Any],
    form: Any,
    missing: list[Mapping[str, Any]],
    scale: Scale,
    spelt: Mapping[str, str],
) -> Diagnosis | None:
    """What a set of marks has in common with one that is missing, by its heights alone."""
    heights = {"t": "list", "v": form.heights}
    marked = scale.digest_of_form(_heights(form, entry["digits"]))
    places = scale.digest_of_form(sorted(json.dumps(pair[0]) for pair in form.pairs))
    for each in missing:
        if marked == each["heights"]["right"]:
            if places == each["places"]:
                text = (
                    "The right numbers, and the right names beside them, but not each at its own: were the "
                    "names and the numbers sorted apart? Draw both from one table."
                )
                return Diagnosis(text, "matching")
            if kind_of := _other_kind(entry, form.kind):
                return Diagnosis(kind_of)
            text = (
                f"The numbers are right; the axis beside them is not. It holds {_places(form, spelt)}: "
                "which numbers, names or years does the task put there, how does it spell them, and does "
                "each stand at its own number?"
            )
            return Diagnosis(text, "axis")
        if places == each["places"]:
            kind = scale.near(each["heights"], heights)
            if kind:
                return Diagnosis(near_misses.sentence(kind, many=True), near_misses.mistake_of(kind))
    return None


def _size(
    forms: list[Any],
    extra: list[Any],
    wanted: list[Mapping[str, Any]],
    missing: list[Mapping[str, Any]],
    source: str,
) -> str:
    """What is off in the number of sets, or of the marks in the one that is wrong; empty if nothing."""
    if len(forms) != len(wanted):
        be = "is" if len(wanted) == 1 else "are"
        return f" The chart holds {_sets(len(forms))}, and {len(wanted)} {be} asked for."
    sizes = {len(each.get("entries") or each["runs"][0]) for each in missing}
    drawn = {len(each.pairs) for each in extra}
    # A straight line is known by its two ends, however many marks it has.
    if len(sizes) > 1 or len(drawn) > 1 or sizes == drawn or drawn == {2}:
        return ""
    (size,) = drawn
    if not size:
        return f" Nothing is drawn of a set: all its values are missing (NaN). {messages.LABELS_APART}"
    than = "fewer" if size < max(sizes) else "more"
    text = f" A set has {size} mark{'' if size == 1 else 's'}, {than} than asked for."
    if than == "fewer" and re.search(r"[=!<>]=|[<>]|\.(isin|query|between|dropna)\(", source):
        text += " Does a condition leave some out?"
    short = re.search(r"\.(diff|pct_change|rolling|shift)\(", source) if than == "fewer" else None
    return f"{text} `.{short[1]}(…)` leaves some without a value: is it asked for?" if short else text


def _flat(forms: list[Any]) -> str:
    """A word on marks that are all at 0."""
    heights = [pair[1] for form in forms for pair in form.pairs]
    zero = len(heights) > 2 and all(plain(each, {}).strip("-0.") == "" for each in heights)
    why = "does `reindex`, or a condition, ask for labels that the column does not have?"
    return f" All its marks are at 0: {why}" if zero else ""


def _first(form: Any, spelt: Mapping[str, str], known: Collection[str], scale: Scale) -> str:
    """The first mark that is not right."""
    # Under other names than the card's every mark looks wrong: a 0 is the least likely to be so.
    pairs = sorted(in_line(form.pairs), key=lambda pair: not plain(pair[1], {}).strip("-0."))[:_TRIED]
    found = next((pair for pair in pairs if scale.digest_of_form(pair) not in known), None)
    # Bars side by side at one name stand beside its place: a fraction is no place that a reader knows.
    if found is None or (form.kind == "bars" and not _is_whole(found[0])):
        return ""
    return f"Compare one of them by hand: at {plain(found[0], spelt)} it shows {plain(found[1], {})}."


def _is_whole(place: Any) -> bool:
    """Whether a place is a name or a whole number."""
    return type(place) is not dict or "n" not in place or float(place["n"]).is_integer()


def _places(form: Any, spelt: Mapping[str, str]) -> str:
    shown = [plain(pair[0], spelt) for pair in in_line(form.pairs)]
    return f"{messages.some(shown[:3])} …" if len(shown) > 3 else messages.some(shown)


def _sets(number: int) -> str:
    return f"{number} set{'' if number == 1 else 's'} of marks"


def _count(there: int, wanted: int) -> str:
    return f"{there} of {_sets(wanted)} {'is' if there == 1 else 'are'}"
