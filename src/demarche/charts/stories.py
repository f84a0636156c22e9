"""Pictures of a story: events down a line of time, and a square per claim."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from demarche.charts.house import (
    ACCENT,
    CONTEXT,
    MUTED,
    PAPER,
    SMALL,
    WIDTH,
    chosen_labels,
    finish,
    label_rows,
    new_axes,
    style,
)
from demarche.charts.placing import spread

EVENT_INCHES = 0.64
"""From one event of a timeline to the next: its two lines of words, and a third of that as air."""

VERDICTS: Final[dict[str, tuple[str, str]]] = {
    "supported": ("#1C6B48", "✓"),
    "partly": ("#7D5A00", "±"),
    "contradicted": ("#A81C33", "✗"),
    "unverifiable": ("#545B67", "?"),
    "opinion": ("#5C3B91", "“”"),
}
"""Colour and sign of each verdict in the book. The sign carries the meaning where colour is lost."""
_FULL: Final = ("supported", "contradicted")


def timeline(
    events: pd.DataFrame,
    *,
    highlight: object = (),
    title: str = "",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw events down a line of time, the first on top, spaced as in time where the words leave room.

    Parameters
    ----------
    events : DataFrame, shape (n_events, 3)
        Columns ``at`` (date or number: where on the line), ``when`` (the moment in words, as exact as the
        record is) and ``what`` (a few words).
    highlight : label or labels of the index
        Events in the accent colour.
    title, source : str
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
    """
    chosen = chosen_labels(highlight, events.index)
    at = events["at"]
    if isinstance(at.dtype, np.dtype) and at.dtype.kind == "M":
        at = (at - at.min()).dt.total_seconds()
    moments = at.to_numpy(dtype=float)
    span = float(np.ptp(moments)) or 1.0
    places = (moments - moments.min()) / span
    tall = max(2.0, 0.68 * len(events))  # inches from the first moment to the last
    words = spread(places, gap=EVENT_INCHES / tall)
    # Crowded words may reach beyond the line; the picture grows with them, so that an inch stays an inch.
    margin = 0.5 * EVENT_INCHES / tall
    top, bottom = min(0.0, *words) - margin, max(1.0, *words) + margin
    with style():
        ax = new_axes(ax, height=(bottom - top) * tall + (0.75 if source else 0.45))
        ax.plot([0] * len(places), places, color=CONTEXT, linewidth=2, zorder=1)
        for name, place, level in zip(events.index, places, words, strict=True):
            colour = ACCENT if name in chosen else MUTED
            ax.plot([0], [place], "o", color=colour, markersize=7)
            ax.plot([0.01, 0.045], [place, level], color=CONTEXT, linewidth=0.8, zorder=1)
            ax.text(
                0.055,
                level,
                str(events["when"][name]),
                color=colour,
                va="bottom",
                weight="bold",
                fontsize=12,
            )
            ax.text(0.055, level, str(events["what"][name]), va="top", fontsize=12)
        ax.set(xlim=(-0.02, 1), ylim=(bottom, top))
        ax.set_axis_off()
        finish(ax, title, source)
    return ax


def verdict_tiles(claims: pd.DataFrame, *, title: str = "", source: str = "", ax: Axes | None = None) -> Axes:
    """Draw one square per claim, a row per section, in the order of the article; the sign is the verdict.

    Parameters
    ----------
    claims : DataFrame, shape (n_claims, ...)
        Columns ``section`` and ``verdict``; rows in the order of the article.
    title, source : str
        Words around the chart.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes

    Raises
    ------
    KeyError
        If a verdict is none of supported, partly, contradicted, unverifiable, opinion.
    """
    sections = list(dict.fromkeys(claims["section"].astype(str)))
    counts = claims["verdict"].astype(str).value_counts()
    widest = int(claims.groupby("section", observed=True).size().max())
    with style():
        tall = max(len(sections), 1.1 * len(counts))
        # The squares stay square: the picture is as high as they are when names and tiles fill its width.
        ax = new_axes(ax, height=0.45 + tall * (WIDTH - 1.5) / (widest + 6.6))
        for row, section in enumerate(sections):
            for column, verdict in enumerate(claims.loc[claims["section"] == section, "verdict"].astype(str)):
                _tile(ax, column, row, verdict)
        ax.grid(visible=False)
        label_rows(ax, [section[:1].upper() + section[1:] for section in sections])
        for step, verdict in enumerate(known for known in VERDICTS if known in counts):
            _tile(ax, widest + 1, step * 1.1, verdict)
            ax.text(widest + 2.3, step * 1.1, f"{counts[verdict]} {verdict}", va="center")
        ax.set(xlim=(-0.1, widest + 6.5), ylim=(tall - 0.5, -0.6), aspect="equal")
        ax.xaxis.set_visible(False)
        ax.spines[["left", "bottom"]].set_visible(False)
        finish(ax, title, source)
    return ax


def _tile(ax: Axes, column: float, row: float, verdict: str) -> None:
    colour, sign = VERDICTS[verdict]
    full = verdict in _FULL
    face = Rectangle((column + 0.06, row - 0.44), 0.88, 0.88, facecolor=colour, alpha=None if full else 0.14)
    edge = Rectangle((column + 0.06, row - 0.44), 0.88, 0.88, facecolor="none", edgecolor=colour, linewidth=1)
    ax.add_patch(face)
    ax.add_patch(edge)
    ax.text(
        column + 0.5, row, sign, color=PAPER if full else colour, ha="center", va="center", fontsize=SMALL
    )
