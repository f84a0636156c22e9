"""The house style: four colours, one set of rules, and the small steps that every chart shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

ACCENT: Final = "#B5400B"
"""The one colour that makes the point: a dark vermilion, apart from grey in hue and, printed, in darkness."""
CONTEXT: Final = "#8A919C"
"""Lines and bars that are there for comparison."""
MUTED: Final = "#545B67"
"""Words about the context: axis labels, source."""
INK: Final = "#20252E"
PAPER: Final = "#FFFFFF"
WIDTH: Final = 4.9
"""Inches. A phone shows a chart about as many pixels wide as this is points: 10 points, 10 pixels."""
SMALL: Final = 10.2
"""Points; no words of a chart are smaller."""
LINE: Final = 45
"""Characters of a title that have room in one line."""

RC: Final[dict[str, Any]] = {
    "figure.figsize": (WIDTH, 3.8),
    "figure.dpi": 180,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "axes.edgecolor": CONTEXT,
    "axes.labelcolor": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11.5,
    "axes.titleweight": "bold",
    "axes.titlepad": 12,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same picture on every machine
    "font.size": 10.5,
    "lines.linewidth": 1.6,
    "lines.solid_capstyle": "round",
}


@contextmanager
def style() -> Iterator[None]:
    """Draw in the house style inside a `with` block, and leave the reader's own settings alone after it."""
    _load_backend()
    with mpl.rc_context(RC):
        yield


@cache
def _load_backend() -> None:
    """Load the drawing backend now rather than with the first chart.

    A notebook's backend switches `interactive` on when it is loaded. Inside the house style that would
    be undone at the end of the block, and every later chart of the notebook would silently not be shown.
    """
    plt.switch_backend(plt.get_backend())


def new_axes(ax: Axes | None, height: float = 3.8) -> Axes:
    """Axes to draw on: those given, or new ones of the house's width and the height asked for."""
    if ax is not None:
        return ax
    return plt.subplots(figsize=(WIDTH, height), layout="constrained")[1]


def chosen_labels(highlight: object, known: pd.Index[Any]) -> list[object]:
    """Turn a label or several into a list, and refuse a name that is not there."""
    chosen = list(highlight) if isinstance(highlight, list | tuple | set | pd.Index) else [highlight]
    for name in chosen:
        if name not in known:
            raise KeyError(f"cannot highlight {name!r}: there are {', '.join(map(str, known))}")
    return chosen


def label_rows(ax: Axes, names: Iterable[object]) -> list[float]:
    """Give every name a row, the first on top, without ticks."""
    written = [str(name) for name in names]
    places = [float(row) for row in range(len(written))]
    ax.set_yticks(places, labels=written, color=INK)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_ylim(len(written) - 0.5, -0.5)
    return places


def write_title(ax: Axes, title: str) -> None:
    """Write the title at the left edge of the figure, or over its own axes where there are several.

    A title over the axes would begin to the right of long row labels, and make the picture wider.
    """
    figure = ax.get_figure(root=True)
    if figure is None or len(figure.axes) > 1 or figure.get_layout_engine() is None:
        ax.set_title(_broken(title))
        return
    if title:
        size, weight = RC["axes.titlesize"], RC["axes.titleweight"]
        figure.suptitle(_broken(title), x=0.01, ha="left", fontsize=size, weight=weight, color=INK)


def _broken(title: str) -> str:
    """A title too long for one line, in two lines of about the same length."""
    if len(title) <= LINE:
        return title
    middle = len(title) / 2
    gaps = [place for place, letter in enumerate(title) if letter == " "]
    cut = min(gaps, key=lambda place: abs(place - middle), default=len(title))
    return f"{title[:cut]}\n{title[cut + 1 :]}"


def finish(ax: Axes, title: str, source: str) -> None:
    """Write the title, and the source below whatever the horizontal axis already takes."""
    write_title(ax, title)
    below = -10 if not ax.axison or not ax.xaxis.get_visible() else -46 if ax.get_xlabel() else -32
    if source:
        ax.annotate(
            f"Source: {source}",
            (0, 0),
            xycoords="axes fraction",
            xytext=(0, below),
            textcoords="offset points",
            fontsize=SMALL,
            color=MUTED,
            va="top",
        )
