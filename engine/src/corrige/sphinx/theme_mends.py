"""Mend what the theme and its companions leave unreadable: for a screen reader, on a slow line, on a phone.

Each function mends one thing in HTML that others wrote. `tests/browser/book` has the proof that it is needed:
axe-core, the weight of a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ICON_FONT = re.compile(r"\s*<(?:link|script)\b[^>]*/vendor/fontawesome/[^>]*>(?:\s*</script>)?")
TOGGLE = re.compile(
    r'<summary aria-label="[^"]*">\s*'
    r'<p class="(collapsed admonition-title)">(.*?)</p>\s*<p class="(expanded admonition-title)">(.*?)</p>\s*'
    r"</summary>",
    re.DOTALL,
)
FIGURE = re.compile(
    r'(<figure\b(?:(?!</figure>).)*?<img\b[^>]*?\bsrc="([^"]+)".*?)(</p>\s*</figcaption>)', re.DOTALL
)


def without_icon_font(head: str) -> str:
    """Take the icon font out of a page's head: 0.9 MB for a dozen signs, which `icons.css` draws."""
    return ICON_FONT.sub("", head)


def plain_toggles(body: str) -> str:
    """Name the switch of a hidden cell by the words on it, and keep paragraphs out of it."""
    return TOGGLE.sub(r'<summary><span class="\1">\2</span><span class="\3">\4</span></summary>', body)


def works_in_a_list(body: str) -> str:
    """Give the entries of the bibliography a role that its list may have.

    docutils writes `doc-biblioentry`, which ARIA no longer recommends, and which a list may not hold.
    """
    return body.replace('role="doc-biblioentry"', 'role="listitem"')


def enlargeable(body: str) -> str:
    """Add to each caption a link to the chart alone; the style sheet shows it on narrow screens only."""
    return FIGURE.sub(r'\1 <a class="enlarge" href="\2">Enlarge the chart</a>\3', body)


def named_branches(tree: Any) -> Any:
    """Name each switch in the table of contents after the page whose sections it shows."""
    if isinstance(tree, BeautifulSoup):
        for switch in tree.select("li > details > summary"):
            link = switch.find_previous("a")
            switch["aria-label"] = f"Pages below {link.get_text(strip=True) if link else 'this one'}"
    return tree


def mend_page(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Mend one page."""
    context["lean_head"] = without_icon_font
    if "body" in context:
        context["body"] = works_in_a_list(plain_toggles(context["body"]))
        if app.builder.name == "html":
            context["body"] = enlargeable(context["body"])
    write_tree: Callable[..., Any] | None = context.get("generate_toctree_html")
    if write_tree:
        context["generate_toctree_html"] = lambda *how, **more: named_branches(write_tree(*how, **more))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the handler, to run when the theme's own are done."""
    app.connect("html-page-context", mend_page, priority=900)
    app.add_css_file("icons.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
