"""Describe a chart by what its axes hold: data, labels, title. Never by pixels.

Two learners who draw the same numbers as bars, horizontal bars, dots or a line get the same description
of the data; what differs is kept beside it. matplotlib is never imported here: if it was not imported
by the notebook, the value is not a chart.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from corrige.codec.marks import data_marks

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


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
        high) of error bars; ``zero``: whether the value axis of bars starts at zero; ``texts``: annotations.
    """
    marks, horizontal = _bars(ax)
    for line in _data_lines(ax):
        pairs = _pairs(ax, line.get_xdata(), line.get_ydata())
        if len(pairs) > 1 or line.get_marker() not in ("None", None, "", " "):
            marks.append({"kind": "line", "label": _label(line), "pairs": pairs})
    for collection in ax.collections:
        if type(collection).__name__ == "PathCollection":
            offsets = collection.get_offsets()
            pairs = _pairs(ax, offsets[:, 0], offsets[:, 1])
            marks.append({"kind": "points", "label": _label(collection), "pairs": pairs})
    marks = data_marks(marks)
    low = ax.get_xlim()[0] if horizontal else ax.get_ylim()[0]
    return {
        "t": "axes",
        **_words_around(ax),
        "marks": marks,
        "intervals": _intervals(ax),
        "zero": bool(low <= 0),
        "texts": [str(text.get_text()) for text in ax.texts],
    }


def _words_around(ax: Any) -> dict[str, str]:
    """Title and labels; what is written over or beside the whole figure counts where the axes have none."""
    whole = ax.get_figure()
    title = (ax.get_title(loc=where) for where in ("center", "left", "right"))
    return {
        "title": _first_text(*title, whole.get_suptitle()),
        "xlabel": _first_text(ax.get_xlabel(), whole.get_supxlabel()),
        "ylabel": _first_text(ax.get_ylabel(), whole.get_supylabel()),
    }


def _first_text(*candidates: str) -> str:
    return next((text.strip() for text in map(str, candidates) if text.strip()), "")


def _label(artist: Any) -> str:
    label = str(artist.get_label())
    return "" if label.startswith("_") else label


def _bars(ax: Any) -> tuple[list[dict[str, Any]], bool]:
    """All bars, and whether any of them lie sideways. Bars drawn one by one in a loop are one set of bars."""
    marks: list[dict[str, Any]] = []
    singles: dict[bool, list[Any]] = {}
    horizontal = False
    for container in ax.containers:
        patches = getattr(container, "patches", None)
        if not patches:
            continue
        sideways = getattr(container, "orientation", "vertical") == "horizontal"
        horizontal = horizontal or sideways
        pairs = _bar_pairs(ax, patches, sideways)
        if len(pairs) == 1 and sideways in singles:
            singles[sideways].extend(pairs)
            continue
        if len(pairs) == 1:
            singles[sideways] = pairs
        marks.append({"kind": "bars", "label": _label(container), "pairs": pairs})
    return marks, horizontal


def _data_lines(ax: Any) -> list[Any]:
    """Lines that carry data: no `axhline` or `axvline`, which guide the eye, and no base of a stem plot."""
    # Which transform it is, and not whether it equals one: on fresh axes all transforms may be equal.
    guides = {id(ax.get_xaxis_transform(which="grid")), id(ax.get_yaxis_transform(which="grid"))}
    bases = {id(getattr(container, "baseline", None)) for container in ax.containers}
    return [
        line for line in ax.get_lines() if id(line.get_transform()) not in guides and id(line) not in bases
    ]


def _bar_pairs(ax: Any, patches: Any, sideways: bool) -> list[list[Any]]:
    axis = ax.yaxis if sideways else ax.xaxis
    if sideways:
        centres = [
            (float(patch.get_y() + patch.get_height() / 2), float(patch.get_width())) for patch in patches
        ]
    else:
        centres = [
            (float(patch.get_x() + patch.get_width() / 2), float(patch.get_height())) for patch in patches
        ]
    names = _categories(axis)
    return [[names.get(round(place, 6), _number(place)), value] for place, value in centres]


def _pairs(ax: Any, xs: Any, ys: Any) -> list[list[Any]]:
    across, up = _categories(ax.xaxis), _categories(ax.yaxis)
    pairs = []
    for x, y in zip(_plain(xs), _plain(ys), strict=False):
        # Dots in a row per category have the category on the vertical axis: keep (category, value).
        if up and not across:
            pairs.append([up.get(round(y, 6), y) if type(y) is float else category(y), x])
        else:
            pairs.append([across.get(round(x, 6), _number(x)) if type(x) is float else category(x), y])
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


def _categories(axis: Any) -> dict[float, Any]:
    """Position -> name, where the axis carries names rather than numbers."""
    formatter = axis.get_major_formatter()
    if type(formatter).__name__ not in ("FixedFormatter", "StrCategoryFormatter", "FuncFormatter"):
        return {}
    places = [float(place) for place in axis.get_majorticklocs()]
    names = formatter.format_ticks(places)
    return {round(place, 6): category(name) for place, name in zip(places, names, strict=False) if name}


def category(name: str) -> Any:
    """Read 1960 and '1960s' as the same category, a pretty name (Arms control) as its code."""
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
