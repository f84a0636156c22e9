"""What the code at which something stopped shows where a table, or a dict, was asked in the wrong way."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from corrige.feedback.hints.code_nodes import (
    Names,
    Nodes,
    asked_of,
    calls,
    is_text,
    opened,
    short,
    value,
    written,
)
from corrige.feedback.known_names import tables, texts_by_column
from corrige.feedback.messages import some


def _column_of_a_variable(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`table.kind`, where `kind` is a name that holds the column's name."""
    asked = match["asked"]
    inputs = {each.arg for node in nodes if isinstance(node, ast.FunctionDef) for each in node.args.args}
    if asked not in inputs and type(namespace.get(asked)) is not str:
        return ""
    for node in asked_of(nodes, asked):
        owner = written(node.value)
        return (
            f'`{owner}.{asked}` looks for a column called "{asked}". The column whose name `{asked}` holds '
            f"is `{owner}[{asked}]`."
        )
    return ""


def _words_compared(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`table["kind" == "a"]`: two words are compared and not a column with one."""
    for node in opened(nodes):
        inside, owner = node.slice, written(node.value)
        if isinstance(inside, ast.Compare) and isinstance(inside.left, ast.Name):
            own = inside.left.id
            rest = written(inside)[len(own) :]
            return (
                f"`{written(inside)}` is one single False: a list is compared as a whole. "
                f"`pd.Series({own}){rest}` compares each of its entries."
            )
        if not (isinstance(inside, ast.Compare) and all(map(is_text, [inside.left, *inside.comparators]))):
            continue
        column, word = written(inside.left), written(inside.comparators[0])
        text = f"`{written(inside)}` compares two words and is False."
        table, grouped, _rest = owner.partition(".groupby(")
        if grouped:
            return (
                f"{text} Compare the column first, and group what comes out: "
                f"`({table}[{column}] == {word}).groupby({table}[…])`."
            )
        return f"{text} Compare the column with the word: `{table}[{table}[{column}] == {word}]`."
    return ""


def _many_keys(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`numbers[table["kind"]]`: a dict asked for a whole column at once."""
    for node in opened(nodes):
        if isinstance(node.slice, ast.Subscript | ast.Attribute):
            return (
                "A dict gives one value for one key, and was asked for a whole column. "
                f"`{short(node.slice)}.map({short(node.value)})` looks up each of its values."
            )
    return ""


def _loc_forgotten(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`table[mask, columns]`."""
    for node in opened(nodes):
        own = written(node.value)
        if isinstance(node.slice, ast.Tuple) and not own.endswith(("loc", ".at", ".iat")):
            return f"Rows and columns together are taken by `.loc`: `{short(node.value)}.loc[rows, columns]`."
    return ""


def _no_such_step(match: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`agg(name=("column", "yes"))`: a value where the name of a function stands."""
    named = {call.func.attr for call in calls(nodes) if isinstance(call.func, ast.Attribute)}
    if not named & {"agg", "aggregate", "transform"}:
        return ""
    return (
        f'`agg` was asked to do "{match["asked"]}": what stands there is a step, such as "size", "sum" or '
        '"mean". To count one value, compare first, `table.assign(new=table["column"] == "x")`, and take the '
        "sum of that."
    )


def _text_measured(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """The mean of a column of text for whose words the notebook has numbers."""
    asked = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    held: dict[str, set[str]] = {}
    for table in tables(namespace).values():
        for column, words in texts_by_column(table).items():
            if column in asked and words:
                held.setdefault(column, set()).update(words)
    for column, words in held.items():
        fit = [
            f"`.map({name})`"
            for name, numbers in namespace.items()
            if not name.startswith("_") and _all_numbers(numbers) and words <= set(numbers)
        ]
        if fit:
            step = match["step"] or match["how"]
            middle = " The middle word itself stands in the middle of the rows, sorted by that number."
            return (
                f'"{column}" holds text, and text has no {step}. Turn each word into its number first: '
                f"{' or '.join(fit[:3])}.{middle if step == 'median' else ''}"
            )
    return ""


def _all_numbers(numbers: Any) -> bool:
    return type(numbers) is dict and all(type(each) in (int, float) for each in numbers.values())


def _columns_handed_over(match: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`table.apply(lambda row: row["a"])`, which hands over columns."""
    for call in calls(nodes):
        func = call.func
        rowwise = any(each.arg == "axis" for each in call.keywords) or len(call.args) > 1
        if isinstance(func, ast.Attribute) and func.attr == "apply" and call.args and not rowwise:
            asked = [node.slice for node in opened([*ast.walk(call.args[0])])]
            if any(is_text(each) and ast.literal_eval(each) == match["asked"] for each in asked):
                return (
                    "`.apply(…)` hands over one column after the other, which has no column in it; with "
                    f"`axis=1` it hands over the rows: `{short(func)}(…, axis=1)`."
                )
    return ""


def _merged(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`one.merge(other, on="x")`, where one of the two has no `x`."""
    for call in calls(nodes):
        func = call.func
        if not (isinstance(func, ast.Attribute) and func.attr == "merge"):
            continue
        both = call.args if written(func.value) == "pd" else [func.value, *call.args]
        found = {written(each): value(each, namespace) for each in both[:2]}
        has = {name: _named(each) for name, each in found.items() if isinstance(each, pd.DataFrame)}
        without = [f"`{name}`" for name, names in has.items() if match["asked"] not in names]
        if len(has) < 2 or not without:
            continue
        one, other = has.values()
        shared = [repr(name) for name in one if name in other]
        step = f": both have {some(shared[:4])}." if shared else ", or give `left_on=` and `right_on=`."
        have = "has" if len(without) == 1 else "have"
        return f"{some(without)} {have} no column {match['asked']!r}. Merge on what both have{step}"
    return ""


def _renamed_by_a_merge(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`one.merge(other, on="x").query("y > 1")`, where both tables have a `y`."""
    asked = match["asked"]
    for call in calls(nodes):
        func = call.func
        if not (isinstance(func, ast.Attribute) and func.attr == "merge"):
            continue
        on = next((each.value for each in call.keywords if each.arg == "on"), None)
        joined = [each.value for each in ast.walk(on) if isinstance(each, ast.Constant)] if on else []
        names = {each.id for each in ast.walk(call) if isinstance(each, ast.Name)}
        both = [name for name, table in tables(namespace).items() if name in names and asked in table]
        if len(both) > 1 and joined and asked not in joined:
            return (
                f"`{'` and `'.join(both[:2])}` both have a column {asked!r}, and it is not one that they are "
                f"merged on: the merge names them {asked + '_x'!r} and {asked + '_y'!r}. If both mean the "
                f"same, merge on it too: `on={[*joined, asked]!r}`."
            ).replace("'", '"')
    return ""


def _matrix_of_a_column(_: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`table.corr(column)`."""
    given = [call.func for call in calls(nodes) if call.args]
    for node in (each for each in asked_of(nodes, "corr") if each in given):
        own, asked = value(node.value, namespace), f"`{short(node.value)}.corr(…)`"
        if isinstance(own, pd.DataFrame):
            return (
                f"{asked} asks a table, which has a coefficient for each pair of its columns. Of two columns "
                "one is asked about the other: `one.corr(other)`."
            )
    return ""


def _name_for_column(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`link("x", "y")`, where the columns of these names are meant."""
    asked = match["asked"]
    for call in calls(nodes):
        own = call.args[0] if call.args else None
        columns = any(asked in each for each in tables(namespace).values())
        if own is not None and is_text(own) and ast.literal_eval(own) == asked and columns:
            return (
                f"`{short(call.func)}` was given the word {asked!r} and not the column of that name: hand "
                f'over the column itself, as in `table["{asked}"]`.'
            )
    return ""


def _place_for_label(match: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`table.argmin()`."""
    for node in asked_of(nodes, f"arg{match['end']}"):
        plain = isinstance(node.value, ast.Name | ast.Attribute | ast.Subscript | ast.Call)
        own = short(node.value) if plain else f"({short(node.value)})"
        return (
            f"Of a table `{own}.idx{match['end']}()` gives, for each column, the label of its "
            f"{match['end']}imum."
        )
    return ""


def _row_for_column(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`table[year]`, where the name `year` holds the label of a row."""
    for node in opened(nodes):
        owner, label = node.value, node.slice
        asked = value(label, namespace)
        several = owner.slice if isinstance(owner, ast.Subscript) else None
        table = value(owner.value if isinstance(owner, ast.Subscript) else owner, namespace)
        if str(asked) != match["label"] or type(table) is not pd.DataFrame or asked not in table.index:
            continue
        if several is None or isinstance(several, ast.List) or type(value(several, namespace)) is list:
            return (
                f"`{written(node)}` looks for a column of that name, and {match['label']} is the label of a "
                f"row: `{written(owner)}.loc[{written(label)}]`."
            )
    return ""


def _column_among_rows(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`table.drop(name)`, where the name is that of a column."""
    for call in (each for each in calls(nodes) if each.args):
        if not (isinstance(call.func, ast.Attribute) and call.func.attr == "drop"):
            continue
        owner, named = call.func.value, {each.arg for each in call.keywords}
        table = value(owner, namespace)
        if named & {"axis", "columns"} or type(table) is not pd.DataFrame:
            continue
        word = match["label"].strip("'")
        holders = [name for name, words in texts_by_column(table).items() if word in words]
        if holders and word not in map(str, table.columns):
            rest = f'`{short(owner)}[{short(owner)}["{holders[0]}"] != "{word}"]`'
            return (
                f"`drop` looks among the labels of the rows, and {match['label']} stands in the column "
                f"{holders[0]!r}: {rest} keeps the others."
            )
        if word in map(str, table.columns):
            return (
                f"`drop` looks among the labels of the rows, and {match['label']} is a column of "
                f"`{short(owner)}`: `{short(owner)}.drop(columns={short(call.args[0])})`. A row of the "
                "table, as `.loc[…]` gives it, has these as its labels, and drops one by `.drop(…)` alone."
            )
    return ""


def _named(table: pd.DataFrame) -> list[Any]:
    return [*table.columns, *(name for name in table.index.names if name)]


RULES: dict[str, Callable[[re.Match[str], Nodes, Names], str]] = {
    r"'DataFrame' object has no attribute 'arg(?P<end>min|max)'": _place_for_label,
    r"UndefinedVariableError: name '(?P<asked>\w+)'": _renamed_by_a_merge,
    r"truth value of a Series|could not convert string to float": _matrix_of_a_column,
    r"could not convert string to float: '(?P<asked>[^']+)'": _name_for_column,
    r"'(DataFrame|Series)' object has no attribute '(?P<asked>\w+)'": _column_of_a_variable,
    r"GroupBy' object has no attribute '(?P<asked>\w+)'": _no_such_step,
    r"KeyError: .*\bFalse\b": _words_compared,
    r"KeyError: (?P<label>\d+)$": _row_for_column,
    r"KeyError: \W*\[(?P<label>.+)\] not found in axis": _column_among_rows,
    r"KeyError: ['\"](?P<asked>\w+)['\"]": lambda match, nodes, namespace: (
        _columns_handed_over(match, nodes, namespace) or _merged(match, nodes, namespace)
    ),
    r"unhashable type: '(Series|list)'|InvalidIndexError": _loc_forgotten,
    r"unhashable type: 'Series'": _many_keys,
    r"not support operation '(?P<step>\w+)'|agg function failed \[how->(?P<how>\w+)": _text_measured,
}
