"""How words, names, numbers and formulas are set.

- The bibliography has surnames first, and addresses that any reader program accepts.
- French words are marked as French, so that a screen reader pronounces them as such. The glossary marks its
  own; in the chapters an emphasised word is marked when the glossary has it as a French term and not as an
  English one. Any other can be marked by hand: `[mot]{.language-fr}`.
- Formulas become MathML while the book is built, so that no page needs a script for them. The conversion is
  docutils' own; today's browsers draw MathML without help, and screen readers can read it.
- Numbers in running text have a true minus and a space that holds before the per cent sign, however the code
  that put them there wrote them. Code, formulas and drawings stay as they are.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as Plain
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from corrige.course import find_course
from corrige.tables import Tables

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class SurnameFirst(Plain):
    """BibTeX's plain style, with *Snyder, Glenn H.* instead of *Glenn H. Snyder*."""

    default_name_style = "lastfirst"


class SafeAddresses(SphinxPostTransform):
    """Write `<` and `>`, which some DOIs contain, as an address must have them."""

    default_priority = 100  # after the bibliography has been put in

    def run(self, **_: Any) -> None:
        """Mend every link of the page."""
        for link in self.document.findall(nodes.reference):
            if "refuri" in link:
                link["refuri"] = link["refuri"].replace("<", "%3C").replace(">", "%3E")


def plain(words: str) -> str:
    """Words with one kind of apostrophe, one kind of space, and no capitals."""
    return " ".join(words.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold().split())


@cache
def french_terms(root: Path) -> frozenset[str]:
    """French terms of the course's glossary, without those that are English terms of it as well.

    The glossary is the table `glossary` with the columns ``term`` and ``term_fr``; a course may have none.
    """
    tables = Tables(f"{find_course(root).package}.data")
    if "glossary" not in tables.names():
        return frozenset()
    glossary = tables.load("glossary")
    english = {plain(term) for term in glossary["term"]}
    # One plain word, such as "abandon", may be English as well.
    french = {
        plain(part) for terms in glossary["term_fr"].dropna() for part in re.split(r"\s*[;,()]\s*", terms)
    }
    return frozenset(term for term in french - english if " " in term or not term.isascii())


class MarkFrench(SphinxTransform):
    """Set the language of emphasised French terms."""

    default_priority = 400

    def apply(self, **_: Any) -> None:
        """Look at every emphasised text of the page."""
        terms = french_terms(Path(self.env.srcdir)) | set(self.env.config.french_terms)
        for words in self.document.findall(nodes.emphasis):
            if plain(words.astext()) in terms:
                words["classes"].append("language-fr")


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


TAG = re.compile(r"(<[^>]*>)")
# What is code, a formula or a drawing.
APART = re.compile(r"</?(pre|code|script|style|math|svg|textarea)\b")
# A hyphen at the beginning of a number, but not the one inside 2026-02-24 or d-137.
HYPHEN = re.compile(r"(?<![\w.\u2013\u2212-])-(?=\.?\d)")
PER_CENT = re.compile(r"(?<=\d)[ \u00a0]?%(?!\w)")
SPACED = re.compile(r"^ %(?!\w)")


def set_numbers(html: str) -> str:
    """Mend the numbers in the text of a page, and nothing else of it."""
    parts, inside, after_digit = TAG.split(html), 0, False
    for place, part in enumerate(parts):
        if place % 2:
            if APART.match(part):
                inside += 0 if part.endswith("/>") else (-1 if part.startswith("</") else 1)
            continue
        if not part:
            continue
        if not inside:
            text = PER_CENT.sub("\u00a0%", HYPHEN.sub("\u2212", part))
            parts[place] = SPACED.sub("\u00a0%", text) if after_digit else text
        after_digit = part[-1].isdigit()
    return "".join(parts)


def mend_numbers(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Mend the numbers of one page."""
    if "body" in context:
        context["body"] = set_numbers(context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what is above."""
    register_plugin("pybtex.style.formatting", "surname_first", SurnameFirst)
    app.add_post_transform(SafeAddresses)
    app.add_config_value("french_terms", [], "env", [list])
    app.add_transform(MarkFrench)
    app.add_html_math_renderer("mathml", (inline, None), (display, None))
    app.connect("html-page-context", mend_numbers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
