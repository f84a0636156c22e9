"""Another kind of thing than the one asked for: what it is, and the usual way from the one to the other.

The kind that is asked for and the names of its columns stand in the task's text, so they may be said.
"""

from __future__ import annotations

from collections.abc import Sequence

from corrige.codec import Tree, family
from corrige.feedback.messages import a, plain, quoted

_DRAW = "Keep the axes: `fig, ax = plt.subplots()`, draw on `ax`, and give it the name asked for."
_ONE_TOO_OFTEN = (
    "Was it computed of all rows at once, and not for each group, or aggregated once too often, as by a "
    ".sum(), "
    ".mean(), .idxmin() or len() at the end?"
)
_MADE_OF = "Is it one of these that is asked for, or what the next step of the task makes of them?"
_NAME_EACH = "Give each value its name: {{'name': value, …}}."

# (found, asked for) -> the next step; `{code}` is the answer's name in code.
_STEPS = {
    ("number", "DataFrame"): f"{_ONE_TOO_OFTEN} Keep the table from before that step.",
    ("number", "Series"): f"{_ONE_TOO_OFTEN} One value for each label is asked for.",
    ("number", "list"): "Several values are asked for: put them into square brackets, with commas between.",
    ("number", "tuple"): "Several values are asked for, with commas between: `first, second`.",
    ("set", "tuple"): "Curly brackets make a set, which has no order: round ones make a tuple.",
    ("number", "dict"): _NAME_EACH,
    ("number", "text"): "A word is asked for: .max() gives the largest value, .idxmax() its label.",
    ("number", "truth value"): "A comparison gives True or False, as in `{code} > 0`.",
    ("number", "function"): "Keep the `def` that the cell was handed out with, and let the function return "
    "this: its name belongs to the function, and not to the result of a call.",
    ("text", "number"): "Leave out the quotation marks, or convert it with `float({code})`.",
    ("text", "DataFrame"): "str(...), .to_string() and quotation marks make text of a table: keep the table.",
    (
        "text",
        "Series",
    ): "One value for each label is asked for: group before the last step, and keep what it gives.",
    (
        "text",
        "tuple",
    ): "Give the values themselves, with commas between, and no text about them: `first, second`.",
    ("text", "list"): "Put the texts into square brackets, with commas between: ['…', '…'].",
    ("text", "dict"): _NAME_EACH,
    ("text", "function"): "Write it as code, without quotation marks: def, the name, its arguments.",
    ("truth value", "number"): "A comparison gives True or False: leave it out where the number itself is "
    "asked for, or count the cases in which it holds.",
    (
        "truth value",
        "DataFrame",
    ): 'To keep the rows for which something holds: table[table["column"] == "x"].',
    ("truth value", "Series"): "For one value per label, group first and compare or count inside each group.",
    ("DataFrame", "Series"): "One value for each label is asked for. If a column of it is that, take it, "
    '`{code}["column"]`; if not, what comes next: one column divided by another, a count, a sum?',
    ("DataFrame", "number"): "`len({code})` counts rows, "
    '`{code}["column"].sum()` adds a column up, `{code}["column"].iloc[0]` takes one cell out.',
    ("DataFrame", "text"): '`{code}["column"].iloc[0]` takes one cell out.',
    ("DataFrame", "list"): 'Take the one column that is asked for: `{code}["column"].tolist()`.',
    ("DataFrame", "dict"): "Take the values out one by one: {{'name': value, …}}.",
    ("Series", "number"): "`{code}.sum()` adds the values up, `{code}.mean()` is their mean, `len({code})` "
    'counts them, `{code}["label"]` takes one out. Or is such a step missing further up?',
    ("Series", "text"): "`{code}.idxmax()` is the label of the largest value, "
    "`{code}.index[0]` the first label.",
    ("Series", "list"): "`list({code})` makes one of its values, `list({code}.index)` one of its labels.",
    ("Series", "dict"): "`{code}.to_dict()` makes one of a Series.",
    ("list", "Series"): "If these are the values, `pd.Series({code}, index=labels)` gives them their labels; "
    "if they are what is to be counted, `pd.Series({code}).value_counts()` does it.",
    ("list", "DataFrame"): "`pd.DataFrame({code})` makes one of a list of dicts, one dict for each row.",
    (
        "list",
        "number",
    ): "`len({code})` is their number, `sum({code})` their sum, `np.mean({code})` their mean. "
    f"{_MADE_OF}",
    (
        "tuple",
        "number",
    ): "If one of its entries is the answer, keep that one alone; if they are the parts that "
    "it is made of, put them together as the task says.",
    (
        "array",
        "number",
    ): f"A table of numbers has come out: `{{code}}[row, column]` takes one out. {_MADE_OF}",
    ("list", "text"): "Which of its entries is the answer? Keep that one alone.",
    ("list", "dict"): _NAME_EACH,
    ("dict", "Series"): "`pd.Series({code})` makes one of a dict.",
    ("dict", "DataFrame"): "`pd.DataFrame({code})` makes one of a dict of columns.",
    ("dict", "number"): "None of its entries is the answer. If they are what it is made of, what is the last "
    "step that the task names?",
    ("dict", "text"): 'Take it out by its key: `{code}["key"]`.',
    ("dict", "list"): "`list({code}.values())` makes one of its values, `list({code})` one of its keys.",
    ("duration", "number"): "`{code}.days` are its days, as a number.",
    ("None", "chart"): "`plt.show()` and the methods that write titles and labels give None. Keep the axes: "
    "`fig, ax = plt.subplots()`, draw on `ax`, and give it the name asked for; of what `plt` has drawn "
    "`plt.gca()` gives them, in the same cell.",
    ("None", "function"): "Does the name stand after def, and nowhere else on the left of an equals sign?",
    ("list", "chart"): "One chart is asked for, with all that belongs to it, and not what a "
    "drawing method returns: `fig, ax = plt.subplots()`, and draw on `ax`.",
    ("DataFrame", "chart"): f"The table is there, but not drawn yet. {_DRAW}",
    ("Series", "chart"): f"The values are there, but not drawn yet. {_DRAW}",
}
# A True or False for each row is the step before the one that is asked for.
_MANY = 12
_MASK = {
    "DataFrame": "This is a mask, a True or False for each row: `table.loc[{code}, [columns]]` keeps the "
    "rows with True, and the columns that are named.",
    "number": "This is a True or False for each row: `{code}.sum()` counts, `{code}.mean()` is the share.",
    "list": "This is a True or False for each row: use it to select, then make a list of what is selected.",
}
_FROM = {
    "None": "Many methods change a thing in place and give None, and so does `print`.",
    "function": "Call it: round brackets after its name, with its arguments between, give its result.",
    "chart": "Keep what the chart draws, and draw it on a line of its own.",
    "missing value": "The cell taken is empty, or the calculation met one: look at what goes into it.",
}
_TO = {
    "chart": _DRAW,
    "function": "Write one that gives this back: def, the name, its arguments, and return in its last line. "
    "What a call of it gives needs another name.",
}


def wrong_family(
    name: str, code: str, tree: Tree, wanted: str, names: Sequence[str] = (), shape: Sequence[int] = ()
) -> str:
    """Say what was found, what is asked for, and the way from the one to the other.

    Parameters
    ----------
    name, code : str
        What to call the answer in a sentence, and in code.
    tree : Tree
        The answer.
    wanted : str
        The family asked for.
    names : sequence of str
        Names of the columns or keys asked for, if they have names.
    shape : sequence of int
        How many rows and columns, or entries, are asked for.
    """
    seen = family(tree)
    # Of a call's result the reply has just shown what it is.
    found = describe(tree) if name == code else a(seen)
    return f"{name} is {found}; {a(wanted)} is asked for. {_step(tree, code, wanted, names, shape)}"


def describe(tree: Tree) -> str:
    """A value by its kind, with its size or, where that is short, itself."""
    kind = family(tree)
    if kind == "DataFrame":
        return f"{a(kind)} of {_count(tree['rows'], 'row')} and {_count(len(tree['columns']), 'column')}"
    if kind in ("Series", "list", "tuple", "set", "dict"):
        size = len(tree["v"])
        return f"an empty {kind}" if size == 0 else f"{a(kind)} of {_count(size, 'entry')}"
    if kind in ("number", "text", "truth value"):
        return f"{a(kind)}, {plain(tree)}"
    return a(kind)


def _count(number: int, unit: str) -> str:
    units = {"entry": "entries"}.get(unit, f"{unit}s")
    return f"{number} {unit if number == 1 else units}"


def _step(tree: Tree, code: str, wanted: str, names: Sequence[str], shape: Sequence[int]) -> str:
    seen = family(tree)
    if seen == "tuple" and len(tree["v"]) == 1 and wanted not in ("list", "set"):
        return "Is there a comma at the end of the line, after the value? It makes a tuple of it."
    if seen == "Series" and wanted in ("DataFrame", "number", "list") and _is_mask(tree):
        return _MASK[wanted].replace("{code}", code)
    if seen == "Series" and wanted == "DataFrame":
        return _table_of(tree, code, names, shape)
    if seen == "DataFrame" and wanted == "Series" and len(tree["columns"]) > _MANY:
        return (
            "It is a table from a step before: what is asked for comes out of it by a count, a sum or a "
            "choice for each row or column."
        )
    if seen == "dict" and wanted == "DataFrame" and all(_is_single(each) for _, each in tree["v"]):
        text = (
            "Each of its values is a single one, and a table has one for each row: group by what a row "
            "stands "
            "for, or collect rows in a list, each a dict "
            "or a list, and make the table of that, `pd.DataFrame(rows, columns=[…])`. "
        )
        return f"{text}{_columns(names)}".strip()
    alike = "list" if seen in ("tuple", "set", "array") else seen
    asked = "list" if wanted in ("tuple", "set", "array") else wanted
    step = _STEPS.get((seen, wanted)) or _STEPS.get((alike, asked)) or _FROM.get(seen) or _TO.get(asked)
    text = (step or "Read once more what the task asks you to keep.").replace("{code}", code)
    text = text.replace("{{", "{").replace("}}", "}")
    if seen == "tuple" and wanted == "number" and [*map(type, tree["v"])] == [int, int]:
        text = f"A number with decimals has a point: with a comma, 1,96 is two numbers. {text}"
    if asked == "DataFrame" and seen in ("number", "dict", "list", "tuple", "set"):
        text += f" {_columns(names)}"
    return text.strip()


def _columns(names: Sequence[str]) -> str:
    return f"Its columns are {quoted(each for each in names if each)}." if names else ""


def _is_single(value: Tree) -> bool:
    return family(value) in ("number", "text", "truth value", "missing value", "None")


def _is_mask(series: Tree) -> bool:
    return bool(series["v"]) and all(type(each) is bool for each in series["v"])


def _table_of(tree: Tree, code: str, names: Sequence[str], shape: Sequence[int]) -> str:
    """The way from a Series to a table, by the names that the task gives."""
    index = tree["index"]
    levels = [] if index is None else [name for name in index["names"] if name]
    rest = [name for name in names if name and name not in levels]
    if levels and len(rest) == 1:
        return f'`{code}.reset_index(name="{rest[0]}")` makes columns of its labels and of its values.'
    if index is not None and len(index["levels"]) == 2:
        return f"`{code}.unstack()` spreads the second of its two labels over columns."
    unnamed = index is not None and not levels and type(index["levels"][0][0]) is str
    if unnamed and set(index["levels"][0]) <= set(names) and len(rest) > len(index["levels"][0]):
        others = quoted([name for name in rest if name not in index["levels"][0]])
        return (
            "It holds one number for each of these columns, from all rows together. The table asked for has "
            f"a row for each {others}: group by it first, then take the same step."
        )
    if len(rest) > 1:
        if levels and levels[0] in names and [len(tree["v"])] == list(shape[:1]):
            return (
                f"It holds one number for each {levels[0]}, and that is one column; asked for are "
                f"{quoted(rest)}. `pd.DataFrame({{'name': series, …}})` puts such Series side by side; where "
                "the names asked for are values of a column, `pd.crosstab(rows, columns)` counts for each."
            )
        if levels and set(map(str, index["levels"][0])) <= set(rest):
            return (
                "Its labels are columns of the table asked for, whose rows are something else: "
                "`pd.crosstab(rows, columns)` counts for each of both."
            )
        if levels and all(type(each) is int for each in tree["v"]):
            return (
                f"It holds one number for each {levels[0]}, as a count or a sum gives it. The columns asked "
                f"for are {quoted(each for each in names if each)}: are the rows themselves wanted, and no "
                "group?"
            )
        return (
            f"A Series is one column; the columns asked for are {quoted(rest)}. table[[…]], with a list "
            "inside, takes several of a table, and pd.DataFrame({'name': series, …}) puts Series together."
        )
    return (
        f"`{code}.to_frame()` makes a table of this one column, `{code}.reset_index()` makes a column of its "
        "labels as well."
    )
