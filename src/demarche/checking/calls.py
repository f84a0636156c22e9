"""Try a learner's function on the public inputs of the answer card."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Mapping
from typing import Any

from demarche.checking import words
from demarche.checking.reply import Reply
from demarche.values import Tree, call, canonical, decode, digest, family, mark, reveal, seal


def try_function(entry: Mapping[str, Any], namespace: Mapping[str, Any]) -> list[Tree]:
    """Call a function of this notebook on each of the card's inputs; an exception is an outcome too."""
    return [_outcome(namespace, entry["name"], json.dumps(arguments)) for arguments in entry["probes"]]


def judge_function(entry: Mapping[str, Any], tree: Tree, outcomes: list[Tree]) -> Reply:
    """Reply to a function by what its calls gave; stops at the first call that is not yet right."""
    name = entry["name"]
    if family(tree) != "function":
        return Reply("not yet", name, words.wrong_family(name, family(tree), "function"))
    forms = [canonical(each, order=entry["order"], digits=entry["digits"]) for each in outcomes]
    sealed = seal({"calls": forms}, entry["salt"])
    known = known_mistake(entry, sealed)
    if known is not None:
        return known
    for arguments, outcome, form, wanted in zip(
        entry["probes"], outcomes, forms, entry["right"], strict=True
    ):
        if digest(form, entry["salt"]) != wanted:
            return Reply("not yet", name, _sentence(name, arguments, outcome, entry["hint"]))
    return right(entry, sealed)


def right(entry: Mapping[str, Any], sealed: bytes, text: str = words.RIGHT) -> Reply:
    """Praise, and the task's remark on what the answer shows, which only the right answer can read."""
    after = f" {reveal(entry['after'], sealed)}" if "after" in entry else ""
    return Reply("right", entry["name"], text + after)


def known_mistake(entry: Mapping[str, Any], sealed: bytes) -> Reply | None:
    """The reply of the known mistake that has this seal, if there is one."""
    for mistake in entry["mistakes"]:
        if mistake["mark"] == mark(sealed):
            identifier, _, text = reveal(mistake["reply"], sealed).partition("\n")
            return Reply("not yet", entry["name"], text, identifier)
    return None


def _outcome(namespace: Mapping[str, Any], name: str, arguments: str) -> Tree:
    with contextlib.redirect_stdout(io.StringIO()):
        envelope = call(namespace, name, arguments).envelope
    if envelope["ok"]:
        return envelope["value"]
    return {"t": "raised", "v": envelope.get("type", envelope["problem"]), "text": envelope["text"]}


def _sentence(name: str, arguments: list[Tree], outcome: Tree, hint: str) -> str:
    called = f"Called {name}({', '.join(_short(argument) for argument in arguments)})."
    if type(outcome) is dict and outcome["t"] == "raised":
        return f"{called} It raised {outcome['v']}: {outcome['text']}. {hint}"
    if outcome is None:
        return f"{called} It returned None: does every path through the function end in return?"
    if type(outcome) is dict and outcome["t"] == "ellipsis":
        return f"{called} It returned the three dots: put your answer in their place. {hint}"
    return f"{called} It returned {_short(outcome)}, which is not yet right. {hint}"


def _short(tree: Tree) -> str:
    kind = family(tree)
    if kind in ("DataFrame", "Series", "array", "chart", "function"):
        return {"DataFrame": "a DataFrame", "Series": "a Series", "array": "an array"}.get(kind, f"a {kind}")
    text = repr(decode(tree))
    return text if len(text) <= 60 else text[:57] + "..."
