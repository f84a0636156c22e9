"""The sentences of the ladder. What was seen, then the next step; never the expected value."""

from __future__ import annotations

from demarche.values import Tree, decode, family

RIGHT = "Right."

_ARTICLE = {"array": "an array", "text": "text", "...": "the three dots", "None": "None"}
_STEPS = {
    ("DataFrame", "Series"): "Take the one column that holds the answer: table['column'].",
    ("Series", "DataFrame"): "Turn it into a table: .to_frame() or .reset_index().",
    ("Series", "number"): "One number is asked for: take it out, or add the values up.",
    ("DataFrame", "number"): "One number is asked for: len(table) counts rows.",
    ("list", "Series"): "pd.Series(...) makes one of a list.",
    ("dict", "Series"): "pd.Series(...) makes one of a dict.",
    ("text", "number"): "Leave out the quotation marks, or convert it with float(...).",
    ("number", "function"): "Keep the function itself, not the result of a call: no brackets after its name.",
    ("None", "chart"): "Keep the axes: fig, ax = plt.subplots(), draw on ax, and give ax the name asked for.",
    ("list", "chart"): "Keep the axes and not what a drawing method returns: fig, ax = plt.subplots().",
}


def _a(kind: str) -> str:
    return _ARTICLE.get(kind, f"a {kind}")


def wrong_family(name: str, seen: str, wanted: str) -> str:
    """Another kind of thing than the answer."""
    if seen == "None":
        step = _STEPS.get(
            (seen, wanted),
            "Many methods change a thing in place and return None; others need print left out.",
        )
    else:
        step = _STEPS.get((seen, wanted), "Read once more what the task asks you to keep.")
    return f"{name} is {_a(seen)}; {_a(wanted)} is asked for. {step}"


def wrong_names(name: str, seen: list[str], wanted: list[str]) -> str:
    """Columns or keys that are missing or too many; their names are in the task's text."""
    missing = [each for each in wanted if each not in seen]
    extra = [each for each in seen if each not in wanted]
    parts = []
    if missing:
        parts.append(f"misses {', '.join(missing)}")
    if extra:
        parts.append(
            f"has {', '.join(each or 'an unnamed index' for each in extra)} that the task does not ask for"
        )
    return f"{name} {' and '.join(parts)}. Use the names that the task gives."


def wrong_shape(name: str, seen: list[int], wanted: list[int]) -> str:
    """Too many or too few members or rows; how many there should be is for the learner to find."""
    unit = "rows" if len(wanted) > 1 else "members"
    many = "more than it should have" if seen[:1] > wanted[:1] else "fewer than it should have"
    step = (
        "Was a condition left out?"
        if seen[:1] > wanted[:1]
        else "Was something dropped on the way, or filtered twice?"
    )
    return f"{name} has {seen[0]} {unit}, {many}. {step}"


def not_yet(name: str, tree: Tree, hint: str) -> str:
    """The right kind of thing, but not the right value."""
    if family(tree) in ("number", "text", "truth value"):
        return (
            f"{name} is {decode(tree)!r}. That is the right kind of answer, but not the right one yet. {hint}"
        )
    return f"{name} has the right form, but not all of its values are right yet. {hint}"


def unwritable(name: str, kind: str) -> str:
    """A type that cannot be an answer, such as an unfinished groupby."""
    if "GroupBy" in kind:
        return (
            f"{name} is a groupby without a last step: say what to compute for each group, such as .size()."
        )
    return f"{name} is of type {kind}, which cannot be handed in. Keep a number, a text, a table or a chart."


def missing_labels(tree: Tree) -> str:
    """What a chart with the right data still lacks for a reader; empty if nothing."""
    parts = {
        "title": "a title",
        "xlabel": "a label on the horizontal axis",
        "ylabel": "a label on the vertical axis",
    }
    lacking = [text for part, text in parts.items() if not tree[part]]
    if lacking:
        return f"The numbers are right. A reader still needs {' and '.join(lacking)}."
    if not tree["zero"] and any(mark["kind"] == "bars" for mark in tree["marks"]):
        return "The numbers are right, but bars are read by their length: let their axis start at zero."
    return ""
