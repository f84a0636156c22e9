"""The book in its other forms: on paper, as one file to keep, and links that find their page in each.

`make epub` and `make pdf` put the files into `_build`, and `{downloads}` offers those that are there; the
page that offers them is written again when one has come, gone or changed. The book on paper comes from
Sphinx's `singlehtml` builder: a browser prints it, and its outline follows the headings. `epub.py` makes the
e-book.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from corrige.course import find_course

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# What can be offered: the sentence, and each file below `_build` with its name in the sentence.
OFFERS: dict[str, tuple[str, dict[str, str]]] = {
    "book": (
        "The whole book as one file, to keep without a network: ",
        {"{package}.epub": "EPUB, for an e-reader", "{package}.pdf": "PDF, for paper"},
    ),
    "sample": (
        "Look at the real thing, from a class that was made up: ",
        {
            "grades/report.html": "the class report",
            "grades/feedback/learner-001*.html": "a learner's feedback",
        },
    ),
}


class DownloadsPlace(nodes.General, nodes.Element):
    """Where files are offered."""


class Downloads(SphinxDirective):
    """`{downloads}` or `{downloads} sample`: note what a page offers."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Put a place, to be filled when the page is written."""
        self.env.metadata[self.env.docname]["downloads"] = "yes"
        return [DownloadsPlace(kind=self.arguments[0] if self.arguments else "book")]


def made(source: Path, kind: str = "book") -> dict[Path, str]:
    """The files of one kind that are there, each with what it is called."""
    package, found = find_course(source).package, {}
    for pattern, words in OFFERS[kind][1].items():
        for path in sorted((source / "_build").glob(pattern.format(package=package)))[:1]:
            found[path] = words
    return found


def offer(kind: str, found: dict[Path, str], folder: str) -> list[nodes.Node]:
    """One sentence with a link to each file, as `copy` puts it; nothing when there is none."""
    if not found:
        return []
    line = nodes.paragraph("", OFFERS[kind][0], classes=["downloads"])
    for path, words in found.items():
        if len(line) > 1:
            line += nodes.Text("; ")
        line += nodes.reference("", words, refuri=folder + below(path), internal=True)
        line += nodes.Text(f" ({path.stat().st_size / 1e6:.1f} MB)")
    line += nodes.Text(".")
    return [line]


def below(path: Path) -> str:
    """Where a file lies below `_build`, and in the book below `_downloads`: its links hold there too."""
    return path.as_posix().rpartition("/_build/")[2]


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill the places of one page; an e-book does not offer itself."""
    for place in list(doctree.findall(DownloadsPlace)):
        found = made(Path(app.srcdir), place["kind"]) if app.builder.name == "html" else {}
        place.replace_self(offer(place["kind"], found, "../" * docname.count("/") + "_downloads/"))


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Pages to write again, because what they offer is not what there is."""
    now = {path.name: path.stat().st_size for kind in OFFERS for path in made(Path(app.srcdir), kind)}
    before = getattr(env, "corrige_forms", {})
    env.corrige_forms = now  # type: ignore[attr-defined]
    return [] if now == before else [page for page, facts in env.metadata.items() if "downloads" in facts]


def copy(app: Sphinx, problem: Exception | None) -> None:
    """Put the files beside the pages."""
    if problem or app.builder.name != "html":
        return
    folder, build = Path(app.outdir) / "_downloads", Path(app.srcdir) / "_build"
    for path in (path for kind in OFFERS for path in made(Path(app.srcdir), kind)):
        (folder / below(path)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / below(path))
    for pages in ("report", "feedback"):  # what the class report leads to
        if (build / "grades" / pages).is_dir():
            shutil.copytree(build / "grades" / pages, folder / "grades" / pages, dirs_exist_ok=True)


LINK = re.compile(r'(?<=\bhref=")(?P<page>[^":?#]+)\.html(?P<place>#[^"]*)?(?=")')


def found_in(form: str, address: re.Match[str], docname: str, pages: set[str]) -> str:
    """Address of the same place in a form of the book; as it was if it is no page of the book."""
    page = posixpath.normpath(posixpath.join(posixpath.dirname(docname), address["page"]))
    if page not in pages:
        return address[0]
    place = address["place"] or ""
    if form == "epub":
        return f"{address['page']}.xhtml{place}"
    return f"#document-{page}{place}"


class WrittenLinks(SphinxPostTransform):
    """Mend the links of raw HTML; in the paper book, leave out those to files beside the page."""

    default_priority = 110  # after a cell's output has become raw HTML
    builders = ("epub", "singlehtml")

    def run(self, **_: Any) -> None:
        """Mend them all; in the paper book, each from the page that it once stood on."""
        form, pages = self.app.builder.name, set(self.env.all_docs)
        for raw in list(self.document.findall(nodes.raw)):
            mend = partial(found_in, form, docname=page_of(raw) or self.env.docname, pages=pages)
            mended = LINK.sub(mend, raw.astext())
            raw.replace_self(nodes.raw(raw.rawsource, mended, **raw.attributes))
        if (
            form == "singlehtml"
        ):  # paper keeps no files: such a link would lead into the folder it was printed from
            for download in list(self.document.findall(addnodes.download_reference)):
                download.replace_self(download.children)


def page_of(node: nodes.Node | None) -> str | None:
    """The page that a node of the paper book once stood on; None for the first page."""
    while node is not None and not (isinstance(node, nodes.Element) and "docname" in node):
        node = node.parent
    return str(node["docname"]) if isinstance(node, nodes.Element) else None


BELOW = '<div class="toctree-wrapper'


# As Sphinx writes a link to a place on a page: the page's name on the one page, and the place's own.
PLACE = re.compile(r"#document-(?P<page>[^#\"]+)#(?P<id>[^\"]+)")


class OneOfEachName(SphinxPostTransform):
    """Give each place a name of its own: on one page, two chapters cannot both have a `#verdict`."""

    default_priority = 800  # when all links are resolved
    builders = ("singlehtml",)

    def run(self, **_: Any) -> None:
        """Rename the places whose name occurs twice, and lead every link to its own."""
        places = [node for node in self.document.findall(nodes.Element) if node["ids"]]
        count = Counter(name for node in places for name in node["ids"])
        owners = {(self._page(node), name) for node in places for name in node["ids"]}

        def new(page: str, name: str) -> str:
            return f"{page.replace('/', '-')}-{name}" if count[name] > 1 and (page, name) in owners else name

        for node in places:
            node["ids"] = [new(self._page(node), name) for name in node["ids"]]
        for node in self.document.findall(nodes.reference):
            if "refid" in node:
                node["refid"] = new(self._page(node), node["refid"])
            if "refuri" in node:
                node["refuri"] = PLACE.sub(lambda to: "#" + new(to["page"], to["id"]), node["refuri"])
        for raw in list(self.document.findall(nodes.raw)):
            mended = PLACE.sub(lambda to: "#" + new(to["page"], to["id"]), raw.astext())
            raw.replace_self(nodes.raw(raw.rawsource, mended, **raw.attributes))

    def _page(self, node: nodes.Node) -> str:
        return page_of(node) or str(self.env.docname)


def without_permalinks(app: Sphinx) -> None:
    """Leave out the sign beside each heading: the outline would show it."""
    if app.builder.name == "singlehtml":
        app.config.html_permalinks = False


def without_sidebar(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Leave out the table of contents at the side, whose captions would be headings of the outline."""
    if app.builder.name == "singlehtml":
        context["sidebars"] = []


def entries(env: BuildEnvironment, page: str, level: int = 1) -> Iterator[str]:
    """Parts and pages below a page, in their order, each page a link."""
    for tree in env.get_doctree(page).findall(addnodes.toctree):
        if tree.get("caption"):
            yield f'<p class="part">{escape(tree["caption"])}</p>'
        for _title, name in tree["entries"]:
            title = escape(env.titles[name].astext())
            yield f'<p class="level-{level}"><a href="#document-{name}">{title}</a></p>'
            yield from entries(env, name, level + 1)


def add_contents(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Put the list of contents between the first page of the book and the others."""
    if app.builder.name == "singlehtml" and "body" in context:
        listed = "\n".join(entries(app.env, app.config.root_doc))
        nav = f'<nav class="book-contents" aria-label="Contents"><p class="head">Contents</p>{listed}</nav>'
        first = f'<span id="document-{app.config.root_doc}"></span>'
        context["body"] = first + context["body"].replace(BELOW, nav + BELOW, 1)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what is above."""
    app.add_node(DownloadsPlace)
    app.add_directive("downloads", Downloads)
    app.connect("env-get-outdated", outdated)
    app.connect("doctree-resolved", fill)
    app.connect("build-finished", copy)
    app.add_post_transform(WrittenLinks)
    app.add_post_transform(OneOfEachName)
    app.connect("builder-inited", without_permalinks)
    app.connect("html-page-context", without_sidebar, priority=100)
    app.connect("html-page-context", add_contents)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
