"""What the code of a wrong answer shows by itself: a return in the first round of a loop, `^` for a power.

Said only of an answer that is wrong already, and only where a reader of the code would be sure.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from corrige.feedback.history import parsed


def seen_in(source: str, name: str) -> str:
    """What a wrong answer's code shows, in a sentence; empty if it shows nothing.

    Parameters
    ----------
    source : str
        The cells that made the answer.
    name : str
        The answer.
    """
    return next(_sentences(source, name), "")


def _sentences(source: str, name: str) -> Iterator[str]:
    tree = parsed(source)
    nodes = list(ast.walk(tree))
    for loop in (node for node in nodes if isinstance(node, ast.For)):
        goes_on = any(isinstance(each, ast.Continue) for each in ast.walk(loop))
        if not goes_on and any(isinstance(each, ast.Return) for each in loop.body):
            yield (
                "`return` stands inside the loop, so the first round is the last: move it to the left, below "
                "the loop."
            )
        if any(_overwrites(each, name) for each in loop.body):
            yield (
                f"Each round of the loop gives {name} a new value, and only the last one stays: keep them "
                "all, in a list or by adding up."
            )
    for node in (each for each in nodes if isinstance(each, ast.BinOp)):
        if isinstance(node.op, ast.BitXor) and not isinstance(node.left, ast.Compare):
            yield "`^` is no power in Python: write `**`."
        if isinstance(node.op, ast.Div) and _is_power_of_one(node.left):
            yield "`** 1 / 2` takes the power 1 and then a half: write `** 0.5` or `** (1 / 2)`."
    if re.search(r"\.hist\(", source):
        yield (
            "`hist` counts how often each number occurs. Numbers that you have counted already are drawn "
            "with `bar`."
        )
    if re.search(r"(?<![\w\[(,.])\d{1,2},\d+\s*\*", source):
        yield "Decimals have a point in Python: with a comma, 1,96 is two numbers."


def _is_power_of_one(node: ast.expr) -> bool:
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Pow):
        return False
    return isinstance(node.right, ast.Constant) and node.right.value == 1


def _overwrites(node: ast.stmt, name: str) -> bool:
    if not isinstance(node, ast.Assign) or not any(
        isinstance(target, ast.Name) and target.id == name for target in node.targets
    ):
        return False
    return not any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(node.value))
