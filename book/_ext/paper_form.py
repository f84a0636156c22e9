"""The book on one page, as `make pdf` prints it: with a list of contents, without what only a screen can use.

The page comes from Sphinx's `singlehtml` builder; a browser prints it, and its outline follows the headings.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

BELOW = '<div class="toctree-wrapper'


def without_permalinks(app: Sphinx) -> None:
    """Leave out the sign beside each heading: the outline would show it."""
    if app.builder.name == "singlehtml":
        app.config.html_permalinks = False


def without_sidebar(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Leave out the table of contents at the side, whose captions would be headings of the outline."""
    if app.builder.name == "singlehtml":
        context["sidebars"] = []


def entries(env: BuildEnvironment, page: str, level: int = 1) -> Iterator[str]:
    """Parts and pages below a page, in their order, each page a link."""
    for tree in env.get_doctree(page).findall(addnodes.toctree):
        if tree.get("caption"):
            yield f'<p class="part">{escape(tree["caption"])}</p>'
        for _title, name in tree["entries"]:
            title = escape(env.titles[name].astext())
            yield f'<p class="level-{level}"><a href="#document-{name}">{title}</a></p>'
            yield from entries(env, name, level + 1)


def add_contents(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Put the list of contents between the first page of the book and the others."""
    if app.builder.name == "singlehtml" and "body" in context:
        listed = "\n".join(entries(app.env, app.config.root_doc))
        nav = f'<nav class="book-contents" aria-label="Contents"><p class="head">Contents</p>{listed}</nav>'
        context["body"] = context["body"].replace(BELOW, nav + BELOW, 1)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the handlers; the side is emptied before the theme looks at it."""
    app.connect("builder-inited", without_permalinks)
    app.connect("html-page-context", without_sidebar, priority=100)
    app.connect("html-page-context", add_contents)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
