"""A word that a column is compared with and no column holds, where one holds nearly the same."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from corrige.feedback.hints.code_nodes import is_text
from corrige.feedback.history import parsed
from corrige.feedback.known_names import tables, texts

_ALIKE = 0.88


def misspelt(source: str, namespace: Mapping[str, Any]) -> str:
    """What to say of such a word, in a sentence; empty if there is none.

    Parameters
    ----------
    source : str
        The cells that made a wrong answer.
    namespace : mapping
        Names of the notebook.
    """
    words = [*_compared(parsed(source))]
    known = texts(namespace) if words else set()
    for word in words:
        like = [] if word in known else difflib.get_close_matches(word, known, 1, _ALIKE)
        # What the code itself makes, or a longer table holds, is spelt as it should be.
        own = len(re.findall(rf"[\"']{re.escape(word)}[\"']", source)) > 1
        if like and not own and not _is_held(word, namespace):
            return f"{word!r} stands in no column, and {like[0]!r} does: is it that one? "
    return ""


def _compared(tree: ast.Module) -> Iterator[str]:
    """Texts that the code compares with, one by one or in a list."""
    for node in ast.walk(tree):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "isin":
            parts = node.args
        for part in parts:
            for each in part.elts if isinstance(part, ast.List | ast.Tuple | ast.Set) else [part]:
                if is_text(each):
                    yield str(ast.literal_eval(each))


def _is_held(word: str, namespace: Mapping[str, Any]) -> bool:
    columns = (each.iloc[:, place] for each in tables(namespace).values() for place in range(each.shape[1]))
    return any(column.dtype.kind == "O" and bool((column == word).any()) for column in columns)
