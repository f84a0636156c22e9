"""The sentences of the ladder. What was seen, then the next step; never the expected value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from corrige.codec import Tree, family
from corrige.feedback.showing import RESULT, show

RIGHT = "Right."
UNSEEN = " The mark also tries it on input that is not shown here."
DOTS = "Put your answer in the place of the three dots, and run the cell."
UNTOUCHED = (
    "This is still what the cell gives as it was handed out. Put your code in the place of the three dots. "
    "If it is there already, it changes nothing yet: does each round of a loop keep what it found?"
)
COURSE_FUNCTION = (
    "This is the course's own function. Write yours, with what the task gives you; afterwards you can "
    "compare the two."
)
MISALIGNED = (
    "Some of its cells are missing (NaN): pandas puts columns together by their labels, and here these do "
    "not match. `.to_list()` leaves the labels behind."
)
EMPTIED = (
    "`.where` keeps every row and empties (NaN) those for which its condition does not hold: "
    "`table.loc[condition, columns]` leaves them out."
)
LABELS_APART = (
    "Two things whose labels do not match, as names of columns and of rows, give that wherever they are put "
    "together: `.mean()` of a table has a label for each column, `.mean(axis=1)` one for each row."
)
ROUNDS = "Your code rounds, and the task asks for numbers that are not rounded: leave that out."
_PAIRS = (
    "a tuple in each row, as a test gives it (`statistic, pvalue`), and a number is asked for: take "
    "`.statistic`, or `[0]`"
)
NOTHING_DRAWN = (
    "Something is drawn, and the axes hold nothing: what is drawn has no rows, or it is drawn on other axes "
    "than those kept as {name}."
)
DRAWN_BY_PLT = (
    "`{name}` holds the numbers, and what `plt` draws has no name. Keep the numbers under another name, make "
    "axes by `fig, {name} = plt.subplots()`, and draw on them: `{name}.plot(…)` or `{name}.bar(…)`."
)
SHOW_DRAWN = "Look at the numbers that you draw: show them at the end of a cell of its own."
PIE = (
    "A pie is drawn. Angles are hard to compare, and a pie has no axis to read from: the task says what to "
    "draw instead."
)
PROSE = (
    "The answer to this task is text: it goes into the text cell above, the one that says where to write, "
    "and not into "
    "a cell of code."
)
COMES_OUT = "This is what comes out when"
STALE = "What follows is about the answer from before."
SO_FAR = "What follows is about what your cell had made until then."

MOST_NAMES = 5
_SEVERAL = 3
_ARTICLE = {"array": "an array", "text": "text", "...": "the three dots", "None": "None"}


def a(kind: str) -> str:
    """The kind of a thing with its article."""
    return _ARTICLE.get(kind, f"a {kind}")


def quoted(names: Iterable[str]) -> str:
    """Names in a row, each in quotation marks, as a name may hold a comma; numbers have none."""
    return some([written_name(each) for each in names])


def written_name(name: str) -> str:
    """A name as code writes it: a table knows its columns as text, whatever they are."""
    return name if re.fullmatch(r"-?\d+|True|False", name) else repr(name)


def some(words: list[str]) -> str:
    """Words in a row: a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def plain(tree: Tree) -> str:
    """A value in a few characters."""
    return show(tree, 40)


def not_yet(name: str, tree: Tree) -> str:
    """The right kind of thing, but not the right value."""
    if type(tree) is dict and tree["t"] == "float":
        what = "met an empty cell, or took 0 / 0" if tree["v"] == "nan" else "divided by zero"
        return f"{name} is {tree['v']}: the calculation {what}. Look at the values that go into it."
    if family(tree) in ("number", "text", "truth value"):
        return f"{name} is {show(tree, RESULT)}. That is the right kind of answer, but not the right one yet."
    return f"{name} has the right form, but not all of its values are right yet."


def some_right(name: str, parts: list[str], wrong: list[str], kinds: Mapping[str, str]) -> str:
    """Which columns or entries are right and which are not, and which are of another kind than asked for."""
    right = [part for part in parts if part not in wrong]
    be = "is" if len(wrong) == 1 else "are"
    if right:
        text = f"{len(right)} of {len(parts)} right ({named(right)}); {named(wrong)} {be} not right yet"
    else:
        text = f"{name} has the right form, but none of its {len(parts)} parts is right yet"
        if len(kinds) == len(parts):  # then its form is what is not right
            text = f"None of the {len(parts)} parts of {name} is right yet"
    odd = []
    for what in dict.fromkeys(kinds.values()):
        alike = [part for part in kinds if kinds[part] == what]
        odd.append(f"{named(alike)} {'is' if len(alike) == 1 else 'are'} {what}")
    return f"{text}.{f' {some(odd)}.' if odd else ''}"


def named(parts: list[str]) -> str:
    """Parts of an answer: by their names, or members of a tuple by their place."""
    return some([part if part.startswith("number ") else repr(part) for part in parts])


def first_of(cells: list[Tree]) -> str:
    """The first labels of a Series."""
    shown = some([plain(cell) for cell in cells[:3]])
    return f"{shown} …" if len(cells) > len(cells[:3]) else shown


def some_entries(right: int, off: list[str]) -> str:
    """How many entries of a Series are right, and at which labels they are not."""
    be = "is" if right == 1 else "are"
    return f"{right} of {right + len(off)} entries {be} right. Look again at {few(off)}."


def rows_off(right: int, off: list[str]) -> str:
    """How many rows of a table are right, and which are not."""
    be = "is" if right == 1 else "are"
    return f"{right} of {right + len(off)} rows {be} right; look again at {few(off)}."


def few(labels: list[str]) -> str:
    """The first labels, and how many more there are."""
    more = len(labels) - MOST_NAMES
    return some([*labels[:MOST_NAMES], f"{more} more"] if more > 0 else labels)


def odd_values(tree: Tree) -> str:
    """A word on values that are missing, or all the same, in what should hold several; empty if neither."""
    cells = tree["v"] if type(tree) is dict and type(tree.get("v")) is list else []
    if len(cells) >= _SEVERAL and type(cells[0]) is float and all(cell == cells[0] for cell in cells):
        why = "is it computed once, from all rows, and not for each from its own, or does it cancel out?"
        if abs(cells[0]) == 1:  # a correlation, or a ratio, of a thing with itself
            why = (
                "is something compared with itself, or divided by itself, or were two columns sorted, each "
                "by itself?"
            )
        return f" It holds the same number, {cells[0]:.4g}, {len(cells)} times: {why}"
    return missing_values(tree)


def missing_values(tree: Tree) -> str:
    """A word on missing values in an answer, if there are any."""
    cells = tree["v"] if type(tree) is dict and type(tree.get("v")) is list else [tree]
    count = sum(
        type(cell) is dict and (cell.get("t") == "missing" or cell.get("v") == "nan") for cell in cells
    )
    if not count or type(tree) is not dict:
        return ""
    if cells == [tree]:
        return " It is NaN: has the calculation met a missing value, or taken the root of a number below 0?"
    return (
        f" {count} of its {len(cells)} values {'is' if count == 1 else 'are'} missing (NaN): was something "
        "divided by nothing, or joined on labels that do not match?"
    )


def unwritable(name: str, type_name: str, wanted: str, where: str = "") -> str:
    """A type that cannot be an answer, such as an unfinished groupby; in which part of it, if in one."""
    if "GroupBy" in type_name:
        return (
            f"{name} is a groupby without a last step: say what to compute for each group, such as .size()."
        )
    if type_name.startswith("matplotlib.") and wanted == "figure":
        return (
            f"You kept what was drawn and not the axes that it is drawn on. Leave {name} as plt.subplots() "
            f"gave it, and draw on a line of its own: {name}.bar(...) or {name}.plot(...)."
        )
    if type_name in ("method", "builtin_function_or_method"):
        return (
            f"{name} is a method and not its result: it has not been called. Put round brackets after its "
            "name, as in .mean()."
        )
    if type_name == "type":
        return f"{name} is a type and not a value: put the brackets, and what goes in, after its name."
    if type_name == "module":
        return (
            f"{name} is a module: has an import given its name to something else? Choose another name there."
        )
    if type_name == "complex":
        return (
            f"{name} holds a complex number: the root of a negative number was taken. Look at what stands "
            "under the root."
        )
    if where:
        return (
            f"{name} is the right kind of thing, and {where} holds something of type {type_name}, which "
            "cannot be handed in: a cell holds one number, text or date. `[0]` takes the first out of "
            "several, and `.iloc[0]` out of a column."
        )
    return (
        f"{name} is of type {type_name}, which cannot be handed in. Keep a number, a text, a table or a "
        "chart."
    )


def unreadable(name: str, kind: str) -> str:
    """A value that something in it keeps from being read."""
    return (
        f"{name} could not be read ({kind}): something in it is not what it seems, such as a method with "
        "another value put in its place. Run the notebook's cells again from the top, and make the answer "
        "anew."
    )


def changed(names: list[str]) -> str:
    """Given values that are no longer what they were; empty if there are none."""
    if not names:
        return ""
    be, it = ("is", "it") if len(names) == 1 else ("are", "them")
    return (
        f"{some([f'`{each}`' for each in names])} {be} no longer what the course gave: run the cell that "
        f"makes {it} again, and change only a copy. Then run your cell once more, without a line that "
        f"makes {it} anew. "
    )


def kinds_of_wrong(spec: Mapping[str, Any], own: Mapping[str, Tree], wrong: Iterable[str]) -> dict[str, str]:
    """Wrong parts that are of another kind than asked for, in words."""
    return {
        part: f"{a(family(own[part]))}, and {a(spec['parts'][part]['family'])} is asked for"
        f"{_out_of(own[part])}"
        for part in wrong
        if family(own[part]) != spec["parts"][part]["family"]
        and spec["parts"][part]["family"] not in ("None", "missing value")
    } | {part: _PAIRS for part in wrong if "rough" in spec["parts"][part] and _are_pairs(own[part])}


def _out_of(tree: Tree) -> str:
    """How to take a value out of a column of one, or of two that did not match."""
    if family(tree) == "DataFrame" and tree["index"] and tree["index"]["levels"][0] == tree["columns"]:
        return " (`one.corr(other)` of two columns gives it, and `table.corr()` a table)"
    if family(tree) != "Series":
        return ""
    if len(tree["v"]) < _SEVERAL:
        return " (`.iloc[0]` takes the one value out of a column, before it is calculated with)"
    return (
        " (`column.loc[label]` takes one of its values; or is a step left, such as a sum or a mean of them?)"
    )


def _are_pairs(tree: Tree) -> bool:
    """Whether it holds tuples where it should hold numbers."""
    cells = tree["v"] if type(tree) is dict and type(tree.get("v")) is list else []
    # Those of a table are its columns.
    return bool(cells) and all(type(cell) is not list and family(cell) == "tuple" for cell in cells)
