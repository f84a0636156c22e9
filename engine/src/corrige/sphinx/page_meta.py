"""What a page says of itself to a search engine or to whoever shares its address: a sentence and a picture.

The course draws the picture when the book is built; so it does the cover of the e-book.
Addresses are relative, as everywhere in the book: it does not know where it will be put.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from corrige.course import find_course

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CARD = "social-card.png"
LONGEST = 200


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


def draw(app: Sphinx, path: Path, size: tuple[float, float]) -> None:
    """Have the course draw its picture: what it registers as ``cover`` in the group ``corrige.pictures``.

    Parameters
    ----------
    app : Sphinx
    path : Path
        The PNG to write.
    size : (width, height), in inches
        At 100 pixels to the inch.
    """
    for picture in find_course(Path(app.srcdir)).extensions("pictures"):
        picture(path, size)


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
        'property="og:image:alt"': app.config.picture_alt,
    }
    if words := summary(doctree):
        tags |= {'name="description"': words, 'property="og:description"': words}
    lines = [f'<meta {name} content="{escape(str(words))}" />' for name, words in tags.items()]
    context["metatags"] = context.get("metatags", "") + "\n" + "\n".join(lines)


def finish(app: Sphinx, problem: Exception | None) -> None:
    """Draw the picture for those who share the book's address; the e-book draws its cover itself."""
    if problem is None and app.builder.name == "html":
        draw(app, Path(app.outdir) / "_static" / CARD, (12, 6.3))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the handlers."""
    app.add_config_value("picture_alt", "", "html")
    app.connect("html-page-context", describe)
    app.connect("build-finished", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
