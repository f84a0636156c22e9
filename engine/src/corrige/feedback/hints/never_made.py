"""An answer whose name no cell has made: what the last cell did instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from corrige.feedback.hints.code_nodes import written
from corrige.feedback.history import cells, is_check, made_by, parsed
from corrige.feedback.known_names import near

_DRAWN = ("plt.plot", "plt.bar", "plt.barh", "plt.hist", "plt.scatter", "plt.step")
_LONGEST = 40
_AGAIN = "Run the answer cell above, and keep the name as it was given."


def never_made(name: str, namespace: Mapping[str, Any]) -> str:
    """Say that there is no such name, and how the last cell, or else the answer cell, makes it.

    Parameters
    ----------
    name : str
        The answer's name.
    namespace : mapping
        Names of the notebook.
    """
    ran = [each for each in cells(namespace) if not is_check(each)]
    source = ran[-1] if ran else ""
    return f"There is no name {name} yet. {_instead(name, source) or _AGAIN}"


def _instead(name: str, source: str) -> str:
    if like := near(name, made_by(source)):
        return f"Your last cell makes `{like}`: keep the name as it was given."
    lines = parsed(source).body
    shown = [each.value for each in lines if isinstance(each, ast.Expr)]
    for call in (each for each in shown if isinstance(each, ast.Call)):
        own = written(call.func)
        if own in _DRAWN:
            draw = own.removeprefix("plt.")
            return (
                f"`{own}(…)` draws on axes that have no name: `fig, {name} = plt.subplots()` makes some that "
                f"have one, and `{name}.{draw}(…)` draws on them."
            )
        if re.search(r"\.plot(\.\w+)?$", own):
            return f"What `{own}(…)` draws has no name: `{name} = {own}(…)` keeps its axes."
        if own in ("print", "display") and call.args:
            return f"`{own}(…)` shows a value and keeps nothing: `{name} = {_value(call.args[0])}`."
    last = lines[-1] if lines else None
    if isinstance(last, ast.Expr) and _computes(last.value):
        return f"The last line shows what it computes, and keeps nothing: `{name} = {_value(last.value)}`."
    return ""


def _computes(node: ast.expr) -> bool:
    """Whether a line gives a value that an answer could be, and not only does something."""
    if isinstance(node, ast.Call):
        step = getattr(node.func, "attr", "")
        return step != "plot" and (hasattr(pd.DataFrame, step) or hasattr(pd.Series, step))
    return isinstance(node, ast.BinOp | ast.Subscript | ast.Dict | ast.List | ast.Tuple | ast.DictComp)


def _value(node: ast.expr) -> str:
    code = written(node)
    return code if len(code) <= _LONGEST else "…"
