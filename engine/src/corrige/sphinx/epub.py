"""The e-book: what Sphinx's own builder leaves out for a book of formulas and notebooks.

`epubcheck` is the judge. A reading system has no scripts and no theme: pages carry one small style sheet,
answers stand open, and the manifest says which pages have MathML or drawings.
"""

from __future__ import annotations

import posixpath
import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from corrige.course import find_course
from corrige.sphinx.theme import draw

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STYLES = ("_static/pygments.css", "_static/ebook.css")
COVER = "_static/cover.png"
REGION = re.compile(r'<div (?=[^>]*class="table-region")(?:"[^"]*"|[^">])*>')
# The arrow of an answer, which stands open here, and the settings of a service that the book does not use.
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
USELESS = re.compile(rf'<span class="sd-summary-state-marker.*?</span>|{SCRIPT.pattern}', re.DOTALL)
WITHOUT_USE = re.compile(r"<(?:form|link)\b")
TAG = re.compile(r"<[^>]+>")
PAGE_IN_MANIFEST = re.compile(
    r'<item id="[^"]+" href="([^"]+\.xhtml)" media-type="application/xhtml\+xml"(?= />)'
)


class Epub(Epub3Builder):
    """Sphinx's EPUB 3 builder, with a spine and a manifest that fit this book."""

    def get_toc(self) -> None:
        """Collect the contents; pages that are reached by way of another folder keep their plain address."""
        super().get_toc()
        for entry in self.refnodes:
            entry["refuri"] = posixpath.normpath(entry["refuri"])

    def build_content(self) -> None:
        """Write the manifest: only files that pages use, and which of the pages have MathML or drawings."""
        static = Path(self.outdir) / "_static"
        for path in sorted(static.rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif f"_static/{path.relative_to(static).as_posix()}" not in STYLES:
                path.unlink()
        draw(self.app, static / Path(COVER).name, (8, 12))
        super().build_content()
        manifest = Path(self.outdir) / "content.opf"
        manifest.write_text(PAGE_IN_MANIFEST.sub(self._with_properties, manifest.read_text("utf-8")), "utf-8")

    def _with_properties(self, item: re.Match[str]) -> str:
        page = Path(self.outdir) / item[1]
        text = page.read_text("utf-8") if page.is_file() else ""
        held = [kind for kind, sign in (("mathml", "<math"), ("svg", "<svg")) if sign in text]
        return item[0] + (f' properties="{" ".join(held)}"' if held else "")


class NoScripts(SphinxPostTransform):
    """Leave out what works by script alone, or styles it: the page says the same in words and in a figure."""

    default_priority = 100
    builders = ("epub",)

    def run(self, **_: Any) -> None:
        """Take scripts out of raw HTML; a form, a style sheet or nothing but scripts goes as a whole."""
        for raw in list(self.document.findall(nodes.raw)):
            rest = SCRIPT.sub("", raw.astext())
            if WITHOUT_USE.search(rest) or (rest != raw.astext() and not TAG.sub("", rest).strip()):
                raw.parent.remove(raw)
            elif rest != raw.astext():
                raw.replace_self(nodes.raw(raw.rawsource, rest, **raw.attributes))


def mend_page(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Make one page fit for a reading system."""
    if app.builder.name != "epub":
        return
    context["script_files"] = []
    context["css_files"] = [css for css in context["css_files"] if _name(css).startswith(STYLES)]
    if "body" in context:
        body = USELESS.sub("", context["body"]).replace("<details", '<details open="open"')
        context["body"] = REGION.sub('<div class="table-region">', body)


def _name(style: object) -> str:
    return str(getattr(style, "filename", style))


def add_style(app: Sphinx) -> None:
    """Give the e-book its own style sheet, and only the e-book."""
    if app.builder.name == "epub":
        app.add_css_file("ebook.css")


def name_parts(app: Sphinx, config: Any) -> None:
    """Name what an e-book must have: its edition, which is that of the package, and its cover."""
    config.version = config.version or version(find_course(Path(app.srcdir)).distribution)
    config.epub_cover = (COVER, "")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the builder, under the name of the one it extends."""
    app.add_builder(Epub, override=True)
    app.add_post_transform(NoScripts)
    app.connect("config-inited", name_parts)
    app.connect("builder-inited", add_style)
    app.connect("html-page-context", mend_page, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
