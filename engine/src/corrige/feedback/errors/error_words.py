"""What pandas, numpy and Python say of an error, and what that means to who wrote the line."""

from __future__ import annotations

import re

#: A pattern in the words of an error, and the next step; the first that fits is told.
_BY_TEXT = {
    r"bad operand type for abs\(\): '(list|tuple|dict)'": (
        "`abs` takes one number, or one column, and no list: put it inside the brackets, around what each "
        "round gives: `[abs(…) for … in …]`."
    ),
    r"^data type '.*' not understood": (
        '`astype` takes a type: `float`, `int`, `str`, "category", or one of your own that was made before, '
        "as `pd.CategoricalDtype(values, ordered=True)` makes one whose values have an order."
    ),
    r"^unsupported type: <class 'str'>": (
        'It takes the other column itself and not its name: `.corr(table["other"])`.'
    ),
    r"^unsupported type: <class 'numpy.ndarray'>": (
        "It takes another column, and numpy's functions give arrays, which have no labels to be paired by: "
        "`np.diff(x)` is `x.diff()` of a column."
    ),
    r"[Uu]nalignable boolean": (
        "The condition comes from a table with other labels than the one it chooses from: take both from the "
        "same table. If its index was changed, or rows were left out, ask the condition of it after that."
    ),
    r"'(all|any)' with datetime": (
        "Every column was asked, dates among them. Compare the one column that is meant first, and ask "
        "`.all()` or `.any()` of what comes out."
    ),
    r"^(DataFrame\.)?(crosstab|pivot_table|groupby)\(\) got an unexpected keyword argument 'data'": (
        "It takes the columns themselves, the one for the rows first, and no table beside them: "
        '`pd.crosstab(table["first"], table["second"])`.'
    ),
    r"No module named|optional dependency|`Import \w+` failed": (
        "This Python has no such library, or its name is another. pandas, numpy and matplotlib are there "
        "wherever you work, in the browser too; scipy is not."
    ),
    r"trying to merge on (\w+) and (\w+) columns for key": (
        "That column holds numbers in one table and text in the other, so nothing can match: make them alike "
        'first, as `.astype({"column": int})` does.'
    ),
    r"Grouper for .* not 1-dimensional": (
        'Two columns of that table have this name: is one chosen twice, as in `table[["a", name]]` where '
        "the name is `a` as well?"
    ),
    r"truth value of an array": (
        "`<`, `if` and `and` ask for one True or False, and here is a whole array of them: is it a single "
        "number that is meant, and a sum or a mean is missing? Conditions on columns are joined by `&` "
        "and `|`."
    ),
    r"truth value": (
        "`and`, `or`, `not` and `if` ask for one True or False, and a column has many: join conditions on "
        "columns with `&`, `|` and `~`, each condition in brackets of its own. Where each pair of values "
        "gets a number of its own, loop over `zip(one, other)`, or nest `np.where(condition, yes, no)`."
    ),
    r"unsupported operand.*[&|]|\br?(and|or)_\b": (
        "`&` and `|` bind more tightly than `==` or `>`: put each condition in brackets of its own."
    ),
    r"for \^|\br?xor\b|bitwise_xor": "`^` is no power in Python: write `**`.",
    r"'Text' object is not callable": (
        '`ax.title` holds the title and is no function: `ax.set_title("…")` writes one.'
    ),
    r"not callable": (
        "Round brackets call a function; a table's column stands in square ones. Or has a name such as `sum` "
        "or `list` been given to something else?"
    ),
    r"[Ll]engths must match to compare": "`.isin([…])` compares a column with several values.",
    r"Unable to coerce to Series, length must be": (
        "A list beside a table is taken for a row of it, with one value for each column: a column of its own "
        'is made by `table["new"] = values`, and one column is calculated with as `table["column"]`.'
    ),
    r"same length|Length of values|mismatch|does not match (index )?length|"
    r"could not be broadcast|not aligned|lengths? must match|dimensions .*must match": (
        "Two things of different length were put together: look at `len(...)` or `.shape` of both, or join "
        "by label. Does a table have to be turned first, as `.T` does?"
    ),
    r"out[- ]of[- ]bounds": (
        "There is no such place: the list or table has fewer entries. Did a filter before it find no row? Is "
        "the value written as the table spells it?"
    ),
    r"value of NA is ambiguous": (
        "A cell is empty (NA), and what is compared with it is neither True nor False: ask `pd.isna(…)` "
        "first."
    ),
    r"between instances of 'dict' and 'dict'": (
        "Two dicts cannot be compared. `pd.Series(…)` of each can, entry by entry; or loop over their keys."
    ),
    r"NoneType": "Something in this line is None: does a function of yours end without `return`?",
    r"^Invalid value .* for dtype": (
        "`fillna` on a table fills every column, and not each can hold this: fill the one that is meant, or "
        "drop what is missing with `dropna(subset=[…])`."
    ),
    r"math domain error": (
        "`math.log` takes no 0 and `math.sqrt` nothing below 0; `np.log(0)` is minus infinity and goes on."
    ),
    r"without a target object": "To compare, write `==`.",
    r"boolean label can not be used": (
        "A single True or False came out, and not one for each row: compare a column with `==`, not with "
        "`is`."
    ),
    r"None of \[.*Index\(": (
        "None of what stands in the brackets is a label. If rows are to be chosen by what a column holds, "
        'compare it first: `table["column"] == "x"` is True or False for each row.'
    ),
    r"'bool' object has no attribute": (
        "The comparison gave a single True or False, so what was compared is no column, as a groupby or a "
        "name in quotation marks is none: compare the column first, and group or count what comes out."
    ),
    r"list indices must be integers or slices, not tuple": (
        "A list of lists is opened twice: `row[i][j]`, with two pairs of brackets. A piece of a list is cut "
        "out with a colon: `row[i:j]`."
    ),
    r"indices must be integers or slices, not float": (
        "`/` gives a number with a point, even where nothing is left over: `//` gives a whole one, for a "
        "place."
    ),
    r"indices must be integers or slices, not (list|Series|ndarray)": (
        "A list is asked for one place at a time: an array takes many, `np.array(values)[places]`."
    ),
    r"between instances of '(list|tuple)' and '\w*(int|float)|"
    r"between instances of '\w*(int|float)\d*' and '(list|tuple)": (
        "A list is not compared with a number as a whole. If each of its entries is meant, make an array of "
        "it, `np.array(values)`, or compare one by one; if one number is meant, look where the name gets "
        "its value: is a sum missing, or does it begin as a list?"
    ),
    r"not '[\w.]*Interval'": (
        "These are bins, from one number to another, and have no place on an axis: draw a number that stands "
        "for each, such as the mean of what is in it."
    ),
    r"is neither a data key nor a valid format": (
        "`plot` takes the numbers themselves: `ax.plot(column.index, column)`. Names in quotation marks are "
        "looked up in the table that `data=` gives, as columns of it."
    ),
    r"object cannot be interpreted as an integer": (
        "`range` takes a number: `for x in values` takes the values one by one, `range(len(values))` their "
        "places, and `//` gives a whole number where `/` does not."
    ),
    r"'(\w*int\d*|\w*float\d*)' object is not iterable": (
        "One number stands where several are to be looked through: `max` and `sum` take a list, a loop over "
        "places `range(n)`, and `max(one, other)` the larger of two."
    ),
    r"Encountered all NA values": (
        "Every value is missing (NaN): tables put together by a sign are paired by their labels, and no two "
        "are alike here. `*` pairs, and `@` is the product of two tables, summed up."
    ),
    r"bad operand type for unary -: 'str'": (
        '`-` turns the sign of numbers and not of a name: `-table["column"]`.'
    ),
    r"not '(method|builtin_function_or_method|function)'|function_or_method' object is not iterable": (
        "A method was not called: put round brackets after its name, as in `.mean()`."
    ),
    r"Unable to coerce list of <class": (
        "What stands beside the table is no row of numbers: a loop over `.iterrows()` gives pairs, a label "
        "and its row: `for label, row in table.iterrows():`."
    ),
    r"ufunc '\w+' did not contain a loop.*<U": (
        "Text stands among the numbers here: a loop over a table gives the names of its columns, and "
        "`.iterrows()` its rows, as pairs of a label and a row."
    ),
    r"unsupported operand.*'generator'|'generator' and": (
        "Put square brackets around `… for … in …`: they make the list that is computed with."
    ),
    r"first argument must be callable": (
        'A whole table cannot be looked up in a dict, and one column can: `table["column"].map(…)`.'
    ),
    r"'categories' must be list-like": (
        "The categories are a list of the values, in their order, and not the name of a column."
    ),
    r"unhashable type: '\w*Array'|unhashable type: 'numpy.ndarray'": (
        "Each entry is a list of its own, as `unique` gives it for each group: `.nunique()` is their number."
    ),
    r"^<class 'numpy\.\w+'>$": (
        "Several places were asked for at once, as a tuple has them: take one of them by `[0]` first."
    ),
    r"too many values to unpack|not enough values to unpack": (
        "A loop over a dict gives its keys, and over a table the names of its columns. `.items()` gives each "
        'with its value, `zip(table["first"], table["second"])` the cells of two columns side by side.'
    ),
    r"\.iloc requires numeric indexers|[Ll]ocation based indexing|iLocation|index by location index": (
        "`.iloc` goes by places, counted from 0. By a condition, by labels and by names of columns goes "
        "`.loc`."
    ),
    r"Too many indexers": (
        "`.loc[rows, columns]` takes two things. Several columns are one of them: put them in a list, as in "
        '`.loc[mask, ["first", "second"]]`.'
    ),
    r"'str' object has no attribute": (
        "What stands before that dot is text. If it ends a comparison, put the whole comparison in brackets "
        'first: `(table["column"] == "x").mean()`.'
    ),
    r"(reduction|operation|aggregation) 'median'|how->median": (
        "Words have no median that could be computed, and one that can be found: sort them by what they "
        "stand "
        "for, `sorted(words, key=numbers.get)` with a dict of numbers, and take the middle one by its place."
    ),
    r"not supported between instances of '\w*GroupBy'": (
        "A groupby holds groups and no numbers yet. Compare the column first, and group what comes out: "
        '`(table["x"] >= 1).groupby(table["key"]).sum()`.'
    ),
    r"not support (aggregation|operation)|Cannot perform reduction|agg function failed|"
    r"[Cc]ould not convert .*to numeric": (
        "There is text in it, and text has no mean, median or sum. Of a whole table, or of its groups, "
        'choose the column of numbers first: `["column"]`. If each word stands for a number, look '
        'that up first, with `.map(…)`. A share is the mean of a comparison: `(table["column"] == "x")`. To '
        "count, there are `.size()` and `.value_counts()`."
    ),
    r"unary ~|__invert__|ufunc 'invert'": (
        "`~` binds more tightly than `==` or `>`: put the comparison in brackets, `~(… == …)`, or write the "
        "opposite, such as `!=` or `<=`."
    ),
    r"multidimensional key": (
        "`.loc` takes one True or False for each row, and a whole table has one for each cell: compare the "
        'column that is meant, `table["column"] == …`.'
    ),
    r"identically-labeled": (
        "Two columns are compared row by row, and these have other labels or another number of rows: take "
        "both from the same rows of one table."
    ),
    r"all scalar values": (
        "Names alone hold no values. Hand over the columns themselves, as in "
        '`pd.crosstab(table["first"], table["second"])`. A table of single values is built row by row: '
        "`pd.DataFrame(rows, columns=[…])`, where each row is a list that a loop appends."
    ),
    r"crosstab\(\) missing|without an aggfunc": (
        "`pd.crosstab` counts the combinations of two columns: give it these two, the one for the rows "
        'first: `pd.crosstab(table["first"], table["second"])`.'
    ),
    r"reindex on an axis with duplicate labels": (
        "Rows are brought together here by their index, and it holds a label more than once. To join two "
        "tables by what stands in their columns: `one.merge(other, on=[…])`."
    ),
    r"duplicate entries, cannot reshape": (
        "`pivot` only moves values about, and several rows fall into one cell here. `pd.crosstab` counts "
        "them; `.pivot_table(…, aggfunc=…)` sums them up or takes their mean."
    ),
    r"\b(bar|barh|scatter|plot|step|stem)\(\) missing .*argument.*'(height|width|y)'": (
        "It takes two things, first where (or under which name), then how much: "
        "`ax.bar(counts.index, counts)`."
    ),
    r"list\.append\(\) takes exactly one": "A pair needs brackets of its own: `append((a, b))`.",
    r"assign\(\) takes 1 positional": (
        "`assign` takes a name, without quotation marks, one `=` and the values: `table.assign(column=0)`."
    ),
    r"must be real number, not|cannot convert the series|only 0-dimensional arrays": (
        "That function takes one number and was given many, as those of `math` do: `np.log`, `np.sqrt` and "
        "the others of numpy take a whole column."
    ),
    r"unsupported operand.*'(method|builtin_function_or_method|function)'": (
        "A method was not called: put round brackets after its name, as in `.sum()`."
    ),
    r"(tuple|list) index out of range": (
        "Places are counted from 0: the first is `[0]`, the second `[1]`. Or has it fewer entries than you "
        "think: what is its `len(...)`?"
    ),
    r"can't multiply sequence|unsupported operand.*'(list|tuple|dict)'": (
        "A list, a tuple or a dict cannot be calculated with as a whole: make a column of it first, with "
        "`pd.Series(...)`, or take its values one by one."
    ),
    r"(not supported between|unsupported operand).*('str' and '(int|float)|'(int|float)' and 'str)|"
    r"can only concatenate str": (
        "Text and a number were put together: leave the quotation marks out, or is it another column?"
    ),
    r"\b(annotate|text)\(\) missing": (
        'A note needs its place on the chart, across and up: `ax.annotate("…", xy=(across, up))`, or '
        '`ax.text(across, up, "…")`.'
    ),
    r"missing \d+ required (positional|keyword-only) argument": (
        "It needs more inputs than it was given: their names stand in the words of the error."
    ),
    r"Reindexing only valid with uniquely valued": (
        "A label stands there twice. In a dict that `.map` looks up, `None` and `np.nan` are the same; what "
        "is missing needs no entry in it, and stays missing."
    ),
    r"Invalid comparison between dtype=\w*(int|float)\w* and str|"
    r"Invalid comparison between dtype=(str|object) and \w*(int|float)": (
        "Numbers and text cannot be compared: leave the quotation marks out, or is it another column?"
    ),
    r"unexpected keyword argument": (
        "What stands left of `=` in brackets is the name of an input itself, and it has none of that name. "
        "If the name is in a variable, hand it over as `f(**{**others, variable: value})`."
    ),
    r"takes exactly one argument|takes \d+ positional arguments? but|takes from \d+ to \d+ positional": (
        "It was given more inputs than it takes. Do two of them belong into one list or tuple, with brackets "
        "of its own, or into `name=value`?"
    ),
    r"could not convert string to float": (
        "There is text where numbers are needed: is it the right column? Or does a name in quotation marks "
        'stand where the column itself is meant, `table["column"]`?'
    ),
    r"not supported for dtype 'str'": (
        "A column of text is among those that are computed with: choose the columns of numbers first, as "
        '`table[["one", "other"]]` does.'
    ),
    r"Data must be 1-dimensional": (
        "A table of numbers was given where one row of it is taken: a loop over it gives row by row."
    ),
    r"non-ordered Categorical|not ordered": (
        "Its categories have no order yet. `.astype(pd.CategoricalDtype(words, ordered=True))` gives them "
        "the "
        "one in which the list `words` has them."
    ),
    r"^unsupported operand.*'str' and 'str'": (
        "Two texts were put together by a sign that needs numbers. A loop over a table gives the names of "
        'its columns: take one column, `table["column"]`; or make numbers of words with `.map({…})`, and of '
        "digits with `.astype(float)`."
    ),
}

#: For things that hold others: what was meant by asking this one, by its type.
_BY_OWNER = {
    "Figure": "That is the whole paper. Its axes are drawn on: `fig, ax = plt.subplots()`, then `ax.bar(…)`.",
    "tuple": (
        "This is a pair, or more, of things: take them apart first, as `fig, ax = plt.subplots()` does, or "
        "one by its place, `pair[0]`."
    ),
    "BarContainer": "This is what was drawn and not the axes: keep the axes, and write on them.",
    "list": "A list has no such method: `pd.Series(values)` makes a column of it, and `np.mean(values)` "
    "computes with it.",
    "dict": "A dict has no such method: `pd.Series(numbers)` makes a column of it, with the keys as labels.",
}


def by_text(said: str) -> str:
    """The next step after an error that is known by its own words."""
    return next((step for pattern, step in _BY_TEXT.items() if re.search(pattern, said)), "")


def by_owner(kind: str) -> str:
    """What to do where something was asked of a thing of this type that it does not have."""
    return _BY_OWNER.get(kind, "")
