"""Links that a cell writes as HTML, such as a table's: let them find their page in every form of the book.

Sphinx knows the links of Markdown and names pages as each form does. What a cell writes passes as it is, with
`.html` at the end; in the e-book a page ends in `.xhtml`, and the paper book is one page.
"""

from __future__ import annotations

import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LINK = re.compile(r'(?<=\bhref=")(?P<page>[^":?#]+)\.html(?P<place>#[^"]*)?(?=")')


def found_in(form: str, address: re.Match[str], docname: str, pages: set[str]) -> str:
    """Address of the same place in a form of the book; as it was if it is no page of the book."""
    page = posixpath.normpath(posixpath.join(posixpath.dirname(docname), address["page"]))
    if page not in pages:
        return address[0]
    place = address["place"] or ""
    if form == "epub":
        return f"{address['page']}.xhtml{place}"
    return f"#document-{page}{place}"


class WrittenLinks(SphinxPostTransform):
    """Mend the links of raw HTML."""

    default_priority = 110  # after a cell's output has become raw HTML
    builders = ("epub", "singlehtml")

    def run(self, **_: Any) -> None:
        """Mend them all; in the paper book, each from the page that it once stood on."""
        form, pages = self.app.builder.name, set(self.env.all_docs)
        for raw in list(self.document.findall(nodes.raw)):
            mend = partial(found_in, form, docname=page_of(raw) or self.env.docname, pages=pages)
            mended = LINK.sub(mend, raw.astext())
            raw.replace_self(nodes.raw(raw.rawsource, mended, **raw.attributes))


def page_of(node: nodes.Node | None) -> str | None:
    """The page that a node of the paper book once stood on; None for the first page."""
    while node is not None and not (isinstance(node, nodes.Element) and "docname" in node):
        node = node.parent
    return str(node["docname"]) if isinstance(node, nodes.Element) else None


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the transform."""
    app.add_post_transform(WrittenLinks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
