"""Write the bibliography with surnames first, in the order in which a reader looks for an author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as Plain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class SurnameFirst(Plain):
    """BibTeX's plain style, with *Snyder, Glenn H.* instead of *Glenn H. Snyder*."""

    default_name_style = "lastfirst"


def setup(app: Sphinx) -> dict[str, bool]:
    """Offer the style as `bibtex_default_style: surname_first`."""
    register_plugin("pybtex.style.formatting", "surname_first", SurnameFirst)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
