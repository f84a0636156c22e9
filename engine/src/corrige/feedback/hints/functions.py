"""What a function's code shows by itself: inputs not used, or replaced; a list kept from call to call."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

import pandas as pd

from corrige.feedback.hints.code_nodes import Names, calls, written
from corrige.feedback.history import parsed
from corrige.feedback.messages import some

_FILLS = ("add", "append", "extend", "insert", "update")


def in_functions(source: str) -> str:
    """What is wrong in a function whatever it computes, in a sentence; empty if nothing is.

    Parameters
    ----------
    source : str
        The cells that made a wrong answer.
    """
    if plus := re.search(r"^\s*(\w+)\s*=\+\s*(.+?)\s*$", source, re.MULTILINE):
        name, rest = plus[1], plus[2]
        return f"`{name} =+ {rest}` gives `{name}` a new value; `{name} += {rest}` adds to the one it has."
    tree = parsed(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return next((text for each in functions for text in _of_function(each, tree)), "")


def replaced_inputs(source: str) -> str:
    """What to say of inputs that a function gives another value before it reads them; empty if of none.

    Parameters
    ----------
    source : str
        The cells that made a wrong answer.
    """
    functions = [node for node in parsed(source).body if isinstance(node, ast.FunctionDef)]
    return next((text for each in functions if (text := _replaced_in(each))), "")


def idle_inputs(function: ast.FunctionDef) -> str:
    """What to say of inputs that a function never asks for; empty if it asks for all."""
    read = {*_read(function)}
    idle = [f"`{each.arg}`" for each in function.args.args if each.arg not in read]
    return f"`{function.name}` does not use {some(idle)}, so it gives the same for any." if idle else ""


def overwritten(source: str, name: str) -> str:
    """What to say of a function whose name is given to something else below it; empty if it is not."""
    lines = source.splitlines()
    defined = next((at for at, line in enumerate(lines) if re.match(rf"def {name}\b", line)), None)
    given = [line for line in lines[(defined or 0) :] if re.match(rf"{name}\s*=(?!=)", line)]
    if not given or (defined is None and f"{name}(" not in given[-1]):
        return ""
    return (
        f"`{given[-1].strip()}` gives the name of your function to what a call of it gives, so the "
        "function is "
        "gone. Keep that under another name, or only show it, and run the cell that has `def` once more."
    )


def unasked(source: str, namespace: Names) -> str:
    """What to say of a function that reads a table of the notebook in place of an input; or nothing."""
    for function in (each for each in parsed(source).body if isinstance(each, ast.FunctionDef)):
        read, inputs = {*_read(function)}, _inputs(function)
        idle = [name for name in inputs if name not in read]
        others = sorted(
            name for name in read - {*inputs} if isinstance(namespace.get(name), pd.DataFrame | pd.Series)
        )
        if idle and others:
            return (
                f"`{function.name}` never asks for `{idle[0]}`, which is what it was given, and reads "
                f"`{others[0]}` of the notebook: put `{idle[0]}` in its place."
            )
    return ""


def parameters(source: str, name: str) -> list[str]:
    """Names of the arguments of a function in this code."""
    functions = [node for node in ast.walk(parsed(source)) if isinstance(node, ast.FunctionDef)]
    return next(([each.arg for each in node.args.args] for node in functions if node.name == name), [])


def above_the_if(source: str, line: str) -> bool:
    """Whether a line of a function is reached in every case, and the first `if` stands below it.

    Parameters
    ----------
    source : str
        The cells that made an answer.
    line : str
        The beginning of the line.
    """
    for function in (node for node in ast.walk(parsed(source)) if isinstance(node, ast.FunctionDef)):
        lines = [source.splitlines()[each.lineno - 1].strip() for each in function.body]
        here = next((place for place, each in enumerate(lines) if line and each.startswith(line)), None)
        first = next((place for place, each in enumerate(function.body) if isinstance(each, ast.If)), None)
        if here is not None and first is not None:
            return here < first
    return False


def _of_function(function: ast.FunctionDef, tree: ast.Module) -> Iterator[str]:
    for name in _kept(function, tree):
        yield (
            f"`{name}` is made outside the function, so it still holds at the next call what was put in at "
            "this one: make it inside, in a first line."
        )
    yield from _sorted_alone(function)


def _replaced_in(function: ast.FunctionDef) -> str:
    replaced = [f"`{name}`" for name in _replaced(function)]
    several, it = ("another value", "it") if len(replaced) == 1 else ("other values", "them")
    text = f"`{function.name}` gives {some(replaced)} {several} before it reads {it}, so what is handed over"
    return f"{text} never counts: leave that out." if replaced else ""


def _inputs(function: ast.FunctionDef) -> list[str]:
    return [each.arg for each in function.args.args]


def _read(node: ast.AST) -> Iterator[str]:
    names = (each for each in ast.walk(node) if isinstance(each, ast.Name))
    return (each.id for each in names if isinstance(each.ctx, ast.Load))


def _stored(nodes: Sequence[ast.AST]) -> set[str]:
    names = (each for node in nodes for each in ast.walk(node) if isinstance(each, ast.Name))
    return {each.id for each in names if isinstance(each.ctx, ast.Store)}


def _replaced(function: ast.FunctionDef) -> list[str]:
    """Inputs that are given another value before anything has read them."""
    read, found = set[str](), set[str]()
    for line in function.body:
        read |= {*_read(line)}
        if isinstance(line, ast.Assign):
            found |= _stored(line.targets) - read
    return [name for name in _inputs(function) if name in found]


def _kept(function: ast.FunctionDef, tree: ast.Module) -> Iterator[str]:
    """What a function fills that was made, once and empty, above it."""
    own = {*_inputs(function), *_stored([function])}
    filled = {
        written(call.func.value)
        for call in calls([*ast.walk(function)])
        if isinstance(call.func, ast.Attribute) and call.func.attr in _FILLS
    } | {
        written(node.value)
        for node in ast.walk(function)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
    }
    for line in tree.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Dict | ast.List | ast.Call):
            empty = written(line.value) in ("[]", "{}", "list()", "dict()", "set()")
            yield from sorted((_stored(line.targets) & filled) - own) if empty else ()


def _sorted_alone(function: ast.FunctionDef) -> Iterator[str]:
    """One of two inputs put in order, where the two are read side by side."""
    inputs = _inputs(function)
    beside = [
        {*map(written, call.args)} for call in calls([*ast.walk(function)]) if written(call.func) == "zip"
    ]
    for line in function.body:
        for name in inputs:
            code = written(line)
            others = [
                each for each in inputs if each != name and any({name, each} <= both for both in beside)
            ]
            if others and code in (f"{name} = sorted({name})", f"{name}.sort()"):
                yield (
                    f"`{code}` puts `{name}` in order and leaves `{others[0]}` as it was, so they no longer "
                    f"belong together: sort the pairs, `sorted(zip({name}, {others[0]}))`."
                )
