"""What the theme and its companions leave to mend, for a screen reader, a slow line or a phone.

No page loads anything from another host, and each says of itself what it is. Each function mends one thing
in what others wrote; `tests/browser/book` and `tests/content/test_no_outside.py` have the proof that it is
needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from docutils import nodes

from corrige.course import find_course

if TYPE_CHECKING:
    from sphinx.application import Sphinx

UNUSED = ("thebe", "THEBE")


def is_local(asset: object) -> bool:
    """Whether a style sheet or script of a page comes from the book itself and is of use there."""
    name = str(getattr(asset, "filename", asset) or "")
    body = str(getattr(asset, "attributes", {}).get("body", ""))
    return "//" not in name and not any(word in name or word in body for word in UNUSED)


#: Scripts in the page itself, and those of the search page, need what these two small files define.
AT_ONCE = ("documentation_options.js", "doctools.js")


def drop_remote(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Take remote and unused assets off one page."""
    for kind in ("css_files", "script_files"):
        context[kind] = [asset for asset in context.get(kind, []) if is_local(asset)]
    for script in context["script_files"]:  # the same objects serve every page: what is set here stays
        name = str(getattr(script, "filename", None) or "")
        if name and not name.endswith(AT_ONCE):
            script.attributes.setdefault("defer", "defer")


def drop_widget_scripts(app: Sphinx, config: Any) -> None:
    """Notebook widgets would load their manager from a content network; no page of this book has one."""
    config.nb_ipywidgets_js = {}


CARD = "social-card.png"
LONGEST = 200
VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>\s*|<meta content="[^"]*" name="viewport"[^>]*>\s*')


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
    """Add the tags to the head of one page, and leave out what the theme says again.

    Whoever shows a shared link needs the picture's whole address, which ``html_baseurl`` begins.
    """
    if app.builder.name != "html" or doctree is None:
        return
    tags = {'property="og:title"': context.get("title", ""), 'property="og:type"': "article"}
    if base := app.config.html_baseurl:
        tags |= {
            'property="og:image"': f"{base.rstrip('/')}/_static/{CARD}",
            'property="og:image:alt"': app.config.picture_alt,
        }
    if words := summary(doctree):
        tags |= {'name="description"': words, 'property="og:description"': words}
    lines = [f'<meta {name} content="{escape(str(words))}" />' for name, words in tags.items()]
    context["metatags"] = VIEWPORT.sub("", context.get("metatags", "")) + "\n" + "\n".join(lines)


def draw_card(app: Sphinx, problem: Exception | None) -> None:
    """Draw the picture for those who share the book's address; the e-book draws its cover itself."""
    if problem is None and app.builder.name == "html":
        draw(app, Path(app.outdir) / "_static" / CARD, (12, 6.3))


def name_entry(app: Sphinx, problem: Exception | None) -> None:
    """Give the page that leads on to the book's first a title and a language, as every page has."""
    page = Path(app.outdir) / "index.html"
    if problem is None and app.builder.name == "html" and app.config.root_doc != "index" and page.is_file():
        onward = page.read_text(encoding="utf-8")
        if "<title>" not in onward:
            title = f"<title>{escape(app.config.html_title)}</title>"
            page.write_text(
                f'<!doctype html>\n<html lang="{app.config.language}">\n{title}\n{onward}', encoding="utf-8"
            )


ICON_FONT = re.compile(r"\s*<(?:link|script)\b[^>]*/vendor/fontawesome/[^>]*>(?:\s*</script>)?")
LATE_CHOICE = re.compile(r'\s*<script data-cfasync="false">.*?</script>', re.DOTALL)
TOGGLE = re.compile(
    r'<summary aria-label="[^"]*">\s*'
    r'<p class="(collapsed admonition-title)">(.*?)</p>\s*<p class="(expanded admonition-title)">(.*?)</p>\s*'
    r"</summary>",
    re.DOTALL,
)
FIGURE = re.compile(
    r'(<figure\b(?:(?!</figure>).)*?<img\b[^>]*?\bsrc="([^"]+)".*?)(</p>\s*</figcaption>)', re.DOTALL
)


def lean_head(head: str) -> str:
    """Take out of a page's head what the book does itself.

    The icon font is 0.9 MB for a dozen signs, which `icons.css` draws. The theme's choice of colours leaves a
    page without any until its scripts have come, wherever the system decides; `layout.html` chooses at once.
    """
    return LATE_CHOICE.sub("", ICON_FONT.sub("", head))


def without_viewport(head: str) -> str:
    """Take out the theme's tag for the width of a screen, which Sphinx has written already."""
    return VIEWPORT.sub("", head)


def plain_toggles(body: str) -> str:
    """Name the switch of a hidden cell by the words on it, and keep paragraphs out of it."""
    return TOGGLE.sub(r'<summary><span class="\1">\2</span><span class="\3">\4</span></summary>', body)


def works_in_a_list(body: str) -> str:
    """Give the entries of the bibliography a role that its list may have.

    docutils writes `doc-biblioentry`, which ARIA no longer recommends, and which a list may not hold.
    """
    return body.replace('role="doc-biblioentry"', 'role="listitem"')


def enlargeable(body: str) -> str:
    """Add to each caption a link to the picture alone; the style sheet shows it where it is small."""
    return FIGURE.sub(r'\1 <a class="enlarge" href="\2">Enlarge the picture</a>\3', body)


def named_branches(tree: Any) -> Any:
    """Name each switch in the table of contents after the page whose sections it shows."""
    if isinstance(tree, BeautifulSoup):
        for switch in tree.select("li > details > summary"):
            link = switch.find_previous("a")
            name = " ".join(link.get_text(" ").split()) if link else "this one"
            switch["aria-label"] = f"Pages below {name}"
    return tree


#: What the menu of downloads offers, in words; the theme has the ending of a file alone.
OFFERED = {"download-source-button": "The text of this page", "download-pdf-button": "Print, or save as PDF"}


def named_downloads(buttons: Iterable[dict[str, Any]]) -> None:
    """Say of each file in the menu of downloads what it is."""
    for button in buttons:
        named_downloads(button.get("buttons", ()))
        if words := OFFERED.get(button.get("label", "")):
            button["text"] = words


def mend_page(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Mend one page."""
    context["lean_head"], context["once"] = lean_head, without_viewport
    named_downloads(context.get("header_buttons", ()))
    if "body" in context:
        context["body"] = works_in_a_list(plain_toggles(context["body"]))
        if app.builder.name == "html":
            context["body"] = enlargeable(context["body"])
    write_tree: Callable[..., Any] | None = context.get("generate_toctree_html")
    if write_tree:
        context["generate_toctree_html"] = lambda *how, **more: named_branches(write_tree(*how, **more))


def make_static_folder(app: Sphinx) -> None:
    """Make the folder of styles and pictures before anything is copied to it.

    The theme copies the logos when a build ends, a failed one too. Where there is no folder yet they become a
    file of its name, and with that every later build fails.
    """
    static = Path(app.outdir) / "_static"
    if static.is_file():
        static.unlink()
    static.mkdir(parents=True, exist_ok=True)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what is above."""
    app.connect("builder-inited", make_static_folder)
    app.connect("config-inited", drop_widget_scripts)
    app.connect("html-page-context", drop_remote, priority=999)
    app.add_config_value("picture_alt", "", "html")
    app.connect("html-page-context", describe)
    app.connect("build-finished", draw_card)
    app.connect("build-finished", name_entry, priority=900)  # when it has been written
    app.connect("html-page-context", mend_page, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
