"""Try a learner's function on the public inputs of the answer card."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from corrige.codec import Tree, call, canonical, decode, family, has_dots, mark, seal
from corrige.feedback import messages
from corrige.feedback.diagnose import Diagnosis, Scale, diagnose, scale_of
from corrige.feedback.known_mistakes import known_mistake, not_yet, right
from corrige.feedback.reply import Reply
from corrige.feedback.showing import RESULT, show, show_call
from corrige.feedback.type_hints import wrong_family

_UNSPOKEN = ("None", "missing value", "raised")
"""Kinds of a right result that a reply does not name: for these, the kind is the answer."""


_AFTER_ERROR = {
    "IndexError": "Does a loop ask for the neighbour of the last item, or for an item of an empty list?",
    "KeyError": "Does what goes in have that column or key? A dict's .get(key, 0) gives 0 if there is none.",
    "ZeroDivisionError": "What does the task ask for where there is nothing to divide by?",
    "UnboundLocalError": "A name is read before it has a value: give it its first value before the loop.",
    "NameError": "The function should find all that it needs in what goes in, or in the given cells.",
    "TypeError": "Look at what goes in, and at how many arguments the task gives.",
    "AttributeError": "What goes in is of another kind than the function takes it for: try type(...) on it.",
    "ValueError": "Look at what goes in: is it empty, or does a comparison give many truth values at once?",
    "RecursionError": "The function calls itself without end.",
}
_SAME = (
    "Your function gives the same whatever goes in. Does it use its argument, or a table of the notebook, or "
    "numbers of the example?"
)


def try_function(entry: Mapping[str, Any], namespace: Mapping[str, Any]) -> list[Tree]:
    """Call a function of this notebook on each of the card's inputs; an exception is an outcome too."""
    return [_outcome(namespace, entry["name"], json.dumps(arguments)) for arguments in entry["probes"]]


def judge_function(entry: Mapping[str, Any], tree: Tree, outcomes: list[Tree]) -> Reply:
    """Reply to a function by what its calls gave; stops at the first call that is not yet right."""
    name = entry["name"]
    if family(tree) != "function":
        return Reply("not yet", name, wrong_family(name, name, tree, "function"))
    forms = [canonical(each, order=entry["order"], digits=entry["digits"]) for each in outcomes]
    sealed = seal({"calls": forms}, entry["salt"])
    if mark(sealed) == entry["right"]:
        return right(entry, sealed)
    known = known_mistake(entry, sealed)
    if known is not None:
        return known
    if len(forms) > 2 and tree["parameters"] and _ignores_its_input(entry, outcomes, forms):
        return Reply("not yet", name, _SAME, "same-for-all")
    scale = scale_of(entry)
    for arguments, outcome, spec in zip(entry["probes"], outcomes, entry["specs"], strict=True):
        if scale.mark(outcome)[0] != spec["light"]:
            return _reply(entry, spec, arguments, outcome, scale)
    return Reply("not yet", name, messages.not_yet(name, tree))


def _ignores_its_input(entry: Mapping[str, Any], outcomes: list[Tree], forms: list[Any]) -> bool:
    """Whether each call gave the same, and something, where the right results differ."""
    if outcomes[0] is None or family(outcomes[0]) == "raised" or has_dots(outcomes[0]):
        return False
    return all(each == forms[0] for each in forms) and len({spec["light"] for spec in entry["specs"]}) > 1


def _outcome(namespace: Mapping[str, Any], name: str, arguments: str) -> Tree:
    with contextlib.redirect_stdout(io.StringIO()):
        envelope = call(namespace, name, arguments).envelope
    if envelope["ok"]:
        return envelope["value"]
    kind = envelope.get("type", envelope["problem"])
    return {"t": "raised", "v": kind, "text": envelope["text"], "problem": envelope["problem"]}


def _reply(
    entry: Mapping[str, Any], spec: Mapping[str, Any], arguments: list[Tree], outcome: Tree, scale: Scale
) -> Reply:
    shown, full = show_call(entry["name"], arguments)
    called = f"Called {shown}. "
    reply = _of_outcome(entry, spec, outcome, scale, called)
    how = "" if full else f" To try it yourself: {entry['name']}(*_.case) in the next cell."
    return replace(reply, text=reply.text + how, case=tuple(decode(each) for each in arguments))


def _of_outcome(
    entry: Mapping[str, Any], spec: Mapping[str, Any], outcome: Tree, scale: Scale, called: str
) -> Reply:
    name = entry["name"]
    if type(outcome) is dict and outcome["t"] == "raised":
        if outcome.get("problem") == "unwritable":
            return Reply(
                "not yet", name, called + messages.unwritable("The result", outcome["v"], entry["kind"])
            )
        said = f"{called}It raised {outcome['v']}: {outcome['text'].rstrip('.')}. "
        return Reply("not yet", name, f"{said}{_AFTER_ERROR.get(outcome['v'], '')}".strip())
    if outcome is None:
        return Reply(
            "not yet", name, f"{called}It returned None: does every path through the function end in return?"
        )
    if has_dots(outcome):
        return Reply(
            "not answered", name, f"{called}It returned the three dots: put your answer in their place."
        )
    found = _diagnosis(spec, outcome, scale)
    return not_yet(entry, found, f"{called}It returned {show(outcome, RESULT)}. ")


def _diagnosis(spec: Mapping[str, Any], outcome: Tree, scale: Scale) -> Diagnosis:
    if spec["family"] in _UNSPOKEN or family(outcome) in _UNSPOKEN:
        return Diagnosis("That is not yet right.", wants_hint=True)
    found = diagnose(spec, outcome, scale, "The result", "result")
    # Of one small count, off by one says nothing: any other slip may give it as well.
    if found.mistake == "one-off" or (found.wants_hint and "right; " not in found.text):
        return Diagnosis("That is not yet right.", wants_hint=True)
    return found
