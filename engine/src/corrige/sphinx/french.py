"""Mark French words as French, so that a screen reader pronounces them as such.

The glossary marks its own. In the chapters an emphasised word is marked when the glossary has it as a French
term; words that English has too, such as *persona non grata*, are left alone. Any other can be marked
by hand: `[mot]{.language-fr}`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from corrige.course import find_course
from corrige.tables import Tables

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def plain(words: str) -> str:
    """Words with one kind of apostrophe, one kind of space, and no capitals."""
    return " ".join(words.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold().split())


@cache
def french_terms(root: Path) -> frozenset[str]:
    """French terms of the course's glossary, without those that are English terms of it as well.

    The glossary is the table `glossary` with the columns ``term`` and ``term_fr``.
    """
    glossary = Tables(f"{find_course(root).package}.data").load("glossary")
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


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the transform."""
    app.add_config_value("french_terms", [], "env", [list])
    app.add_transform(MarkFrench)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
