"""What the code at which something stopped shows of the cause: a sign left out, a method not called.

The error's own words say what happened; the code says why. Each rule is a pattern in the error and a
function that looks for the cause in the code, and says nothing where it does not find it.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Callable, Collection

import pandas as pd

from corrige.feedback.errors import lookup_words, slip_words, table_words
from corrige.feedback.hints.code_nodes import (
    Names,
    Nodes,
    asked_of,
    calls,
    opened,
    short,
    value,
    written,
)
from corrige.feedback.hints.source import kept_of_none

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
_METHOD = "(function|method|builtin_function_or_method)"
_WORDS = "title|[xy](label|lim|ticks|ticklabels)"
_PLOTS = ("bar", "barh", "hist", "line", "scatter", "box", "pie")


def by_code(said: str, nodes: Collection[ast.AST], namespace: Names) -> str:
    """The next step after an error, by its words and by the code; empty if the code shows no cause.

    Parameters
    ----------
    said : str
        The error: its type, a colon, its words.
    nodes : collection of ast.AST
        The code that may have caused it: the statement of a cell, or a whole function.
    namespace : mapping
        Names of the notebook; empty if they are not known.
    """
    for pattern, look in _RULES.items():
        match = re.search(pattern, said)
        if match and (step := look(match, list(nodes), namespace)):
            return step
    return ""


def _values_for_places(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`for i in rows: rows[i]`: what a loop over a list gives is taken for its place, in this or another."""
    for loop in (node for node in nodes if isinstance(node, ast.For)):
        if not isinstance(loop.target, ast.Name):
            continue
        own, place = written(loop.iter), loop.target.id
        for node in opened(list(ast.walk(loop))):
            inside = [each for each in ast.walk(node.slice) if isinstance(each, ast.Name)]
            if not any(each.id == place for each in inside):
                continue
            if own in ("(0, 1)", "[0, 1]", "range(2)") and written(node.slice) == f"{place} + 1":
                return (
                    f"With `{place}` = 1, `{place} + 1` is 2, and there is no such place: of two places the "
                    f"other is `1 - {place}`."
                )
            if not isinstance(loop.iter, ast.Name) or not isinstance(node.value, ast.Name):
                continue
            text = (
                f"`for {place} in {own}` gives the values themselves and not their places, so "
                f"`{written(node)}` takes a value for a place: "
            )
            if written(node.value) == own:
                return f"{text}`range(len({own}))` gives places."
            return f"{text}`zip({own}, {written(node.value)})` gives the two side by side."
    return ""


def _pair_taken_apart(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`for key, low, high in ranges.items()`, where each value is a pair itself."""
    for loop in (node for node in nodes if isinstance(node, ast.For | ast.comprehension)):
        if isinstance(loop.target, ast.Tuple) and len(loop.target.elts) > 2:
            key, *rest = map(written, loop.target.elts)
            if written(loop.iter).endswith(".items()"):
                return (
                    "`.items()` gives two things, a key and its value; a value of several parts is taken "
                    f"apart in brackets of its own: `for {key}, ({', '.join(rest)}) in {written(loop.iter)}`."
                )
    return ""


def _sign_left_out(_: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`p(1 - p)`: what is called is a number or a table, and what stands in the brackets a calculation."""
    functions = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    for call in calls(nodes):
        func = call.func
        if isinstance(func, ast.Name):
            if callable(namespace.get(func.id)) or func.id in functions:
                continue
            if func.id in dir(builtins):
                if _is_given(func.id, nodes) or func.id in namespace:
                    return (
                        f"`{func.id}` is Python's own function, and its name has been given to something "
                        f"else: choose another name there, and run `del {func.id}` once."
                    )
                continue
        plain = isinstance(func, ast.Name | ast.Constant | ast.BinOp | ast.Subscript)
        if not plain or len(call.args) != 1 or call.keywords:
            continue
        inside = call.args[0]
        if isinstance(value(func, namespace), pd.Series | list | dict):
            return (
                f"Square brackets look a value up: `{written(func)}[{short(inside)}]`. Round ones call a "
                "function; if a multiplication is meant, its `*` is missing."
            )
        if isinstance(func, ast.Constant | ast.BinOp) or _is_calculation(inside):
            before = f"({written(func)})" if isinstance(func, ast.BinOp) else written(func)
            return (
                f"A `*` is missing between `{before}` and `({short(inside)})`: brackets right behind a value "
                "call it as a function, and Python never leaves the sign of a multiplication out."
            )
    return ""


def _is_given(name: str, nodes: Nodes) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store) for node in nodes
    )


def _is_calculation(node: ast.expr) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, _ARITHMETIC)


def _not_called(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`a.diff.corr(b)`: a method without brackets, of which something is asked."""
    asked = match["asked"]
    for node in asked_of(nodes, asked):
        inner = node.value
        if isinstance(inner, ast.Attribute) and inner.attr == "plot" and asked in _PLOTS:
            owner = written(inner.value)
            if not isinstance(value(inner.value, namespace), pd.Series | pd.DataFrame):
                return (
                    f"`.plot.{asked}()` belongs to a column or a table. On axes it is "
                    f"`{owner}.{asked}(names, numbers)`, or `column.plot.{asked}(ax={owner})`."
                )
        if isinstance(inner, ast.Attribute):
            return (
                f"`{inner.attr}` is a method and has not been called: put round brackets behind it, "
                f"`.{inner.attr}().{asked}`."
            )
        for made in (each for each in nodes if isinstance(each, ast.Assign)):
            if written(made.targets[0]) == written(inner) and isinstance(made.value, ast.Attribute):
                method = made.value.attr
                return (
                    f"`{written(inner)}` is the method `{method}` and not what it gives: where "
                    f"`{written(inner)}` "
                    f"is made, put round brackets behind it, `.{method}()`."
                )
        if isinstance(inner, ast.Name) and callable(namespace.get(inner.id)):
            return (
                f"`{inner.id}` is a function and has not been called: put round brackets behind it, with "
                f"what goes in, `{inner.id}(…).{asked}`."
            )
    return ""


def _method_opened(_: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`table.groupby["kind"]`: a method in square brackets."""
    for node in opened(nodes):
        if isinstance(node.value, ast.Attribute):
            name = node.value.attr
            return f"`{name}` is a method, and round brackets call it: `.{name}(…)`."
        own = value(node.value, namespace)
        if callable(own):
            name = getattr(own, "__name__", "")
            return (
                f"`{written(node.value)}` holds the method `{name}` and not what it gives: where it is "
                f"made, put round brackets behind it, `.{name}()`."
            )
    return ""


def _equation(match: re.Match[str], nodes: Nodes, _: Names) -> str:
    """`return p * a + b == c`, where `p` is what is looked for."""
    for node in (each for each in nodes if isinstance(each, ast.Return | ast.Expr)):
        same = node.value
        if not (isinstance(same, ast.Compare) and isinstance(same.ops[0], ast.Eq)):
            continue
        inside = [each.id for each in ast.walk(same) if isinstance(each, ast.Name)]
        if isinstance(same.left, ast.BinOp) and match["asked"] in inside:
            return (
                f"If `{match['asked']}` is what is looked for: Python solves no equation, and `==` only asks "
                "whether both sides are the same. Solve it first, and compute what comes out."
            )
    return ""


def _gives_nothing(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """A function of the learner's that computes something and does not return it."""
    for function in (node for node in nodes if isinstance(node, ast.FunctionDef)):
        if not any(isinstance(each, ast.Return | ast.Yield) for each in ast.walk(function)):
            return (
                f"`{function.name}` has no `return`, so it gives None, whatever it computes or prints: end "
                "it with `return` and the value."
            )
    return ""


def _other_inputs(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`cost(values, i)`, where the learner's own `cost` takes one thing; `link(both)` for two columns."""
    for call in calls(nodes):
        part = call.args[0] if len(call.args) == 1 and written(call.func) == match["name"] else None
        if not (isinstance(part, ast.Subscript) and isinstance(part.slice, ast.List)):
            continue
        if callable(namespace.get(match["name"])):
            inputs = ", ".join(f"{written(part.value)}[{written(each)}]" for each in part.slice.elts)
            return f"It takes its columns one by one, and was given a table: `{match['name']}({inputs})`."
    for function in (node for node in nodes if isinstance(node, ast.FunctionDef)):
        if function.name == match["name"]:
            inputs = ", ".join(each.arg for each in function.args.args)
            return (
                f"Your own function is `{function.name}({inputs})`, and is called in this line with another "
                "number of inputs: a part of a list is one of them, `values[1:3]`."
            )
    return ""


def _stars_left_out(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`margin(draws)`: a dict, or a table, where each of its entries is an input by itself."""
    for call in calls(nodes):
        if match["name"] not in ("<lambda>", written(call.func).rpartition(".")[2]):
            continue
        if match["name"] in _PLOTS:
            continue  # axes are drawn on with names and numbers
        stars = [each for each in call.keywords if each.arg is None]
        whole = [
            each
            for each in call.args
            if isinstance(each, ast.Dict) or isinstance(value(each, namespace), dict | pd.DataFrame)
        ]
        if stars or whole:
            return (
                "It needs more inputs than it was given. `f(**entries)`, with two stars, hands over each "
                "entry of a dict, or each column of a table, by its name; what was dropped before is then "
                "missing."
            )
    return ""


def _length_itself(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`total / len`: a function of Python itself, not called."""
    asked = {id(call.func) for call in calls(nodes)}
    for node in nodes:
        if (
            isinstance(node, ast.Name)
            and id(node) not in asked
            and callable(getattr(builtins, node.id, None))
        ):
            return f"`{node.id}` is a function and has not been called: `{node.id}(…)`, with what goes in."
    return ""


def _of_a_column(match: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`np.rank(x)`: what only a column can do."""
    if not hasattr(pd.Series, match["asked"]):
        return ""
    for call in calls(nodes):
        if written(call.func) == f"np.{match['asked']}" and call.args:
            own = f"pd.Series({short(call.args[0])}).{match['asked']}()"
            return f"numpy has no `{match['asked']}`, and a column has: `{own}`."
    return ""


def _put_out_of_use(_: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`plt.title("…")` after `plt.title = "…"`."""
    for call in calls(nodes):
        name = re.fullmatch(r"plt\.(title|[xy]label)", written(call.func))
        if name:
            return (
                f"`plt.{name[1]} = …` has put that function out of use: write "
                f'`ax.set_{name[1]}("…")` on your axes.'
            )
    return ""


def _drawn_by_a_column(match: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`counts.bar()`."""
    for node in asked_of(nodes, match["asked"]):
        own = short(node.value)
        text = f"A column or a table draws through `.plot`: `{own}.plot.{node.attr}(ax=ax)`."
        also = f" Or let the axes draw: `ax.{node.attr}({own}.index, {own})`."
        return text + (also if node.attr in ("bar", "barh") else "")
    return ""


def _written_on_axes(match: re.Match[str], nodes: Nodes, __: Names) -> str:
    """`ax.xlabel("…")`."""
    for node in asked_of(nodes, match["asked"]):
        return (
            f"On axes it is called `{short(node.value)}.set_{node.attr}(…)`: `plt.{node.attr}` is its twin."
        )
    return ""


def _no_such_input(match: re.Match[str], nodes: Nodes, namespace: Names) -> str:
    """`pd.concat(tables, sorted=True)`: a library's function, which takes no such input."""
    name = match["name"]
    own = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    if name in own or name in namespace or name == "<lambda>":
        return ""
    return f"`{name}` takes no input called `{match['asked']}`: a `?` behind its name shows those it takes."


_RULES: dict[str, Callable[[re.Match[str], Nodes, Names], str]] = {
    **slip_words.RULES,
    r"'[\w.]*(float|int|Series|DataFrame|ndarray)\d*' object is not callable": _sign_left_out,
    r"NameError: name '(?P<asked>\w+)' is not defined": _equation,
    r"NoneType": lambda match, nodes, namespace: (
        kept_of_none(nodes) or _gives_nothing(match, nodes, namespace)
    ),
    r"(?P<name>\w+)\(\) (takes \d+ positional|missing \d+ required)": _other_inputs,
    r"(?P<name>\w+|<lambda>)\(\) missing \d+ required": _stars_left_out,
    **lookup_words.RULES,
    r"unsupported operand.*'builtin_function_or_method'": _length_itself,
    r"'str' object is not callable": _put_out_of_use,
    r"module 'numpy' has no attribute '(?P<asked>\w+)'": _of_a_column,
    rf"'{_METHOD}' object has no attribute '(?P<asked>\w+)'": _not_called,
    rf"'{_METHOD}' object is not subscriptable": _method_opened,
    rf"'Axes\w*' object has no attribute '(?P<asked>{_WORDS})'": _written_on_axes,
    rf"'(Series|DataFrame)' object has no attribute '(?P<asked>{'|'.join(_PLOTS)})'": _drawn_by_a_column,
    r"IndexError|ZeroDivisionError": _values_for_places,
    r"values to unpack": _pair_taken_apart,
    **table_words.RULES,
    r"(\w+\.)*(?P<name>\w+|<lambda>)\(\) got an unexpected keyword argument '(?P<asked>(?!data\b)\w+)'": (
        _no_such_input
    ),
}
