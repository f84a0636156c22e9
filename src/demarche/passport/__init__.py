"""Replies to the warm-ups of the pandas passport: `stamp("name", answer)`. Nothing here is marked.

The warm-ups need no card: their answers stand on the page, folded. So what is right, and what goes wrong in
the usual ways, is worked out when an answer comes, and compared as `demarche.check` compares.
"""

from __future__ import annotations

import difflib
import warnings
from functools import lru_cache
from typing import Any

from corrige.authoring.spec import make_spec
from corrige.codec import Tree, canonical, encode, family, figure_data, hide, mark, seal
from corrige.feedback.calls import try_function
from corrige.feedback.cards import UnknownTaskError
from corrige.feedback.evaluate import evaluate
from corrige.feedback.reply import Reply
from demarche.passport.functions import FUNCTIONS
from demarche.passport.tables import TABLES
from demarche.passport.warm_up import WarmUp

__all__ = ["WARM_UPS", "WarmUp", "stamp"]

WARM_UPS = {each.name: each for each in (*TABLES, *FUNCTIONS)}
_ORDER, _DIGITS = "any", 6


def stamp(name: str, answer: Any) -> Reply:
    """Reply to an answer of the pandas passport.

    Parameters
    ----------
    name : str
        The warm-up's name, as its task says.
    answer : object
        A number, a text, a table, a function or the axes of a chart.

    Returns
    -------
    Reply
        Shown by Jupyter as a short box; ``reply.ok`` says whether the answer is right.

    Raises
    ------
    UnknownTaskError
        If there is no such warm-up; the nearest name is suggested.
    """
    if name not in WARM_UPS:
        near = difflib.get_close_matches(str(name), WARM_UPS, n=1)
        raise UnknownTaskError(str(name), near or list(WARM_UPS))
    entry = _entry(name)
    return evaluate(entry, {entry["name"]: answer})


@lru_cache(maxsize=32)
def _entry(name: str) -> dict[str, Any]:
    """What an answer card would hold of the warm-up."""
    warm_up = WARM_UPS[name]
    entry: dict[str, Any] = {
        "kind": "function" if warm_up.probes else "value",
        "name": name.replace("-", "_"),
        "hint": warm_up.hint,
        "salt": name,
        "order": _ORDER,
        "digits": _DIGITS,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if warm_up.probes:
            entry["stub"] = ""
            entry["probes"] = [[encode(each) for each in arguments] for arguments in warm_up.probes]
            outcomes = try_function(entry, {entry["name"]: warm_up.right})
            entry["specs"] = [make_spec(each, order=_ORDER, digits=_DIGITS, salt=name) for each in outcomes]
        else:
            tree = encode(warm_up.right())
            entry["kind"] = "figure" if family(tree) == "chart" else "value"
            entry.update(make_spec(tree, order=_ORDER, digits=_DIGITS, salt=name))
        sealed = seal(_form(entry, warm_up.right, right=True), name)
        entry["right"], entry["after"] = mark(sealed), hide(warm_up.after, sealed)
        entry["mistakes"] = []
        for known, (wrong, text) in warm_up.mistakes.items():
            sealed = seal(_form(entry, wrong), name)
            entry["mistakes"].append({"mark": mark(sealed), "reply": hide(f"{known}\n{text}", sealed)})
    return entry


def _form(entry: dict[str, Any], answer: Any, *, right: bool = False) -> Any:
    """The canonical form of an answer: of what it gives, or of what its calls give."""
    if entry["kind"] == "function":
        outcomes = try_function(entry, {entry["name"]: answer})
        return {"calls": [canonical(each, order=_ORDER, digits=_DIGITS) for each in outcomes]}
    tree: Tree = encode(answer())
    if right and family(tree) == "chart":
        return figure_data(tree, digits=_DIGITS)
    return canonical(tree, order=_ORDER, digits=_DIGITS)
