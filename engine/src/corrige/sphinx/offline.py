"""Keep every page free of third-party hosts.

Extensions of the book's stack put two kinds of remote reference on a page: files from a content network
(widget managers, web fonts) and a configuration script that names one (thebe, which the book does not use).
Both are dropped here, after every other handler. `tests/content/test_no_outside.py` holds the proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

UNUSED = ("thebe", "THEBE")


def is_local(asset: object) -> bool:
    """Whether a style sheet or script of a page comes from the book itself and is of use there."""
    name = str(getattr(asset, "filename", asset) or "")
    body = str(getattr(asset, "attributes", {}).get("body", ""))
    return "//" not in name and not any(word in name or word in body for word in UNUSED)


def drop_remote(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Take remote and unused assets off one page."""
    for kind in ("css_files", "script_files"):
        context[kind] = [asset for asset in context.get(kind, []) if is_local(asset)]


def drop_widget_scripts(app: Sphinx, config: Any) -> None:
    """Notebook widgets would load their manager from a content network; no page of this book has one."""
    config.nb_ipywidgets_js = {}


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the handlers; 999 makes the page handler the last one to run."""
    app.connect("config-inited", drop_widget_scripts)
    app.connect("html-page-context", drop_remote, priority=999)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
