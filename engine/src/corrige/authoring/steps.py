"""The first steps of an answer as code with gaps: what a learner gets who is still stuck after the hints.

They show the way that the solution takes and leave out what has to be found: its numbers, its texts, its
names of columns, and of an answer that is a single expression also what stands deep inside it. What is given
already is no step, and neither is a line that is nothing but a gap.
"""

from __future__ import annotations

import ast
import re

from corrige.authoring.model import Task

_GAP = "___"
_LONGEST = 300
_DEEPEST = 2
_DRESSING = re.compile(r"plt\.subplots\(|\.(set_\w+|set|legend|annotate|text)\(")


def first_step(task: Task) -> str:
    """The first one or two statements of a task's solution that tell something, with gaps.

    Of a choice with cases it is the form of the answer.

    Parameters
    ----------
    task : Task

    Returns
    -------
    str
        Empty for a single choice or a written answer, and where no line tells anything without what it
        hides.
    """
    if task.kind in ("choice", "written"):
        cases = [f'    "{case}": "{_GAP}",' for case in task.replies if case]
        return "\n".join([f"{task.name} = {{", *cases, "}"]) if cases else ""
    body = ast.parse(task.solution).body
    if task.kind == "function":
        functions = [node for node in body if isinstance(node, ast.FunctionDef) and node.name == task.name]
        body = functions[0].body if functions else []
    stub = {line.strip() for line in task.stub.splitlines()}
    own = [
        node
        for node in body
        if not isinstance(node, ast.Import | ast.ImportFrom)
        and not _is_text(node)
        and ast.unparse(node) not in stub
        and not _DRESSING.search(ast.unparse(node))
    ]
    shown = [text for node in own if (text := _with_gaps(node, alone=len(own) == 1))]
    return "\n".join(shown[: 2 if len(own) > 2 else 1])


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _with_gaps(node: ast.stmt, *, alone: bool) -> str:
    """A statement with gaps; empty if it says nothing then, or everything."""
    head = _Gaps(alone=alone).visit(_head(node))
    if isinstance(head, ast.For) and _GAP not in ast.unparse(head.iter):
        head.iter = _last_left_out(head.iter)  # or the line would be one of the solution's
    line = ast.unparse(ast.fix_missing_locations(head))
    if _GAP not in line:
        inner = head.body[0] if isinstance(head, ast.For | ast.While | ast.FunctionDef) else head
        if isinstance(inner, ast.Assign | ast.Return) and inner.value is not None:
            inner.value = _last_left_out(inner.value)
        line = ast.unparse(ast.fix_missing_locations(head))
    said = line.rpartition("=")[2] if isinstance(node, ast.Assign) and line.count("=") == 1 else line
    names = re.findall(r"[A-Za-z]\w*|[-+*/@]|\*\*", re.sub(r"___|\b(return|def|for|in|if)\b", "", said))
    return line if names and _GAP in line and len(line) <= _LONGEST else ""


def _last_left_out(node: ast.expr) -> ast.expr:
    """An expression of nothing but names, with a gap in place of its last part."""
    gap = ast.Name(_GAP, ast.Load())
    if isinstance(node, ast.Tuple | ast.List) and len(node.elts) > 1:
        node.elts[-1] = gap
    elif isinstance(node, ast.BinOp):
        node.right = gap
    elif isinstance(node, ast.Call) and node.args:
        node.args[-1] = gap
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node.func.attr = _GAP
    elif isinstance(node, ast.Subscript):
        node.slice = gap
    return node


def _head(node: ast.stmt) -> ast.stmt:
    """A loop, a condition or a function by its head and its first line."""
    if isinstance(node, ast.For | ast.While | ast.If | ast.With | ast.FunctionDef):
        body = [each for each in node.body if not _is_text(each)] or node.body
        node.body = [_head(body[0])]
        if not isinstance(node, ast.With | ast.FunctionDef):
            node.orelse = []
    return node


class _Gaps(ast.NodeTransformer):
    """Puts gaps in place of constants, and of what lies deep in an answer that is one expression."""

    def __init__(self, *, alone: bool) -> None:
        self.alone, self.inside, self.depth = alone, False, 0

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.copy_location(ast.Name(_GAP, ast.Load()), node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return ast.copy_location(ast.Name(_GAP, ast.Load()), node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if self.alone:
            outer, self.inside = self.inside, True
            receiver = self.visit(node.func)
            self.inside = outer
            gaps: list[ast.expr] = [ast.Name(_GAP, ast.Load())] if node.args or node.keywords else []
            if not outer and isinstance(receiver, ast.Attribute) and isinstance(receiver.value, ast.Call):
                receiver.attr = _GAP  # the last of several steps
            return ast.Call(receiver, gaps, [])
        return self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        return ast.copy_location(ast.Name(_GAP, ast.Load()), node) if self.alone else self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        if not self.alone:
            return self.generic_visit(node)
        if self.depth >= _DEEPEST:
            return ast.Name(_GAP, ast.Load())
        self.depth += 1
        left, right = self.visit(node.left), self.visit(node.right)
        self.depth -= 1
        return ast.BinOp(left, node.op, right)
