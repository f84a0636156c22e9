"""Lines over time, each labelled where it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from demarche.charts.house import (
    ACCENT,
    CONTEXT,
    MUTED,
    PAPER,
    SMALL,
    chosen_labels,
    finish,
    new_axes,
    style,
)
from demarche.charts.placing import spread

LABEL_INCHES = 0.25  # height of one label
LEADER = 0.06  # from the end of a line to its name, as a share of the width of the axes
# Lines of comparison are told apart by their strokes as well as by their names, which stand where they end.
STROKES: Final = ("-", (0, (5, 1.8)), (0, (1.2, 1.4)), (0, (6, 1.6, 1.2, 1.6)), (0, (2.6, 1.2)))


def lines(
    frame: pd.DataFrame,
    *,
    highlight: str | Sequence[str] = (),
    marks: Mapping[float, str] | None = None,
    labels: Mapping[str, str] | None = None,
    title: str = "",
    ylabel: str = "",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw one line per column, labelled where it ends.

    Parameters
    ----------
    frame : DataFrame, shape (n_years, n_lines)
        The index is the horizontal axis; a missing value breaks the line.
    highlight : name or names of columns
        Drawn last, thick, in the accent colour. All others are grey, each with a stroke of its own.
    marks : {position: text}, optional
        Moments marked by a vertical rule.
    labels : {column: text}, optional
        What to write at the end of a line instead of the column's name.
    title, ylabel, source : str
        Words around the chart: `ylabel`, what is measured and in which unit, stands below the title,
        `source` small below the chart.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes

    Raises
    ------
    KeyError
        If a name in `highlight` is no column.
    ValueError
        If a column holds no number at all.
    """
    chosen = chosen_labels(highlight, frame.columns)
    strokes = dict(zip([name for name in frame.columns if name not in chosen], cycle(STROKES), strict=False))
    with style():
        ax = new_axes(ax)
        for name in sorted(frame.columns, key=lambda column: column in chosen):
            if not frame[name].notna().any():
                raise ValueError(f"column {name!r} holds no number: there is no line to draw")
            point = name in chosen
            ax.plot(
                frame.index,
                frame[name],
                color=ACCENT if point else CONTEXT,
                linewidth=2.6 if point else 1.5,
                linestyle=strokes.get(name, "-"),
                dash_capstyle="butt",
                label=str(name),
                zorder=3 if point else 2,
            )
        finish(ax, title, source, unit=ylabel)
        ax.margins(x=0)
        if pd.api.types.is_integer_dtype(frame.index):
            ax.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10], integer=True))
        _mark(ax, marks or {})
        _label_ends(ax, frame, chosen, labels or {}, strokes)
    return ax


def _mark(ax: Axes, marks: Mapping[float, str]) -> None:
    """Draw a vertical rule per moment; the words stand at the top, each a line lower than the one before."""
    left, right = ax.get_xlim()
    for step, (place, words) in enumerate(sorted(marks.items())):
        late = place > left + 0.6 * (right - left)
        ax.vlines(place, 0, 1, transform=ax.get_xaxis_transform(), color=MUTED, linewidth=1, linestyle=":")
        ax.annotate(
            words,
            (place, 1),
            xycoords=ax.get_xaxis_transform(),
            xytext=(-4 if late else 4, -2 - 14 * step),
            textcoords="offset points",
            ha="right" if late else "left",
            va="top",
            fontsize=SMALL,
            color=MUTED,
            bbox={"facecolor": PAPER, "edgecolor": "none", "alpha": 0.85, "pad": 1},
        )


def _label_ends(
    ax: Axes,
    frame: pd.DataFrame,
    chosen: Sequence[object],
    labels: Mapping[str, str],
    strokes: Mapping[Any, Any],
) -> None:
    """Name each line to the right of its last point; names that would collide are moved apart.

    A piece of the line, in its own stroke, leads from its end to its name.
    """
    ends = {name: frame[name].dropna().iloc[-1] for name in frame.columns}
    written = []
    for name, end in ends.items():
        colour = ACCENT if name in chosen else CONTEXT
        leader = ax.annotate(
            "",
            (1, end),
            xycoords=("axes fraction", "data"),
            xytext=(1 + LEADER, end),
            textcoords=("axes fraction", "data"),
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 1.5,
                "linestyle": strokes.get(name, "-"),
                "shrinkA": 0,
                "shrinkB": 0,
            },
        )
        words = ax.annotate(
            labels.get(str(name), str(name)),
            (1 + LEADER, end),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            color=ACCENT if name in chosen else MUTED,
            weight="bold" if name in chosen else "normal",
        )
        written.append((leader, words))

    def part(_axes: Axes) -> None:
        low, high = ax.get_ylim()
        inches = ax.get_position().height * ax.get_figure(root=True).get_figheight()  # type: ignore[union-attr]
        gap = (high - low) * LABEL_INCHES / inches
        levels = spread(ends.values(), gap=gap, floor=low + gap / 2)
        for (leader, words), level in zip(written, levels, strict=True):
            leader.set_position((1 + LEADER, level))
            words.xy = (1 + LEADER, level)

    part(ax)
    ax.callbacks.connect("ylim_changed", part)  # who sets the axis later has names apart as well
