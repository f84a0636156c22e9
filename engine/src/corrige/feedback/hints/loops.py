"""What the loops of a wrong answer show by themselves: a return in the first round, a count begun anew."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import TypeGuard

from corrige.feedback.hints.functions import idle_inputs
from corrige.feedback.history import parsed

_ABOVE_ALL = 1_000_000
_LONGEST = 60
_KEPT = re.compile(r"best|long|max|most|top|high")
_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
#: A value with which a search for the least begins.
_TALL = r"float\(['\"]inf(inity)?['\"]\)|(np|math)\.inf|10 ?\*\* ?\d+|1e\d+|1000000+(\.0)?"


def in_loops(source: str) -> str:
    """What is wrong in a loop whatever it computes, in a sentence; empty if nothing is.

    Parameters
    ----------
    source : str
        The cells that made a wrong answer.
    """
    nodes = list(ast.walk(parsed(source)))
    loops = [node for node in nodes if isinstance(node, ast.For)]
    if turned := _kept_the_wrong_way(nodes):
        return turned
    return next((text for loop in loops for text in _of_loop(loop, nodes)), "")


def unused(source: str) -> str:
    """What a loop or a function is given and nothing in it asks for, in a sentence; empty if all is used."""
    return next(_unused(list(ast.walk(parsed(source)))), "")


def _unused(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.For) and _is_value(node.target, node.iter):
            used, own = {*_read([each for line in node.body for each in ast.walk(line)])}, node.target.id
            if own not in used:
                yield f"Nothing in the loop uses `{own}`, so each round does the same."
        elif isinstance(node, ast.ListComp | ast.GeneratorExp) and not isinstance(node.elt, ast.Constant):
            for part in node.generators:
                used = {*_read([each for each in ast.walk(node) if each is not part.target])}
                if _is_value(part.target, part.iter) and part.target.id not in used:
                    yield f"Nothing uses `{part.target.id}`, so each round of `{_short(node)}` does the same."
        elif isinstance(node, ast.FunctionDef) and (idle := idle_inputs(node)):
            yield idle


def _is_value(target: ast.expr, source: ast.expr) -> TypeGuard[ast.Name]:
    """Whether a loop goes through values, and not through the numbers of its rounds."""
    rounds = isinstance(source, ast.Call) and isinstance(source.func, ast.Name) and source.func.id == "range"
    return isinstance(target, ast.Name) and target.id[:1] != "_" and not rounds


def _short(node: ast.AST) -> str:
    code = ast.unparse(node)
    return code if len(code) <= _LONGEST else f"{code[: _LONGEST - 1]}…"


def _of_loop(loop: ast.For, nodes: list[ast.AST]) -> Iterator[str]:
    adds_up = any(isinstance(each, ast.AugAssign) for each in ast.walk(loop)) or ".append(" in ast.unparse(
        loop
    )
    goes_on = not adds_up and any(isinstance(each, ast.Continue) for each in ast.walk(loop))
    if not goes_on and any(isinstance(each, ast.Return) for each in loop.body):
        yield (
            "`return` stands inside the loop, so the first round is the last: move it to the left, below the "
            "loop, or both loops if one stands in the other."
        )
    if _ends_at_the_first(loop):
        yield (
            "`return` stands inside the loop, behind the `if`, so the first that is better than the "
            "beginning is the last that is tried: move it to the left, below the loop, or both loops if one "
            "stands in the other."
        )
    for begun in _begun_anew(loop, nodes):
        yield f"Each round of the loop sets `{begun}` back to its beginning: write that line above the loop."
    if emptied := _emptied(loop):
        yield f"`{emptied}` is made anew inside the loop, so each round empties it: put it above the loop."
    for counter in _set_for_counted(loop, nodes):
        yield f"`{counter} = 1` counts nothing, however often it is reached: `{counter} += 1` adds one."
    if kept := _never_raised(loop, nodes):
        yield (
            f"`{kept}` keeps its first value, so whatever is below that is taken, and the last of them "
            f"stays: give `{kept}` the new value too, inside the `if`."
        )
    yield from (text for begins, text in begins_low(loop, nodes) if begins == 0)


def _kept_the_wrong_way(nodes: list[ast.AST]) -> str:
    """`if now > best: now = best`, which lowers `now` and leaves `best` as it was."""
    for node in (each for each in nodes if isinstance(each, ast.If) and len(each.body) == 1):
        test, line = node.test, node.body[0]
        if not (isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Gt | ast.GtE)):
            continue
        sides = [test.left, test.comparators[0]]
        if not (isinstance(line, ast.Assign) and all(isinstance(each, ast.Name) for each in sides)):
            continue
        one, other = map(ast.unparse, sides)
        kept = _KEPT.search(other) and not _KEPT.search(one)
        if kept and ast.unparse(line.targets[0]) == one and ast.unparse(line.value) == other:
            return f"`{one} = {other}` changes `{one}`. To keep what was found, it is `{other} = {one}`."
    return ""


def _ends_at_the_first(loop: ast.For) -> bool:
    """Whether a loop that keeps the best so far returns as soon as there is one."""
    return any(
        isinstance(node, ast.If)
        and any(isinstance(each, ast.Return) for each in node.body)
        and {*_compared(node.test)} & {*_given(node.body)}
        for node in ast.walk(loop)
    )


def _compared(test: ast.expr) -> Iterator[str]:
    for node in ast.walk(test):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], _ORDERS):
            yield from (each.id for each in [node.left, *node.comparators] if isinstance(each, ast.Name))


def _given(lines: Sequence[ast.AST]) -> Iterator[str]:
    """Names that these lines give a value to."""
    for line in lines:
        if isinstance(line, ast.Assign):
            yield from _stored(line)


def _stored(line: ast.AST) -> Iterator[str]:
    names = (each for each in ast.walk(line) if isinstance(each, ast.Name))
    return (each.id for each in names if isinstance(each.ctx, ast.Store))


def _set_for_counted(loop: ast.For, nodes: list[ast.AST]) -> Iterator[str]:
    """Counters that begin at 0, are set to 1 under a condition, and are calculated with below."""
    inside = [each for node in ast.walk(loop) if isinstance(node, ast.If) for each in node.body]
    ones = {name for line in inside if _is_constant(line, 1) for name in _given([line])}
    every = [line for line in ast.walk(loop) if isinstance(line, ast.stmt)]
    others = {name for line in every if not _is_constant(line, 1) for name in _given([line])}
    zeros = {name for line in nodes if _is_constant(line, 0) for name in _given([line])}
    used = {
        each.id
        for node in nodes
        if isinstance(node, ast.BinOp)
        for each in (node.left, node.right)
        if isinstance(each, ast.Name)
    }
    yield from sorted((ones - others) & zeros & used)


def _is_constant(line: ast.AST, number: int) -> bool:
    return (
        isinstance(line, ast.Assign)
        and isinstance(line.value, ast.Constant)
        and type(line.value.value) is int
        and line.value.value == number
    )


def _never_raised(loop: ast.For, nodes: list[ast.AST]) -> str:
    """What begins above all numbers, is compared with in a loop, and is not changed there."""
    tall = {
        name
        for line in nodes
        if isinstance(line, ast.Assign) and re.fullmatch(_TALL, ast.unparse(line.value))
        for name in _given([line])
    }
    compared = {
        name
        for node in ast.walk(loop)
        if isinstance(node, ast.If) and [*_given(node.body)]
        for name in _compared(node.test)
    }
    return next(iter(sorted((tall & compared) - {*_stored(loop)})), "")


def begins_low(loop: ast.For, nodes: list[ast.AST]) -> Iterator[tuple[float, str]]:
    """What keeps the least so far and begins with a small number: which one, and what to say."""
    for node in (each for each in ast.walk(loop) if isinstance(each, ast.If)):
        test = node.test
        if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
            continue
        (sign,) = test.ops
        least = test.comparators[0] if isinstance(sign, ast.Lt | ast.LtE) else test.left
        if not isinstance(sign, _ORDERS) or not isinstance(least, ast.Name):
            continue
        begun = [value for name, value in _numbers(nodes) if name == least.id]
        if least.id in _given(node.body) and begun and 0 <= begun[0] < _ABOVE_ALL:
            text = f"`{least.id}` begins at {begun[0]}, and only what is below that is ever kept"
            yield begun[0], f'{text}: begin with `float("inf")`, which lies above every number.'


def begun_as_none(source: str) -> set[str]:
    """Names that begin as None, alone or among others."""
    return {name for name, value in _constants(list(ast.walk(parsed(source)))) if value is None}


def _numbers(nodes: list[ast.AST]) -> Iterator[tuple[str, float]]:
    """Names that are given a plain number, in order of the code."""
    for name, value in _constants(nodes):
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield name, value


def _constants(nodes: list[ast.AST]) -> Iterator[tuple[str, object]]:
    """Names that are given what is written down, as in `best = 0` and in `best, pair = 0, None`."""
    for line in (each for each in nodes if isinstance(each, ast.Assign)):
        for target in line.targets:
            pairs = [(target, line.value)]
            if isinstance(target, ast.Tuple) and isinstance(line.value, ast.Tuple):
                pairs = [*zip(target.elts, line.value.elts, strict=False)]
            for name, value in pairs:
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
                    yield name.id, value.value


def _begun_anew(loop: ast.For, nodes: list[ast.AST]) -> Iterator[str]:
    """Names that a loop adds to and begins anew in each round, though they are read below it only."""
    own: dict[str, set[int]] = {}
    for each in ast.walk(loop):
        for name in _changed(each):
            own.setdefault(name, set()).update(map(id, ast.walk(each)))
    for line in loop.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
            for name in _given([line]):
                within = [each for each in ast.walk(loop) if id(each) not in own.get(name, set())]
                if name in own and name not in _read(within) and name in _read(nodes):
                    yield name


def _changed(line: ast.AST) -> list[str]:
    """Names that a line gives a value made of their own, as `n += 1` and `n = n + 1` do."""
    if isinstance(line, ast.AugAssign) and isinstance(line.target, ast.Name):
        return [line.target.id]
    if isinstance(line, ast.Assign) and isinstance(line.value, ast.BinOp):
        return [name for name in _given([line]) if name in _read(list(ast.walk(line.value)))]
    return []


def _emptied(loop: ast.For) -> str:
    """What a loop makes empty in each round and fills in the same round."""
    for node in loop.body:
        if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)):
            continue
        value, name = node.value, node.targets[0].id
        empty = (isinstance(value, ast.Dict) and not value.keys) or (
            isinstance(value, ast.List) and not value.elts
        )
        inside = [each for each in ast.walk(loop) if isinstance(each, ast.For) and each is not loop]
        filled = re.search(rf"\b{name}(\[[^\]]+\] = |\.append\()", "\n".join(map(ast.unparse, loop.body)))
        if empty and filled and not inside:
            return name
    return ""


def _read(nodes: list[ast.AST]) -> Iterator[str]:
    return (each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load))


def leaves_the_first_out(loop: ast.For) -> bool:
    """Whether a loop over places begins at 1, and looks neither at the one before nor at none."""
    call = loop.iter
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "range"):
        return False
    starts = len(call.args) == 2 and isinstance(call.args[0], ast.Constant) and call.args[0].value == 1
    to_the_end = starts and isinstance(call.args[1], ast.Call)
    if not (to_the_end and isinstance(loop.target, ast.Name)):
        return False
    place = loop.target.id
    read = [
        each for each in ast.walk(loop) if isinstance(each, ast.Subscript) and isinstance(each.ctx, ast.Load)
    ]
    taken = [each.slice for each in read]
    sums = [each for each in ast.walk(loop) if isinstance(each, ast.BinOp)]
    beside = [side for each in sums for side in (each.left, each.right)]
    return any(isinstance(each, ast.Name) and each.id == place for each in taken) and not any(
        isinstance(each, ast.Name) and each.id == place for each in beside
    )


def only_the_last(loop: ast.For, nodes: list[ast.AST]) -> Iterator[str]:
    """Names that each round gives a new value, which are read below the loop and not in it."""
    inside = [*ast.walk(loop)]
    read, end = {*_read(inside)}, loop.end_lineno or loop.lineno
    below = {*_read([each for each in nodes if getattr(each, "lineno", 0) > end])}
    yield from (name for line in loop.body for name in _given([line]) if name in below - read)


def overwrites(node: ast.stmt, name: str) -> bool:
    """Whether a line gives a name a new value that has nothing of the old one."""
    if not isinstance(node, ast.Assign) or not any(
        isinstance(target, ast.Name) and target.id == name for target in node.targets
    ):
        return False
    return not any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(node.value))
