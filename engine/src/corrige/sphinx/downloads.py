"""`{downloads}`: offer the book as one file, in the forms that have been made.

`make epub` and `make pdf` put them into `_build`. A form that is not there is not offered, and the page that
offers them is written again when one has come, gone or changed.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

WORDS = {".epub": "EPUB, for an e-reader", ".pdf": "PDF, for paper"}


class DownloadsPlace(nodes.General, nodes.Element):
    """Where the forms are offered."""


class Downloads(SphinxDirective):
    """Note where a page offers them."""

    def run(self) -> list[nodes.Node]:
        """Put a place, to be filled when the page is written."""
        self.env.metadata[self.env.docname]["downloads"] = "yes"
        return [DownloadsPlace()]


def forms(source: Path) -> dict[str, int]:
    """Size in bytes of each form that has been made."""
    made = {path.name: path for path in sorted((source / "_build").glob("*.*")) if path.suffix in WORDS}
    return {name: path.stat().st_size for name, path in made.items() if path.is_file()}


def offer(found: dict[str, int], folder: str) -> list[nodes.Node]:
    """One sentence with a link to each; nothing when there is none."""
    if not found:
        return []
    line = nodes.paragraph(
        "", "The whole book as one file, to keep without a network: ", classes=["downloads"]
    )
    for name, size in found.items():
        if len(line) > 1:
            line += nodes.Text("; ")
        line += nodes.reference("", WORDS[Path(name).suffix], refuri=f"{folder}{name}", internal=True)
        line += nodes.Text(f" ({size / 1e6:.1f} MB)")
    line += nodes.Text(".")
    return [line]


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill the places of one page; an e-book does not offer itself."""
    found = forms(Path(app.srcdir)) if app.builder.name == "html" else {}
    for place in list(doctree.findall(DownloadsPlace)):
        place.replace_self(offer(found, "../" * docname.count("/") + "_downloads/"))


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Pages to write again, because what they offer is not what there is."""
    now, before = forms(Path(app.srcdir)), getattr(env, "corrige_forms", {})
    env.corrige_forms = now  # type: ignore[attr-defined]
    return [] if now == before else [page for page, facts in env.metadata.items() if "downloads" in facts]


def copy(app: Sphinx, problem: Exception | None) -> None:
    """Put the forms beside the pages."""
    if problem or app.builder.name != "html":
        return
    folder = Path(app.outdir) / "_downloads"
    folder.mkdir(exist_ok=True)
    for name in forms(Path(app.srcdir)):
        shutil.copyfile(Path(app.srcdir) / "_build" / name, folder / name)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive and the handlers."""
    app.add_node(DownloadsPlace)
    app.add_directive("downloads", Downloads)
    app.connect("env-get-outdated", outdated)
    app.connect("doctree-resolved", fill)
    app.connect("build-finished", copy)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
