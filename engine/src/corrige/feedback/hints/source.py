"""What the code of a wrong answer shows by itself: a return in the first round of a loop, `^` for a power.

Said only of an answer that is wrong already, and only where a reader of the code would be sure.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator

from corrige.feedback.hints.code_nodes import Names, calls, opened, whole, written
from corrige.feedback.hints.conditions import (
    every_row,
    half_turned,
    loosely_joined,
    missing_sought,
    no_row,
    or_beside_and,
)
from corrige.feedback.hints.functions import in_functions, replaced_inputs
from corrige.feedback.hints.loops import (
    begins_low,
    in_loops,
    leaves_the_first_out,
    only_the_last,
    overwrites,
    unused,
)
from corrige.feedback.hints.pairs import paired
from corrige.feedback.hints.rows import of_steps, of_tables
from corrige.feedback.history import parsed

_ORDER = re.compile(r"sort|rank|nlargest|nsmallest|value_counts|groupby")
_OF_ORDER = ("idxmin", "idxmax", "argmin", "argmax", "rank", "nlargest", "nsmallest")
_SMALL = 10
#: What changes a list, or a dict, and gives None.
_IN_PLACE = ("append", "clear", "extend", "insert", "remove", "reverse", "sort", "update")


def seen_in(source: str, name: str, namespace: Names | None = None) -> str:
    """What a wrong answer's code shows, in a sentence; empty if it shows nothing.

    Parameters
    ----------
    source : str
        The cells that made the answer.
    name : str
        The answer.
    namespace : mapping, optional
        Names of the notebook.
    """
    return next(_sentences(source, name, namespace or {}), "")


def sure_signs(source: str) -> str:
    """What code shows that nobody can have meant, whatever else is known of its answer; or nothing."""
    signs = surely_misused, missing_sought, every_row, _divided_back, _the_same_object
    return next((text for sign in signs if (text := sign(source))), "")


def _the_same_object(source: str) -> str:
    """What to say of `ended is True`, which 1 is not; empty if there is none."""
    for node in (each for each in ast.walk(parsed(source)) if isinstance(each, ast.Compare)):
        against = node.comparators[0]
        if (
            isinstance(node.ops[0], ast.Is)
            and isinstance(against, ast.Constant)
            and against.value is not None
        ):
            equal = f"{written(node.left)} == {written(against)}"
            return (
                f"`{written(node)}` asks whether both are one and the same object, as 1 and `True` are not: "
                f"`{equal}` asks whether they are equal."
            )
    return ""


def surely_misused(source: str) -> str:
    """What code shows that explains a wrong answer whatever it comes near to by chance; or nothing."""
    return no_row(source) or _median_of_a_comparison(source)


def _median_of_a_comparison(source: str) -> str:
    """What to say of `(a == b).groupby(c).median()`; empty if there is none."""
    for call in calls([*ast.walk(parsed(source))]):
        own = call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "median" else None
        while isinstance(own, ast.Call) and written(own.func).endswith(".groupby"):
            own = own.func.value if isinstance(own.func, ast.Attribute) else None
        if isinstance(own, ast.Compare):
            return "The median of True and False is no share of them: their mean is, `.mean()`."
    return ""


def _divided_back(source: str) -> str:
    """What to say of `year / 10 * 10`, which is the year again; empty if there is none."""
    for node in (each for each in ast.walk(parsed(source)) if isinstance(each, ast.BinOp)):
        inner = node.left
        if (
            isinstance(node.op, ast.Mult)
            and isinstance(inner, ast.BinOp)
            and isinstance(inner.op, ast.Div)
            and isinstance(node.right, ast.Constant)
            and written(inner.right) == written(node.right)
        ):
            what = f"`{written(node)}` is what it began with"
            return f"{what}: `//` drops the rest of a division, and `/` keeps it."
    return ""


def _sentences(source: str, name: str, namespace: Names) -> Iterator[str]:
    tree = parsed(source)
    nodes = list(ast.walk(tree))
    if sure := in_loops(source) or in_functions(source) or replaced_inputs(source) or unused(source):
        yield sure
    for loop in (node for node in nodes if isinstance(node, ast.For)):
        lost = [name] if any(overwrites(each, name) for each in loop.body) else [*only_the_last(loop, nodes)]
        if lost:
            yield (
                f"Each round of the loop gives {lost[0]} a new value, and only the last one stays: keep them "
                "all, in a list or by adding up."
            )
        yield from (text for _, text in begins_low(loop, nodes))
        if any(_ends_at_a_hit(each) for each in loop.body):
            yield "`break` ends the loop at the first hit: what comes after it is not counted."
        if leaves_the_first_out(loop):
            yield "`range(1, …)` leaves out the first, which has the number 0."
    for node in (each for each in nodes if isinstance(each, ast.BinOp)):
        if isinstance(node.op, ast.BitXor) and not isinstance(node.left, ast.Compare):
            yield "`^` is no power in Python: write `**`."
        if isinstance(node.op, ast.Div) and _is_power_of_one(node.left):
            below = written(node.right)
            yield (
                f"`** 1 / {below}` takes the power 1 and then divides by {below}: brackets hold the root "
                f"together, `** (1 / {below})`."
            )
        yield from _brackets(node)
        # By a plain number it makes groups, as `year // 10 * 10` does.
        if isinstance(node.op, ast.FloorDiv) and not isinstance(node.right, ast.Constant):
            yield "`//` drops the rest of a division: `/` keeps it."
    yield from paired(nodes, namespace)
    if re.search(r"\bkeep\s*=\s*False", source):
        yield "`keep=False` drops all of what occurs more than once; without it one of each stays."
    loose = loosely_joined(ast.walk(parsed(source)))
    yield from filter(None, (half_turned(source), sure_signs(source), or_beside_and(source), loose))
    yield from filter(None, [kept_of_none(nodes)])
    if whole_sums := _shares_added_up(nodes):
        yield (
            f"`{whole_sums}` is 1, as all shares together are: multiply the shares of each pair first, and "
            "add up what comes out."
        )
    yield from of_tables(nodes, namespace)
    if whole := _list_as_a_number(nodes):
        yield f"`{whole}` is a list and is calculated with as a whole: is its mean meant, or its sum?"
    if ordering := _rounded_before(nodes):
        yield (
            f"What is rounded before `{ordering}` has ties that it did not have, and of these the first is "
            "taken: leave the rounding out."
        )
    if taken := _by_place(nodes):
        yield (
            f"`{taken}` takes rows by their place, counted from 0: which rows belong there is said by what a "
            "column holds."
        )
    if found := re.search(r"\.barh?\(\s*(\w+)\s*,\s*\1\.(index|keys\(\))", source):
        yield f"`bar` takes the names first and then the numbers: `({found[1]}.index, {found[1]})`."
    if fixed := _written_down(nodes):
        yield f"`{fixed}` is the same whatever goes in: does the task give it, or is it to be counted?"
    if re.search(r"\.axhline\((?!\s*(y=)?0\s*[,)])", source):
        yield (
            "`axhline` crosses the whole chart: a line that begins and ends with its data is drawn by "
            "`plot([first, last], [level, level])`."
        )
    if re.search(r"\.hist\(", source):
        yield (
            "`hist` counts how often each number occurs. Numbers that are there already are drawn with "
            "`bar(names, numbers)`."
        )
    if re.search(r"(?<![\w\[(,.])\d{1,2},\d+\s*\*", source):
        yield "Decimals have a point in Python: with a comma, 1,96 is two numbers."
    if drawn := re.search(r"\b(np\.random|random)\.\w+", source):
        sown = re.search(r"(default_rng|seed|RandomState)\([^)]", source)
        why = "" if sown else ", anew each time"
        yield f"`{drawn[0]}` draws at random{why}: does the task give you what to take?"
    if ".cat.codes" in source and not re.search(r"categories|CategoricalDtype", source):
        yield (
            "`.cat.codes` numbers words in the order of the alphabet: which number each word stands for is "
            "said by a dict, `.map({…})`."
        )
    counts = re.search(r"groupby|value_counts|crosstab|\.size\(|reindex|unstack", source)
    if re.search(r"\.fillna\(0", source) and not counts:
        yield "`.fillna(0)` makes a 0 of what is missing, and it counts as one: is it known to be 0?"
    if ".pct_change()" in source:
        yield (
            "`.pct_change()` gives what each row has more than the one right before it, as a share of that "
            "one: of no other row, and not the difference itself."
        )
    yield from of_steps(nodes)


def _shares_added_up(nodes: list[ast.AST]) -> str:
    """The product of two sums of shares, as `f.sum() * s.sum()`."""
    shares = {
        written(each.targets[0])
        for each in nodes
        if isinstance(each, ast.Assign) and written(each.value).endswith(".value_counts(normalize=True)")
    }
    for node in (each for each in nodes if isinstance(each, ast.BinOp) and isinstance(each.op, ast.Mult)):
        sides = [written(node.left), written(node.right)]
        if all(each.endswith(".sum()") and each.removesuffix(".sum()") in shares for each in sides):
            return written(node)
    return ""


def _ends_at_a_hit(node: ast.stmt) -> bool:
    parts = node.body if isinstance(node, ast.If) else []
    kept = any(isinstance(each, ast.AugAssign) or ".append(" in written(each) for each in parts)
    return kept and any(isinstance(each, ast.Break) for each in parts)


def _list_as_a_number(nodes: list[ast.AST]) -> str:
    """A list that one number is divided by, or taken from."""
    lists = {
        target.id
        for each in nodes
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.ListComp | ast.List)
        for target in each.targets
        if isinstance(target, ast.Name)
    }
    for node in (each for each in nodes if isinstance(each, ast.BinOp)):
        sides = {each.id for each in (node.left, node.right) if isinstance(each, ast.Name)}
        if isinstance(node.op, ast.Sub | ast.Div | ast.Mult) and sides & lists:
            return sorted(sides & lists)[0]
    return ""


def _by_place(nodes: list[ast.AST]) -> str:
    """Rows that are cut out by numbers written down, of a table that nobody has put in order."""
    for call in calls(nodes):
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("head", "tail") and call.args:
            size = whole(call.args[0])
            if size > 1 and not _in_order(call.func.value, nodes):
                return f".{call.func.attr}({size})"
    for node in opened(nodes):
        of_places = isinstance(node.value, ast.Attribute) and node.value.attr == "iloc"
        if of_places and isinstance(node.slice, ast.Slice) and not _in_order(node.value, nodes):
            first, last = node.slice.lower, node.slice.upper
            if (first is None or whole(first) >= 0) and last is not None and whole(last) > 1:
                return f".iloc[{written(node.slice)}]"
    return ""


def _rounded_before(nodes: list[ast.AST]) -> str:
    """The lowest, the highest or the order of what was rounded before."""
    rounded = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and _ends_rounded(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in calls(nodes):
        func = call.func
        if isinstance(func, ast.Attribute) and func.attr in _OF_ORDER:
            own = func.value
            if _ends_rounded(own) or (isinstance(own, ast.Name) and own.id in rounded):
                return func.attr
    return ""


def _ends_rounded(node: ast.expr) -> bool:
    """Whether the last step of an expression is to round."""
    if not isinstance(node, ast.Call):
        return False
    return getattr(node.func, "attr", getattr(node.func, "id", "")) == "round"


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
            if isinstance(node, ast.Assign) and whole(node.value) > _SMALL:
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
    above, line, below = written(left).partition(" / ")
    if isinstance(node.op, ast.Add | ast.Sub) and line and above == below:  # as of `a * b / a * b + c`
        sign, more = "+" if isinstance(node.op, ast.Add) else "-", written(node.right)
        yield (
            f"`{above} / {below} {sign} {more}` divides first, so what stands behind the `{sign}` is not "
            f"below the line. Brackets hold it together: `{above} / ({below} {sign} {more})`."
        )
    elif isinstance(node.op, ast.Div) and written(left) == written(node.right):
        yield (
            f"`{written(node)}` is 1, since a division goes before a sum or a difference. Brackets hold "
            f"together what stands above the line: `(… - {written(left)}) / {written(left)}`."
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


# Not `add`: a set keeps what it is given.
_GIVE_A_COPY = re.compile(
    r"(abs|assign|astype|clip|div|drop|drop_duplicates|dropna|fillna|mul|rename|replace|reset_index|round|set_index|"
    r"sort_index|sort_values|sub)"
)


def not_kept(source: str) -> str:
    """A line that makes a new table or column and keeps it nowhere, in a sentence; empty if there is none."""
    tree = parsed(source)
    inside = [line for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for line in node.body]
    for node in [*tree.body[:-1], *inside]:
        value = node.value if isinstance(node, ast.Expr) else None
        if (
            isinstance(value, ast.Call)
            and isinstance(value.func, ast.Attribute)
            and _GIVE_A_COPY.fullmatch(value.func.attr)
            and not any(each.arg == "inplace" for each in value.keywords)
        ):
            whole = ast.unparse(value.func)
            return (
                f"`{whole}(…)` gives a new table or column and leaves the old one as it was: keep what it "
                "gives under a name, and go on with that. "
            )
    return ""


def kept_of_none(nodes: Collection[ast.AST]) -> str:
    """What to say of `x = y.dropna(inplace=True)` or `x = x.append(1)`, which give None; or nothing.

    Parameters
    ----------
    nodes : collection of ast.AST
        The code, with the lines that begin its lists.
    """
    kept = [node for node in nodes if isinstance(node, ast.Assign)]
    lists = {written(each.targets[0]) for each in kept if isinstance(each.value, ast.List | ast.Dict)}
    for node in kept:
        call, name = node.value, written(node.targets[0])
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        own, step = written(call.func.value), call.func.attr
        if any(each.arg == "inplace" and written(each.value) == "True" for each in call.keywords):
            return (
                f"With `inplace=True`, `.{step}(…)` changes what stands before the dot and gives None, so "
                f"`{name}` is None: leave `inplace=True` out."
            )
        if step in _IN_PLACE and own in lists:
            return (
                f"`.{step}(…)` changes `{own}` itself and gives None, so `{name}` is None: write "
                f"`{own}.{step}(…)` alone, without `{name} =`."
            )
    return ""


def _is_power_of_one(node: ast.expr) -> bool:
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Pow):
        return False
    return isinstance(node.right, ast.Constant) and node.right.value == 1
