"""Try a learner's function on the public inputs of the answer card."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from corrige.codec import (
    Tree,
    as_asked,
    call,
    canonical,
    decode,
    digest,
    family,
    has_dots,
    has_fractions,
    has_long,
    names_of,
    places_of,
)
from corrige.feedback import messages, near_misses
from corrige.feedback.comparing import Scale, scale_of
from corrige.feedback.diagnose import diagnose, fixing, wrong_parts
from corrige.feedback.diagnosis import Diagnosis
from corrige.feedback.errors.call_words import after_an_error, of_none
from corrige.feedback.hints.functions import overwritten, parameters
from corrige.feedback.hints.same_for_all import same_for_all
from corrige.feedback.hints.types import wrong_family
from corrige.feedback.known_mistakes import known_mistake, not_yet, right
from corrige.feedback.reply import Reply
from corrige.feedback.showing import RESULT, show, show_call
from corrige.feedback.stages import of_the_mark
from corrige.feedback.suggested_fixes import form_of

_UNSPOKEN = ("None", "missing value", "raised")
"""Kinds of a right result that a reply does not name: for these, the kind is the answer."""


_SECONDS = 4.0
_NEAR = 0.005
_SAME = 1e-9
_BY_CHANCE = set(near_misses.KINDS) - {"rounded", "sign"}

#: What a call does that no right function does: what is said of it.
PROBLEMS = {
    "endless": (
        "Called {called}. It did not come back and was {text}. Does the loop ever end? Look at what makes "
        "its condition false, and whether each round comes nearer to it."
    ),
    "changed": (
        "{name} changes what it is given (its argument number {text}): then a table of the notebook is no "
        "longer what it was, for every cell after it. Work on a copy, as `.copy()` gives it, without "
        "`inplace=True` and without assigning into the argument. Then run the cells that load the data "
        "again."
    ),
    "handed on": (
        "{name} hands everything it is given to the course's own `{text}`. The task is to write these steps "
        "yourself; afterwards you can compare the two."
    ),
}
_NAN = 'In quotation marks "nan" is a word: `float("nan")` is the number that is missing.'


def try_function(entry: Mapping[str, Any], namespace: Mapping[str, Any]) -> list[Tree]:
    """Call a function of this notebook on each of the card's inputs; an exception is an outcome too.

    After a call that had to be stopped, or called itself without end, no other is made: it would only be
    waited for.
    """
    outcomes: list[Tree] = []
    for arguments in entry["probes"]:
        outcomes.append(_outcome(namespace, entry["name"], json.dumps(arguments)))
        last = outcomes[-1] if type(outcomes[-1]) is dict else {}
        if _problem(last) == "endless" or (last.get("t"), last.get("v")) == ("raised", "RecursionError"):
            break
    return outcomes


def judge_function(entry: Mapping[str, Any], tree: Tree, outcomes: list[Tree], source: str = "") -> Reply:
    """Reply to a function by what its calls gave; stops at the first call that is not yet right."""
    name = entry["name"]
    if family(tree) != "function":
        over = overwritten(source, name)
        return Reply("not yet", name, over or wrong_family(name, name, tree, "function"))
    specs = entry["specs"]
    given = outcomes
    outcomes = [as_asked(spec.get("asked"), each) for spec, each in zip(specs, outcomes, strict=False)]
    forms = [canonical(each, order=entry["order"], digits=entry["digits"]) for each in outcomes]
    scale = scale_of(entry, source)
    sealed = scale.seal_of_form({"calls": forms})
    if digest(sealed) == entry["right"]:
        return right(entry, sealed)
    asked = parameters(entry["stub"], entry["name"])
    if asked != tree["parameters"] and sorted(asked) == sorted(tree["parameters"]):
        text = (
            f"The arguments have changed places: the task gives them as {entry['name']}({', '.join(asked)})."
        )
        return Reply("not yet", entry["name"], text, "arguments")
    every = range(len(forms)) if tree["parameters"] else range(0)
    constant = _ignores_its_input(specs, outcomes, forms, every)
    # Who only tells where there is nothing to give has not begun to answer.
    valued = [place for place in every if specs[place]["family"] not in _UNSPOKEN]
    hollow = constant or _ignores_its_input(specs, outcomes, forms, valued)
    known = known_mistake(entry, sealed, scale)
    if known is not None and all(_problem(each) == "raised" for each in outcomes):
        # Which exception is all that is sealed, and each has many causes: its own words come first.
        likely = Diagnosis(known.text, known.mistake)
        return replace(_reply(entry, 0, outcomes[0], scale, likely, 0, cut=False), constant=hollow)
    if known is not None:
        # What a change of the solution gives may have come about in another way: a call shows where.
        failed = [each for each in every if scale.digest(outcomes[each]) != specs[each]["right"]]
        more = _second(entry, given, failed) if known.text.startswith(messages.COMES_OUT) else ""
        return replace(known, text=f"{known.text} {more}".strip(), constant=hollow)
    if (constant and outcomes[0] is not None) or (
        hollow and family(outcomes[valued[0]]) in ("number", "tuple")
    ):
        place = 0 if constant else valued[0]
        text = same_for_all(entry, place, outcomes[place], source)
        return Reply("not yet", name, text, "same-for-all", constant=True)
    wrong = [
        place
        for place, (outcome, spec) in enumerate(zip(outcomes, specs, strict=False))
        if scale.digest(outcome) != spec["right"]
    ]
    if not wrong:
        return Reply("not yet", name, messages.not_yet(name, tree))
    found = _for_all(specs, outcomes, wrong, scale)
    first = wrong[0]
    found = found or _form_of_all(specs, outcomes, wrong, scale)
    if family(given[first]) != specs[first]["family"] and names_of(outcomes[first]) != specs[first]["names"]:
        outcomes[first] = given[first]  # to be told as it was given, and not as a dict made of a list
    # What is rounded once is rounded each time.
    cut = all(places_of(outcomes[place]) is not None for place in wrong if has_fractions(outcomes[place]))
    numbers = [place for place in wrong if family(outcomes[place]) == "number"]
    # What is near to the right result in one call, and not in another that is wrong too, is so by chance.
    if found is None and first in numbers[:-1] and _for_all(specs, outcomes, numbers, scale) is None:
        seen = _diagnosis({**specs[first], "say": entry.get("say", {})}, outcomes[first], scale, cut=cut)
        if seen.mistake in _BY_CHANCE:
            found = Diagnosis("That is not yet right.", wants_hint=True, more=seen.more)
    held = len(outcomes) - len(wrong)
    reply = _reply(entry, first, outcomes[first], scale, found, held, cut=cut, given=given[first])
    off = {place: wrong_parts(specs[place], outcomes[place], scale) for place in wrong}
    parts = dict.fromkeys(part for each in off.values() for part in each)
    alike = all(family(outcomes[place]) == specs[place]["family"] in ("dict", "tuple") for place in wrong)
    # What is wrong beside what the first call has wrong may only follow from that.
    alone = [off[place] for place in wrong if not {*off[place]} & {*off[first]}]
    also = [part for part in parts if any(part in each for each in alone)]
    if alike and also and not reply.mistake:
        said = f"{messages.named(also)} {'is' if len(also) == 1 else 'are'} not right either"
        of_them = of_the_mark(entry, also, reply.text)
        reply = replace(reply, text=f"{reply.text} For other inputs {said}. {of_them}".strip())
    second = _second(entry, given, wrong[1:])
    return replace(reply, wrong=tuple(parts), constant=hollow, second=second)


def _second(entry: Mapping[str, Any], outcomes: list[Tree], places: Sequence[int]) -> str:
    """The first of these calls that fits into a line, with what it gave and what is expected."""
    for place in places:
        shown, full = show_call(entry["name"], entry["probes"][place])
        expected = entry.get("expected", {}).get(str(place), "")
        if full and expected and family(outcomes[place]) != "raised" and outcomes[place] is not None:
            return f"{shown} gives {show(outcomes[place], RESULT)}, and {expected} is expected."
    return ""


def _for_all(
    specs: list[Mapping[str, Any]], outcomes: list[Tree], wrong: list[int], scale: Scale
) -> Diagnosis | None:
    """A near miss that holds for each wrong result, of which there are two at least."""
    kind = ""
    for place in wrong:
        parts = specs[place].get("parts", {})
        if list(parts) != [""] or family(outcomes[place]) not in ("number", "list", "array"):
            return None
        found = scale.near(parts[""], outcomes[place], kind, sure=len(wrong) > 1)
        if not found or (kind and not near_misses.alike([kind, found])):
            return None
        kind = kind or found
    many = family(outcomes[wrong[0]]) != "number"
    if len(wrong) < 2 and near_misses.mistake_of(kind) in _BY_CHANCE:
        return None
    return Diagnosis(near_misses.sentence(kind, many=many), near_misses.mistake_of(kind))


def _form_of_all(
    specs: list[Mapping[str, Any]], outcomes: list[Tree], wrong: list[int], scale: Scale
) -> Diagnosis | None:
    """What to say where the right result can be taken out of the first wrong one.

    The largest of a list may be its third by chance: only what holds for all of them is a matter of form.
    """
    spec, outcome = specs[wrong[0]], outcomes[wrong[0]]
    lines = [*fixing(spec, outcome, scale, "result")]
    if not lines:
        return None
    others = [{*fixing(specs[place], outcomes[place], scale, "result")} for place in wrong[1:]]
    shared = [line for line in lines if all(line in each for each in others)]
    if shared:
        return Diagnosis(f"{form_of(spec, outcome)} `{shared[0]}` gives it.", "form")
    of_form = spec["family"], spec["names"], spec["shape"]
    return Diagnosis(wrong_family("The result", "result", outcome, *of_form))


def _ignores_its_input(
    specs: list[Mapping[str, Any]], outcomes: list[Tree], forms: list[Any], places: Sequence[int]
) -> bool:
    """Whether each of these calls gave the same, be it nothing, where the right results differ."""
    if len(places) < 3 or family(outcomes[places[0]]) == "raised" or has_dots(outcomes[places[0]]):
        return False
    same = all(forms[place] == forms[places[0]] for place in places)
    return same and len({specs[place]["right"] for place in places}) > 1


def _outcome(namespace: Mapping[str, Any], name: str, arguments: str) -> Tree:
    with contextlib.redirect_stdout(io.StringIO()):
        envelope = call(namespace, name, arguments, _SECONDS).envelope
    if envelope["ok"]:
        return envelope["value"]
    kind = envelope.get("type", envelope["problem"])
    told = {key: envelope.get(key, "") for key in ("text", "problem", "line", "values")}
    return {"t": "raised", "v": kind, **told}


def _problem(outcome: Tree) -> str:
    return str(outcome.get("problem", "")) if type(outcome) is dict else ""


def _reply(
    entry: Mapping[str, Any],
    place: int,
    outcome: Tree,
    scale: Scale,
    found: Diagnosis | None,
    held: int,
    *,
    cut: bool,
    given: Tree | None = None,
) -> Reply:
    arguments = entry["probes"][place]
    shown, full = show_call(entry["name"], arguments)
    problem = _problem(outcome)
    if problem in PROBLEMS:
        text = PROBLEMS[problem].format(name=entry["name"], text=outcome["text"], called=shown)
        text += f" {entry['hint']}" if problem == "handed on" else ""
        return Reply("not yet", entry["name"], text, problem.replace(" ", "-"))
    inputs = len(entry["probes"])
    also = f"Right for {held} of {inputs} inputs tried, and not for this one. " if 2 * held > inputs else ""
    called = f"{also}Called {shown}. "
    expected = entry.get("expected", {}).get(str(place), "")
    reply = _of_outcome(entry, place, outcome, scale, called, found, expected, cut=cut, given=given)
    how = "" if full else f" To try it yourself: {entry['name']}(*_.case) in the next cell."
    return replace(reply, text=reply.text + how, case=tuple(decode(each) for each in arguments))


def _of_outcome(
    entry: Mapping[str, Any],
    place: int,
    outcome: Tree,
    scale: Scale,
    called: str,
    found: Diagnosis | None,
    expected: str,
    *,
    cut: bool,
    given: Tree | None,
) -> Reply:
    name = entry["name"]
    right_is = f" {expected} is expected." if expected else ""
    if type(outcome) is dict and outcome["t"] == "raised":
        if outcome.get("problem") == "unwritable":
            return Reply(
                "not yet", name, called + messages.unwritable("The result", outcome["v"], entry["kind"])
            )
        line = outcome.get("line", "")
        where = f" in the line `{line}`" if line else ""
        values = f" There {outcome['values']}." if outcome.get("values") else ""
        said = f"{called}It raised {outcome['v']}{where}: {outcome['text'].rstrip('.')}.{values}{right_is} "
        likely = found or Diagnosis("")
        step = ""
        # Whatever is odd about an error: its own words are there.
        with contextlib.suppress(Exception):
            step = after_an_error(entry, place, outcome, scale.source, likely.text)
        mistake = likely.mistake if step and step == likely.text else ""
        return Reply("not yet", name, f"{said}{step}".strip(), mistake)
    if outcome is None:
        return Reply("not yet", name, f"{called}It returned None{of_none(right_is, scale.source)}")
    if has_dots(outcome):
        return Reply(
            "not answered", name, f"{called}It returned the three dots: put your answer in their place."
        )
    spec = entry["specs"][place]
    found = found or _diagnosis({**spec, "say": entry.get("say", {})}, outcome, scale, cut=cut)
    if not found.more and (found.wants_hint or family(outcome) != "tuple"):
        found = replace(found, more=tuple(text for text in [of_the_mark(entry, ("",))] if text))
    found = replace(found, text=f"{found.text}{_members(expected, outcome)}")
    if _is_nan_in_words(outcome) and not found.mistake:
        found = replace(found, more=(_NAN,), wants_hint=False)
    # Told as it was given, and not as what is asked for that was made of it.
    own = outcome if given is None else given
    return not_yet(entry, found, f"{called}It returned {show(own, RESULT)}.{right_is} ")


def _is_nan_in_words(outcome: Tree) -> bool:
    """Whether a result is nothing but the word nan, once or several times."""
    cells = outcome["v"] if family(outcome) in ("list", "tuple") else [outcome]
    return bool(cells) and all(type(each) is str and each.casefold() == "nan" for each in cells)


def _members(expected: str, outcome: Tree) -> str:
    """Which numbers of a pair in the result are right, where what is expected is shown anyhow."""
    try:
        wanted, own = ast.literal_eval(expected), decode(outcome)
    except (SyntaxError, TypeError, ValueError):
        return ""
    if type(wanted) is type(own) is float and _SAME < abs(own - wanted) <= _NEAR * abs(wanted):
        return " It is near: was something rounded on the way, or is it found by steps, which only come near?"
    text = ""
    for part, value in wanted.items() if type(wanted) is dict is type(own) else ():
        given = own.get(part)
        if type(value) is type(given) is tuple and len(value) == len(given):
            same = [math.isclose(*pair, rel_tol=_SAME) for pair in zip(value, given, strict=True)]
            right_ones = [f"number {place}" for place, each in enumerate(same, 1) if each]
            wrong = [f"number {place}" for place, each in enumerate(same, 1) if not each]
            if right_ones and wrong:
                text += (
                    f" In {part!r} {messages.some(right_ones)} is right and {messages.some(wrong)} is not."
                )
    return text


def _diagnosis(spec: Mapping[str, Any], outcome: Tree, scale: Scale, *, cut: bool) -> Diagnosis:
    if spec["family"] in _UNSPOKEN or family(outcome) in _UNSPOKEN:
        return Diagnosis("That is not yet right.", wants_hint=True)
    found = diagnose(spec, outcome, scale, "The result", "result")
    # What holds on one input may be chance: `_for_all` has looked at the others.
    chance = found.mistake in _BY_CHANCE and not has_long(outcome)
    chance = chance or (found.mistake == "rounded" and not cut)
    if chance or (found.wants_hint and not _says_where(found.text)):
        return Diagnosis("That is not yet right.", wants_hint=True, more=found.more)
    return found


def _says_where(text: str) -> bool:
    return any(each in text for each in (" right (", "Look again at", "missing", "asked for", "in order"))
