"""Columns whose values are put together other than as they stood: by row numbers, or sorted apart."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

import pandas as pd

from corrige.feedback.hints.code_nodes import Names, Nodes, asked_of, calls, is_text, written

_BY_LABEL = ("corr", "cov")


def paired(nodes: Nodes, namespace: Names) -> Iterator[str]:
    """What a wrong answer's code shows of values that have lost their pairs.

    Parameters
    ----------
    nodes : list of ast.AST
        The code.
    namespace : mapping
        Names of the notebook.
    """
    for node in (each for each in nodes if isinstance(each, ast.BinOp)):
        if _pairs_row_numbers(node, namespace):
            yield (
                f"`{written(node)}` pairs the rows of two tables by their numbers, which mean nothing here: "
                "take both columns from one table, as a merge makes it."
            )
        if moved := _pieces_of_one(node):
            yield (
                f"`{written(node)}` pairs by labels, so each is set against itself, and what only one "
                "piece has is "
                f"missing. `{moved}.shift(1)` moves the values by one place; `.to_numpy()` leaves the "
                "labels behind."
            )
    for one, other, by_label in _two(nodes):
        if _sorts(one) and _sorts(other) and written(one) != written(other):
            yield (
                f"`{written(one)}` and `{written(other)}` are put in order each by itself, so that the pairs "
                "are lost: leave both as they stand beside each other."
            )
        renewed = [bool(list(asked_of(list(ast.walk(each)), "reset_index"))) for each in (one, other)]
        if by_label and sum(renewed) == 1 and _names(one) == _names(other):
            yield (
                "Two columns are paired by their labels, and `reset_index` gives new ones to one of them: "
                "use it on neither, or on the table before."
            )


def _pieces_of_one(node: ast.BinOp) -> str:
    """The column of which two other pieces are set against each other, as `x.loc[2:9] - x.loc[1:8]`."""
    sides = [each for each in (node.left, node.right) if isinstance(each, ast.Subscript)]
    if len(sides) < 2 or not all(isinstance(each.slice, ast.Slice) for each in sides):
        return ""
    owners = [written(each.value) for each in sides]
    own = owners[0].removesuffix(".loc").removesuffix(".iloc")
    return own if owners[0] == owners[1] and written(sides[0]) != written(sides[1]) else ""


def _two(nodes: Collection[ast.AST]) -> Iterator[tuple[ast.expr, ast.expr, bool]]:
    """What goes into a function of two columns, and whether these are paired by their labels."""
    for call in calls(nodes):
        if isinstance(call.func, ast.Attribute) and call.func.attr in _BY_LABEL and call.args:
            yield call.func.value, call.args[0], True
        elif len(call.args) == 2:
            yield call.args[0], call.args[1], False


def _sorts(node: ast.expr) -> bool:
    """Whether a column is sorted by its own values."""
    return any(
        written(call.func) in ("sorted", "np.sort")
        or (isinstance(call.func, ast.Attribute) and call.func.attr == "sort_values" and not _by(call))
        for call in calls(list(ast.walk(node)))
    )


def _by(call: ast.Call) -> bool:
    """Whether a table is sorted, by one of its columns."""
    return bool(call.args) or any(each.arg == "by" for each in call.keywords)


def _names(node: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _pairs_row_numbers(node: ast.BinOp, namespace: Names) -> bool:
    """Whether columns of two tables are put together, of which one has nothing but numbers for labels."""
    both = dict(filter(None, map(_column, (node.left, node.right))))
    known = {name: namespace[name] for name in both if name in namespace}  # another is made in a function
    if len(both) < 2 or any(
        type(each) is not pd.DataFrame or both[name] not in each for name, each in known.items()
    ):
        return False
    first, *others = (each.index for each in known.values()) if known else (None,)
    return any(type(each.index) is pd.RangeIndex for each in known.values()) and not any(
        each.equals(first) for each in others
    )


def _column(node: ast.expr) -> tuple[str, str] | None:
    """The names of a table and of the column that is taken from it."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id, node.attr
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and is_text(node.slice):
        return node.value.id, str(ast.literal_eval(node.slice))
    return None
