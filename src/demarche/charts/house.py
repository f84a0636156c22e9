"""The house style: four colours, one set of rules, and the small steps that every chart shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

ACCENT: Final = "#B5400B"
"""The one colour that makes the point: a dark vermilion, apart from grey in hue and, printed, in darkness."""
CONTEXT: Final = "#8A919C"
"""Lines and bars that are there for comparison."""
MUTED: Final = "#545B67"
"""Words about the context: axis labels, source."""
INK: Final = "#20252E"
PAPER: Final = "#FFFFFF"
GRID: Final = "#E2E5EA"
"""Lines that help the eye to a value, and the ground of what is neither here nor there."""
WIDTH: Final = 4.9
"""Inches. A phone shows a chart about as many pixels wide as this is points: 10 points, 10 pixels."""
SMALL: Final = 11.0
"""Points; no words of a chart are smaller."""
TITLE: Final = 13.0
EDGE: Final = 0.01
"""Where title and unit begin, as a share of the figure's width."""
LINE: Final = 48
"""Characters of a title that have room in one line."""
FONT: Final = "Demarche Sans"
"""The book's own sans serif, which comes with the package: the same picture on every machine."""

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
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "axes.titlelocation": "left",
    "axes.titlesize": TITLE,
    "axes.titleweight": "bold",
    "axes.titlepad": 12,
    "axes.labelsize": SMALL,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "ytick.major.size": 0,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "font.family": [FONT, "DejaVu Sans"],  # the second comes with matplotlib and has the signs
    "font.size": 11.5,
    "lines.linewidth": 1.6,
    "lines.solid_capstyle": "round",
}


@contextmanager
def style() -> Iterator[None]:
    """Draw in the house style inside a `with` block, and leave the reader's own settings alone after it."""
    _load_backend()
    _load_font()
    with mpl.rc_context(RC):
        yield


@cache
def _load_backend() -> None:
    """Load the drawing backend now rather than with the first chart.

    A notebook's backend switches `interactive` on when it is loaded. Inside the house style that would
    be undone at the end of the block, and every later chart of the notebook would silently not be shown.
    """
    plt.switch_backend(plt.get_backend())


@cache
def _load_font() -> None:
    """Tell matplotlib of the two weights in this package."""
    for path in sorted((Path(__file__).parent / "fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(path)


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


def number(fmt: str, value: float) -> str:
    """A number as the book writes it: with a true minus."""
    return fmt.format(value).replace("-", "\N{MINUS SIGN}")


def label_rows(ax: Axes, names: Iterable[object]) -> list[float]:
    """Give every name a row, the first on top, without ticks."""
    written = [str(name) for name in names]
    places = [float(row) for row in range(len(written))]
    ax.set_yticks(places, labels=written, color=INK)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_ylim(len(written) - 0.5, -0.5)
    return places


def write_title(ax: Axes, title: str, unit: str = "") -> None:
    """Write the title at the left edge of the figure, or over its own axes where there are several.

    A title over the axes would begin to the right of long row labels, and make the picture wider.
    Below it, lighter, stands what is measured and in which unit; without room for that it is the axis' label.
    """
    figure = _figure(ax)
    if len(figure.axes) > 1 or figure.get_layout_engine() is None:
        ax.set_title(_broken(title))
        ax.set_ylabel(unit)
        return
    if title:
        size, weight = RC["axes.titlesize"], RC["axes.titleweight"]
        figure.suptitle(_broken(title), x=EDGE, ha="left", fontsize=size, weight=weight, color=INK)
    if unit:
        ax.annotate(
            unit,
            (EDGE, 1),
            xycoords=(_figure(ax).transFigure, "axes fraction"),
            xytext=(0, 9),
            textcoords="offset points",
            fontsize=SMALL,
            color=MUTED,
        )


def _figure(ax: Axes) -> Figure:
    """The whole figure of some axes."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    return figure


def _broken(title: str) -> str:
    """A title too long for one line, in two lines of about the same length."""
    if len(title) <= LINE:
        return title
    middle = len(title) / 2
    gaps = [place for place, letter in enumerate(title) if letter == " "]
    cut = min(gaps, key=lambda place: abs(place - middle), default=len(title))
    return f"{title[:cut]}\n{title[cut + 1 :]}"


def finish(ax: Axes, title: str, source: str, unit: str = "") -> None:
    """Write title and unit, and the source below whatever the horizontal axis already takes."""
    write_title(ax, title, unit)
    below = -10 if not ax.axison or not ax.xaxis.get_visible() else -46 if ax.get_xlabel() else -32
    if source:
        ax.annotate(
            f"Source: {source}",
            (EDGE, 0),
            xycoords=(_figure(ax).transFigure, "axes fraction"),
            xytext=(0, below),
            textcoords="offset points",
            fontsize=SMALL,
            color=MUTED,
            va="top",
        )
