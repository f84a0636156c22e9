"""The first step of an answer as code with gaps: what a learner gets who is still stuck after the hints.

It shows the way that the solution takes and leaves out what has to be found: its numbers, its texts, its
names of columns, and of an answer that is a single expression also what stands in its brackets.
"""

from __future__ import annotations

import ast

from corrige.authoring.model import Task

_GAP = "___"
_LONGEST = 300


def first_step(task: Task) -> str:
    """The first statement of a task's solution, with gaps; empty for a choice or a written answer.

    Parameters
    ----------
    task : Task
    """
    if task.kind in ("choice", "written"):
        return ""
    tree = ast.parse(task.solution)
    body = tree.body
    if task.kind == "function":
        functions = [node for node in body if isinstance(node, ast.FunctionDef) and node.name == task.name]
        body = functions[0].body if functions else []
    stub = {line.strip() for line in task.stub.splitlines()}
    own = [
        node
        for node in body
        if not isinstance(node, ast.Import | ast.ImportFrom) and ast.unparse(node) not in stub
    ]
    if not own:
        return ""
    alone = len(own) == 1
    text = ast.unparse(ast.fix_missing_locations(_Gaps(alone=alone).visit(_head(own[0]))))
    return text if len(text) <= _LONGEST and text.count(_GAP) else ""


def _head(node: ast.stmt) -> ast.stmt:
    """A loop, a condition or a function by its head and its first line."""
    if isinstance(node, ast.For | ast.While | ast.If | ast.With | ast.FunctionDef):
        node.body = [_head(node.body[0])]
        if not isinstance(node, ast.With | ast.FunctionDef):
            node.orelse = []
    return node


class _Gaps(ast.NodeTransformer):
    """Puts gaps in place of constants, and of what a call is given where little else is left."""

    def __init__(self, *, alone: bool) -> None:
        self.alone, self.inside = alone, False

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
        return ast.BinOp(self.visit(node.left), node.op, ast.Name(_GAP, ast.Load()))
