"""The error at which a cell stopped, in words: what happened, in which line, what to do."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from corrige.feedback.error_words import by_text
from corrige.feedback.messages import some

_CUTOFF = 0.75
_FEW = 12
_LONG = 5000


def error_in_words(
    error: BaseException,
    namespace: Mapping[str, Any],
    made: Mapping[str, int],
    texts: Collection[str] = (),
    source: str = "",
) -> str:
    """Say what an error means to who wrote the cell.

    Parameters
    ----------
    error : exception
    namespace : mapping
        Names of the notebook.
    made : mapping of str to int
        Names that given cells make: name -> number of the task whose cell it is, 0 for the set-up.
    texts : collection of str
        What stands in the answer as text: keys, names of columns, options.
    source : str
        The cell.
    """
    if isinstance(error, SyntaxError):
        return _syntax(error)
    line = _line(error)
    where = f" in line {line}" if line else ""
    kind = type(error).__name__
    said = str(error).strip().split("\n")[0][:160]
    code = (source.splitlines()[line - 1 : line] or [""])[0]
    text = f"Your cell stopped{where} with {kind}: {said.rstrip('.')}."
    return f"{text} {_step(error, said, namespace, made, texts, code)}".strip()


def _step(
    error: BaseException,
    said: str,
    namespace: Mapping[str, Any],
    made: Mapping[str, int],
    texts: Collection[str],
    code: str,
) -> str:
    if isinstance(error, NameError):
        return _name(str(getattr(error, "name", "") or ""), namespace, made, texts, code)
    if isinstance(error, KeyError):
        several = error.args[0] if error.args else None
        if type(several) is tuple and (found := _list_forgotten(several, _owner(error, code, namespace))):
            return found
        if "in the [index]" in said or "not in index" in said:
            rows = _rows(error, code, namespace)
            if rows:
                return rows
        quote = re.search(r"'([^']+)'", said)
        key = error.args[0] if error.args and " " not in str(error.args[0]) else (quote or [said, said])[1]
        key = key.removeprefix("Column not found: ") if type(key) is str else key
        if known := re.search(r"None of \[.*Index\(|boolean label can not be used", str(error)):
            return by_text(known[0])
        return _key(key, _owner(error, code, namespace), namespace)
    if isinstance(error, AttributeError):
        return _attribute(error, namespace) or by_text(said)
    if isinstance(error, ZeroDivisionError):
        return "What is it divided by, and when is that 0?"
    return by_text(said)


def _name(
    name: str, namespace: Mapping[str, Any], made: Mapping[str, int], texts: Collection[str], code: str = ""
) -> str:
    if name in made:
        where = "the first code cell" if made[name] == 0 else f"the given cell of task {made[name]}"
        return f"`{name}` is made by {where} of this notebook: run that one first."
    if re.search(rf"\(\s*(\w+=[^=].*,\s*)?{re.escape(name)}\s*==", code) and ".assign(" in code:
        return f"One `=` gives a value, and two compare: `.assign({name}=…)`."
    holder = next((table for table, each in _tables(namespace).items() if name in each.columns), "")
    if holder and not re.search(rf"\[[^\]]*\b{re.escape(name)}\b", code):
        return (
            f'{name} is a column: `{holder}["{name}"]` takes it out of its table. Where its name alone is '
            f'asked for, as in `.groupby(...)`, it is text: write "{name}", with quotation marks.'
        )
    if name in texts:
        return f'{name} is text: write "{name}", with quotation marks.'
    if name in _texts(namespace):
        return (
            f'{name} is a column or a value in a table, so it is text: write "{name}", with quotation marks.'
        )
    if library := of_a_library(name):
        return library
    near = _near(name, [each for each in namespace if not each.startswith("_")])
    if near:
        return f"There is no such name; did you mean `{near}`?"
    return "There is no such name yet: is it made in a cell that was not run, or is it text without quotes?"


_OTHER_NAMES = {"ln": "log", "average": "mean", "stdev": "std"}


def of_a_library(name: str) -> str:
    """Where a name is found that belongs to pandas or numpy and was written without saying so."""
    own = _OTHER_NAMES.get(name, name)
    for short, library in (("pd", pd), ("np", np)):
        if own[:1] != "_" and callable(getattr(library, own, None)):
            return f"`{name}` belongs to {library.__name__}: write `{short}.{own}(…)`."
    return ""


def _list_forgotten(key: tuple[Any, ...], owner: Any) -> str:
    """What to say of ``table["a", "b"]``."""
    if type(owner) is not pd.DataFrame or not all(type(each) is str for each in key):
        return ""
    strange = [each for each in key if each not in owner.columns]
    also = f" Of these it has no {some([repr(each) for each in strange])}." if strange else ""
    inner = ", ".join(f'"{each}"' for each in key)
    return f"Several columns are taken by a list, with brackets of its own: `[[{inner}]]`.{also}"


def _owner(error: BaseException, code: str, namespace: Mapping[str, Any]) -> Any:
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


def _labels(owner: Any) -> list[Any]:
    if type(owner) is dict:
        return list(owner)
    labels = [] if type(owner) is pd.Series else list(owner.columns)
    return [*labels, *(owner.index.tolist() if len(owner) <= 500 else [])]


def _key(key: Any, owner: Any, namespace: Mapping[str, Any]) -> str:
    known = _labels(owner) if owner is not None else _keys(namespace)
    if type(key) is str and key.lstrip("-").isdigit() and int(key) in known:
        return f"The label is the number {key}, without quotation marks."
    if type(key) in (int, float) and str(key) in known:
        return f'The label is text: "{key}", with quotation marks.'
    if type(owner) is not dict and owner is not None and key in owner.index.names:
        return (
            f"`{key}` is the name of this table's index and not a column: use `.index` or `.loc[…]`, or make "
            "a column of it with `.reset_index()`."
        )
    if type(owner) is pd.DataFrame and type(key) is str and key in owner.columns:
        return f'`{key}` is a column: `table["{key}"]` takes it. `.loc["…"]` looks for a row of that name.'
    elsewhere = [
        name
        for name, table in _tables(namespace).items()
        if type(owner) is not dict and table is not owner and key in [*table.columns, *table.index.names]
    ]
    names = [each for each in known if type(each) is str and each != key]
    begun = [each for each in names if type(key) is str and len(key) >= 3 and each.startswith(key)]
    near = _near(str(key), names)
    if 2 <= len(begun) <= 4:
        several = some([repr(each) for each in begun])
        return f"There is no column, label or key of this name, and several begin so: {several}."
    if near:
        return f"There is no column, label or key of this name; the nearest is {near!r}."
    if elsewhere and type(owner) is pd.Series:
        return (
            f"This is one column, and it has no other columns beside it. Hand over the column itself: "
            f'`{elsewhere[0]}["{key}"]`.'
        )
    if elsewhere:
        have = "has" if len(elsewhere) == 1 else "have"
        return (
            f"This table has no column {key!r}. {some([f'`{name}`' for name in elsewhere[:3]])} {have} it: "
            "merge the two first, or take it from there."
        )
    columns = list(owner.columns) if type(owner) is pd.DataFrame else known if owner is not None else []
    if 0 < len(columns) <= _FEW:
        return f"There is no column, label or key of this name. There are {some([repr(x) for x in columns])}."
    return "No column, label or key has this name: look at `.columns` and `.index` of the table in this line."


def _rows(error: BaseException, code: str, namespace: Mapping[str, Any]) -> str:
    """Labels that no row has: what labels there are, and which table has some of those asked for."""
    owner = _owner(error, code, namespace)
    asked = set(re.findall(r"\d{3,}", str(error)))
    if owner is None or "in the [columns]" in str(error) or not asked:
        return ""
    has = [
        name
        for name, table in _tables(namespace).items()
        if table is not owner and len(table) <= _LONG and asked & set(map(str, table.index))
    ]
    labels = f"{owner.index[0]!s} to {owner.index[-1]!s}" if len(owner) else "none at all"
    text = f"`.loc` looks among the labels of the rows, and these are {labels}."
    if has:
        have = "has" if len(has) == 1 else "have"
        return f"{text} {some([f'`{name}`' for name in has[:3]])} {have} those asked for."
    return f'{text} `.set_index("column")` makes labels of a column.'


def _attribute(error: AttributeError, namespace: Mapping[str, Any]) -> str:
    name, owner = getattr(error, "name", None), getattr(error, "obj", None)
    if not name:
        return ""
    if owner is None or type(owner).__name__ == "NoneType":
        return "The value is None: a method that changes a thing in place returns nothing to go on with."
    near = _near(str(name), [each for each in dir(owner) if each[0] != "_"])
    if near:
        return f"The nearest that it has is `.{near}`."
    if type(owner) in (pd.DataFrame, pd.Series) and (library := of_a_library(str(name))):
        return library
    return _key(name, owner, namespace) if type(owner) is pd.DataFrame else ""


def _near(name: str, known: Iterable[str]) -> str:
    """The one that a name was meant to be: nearly the same, or the same but for its case or its end."""
    plain = {each.casefold(): each for each in known}
    wanted = name.casefold()
    starts = [each for each in plain if min(len(each), len(wanted)) >= 3 and _one_starts(each, wanted)]
    found = difflib.get_close_matches(wanted, plain, 1, _CUTOFF) or (starts if len(starts) == 1 else [])
    return plain[found[0]] if found else ""


def _one_starts(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _tables(namespace: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    return {
        name: value
        for name, value in list(namespace.items())
        if type(value) is pd.DataFrame and not name.startswith("_")
    }


def _keys(namespace: Mapping[str, Any]) -> list[Any]:
    """Column names, short labels and keys of what the notebook holds."""
    found: list[Any] = []
    for name, value in list(namespace.items()):
        if not name.startswith("_") and type(value) in (pd.DataFrame, pd.Series, dict):
            found += [each for each in _labels(value) if type(each) in (str, int)]
    return found


def _texts(namespace: Mapping[str, Any]) -> set[str]:
    """Column names and values of text columns: what a learner may have written without quotation marks."""
    found = {each for each in _keys(namespace) if type(each) is str}
    for table in _tables(namespace).values():
        for place in range(table.shape[1] if len(table) <= 5000 else 0):
            column = table.iloc[:, place]
            if column.dtype.kind == "O":
                found.update(str(each) for each in column.unique()[:200])
    return found


def _syntax(error: SyntaxError) -> str:
    said = (error.msg or "invalid syntax").rstrip(".?")
    line = (error.text or "").strip()
    text = f"Your cell is not Python yet: line {error.lineno}, {said}"
    step = ""
    quoted = re.search(r"""[(,]\s*["'](\w+)["']\s*=(?!=)""", line)
    if quoted and "cannot contain assignment" in said:
        text = f"Your cell is not Python yet: line {error.lineno}"
        step = f" The name before `=` stands without quotation marks: `{quoted[1]}=…`."
    elif re.search(r"was never closed|unterminated|EOF|incomplete input", said):
        step = " Count the brackets and quotation marks: each needs its partner."
    elif re.search(r"(?<![=!<>])=(?!=)", line) and re.match(r"(if|while|elif)\b", line):
        step = " To compare, write `==`."
    elif re.match(r"(if|for|while|def|else|elif)\b", line) and not line.endswith(":"):
        step = " Such a line ends in a colon."
    return f"{text}{f': `{line[:80]}`' if line else ''}.{step}"


def _line(error: BaseException) -> int:
    """Line of the cell at which it stopped."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if (
            "ipykernel" in frame.filename
            or frame.filename.startswith("<")
            or "ipython-input" in frame.filename
        ):
            return frame.lineno or 0
    return 0
