"""Right content in another form: bring an answer into the containers that the right one is kept in.

A list for a tuple, a Series for a dict, a dict for a Series, an index without its name, a helper column that
was left in: who gives the right content so has solved the task. What is turned here is turned without a
question; a form that takes a decision, such as which column of a table is meant, is for the learner to
choose.
"""

from __future__ import annotations

from typing import Any

from corrige.codec.encode import Tree
from corrige.codec.kinds import names_of

Skeleton = Any
"""The containers of a value without what is in them: None, or a dict whose key "t" names the kind."""

_ROWS = ("list", "tuple", "series", "set")
_MOST_EXTRA = 2


def skeleton(tree: Tree) -> Skeleton:
    """The containers of a written value; None for whatever is none.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    Skeleton
        Plain data that gives no value away: kinds, the number of members of a tuple, names of columns.
    """
    if type(tree) is not dict:
        return None
    kind = tree["t"]
    if kind == "tuple":
        return {"t": "tuple", "v": [skeleton(each) for each in tree["v"]]}
    if kind in ("list", "set"):
        inner = [skeleton(each) for each in tree["v"]]
        alike = inner and all(each == inner[0] for each in inner)
        return {"t": kind, "v": inner[0] if alike else None}
    if kind == "dict":
        inner_of = {str(key): skeleton(each) for key, each in tree["v"] if type(key) in (str, int)}
        return {"t": "dict", "v": {key: each for key, each in inner_of.items() if each is not None}}
    if kind == "series":
        return {"t": "series", "plain": tree["index"] is None}
    if kind == "frame":
        return {"t": "frame", "names": names_of(tree)}
    return None


def as_asked(asked: Skeleton, tree: Tree) -> Tree:
    """The same content in the containers asked for, where nothing has to be chosen or guessed.

    Parameters
    ----------
    asked : Skeleton
        Of the right answer.
    tree : Tree
        The learner's answer; given back as it is where it cannot be turned.
    """
    if asked is None or type(tree) is not dict:
        return tree
    kind = tree["t"]
    if asked["t"] == "tuple" and kind in ("list", "tuple", "series"):
        return {"t": "tuple", "v": _each(asked["v"], tree["v"])}
    if asked["t"] in ("list", "set") and kind in _ROWS:
        kept = kind if kind == "set" else "list"
        return {"t": kept, "v": [as_asked(asked["v"], each) for each in tree["v"]]}
    if asked["t"] == "dict":
        return _as_dict(asked, tree)
    if asked["t"] == "series":
        return _as_series(asked, tree)
    return _as_frame(asked, tree) if asked["t"] == "frame" and kind == "frame" else tree


def _each(asked: list[Skeleton], items: list[Tree]) -> list[Tree]:
    if len(asked) != len(items):
        return items
    return [as_asked(one, item) for one, item in zip(asked, items, strict=True)]


def _as_dict(asked: Skeleton, tree: Tree) -> Tree:
    if tree["t"] == "series" and tree["index"] is not None and len(tree["index"]["levels"]) == 1:
        pairs = zip(tree["index"]["levels"][0], tree["v"], strict=True)
        return {"t": "dict", "v": [list(pair) for pair in pairs]}
    if tree["t"] != "dict":
        return tree
    return {
        "t": "dict",
        "v": [
            [key, as_asked(asked["v"].get(str(key)) if type(key) in (str, int) else None, each)]
            for key, each in tree["v"]
        ],
    }


def _as_series(asked: Skeleton, tree: Tree) -> Tree:
    if tree["t"] == "dict" and all(type(key) is not dict or key["t"] != "tuple" for key, _ in tree["v"]):
        levels = [[key for key, _ in tree["v"]]]
        index = {"names": [None], "levels": levels}
        return {"t": "series", "name": None, "index": index, "v": [each for _, each in tree["v"]]}
    if tree["t"] == "frame" and len(tree["columns"]) == 1:
        tree = {"t": "series", "name": None, "index": tree["index"], "v": tree["v"][0]}
    if asked["plain"] and tree["t"] in ("list", "tuple"):
        return {"t": "series", "name": None, "index": None, "v": tree["v"]}
    if tree["t"] == "series" and asked["plain"] and tree["index"] is not None:
        levels, names = tree["index"]["levels"], tree["index"]["names"]
        # What filtering leaves behind says nothing where 0, 1, 2 … is right; in another order these still do.
        ints = len(levels) == 1 and names[0] is None and all(type(label) is int for label in levels[0])
        if ints and sorted(levels[0]) != list(range(len(levels[0]))):
            return {**tree, "index": None}
    return tree


def _as_frame(asked: Skeleton, tree: Tree) -> Tree:
    names: list[str] = asked["names"]
    missing = [name for name in names if name not in names_of(tree)]
    if len(missing) == 1 and len(tree["columns"]) < len(names):
        tree = _named(tree, missing[0])
    extra = [name for name in tree["columns"] if name not in names]
    if 0 < len(extra) <= min(_MOST_EXTRA, len(names) - 1) and set(names) <= set(names_of(tree)):
        kept = [place for place, name in enumerate(tree["columns"]) if name in names]
        columns = [tree["columns"][place] for place in kept]
        tree = {**tree, "columns": columns, "v": [tree["v"][place] for place in kept]}
    return tree


def _named(tree: Tree, name: str) -> Tree:
    """Give the row labels the one name that is missing, if they have none."""
    index = tree["index"]
    if index is None or len(index["levels"]) != 1 or index["names"][0] is not None:
        return tree
    return {**tree, "index": {**index, "names": [name]}}
