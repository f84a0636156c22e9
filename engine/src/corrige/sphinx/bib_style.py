"""Write the bibliography with surnames first, in the order in which a reader looks for an author.

Its links are addresses that any reader program accepts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as Plain
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class SurnameFirst(Plain):
    """BibTeX's plain style, with *Snyder, Glenn H.* instead of *Glenn H. Snyder*."""

    default_name_style = "lastfirst"


class SafeAddresses(SphinxPostTransform):
    """Write `<` and `>`, which some DOIs contain, as an address must have them."""

    default_priority = 100  # after the bibliography has been put in

    def run(self, **_: Any) -> None:
        """Mend every link of the page."""
        for link in self.document.findall(nodes.reference):
            if "refuri" in link:
                link["refuri"] = link["refuri"].replace("<", "%3C").replace(">", "%3E")


def setup(app: Sphinx) -> dict[str, bool]:
    """Offer the style as `bibtex_default_style: surname_first`."""
    register_plugin("pybtex.style.formatting", "surname_first", SurnameFirst)
    app.add_post_transform(SafeAddresses)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
