"""What code does with rows: columns gone through in their place, one place too few, rows that are lost."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pandas as pd

from corrige.feedback.hints.code_nodes import Names, calls, opened, whole, written


def of_tables(nodes: list[ast.AST], namespace: Names) -> Iterator[str]:
    """What loops over tables of the notebook show: columns for rows, one place too few."""
    for loop in (each for each in nodes if isinstance(each, ast.For | ast.comprehension)):
        own = loop.iter
        if isinstance(own, ast.Name) and isinstance(namespace.get(own.id), pd.DataFrame):
            yield (
                f"`for {written(loop.target)} in {own.id}` goes through the names of its columns. Its "
                f"rows come, each with its label, by `for label, row in {own.id}.iterrows()`."
            )
        size = whole(own.args[0]) if isinstance(own, ast.Call) and len(own.args) == 1 else -1
        if size > 1 and written(own).startswith("range(") and isinstance(loop.target, ast.Name):
            place = loop.target.id
            asked = [each.value for each in opened(nodes) if written(each.slice) == place]
            for name in (each.id for each in asked if isinstance(each, ast.Name)):
                values = namespace.get(name)
                if isinstance(values, pd.Series | list | tuple) and len(values) == size + 1:
                    yield (
                        f"`range({size})` ends before {size}, which are {size} places, and `{name}` has "
                        f"{size + 1}: `range(len({name}))` goes through all."
                    )
    yield from _rows_of_another(nodes, namespace)
    for call in calls(nodes):
        func, by = call.func, {each.arg for each in call.keywords}
        if not isinstance(func, ast.Attribute):
            continue
        table = namespace.get(written(func.value))
        if (
            func.attr == "apply"
            and isinstance(table, pd.DataFrame)
            and len(call.args) == 1
            and "axis" not in by
        ):
            yield (
                f"`{written(func)}(…)` hands over one column after the other; with `axis=1` it hands over "
                "the rows."
            )
        if func.attr == "dropna" and not by & {"subset", "how", "axis"} and not call.args:
            yield from _rows_lost(func.value, namespace)


def _rows_of_another(nodes: list[ast.AST], namespace: Names) -> Iterator[str]:
    """A loop over the number of rows of one table that takes the rows of another, which has more or fewer."""
    for loop in (each for each in nodes if isinstance(each, ast.For)):
        counted = re.fullmatch(r"range\((?:0, )?len\((\w+)\)\)", written(loop.iter))
        own = [node for line in loop.body for node in ast.walk(line)]
        place = written(loop.target)
        taken = {
            written(each.value).removesuffix(".iloc").removesuffix(".loc")
            for each in opened(own)
            if written(each.slice) == place
        }
        if not counted or len(taken) != 1:
            continue
        one, other = counted[1], *taken
        held = [namespace.get(name) for name in (one, other)]
        both = all(isinstance(each, pd.DataFrame | pd.Series | list) for each in held)
        if one != other and both and len(namespace[one]) != len(namespace[other]):
            yield (
                f"The loop counts the rows of `{one}` and takes those of `{other}`: `range(len({other}))` "
                "goes through all of these."
            )


def _rows_lost(node: ast.expr, namespace: Names) -> Iterator[str]:
    """What `.dropna()` of a whole table of the notebook takes away, where several columns have gaps."""
    inner = node
    while isinstance(inner, ast.Call | ast.Attribute | ast.Subscript):
        if isinstance(inner, ast.Subscript) and _chooses_columns(inner):
            return
        inner = inner.func if isinstance(inner, ast.Call) else inner.value
    table = namespace.get(inner.id) if isinstance(inner, ast.Name) else None
    if isinstance(table, pd.DataFrame) and int(table.isna().any().sum()) > 1:
        yield (
            f"`{written(node)}.dropna()` keeps only the rows in which no column at all is empty. Take the "
            "column first, or name those that count: `.dropna(subset=[…])`."
        )


def _chooses_columns(node: ast.Subscript) -> bool:
    """Whether it takes a column, or some, and not rows: `t["a"]`, `t[name]`, `t.loc[rows, name]`."""
    by_label = isinstance(node.value, ast.Attribute) and node.value.attr in ("loc", "iloc")
    return isinstance(node.slice, ast.Tuple if by_label else ast.Constant | ast.Name | ast.List)


def of_steps(nodes: list[ast.AST]) -> Iterator[str]:
    """What goes one place too few, and what is shortened in each round of a loop."""
    for loop in (each for each in nodes if isinstance(each, ast.For)):
        place, ends = (
            written(loop.target),
            re.fullmatch(r"range\((?:0, )?len\((\w+)\) - 1\)", written(loop.iter)),
        )
        inside = " ".join(written(each) for each in loop.body)
        if ends and not re.search(rf"\b{place} \+ 1\b", inside):
            yield (
                f"`{written(loop.iter)}` leaves out the last: `range` ends before its end already, so "
                f"`range(len({ends[1]}))` goes through all."
            )
        yield from _never_set_back(loop, nodes)
        for line in (each for each in loop.body if isinstance(each, ast.Assign)):
            name, own = written(line.targets[0]), line.value
            func = own.func if isinstance(own, ast.Call) else None
            once = sum(
                isinstance(each, ast.Assign) and written(each.targets[0]) == name for each in loop.body
            )
            if (
                once == 1
                and isinstance(func, ast.Attribute)
                and func.attr in ("drop", "dropna")
                and written(func.value) == name
            ):
                yield (
                    f"`{written(line)}` shortens `{name}` for all rounds that follow: give what is left "
                    "another name."
                )


def _never_set_back(loop: ast.For, nodes: list[ast.AST]) -> Iterator[str]:
    """A sum that an inner loop adds up, the outer one reads in each round, and no round sets back."""
    own = [node for line in loop.body for node in ast.walk(line)]
    inner = [node for node in own if isinstance(node, ast.For)]
    added = {
        node.target.id: each
        for each in inner
        for line in each.body
        for node in ast.walk(line)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)
    }
    stored = {node.id for node in own if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    kept = {
        node.targets[0].id
        for node in own
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    begun = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and node not in own and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for name, adding in added.items():
        after = [line for line in loop.body if line is not adding and line.lineno > adding.lineno]
        read = {node.id for line in after for node in ast.walk(line) if isinstance(node, ast.Name)}
        if name in begun & stored & read and name not in kept:
            yield (
                f"`{name}` begins once, before both loops, so each round of the outer one goes on with what "
                "the rounds before it left: begin it anew inside, above the inner loop."
            )
