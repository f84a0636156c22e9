"""The error at which a cell stopped, in words: what happened, in which line, what to do."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Collection, Mapping
from typing import Any

_CUTOFF = 0.6
_QUOTED = re.compile(r"'([^']+)'")
_LENGTHS = re.compile(
    r"same length|Length of values|shape mismatch|could not be broadcast|not aligned|lengths? must match"
)


def error_in_words(
    error: BaseException, namespace: Mapping[str, Any], made: Mapping[str, int], texts: Collection[str] = ()
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
    """
    if isinstance(error, SyntaxError):
        return _syntax(error)
    where = f" in line {line}" if (line := _line(error)) else ""
    kind = type(error).__name__
    said = str(error).strip().split("\n")[0][:160]
    text = f"The cell that you ran last stopped{where} with {kind}: {said.rstrip('.')}."
    step = _step(error, said, namespace, made, texts)
    return f"{text} {step}".strip()


def _step(
    error: BaseException,
    said: str,
    namespace: Mapping[str, Any],
    made: Mapping[str, int],
    texts: Collection[str],
) -> str:
    if isinstance(error, NameError):
        return _name(str(getattr(error, "name", "") or ""), namespace, made, texts)
    if isinstance(error, KeyError):
        return _key(error.args[0] if error.args else "", namespace)
    if isinstance(error, AttributeError):
        return _attribute(error)
    if isinstance(error, ValueError) and "truth value" in said:
        return (
            "`and`, `or`, `not` and `if` ask for one True or False, and a column has many: join "
            "conditions on "
            "columns with `&`, `|` and `~`, each condition in brackets of its own."
        )
    if isinstance(error, TypeError) and "unsupported operand" in said and ("&" in said or "|" in said):
        return "`&` and `|` bind more tightly than `==` or `>`: put each condition in brackets of its own."
    if isinstance(error, TypeError) and "not callable" in said:
        return (
            "Round brackets call a function; a table's column stands in square ones. Or has a name such "
            "as `sum` or "
            "`list` been given to something else?"
        )
    if _LENGTHS.search(said):
        return (
            "Two things of different length were put together: look at `len(...)` of both, or join by label."
        )
    if isinstance(error, ZeroDivisionError):
        return "What is it divided by, and when is that 0?"
    return ""


def _name(name: str, namespace: Mapping[str, Any], made: Mapping[str, int], texts: Collection[str]) -> str:
    if name in made:
        where = "the first code cell" if made[name] == 0 else f"the given cell of task {made[name]}"
        return f"`{name}` is made by {where} of this notebook: run that one first."
    if name in texts:
        return f'{name} is text: write "{name}", with quotation marks.'
    if name in _texts(namespace):
        return (
            f'{name} is a column or a value in a table, so it is text: write "{name}", with quotation marks.'
        )
    near = difflib.get_close_matches(
        name, [each for each in namespace if not each.startswith("_")], 1, _CUTOFF
    )
    if near:
        return f"There is no such name; did you mean `{near[0]}`?"
    return "There is no such name yet: is it made in a cell that was not run, or is it text without quotes?"


def _key(key: Any, namespace: Mapping[str, Any]) -> str:
    known = _keys(namespace)
    if type(key) is str and key.lstrip("-").isdigit() and int(key) in known:
        return f"The label is the number {key}, without quotation marks."
    if type(key) in (int, float) and str(key) in known:
        return f'The label is text: "{key}", with quotation marks.'
    texts = [each for each in known if type(each) is str]
    near = difflib.get_close_matches(str(key), texts, 1, _CUTOFF)
    if near:
        return f"No column, label or key has this name; the nearest is {near[0]!r}."
    return "No column, label or key has this name: look at `.columns` and `.index` of the table in this line."


def _attribute(error: AttributeError) -> str:
    name, owner = getattr(error, "name", None), getattr(error, "obj", None)
    if not name:
        return ""
    if type(owner).__name__ == "NoneType":
        return "The value is None: a method that changes a thing in place returns nothing to go on with."
    near = difflib.get_close_matches(str(name), [each for each in dir(owner) if each[0] != "_"], 1, _CUTOFF)
    return f"The nearest that it has is `.{near[0]}`." if near else ""


def _keys(namespace: Mapping[str, Any]) -> set[Any]:
    """Column names, short labels and keys of what the notebook holds."""
    found: set[Any] = set()
    for name, value in list(namespace.items()):
        if name.startswith("_"):
            continue
        if type(value).__name__ in ("DataFrame", "Series"):
            found.update(str(each) for each in getattr(value, "columns", []))
            if len(value) <= 500:
                found.update(each for each in value.index.tolist() if type(each) in (str, int))
        elif type(value) is dict:
            found.update(each for each in value if type(each) in (str, int))
    return found


def _texts(namespace: Mapping[str, Any]) -> set[str]:
    """Column names and values of text columns: what a learner may have written without quotation marks."""
    found = {each for each in _keys(namespace) if type(each) is str}
    for name, value in list(namespace.items()):
        if not name.startswith("_") and type(value).__name__ == "DataFrame" and len(value) <= 5000:
            for place in range(value.shape[1]):
                column = value.iloc[:, place]
                if column.dtype.kind == "O":
                    found.update(str(each) for each in column.unique()[:200])
    return found


def _syntax(error: SyntaxError) -> str:
    said = (error.msg or "invalid syntax").rstrip(".")
    line = (error.text or "").strip()
    text = f"The cell that you ran last is not Python yet: line {error.lineno}, {said}"
    step = ""
    if "was never closed" in said or "unterminated" in said or "EOF" in said:
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
