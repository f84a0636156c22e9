"""Tell a function that is still as it was handed out, with the three dots in place of its body."""

from __future__ import annotations

from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any


def is_untouched(function: object, stub: str) -> bool:
    """Compare a function with the stub of its task, by what both compile to.

    Parameters
    ----------
    function : object
    stub : str
        The answer cell as handed out.

    Returns
    -------
    bool
        True too for a body of nothing but dots, pass or a docstring.
    """
    if type(function) is not FunctionType:
        return False
    code = function.__code__
    if _body(code, function.__doc__) in _empty_bodies():
        return True
    return _gist(code) in map(_gist, _functions(stub))


def _functions(source: str) -> list[CodeType]:
    try:
        cell = compile(source, "stub", "exec")
    except SyntaxError:
        return []
    return [each for each in cell.co_consts if isinstance(each, CodeType)]


@lru_cache(maxsize=1)
def _empty_bodies() -> list[Any]:
    """Bodies that do nothing, as this Python compiles them."""
    bodies = []
    for doc in ("", "'doc'; "):
        for body in ("pass", "return ..."):
            (code,) = _functions(f"def f():\n    {doc}{body}")
            bodies.append(_body(code, "doc" if doc else None))
    return bodies


def _body(code: CodeType, doc: str | None) -> Any:
    constants = ["doc" if doc is not None and each == doc else each for each in code.co_consts]
    return code.co_code, constants


def _gist(code: CodeType) -> Any:
    constants = tuple(_gist(each) if isinstance(each, CodeType) else repr(each) for each in code.co_consts)
    return code.co_name, code.co_code, code.co_names, code.co_varnames, constants
