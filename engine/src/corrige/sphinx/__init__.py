"""What a course's book needs of Sphinx: one extension, made of these modules."""

from __future__ import annotations

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


def setup(app: Sphinx) -> dict[str, bool]:
    """Set up every module."""
    for name in MODULES:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
