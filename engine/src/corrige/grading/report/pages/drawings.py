"""The report's three charts, in the house style, as SVG that needs no other file."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator

from corrige.grading.outcomes import Outcome
from corrige.grading.report.numbers import MINUS, as_share, decimals, plain
from corrige.grading.report.spread import Distribution
from corrige.grading.report.statistics import TaskStatistics

ACCENT: Final = "#B5400B"
CONTEXT: Final = "#8A919C"
MUTED: Final = "#545B67"
INK: Final = "#20252E"
_STYLE: Final = {
    "axes.edgecolor": CONTEXT,
    "axes.labelcolor": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
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
_WIDTH: Final = 6.8
# The same picture gives the same bytes: no date, and names inside the SVG that hang on a fixed word.
_SVG: Final = {"svg.hashsalt": "corrige", "svg.fonttype": "path", "axes.titlesize": 10.5}
_FILLS: Final[dict[str, tuple[str, str, str]]] = {
    # Name -> fill, hatch, colour of the number on it. Dark to light, so that it reads in grey as well.
    "all points": ("#1F4E79", "", "#FFFFFF"),
    "known mistake": (ACCENT, "", "#FFFFFF"),
    "other mistake": ("#F0B596", "", INK),
    "error or time": ("#FFFFFF", "xxxx", INK),
    "waiting": ("#C9BEDD", "", INK),
    "by a person": ("#8873B3", "", "#FFFFFF"),
    "not tried": ("#E6E8EC", "", INK),
}


@dataclass(frozen=True)
class Drawing:
    """A chart: its data address, what it shows in words, and its size in points."""

    address: str
    alt: str
    width: int
    height: int


def distribution(found: Distribution) -> Drawing:
    """Draw how many learners have how many points, with the median."""
    middle = found.quartiles[1]

    def draw(ax: Axes) -> None:
        edges = np.arange(len(found.counts)) * found.width
        ax.bar(edges + found.width / 2, found.counts, width=0.86 * found.width, color=CONTEXT)
        place = middle + found.width / 2
        ax.axvline(place, color=ACCENT, linewidth=1.6)
        left = place < 0.6 * edges[-1]
        ax.annotate(
            f"median {plain(middle)}",
            (place, 1),
            xycoords=("data", "axes fraction"),
            xytext=(5 if left else -5, 2),
            textcoords="offset points",
            ha="left" if left else "right",
            va="bottom",
            color=ACCENT,
        )
        ax.set_xticks(edges[::2] + found.width / 2, labels=[f"{edge:.0f}" for edge in edges[::2]])
        ax.tick_params(axis="x", length=0)
        ax.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
        ax.set_xlim(-0.3 * found.width, edges[-1] + 1.3 * found.width)
        ax.set_xlabel(f"points, out of the {plain(found.maximum)} that a machine marks")
        ax.set_ylabel("learners")
        ax.set_title(" ")

    low, _, high = found.quartiles
    alt = (
        f"Histogram of the points of {sum(found.counts)} learners. The median is {plain(middle)} of "
        f"{plain(found.maximum)}; the middle half lies between {plain(low)} and {plain(high)}, all between "
        f"{plain(found.lowest)} and {plain(found.highest)}."
    )
    return _drawing(draw, 2.6, alt)


def outcomes(tasks: Sequence[TaskStatistics]) -> Drawing:
    """Draw what became of every task, one row each."""
    parts = [_parts(each) for each in tasks]
    used = [name for name in _FILLS if any(row[name] for row in parts)]
    base = max((each.read for each in tasks), default=1) or 1

    def draw(ax: Axes) -> None:
        places = _label_rows(ax, [_label(each) for each in tasks])
        start = np.zeros(len(tasks))
        for name in used:
            fill, hatch, ink = _FILLS[name]
            width = np.array([row[name] for row in parts], dtype=float)
            drawn = ax.barh(
                places,
                width,
                left=start,
                height=0.7,
                color=fill,
                hatch=hatch,
                edgecolor="#FFFFFF",
                label=name,
            )
            if hatch:
                for patch in drawn.patches:
                    patch.set_edgecolor(CONTEXT)
            for place, count, left in zip(places, width, start, strict=True):
                if count / base > 0.035:
                    number = ax.text(left + count / 2, place, f"{count:.0f}", color=ink, fontsize=9)
                    number.set(ha="center", va="center")
                    if hatch:
                        number.set_bbox({"facecolor": fill, "edgecolor": "none", "pad": 0.6})
            start += width
        ax.set_xlim(0, base)
        ax.xaxis.set_visible(False)
        ax.spines["bottom"].set_visible(False)
        assert isinstance(ax.figure, Figure)
        ax.figure.legend(
            loc="outside upper left",
            ncols=_columns(len(used)),
            frameon=False,
            handlelength=1,
            handleheight=1,
            columnspacing=1.1,
            handletextpad=0.4,
            borderaxespad=0.2,
            fontsize=9,
        )

    rows = "; ".join(
        f"task {each.task.number}: " + ", ".join(f"{row[name]} {name}" for name in used if row[name])
        for each, row in zip(tasks, parts, strict=True)
    )
    lines = 1 if _columns(len(used)) == len(used) else 2
    return _drawing(draw, 0.35 + 0.2 * lines + 0.36 * len(tasks), f"Stacked bars, one for each task. {rows}.")


def _columns(names: int) -> int:
    """Names in a line of the legend; more than six would not fit into one."""
    return names if names <= 6 else (names + 1) // 2


def quality(tasks: Sequence[TaskStatistics], flagged: set[str]) -> Drawing | None:
    """Draw difficulty and discrimination side by side; None if no task is marked by a machine."""
    marked = [each for each in tasks if each.share_tried is not None]
    if not marked:
        return None

    def draw(left: Axes, right: Axes) -> None:
        places = _label_rows(left, [_label(each) for each in marked])
        for place, each in zip(places, marked, strict=True):
            colour = ACCENT if each.task.id in flagged else MUTED
            assert each.share_tried is not None
            assert each.share_all is not None
            left.plot([each.share_all, each.share_tried], [place, place], color=CONTEXT, linewidth=1)
            left.plot([each.share_all], [place], "o", color=colour, markerfacecolor="white", markersize=6)
            left.plot([each.share_tried], [place], "o", color=colour, markersize=6)
            if each.discrimination is not None:
                middle, low, high = each.discrimination
                right.plot([low, high], [place, place], color=colour, linewidth=1.2)
                right.plot([middle], [place], "o", color=colour, markersize=6)
        left.set_xlim(-0.03, 1.03)
        left.set_xticks([0, 0.5, 1], labels=["0", "50 %", "100 %"])
        left.set_title("Share of the points")
        left.set_xlabel("● who tried   ○ all")
        right.axvline(0, color=CONTEXT, linewidth=1)
        right.set_ylim(left.get_ylim())
        right.set_yticks([])
        right.spines["left"].set_visible(False)
        right.set_xlim(-1.03, 1.03)
        right.set_xticks([-1, 0, 1], labels=[f"{MINUS}1", "0", "1"])
        right.set_title("Discrimination")
        right.set_xlabel("with 95 % interval")
        if not any(each.discrimination for each in marked):
            right.text(0.5, 0.5, "too few learners", transform=right.transAxes, ha="center", color=MUTED)

    return _drawing_pair(draw, 1.05 + 0.34 * len(marked), _quality_alt(marked))


def _quality_alt(marked: Sequence[TaskStatistics]) -> str:
    ordered = sorted(marked, key=lambda each: each.share_tried or 0.0)
    hard, easy = ordered[0], ordered[-1]
    text = (
        f"Two columns of dots, one row for each task. Of those who tried, "
        f"task {hard.task.number} was hardest "
        f"({as_share(hard.share_tried or 0.0)} of the points) and task {easy.task.number} easiest "
        f"({as_share(easy.share_tried or 0.0)})."
    )
    known = [(each.discrimination.estimate, each) for each in marked if each.discrimination is not None]
    if not known:
        return f"{text} There are too few learners to say how well tasks tell them apart."
    known.sort(key=lambda pair: pair[0])
    (low, weak), (high, strong) = known[0], known[-1]
    return (
        f"{text} Discrimination goes from {decimals(low)} (task {weak.task.number}) to {decimals(high)} "
        f"(task {strong.task.number}). The table below has all numbers."
    )


def _parts(each: TaskStatistics) -> dict[str, int]:
    return {
        "all points": each.outcomes[Outcome.PASSED],
        "known mistake": each.outcomes[Outcome.FAILED] - each.unknown,
        "other mistake": each.unknown,
        "error or time": each.outcomes[Outcome.ERROR] + each.outcomes[Outcome.TIMED_OUT],
        "waiting": each.outcomes[Outcome.WAITING],
        "by a person": each.by_hand,
        "not tried": each.outcomes[Outcome.NOT_ATTEMPTED],
    }


def _label(each: TaskStatistics) -> str:
    title = each.task.title
    if len(title) > 30:
        title = title[:29].rsplit(" ", 1)[0] + " …"
    return f"{title}  {each.task.number}".replace("$", r"\$")


def _drawing(draw: Callable[[Axes], None], height: float, alt: str) -> Drawing:
    with mpl.rc_context({**_STYLE, **_SVG}):
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        ax = figure.subplots()
        draw(ax)
        return _saved(figure, alt)


def _drawing_pair(draw: Callable[[Axes, Axes], None], height: float, alt: str) -> Drawing:
    with mpl.rc_context({**_STYLE, **_SVG}):
        figure = Figure(figsize=(_WIDTH, height), layout=ConstrainedLayoutEngine(wspace=0.08))
        left, right = figure.subplots(1, 2)
        draw(left, right)
        return _saved(figure, alt)


def _saved(figure: Figure, alt: str) -> Drawing:
    out = io.BytesIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    width, height = figure.get_size_inches()
    return Drawing(
        address=f"data:image/svg+xml;base64,{base64.b64encode(out.getvalue()).decode()}",
        alt=alt,
        width=round(96 * width),
        height=round(96 * height),
    )


def _label_rows(ax: Axes, names: Sequence[str]) -> list[float]:
    """Give every name a row, the first on top, without ticks."""
    places = [float(row) for row in range(len(names))]
    ax.set_yticks(places, labels=list(names), color=INK)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_ylim(len(names) - 0.5, -0.5)
    return places
