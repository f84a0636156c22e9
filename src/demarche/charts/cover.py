"""The cover: the title over the claims of the article, for the e-book and for shared links."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from demarche.charts.stories import verdict_tiles
from demarche.data import load

INK, ACCENT, PAPER = "#2a3140", "#b5400b", "#ffffff"
# Where things stand, as shares of the picture's height; type in points.
LEFT = 0.07
WIDE: dict[str, Any] = {
    "title": 0.92,
    "words": 0.72,
    "rule": 0.585,
    "tiles": (0.06, 0.47),
    "size": 62,
    "signs": 1.6,
    "between": " ",
}
TALL: dict[str, Any] = {
    "title": 0.9,
    "words": 0.785,
    "rule": 0.65,
    "tiles": (0.25, 0.35),
    "size": 70,
    "signs": 1.05,
    "between": "\n",
}


def draw(path: Path, size: tuple[float, float]) -> None:
    """Draw the title over the claims of the article, one square each.

    Parameters
    ----------
    path : Path
        The PNG to write.
    size : (width, height), in inches
        At 100 pixels to the inch. A tall picture has the title above, a wide one as well, in smaller type.
    """
    tall = size[1] > size[0]
    where = TALL if tall else WIDE
    figure = Figure(figsize=size, dpi=100, facecolor=PAPER)
    serif: dict[str, Any] = {"family": "serif", "color": INK, "va": "top"}
    figure.text(LEFT, where["title"], "Démarche", size=where["size"], weight="bold", **serif)
    words = f"Reading a diplomatic{where['between']}rupture with evidence"
    figure.text(LEFT, where["words"], words, size=where["size"] * 0.45, **serif)
    figure.add_artist(Line2D((LEFT, LEFT + 0.12), (where["rule"],) * 2, color=ACCENT, linewidth=6))
    axes = figure.add_axes((LEFT, where["tiles"][0], 1 - 2 * LEFT, where["tiles"][1]), anchor="NW")
    verdict_tiles(load("claims"), ax=axes)
    axes.set_xlim(right=axes.get_xlim()[1] - 1.2)
    axes.yaxis.set_visible(False)
    axes.spines[:].set_visible(False)
    for sign in axes.texts:
        sign.set_fontsize(sign.get_fontsize() * where["signs"])
    figure.savefig(path)
