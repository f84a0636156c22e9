"""What a page says of itself to a search engine or to whoever shares its address: a sentence and a picture.

The picture is drawn from the table of claims when the book is built; so is the cover of the e-book.
Addresses are relative, as everywhere in the book: it does not know where it will be put.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from demarche.data import load

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CARD = "social-card.png"
LONGEST = 200
INK, ACCENT, PAPER = "#2a3140", "#b5400b", "#ffffff"
# Where things stand, as shares of the picture's height; type in points.
LEFT = 0.07
WIDE = {
    "title": 0.92,
    "words": 0.72,
    "rule": 0.585,
    "tiles": (0.06, 0.47),
    "size": 62,
    "signs": 1.6,
    "between": " ",
}
TALL = {
    "title": 0.9,
    "words": 0.785,
    "rule": 0.65,
    "tiles": (0.25, 0.35),
    "size": 70,
    "signs": 1.05,
    "between": "\n",
}


def summary(doctree: nodes.document) -> str:
    """First paragraph of a page that says something, cut at the end of a sentence or a word."""
    for paragraph in doctree.findall(nodes.paragraph):
        words = " ".join(paragraph.astext().split())
        if len(words) < 60:
            continue
        if len(words) <= LONGEST:
            return words
        whole = words[:LONGEST].rpartition(". ")[0]
        return f"{whole}." if len(whole) >= 60 else words[:LONGEST].rpartition(" ")[0] + " …"
    return ""


def draw(path: Path, size: tuple[float, float]) -> None:
    """Draw the title over the claims of the article, one square each.

    Parameters
    ----------
    path : Path
        The PNG to write.
    size : (width, height), in inches
        At 100 pixels to the inch. A tall picture has the title above, a wide one as well, in smaller type.
    """
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    from demarche.charts import verdict_tiles

    tall = size[1] > size[0]
    where = TALL if tall else WIDE
    figure = Figure(figsize=size, dpi=100, facecolor=PAPER)
    serif = {"family": "serif", "color": INK, "va": "top"}
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


def describe(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add the tags to the head of one page."""
    if app.builder.name != "html" or doctree is None:
        return
    tags = {
        'property="og:title"': context.get("title", ""),
        'property="og:type"': "article",
        'property="og:image"': context["pathto"](f"_static/{CARD}", 1),
        'property="og:image:alt"': "Démarche: the claims of a news story as squares, each with its verdict",
    }
    if words := summary(doctree):
        tags |= {'name="description"': words, 'property="og:description"': words}
    lines = [f'<meta {name} content="{escape(str(words))}" />' for name, words in tags.items()]
    context["metatags"] = context.get("metatags", "") + "\n" + "\n".join(lines)


def finish(app: Sphinx, problem: Exception | None) -> None:
    """Draw the picture for those who share the book's address; the e-book draws its cover itself."""
    if problem is None and app.builder.name == "html":
        draw(Path(app.outdir) / "_static" / CARD, (12, 6.3))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the handlers."""
    app.connect("html-page-context", describe)
    app.connect("build-finished", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
