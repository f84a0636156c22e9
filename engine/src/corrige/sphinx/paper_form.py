"""The book on one page, as `make pdf` prints it: with a list of contents, without what only a screen can use.

The page comes from Sphinx's `singlehtml` builder; a browser prints it, and its outline follows the headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from corrige.sphinx.written_links import page_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

BELOW = '<div class="toctree-wrapper'


# As Sphinx writes a link to a place on a page: the page's name on the one page, and the place's own.
PLACE = re.compile(r"#document-(?P<page>[^#\"]+)#(?P<id>[^\"]+)")


class OneOfEachName(SphinxPostTransform):
    """Give each place a name of its own: on one page, two chapters cannot both have a `#verdict`."""

    default_priority = 800  # when all links are resolved
    builders = ("singlehtml",)

    def run(self, **_: Any) -> None:
        """Rename the places whose name occurs twice, and lead every link to its own."""
        places = [node for node in self.document.findall(nodes.Element) if node["ids"]]
        count = Counter(name for node in places for name in node["ids"])
        owners = {(self._page(node), name) for node in places for name in node["ids"]}

        def new(page: str, name: str) -> str:
            return f"{page.replace('/', '-')}-{name}" if count[name] > 1 and (page, name) in owners else name

        for node in places:
            node["ids"] = [new(self._page(node), name) for name in node["ids"]]
        for node in self.document.findall(nodes.reference):
            if "refid" in node:
                node["refid"] = new(self._page(node), node["refid"])
            if "refuri" in node:
                node["refuri"] = PLACE.sub(lambda to: "#" + new(to["page"], to["id"]), node["refuri"])
        for raw in list(self.document.findall(nodes.raw)):
            mended = PLACE.sub(lambda to: "#" + new(to["page"], to["id"]), raw.astext())
            raw.replace_self(nodes.raw(raw.rawsource, mended, **raw.attributes))

    def _page(self, node: nodes.Node) -> str:
        return page_of(node) or str(self.env.docname)


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
        first = f'<span id="document-{app.config.root_doc}"></span>'
        context["body"] = first + context["body"].replace(BELOW, nav + BELOW, 1)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the handlers; the side is emptied before the theme looks at it."""
    app.add_post_transform(OneOfEachName)
    app.connect("builder-inited", without_permalinks)
    app.connect("html-page-context", without_sidebar, priority=100)
    app.connect("html-page-context", add_contents)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
