"""Likely slips, made from a task's own solution: another measure, a limit too far, a filter left out.

Each changes one thing in the code and says what a learner did who gets the same. What comes out is sealed
with its sentence, so that `check` can name slips that no author wrote down. Known mistakes come before them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from corrige.authoring.model import Exercise, Task
from corrige.authoring.run import outcome_of, prepared, probe_inputs
from corrige.codec import Tree
from corrige.feedback.messages import COMES_OUT

MOST = 36
MOST_FIGURES = 10
_MOST_OTHERS = 5
_YEARS = range(1800, 2101)

_MEASURES = {
    "mean": ("median", "sum"),
    "median": ("mean",),
    "sum": ("mean", "count"),
    "max": ("min", "idxmax"),
    "min": ("max",),
    "idxmax": ("idxmin",),
    "idxmin": ("idxmax",),
    "nunique": ("count",),
    "size": ("count",),
    "any": ("all",),
    "all": ("any",),
    "std": ("var",),
    "var": ("std",),
    "first": ("last",),
    "last": ("first",),
    "log": ("log10", "log1p"),
}
_LEFT_OUT = {
    "dropna": "the missing values are left in",
    "fillna": "missing values are not filled",
    "abs": "the sign is kept where only the size counts",
    "unique": "what occurs twice is counted twice",
    "drop_duplicates": "what occurs twice is counted twice",
    "diff": "the values themselves are taken and not their changes",
    "cumsum": "the values are not added up along the way",
    "log": "the logarithm is left out",
    "sqrt": "the root is left out",
    "reindex": "only what occurs is there, and nothing stands for the rest",
    "rank": "the values themselves are taken and not their ranks",
    "shift": "nothing is moved by one place",
}
_OR, _AND = r"\||\b(or|any|isin)\b", r"&|\b(and|all)\b"
_MINUS = r"[\w)\]]\s*-|\b(r?sub|diff|subtract)\b"
_LESS = r"(?<![<>=!-])[<>](?!=)|\b(lt|gt|range|inclusive)\b"
_OR_EQUAL = r"[<>]=|\b(le|ge|between|loc)\b"
_OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], str, str, str]] = {
    ast.Lt: (ast.LtE, "limit", "a limit itself counts (`<=`)", _OR_EQUAL),
    ast.LtE: (ast.Lt, "limit", "a limit itself does not count (`<`)", _LESS),
    ast.Gt: (ast.GtE, "limit", "a limit itself counts (`>=`)", _OR_EQUAL),
    ast.GtE: (ast.Gt, "limit", "a limit itself does not count (`>`)", _LESS),
    ast.Eq: (ast.NotEq, "turned-condition", "a condition is turned round", r"!=|~|\b(not|ne)\b"),
    ast.NotEq: (ast.Eq, "turned-condition", "a condition is turned round", ""),
    ast.BitAnd: (ast.BitOr, "and-or", "one of two conditions is enough (`|` in place of `&`)", _OR),
    ast.BitOr: (ast.BitAnd, "and-or", "both of two conditions have to hold (`&` in place of `|`)", _AND),
    ast.And: (ast.Or, "and-or", "one of two conditions is enough (`or` in place of `and`)", _OR),
    ast.Or: (ast.And, "and-or", "both of two conditions have to hold (`and` in place of `or`)", _AND),
    ast.Add: (ast.Sub, "other-sign", "something is subtracted that should be added", "-"),
    ast.Sub: (ast.Add, "other-sign", "something is added that should be subtracted", r"\+|\bsum\b"),
    ast.Mult: (ast.Div, "times-or-by", "something is divided that should be multiplied", "/"),
    ast.Div: (ast.Mult, "times-or-by", "something is multiplied that should be divided", r"\*"),
}
_PARTS = {
    ast.Mult: ("multiplied", "`* {}`"),
    ast.Add: ("added", "`+ {}`"),
    ast.Sub: ("subtracted", "`- {}`"),
}
_NO_ORDER = ("range", "zip", "max", "min", "isinstance", "concat")
_OPTIONS = ("axis", "closed", "ddof", "fill_value", "how", "normalize", "right")
_FACTORS = (1.96, 1.645, 2.576)
_TURNED = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}


@dataclass(frozen=True)
class Slip:
    """One slip: what kind it is, what to say of it, and what comes out of it.

    The code of who made it shows ``shows`` and not ``hides`` (regular expressions, empty for anything): what
    comes out alike may have another cause.
    """

    id: str
    text: str
    tree: Tree
    shows: str = ""
    hides: str = ""


@dataclass(frozen=True)
class Change:
    """A change to be made at one place of a solution, as a slip says it."""

    id: str
    text: str
    make: Callable[[Any, ast.AST], bool]
    shows: str = ""
    hides: str = ""


def slips_of(exercise: Exercise, task: Task) -> list[Slip]:
    """What comes out of each likely slip in a task's solution; slips that raise are left out.

    Parameters
    ----------
    exercise : Exercise
    task : Task
    """
    if task.kind in ("choice", "written") or "while " in task.solution:
        return []  # a loop whose end is changed may have none
    names = prepared(exercise, task)
    inputs = probe_inputs(exercise, task) if task.kind == "function" else []
    most = MOST_FIGURES if task.kind == "figure" else MOST
    found = []
    for number, (change, source) in enumerate(changed(task.solution, task.stub, names)):
        if number >= most:
            break
        tree = outcome_of(exercise, task, source, names, inputs)
        if tree is not None:
            end = "?" if ": is " in change.text or ": do " in change.text else "."
            said = f"{COMES_OUT} {change.text}{end}"
            found.append(Slip(change.id, said, tree, change.shows, change.hides))
    return found


def changed(source: str, stub: str, names: dict[str, Any]) -> Iterator[tuple[Change, str]]:
    """Yield a slip, and the code with it: one change each.

    Parameters
    ----------
    source, stub : str
        The solution, and the cell as handed out: what stands there is no place for a slip.
    names : dict
        Names of the notebook, whose tables say which text is a column or a value.
    """
    given = {line.strip() for line in stub.splitlines() if line.strip() not in ("", "...")}
    tree = ast.parse(source)
    texts = _Texts(names, source)
    seen = {ast.unparse(tree)}
    rounds: list[list[tuple[Change, str]]] = []
    for place, node in enumerate(ast.walk(tree)):
        line = getattr(node, "lineno", 0)
        if line and source.splitlines()[line - 1].strip() in given:
            continue
        rounds.append([])
        for change in _changes(node, texts):
            other = ast.parse(source)
            target = next(each for number, each in enumerate(ast.walk(other)) if number == place)
            if not change.make(target, other):
                continue
            written = ast.unparse(ast.fix_missing_locations(other))
            if written not in seen and not _doubled(other):
                seen.add(written)
                rounds[-1].append((change, written))
    # The likeliest change of each place first, so that a long solution is covered to its end.
    for turn in range(max(map(len, rounds), default=0)):
        for each in rounds:
            if turn < len(each):
                yield each[turn]


def _doubled(tree: ast.AST) -> bool:
    """Whether a list now names one thing twice, which nobody would write."""
    lists = [node.elts for node in ast.walk(tree) if isinstance(node, ast.List | ast.Set)]
    texts = [[each.value for each in elements if isinstance(each, ast.Constant)] for elements in lists]
    return any(len(set(map(str, own))) < len(own) for own in texts if own and type(own[0]) is str)


class _Texts:
    """Which texts are columns of the notebook's tables, and which are values in them."""

    def __init__(self, names: dict[str, Any], source: str = "") -> None:
        self.source = source
        tables = [value for value in names.values() if type(value) is pd.DataFrame]
        self.columns = [[str(name) for name in table.columns] for table in tables]
        self.values: list[list[str]] = []
        for table in tables:
            for place in range(table.shape[1]):
                column = table.iloc[:, place]
                if not pd.api.types.is_numeric_dtype(column) and len(column) <= 20_000:
                    self.values.append(sorted({str(each) for each in column.dropna().unique()[:60]}))

    def once(self, pattern: str) -> str:
        """The pattern if the solution has it once: then code that has it too has not left it out."""
        return pattern if len(re.findall(pattern, self.source)) == 1 else ""

    def others(self, text: str) -> tuple[str, list[str]]:
        """Whether a text is a column or a value, and its nearest fellows."""
        for kind, groups in (("column", self.columns), ("value", self.values)):
            for group in groups:
                if text in group:
                    place = group.index(text)
                    near = sorted(group, key=lambda each: abs(group.index(each) - place))
                    return kind, [each for each in near if each != text][:_MOST_OTHERS]
        return "", []


def _changes(node: ast.AST, texts: _Texts) -> Iterator[Change]:
    """What may be changed at one place, the likelier first; each change is made on a copy."""
    if isinstance(node, ast.Constant):
        yield from _constants(node, texts)
    elif isinstance(node, ast.List):
        yield from _lists(node, texts)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield from _operator(node.ops[0], "ops")
        turned = _TURNED.get(type(node.ops[0]))
        if turned is not None:
            yield Change("turned-condition", "a comparison is turned round", _set_list("ops", turned()))
    elif isinstance(node, ast.BinOp):
        yield from _binary(node, texts)
    elif isinstance(node, ast.BoolOp):
        yield from _operator(node.op, "op")
        yield Change("condition-left-out", "one of the conditions is left out", _drop_value)
    elif isinstance(node, ast.Call):
        yield from _calls(node, texts)
    elif isinstance(node, ast.Subscript) and _is_condition(node.slice):
        yield Change("filter-left-out", "no row is left out", _replace_with("value"))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Invert):
        what = (
            "the sign is not turned" if isinstance(node.op, ast.USub) else "a condition is not turned round"
        )
        yield Change("other-sign", what, _replace_with("operand"))


def _constants(node: ast.Constant, texts: _Texts) -> Iterator[Change]:
    value = node.value
    if type(value) is int and value in _YEARS:
        for other in (value + 1, value - 1):
            text = (
                f"{other} is taken, one year before or after the one that is meant: do the years begin and "
                "end where they should"
            )
            yield Change("other-year", text, _set("value", other))
    elif type(value) is int and value not in (0, 1, 100, 1000):
        for other in (value + 1, value - 1):
            text = f"{other} is taken: is that the number the task gives"
            yield Change("other-constant", text, _set("value", other), _word(other))
    elif type(value) is float and value in _FACTORS:
        for factor in _FACTORS:
            if factor != value:
                text = f"{factor} is taken as the factor"
                yield Change("other-constant", text, _set("value", factor), re.escape(str(factor)))
    elif type(value) is str:
        kind, fellows = texts.others(value)
        for fellow in fellows:
            if kind == "column" and _shows(_word(fellow), texts.source):
                text = f"the column `{fellow}` stands where another belongs"
            elif kind == "column":
                text = f"the column `{fellow}` is taken: is it the one that the task names"
            else:
                text = (
                    f"{fellow!r} stands where another word belongs: is it the one that the task names there"
                )
            yield Change(f"other-{kind}", text, _set("value", fellow), _word(fellow))


def _lists(node: ast.List, texts: _Texts) -> Iterator[Change]:
    """One of several columns left out, as of those that two tables are joined by."""
    for place, each in enumerate(node.elts):
        if len(node.elts) > 1 and isinstance(each, ast.Constant) and texts.others(str(each.value))[0]:
            text = f"`{each.value!s}` is missing from a list of several"
            yield Change("left-out-of-list", text, _drop_element(place))


def _operator(operator: ast.AST, field: str) -> Iterator[Change]:
    if type(operator) in _OPERATORS:
        other, identifier, text, shows = _OPERATORS[type(operator)]
        yield Change(identifier, text, (_set_list if field == "ops" else _set)(field, other()), shows)


def _binary(node: ast.BinOp, texts: _Texts) -> Iterator[Change]:
    if isinstance(node.op, ast.Mult | ast.Div) and _is_sum(node.left):
        text = "the brackets around a sum are left out (`*` and `/` go first)"
        yield Change("brackets", text, _without_brackets)
    if isinstance(node.op, ast.Pow):
        yield Change(
            "step-left-out",
            "a power or root is left out",
            _replace_with("left"),
            "",
            texts.once(r"\*\*|sqrt"),
        )
    if isinstance(node.op, ast.Sub) and isinstance(node.left, ast.Constant) and node.left.value == 1:
        yield Change("rest", "nothing is subtracted from 1", _replace_with("right"))
    if isinstance(node.op, ast.Div):
        yield Change("step-left-out", "something is not divided that should be", _replace_with("left"))
        yield Change("inverse", "a ratio stands upside down", _exchange)
    if isinstance(node.op, ast.Sub):
        yield Change("other-sign", "a difference is taken the wrong way round", _exchange, _MINUS)
    if isinstance(node.op, ast.BitAnd):
        for kept, gone in (("left", node.right), ("right", node.left)):
            text = f"{_condition(gone, texts)} is left out"
            yield Change("condition-left-out", text, _replace_with(kept))
    if type(node.op) in _PARTS:
        done, part = _PARTS[type(node.op)]
        for field, other in (("left", node.right), ("right", node.left)):
            # A plain number says more than "a part", and stands in the task: times 100, less 1.
            plain = isinstance(other, ast.Constant) and other.value in (1, 100)
            text = (
                f"the {part.format(ast.unparse(other))} is missing"
                if plain
                else f"something is not {done} that should be"
            )
            yield Change("step-left-out", text, _replace_with(field))
    yield from _operator(node.op, "op")


def _calls(node: ast.Call, texts: _Texts) -> Iterator[Change]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
    for other in _MEASURES.get(name, ()):
        text, shows = f"`{other}` is taken: is that what the task asks for", _word(other)
        if (name, other) == ("mean", "sum"):  # a share may come by a count over a number as well
            text, shows = "a sum, or a count, stands where a mean, or a share, belongs", r"sum|count|size|len"
        yield Change("other-measure", text, _rename(other), shows)
    if name in _LEFT_OUT:
        inner = (
            "args"
            if not isinstance(receiver, ast.expr) or getattr(receiver, "id", "") == "np"
            else "receiver"
        )
        yield Change("step-left-out", _LEFT_OUT[name], _unwrap(inner), "", texts.once(_word(name)))
    for place, keyword in enumerate(node.keywords):
        if isinstance(keyword.value, ast.Constant) and keyword.arg in _OPTIONS:
            text = f"`{keyword.arg}` is left as pandas has it by itself"
            yield Change("other-option", text, _drop_keyword(place), "", texts.once(_word(keyword.arg)))
    names = all(isinstance(each, ast.Name | ast.Attribute | ast.Subscript) for each in node.args)
    if len(node.args) == 2 and names and not node.keywords and name not in _NO_ORDER:
        yield Change("exchanged", "two inputs of a function have changed places", _exchange_arguments)


def _word(text: object) -> str:
    return rf"(?<![\w.]){re.escape(str(text))}(?!\w)" if type(text) is int else rf"\b{re.escape(str(text))}\b"


def _shows(pattern: str, source: str) -> bool:
    return re.search(pattern, source) is not None


def _condition(node: ast.AST, texts: _Texts) -> str:
    """A condition by the column that it is about, if it is about one."""
    named = {str(each.value) for each in ast.walk(node) if isinstance(each, ast.Constant)}
    columns = [each for each in named if texts.others(each)[0] == "column"]
    return f"the condition on `{columns[0]}`" if len(columns) == 1 else "one of the conditions"


def _is_condition(node: ast.AST) -> bool:
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Compare) or (
        isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.BitAnd | ast.BitOr)
    )


def _is_sum(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)


def _set(field: str, value: Any) -> Any:
    def make(node: Any, _tree: ast.AST) -> bool:
        setattr(node, field, value)
        return True

    return make


def _set_list(field: str, value: Any) -> Any:
    return _set(field, [value])


def _become(node: Any, other: ast.AST, tree: ast.AST) -> bool:
    """Put another node in the place of one."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, field, other)
                return True
            if isinstance(value, list) and any(each is node for each in value):
                setattr(parent, field, [other if each is node else each for each in value])
                return True
    return False


def _replace_with(field: str) -> Any:
    return lambda node, tree: _become(node, getattr(node, field), tree)


def _exchange(node: Any, _tree: ast.AST) -> bool:
    node.left, node.right = node.right, node.left
    return True


def _exchange_arguments(node: Any, _tree: ast.AST) -> bool:
    node.args = node.args[::-1]
    return True


def _without_brackets(node: Any, tree: ast.AST) -> bool:
    inner = node.left
    return _become(node, ast.BinOp(inner.left, inner.op, ast.BinOp(inner.right, node.op, node.right)), tree)


def _drop_value(node: Any, _tree: ast.AST) -> bool:
    node.values = node.values[:-1]  # noqa: PD011  (of a BoolOp)
    return True


def _drop_element(place: int) -> Any:
    def make(node: Any, _tree: ast.AST) -> bool:
        del node.elts[place]
        return True

    return make


def _drop_keyword(place: int) -> Any:
    def make(node: Any, _tree: ast.AST) -> bool:
        del node.keywords[place]
        return True

    return make


def _rename(name: str) -> Any:
    def make(node: Any, _tree: ast.AST) -> bool:
        if isinstance(node.func, ast.Attribute):
            node.func.attr = name
        else:
            node.func.id = name
        return True

    return make


def _unwrap(inner: str) -> Any:
    def make(node: Any, tree: ast.AST) -> bool:
        if inner == "receiver":
            return _become(node, node.func.value, tree)
        return bool(node.args) and _become(node, node.args[0], tree)

    return make
