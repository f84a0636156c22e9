"""What of a chart can be seen: points within the limits of the axes, texts within the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

_NEAR = 1e-6


def outside(ax: Any, lines: Iterable[Any], *, horizontal: bool) -> list[Any]:
    """Count the points of the data that lie outside the limits of the axes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    lines : iterable of matplotlib.lines.Line2D
        The lines that carry data.
    horizontal : bool
        Whether bars lie sideways.

    Returns
    -------
    list
        How many are outside, of how many, and what does it: ``"xlim"``, ``"ylim"``, ``"scale"`` where an
        axis has no place for 0 and less, or ``"marker"`` where neither a line nor a mark is drawn. Of bars it
        is the end that counts.
    """
    lines = list(lines)
    blank = sum(len(line.get_xydata()) for line in lines if _is_blank(line))
    if blank:
        return [blank, sum(len(line.get_xydata()) for line in lines), "marker"]
    limits = {"xlim": sorted(ax.get_xlim()), "ylim": sorted(ax.get_ylim())}
    scales = {"xlim": ax.get_xscale(), "ylim": ax.get_yscale()}
    count, total, cause = 0, 0, ""
    for point in _points(ax, lines, horizontal=horizontal):
        total += 1
        for (side, (low, high)), place in zip(limits.items(), point, strict=True):
            slack = _NEAR * (high - low)
            if not low - slack <= place <= high + slack:
                cause = "scale" if scales[side] == "log" and place <= 0 else side
                count += 1
                break
    return [count, total, cause]


def is_faint(line: Any) -> bool:
    """Whether a line is drawn to stay in the background: half transparent, or in a light grey.

    Parameters
    ----------
    line : matplotlib.lines.Line2D
    """
    from matplotlib.colors import to_rgba

    *colour, alpha = to_rgba(line.get_color())
    return bool(
        min(alpha, line.get_alpha() or 1) <= 0.5 or (max(colour) - min(colour) < 0.02 and min(colour) > 0.6)
    )


def _is_blank(line: Any) -> bool:
    """Whether of a line with points nothing is drawn, neither between them nor at them."""
    nothing = ("None", None, "", " ")
    return line.get_linestyle() in nothing and line.get_marker() in nothing


def _points(ax: Any, lines: Iterable[Any], *, horizontal: bool) -> Iterator[tuple[float, float]]:
    """Points of lines and scatters and ends of bars, in the units of the axes; no guides to the eye."""
    for line in (each for each in lines if type(each).__name__ != "AxLine"):  # which has no end
        points = [(float(x), float(y)) for x, y in line.get_xydata()]
        if len(points) > 2 or not any(len(set(places)) == 1 for places in zip(*points, strict=True)):
            yield from ((x, y) for x, y in points if x == x and y == y)
    for collection in ax.collections:
        if type(collection).__name__ == "PathCollection":
            yield from ((float(x), float(y)) for x, y in collection.get_offsets() if x == x and y == y)
    for container in ax.containers:
        for patch in getattr(container, "patches", None) or ():
            x, y, width, height = patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()
            end = (x + width, y + height / 2) if horizontal else (x + width / 2, y + height)
            if end[0] == end[0] and end[1] == end[1]:
                yield float(end[0]), float(end[1])


def is_seen(ax: Any, text: Any) -> bool:
    """Whether a text begins within the picture, or so near that a tight frame still takes it in.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    text : matplotlib.text.Text
    """
    ax.get_xlim(), ax.get_ylim()  # brings the limits up to date with the data
    try:
        x, y = _place_of_text(ax, text)
        # An annotation is not drawn where the point that it speaks of is not.
        pointed = getattr(text, "xycoords", "") == "data" and text.get_annotation_clip() is not False
        if pointed and not ax.bbox.padded(1).contains(*_in_picture(ax, text.xy)):
            return False
    except (AttributeError, TypeError, ValueError):
        return True
    width, height = ax.get_figure().bbox.size
    return bool(-width <= x <= 2 * width and -height <= y <= 2 * height)


def _place_of_text(ax: Any, text: Any) -> tuple[float, float]:
    if not hasattr(text, "anncoords"):
        x, y = text.get_transform().transform(text.get_unitless_position())
        return float(x), float(y)
    if text.anncoords == "data":
        return _in_picture(ax, text.xyann)
    return 0.0, 0.0  # a few points away from what it speaks of, or in parts of the picture


def _in_picture(ax: Any, point: Any) -> tuple[float, float]:
    x, y = ax.transData.transform((ax.convert_xunits(point[0]), ax.convert_yunits(point[1])))
    return float(x), float(y)


def legend_of(ax: Any) -> dict[Any, str]:
    """Colour -> the name that the legend gives it: what a reader goes by, whatever the artists are called.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    """
    legend = ax.get_legend()
    if legend is None:
        return {}
    named: dict[Any, str] = {}
    for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=False):
        colour = colour_of(handle)
        if colour is None or colour in named:
            return {}  # two entries of one colour: the legend goes by something else
        named[colour] = str(text.get_text()).strip()
    return named


def colour_of(artist: Any) -> Any:
    """Colour of a line, a bar or points, as four numbers; None where there is none or many."""
    from matplotlib.colors import to_rgba

    for name in ("get_color", "get_facecolor"):
        if hasattr(artist, name):
            try:
                found = getattr(artist, name)()
                found = found[0] if getattr(found, "ndim", 1) == 2 else found
                return tuple(round(part, 3) for part in to_rgba(found)[:3])
            except (IndexError, TypeError, ValueError):
                return None
    patches = getattr(artist, "patches", None)
    return colour_of(patches[0]) if patches else None


def label_of(artist: Any, names: dict[Any, str]) -> str:
    """The name of a line, of bars or points: the legend's, or its own; empty if it has none.

    Parameters
    ----------
    artist : matplotlib.artist.Artist
    names : dict
        As `legend_of` gives it.
    """
    if names:
        named = names.get(colour_of(artist))
        if named is not None:
            return named
    label = str(artist.get_label())
    return "" if label.startswith("_") else label
