"""A label that is not there, in words: what is like it, on which axis it stands, and which table has it."""

from __future__ import annotations

import ast
import re
import traceback
from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from corrige.feedback.errors.error_words import by_text
from corrige.feedback.hints.code_nodes import calls, of_a_cell, written
from corrige.feedback.known_names import keys, labels, near, tables, texts_by_column
from corrige.feedback.messages import some

_FEW = 12
_LONG = 5000


def key_in_words(
    error: KeyError, said: str, namespace: Mapping[str, Any], code: str, nodes: Collection[ast.AST] = ()
) -> str:
    """The next step after a KeyError.

    Parameters
    ----------
    error : KeyError
    said : str
        Its words.
    namespace : mapping
        Names of the notebook.
    code : str
        The line.
    nodes : collection of ast.AST
        The statement that the line belongs to.
    """
    owner = owner_of(error, code, namespace)
    several = error.args[0] if error.args else None
    if type(several) is tuple and (found := _list_forgotten(several, owner)):
        return found
    if type(several) is list and several:  # as `dropna(subset=[…])` names what is not there
        also = f" Nor is there {some([repr(each) for each in several[1:]])}." if several[1:] else ""
        return f"{_one_key(several[0], error, owner, namespace, nodes)}{also}"
    if "in the [columns]" in said and (found := _rows_in_plain_brackets(said, owner)):
        return found
    if ("in the [index]" in said or "not in index" in said) and (rows := _rows(error, owner, namespace)):
        return rows
    quote = re.search(r"'([^']+)'", said)
    key = error.args[0] if error.args and " " not in str(error.args[0]) else (quote or [said, said])[1]
    key = key.removeprefix("Column not found: ") if type(key) is str else key
    if known := re.search(r"None of \[.*Index\(|boolean label can not be used", str(error)):
        return by_text(known[0])
    return _one_key(key, error, owner, namespace, nodes)


def _one_key(
    key: Any, error: BaseException, owner: Any, namespace: Mapping[str, Any], nodes: Collection[ast.AST]
) -> str:
    return (
        _in_quotes(key, error, owner)
        or _list_to_group_by(key, namespace, nodes)
        or no_such_key(key, owner, namespace, nodes)
    )


def _in_quotes(key: Any, error: BaseException, owner: Any) -> str:
    """What to say of a variable, or a calculation with one, that was written as text."""
    try:
        inside = {each.id for each in ast.walk(ast.parse(key, mode="eval")) if isinstance(each, ast.Name)}
    except (SyntaxError, TypeError, ValueError):
        return ""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        held = [frame.f_locals.get(name) for name in inside]
        if not held or not of_a_cell(frame.f_code.co_filename):
            continue
        # A name that stands alone may be that of a column by chance: what it holds is to be one.
        if all(type(each) in (str, int) for each in held) and (key not in inside or held[0] in labels(owner)):
            return (
                f"Quotation marks make a text of {key!r}. Without them `{key}` is what it stands for in your "
                "code: leave them out."
            )
    return ""


def _list_to_group_by(key: Any, namespace: Mapping[str, Any], nodes: Collection[ast.AST]) -> str:
    """What to say of `groupby` with a list of groups that is longer or shorter than the table."""
    for call in calls(nodes):
        own = call.args[0] if call.args else None
        held = namespace.get(own.id) if isinstance(own, ast.Name) else None
        of_list = isinstance(own, ast.BinOp | ast.ListComp | ast.Tuple) or isinstance(held, list | tuple)
        if (
            of_list
            and (type(key) is not str or key.startswith("("))
            and written(call.func).endswith(".groupby")
        ):
            return (
                "The list of groups needs one entry for each row, and this one has more or fewer: its "
                "entries are then taken for names of columns. Compare its `len(...)` with that of the table."
            )
    return ""


def _rows_in_plain_brackets(said: str, owner: Any) -> str:
    """What to say of ``table[[2003, 2017]]``, where these are labels of rows."""
    asked = re.search(r"Index\(\[(.*?)\]", said)
    wanted = {each.strip(" '") for each in asked[1].split(",")} if asked else set()
    if type(owner) is not pd.DataFrame or not wanted or not wanted <= set(map(str, owner.index)):
        return ""
    return "Square brackets alone choose columns, and these are labels of rows: rows are taken by `.loc[…]`."


def _list_forgotten(key: tuple[Any, ...], owner: Any) -> str:
    """What to say of ``table["a", "b"]``."""
    if type(owner) is not pd.DataFrame or not all(type(each) is str for each in key):
        return ""
    strange = [each for each in key if each not in owner.columns]
    also = f" Of these it has no {some([repr(each) for each in strange])}." if strange else ""
    inner = ", ".join(f'"{each}"' for each in key)
    return f"Several columns are taken by a list, with brackets of its own: `[[{inner}]]`.{also}"


def owner_of(error: BaseException, code: str, namespace: Mapping[str, Any]) -> Any:
    """What was asked for a label that it does not have: the last table on the way to the error, or a dict."""
    found = None
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if str(frame.f_globals.get("__name__", "")).startswith("pandas."):
            own = _table_of(frame.f_locals.get("self"))
            found = own if own is not None else found
    if found is not None:
        return found
    named = [namespace.get(name) for name in re.findall(r"(\w+)\s*\[", code)]
    return next((each for each in named if type(each) is dict), None)


def _table_of(own: Any) -> Any:
    """The table that something of pandas works on: itself, or what a grouping or an indexer holds."""
    if type(own).__module__.partition(".")[0] != "pandas":
        return None
    try:
        own = getattr(own, "obj", own)
    except (AttributeError, RecursionError):
        return None  # a grouping that is only half made knows no table yet
    return own if type(own) in (pd.DataFrame, pd.Series) else None


def no_such_key(key: Any, owner: Any, namespace: Mapping[str, Any], nodes: Collection[ast.AST] = ()) -> str:
    """What to say of a label that its owner, a table or a dict, does not have where it was looked for."""
    known = labels(owner) if owner is not None else keys(namespace)
    if type(key) is str and key.lstrip("-").isdigit() and int(key) in known:
        return f"The label is the number {key}, without quotation marks."
    if type(key) in (int, float) and str(key) in known:
        return f'The label is text: "{key}", with quotation marks.'
    if type(owner) in (pd.DataFrame, pd.Series) and (found := _on_the_other_axis(key, owner)):
        return found
    names = [each for each in known if type(each) is str and each != key]
    if {f"{key}_x", f"{key}_y"} <= set(names):
        return (
            f"Both tables of a merge had a column {key!r}, and they were not merged on it: they are called "
            f"'{key}_x' and '{key}_y' now. If both mean the same, merge on it too: "
            f'`on=["…", "{key}"]`.'
        )
    begun = [each for each in names if type(key) is str and len(key) >= 3 and each.startswith(key)]
    if 2 <= len(begun) <= 4:
        several = some([repr(each) for each in begun])
        return f"There is no column, label or key of this name, and several begin so: {several}."
    like = near(str(key), names)
    if holder := _column_that_holds(key, like, owner, nodes):
        return holder
    if like:
        return f"There is no column, label or key of this name; the nearest is {like!r}."
    return _elsewhere(key, owner, namespace) or _what_there_is(key, known, owner)


def _on_the_other_axis(key: Any, owner: Any) -> str:
    """What to say of a label that is one, but of the rows or of the columns."""
    shown = f'"{key}"' if type(key) is str else f"{key}"
    if key in owner.index.names and type(key) is str:
        return (
            f"`{key}` is the name of this table's index and not a column: use `.index` or `.loc[…]`, or make "
            "a column of it with `.reset_index()`."
        )
    if type(owner) is not pd.DataFrame:
        return ""
    whole = next((each for each in list(owner.columns) if isinstance(each, tuple) and key in each), None)
    if whole is not None:
        return (
            f"The columns of this table have {owner.columns.nlevels} levels, and one is `{whole}`. "
            "`pivot(…, values=…)` and `.agg` with one column leave a single level."
        )
    if key in owner.columns:
        return (
            f"`{key}` is a column: `table[{shown}]` takes it. `.loc[…]` looks for a row of that name first, "
            "and for a column second: `.loc[row, column]`."
        )
    if key in owner.index:
        return (
            f"`{key}` is the label of a row and not of a column: rows come first, `.loc[row, column]`, and "
            f"`.loc[{shown}]` takes the whole row."
        )
    return ""


def _column_that_holds(key: Any, like: str, owner: Any, nodes: Collection[ast.AST]) -> str:
    """The column that holds the word which a column that is not there is compared with."""
    words = {
        each.value
        for node in nodes
        if isinstance(node, ast.Compare) and _asks_for(node.left, key)
        for each in node.comparators
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }
    if type(owner) is not pd.DataFrame or not words:
        return ""
    held = texts_by_column(owner)
    holders = [str(name) for name, values in held.items() if words & values]
    if not holders or like in holders:
        return ""
    word = sorted(words)[0]
    columns = some([repr(each) for each in holders[:3]])
    return f"This table has no column {key!r}. {word!r} stands in the column {columns}."


def _asks_for(node: ast.expr, key: Any) -> bool:
    inside = node.slice if isinstance(node, ast.Subscript) else None
    return isinstance(inside, ast.Constant) and inside.value == key


def _elsewhere(key: Any, owner: Any, namespace: Mapping[str, Any]) -> str:
    """Which tables have a column that this one has not, and what this one has."""
    holders = [
        name
        for name, table in tables(namespace).items()
        if type(owner) is not dict and table is not owner and key in [*table.columns, *table.index.names]
    ]
    if not holders:
        return ""
    if type(owner) is pd.Series:
        return (
            f"This is one column, and it has no other columns beside it. Hand over the column itself: "
            f'`{holders[0]}["{key}"]`.'
        )
    its = [repr(each) for each in owner.columns[:_FEW]] if type(owner) is pd.DataFrame else []
    own = f": it has {some(its)}" if len(its) > 0 and len(owner.columns) <= _FEW else ""
    have = "has" if len(holders) == 1 else "have"
    return (
        f"This table has no column {key!r}{own}. {some([f'`{name}`' for name in holders[:3]])} {have} one of "
        "this name; if it is that one you mean, take it from there, or merge the two first."
    )


def _what_there_is(key: Any, known: list[Any], owner: Any) -> str:
    columns = list(owner.columns) if type(owner) is pd.DataFrame else known if owner is not None else []
    if type(owner) is pd.Series and len(owner) > _FEW and owner.index.is_monotonic_increasing:
        first, *_, last = owner.index.tolist()
        text = f"This column has no such label: its labels run from {first!s} to {last!s}"
        within = type(key) is int and type(first) is int and first < key < last
        return f"{text}, and {key} is not among them." if within else f"{text}."
    if 0 < len(columns) <= _FEW:
        return f"There is no column, label or key of this name. There are {some([repr(x) for x in columns])}."
    return "No column, label or key has this name: look at `.columns` and `.index` of the table in this line."


def _rows(error: BaseException, owner: Any, namespace: Mapping[str, Any]) -> str:
    """Labels that no row has: what labels there are, and which table has some of those asked for."""
    asked = set(re.findall(r"\d{3,}", str(error)))
    if owner is None or "in the [columns]" in str(error) or not asked:
        return ""
    if asked <= set(map(str, owner.index)):
        kind, do = ("text", "write") if isinstance(owner.index[0], str) else ("numbers", "leave out")
        return f"The labels of the rows are {kind}: {do} the quotation marks."
    has = [
        name
        for name, table in tables(namespace).items()
        if table is not owner and len(table) <= _LONG and asked & set(map(str, table.index))
    ]
    ends = f"{owner.index[0]!s} to {owner.index[-1]!s}" if len(owner) else "none at all"
    text = f"`.loc` looks among the labels of the rows, and these are {ends}."
    if has:
        have = "has" if len(has) == 1 else "have"
        return f"{text} {some([f'`{name}`' for name in has[:3]])} {have} those asked for."
    return f'{text} `.set_index("column")` makes labels of a column.'
