"""What the code at which something stopped shows of a place, a label or an entry that is not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

import pandas as pd

from corrige.feedback.hints.code_nodes import Names, Nodes, calls, is_text, opened, short, value, written
from corrige.feedback.hints.pairs import paired

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


RULES: dict[str, Callable[[re.Match[str], Nodes, Names], str]] = {
    r"positional index\w* (is|are) out-of-bounds|single positional indexer": _places_for_labels,
    r"^KeyError": _not_counted,
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
