"""Try a learner's function on the public inputs of the answer card."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
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
from corrige.feedback.code_nodes import statement_at
from corrige.feedback.comparing import Scale, scale_of
from corrige.feedback.diagnose import Diagnosis, diagnose, wrong_parts
from corrige.feedback.errors.code_words import by_code
from corrige.feedback.errors.error_words import by_text
from corrige.feedback.errors.module_words import not_loaded, of_a_library
from corrige.feedback.history import parsed
from corrige.feedback.known_mistakes import known_mistake, not_yet, right
from corrige.feedback.reply import Reply
from corrige.feedback.same_for_all import same_for_all
from corrige.feedback.showing import RESULT, show, show_call
from corrige.feedback.stages import of_the_mark
from corrige.feedback.type_hints import wrong_family

_COMPARES = re.compile(r"[<>]|==|!=")
_UNSPOKEN = ("None", "missing value", "raised")
"""Kinds of a right result that a reply does not name: for these, the kind is the answer."""


_SECONDS = 4.0
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

_AFTER_ERROR = {
    "IndexError": "Does a loop ask for the neighbour of the last item, or for an item of an empty list?",
    "KeyError": "Does what goes in have that column or key, under this name and of this type (1966 or "
    "'1966')?",
    "ZeroDivisionError": "What is it divided by, and when is that 0?",
    "UnboundLocalError": "A name is read before it has a value: give it its first value before the loop.",
    "NameError": "The function should find all that it needs in what goes in, or in the given cells.",
    "TypeError": "Look at what goes in: try type(...) on it.",
    "AttributeError": "What goes in is of another kind than the function takes it for: try type(...) on it.",
    "RecursionError": "The function calls itself without end.",
}
_COMPARED = "Look at the comparison that should catch this case: is its limit in or out?"
_BY_WORDS = {
    r"empty (sequence|iterable)|arg is an empty|zero-size": "Look at what goes in: is it empty?",
    r"unexpected keyword argument": "That function calls its argument by another name: give it without name "
    "and equals sign, in its place.",
    r"^'(list|tuple)' object has no attribute": "A plain list has no such method: "
    "`pd.Series(x)` makes a Series of a list.",
    r"^(?!list\.|DataFrame\.).*(positional argument|keyword argument)": (
        "Look at how many arguments the task gives, and at their order."
    ),
    r"^module .* has no attribute": (
        "Look at the spelling of that function, and at where it was imported from."
    ),
}


def try_function(entry: Mapping[str, Any], namespace: Mapping[str, Any]) -> list[Tree]:
    """Call a function of this notebook on each of the card's inputs; an exception is an outcome too.

    After a call that had to be stopped no other is made: it would only be waited for.
    """
    outcomes: list[Tree] = []
    for arguments in entry["probes"]:
        outcomes.append(_outcome(namespace, entry["name"], json.dumps(arguments)))
        if outcomes[-1] is not None and _problem(outcomes[-1]) == "endless":
            break
    return outcomes


def judge_function(entry: Mapping[str, Any], tree: Tree, outcomes: list[Tree], source: str = "") -> Reply:
    """Reply to a function by what its calls gave; stops at the first call that is not yet right."""
    name = entry["name"]
    if family(tree) != "function":
        return Reply("not yet", name, wrong_family(name, name, tree, "function"))
    specs = entry["specs"]
    given = outcomes
    outcomes = [as_asked(spec.get("asked"), each) for spec, each in zip(specs, outcomes, strict=False)]
    forms = [canonical(each, order=entry["order"], digits=entry["digits"]) for each in outcomes]
    scale = scale_of(entry, source)
    sealed = scale.seal_of_form({"calls": forms})
    if digest(sealed) == entry["right"]:
        return right(entry, sealed)
    asked = _parameters(entry["stub"], entry["name"])
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
        return replace(known, constant=hollow)
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
    if family(given[first]) != specs[first]["family"] and names_of(outcomes[first]) != specs[first]["names"]:
        outcomes[first] = given[first]  # to be told as it was given, and not as a dict made of a list
    # What is rounded once is rounded each time.
    cut = all(places_of(outcomes[place]) is not None for place in wrong if has_fractions(outcomes[place]))
    reply = _reply(entry, first, outcomes[first], scale, found, len(outcomes) - len(wrong), cut=cut)
    parts = [part for place in wrong for part in wrong_parts(specs[place], outcomes[place], scale)]
    return replace(reply, wrong=tuple(dict.fromkeys(parts)), constant=hollow)


def _parameters(stub: str, name: str) -> list[str]:
    """Names of the arguments that a function is handed out with."""
    functions = [node for node in ast.walk(parsed(stub)) if isinstance(node, ast.FunctionDef)]
    return next(([each.arg for each in node.args.args] for node in functions if node.name == name), [])


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
    told = {key: envelope.get(key, "") for key in ("text", "problem", "line")}
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
) -> Reply:
    arguments = entry["probes"][place]
    shown, full = show_call(entry["name"], arguments)
    problem = _problem(outcome)
    if problem in PROBLEMS:
        text = PROBLEMS[problem].format(name=entry["name"], text=outcome["text"], called=shown)
        return Reply("not yet", entry["name"], text, problem.replace(" ", "-"))
    inputs = len(entry["probes"])
    also = f"Right for {held} of {inputs} inputs tried, and not for this one. " if 2 * held > inputs else ""
    called = f"{also}Called {shown}. "
    expected = entry.get("expected", {}).get(str(place), "")
    reply = _of_outcome(entry, place, outcome, scale, called, found, expected, cut=cut)
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
        said = f"{called}It raised {outcome['v']}{where}: {outcome['text'].rstrip('.')}.{right_is} "
        likely = found or Diagnosis("")
        step = ""
        # Whatever is odd about an error: its own words are there.
        with contextlib.suppress(Exception):
            step = _after(entry, place, outcome, scale.source, likely.text)
        if outcome["v"] == "ZeroDivisionError" and _COMPARES.search(scale.source):
            step += f" {_COMPARED}"
        mistake = likely.mistake if step and step == likely.text else ""
        return Reply("not yet", name, f"{said}{step}".strip(), mistake)
    if outcome is None:
        return Reply("not yet", name, f"{called}It returned None{_of_none(right_is, scale.source)}")
    if has_dots(outcome):
        return Reply(
            "not answered", name, f"{called}It returned the three dots: put your answer in their place."
        )
    spec = entry["specs"][place]
    found = found or _diagnosis({**spec, "say": entry.get("say", {})}, outcome, scale, cut=cut)
    if not found.more:
        found = replace(found, more=tuple(text for text in [of_the_mark(entry, ("",))] if text))
    return not_yet(entry, found, f"{called}It returned {show(outcome, RESULT)}.{right_is} ")


def _of_none(right_is: str, source: str) -> str:
    """What to say of a call that returned None: it has no `return` on its way, or nothing was found."""
    kept = [name for name in re.findall(r"\breturn (\w+)\s*$", source, re.M) if f"{name} = None" in source]
    if kept:
        return f".{right_is} `{kept[0]}` stays None: is the condition that changes it ever true?"
    if re.search(r"return None|else None", source):
        return (
            f".{right_is} What does the task want in this case? A number that is missing is `float('nan')`; "
            "None is no number."
        )
    return ": does every path through the function end in return?"


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


def _after(entry: Mapping[str, Any], place: int, outcome: Tree, source: str, likely: str) -> str:
    """The next step after an exception: by the code, by its words, by a likely mistake, else by its kind."""
    kind, text, line = outcome["v"], outcome["text"], outcome.get("line", "")
    name = re.match(r"name '(\w+)' is not defined", text)
    if name and (library := of_a_library(name[1]) or not_loaded(name[1])):
        return library
    tree = parsed(source)
    lines = [each.strip()[: len(line)] for each in source.splitlines()] if line else []
    near = statement_at(tree, lines.index(line) + 1) if line in lines else []
    given = dict(zip(_parameters(source, entry["name"]), map(decode, entry["probes"][place]), strict=False))
    # The task's own call is not what is wrong where the function takes other inputs.
    called = re.match(rf"{entry['name']}\(\) (takes|missing)", text) is not None
    for nodes in () if called else (near, list(ast.walk(tree))):
        if shown := by_code(f"{kind}: {text}", nodes, given):
            return shown
    words = "" if "index out of range" in text else by_text(text)
    known = (step for pattern, step in _BY_WORDS.items() if re.search(pattern, text))
    if likely:
        return words or likely
    return next(known, "") or words or _AFTER_ERROR.get(kind, "")


def _says_where(text: str) -> bool:
    return any(each in text for each in (" right (", "Look again at", "missing", "asked for"))
