"""The sentences on rows, columns and entries: which are missing, too many, or called by another name."""

from __future__ import annotations

import re

from corrige.codec import Tree
from corrige.feedback.messages import MOST_NAMES, few, first_of, quoted, some, written_name

_FILTER = re.compile(r"[=!<>]=|[<>]|\b(isin|query|between|dropna|head|tail|merge|if|loc)\b")


_CARRIES_ON = re.compile(r"\bcum(prod|sum|max|min)\(|[*+]=|\b(\w+) = \2 [*+]")


_LOOP = re.compile(r"^\s*(for|while)\b", re.M)  # a comprehension loses nothing on its way


_INSIDE = "If a loop fills it: is the line that keeps a result inside the loop?"


_TOTALS = ("'All'", "'total'", "'Total'", "'sum'", "'all'")


_COUNTS = re.compile(r"groupby|value_counts|crosstab|pivot|\.size\(|^$")


_TALLIES = re.compile(r"value_counts\(|\.size\(|\.count\(")


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
        listed = [written_name(each) if each else "an unnamed index" for each in extra]
        more = [f"{len(listed) - MOST_NAMES} more"] if len(listed) > MOST_NAMES else []
        parts.append(f"has {some(listed[:MOST_NAMES] + more)} that the task does not ask for")
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
        old = written_name(extra[0]) if written_name(extra[0]) == extra[0] else '"old"'
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


def no_label(name: str, labels: list[Tree]) -> str:
    """Labels of which none is one that is asked for."""
    return (
        f"{name} holds {first_of(labels)} as its labels, and none of them is one that the task asks for. "
        "What is it grouped by, and what should it be?"
    )


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


def not_in_order(labels: list[Tree], source: str) -> str:
    """A word on labels out of order, where the code carries something on from one to the next."""
    numbers = [each for each in labels if type(each) in (int, float)]
    if len(numbers) < len(labels) or numbers == sorted(numbers) or not _CARRIES_ON.search(source):
        return ""
    text = f" Its labels are not in order ({first_of(labels)})"
    return f"{text}: what goes on from one to the next begins with the least."
