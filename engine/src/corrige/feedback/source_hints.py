"""What the code of a wrong answer shows by itself: a return in the first round of a loop, `^` for a power.

Said only of an answer that is wrong already, and only where a reader of the code would be sure.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from corrige.feedback.code_nodes import calls, opened, written
from corrige.feedback.history import parsed

_ORDER = re.compile(r"sort|rank|nlargest|nsmallest|value_counts|groupby")
_SMALL = 10


def seen_in(source: str, name: str) -> str:
    """What a wrong answer's code shows, in a sentence; empty if it shows nothing.

    Parameters
    ----------
    source : str
        The cells that made the answer.
    name : str
        The answer.
    """
    return next(_sentences(source, name), "")


def _sentences(source: str, name: str) -> Iterator[str]:
    tree = parsed(source)
    nodes = list(ast.walk(tree))
    for loop in (node for node in nodes if isinstance(node, ast.For)):
        adds_up = any(isinstance(each, ast.AugAssign) for each in ast.walk(loop))
        goes_on = not adds_up and any(isinstance(each, ast.Continue) for each in ast.walk(loop))
        if not goes_on and any(isinstance(each, ast.Return) for each in loop.body):
            yield (
                "`return` stands inside the loop, so the first round is the last: move it to the left, below "
                "the loop."
            )
        if any(_overwrites(each, name) for each in loop.body):
            yield (
                f"Each round of the loop gives {name} a new value, and only the last one stays: keep them "
                "all, in a list or by adding up."
            )
        for begun in _begun_anew(loop, nodes):
            yield (
                f"Each round of the loop sets `{begun}` back to its beginning: write that line above the "
                "loop."
            )
        if emptied := _emptied(loop):
            yield (
                f"`{emptied}` is made anew inside the loop, so each round empties it: put that line above "
                "the loop."
            )
        if _leaves_the_first_out(loop):
            yield "`range(1, …)` leaves out the first, which has the number 0."
    for node in (each for each in nodes if isinstance(each, ast.BinOp)):
        if isinstance(node.op, ast.BitXor) and not isinstance(node.left, ast.Compare):
            yield "`^` is no power in Python: write `**`."
        if isinstance(node.op, ast.Div) and _is_power_of_one(node.left):
            yield "`** 1 / 2` takes the power 1 and then a half: write `** 0.5` or `** (1 / 2)`."
        yield from _brackets(node)
        # By a plain number it makes groups, as `year // 10 * 10` does.
        if isinstance(node.op, ast.FloorDiv) and not isinstance(node.right, ast.Constant):
            yield "`//` drops the rest of a division: `/` keeps it."
    if taken := _by_place(nodes):
        yield (
            f"`{taken}` takes rows by their place, counted from 0: which rows belong there is said by what a "
            "column holds."
        )
    if found := re.search(r"\.barh?\(\s*(\w+)\s*,\s*\1\.(index|keys\(\))", source):
        yield f"`bar` takes the names first and then the numbers: `({found[1]}.index, {found[1]})`."
    if fixed := _written_down(nodes):
        yield f"`{fixed}` is the same whatever goes in: does the task give it, or is it to be counted?"
    if re.search(r"\.hist\(", source):
        yield (
            "`hist` counts how often each number occurs. Numbers that you have counted already are drawn "
            "with `bar`."
        )
    if re.search(r"(?<![\w\[(,.])\d{1,2},\d+\s*\*", source):
        yield "Decimals have a point in Python: with a comma, 1,96 is two numbers."


def _by_place(nodes: list[ast.AST]) -> str:
    """Rows that are cut out by numbers written down, of a table that nobody has put in order."""
    for call in calls(nodes):
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("head", "tail") and call.args:
            size = _whole(call.args[0])
            if size > 1 and not _in_order(call.func.value, nodes):
                return f".{call.func.attr}({size})"
    for node in opened(nodes):
        of_places = isinstance(node.value, ast.Attribute) and node.value.attr == "iloc"
        if of_places and isinstance(node.slice, ast.Slice) and not _in_order(node.value, nodes):
            first, last = node.slice.lower, node.slice.upper
            if (first is None or _whole(first) >= 0) and last is not None and _whole(last) > 1:
                return f".iloc[{written(node.slice)}]"
    return ""


def _whole(node: ast.expr) -> int:
    """A whole number that is written down; -1 for anything else."""
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else -1


def _in_order(node: ast.expr, nodes: list[ast.AST]) -> bool:
    """Whether a table has been put in order before, or is itself a count."""
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    made = [
        written(each.value)
        for each in nodes
        if isinstance(each, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id in names for target in each.targets)
    ]
    return any(_ORDER.search(code) for code in [written(node), *made])


def _written_down(nodes: list[ast.AST]) -> str:
    """A number that a function has from nowhere but its own text, and goes on with: `n = 28`."""
    for function in (node for node in nodes if isinstance(node, ast.FunctionDef)):
        for node in function.body:
            if isinstance(node, ast.Assign) and _whole(node.value) > _SMALL:
                (target, *_) = node.targets
                given = [
                    each
                    for each in ast.walk(function)
                    if isinstance(target, ast.Name)
                    and isinstance(each, ast.Name)
                    and isinstance(each.ctx, ast.Store)
                    and each.id == target.id
                ]
                if len(given) == 1:
                    return written(node)
    return ""


def _brackets(node: ast.BinOp) -> Iterator[str]:
    """Brackets that are missing beside a line of division, where nobody can have meant what stands there."""
    left = node.left
    if (
        isinstance(node.op, ast.Add | ast.Sub)
        and isinstance(left, ast.BinOp)
        and isinstance(left.op, ast.Div)
    ):
        above, below, more = ast.unparse(left.left), ast.unparse(left.right), ast.unparse(node.right)
        sign = "+" if isinstance(node.op, ast.Add) else "-"
        if above == below:
            yield (
                f"`{above} / {below} {sign} {more}` divides first, which is `1 {sign} {more}`. Brackets hold "
                f"together what stands below the line: `{above} / ({below} {sign} {more})`."
            )
    if isinstance(node.op, ast.Div) and isinstance(node.right, ast.Constant) and node.right.value == 1:
        yield (
            "To divide by 1 changes nothing: brackets hold together what stands above the line, and what "
            "stands below it, as in `(a - b) / (1 - b)`."
        )
    if (
        isinstance(node.op, ast.Mult)
        and isinstance(left, ast.BinOp)
        and isinstance(left.op, ast.Div)
        and isinstance(left.right, ast.Constant)
        and left.right.value in (2, 4)
        and not isinstance(node.right, ast.Constant)
    ):
        by, more = ast.unparse(left.right), ast.unparse(node.right)
        yield (
            f"`… / {by} * {more}` divides by {by} and then multiplies. If both stand below the line, "
            f"brackets hold them together: `… / ({by} * {more})`."
        )


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


_GIVE_A_COPY = (
    "assign",
    "drop",
    "drop_duplicates",
    "dropna",
    "fillna",
    "rename",
    "replace",
    "reset_index",
    "set_index",
    "sort_index",
    "sort_values",
)


def not_kept(source: str) -> str:
    """A line that makes a new table and keeps it nowhere, said in a sentence; empty if there is none."""
    for node in parsed(source).body[:-1]:
        value = node.value if isinstance(node, ast.Expr) else None
        if (
            isinstance(value, ast.Call)
            and isinstance(value.func, ast.Attribute)
            and value.func.attr in _GIVE_A_COPY
            and not any(each.arg == "inplace" for each in value.keywords)
        ):
            whole = ast.unparse(value.func)
            return (
                f"`{whole}(…)` gives a new table and leaves the old one as it was: keep what it gives under "
                "a name, and go on with that. "
            )
    return ""


def _is_power_of_one(node: ast.expr) -> bool:
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Pow):
        return False
    return isinstance(node.right, ast.Constant) and node.right.value == 1


def _begun_anew(loop: ast.For, nodes: list[ast.AST]) -> Iterator[str]:
    """Names that a loop adds to and begins anew in each round, though they are read below it only."""
    inside = list(ast.walk(loop))
    added = {
        each.target.id
        for each in inside
        if isinstance(each, ast.AugAssign) and isinstance(each.target, ast.Name)
    }
    read = {place: set(_read(part)) for place, part in (("inside", inside), ("all", nodes))}
    for line in loop.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
            names = [target.id for target in line.targets if isinstance(target, ast.Name)]
            yield from (name for name in names if name in added & (read["all"] - read["inside"]))


def _read(nodes: list[ast.AST]) -> Iterator[str]:
    return (each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load))


def _leaves_the_first_out(loop: ast.For) -> bool:
    """Whether a loop over places begins at 1, and looks neither at the one before nor at none."""
    call = loop.iter
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "range"):
        return False
    starts = len(call.args) == 2 and isinstance(call.args[0], ast.Constant) and call.args[0].value == 1
    to_the_end = starts and isinstance(call.args[1], ast.Call)
    if not (to_the_end and isinstance(loop.target, ast.Name)):
        return False
    place = loop.target.id
    taken = [each.slice for each in ast.walk(loop) if isinstance(each, ast.Subscript)]
    return any(isinstance(each, ast.Name) and each.id == place for each in taken) and not any(
        isinstance(each, ast.BinOp) and place in _read(list(ast.walk(each))) for each in ast.walk(loop)
    )


def _overwrites(node: ast.stmt, name: str) -> bool:
    if not isinstance(node, ast.Assign) or not any(
        isinstance(target, ast.Name) and target.id == name for target in node.targets
    ):
        return False
    return not any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(node.value))
