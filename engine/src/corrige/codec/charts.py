"""Describe a chart by what its axes hold: data, labels, title. Never by pixels.

Two learners who draw the same numbers as bars, horizontal bars, dots or a line get the same description
of the data; what differs is kept beside it. matplotlib is never imported here: if it was not imported
by the notebook, the value is not a chart.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from corrige.codec.chart_marks import Mark, data_marks, joined_pieces, joined_points, points_by_colour
from corrige.codec.chart_view import colour_of, is_faint, is_seen, label_of, legend_of, outside

_EMPTY_WORDS = {"the", "and", "for", "with", "that", "thi", "per", "each", "all", "from"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DECADE = re.compile(r"(\d\d)(\d)0\s*[-\N{EN DASH}]\s*(?:\1)?\2[9]")
_CLOSE = 1e-9


def words(text: str) -> set[str]:
    """The words of a label, so that two labels can be told to speak of one thing."""
    found = re.findall(r"[^\W\d_]{3,}", text.lower().replace("%", " percent ").replace("per cent", "percent"))
    return {word.removesuffix("s") for word in found} - _EMPTY_WORDS


def is_axes(value: object) -> bool:
    """Say whether the value is a matplotlib Axes (of exactly the library's own classes)."""
    axes = sys.modules.get("matplotlib.axes")
    return (
        axes is not None and isinstance(value, axes.Axes) and type(value).__module__.startswith("matplotlib")
    )


def is_figure(value: object) -> bool:
    """Say whether the value is a matplotlib Figure (of exactly the library's own class)."""
    figure = sys.modules.get("matplotlib.figure")
    return (
        figure is not None
        and isinstance(value, figure.Figure)
        and type(value).__module__.startswith("matplotlib")
    )


def describe_axes(ax: Any) -> dict[str, Any]:
    """Describe one matplotlib Axes as JSON types.

    Parameters
    ----------
    ax : matplotlib.axes.Axes

    Returns
    -------
    dict
        ``title``, ``xlabel``, ``ylabel`` (text); ``marks``: a list of ``{"kind", "label", "pairs"}``, where
        the pairs are (position or category, value) of bars, lines or points; ``intervals``: (position, low,
        high) of error bars; ``front``: the marks without lines that are faint, as a background is;
        ``zero``: whether the value axis of bars starts at zero; ``texts``: annotations; ``sideways``:
        whether the positions run up and the values across; ``dropped``: how many lines or points were taken
        for guides to the eye; ``outside``: how many points lie outside the picture, of how many, and the
        limits that do it; ``also``: other readings of the same picture, each a list of marks; ``spelt``:
        the categories as they are written; ``percent``: whether the ticks of the values carry a per cent
        sign; ``unseen``: annotations that lie outside the picture; ``overwritten``: methods that an equals
        sign put out of use.
    """
    spoilt = vars(ax).get("title")
    if type(spoilt) is not str:
        return _described(ax)
    # `ax.title = "…"` leaves axes that can be neither read nor drawn.
    from matplotlib.text import Text

    ax.title = Text()
    try:
        seen = _described(ax)
        return {**seen, "overwritten": ["title", *seen["overwritten"]]}
    finally:
        ax.title = spoilt


def _described(ax: Any) -> dict[str, Any]:
    names = legend_of(ax)
    marks, horizontal = _bars(ax, names)
    lines, faint = _data_lines(ax), []
    colours: list[tuple[Mark, Any]] = []
    for line in lines:
        pairs = _pairs(ax, line.get_xdata(), line.get_ydata())
        if len(pairs) > 1 or line.get_marker() not in ("None", None, "", " "):
            # Dots may be drawn by `plot` as well: what has no line between its marks is points.
            kind = "points" if str(line.get_linestyle()) in ("None", "", " ") else "line"
            marks.append({"kind": kind, "label": label_of(line, names), "pairs": pairs})
            colours.append((marks[-1], colour_of(line)))
            faint += [marks[-1]] if is_faint(line) else []
    for collection in ax.collections:
        if type(collection).__name__ == "PathCollection":
            offsets = collection.get_offsets()
            pairs = _pairs(ax, offsets[:, 0], offsets[:, 1])
            marks.append({"kind": "points", "label": label_of(collection, names), "pairs": pairs})
            colours.append((marks[-1], colour_of(collection)))
    kept, pieces = data_marks(marks), joined_pieces(marks, _level_pieces(ax))
    whole = data_marks(pieces)
    low = ax.get_xlim()[0] if horizontal else ax.get_ylim()[0]
    texts = [(str(text.get_text()), is_seen(ax, text)) for text in ax.texts]
    sideways = bool(horizontal or (_categories(ax.yaxis) and not _categories(ax.xaxis)))
    return {
        "t": "axes",
        **_words_around(ax),
        "marks": joined_points(kept),
        "intervals": _intervals(ax),
        "zero": bool(low <= 0),
        "texts": [text for text, seen in texts if seen],
        "sideways": sideways,
        # Level pieces that make up one line are no guides.
        "dropped": len(pieces) - len(whole) if pieces else len(marks) - len(kept),
        "outside": outside(ax, lines, horizontal=horizontal),
        "also": list(
            filter(None, (whole, points_by_colour(colours), _stacked(ax, kept), _from_left(ax, kept)))
        ),
        "front": joined_points(data_marks([mark for mark in marks if mark not in faint])) if faint else [],
        "spelt": _spelt(ax),
        "percent": _in_percent(ax.xaxis if sideways else ax.yaxis),
        "unseen": [text for text, seen in texts if not seen],
        "overwritten": sorted(set(vars(ax)) & {"set_title", "set_xlabel", "set_ylabel", "xlabel", "ylabel"}),
    }


def _words_around(ax: Any) -> dict[str, str]:
    """Title and labels; what is written over or beside the whole figure counts where the axes have none."""
    whole = ax.get_figure()
    title = [_text(partial(ax.get_title, loc=where)) for where in ("center", "left", "right")]
    return {
        "title": _first_text(*title, whole.get_suptitle()),
        "xlabel": _first_text(_text(ax.get_xlabel), whole.get_supxlabel()),
        "ylabel": _first_text(_text(ax.get_ylabel), whole.get_supylabel()),
    }


def _text(read: Callable[[], Any]) -> str:
    """A text of the axes; none where an assignment such as ``ax.title = "…"`` has broken it."""
    try:
        return str(read())
    except (AttributeError, TypeError):
        return ""


def _first_text(*candidates: str) -> str:
    return next((text.strip() for text in map(str, candidates) if text.strip()), "")


def _level_pieces(ax: Any) -> list[Mark]:
    """Level lines drawn piece by piece with `hlines`."""
    pieces: list[Mark] = []
    for collection in ax.collections:
        if type(collection).__name__ == "LineCollection":
            for segment in collection.get_segments():
                if len(segment) == 2 and segment[0][1] == segment[1][1]:
                    pairs = [[float(x), float(y)] for x, y in segment]
                    pieces.append({"kind": "line", "label": "", "pairs": pairs})
    return pieces


def _from_left(ax: Any, marks: list[Mark]) -> list[Mark]:
    """The bars by their left edges, where they stand on numbers: `bar(..., align="edge")`."""
    bars, _ = _bars(ax, {}, edge=True)
    if not bars or any(type(place) is str for mark in bars for place, _ in mark["pairs"]):
        return []
    return [*bars, *(mark for mark in marks if mark["kind"] != "bars")]


def _stacked(ax: Any, marks: list[Mark]) -> list[Mark]:
    """Bars that stand on one another as one bar, as high as all of them; nothing if there are none."""
    tops: dict[Any, float] = {}
    stands = False
    for container in ax.containers:
        patches = getattr(container, "patches", None) or []
        sideways = getattr(container, "orientation", "vertical") == "horizontal"
        for patch, (place, size) in zip(patches, _bar_pairs(ax, patches, sideways, edge=False), strict=True):
            foot, below = float(patch.get_x() if sideways else patch.get_y()), tops.get(place, 0.0)
            if abs(foot - below) > _CLOSE:
                return []
            stands = stands or foot > 0
            tops[place] = below + size
    pairs = [[place, top] for place, top in tops.items()]
    others = [mark for mark in marks if mark["kind"] != "bars"]
    return [{"kind": "bars", "label": "", "pairs": pairs}, *others] if stands else []


def _bars(ax: Any, legend: dict[Any, str], *, edge: bool = False) -> tuple[list[Mark], bool]:
    """All bars, and whether any of them lie sideways. Bars drawn one by one in a loop are one set of bars."""
    marks: list[Mark] = []
    singles: dict[bool, list[Any]] = {}
    horizontal = False
    for container in ax.containers:
        patches = getattr(container, "patches", None)
        if not patches:
            continue
        sideways = getattr(container, "orientation", "vertical") == "horizontal"
        horizontal = horizontal or sideways
        pairs = _bar_pairs(ax, patches, sideways, edge)
        if len(pairs) == 1 and sideways in singles:
            singles[sideways].extend(pairs)
            continue
        if len(pairs) == 1:
            singles[sideways] = pairs
        marks.append({"kind": "bars", "label": label_of(container, legend), "pairs": pairs})
    return marks, horizontal


def _data_lines(ax: Any) -> list[Any]:
    """Lines that carry data: no `axhline` or `axvline`, which guide the eye, and no base of a stem plot."""
    # Which transform it is, and not whether it equals one: on fresh axes all transforms may be equal.
    guides = {id(ax.get_xaxis_transform(which="grid")), id(ax.get_yaxis_transform(which="grid"))}
    bases = {id(getattr(container, "baseline", None)) for container in ax.containers}
    return [
        line for line in ax.get_lines() if id(line.get_transform()) not in guides and id(line) not in bases
    ]


def _bar_pairs(ax: Any, patches: Any, sideways: bool, edge: bool) -> list[list[Any]]:
    part = 0.0 if edge else 0.5
    if sideways:
        places = [(patch.get_y() + patch.get_height() * part, patch.get_width()) for patch in patches]
    else:
        places = [(patch.get_x() + patch.get_width() * part, patch.get_height()) for patch in patches]
    axis = ax.yaxis if sideways else ax.xaxis
    names, read = _categories(axis), _day if _has_days(axis) else _number
    return [[names.get(round(float(place), 6), read(float(place))), float(value)] for place, value in places]


def _pairs(ax: Any, xs: Any, ys: Any) -> list[list[Any]]:
    across, up = _categories(ax.xaxis), _categories(ax.yaxis)
    read = _day if _has_days(ax.xaxis) else _number
    pairs = []
    for x, y in zip(_plain(xs), _plain(ys), strict=False):
        # Dots in a row per category have the category on the vertical axis: keep (category, value).
        if up and not across:
            pairs.append([up.get(round(y, 6), y) if type(y) is float else category(y), x])
        else:
            pairs.append([across.get(round(x, 6), read(x)) if type(x) is float else category(x), y])
    return pairs


def _plain(values: Any) -> list[Any]:
    """Numbers as floats, dates as ISO days, anything else as text."""
    plain: list[Any] = []
    for value in list(values):
        if hasattr(value, "isoformat"):
            plain.append(value.isoformat()[:10])
        elif type(value).__name__ == "datetime64":
            plain.append(str(value)[:10])
        else:
            try:
                plain.append(float(value))
            except (TypeError, ValueError):
                plain.append(str(value))
    return plain


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _has_days(axis: Any) -> bool:
    """Whether the places on an axis are days since 1970: bars and points know them by number only."""
    converter = axis.get_converter() if hasattr(axis, "get_converter") else axis.converter
    periods = type(axis.get_major_formatter()).__name__.startswith("TimeSeries")
    return "Date" in type(converter).__name__ and not periods


def _day(place: float) -> str:
    """A place among days as an ISO day."""
    from matplotlib.dates import num2date

    return str(num2date(place).date())  # type: ignore[no-untyped-call]


def _categories(axis: Any) -> dict[float, Any]:
    """Position -> name, where the axis carries names rather than numbers."""
    formatter = axis.get_major_formatter()
    if type(formatter).__name__ not in ("FixedFormatter", "StrCategoryFormatter", "FuncFormatter"):
        return {}
    places = [float(place) for place in axis.get_majorticklocs()]
    # Whoever writes whole numbers at the ticks gets them back as numbers.
    names = [str(name) for name in formatter.format_ticks(places)]
    return {round(place, 6): category(name) for place, name in zip(places, names, strict=False) if name}


def _in_percent(axis: Any) -> bool:
    """Whether the ticks are written with a per cent sign."""
    places = [float(place) for place in axis.get_majorticklocs()]
    return any("%" in str(text) for text in axis.get_major_formatter().format_ticks(places))


def _spelt(ax: Any) -> dict[str, str]:
    """Category -> how it is written, where that differs."""
    found: dict[str, str] = {}
    for axis in (ax.xaxis, ax.yaxis):
        if _categories(axis):
            names = axis.get_major_formatter().format_ticks(
                [float(place) for place in axis.get_majorticklocs()]
            )
            found |= {str(category(str(name))): str(name).strip() for name in names}
    return {name: written for name, written in found.items() if name != written}


def category(name: str) -> Any:
    """Read 1960, '1960s' and '1960-69' as the same category, a pretty name (Arms control) as its code."""
    if _DECADE.fullmatch(name.strip()):
        return int(name.strip()[:4])
    bare = name.strip().removesuffix("s").replace("\N{MINUS SIGN}", "-")
    if bare.removeprefix("-").isdigit():
        return int(bare)
    if _DAY.fullmatch(name):
        return name
    return "_".join(name.lower().replace("-", " ").replace("_", " ").split())


def _intervals(ax: Any) -> list[list[Any]]:
    """(position, low, high) of every error bar, whichever way it runs."""
    found = []
    for container in ax.containers:
        if type(container).__name__ != "ErrorbarContainer":
            continue
        for bars in container.lines[2]:
            for (x0, y0), (x1, y1) in bars.get_segments():
                upright = abs(x1 - x0) < 1e-12
                place = _categories(ax.xaxis if upright else ax.yaxis).get(
                    round(float(x0 if upright else y0), 6)
                )
                ends = sorted((float(y0), float(y1)) if upright else (float(x0), float(x1)))
                found.append([_number(float(x0 if upright else y0)) if place is None else place, *ends])
    return found
