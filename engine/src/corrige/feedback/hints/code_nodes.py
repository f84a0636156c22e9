"""Looking through code as a tree: its calls, what is opened with square brackets, a piece of it in short."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import Any

Nodes = list[ast.AST]
Names = Mapping[str, Any]
_LONGEST = 40


def statement_at(tree: ast.Module, line: int) -> Nodes:
    """The nodes of the innermost statement that a line belongs to."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    innermost = min(around, key=lambda node: (node.end_lineno or 0) - node.lineno, default=None)
    return list(ast.walk(innermost)) if innermost is not None else []


def of_a_cell(filename: str) -> bool:
    """Whether code of this file was written in a notebook, or at a prompt."""
    return filename.startswith("<") or "ipykernel" in filename or "ipython-input" in filename


def calls(nodes: Collection[ast.AST]) -> Iterator[ast.Call]:
    """The calls among them."""
    return (node for node in nodes if isinstance(node, ast.Call))


def opened(nodes: Collection[ast.AST]) -> Iterator[ast.Subscript]:
    """What is opened with square brackets."""
    return (node for node in nodes if isinstance(node, ast.Subscript))


def attributes(nodes: Collection[ast.AST]) -> Iterator[ast.Attribute]:
    """What is asked for by a name behind a dot."""
    return (node for node in nodes if isinstance(node, ast.Attribute))


def asked_of(nodes: Collection[ast.AST], name: str) -> Iterator[ast.Attribute]:
    """Where something is asked for this attribute."""
    return (node for node in attributes(nodes) if node.attr == name)


def value(node: ast.expr, namespace: Names) -> Any:
    """What a plain name stands for; None of anything else."""
    return namespace.get(node.id) if isinstance(node, ast.Name) else None


def whole(node: ast.expr) -> int:
    """A whole number that is written down; -1 for anything else."""
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else -1


def is_text(node: ast.expr) -> bool:
    """Whether it is a text written down."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def written(node: ast.AST) -> str:
    """The code of a node, with the quotation marks that the course writes."""
    return ast.unparse(node).replace("'", '"')


def short(node: ast.AST) -> str:
    """The end of a node's code, where it is that something is missing."""
    code = written(node)
    return code if len(code) <= _LONGEST else f"…{code[4 - _LONGEST :]}"
