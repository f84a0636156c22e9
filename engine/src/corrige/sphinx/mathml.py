"""Render mathematics as MathML while the book is built, so that no page needs a script for it.

The conversion is docutils' own; today's browsers draw MathML without help, and screen readers can read it.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

log = logging.getLogger(__name__)
# An e-book is XML, which knows these few names only; docutils writes others too, as `&ApplyFunction;`.
NAMED = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;")


def to_mathml(node: nodes.Element, *, block: bool) -> str:
    """MathML of a formula; a formula that docutils cannot read is a warning and stays as its source."""
    try:
        written = str(tex2mathml(node.astext().strip(), as_block=block))
        return NAMED.sub(lambda sign: unescape(sign[0]), written)
    except (MathError, AttributeError, LookupError) as problem:  # what docutils raises on bad input
        log.warning("formula %r cannot be turned into MathML: %s", node.astext(), problem, location=node)
        return f"<code>{escape(node.astext())}</code>"


def inline(writer: HTML5Translator, node: nodes.math) -> None:
    """Write a formula that stands in a sentence."""
    writer.body.append(writer.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    writer.body.append(to_mathml(node, block=False) + "</span>")
    raise nodes.SkipNode


def display(writer: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula that stands alone, with its number when it has one."""
    # A wide formula scrolls on a phone, so the keyboard must reach it; `reading.js` undoes it for the rest.
    scrolls = {"tabindex": "0", "role": "group", "aria-label": "Formula"}
    writer.body.append(writer.starttag(node, "div", CLASS="math notranslate nohighlight", **scrolls))
    if node["number"]:
        writer.body.append(f'<span class="eqno">({get_node_equation_number(writer, node)})')
        writer.add_permalink_ref(node, "Link to this equation")
        writer.body.append("</span>")
    writer.body.append(to_mathml(node, block=True) + "</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Offer the renderer; `html_math_renderer: mathml` in the configuration chooses it."""
    app.add_html_math_renderer("mathml", (inline, None), (display, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
