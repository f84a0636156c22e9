"""A function that gives the same whatever goes in: what it gives, and what that comes of."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

from corrige.codec import Tree, family
from corrige.feedback.history import parsed
from corrige.feedback.messages import LABELS_APART
from corrige.feedback.showing import RESULT, show, show_call

_NO_ARGUMENT = "Does it use its argument, or a table of the notebook, or numbers of the example?"
_IN_BETWEEN = (
    "It uses all that goes in, so a step in between gives the same: run its lines one by one on {called}."
)
_LABELLED = ("DataFrame", "Series")
_NEVER = " What is missing (NaN), as labels that do not match leave it, makes every comparison False."


def same_for_all(entry: Mapping[str, Any], place: int, outcome: Tree, source: str) -> str:
    """What to say of a function that gives this for each input, by what it is and by what the code reads.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    place : int
        The number of a call that gave it.
    outcome : Tree
        What each call gave.
    source : str
        The code, if it is known.
    """
    empty = outcome == {"t": "float", "v": "nan"}
    text = f"Your function gives {'NaN' if empty else show(outcome, RESULT)} whatever goes in."
    seen, wanted = family(outcome), entry["specs"][place]["family"]
    if (seen, wanted) == ("truth value", "number"):
        return (
            f"{text} A number is asked for: return the number itself, and not what a comparison makes of it."
        )
    if seen == "function":
        return f"{text} Call that one, or leave its `lambda` or `def` out: what it computes is asked for."
    functions = [node for node in parsed(source).body if isinstance(node, ast.FunctionDef)]
    own = next((node for node in functions if node.name == entry["name"]), None)
    read = {each.id for each in ast.walk(own) if isinstance(each, ast.Name)} if own else set()
    if own is None or not all(each.arg in read for each in own.args.args):
        return f"{text} {_NO_ARGUMENT}"
    if empty:
        return f"{text} Something in between is missing (NaN). {LABELS_APART}"
    step = _IN_BETWEEN.format(called=show_call(entry["name"], entry["probes"][place])[0])
    given = entry["probes"][place]
    columns = re.search(r"[<>]|==|!=", source) and any(family(each) in _LABELLED for each in given)
    return f"{text} {step}{_NEVER if columns else ''}"
