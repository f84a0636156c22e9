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
COMES_OUT = "This is what comes out when"
STALE = "What follows is about the answer from before."
SO_FAR = "What follows is about what your cell had made until then."

_FILTER = re.compile(r"[=!<>]=|[<>]|\b(isin|query|between|dropna|head|tail|merge|if|loc)\b")
_CARRIES_ON = re.compile(r"\bcum(prod|sum|max|min)\(|[*+]=|\b(\w+) = \2 [*+]")
_LOOP = re.compile(r"^\s*(for|while)\b", re.M)  # a comprehension loses nothing on its way
_INSIDE = "If a loop fills it: is the line that keeps a result inside the loop?"
_TOTALS = ("'All'", "'total'", "'Total'", "'sum'", "'all'")
_COUNTS = re.compile(r"groupby|value_counts|crosstab|pivot|\.size\(|^$")
_TALLIES = re.compile(r"value_counts\(|\.size\(|\.count\(")
_MOST_NAMES = 5
_SEVERAL = 3
_ARTICLE = {"array": "an array", "text": "text", "...": "the three dots", "None": "None"}


def a(kind: str) -> str:
    """The kind of a thing with its article."""
    return _ARTICLE.get(kind, f"a {kind}")


def quoted(names: Iterable[str]) -> str:
    """Names in a row, each in quotation marks, as a name may hold a comma; numbers have none."""
    return some([_written(each) for each in names])


def _written(name: str) -> str:
    """A name as code writes it: a table knows its columns as text, whatever they are."""
    return name if re.fullmatch(r"-?\d+|True|False", name) else repr(name)


def some(words: list[str]) -> str:
    """Words in a row: a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def plain(tree: Tree) -> str:
    """A value in a few characters."""
    return show(tree, 40)


def wrong_names(
    name: str, seen: list[str], wanted: list[str], kind: str, source: str = "", *, longer: bool = False
) -> str:
    """Columns or keys that are missing or too many; their names are in the task's text.

    Parameters
    ----------
    name : str
    seen, wanted : list of str
    kind : str
    source : str
        The code that made the answer.
    longer : bool
        Whether a table has more rows than asked for.
    """
    missing = [each for each in wanted if each not in seen]
    extra = [each for each in seen if each not in wanted]
    parts = []
    if missing:
        parts.append(f"misses {quoted(missing)}")
    if extra:
        listed = [_written(each) if each else "an unnamed index" for each in extra]
        more = [f"{len(listed) - _MOST_NAMES} more"] if len(listed) > _MOST_NAMES else []
        parts.append(f"has {some(listed[:_MOST_NAMES] + more)} that the task does not ask for")
    step = "Use the names that the task gives."
    if kind == "dict" and any(re.search(rf"[{{,]\s*{re.escape(each)}\s*:", source) for each in missing):
        step = f'The keys are words, with quotation marks: `{{"{missing[0]}": …}}`.'
    if kind == "DataFrame" and len(missing) == len(extra) == 1:
        step = "Is that the right column under another name, or another column than the task speaks of?"
    if kind == "DataFrame" and len(missing) == len(extra) > 1 and longer:
        step = (
            "It has more rows than asked for: what should stand side by side stands one below the other. "
            "`.unstack()` after a groupby, or `table.pivot(index=…, columns=…, values=…)`, makes columns of "
            "it; then give them the names of the task."
        )
    elif kind == "DataFrame" and len(missing) == len(extra) > 1 and extra == [*map(str, range(len(extra)))]:
        step = (
            "Rows that are lists or tuples leave their columns without names: `pd.DataFrame(rows, "
            "columns=[…])` gives them, in the order of the rows."
        )
    elif kind == "DataFrame" and len(missing) == len(extra) > 1:
        old = _written(extra[0]) if _written(extra[0]) == extra[0] else '"old"'
        step = (
            f'Are these the right columns under other names? `.rename(columns={{{old}: "new", …}})` gives '
            "them those of the task."
        )
    elif kind == "DataFrame" and len({*extra}) < len(extra):
        step = (
            "Two columns have one name, as `pd.concat` leaves them: `columns=[…]`, or `.columns = […]`, "
            "gives each its own."
        )
    elif kind == "DataFrame" and len(missing) > 2 and extra and not _COUNTS.search(source):
        step = "Have rows and columns changed places? `table.T` turns a table."
    elif kind == "DataFrame" and len(missing) > 1 and extra == [*map(str, range(len(extra)))]:
        step = (
            "Lists leave their columns without names, and each list is one row. Columns side by side come "
            "from "
            'a dict: `pd.DataFrame({"name": values, …})`.'
        )
    elif kind == "DataFrame" and len(missing) > 2 and extra and (not source or _TALLIES.search(source)):
        step = (
            "If the names asked for are values of a column of yours, they become columns when the rows are "
            "counted: `pd.crosstab(rows, columns)`."
        )
    if kind == "DataFrame" and missing and not extra:
        step = "Is it a name still to be given, or has a filter taken away the rows that it comes from?"
    elif kind == "DataFrame" and extra and not missing:
        step = "Is it a column too many, or are there rows that a filter should have taken away?"
    grouped = [each for each in extra if each and re.search(rf"groupby\(\W*{re.escape(each)}\W", source)]
    if kind == "DataFrame" and grouped and len(missing) > 1:
        step = f"It is grouped by `{grouped[0]}`: what should one row stand for?"
    if kind == "dict" and extra and not missing:
        step = "All that are asked for are there: leave the others out."
    if {"All"} & set(extra):
        step = "`All` is the total that `margins=True` adds: leave that out."
    asks = "columns=[" in step or ".T`" in step
    if kind == "DataFrame" and len(missing) == len(wanted) > 1 and extra and not asks:
        step += " Or have rows and columns changed places? table.T turns a table."
    elif any(each.startswith(f"{gone} / ") for gone in missing for each in extra):
        step = (
            "Each column has become several, as `describe`, or `agg` with a list of steps, makes them: take "
            "the one step that the task asks for, such as `.mean()`."
        )
    elif "" in extra and missing:
        step += ' table.rename_axis("name") names an index.'
    return f"{name} {' and '.join(parts)}. {step}"


def wrong_shape(name: str, seen_kind: str, seen: list[int], wanted: list[int], source: str = "") -> str:
    """Too many or too few entries or rows; how many there should be is for the learner to find."""
    no_loop = source != "" and _LOOP.search(source) is None
    unit, units = ("row", "rows") if seen_kind == "DataFrame" else ("entry", "entries")
    if not seen or not wanted or seen[0] == wanted[0]:
        return f"{name} has another shape than it should have: look at its rows and columns."
    if seen[0] == 0:
        text = f"{name} is empty. Does a condition compare with a value as the table spells it?"
        return text if no_loop else f"{text} If a loop fills it: does each round keep what it found?"
    if seen_kind == "tuple":
        return f"{name} has {seen[0]} values; {wanted[0]} are asked for."
    count = f"1 {unit}" if seen[0] == 1 else f"{seen[0]} {units}"
    if seen[0] > wanted[0]:
        return (
            f"{name} has {count}, more than it should have. Read again what one {unit} stands for, and which "
            f"{units} the task wants."
        )
    step = f"Read again what one {unit} stands for. Was something dropped on the way, or filtered twice?"
    if seen[0] == 1:
        step = f"Is it grouped by what should be one {unit}?" if no_loop else _INSIDE
    return f"{name} has {count}, fewer than it should have. {step}"


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


def no_label(name: str, labels: list[Tree]) -> str:
    """Labels of which none is one that is asked for."""
    return (
        f"{name} holds {first_of(labels)} as its labels, and none of them is one that the task asks for. "
        "What is it grouped by, and what should it be?"
    )


def some_entries(right: int, off: list[str]) -> str:
    """How many entries of a Series are right, and at which labels they are not."""
    return f"{right} of {right + len(off)} entries are right. Look again at {few(off)}."


def rows_off(right: int, off: list[str]) -> str:
    """How many rows of a table are right, and which are not."""
    return f"{right} of {right + len(off)} rows are right; look again at {few(off)}."


def surplus_and_missing(
    name: str,
    surplus: list[str],
    gone: int,
    source: str,
    left: int = 0,
    *,
    unit: str = "entry",
    empty: bool = False,
) -> str:
    """Labels that should not be there, by name; of those that are missing their number; where to look.

    Parameters
    ----------
    name : str
    surplus : list of str
    gone : int
    source : str
        The code that made the answer.
    left : int
        How many entries, or rows, there are that belong there.
    unit : str
        What is missing: an entry or a row.
    empty : bool
        Whether those that do not belong there hold nothing but 0.
    """
    parts = []
    if surplus:
        parts.append(f"{few(surplus)} should not be in {name[0].lower()}{name[1:]}")
    if gone:
        be = "is" if gone == 1 else "are"
        what = f"{gone} {unit}{'' if gone == 1 else 's'}".replace("entrys", "entries")
        parts.append(f"{what} that {'belongs' if gone == 1 else 'belong'} there {be} missing")
    filtered = _FILTER.search(source) is not None
    numbered = len(surplus) > 2 and surplus == [str(place) for place in range(len(surplus))]
    if surplus == ["'All'"] and "margins" in source:
        step = "It is the total that `margins=True` adds."
    elif len(surplus) == 1 and surplus[0] in _TOTALS:
        step = "A total over the others is not asked for: leave it out."
    elif gone and not surplus and left == 1 and _LOOP.search(source):
        step = _INSIDE
    elif surplus and not gone and "reindex(" in source:
        step = "`reindex` adds what does not occur: is that asked for?"
    elif empty and surplus and re.search(r"value_counts|groupby", source):
        step = (
            "No row has them: `value_counts` and `groupby` list every category of a column, and "
            "`groupby(…, observed=True)` only those that occur."
        )
    elif numbered:
        step = (
            "These are the numbers of a table's rows: something has one value for each row, and was put "
            "beside values for groups. Group and count, or add up, each of them first."
        )
    elif surplus and not gone and filtered and re.search(r"//|\bcut\(", source):
        it = "it" if len(surplus) == 1 else "them"
        step = f"Does a condition let {it} in, or does a formula make {it}?"
    elif surplus and not gone and filtered:
        step = f"Which condition lets {'it' if len(surplus) == 1 else 'them'} in?"
    elif gone and not surplus and filtered:
        step = f"Which condition keeps {'it' if gone == 1 else 'them'} out?"
    elif surplus:
        step = f"Follow {surplus[0]} through your lines: where does it come in?"
    else:
        step = "Follow one label that the task wants through your lines: where is it lost?"
    return f"{'; '.join(parts)}. {step}"


def few(labels: list[str]) -> str:
    """The first labels, and how many more there are."""
    more = len(labels) - _MOST_NAMES
    return some([*labels[:_MOST_NAMES], f"{more} more"] if more > 0 else labels)


def not_in_order(labels: list[Tree], source: str) -> str:
    """A word on labels out of order, where the code carries something on from one to the next."""
    numbers = [each for each in labels if type(each) in (int, float)]
    if len(numbers) < len(labels) or numbers == sorted(numbers) or not _CARRIES_ON.search(source):
        return ""
    text = f" Its labels are not in order ({first_of(labels)})"
    return f"{text}: what goes on from one to the next begins with the least."


def odd_values(tree: Tree) -> str:
    """A word on values that are missing, or all the same, in what should hold several; empty if neither."""
    cells = tree["v"] if type(tree) is dict and type(tree.get("v")) is list else []
    if len(cells) >= _SEVERAL and type(cells[0]) is float and all(cell == cells[0] for cell in cells):
        why = "is it computed once, from all rows, and not for each group from its own?"
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
        f"makes {it} again, and change only a copy. Then run your cell once more. "
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
