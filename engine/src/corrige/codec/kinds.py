"""What kind of thing an answer is: its family, its size, its names. The rungs below its value."""

from __future__ import annotations

import re

from corrige.codec.encode import Tree

_FAMILIES = {
    "list": "list",
    "tuple": "tuple",
    "set": "set",
    "array": "array",
    "dict": "dict",
    "series": "Series",
    "frame": "DataFrame",
    "axes": "chart",
    "figure": "chart",
    "function": "function",
    "date": "date",
    "datetime": "date",
    "seconds": "duration",
    "ellipsis": "...",
    "float": "number",
    "missing": "missing value",
}


def family(tree: Tree) -> str:
    """Name the kind of thing an answer is, as a learner would call it."""
    if tree is None:
        return "None"
    if type(tree) is bool:
        return "truth value"
    if type(tree) in (int, float):
        return "number"
    if type(tree) is str:
        return "text"
    return _FAMILIES.get(tree["t"], str(tree["t"]))


def shape_of(tree: Tree) -> list[int]:
    """Number of members, or of rows and columns; empty for a single value."""
    if type(tree) is not dict:
        return []
    if tree["t"] == "frame":
        return [tree["rows"], len(tree["columns"]) + len(index_columns(tree))]
    if tree["t"] == "array":
        return list(tree["shape"])
    return [len(tree["v"])] if tree["t"] in ("list", "tuple", "set", "dict", "series") else []


def index_columns(frame: Tree) -> list[tuple[str, list[Tree]]]:
    """Row labels of a written table that say something, as columns.

    Whole numbers without a name are what filtering and sorting leave behind; they say nothing.
    """
    index = frame["index"]
    if index is None:
        return []
    named = zip(index["names"], index["levels"], strict=True)
    return [
        (name or "", level) for name, level in named if name or not all(type(label) is int for label in level)
    ]


def names_of(tree: Tree) -> list[str]:
    """Column names of a table (a named index counts) or keys of a dict of texts; otherwise nothing."""
    if type(tree) is not dict:
        return []
    if tree["t"] == "frame":
        return sorted([*(name for name, _ in index_columns(tree)), *tree["columns"]])
    if tree["t"] == "dict" and all(type(key) is str for key, _ in tree["v"]):
        return sorted(key for key, _ in tree["v"])
    return []


def choices_of(tree: Tree) -> dict[str, str] | None:
    """Chosen option of every case; a bare text is the one case named ''. None if the answer is neither."""
    if type(tree) is dict and tree["t"] in ("list", "tuple", "set") and len(tree["v"]) == 1:
        tree = tree["v"][0]
    if type(tree) is str:
        return {"": _option(tree)}
    if type(tree) is dict and tree["t"] == "series" and tree["index"] is not None:
        tree = {
            "t": "dict",
            "v": [list(pair) for pair in zip(tree["index"]["levels"][0], tree["v"], strict=True)],
        }
    if type(tree) is dict and tree["t"] == "dict":
        pairs = tree["v"]
        # A case may be a year, and a number as a key is the same year.
        if all(type(case) in (str, int) and type(option) is str for case, option in pairs):
            return {str(case).strip(): _option(option) for case, option in pairs}
    return None


def _option(text: str) -> str:
    """The letter, without what a prompt prints around it: "b)", "(b)", "b.", or the whole option copied."""
    copied = re.match(r"\(?(\w)[).:]\s+\S", text.strip())
    return (copied[1] if copied else text).strip().lower().strip("().: ")


def unanswered(tree: Tree) -> list[str]:
    """Cases of a dict that still hold the three dots."""
    if type(tree) is not dict or tree["t"] != "dict":
        return []
    dots = {"t": "ellipsis"}
    return [str(case) for case, option in tree["v"] if type(case) in (str, int) and option == dots]
