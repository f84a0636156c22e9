"""Which marks of a chart are data, and which only guide the eye: a line at zero, a year made bold."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

Mark = dict[str, Any]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NEAR = 1e-9
_NOISE = 1e-12  # what computing leaves of nothing: such a line is level


def data_marks(marks: list[Mark]) -> list[Mark]:
    """Keep what is data, in its plainest form.

    Parameters
    ----------
    marks : list of dict
        ``{"kind", "label", "pairs"}`` as `describe_axes` finds them.

    Returns
    -------
    list of dict
        Without level or upright lines of two points beside longer data, and without marks that only point at
        some values of another set. A straight line is its two ends; days that all begin a year are years.
    """
    plain = [{**mark, "pairs": _plain(mark)} for mark in marks]
    longest = max((len(mark["pairs"]) for mark in plain), default=0)
    kept = [mark for mark in plain if not (longest > 2 and _is_guide(mark))]
    sets = [{(str(x), y) for x, y in mark["pairs"]} for mark in kept]
    return [
        mark
        for mark, own in zip(kept, sets, strict=True)
        if not own or not any(own < other for other in sets)
    ]


def joined_points(marks: list[Mark]) -> list[Mark]:
    """The same marks with points that were drawn one by one, as in a loop, as one set.

    Parameters
    ----------
    marks : list of dict
        As `data_marks` gives them: a point that only points at a value of another set is gone.
    """
    single = [mark for mark in marks if mark["kind"] == "points" and len(mark["pairs"]) == 1]
    if len(single) < 2:
        return marks
    labels = {mark["label"] for mark in single}
    pairs = [mark["pairs"][0] for mark in single]
    once = [pair for place, pair in enumerate(pairs) if pair not in pairs[:place]]
    joined = {"kind": "points", "label": labels.pop() if len(labels) == 1 else "", "pairs": once}
    place = next(place for place, mark in enumerate(marks) if mark is single[0])
    rest = [mark for mark in marks if not any(mark is each for each in single)]
    return [*rest[:place], joined, *rest[place:]]


def points_by_colour(marks: list[tuple[Mark, Any]]) -> list[Mark]:
    """Points that were drawn one by one as one set for each of their colours; nothing if they have but one.

    Parameters
    ----------
    marks : list of (dict, colour)
        All that is drawn but bars.
    """
    single = [
        (mark, colour) for mark, colour in marks if mark["kind"] == "points" and len(mark["pairs"]) == 1
    ]
    sets: dict[Any, list[Any]] = {}
    for mark, colour in single:
        sets.setdefault(colour, []).extend(mark["pairs"])
    if len(single) < len(marks) or len(sets) < 2 or min(map(len, sets.values())) < 2:
        return []
    return data_marks([{"kind": "points", "label": "", "pairs": pairs} for pairs in sets.values()])


def joined_pieces(marks: list[Mark], more: list[Mark]) -> list[Mark]:
    """The same chart with level pieces that follow one another as one line; nothing if there are none.

    Parameters
    ----------
    marks : list of dict
        All marks as drawn.
    more : list of dict
        Level pieces drawn with `hlines`.

    Returns
    -------
    list of dict
        Two pieces or more, none above another, become one line with a value at every place of the longest
        other set. Guides to the eye are still among the others.
    """
    pieces = sorted((mark for mark in [*marks, *more] if _is_level(mark)), key=_left)
    rest = [mark for mark in marks if not any(mark is piece for piece in pieces)]
    if len(pieces) < 2 or not rest or any(_right(a) > _left(b) for a, b in pairwise(pieces)):
        return []
    places = max((mark["pairs"] for mark in rest), key=len)
    joined: list[list[Any]] = []
    for place, _ in places:
        if _is_number(place):
            # Where two pieces meet, the place belongs to the one that begins there.
            over = [piece for piece in pieces if _left(piece) <= place <= _right(piece)]
            joined.extend([[place, over[-1]["pairs"][0][1]]] if over else [])
    return [*rest, {"kind": "line", "label": "", "pairs": joined}]


def _is_level(mark: Mark) -> bool:
    heights = {y for _, y in mark["pairs"]}
    return (
        mark["kind"] in ("line", "points")
        and len(mark["pairs"]) > 1
        and len(heights) == 1
        and all(_is_number(x) and _is_number(y) for x, y in mark["pairs"])
    )


def _left(mark: Mark) -> float:
    return float(min(x for x, _ in mark["pairs"]))


def _right(mark: Mark) -> float:
    return float(max(x for x, _ in mark["pairs"]))


def _is_guide(mark: Mark) -> bool:
    pairs = mark["pairs"]
    if mark["kind"] != "line" or len(pairs) != 2 or not all(_is_number(x) for x, _ in pairs):
        return False
    (x0, y0), (x1, y1) = pairs
    return bool(x0 == x1 or y0 == y1)


def _plain(mark: Mark) -> list[list[Any]]:
    pairs = mark["pairs"]
    # A missing value is a gap; a bar that lacks its height has its name still, if it has one.
    if mark["kind"] != "bars" or all(_is_number(place) for place, _ in pairs):
        pairs = [pair for pair in pairs if pair[1] == pair[1]]
    # Where all is dust of a calculation, as 1e-17 is, nothing is drawn but zeros.
    if pairs and all(_is_number(y) and abs(y) < _NOISE for _, y in pairs):
        pairs = [[x, 0] for x, _ in pairs]
    if pairs and all(type(x) is str and x[4:] == "-01-01" and x[:4].isdigit() for x, _ in pairs):
        pairs = [[int(x[:4]), y] for x, y in pairs]
    return [pairs[0], pairs[-1]] if mark["kind"] == "line" and _is_straight(pairs) else pairs


def _is_straight(pairs: list[list[Any]]) -> bool:
    """Whether three points or more lie on one line, in its direction, neither level nor upright."""
    if len(pairs) < 3 or not all(_is_number(x) and _is_number(y) for x, y in pairs):
        return False
    (x0, y0), (x1, y1) = pairs[0], pairs[-1]
    if x0 == x1 or abs(y1 - y0) <= _NOISE or any(before[0] >= after[0] for before, after in pairwise(pairs)):
        return False
    slope = (y1 - y0) / (x1 - x0)
    return all(abs(y0 + slope * (x - x0) - y) <= _NEAR * max(1.0, abs(y1 - y0)) for x, y in pairs)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and value == value


def goes_along(mark: Mark) -> bool:
    """Whether the places of a mark run one way; true where they are names, which have no order.

    Parameters
    ----------
    mark : dict
        As `describe_axes` gives it: in the order in which it was drawn.
    """
    places = [place for place, _ in mark["pairs"]]
    if not (
        all(map(_is_number, places)) or all(type(each) is str and _DAY.fullmatch(each) for each in places)
    ):
        return True
    return any(all(a <= b for a, b in pairwise(run)) for run in (places, places[::-1]))
