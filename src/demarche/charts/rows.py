"""One row per thing: bars from zero, and estimates with their intervals."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from demarche.charts.house import (
    ACCENT,
    CONTEXT,
    INK,
    MUTED,
    chosen_labels,
    finish,
    label_rows,
    new_axes,
    number,
    style,
)


def bars(
    values: pd.Series[Any],
    *,
    highlight: object = (),
    fmt: str = "{:g}",
    title: str = "",
    xlabel: str = "",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw horizontal bars from zero, first value on top, each with its number at its end.

    Parameters
    ----------
    values : Series, shape (n_bars,)
        The index gives the names.
    highlight : label or labels of the index
        Bars in the accent colour.
    fmt : str
        How a number is written, for example ``"{:.0%}"``.
    title, xlabel, source : str
        Words around the chart.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes

    Raises
    ------
    KeyError
        If a name in `highlight` is not in the index.
    """
    chosen = chosen_labels(highlight, values.index)
    colours = [ACCENT if name in chosen else CONTEXT for name in values.index]
    with style():
        ax = new_axes(ax, height=0.9 + 0.36 * len(values))
        drawn = ax.barh(
            label_rows(ax, values.index), values.to_numpy(dtype=float), height=0.68, color=colours
        )
        ax.bar_label(drawn, labels=[number(fmt, value) for value in values], padding=4, color=INK)
        ax.grid(visible=False)
        ax.xaxis.set_visible(bool(xlabel))
        ax.spines["bottom"].set_visible(bool(xlabel))
        ax.set_xlabel(xlabel)
        finish(ax, title, source)
    return ax


def intervals(
    frame: pd.DataFrame,
    *,
    highlight: object = (),
    fmt: str = "{:.2g}",
    title: str = "",
    xlabel: str = "",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw an estimate as a dot and its interval as a line, one row each, first row on top.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, 3)
        Columns ``estimate``, ``low``, ``high`` in the same unit; the index gives the names.
    highlight : label or labels of the index
        Rows in the accent colour.
    fmt : str
        How the three numbers are written at the right of the row.
    title, xlabel, source : str
        Words around the chart.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes

    Raises
    ------
    KeyError
        If a column is missing, or a name in `highlight` is not in the index.
    ValueError
        If an estimate lies outside its own interval.
    """
    middle, low, high = (frame[name].to_numpy(dtype=float) for name in ("estimate", "low", "high"))
    if ((middle < low) | (middle > high)).any():
        raise ValueError("an estimate lies outside its interval: are `low` and `high` distances, not limits?")
    chosen = chosen_labels(highlight, frame.index)
    with style():
        ax = new_axes(ax, height=1.2 + 0.36 * len(frame))
        for place, name in zip(label_rows(ax, frame.index), frame.index, strict=True):
            colour = ACCENT if name in chosen else MUTED
            row = int(place)
            ax.errorbar(
                [middle[row]],
                [place],
                xerr=[[middle[row] - low[row]], [high[row] - middle[row]]],
                fmt="o",
                color=colour,
                capsize=3,
            )
            words = f"{number(fmt, middle[row])}  ({number(fmt, low[row])} to {number(fmt, high[row])})"
            ax.annotate(
                words,
                (1, place),
                xycoords=("axes fraction", "data"),
                xytext=(8, 0),
                textcoords="offset points",
                va="center",
                color=colour if name in chosen else INK,
            )
        ax.grid(visible=False, axis="y")
        ax.grid(visible=True, axis="x")
        ax.set_xlabel(xlabel)
        finish(ax, title, source)
    return ax
