"""Numbers in running text as a printer sets them: a true minus, a space that holds before the per cent sign.

A number that code puts into a sentence comes with a hyphen, and as ``57%`` or ``57 %``; on the page all are
written in one way. Code, formulas and drawings stay as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

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


def mend_page(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Mend the numbers of one page."""
    if "body" in context:
        context["body"] = set_numbers(context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the handler."""
    app.connect("html-page-context", mend_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
