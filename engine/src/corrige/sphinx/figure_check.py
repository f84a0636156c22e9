"""Warn when a cell promises a figure and draws none; under `-W` the build then fails.

A chart can get lost without an error: a cell that draws on an old figure, an output that never arrived.
The page would show code, no picture, and no text for it either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)


def missing_figures(document: nodes.document) -> list[str]:
    """Names of the figures that cells of this page promise and that are not there."""
    promised = [
        (str(cell["cell_metadata"]["mystnb"]["figure"].get("name", "")), cell)
        for cell in document.findall(nodes.container)
        if "figure" in cell.get("cell_metadata", {}).get("mystnb", {})
    ]
    return [name for name, cell in promised if not any(cell.findall(nodes.figure))]


def warn(app: Sphinx, document: nodes.document) -> None:
    """Say which figure of the page is missing."""
    if app.config.nb_execution_mode == "off":
        return
    for name in missing_figures(document):
        log.warning(
            "the cell of figure '%s' drew no picture; if its code is right, delete _build/.jupyter_cache",
            name,
            location=app.env.docname,
            type="corrige",
            subtype="figure",
        )


def setup(app: Sphinx) -> dict[str, bool]:
    """Look at each page once it is read."""
    app.connect("doctree-read", warn)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
