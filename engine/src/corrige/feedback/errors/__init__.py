"""The error at which a cell stopped, in words: what happened, in which line, what to do."""

from __future__ import annotations

import ast
import re
import traceback
from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from corrige.feedback.errors.code_words import by_code
from corrige.feedback.errors.error_words import by_owner, by_text
from corrige.feedback.errors.key_words import key_in_words, no_such_key
from corrige.feedback.errors.module_words import home_of, not_loaded, of_a_library
from corrige.feedback.errors.slip_words import begun_nowhere, compared_for_given
from corrige.feedback.errors.syntax_words import syntax_in_words
from corrige.feedback.hints.code_nodes import attributes, calls, of_a_cell, short, statement_at, written
from corrige.feedback.hints.conditions import loosely_joined
from corrige.feedback.history import parsed
from corrige.feedback.known_names import near, tables
from corrige.feedback.known_names import texts as texts_of
from corrige.feedback.messages import some

_ALL_COLUMNS = (
    "`.dropna()` drops each row in which any column is empty: `.dropna(subset=[…])` names those that count."
)
_LONGEST = 200
#: What the line that stops shows little of: its cause stands in a line above.
_CAUSED_ABOVE = (
    r"NoneType|'tuple'|'\w*(function|method)' object|aligned|broadcast|out[- ]of[- ]bounds|nalignable"
)
_WORDS = {"true": "True", "false": "False", "none": "None"}
_IN_PIECES = (
    "Which part of that line stops shows when it is run in pieces; of a loop, its first round by hand."
)
_NO_ROWS = (
    "Does a condition compare with a value as the table spells it, or do several leave nothing? "
    "`.loc[1:9]` goes by the labels of the "
    "rows, which `.set_index(…)` makes of a column, and `.iloc[1:9]` or `[1:9]` by places counted from 0."
)


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
    # Whatever is odd about an error, or about the notebook: its own words are always there.
    try:
        return _in_words(error, namespace, made, texts, source)
    except Exception:
        return f"Your cell stopped with {type(error).__name__}: {_first_line(error)}"


def _in_words(
    error: BaseException,
    namespace: Mapping[str, Any],
    made: Mapping[str, int],
    texts: Collection[str],
    source: str,
) -> str:
    if isinstance(error, SyntaxError):
        return syntax_in_words(error, source)
    line = _line(error)
    where = f" in line {line}" if line else ""
    kind = type(error).__name__
    said = re.sub(r" \(\S*[/\\]\S*\)$", "", _first_line(error))
    # Of a table in a message the first line is torn off, and says nothing.
    told = "" if kind == "InvalidIndexError" or not said else f": {said.rstrip('.?')}"
    code = (source.splitlines()[line - 1 : line] or [""])[0]
    nodes = statement_at(parsed(source), line)
    text = f"Your cell stopped{where} with {kind}{told}."
    functions = [node for node in ast.walk(parsed(source)) if isinstance(node, ast.FunctionDef)]
    everywhere = kind == "UndefinedVariableError" or re.search(_CAUSED_ABOVE, said)
    step = by_code(f"{kind}: {said}", [*nodes, *functions], namespace)
    named = isinstance(error, NameError | AttributeError) or "'" in said
    step = step or ("" if named else emptied(nodes, namespace, source))
    if everywhere and not step:
        step = by_code(f"{kind}: {said}", [*ast.walk(parsed(source))], namespace)
    step = step or _step(error, said, namespace, made, texts, code, nodes, source)
    return f"{text} {step or ('' if _speaks_for_itself(error) else _IN_PIECES)}".strip()


def _speaks_for_itself(error: BaseException) -> bool:
    """Whether it was raised by a function of the course, whose words are for learners."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    if not frames or of_a_cell(frames[-1].f_code.co_filename):
        return False
    package = str(frames[-1].f_globals.get("__name__", "")).partition(".")[0]
    return package not in ("__main__", "matplotlib", "numpy", "pandas", "scipy")


def _first_line(error: BaseException) -> str:
    line = str(error).strip().split("\n")[0]
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0]} …"


def emptied(nodes: Collection[ast.AST], namespace: Mapping[str, Any], source: str) -> str:
    """What to say of a table or a column in this code that has no rows."""
    used = [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    for name in used:
        own = namespace.get(name)
        if isinstance(own, pd.DataFrame | pd.Series) and len(own) == 0:
            why = loosely_joined(ast.walk(parsed(source))) or _NO_ROWS
            return f"`{name}` is empty: no row is left in it. {why}"
    return ""


def _step(
    error: BaseException,
    said: str,
    namespace: Mapping[str, Any],
    made: Mapping[str, int],
    texts: Collection[str],
    code: str,
    nodes: list[ast.AST],
    source: str,
) -> str:
    if isinstance(error, NameError):
        # The one that `query` raises keeps the name in its words only.
        name = getattr(error, "name", "") or (re.match(r"name '(\w+)'", said) or ["", ""])[1]
        if type(error).__name__ == "UndefinedVariableError" and name in {*texts, *texts_of(namespace)}:
            return f"Inside the text of `query` a value has quotation marks of the other kind: `'{name}'`."
        return _name(name, namespace, made, texts, code, nodes)
    if isinstance(error, KeyError):
        step = key_in_words(error, said, namespace, code, nodes)
        lost = type(error.args[0]) is not str and ".dropna()" in source if error.args else False
        return f"{step} {_ALL_COLUMNS}" if lost else step
    if isinstance(error, AttributeError):
        return _attribute(error, namespace) or by_text(said)
    if isinstance(error, ImportError) and (home := home_of(error)):
        return home
    if isinstance(error, ZeroDivisionError):
        return "What is it divided by, and when is that 0?"
    return by_text(said)


def _name(
    name: str,
    namespace: Mapping[str, Any],
    made: Mapping[str, int],
    known: Collection[str],
    code: str,
    nodes: list[ast.AST],
) -> str:
    if name in made:
        where = "the first code cell" if made[name] == 0 else f"the given cell of task {made[name]}"
        return f"`{name}` is made by {where} of this notebook: run that one first."
    if re.search(rf"\(\s*(\w+=[^=].*,\s*)?{re.escape(name)}\s*==", code) and ".assign(" in code:
        return f"One `=` gives a value, and two compare: `.assign({name}=…)`."
    holders = [table for table, each in tables(namespace).items() if name in each.columns]
    if holders and not _is_a_label(name, nodes):
        return _column(name, holders, code)
    if name in known:
        return f'{name} is text: write "{name}", with quotation marks.'
    if name in texts_of(namespace):
        return (
            f'{name} is a column or a value in a table, so it is text: write "{name}", with quotation marks.'
        )
    if library := of_a_library(name) or not_loaded(name):
        return library
    if name.casefold() in _WORDS:
        return f"Python writes it with a capital letter and then small ones: `{_WORDS[name.casefold()]}`."
    if given := compared_for_given(name, nodes, namespace):
        return given
    for call in calls(nodes):
        if written(call.func) == name and call.args and hasattr(pd.Series, name):
            own, *more = [short(each) for each in call.args]
            return f"`{name}` is asked of a column, behind a dot: `{own}.{name}({', '.join(more)})`."
    drawn = r"plot|bar|barh|hist|scatter|step|set|set_\w+|axhline|legend"
    if any(written(node.value) == name and re.fullmatch(drawn, node.attr) for node in attributes(nodes)):
        return f"Axes are made before they are drawn on: `fig, {name} = plt.subplots()`."
    like = near(name, [each for each in namespace if not each.startswith("_")])
    if like:
        return f"There is no such name; did you mean `{like}`?"
    if begun := begun_nowhere(name, nodes):
        return begun
    return "There is no such name yet: is it made in a cell that was not run, or is it text without quotes?"


def _column(name: str, holders: list[str], code: str) -> str:
    """What to say of a column written by its name alone."""
    named = [each for each in holders if re.search(rf"\b{re.escape(each)}\b", code)] or holders
    whose = f"a column of {some([f'`{each}`' for each in named[:3]])}" if len(named) > 1 else "a column"
    return (
        f'{name} is {whose}: `{named[0]}["{name}"]` takes it out of its table. Where its name alone is '
        f'asked for, as in `.groupby(...)`, it is text: write "{name}", with quotation marks.'
    )


def _is_a_label(name: str, nodes: list[ast.AST]) -> bool:
    """Whether a name stands in square brackets behind a table, where a column's name is text."""
    inside = [node.slice for node in nodes if isinstance(node, ast.Subscript)]
    return any(
        isinstance(each, ast.Name) and each.id == name
        for part in inside
        for each in [part, *(part.elts if isinstance(part, ast.List | ast.Tuple) else [])]
    )


def _attribute(error: AttributeError, namespace: Mapping[str, Any]) -> str:
    name, owner = getattr(error, "name", None), getattr(error, "obj", None)
    if not name:
        return ""
    if owner is None or type(owner).__name__ == "NoneType":
        return "The value is None: a method that changes a thing in place returns nothing to go on with."
    like = near(str(name), [each for each in dir(owner) if each[0] != "_"])
    if like and like not in (f"{name}_x", f"{name}_y"):
        return f"The nearest that it has is `.{like}`."
    drawn = type(owner) is list and owner and type(owner[0]).__module__.startswith("matplotlib.")
    if said := by_owner("BarContainer" if drawn else type(owner).__name__):
        return said
    if type(owner) in (pd.DataFrame, pd.Series) and (library := of_a_library(str(name))):
        return library
    return no_such_key(name, owner, namespace) if type(owner) is pd.DataFrame else ""


def _line(error: BaseException) -> int:
    """Line of the cell at which it stopped, and not of another cell whose function it called."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if of_a_cell(each.filename)]
    own = [each.lineno or 0 for each in frames if each.filename == frames[0].filename]
    return own[-1] if own else 0
