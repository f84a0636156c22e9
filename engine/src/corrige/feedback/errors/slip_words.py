"""What the code at which something stopped shows of a slip of the hand: a star, a bracket, a comma."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator

import pandas as pd

from corrige.feedback.hints.code_nodes import (
    Names,
    Nodes,
    calls,
    is_text,
    opened,
    short,
    value,
    whole,
    written,
)
from corrige.feedback.hints.conditions import loosely_joined, word_for_a_condition

_DRAWN = "bar|barh|scatter|step|stem"
_PLACES = ("loc", "iloc")


def _round_for_square(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`table.loc(mask, columns)`."""
    for call in calls(nodes):
        func = call.func
        if isinstance(func, ast.Attribute) and func.attr in _PLACES and call.args:
            axis = len(call.args) == 1 and isinstance(call.args[0], ast.Constant)
            if not axis:
                return f"`.{func.attr}` takes square brackets: `{short(func)}[…]`."
    return ""


def _text_of_a_query(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`table.query("kind" == "a")`."""
    for call in calls(nodes):
        func, inside = call.func, call.args[0] if call.args else None
        if not (isinstance(func, ast.Attribute) and func.attr in ("query", "eval") and inside is not None):
            continue
        text = f"`{func.attr}` takes its whole condition as one text"
        if isinstance(inside, ast.Compare) and is_text(inside.left) and len(inside.ops) == 1:
            column, rest = ast.literal_eval(inside.left), written(inside)[len(written(inside.left)) :]
            quoted = rest.replace('"', "'")
            return f'{text}: `{short(func)}("{column}{quoted}")`.'
        return f"{text}, in quotation marks. A condition that is computed goes into square brackets."
    return ""


def _hyphen_for_colon(match: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`table.loc[1950-2014]`."""
    for node in opened(nodes):
        inside = node.slice
        if not (isinstance(inside, ast.BinOp) and isinstance(inside.op, ast.Sub)):
            continue
        first, last = whole(inside.left), whole(inside.right)
        if 0 <= first < last and str(first - last) == match["label"]:
            return (
                f"`{first}-{last}` is a subtraction. From one label to another stands a colon: "
                f"`{short(node.value)}[{first}:{last}]`."
            )
    return ""


def _one_star(_: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`margin(*entries)`, where the entries are a dict, or a table."""
    for call in calls(nodes):
        if not isinstance(call.func, ast.Name) or not inspect.isfunction(namespace.get(call.func.id)):
            continue
        for part in (each.value for each in call.args if isinstance(each, ast.Starred)):
            if isinstance(part, ast.Dict) or isinstance(value(part, namespace), dict | pd.DataFrame):
                return (
                    "One star hands over the names alone, and two stars each name with its value: "
                    f"`{call.func.id}(**{short(part)})`."
                )
    return ""


def _given_twice(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`margin(**entries, quarrel=0)`, where the entries have a `quarrel` already."""
    asked = match["asked"]
    for call in calls(nodes):
        stars = [each.value for each in call.keywords if each.arg is None]
        if not stars:
            continue
        own = short(stars[0])
        text = f"`{asked}` is among what the two stars hand over already. Change it in there: "
        if isinstance(value(stars[0], namespace), pd.DataFrame):
            return f"{text}`**{own}.assign({asked}=…)`."
        return f'{text}`**{{**{own}, "{asked}": …}}`.'
    return ""


def _loop_over_a_method(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`for key, value in entries.items`."""
    for loop in (each for each in nodes if isinstance(each, ast.For | ast.comprehension)):
        if isinstance(loop.iter, ast.Attribute):
            return (
                f"`{loop.iter.attr}` is a method and has not been called: put round brackets behind it, "
                f"`{short(loop.iter)}()`."
            )
    return ""


def _pairs_of_a_grouping(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`for rows in table.groupby("year"):`."""
    for loop in (each for each in nodes if isinstance(each, ast.For | ast.comprehension)):
        step = re.search(r"\.(groupby|items|iterrows)\(.*\)$", written(loop.iter))
        if isinstance(loop.target, ast.Name) and step:
            return (
                f"`.{step[1]}` gives pairs, a label and what belongs to it: take them apart, "
                f"`for label, {loop.target.id} in {short(loop.iter)}`."
            )
    return ""


def _side_by_side(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`for a, b in x, y:`."""
    for loop in (each for each in nodes if isinstance(each, ast.For)):
        targets, lists = loop.target, loop.iter.elts if isinstance(loop.iter, ast.Tuple) else []
        of_each = isinstance(targets, ast.Tuple) and len(targets.elts) == len(lists)
        if of_each and all(isinstance(each, ast.Name | ast.Subscript | ast.Attribute) for each in lists):
            return (
                "A comma puts lists one behind the other. Side by side they are gone through by `zip`: "
                f"`for {written(targets).strip('()')} in zip({', '.join(map(short, lists))})`."
            )
    return ""


def _dict_drawn(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`ax.barh(numbers)`, where the numbers are a dict."""
    for call in calls(nodes):
        own = call.args[0] if len(call.args) == 1 else call.func
        if isinstance(value(own, namespace), dict) and written(call.func).endswith(f".{match['name']}"):
            return (
                "It takes two things, the names and the numbers, and a dict holds both: "
                f"`{short(call.func)}(list({short(own)}), list({short(own)}.values()))`."
            )
    return ""


def _axes_called(_: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`ax(numbers)`."""
    for call in calls(nodes):
        if isinstance(call.func, ast.Name) and type(namespace.get(call.func.id)).__name__.startswith("Axes"):
            own = call.func.id
            return (
                f"`{own}` is the axes, which are drawn on by a method behind a dot: "
                f"`{own}.bar(names, numbers)`, `{own}.barh(…)`, `{own}.plot(…)`."
            )
    return ""


def _keys_without_quotes(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`{pure: pure}`, where `pure` is a list."""
    for node in (each for each in nodes if isinstance(each, ast.Dict)):
        for key, held in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Name) and isinstance(held, ast.Name) and key.id == held.id:
                return f'The keys of a dict are words, with quotation marks: `{{"{key.id}": {held.id}}}`.'
    return ""


def _comma_for_point(_: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`z = 1,96`, which is then calculated with."""
    for node in (each for each in nodes if isinstance(each, ast.Assign) and len(each.targets) == 1):
        target, two = node.targets[0], node.value
        numbers = [*map(whole, two.elts)] if isinstance(two, ast.Tuple) else []
        if isinstance(target, ast.Name) and len(numbers) == 2 and min(numbers) >= 0:
            return _has_a_point(target.id, *numbers)
    for name in (each.id for each in nodes if isinstance(each, ast.Name)):
        held = namespace.get(name)
        if type(held) is tuple and len(held) == 2 and all(type(each) is int for each in held):
            return _has_a_point(name, *held)
    return ""


def _has_a_point(name: str, one: int, other: int) -> str:
    return (
        f"`{name}` holds two numbers, {one} and {other}. If one with decimals is meant, it has a point: "
        f"`{name} = {one}.{other}`."
    )


def compared_for_given(name: str, nodes: Nodes, namespace: Names) -> str:
    """What to say of `answer == 3`, or of `std(ddof==0)`, for a name that is not there; or nothing.

    Parameters
    ----------
    name : str
        The name that is not there.
    nodes : list of ast.AST
        The statement.
    namespace : mapping
        Names of the notebook.
    """
    for node in nodes:
        if isinstance(node, ast.Expr) and _compares(node.value, name):
            return f"One `=` gives a name its value, and two compare: `{name} = …`."
        if not isinstance(node, ast.Call):
            continue
        own = written(node.func).rpartition(".")[2]
        if any(_compares(each, name) for each in node.args) and name in _inputs(node.func, namespace):
            return f"One `=` gives an input its value, and two compare: `{own}({name}=…)`."
    return ""


def begun_nowhere(name: str, nodes: Nodes) -> str:
    """What to say of `kept[key] = 1`, or `kept.append(1)`, for a name that is not there; or nothing.

    Parameters
    ----------
    name : str
        The name that is not there.
    nodes : list of ast.AST
        The statement.
    """
    text = "It is begun before the loop that fills it: "
    for node in nodes:
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.ctx, ast.Store)
            and written(node.value) == name
        ):
            return f"{text}`{name} = {{}}`."
        if isinstance(node, ast.Call) and written(node.func) == f"{name}.append":
            return f"{text}`{name} = []`."
    return ""


def _compares(node: ast.expr, name: str) -> bool:
    return (
        isinstance(node, ast.Compare)
        and isinstance(node.ops[0], ast.Eq)
        and isinstance(node.left, ast.Name)
        and node.left.id == name
    )


def _inputs(func: ast.expr, namespace: Names) -> Iterator[str]:
    """The names of what a function, or a method of a table or a column, takes."""
    of_one = [value(func, namespace)]
    if isinstance(func, ast.Attribute):
        of_one = [getattr(each, func.attr, None) for each in (pd.DataFrame, pd.Series)]
    for each in filter(inspect.isfunction, of_one):
        yield from inspect.signature(each).parameters


RULES: dict[str, Callable[[re.Match[str], Nodes, Names], str]] = {
    r"^(Type|Value|Key|Indexing)Error|^InvalidIndexError": _round_for_square,
    r"expr must be a string": _text_of_a_query,
    r"^KeyError: (?P<label>-\d+)$": _hyphen_for_colon,
    r"^(Type|Value)Error": _one_star,
    r"multiple values for (keyword )?argument '(?P<asked>\w+)'": _given_twice,
    r"'\w*(function|method)' object is not iterable": _loop_over_a_method,
    r"truth value|unsupported operand|Cannot perform": lambda _, nodes, __: word_for_a_condition(nodes),
    r"values to unpack|truth value": _side_by_side,
    r"truth value of a Series": lambda _, nodes, __: loosely_joined(nodes),
    r"'tuple' object has no attribute|tuple indices must be": _pairs_of_a_grouping,
    rf"(?P<name>{_DRAWN})\(\) missing 1 required": _dict_drawn,
    r"'Axes\w*' object is not callable": _axes_called,
    r"unhashable type": _keys_without_quotes,
    r"(operand|real number|between instances).*\btuple\b|can't multiply sequence": _comma_for_point,
}
