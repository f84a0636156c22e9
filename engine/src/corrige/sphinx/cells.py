"""What the cells of a page draw, and when they run again.

jupyter-cache keys a page by its code cells alone: after a table is corrected it would go on showing the old
numbers. The cache therefore lives in a folder named after the content of the course's package and after how
its kernels draw.

A chart that a cell draws becomes part of its page: SVG in the page's own font and colours. One file then
serves the screen by day and by night, the e-book and paper, and stays sharp on each. The kernel of the build
draws SVG with its words as words; here it is put into the page, freed of what matplotlib says of itself, and
its colours become the style sheet's where the course names them so (``chart_colours``).

A chart can get lost without an error: a cell that draws on an old figure, an output that never arrived. So a
cell that promises a figure and draws none is a warning; under `-W` the build then fails.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from html import escape
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from jupyter_cache import get_cache
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from corrige.course import find_course

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def fingerprint(folder: Path) -> str:
    """Digest of the names and bytes of all files under a folder, compiled ones left out."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def choose_cache(app: Sphinx, config: Any) -> None:
    """Point myst-nb at the cache of the present package, made before two readers make it at once."""
    root = Path(app.srcdir)
    name = f"{fingerprint(find_course(root).source)}-{hashlib.sha256(KERNEL.encode()).hexdigest()[:8]}"
    config.nb_execution_cache_path = str(root / "_build" / ".jupyter_cache" / name)
    get_cache(config.nb_execution_cache_path).list_cache_records()


log = logging.getLogger(__name__)

# What the kernel reads when it starts. `hashsalt` makes the same chart the same text on every machine. A
# chart that says nothing of its size is as wide as a phone, and its words can be read there: no room is lost
# at its edge.
KERNEL = """\
c.InlineBackend.figure_formats = {"svg"}
c.InlineBackend.rc = {
    "svg.fonttype": "none", "svg.hashsalt": "book", "figure.figsize": (4.6, 3.4), "font.size": 11.5,
    "savefig.pad_inches": 0.02,
}
"""
SET_UP = "Set-up of the code on this page"
USELESS = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
ROOT = re.compile(r"<svg\b[^>]*?viewBox=\"0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)\"[^>]*>")
GROUP = re.compile(r'(<(?:g|text)) id="[^"]*"')
LONG = re.compile(r"(\d+\.\d\d)\d+")
GAPS = re.compile(r"(?<=>)\s*\n\s*(?=<)|(?<=[\w;]) {2,}")
NAME = re.compile(r'(?<=\bid=")[^"]+|(?<=href="#)[^"]+|(?<=url\(#)[^)]+')
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


def inline(svg: str, name: str, alt: str, colours: Mapping[str, str]) -> str:
    """Turn matplotlib's file into an element of a page.

    Parameters
    ----------
    svg : str
        The file.
    name : str
        Goes before the names inside the drawing, so that they are the page's only ones.
    alt : str
        What the chart shows.
    colours : mapping of str to str
        For each colour, in lower case, the custom property of the style sheet that stands for it.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If it is no drawing of matplotlib's.
    """
    drawing = GAPS.sub(" ", GROUP.sub(r"\1", USELESS.sub("", svg))).strip()
    root = ROOT.search(drawing)
    if root is None:
        raise ValueError("the picture has no size")
    # Hundredths of a point: nobody sees a smaller step, and a line of many years takes half the room.
    inner = LONG.sub(r"\1", drawing[root.end() :])
    inner = NAME.sub(lambda found: f"{name}-{found[0]}", inner)

    def themed(found: re.Match[str]) -> str:
        colour = found[0].lower()
        return f"var({colours[colour]}, {colour})" if colour in colours else colour

    said = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {root["width"]} {root["height"]}" style="--width: {float(root["width"]):.0f}" {said}>'
        + COLOUR.sub(themed, inner)
    )


class InlineCharts(SphinxPostTransform):
    """Put each chart of a page's cells into the page."""

    default_priority = 50  # after the kind of output has been chosen, before pictures are gathered

    def run(self, **_: Any) -> None:
        """Replace the pictures; an e-book knows no custom properties, so there the colours stay."""
        if self.app.builder.format != "html":
            return
        colours = {} if self.app.builder.name == "epub" else self.config.chart_colours
        numbers = count(1)
        for image in list(self.document.findall(nodes.image)):
            path = Path(self.env.srcdir, image["uri"])
            if path.suffix != ".svg" or "jupyter_execute" not in path.parts:
                continue
            svg, alt = path.read_text(encoding="utf-8"), image.get("alt", "")
            try:
                # Markers and clips are named by their content, the same in every chart of a page.
                name = f"{self.env.docname.rpartition('/')[2]}-{next(numbers)}"
                drawn = inline(svg, name, alt, colours)
            except ValueError as problem:
                log.warning("%s: %s", path.name, problem, location=image, type="corrige", subtype="figure")
                continue
            image.replace_self(nodes.raw("", drawn, format="html"))


class FoldedCode(SphinxPostTransform):
    """Let folded code stand below the chart that it draws, for which the reader came, and name the set-up.

    The set-up is a page's first code if it shows nothing: it loads what the others use.
    """

    default_priority = 210  # after the code has been folded
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Turn such cells round, and write the words of the switch."""
        for place, cell in enumerate(self.document.findall(_shows_code)):
            if "tag_hide-input" not in cell["classes"]:
                continue
            if any(cell.findall(nodes.figure)):
                cell.children.sort(key=lambda part: not any(part.findall(nodes.figure)))
            elif place == 0 and len(cell.children) == 1:
                cell[0]["prompt_show"] = cell[0]["prompt_hide"] = SET_UP


def _shows_code(node: nodes.Node) -> bool:
    """Whether a node is a cell whose code can be read; one without is there for its output."""
    return (
        isinstance(node, nodes.container)
        and node.get("nb_element") == "cell_code"
        and any(node.findall(nodes.literal_block))
    )


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


def prepare_kernel(app: Sphinx, config: Any) -> None:
    """Have every kernel of this build draw SVG."""
    profile = Path(app.srcdir) / "_build" / ".ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(KERNEL, encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(profile.parent)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what is above."""
    app.connect("config-inited", choose_cache, priority=100)
    app.add_config_value("chart_colours", {}, "html", [dict])
    app.connect("config-inited", prepare_kernel, priority=100)
    app.connect("doctree-read", warn)
    app.add_post_transform(InlineCharts)
    app.add_post_transform(FoldedCode)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
