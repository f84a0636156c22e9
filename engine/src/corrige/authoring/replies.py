"""Read the sentences of a task: the reply at the head of a mistake cell, and those to the options."""

from __future__ import annotations

import ast


def leading_text(source: str) -> tuple[str, str]:
    """Take the leading string of a mistake cell as its reply; the rest is the code."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return "", source
    first = tree.body[0] if tree.body else None
    if not (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and type(first.value.value) is str
    ):
        return "", source
    rest = "\n".join(source.splitlines()[first.end_lineno :])
    return " ".join(first.value.value.split()), rest


def read_options(source: str) -> dict[str, dict[str, str]]:
    """A reply to every option of every case; a single choice is the one case named ''.

    Raises
    ------
    ValueError
        Saying what is wrong with the cell.
    """
    try:
        table = ast.literal_eval(source)
    except (SyntaxError, ValueError):
        raise ValueError("are not a plain dict") from None
    if isinstance(table, dict) and all(isinstance(reply, str) for reply in table.values()):
        table = {"": table}
    if not isinstance(table, dict) or not all(_is_case(case) for case in table.values()):
        raise ValueError("leave an option without a sentence")
    return {
        str(case): {str(option): " ".join(reply.split()) for option, reply in options.items()}
        for case, options in table.items()
    }


def _is_case(case: object) -> bool:
    return (
        isinstance(case, dict)
        and len(case) > 1
        and all(isinstance(reply, str) and reply.strip() for reply in case.values())
    )
