"""Write a value as Python that gives it again: so that a learner can try the case that a reply speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from corrige.codec import Tree, family

CASE = 420
"""Characters of a call that are shown in full."""
RESULT = 160


def show(tree: Tree, most: int) -> str:
    """Write a value in full if it is short, else say what it is.

    Parameters
    ----------
    tree : Tree
    most : int
        Characters.
    """
    text = _python(tree)
    return text if text is not None and len(text) <= most else _what(tree)


def show_call(name: str, arguments: Iterable[Tree], most: int = CASE) -> tuple[str, bool]:
    """Write a call; say too whether it is in full."""
    arguments = list(arguments)
    full = [_python(argument) for argument in arguments]
    if all(each is not None for each in full) and sum(len(each or "") for each in full) <= most:
        return f"{name}({', '.join(map(str, full))})", True
    share = most // max(1, len(arguments))
    return f"{name}({', '.join(show(argument, share) for argument in arguments)})", False


def _what(tree: Tree) -> str:
    kind = family(tree)
    if kind == "DataFrame":
        return f"a DataFrame of {tree['rows']} rows"
    if kind in ("Series", "list", "tuple", "set", "dict"):
        return f"a {kind} of {len(tree['v'])}"
    if type(tree) is str:
        return repr(tree[:60] + "...")
    return {"array": "an array"}.get(kind, f"a {kind}")


def _python(tree: Tree) -> str | None:
    """The value as an expression; None for what has none, such as a chart."""
    if tree is None or type(tree) in (bool, int, float, str):
        return repr(tree)
    kind = tree["t"]
    if kind == "missing":
        return "None"
    if kind == "float":
        return f"float({tree['v']!r})"
    if kind == "date":
        return f"datetime.date.fromisoformat({tree['v']!r})"
    if kind == "datetime":
        return f"pd.Timestamp({tree['v']!r})"
    if kind == "list":
        return _all("[{}]", tree["v"])
    if kind == "tuple":
        return _all("({},)" if len(tree["v"]) == 1 else "({})", tree["v"])
    if kind == "set":
        return _all("{{{}}}", tree["v"]) if tree["v"] else "set()"
    if kind == "dict":
        return _pairs(tree["v"])
    if kind == "series":
        values, index = _all("[{}]", tree["v"]), _index(tree["index"])
        return None if values is None or index is None else f"pd.Series({values}{index})"
    if kind == "frame":
        columns = [
            [name, {"t": "list", "v": cells}] for name, cells in zip(tree["columns"], tree["v"], strict=True)
        ]
        inner, index = _pairs(columns), _index(tree["index"])
        return None if inner is None or index is None else f"pd.DataFrame({inner}{index})"
    return None


def _all(frame: str, items: Iterable[Any]) -> str | None:
    written = [_python(item) for item in items]
    return None if None in written else frame.format(", ".join(map(str, written)))


def _pairs(pairs: Iterable[Any]) -> str | None:
    written = [(_python(key), _python(value)) for key, value in pairs]
    if any(None in pair for pair in written):
        return None
    return "{" + ", ".join(f"{key}: {value}" for key, value in written) + "}"


def _index(index: Tree) -> str | None:
    if index is None:
        return ""
    if len(index["levels"]) > 1:
        return None
    labels = _all("[{}]", index["levels"][0])
    if labels is None:
        return None
    name = index["names"][0]
    return f", index={labels}" if name is None else f", index=pd.Index({labels}, name={name!r})"
