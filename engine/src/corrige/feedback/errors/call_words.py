"""A call of a learner's function that raised, or gave None, in words: the next step."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

from corrige.codec import Tree, decode
from corrige.feedback.errors.code_words import by_code
from corrige.feedback.errors.error_words import by_text
from corrige.feedback.errors.module_words import not_loaded, of_a_library
from corrige.feedback.hints.code_nodes import statement_at
from corrige.feedback.hints.functions import above_the_if, parameters
from corrige.feedback.hints.loops import begun_as_none
from corrige.feedback.history import made_by, parsed
from corrige.feedback.known_names import near

_AFTER_ERROR = {
    "IndexError": "Does a loop ask for the neighbour of the last item, or for an item of an empty list?",
    "KeyError": "Does what goes in have that column or key, under this name and of this type (1966 or "
    "'1966')?",
    "ZeroDivisionError": "What is it divided by, and when is that 0?",
    "UnboundLocalError": "A name is read before it has a value: give it its first value before the loop.",
    "NameError": "No cell that has run makes this name, and no `import` loads it: the function should find "
    "all that it needs in what goes in, or in the given cells.",
    "TypeError": "Look at what goes in: try type(...) on it.",
    "AttributeError": "What goes in is of another kind than the function takes it for: try type(...) on it.",
    "RecursionError": "The function calls itself without end.",
}
_COMPARED = "Look at the comparison that should catch this case: is its limit in or out?"
_ABOVE = "It is computed in every case. Is it needed in this one, or may it stand below the `if`?"
_BY_WORDS = {
    r"^(nan|None|<NA>)$": "What is looked up there is missing, and a dict has no entry for it: pass over "
    "what `pd.isna(…)` is true of first.",
    r"empty (sequence|iterable)|arg is an empty|zero-size": "Look at what goes in: is it empty?",
    r"unexpected keyword argument": "That function calls its argument by another name: give it without name "
    "and equals sign, in its place.",
    r"^'(list|tuple)' object has no attribute": "A plain list has no such method: "
    "`pd.Series(x)` makes a Series of a list.",
    r"^(?!list\.|DataFrame\.).*(positional argument|keyword argument)": (
        "Look at how many arguments the task gives, and at their order."
    ),
    r"was removed in": "Write it as these words say.",
    r"^module .* has no attribute": (
        "Look at the spelling of that function, and at where it was imported from."
    ),
}
_UNSET = (
    "Does each way through the function give it one? An `if` alone may be passed by: is an `else` missing?"
)


def after_an_error(entry: Mapping[str, Any], place: int, outcome: Tree, source: str, likely: str) -> str:
    """Say what to do after an exception: by the code, by its words, by a likely mistake, else by its kind.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    place : int
        The number of the call.
    outcome : Tree
        What it raised.
    source : str
        The code, if it is known.
    likely : str
        What is said of a mistake that raises this.
    """
    step = _after(entry, place, outcome, source, likely)
    if outcome["v"] != "ZeroDivisionError":
        return step
    if above_the_if(source, outcome.get("line", "")):
        return f"{step} {_ABOVE}"
    return f"{step} {_COMPARED}" if _has_limit(parsed(source)) else step


def _has_limit(tree: ast.Module) -> bool:
    """Whether code compares by size, or has a condition with a comparison in it."""
    nodes = list(ast.walk(tree))
    orders = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
    sizes = (each for each in nodes if isinstance(each, ast.Compare) and isinstance(each.ops[0], orders))
    tests = (each.test for each in nodes if isinstance(each, ast.If | ast.IfExp | ast.While))
    return any(sizes) or any(isinstance(each, ast.Compare) for each in tests)


def _after(entry: Mapping[str, Any], place: int, outcome: Tree, source: str, likely: str) -> str:
    kind, text, line = outcome["v"], outcome["text"], outcome.get("line", "")
    name = re.match(r"name '(\w+)' is not defined", text)
    if name and (library := of_a_library(name[1]) or not_loaded(name[1])):
        return library
    tree = parsed(source)
    if name and (like := near(name[1], made_by(source) | set(parameters(source, entry["name"])))):
        return f"There is no such name; did you mean `{like}`?"
    lines = [each.strip()[: len(line)] for each in source.splitlines()] if line else []
    here = statement_at(tree, lines.index(line) + 1) if line in lines else []
    given = dict(zip(parameters(source, entry["name"]), map(decode, entry["probes"][place]), strict=False))
    # The task's own call is not what is wrong where the function takes other inputs.
    called = re.match(rf"{entry['name']}\(\) (takes|missing)", text) is not None
    for nodes in () if called else (here, list(ast.walk(tree))):
        if shown := by_code(f"{kind}: {text}", nodes, given):
            return shown
    if kind == "UnboundLocalError" and not any(
        isinstance(each, ast.For | ast.While) for each in ast.walk(tree)
    ):
        return f"A name is read before it has a value. {_UNSET}"
    words = "" if "index out of range" in text else by_text(text)
    known = (step for pattern, step in _BY_WORDS.items() if re.search(pattern, text))
    if likely:
        return words or likely
    return next(known, "") or words or _AFTER_ERROR.get(kind, "")


def of_none(right_is: str, source: str) -> str:
    """What to say of a call that returned None: it has no `return` on its way, or nothing was found.

    Parameters
    ----------
    right_is : str
        The sentence on what is expected, where it is told.
    source : str
        The code, if it is known.
    """
    missing = " A number that is missing is `float('nan')`;" if "nan" in right_is or not right_is else ""
    returned = re.findall(r"\breturn (\w+)\s*$", source, re.M)
    kept = [name for name in returned if name in begun_as_none(source)]
    if kept:
        return f".{right_is} `{kept[0]}` stays None: is the condition that changes it ever true?"
    if re.search(r"return None|else None", source):
        return f".{right_is} What does the task want in this case?{missing} None is no number."
    if "print(" in source and not re.search(r"\breturn\b", source):
        return f".{right_is} `print` shows a value and gives nothing back: write `return` in its place."
    return ": does every path through the function end in return?"
