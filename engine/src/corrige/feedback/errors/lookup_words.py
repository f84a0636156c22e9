"""What the code at which something stopped shows of a place, a label or an entry that is not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

import pandas as pd

from corrige.feedback.hints.code_nodes import Names, Nodes, calls, is_text, opened, short, value, written
from corrige.feedback.hints.pairs import paired
from corrige.feedback.messages import some

_FEW = 100


def _no_such_entry(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`counts.get("a") / total`, where nothing has that label."""
    for call in calls(nodes):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "get" and len(call.args) == 1:
            key = written(call.args[0])
            return f"`.get({key})` gives None where there is no such label: `.get({key}, 0)` gives 0 there."
    return ""


def _not_counted(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`column.value_counts()["a"]`, where no row holds "a"."""
    for node in opened(nodes):
        if isinstance(node.value, ast.Call) and written(node.value.func).endswith(".value_counts"):
            key = written(node.slice)
            return f"What does not occur has no entry in `value_counts()`: `.get({key}, 0)` gives 0 there."
    return ""


def _places_for_labels(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`column.iloc[1955]`, where 1955 is a label."""
    for node in opened(nodes):
        first = isinstance(node.slice, ast.Constant) and node.slice.value in range(_FEW)
        if isinstance(node.value, ast.Attribute) and node.value.attr in ("iloc", "iat") and not first:
            label = node.value.attr.removeprefix("i")
            return (
                f"`.{node.value.attr}` counts places, from 0. What an index holds, such as years, are "
                f"labels, and these are taken by `.{label}[…]`."
            )
    return ""


def _input_in_quotes(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`change["host"]`, where `host` is an input of the function."""
    asked = match["asked"]
    inputs = {each.arg for node in nodes if isinstance(node, ast.FunctionDef) for each in node.args.args}
    if asked in inputs and isinstance(namespace.get(asked), pd.Series | pd.DataFrame | list | tuple):
        return (
            f"There is no column {asked!r}: a table that is put together of columns without names, as by "
            "`pd.concat`, calls them 0, 1 and so on. Compare the columns that were given, or name them."
        )
    quoted = any(isinstance(node, ast.Constant) and node.value == asked for node in nodes)
    if not quoted or asked not in inputs:
        return ""
    return (
        f"Quotation marks make a word of {asked!r}. Without them `{asked}` is what the function was given: "
        "leave them out."
    )


def _number_in_quotes(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`table[table["year"] == "2004"].iloc[0]`, where the years are numbers."""
    for node in nodes:
        parts = [*node.comparators] if isinstance(node, ast.Compare) else []
        parts += [*node.args] if isinstance(node, ast.Call) else []
        for part in (each for each in parts if is_text(each)):
            if str(ast.literal_eval(part)).isdigit():
                return (
                    f"Nothing is left to take from. `{written(part)}` in quotation marks is text, and no "
                    "number is equal to it: leave them out."
                )
    return ""


def _column_chosen_twice(_: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`table[["FRA", state]]`, where `state` stands for FRA as well."""
    for node in opened(nodes):
        inside = node.slice.elts if isinstance(node.slice, ast.List) else []
        known = [
            each.value if isinstance(each, ast.Constant) else value(each, namespace)
            for each in inside
            if isinstance(each, ast.Constant | ast.Name)
        ]
        twice = next((each for each in known if type(each) is str and known.count(each) > 1), "")
        if twice:
            return (
                f"`{written(node)}` chooses the column {twice!r} twice here, so that name gives two columns: "
                "choose each once."
            )
    return ""


def _more_names_than_numbers(match: re.Match[str], _: Nodes, __: Names) -> str:
    """`ax.bar(names, counts)`, where some names have no count."""
    return (
        f"There are {match['names']} places and {match['numbers']} numbers. Draw both from one column, "
        "`ax.bar(counts.index, counts)`; what has no number yet gets one by `counts.reindex(names, "
        "fill_value=0)`."
    )


def _columns_in_outer(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`np.subtract.outer(column, column)`, of which pandas wants nothing to know."""
    for call in calls(nodes):
        if written(call.func).endswith(".outer") and call.args:
            given = ", ".join(f"{short(each)}.to_numpy()" for each in call.args)
            return f"`outer` takes arrays and no columns of a table: `{short(call.func)}({given})`."
    return ""


def _rows_for_columns(_: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`table.loc["FRA", 1967]`, where FRA is a column and 1967 the label of a row."""
    for node in opened(nodes):
        by_label, inside = node.value, node.slice
        if not (
            isinstance(by_label, ast.Attribute) and by_label.attr == "loc" and isinstance(inside, ast.Tuple)
        ):
            continue
        table = value(by_label.value, namespace)
        asked = [_labels(each, namespace) for each in inside.elts]
        if not isinstance(table, pd.DataFrame) or len(asked) != 2 or not all(asked):
            continue
        rows, columns = {*table.index}, {*table.columns}
        if {*asked[0]} <= columns and {*asked[1]} <= rows and not {*asked[0]} <= rows:
            turned = ", ".join(map(written, reversed(inside.elts)))
            return f"Rows and columns have changed places: rows come first, `{written(by_label)}[{turned}]`."
    return ""


def _labels(node: ast.expr, namespace: Names) -> list[object]:
    """The labels that stand in square brackets, as far as they are known."""
    parts = node.elts if isinstance(node, ast.List) else [node]
    found: list[object] = []
    for part in parts:
        held = part.value if isinstance(part, ast.Constant) else value(part, namespace)
        found += held if type(held) is list else [held] if type(held) in (str, int) else []
    return found


def _list_in_a_list(_: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`change[[others]]`, where `others` is a list already."""
    for node in opened(nodes):
        inner = node.slice.elts if isinstance(node.slice, ast.List) else []
        if len(inner) == 1 and type(value(inner[0], namespace)) is list:
            name = written(inner[0])
            return (
                f"`{name}` is a list already, and `[{name}]` a list with a list in it: "
                f"`{written(node.value)}[{name}]`."
            )
    return ""


def _label_by_place(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`a[i]` in a loop over `range(len(a))`, where the rows of `a` have other labels."""
    counted = any(isinstance(each, ast.For) and written(each.iter).startswith("range(") for each in nodes)
    for node in opened(nodes) if counted else ():
        own = value(node.value, namespace)
        by_name = isinstance(node.slice, ast.Name) and isinstance(own, pd.Series)
        if by_name and int(match["asked"]) not in own.index:
            name, place = written(node.value), written(node.slice)
            return (
                f"`{name}[{place}]` asks for the label {match['asked']}. Rows are counted from 0 by "
                f"`{name}.iloc[{place}]`."
            )
    return ""


def _written_into_the_function(match: re.Match[str], nodes: Nodes, _: Names) -> str:
    """`counts.loc[1967, "FRA"]` in a function that is given the year and the state."""
    for function in (each for each in nodes if isinstance(each, ast.FunctionDef)):
        inside = [node.value for node in ast.walk(function) if isinstance(node, ast.Constant)]
        read = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        idle = [each.arg for each in function.args.args if each.arg not in read]
        given = {"nan", *(each.arg for each in function.args.args)}
        if idle and match["asked"] not in given and match["asked"] in map(str, inside):
            return (
                f"{match['asked']} is written into the function, and what goes in has other labels: take "
                f"those that it is given, {some([f'`{each}`' for each in idle])}."
            )
    return ""


RULES: dict[str, Callable[[re.Match[str], Nodes, Names], str]] = {
    r"positional index\w* (is|are) out-of-bounds|single positional indexer": _places_for_labels,
    r"^KeyError": lambda match, nodes, namespace: (
        _not_counted(match, nodes, namespace)
        or _rows_for_columns(match, nodes, namespace)
        or _list_in_a_list(match, nodes, namespace)
    ),
    r"^KeyError: (?P<asked>\d+)$": _label_by_place,
    r"^KeyError: '?(?P<asked>\w+)'?$": _written_into_the_function,
    r"KeyError: ['\"]+(?P<asked>\w+)['\"]": _input_in_quotes,
    r"Mismatch is between arg 0 with shape \((?P<names>\d+),\) and arg 1 with shape \((?P<numbers>\d+),\)": (
        _more_names_than_numbers
    ),
    r"nalignable boolean": lambda _, nodes, namespace: next(paired(nodes, namespace), ""),
    r"^NotImplementedError": _columns_in_outer,
    r"out[- ]of[- ]bounds": _number_in_quotes,
    r"not aligned|could not be broadcast|Can only compare identically": _column_chosen_twice,
    r"NoneType\b": _no_such_entry,
}
