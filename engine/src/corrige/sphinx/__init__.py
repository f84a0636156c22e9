"""What a course's book needs of Sphinx: one extension, made of these modules."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MODULES = (
    "cells",
    "epub",
    "exercise_card",
    "forms",
    "one_sheet",
    "readable_tables",
    "retrieval",
    "theme",
    "typography",
    "wayfinding",
)


def read_side_by_side(app: Sphinx) -> None:
    """Let pages be read on every core: jupyter-book has no option for it.

    It brings two extensions that do not say whether that is safe. It is: one numbers sections when all is
    read, the other works when LaTeX is written.
    """
    app.parallel = max(app.parallel, os.cpu_count() or 1)
    for name in ("sphinx_multitoc_numbering", "sphinx_jupyterbook_latex"):
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True


def setup(app: Sphinx) -> dict[str, bool]:
    """Set up every module."""
    app.connect("builder-inited", read_side_by_side)
    for name in MODULES:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
