"""What conditions in the code of a wrong answer show: what finds nothing, what binds or turns otherwise."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import Any

from corrige.feedback.hints.code_nodes import is_text, written
from corrige.feedback.history import parsed


def missing_sought(source: str) -> str:
    """What to say of code that looks for missing values by `is None` or `== np.nan`; empty if it does not."""
    nodes = list(ast.walk(parsed(source)))
    for node in (each for each in nodes if isinstance(each, ast.Compare)):
        left, right = written(node.left), written(node.comparators[0])
        empty = rf"\b{re.escape(left)}\s*=\s*None\b"  # a name of the learner's that begins as None
        if right == "None" and re.search(rf"\b{re.escape(left)}\s*=\s*(\[|list\()", source):
            return f"`{written(node)}` is never true of a list: `not {left}` is true of an empty one."
        if (
            right == "None"
            and isinstance(node.left, ast.Name | ast.Subscript)
            and not re.search(empty, source)
        ):
            return (
                f"`{written(node)}` finds no missing value, which is NaN in a table: `pd.isna({left})` does."
            )
        if right in ("np.nan", 'float("nan")', "pd.NA"):
            return f"Nothing is equal to NaN, not even NaN itself: `pd.isna({left})` finds what is missing."
    return ""


def loosely_joined(nodes: Iterable[ast.AST]) -> str:
    """What to say of `a <= 1 & b`, which compares with `1 & b`; empty if there is none."""
    for node in (each for each in nodes if isinstance(each, ast.Compare)):
        for joined in [node.left, *node.comparators]:
            if not (isinstance(joined, ast.BinOp) and isinstance(joined.op, ast.BitAnd | ast.BitOr)):
                continue
            # What stands beside the comparison was meant to be compared with.
            beside = joined.right if joined is node.left else joined.left
            if isinstance(beside, ast.Constant) or len(node.ops) > 1:
                sign = "&" if isinstance(joined.op, ast.BitAnd) else "|"
                return (
                    f"`{sign}` binds more tightly than `==` or `<`, so `{written(joined)}` is taken together "
                    "first: put each condition in brackets of its own."
                )
    return ""


def word_for_a_condition(nodes: Iterable[ast.AST]) -> str:
    """What to say of `(a == "x") | "y"`, where a word stands for a condition; empty if there is none."""
    for node in nodes:
        sides = node.values if isinstance(node, ast.BoolOp) else []
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.BitAnd):
            sides = [node.left, node.right]
        asked = [each for each in sides if isinstance(each, ast.Compare)]
        words = [written(each) for each in sides if is_text(each)]
        if asked:
            words = [written(asked[0].comparators[0]), *words]
        elif isinstance(node, ast.Compare) and isinstance(node.comparators[0], ast.BinOp):  # `a == "x" | "y"`
            joined = node.comparators[0]
            words = [written(each) for each in (joined.left, joined.right) if is_text(each)]
            asked = [node]
        if asked and len(words) == 2:
            own = written(asked[0].left)
            return (
                f"{words[1]} alone is no condition. Each side of the sign is a whole one, "
                f"`({own} == {words[0]}) | ({own} == {words[1]})`; `{own}.isin([{', '.join(words)}])` says "
                "the same."
            )
    return ""


def every_row(source: str) -> str:
    """What to say of `(a >= 1) | (a <= 9)`, or of `a > a - 1`, which is true of every number; or nothing."""
    for each in (node for node in ast.walk(parsed(source)) if isinstance(node, ast.Compare)):
        other, own = each.comparators[0], written(each.left)
        if not (isinstance(other, ast.BinOp) and isinstance(other.op, ast.Add | ast.Sub)):
            continue
        if written(other.left) == own and isinstance(other.right, ast.Constant):
            return (
                f"`{written(each)}` compares `{own}` with itself, so it is always the same: is its neighbour "
                "meant, as in `values[i - 1]`?"
            )
    for node in (each for each in ast.walk(parsed(source)) if isinstance(each, ast.BinOp)):
        if not (isinstance(node.op, ast.BitOr) and _compares(node.left) and _compares(node.right)):
            continue
        ends = dict(filter(None, map(_end, (node.left, node.right))))
        low, high = ends.get("from"), ends.get("to")
        if low and high and low[0] == high[0] and low[1] <= high[1]:
            return (
                f"`{written(node)}` is true of every row, as each number is above the one or below the "
                "other: `&` asks for both, and `.between(first, last)` does so too."
            )
    return ""


_OPPOSITE = ({ast.Gt, ast.LtE}, {ast.GtE, ast.Lt}, {ast.Gt, ast.Lt}, {ast.Eq, ast.NotEq})


def no_row(source: str) -> str:
    """What to say of `(a > 0) & (a <= 0)`, which is true of no row; empty if there is none."""
    for node in (each for each in ast.walk(parsed(source)) if isinstance(each, ast.BinOp)):
        one, other = node.left, node.right
        if not isinstance(node.op, ast.BitAnd) or not isinstance(one, ast.Compare):
            continue
        if not (isinstance(other, ast.Compare) and len(one.ops) == len(other.ops) == 1):
            continue
        same = written(one.left) == written(other.left)
        words = [each.comparators[0] for each in (one, other)]
        both = (
            same
            and all(isinstance(each, ast.Constant) for each in words)
            and len({*map(written, words)}) == 2
        )
        if both and all(isinstance(each.ops[0], ast.Eq) for each in (one, other)):
            return (
                f"`{written(node)}` is true of no row, since no cell is both: `|` takes the rows of "
                "either, and so "
                "does `.isin([…])`."
            )
        same = same and written(one.comparators[0]) == written(other.comparators[0])
        if same and {type(one.ops[0]), type(other.ops[0])} in _OPPOSITE:
            return (
                f"`{written(node)}` is true of no row: both conditions ask `{written(one.left)}`. Is one of "
                "them about another column?"
            )
    return ""


def _compares(node: ast.AST) -> bool:
    return isinstance(node, ast.Compare) and len(node.ops) == 1


def _end(node: Any) -> tuple[str, tuple[str, float]] | None:
    """From where, or up to where, a condition lets a number in."""
    limit = node.comparators[0]
    number = limit.value if isinstance(limit, ast.Constant) else None
    if not isinstance(number, int | float) or not isinstance(
        node.ops[0], ast.Gt | ast.GtE | ast.Lt | ast.LtE
    ):
        return None
    side = "from" if isinstance(node.ops[0], ast.Gt | ast.GtE) else "to"
    return side, (written(node.left), float(number))


_COMPARING = ("eq", "ne", "gt", "ge", "lt", "le", "isin")


def or_beside_and(source: str) -> str:
    """What to say of `a & (b == 1) | (b == 2)`, where two conditions on one column are parted; or nothing."""
    for node in (each for each in ast.walk(parsed(source)) if isinstance(each, ast.BinOp)):
        if not isinstance(node.op, ast.BitOr):
            continue
        for joined, other in ((node.left, node.right), (node.right, node.left)):
            if not (isinstance(joined, ast.BinOp) and isinstance(joined.op, ast.BitAnd)):
                continue
            beside = [_asked(each) for each in (joined.left, joined.right)]
            if _asked(other) and _asked(other) in beside and not _in_brackets(joined, node):
                return (
                    f"`&` goes before `|`, so the second condition on `{_asked(other)}` stands alone. If "
                    "both of them belong together, brackets around them hold them: `… & ((…) | (…))`."
                )
    return ""


def _asked(node: ast.expr) -> str:
    """The column that a condition is about: `a` of `a == 1` and of `a.eq(1)`."""
    if isinstance(node, ast.Compare):
        return written(node.left)
    func = node.func if isinstance(node, ast.Call) else None
    of_a_column = isinstance(func, ast.Attribute) and func.attr in (
        "eq",
        "ne",
        "gt",
        "ge",
        "lt",
        "le",
        "isin",
    )
    return written(func.value) if isinstance(func, ast.Attribute) and of_a_column else ""


def _in_brackets(inner: ast.expr, outer: ast.expr) -> bool:
    """Whether one side of an operator has brackets around it, as who writes them means it so."""
    begins = (inner.lineno, inner.col_offset) == (outer.lineno, outer.col_offset)
    ends = (inner.end_lineno, inner.end_col_offset) == (outer.end_lineno, outer.end_col_offset)
    return not begins and not ends


def half_turned(source: str) -> str:
    """What to say of `~(a == 1) & (b == 2)`, which turns round the first condition alone; or nothing."""
    return next((text for node in ast.walk(parsed(source)) if (text := _half_turned(node))), "")


def _half_turned(node: ast.AST) -> str:
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr)):
        return ""
    turned = isinstance(node.left, ast.UnaryOp) and isinstance(node.left.op, ast.Invert)
    if not (turned and isinstance(node.right, ast.Compare)):
        return ""
    sign = "&" if isinstance(node.op, ast.BitAnd) else "|"
    return (
        "`~` turns round only what stands right behind it, here the first of two conditions. To turn both "
        f"together, brackets hold them: `~((…) {sign} (…))`."
    )
