"""Where am I, what was that, and where is it: a chapter's place, marks that are links, previews, search.

All of it stands in the pages; `reading.js` only makes it quicker to reach. What a course marks in its text,
such as the number of a claim, it names in ``linked_marks`` and describes by an entry point of
``corrige.marks``.
"""

from __future__ import annotations

import json
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search.en import SearchEnglish

from corrige.course import find_course
from corrige.sphinx.chapters import Chapter, read_chapters
from corrige.sphinx.exercise_card import read_exercise

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TAG = re.compile(r"(<[^>]*>)")
# Where a mark is not made a link: inside another one, in code, in a drawing, in a heading or a control.
APART = re.compile(r"</?(a|pre|script|style|math|svg|textarea|h[1-6]|title|summary|button|label|option)\b")
TITLE = re.compile(r"(<h1>.*?</h1>)", re.DOTALL)
CITATIONS = '<div role="list" class="citation-list">'
CITATION = re.compile(r'(<div class="citation".*?</div>)', re.DOTALL)
CITATION_NAME = re.compile(r'id="([^"]+)"')
GLOSSARY = re.compile(r'<dl class="[^"]*\bglossary\b.*?</dl>', re.DOTALL)
TERM = re.compile(r'<dt id="([^"]+)">\s*(?:<[^>]*>)*(\w)')
FEW_LETTERS = 6
# Elements of a page that can be shown elsewhere, each with where its name stands.
SHOWN = "li[id], div.citation[id], dl.glossary dt[id]"


def link_marks(html: str, pattern: re.Pattern[str], address: str) -> str:
    """Make each mark in the text of a page a link.

    Parameters
    ----------
    html : str
    pattern : re.Pattern
        What is a mark.
    address : str
        Where it leads; ``{}`` stands for the mark.
    """
    parts, inside = TAG.split(html), 0
    for place, part in enumerate(parts):
        if place % 2:
            if APART.match(part) and not part.endswith("/>"):
                inside += -1 if part.startswith("</") else 1
        elif not inside:
            parts[place] = pattern.sub(
                lambda mark: f'<a class="mark-link" href="{address.format(mark[0])}">{mark[0]}</a>', part
            )
    return "".join(parts)


def place_of(
    chapter: Chapter, count: int, to_do: int, marks: Mapping[str, tuple[int, str, str]], address: str
) -> str:
    """What stands around a chapter's title: above part, number and minutes, below what it examines.

    A text for `re.sub`, in which the title is the first group.
    """
    facts = (
        chapter.part,
        f"Chapter {chapter.number} of {count}",
        f"{chapter.minutes_to_read} minutes to read",
        f"{to_do} to do",
    )
    own = [name for name, (number, _word, _sign) in marks.items() if number == chapter.number]
    own = own or [name for name in marks if name in chapter.claims]
    listed = " ".join(
        f'<a class="mark-link {marks[name][1]}" href="{address.format(name)}">'
        f'<span aria-hidden="true">{marks[name][2]}</span> {name}'
        f'<span class="spoken">, {marks[name][1]}</span></a>'
        for name in own
    )
    line = " ".join(f"<span>{escape(fact)}</span>" for fact in facts)
    return rf'<p class="chapter-place">{line}</p>\1' + (
        f'<p class="chapter-claims"><span class="spoken">Claims of this chapter: </span>{listed}</p>'
        if listed
        else ""
    )


def numbered(tree: Any, chapters: Iterable[Chapter], address: Callable[[str], str], page: str) -> Any:
    """Write the number of each chapter before its name in the table of contents, and how long it takes."""
    if isinstance(tree, BeautifulSoup):
        for chapter in chapters:
            name = chapter.docname.lstrip("/")
            wanted = "#" if name == page else address(name)
            for link in tree.select(f'a[href="{wanted}"]'):
                link["data-page"], link["data-minutes"] = name, str(chapter.minutes_to_read)
                number = tree.new_tag("span", attrs={"class": "chapter-number"})
                number.string = f"{chapter.number} "
                link.insert(0, number)
    return tree


def previews(pages: Mapping[str, str]) -> dict[str, str]:
    """What a link to a place of these pages may show beside itself.

    Parameters
    ----------
    pages : mapping of str to str
        HTML by address.

    Returns
    -------
    dict of str to str
        HTML by address and name of the place; its links lead from the root of the book.
    """
    found: dict[str, str] = {}
    for address, html in pages.items():
        for place in BeautifulSoup(html, "html.parser").select(SHOWN):
            shown = place.find_next_sibling("dd") if place.name == "dt" else place
            if isinstance(shown, Tag):
                term = f"<p><strong>{_words(place)}</strong></p>" if place.name == "dt" else ""
                kind = " ".join(place.get_attribute_list("class")) if place.has_attr("class") else ""
                found[f"{address}#{place['id']}"] = (
                    f'<div class="{kind}">{term}{_plain(shown, address)}</div>'
                )
    return found


def _words(place: Tag) -> str:
    return escape(" ".join(place.get_text().replace("#", "").split()))


def _plain(shown: Tag, address: str) -> str:
    """The inside of an element of a page, with links that lead from the root of the book."""
    inner = BeautifulSoup(shown.decode_contents(), "html.parser")
    for apart in inner.select(".cited-in, .label, .back"):
        apart.decompose()
    for link in inner.select("a"):
        target = str(link.get("href", ""))
        if link.get_text(strip=True) == "#":
            link.decompose()
        elif not target or target.startswith("#"):
            link["href"] = address + target
        elif ":" not in target:
            link["href"] = posixpath.normpath(posixpath.join(posixpath.dirname(address), target))
    for each in inner.find_all(True):
        each.attrs = {
            key: value
            for key, value in each.attrs.items()
            if key in ("lang", "href", "aria-hidden") or (key == "class" and each.name != "a")
        }
    return " ".join(str(inner).split())


def with_backlinks(html: str, citing: Mapping[str, Mapping[str, str]]) -> str:
    """The list of works with its letters to jump to, and with the pages that cite each work.

    Parameters
    ----------
    html : str
        The page.
    citing : mapping of str to mapping of str to str
        By the work's place on the page: titles of the citing pages, by address.
    """
    letters: dict[str, str] = {}
    parts = CITATION.split(html)
    for place in range(1, len(parts), 2):
        name = CITATION_NAME.search(parts[place])
        first = fold(re.sub(r"<[^>]*>|[^\w]", "", parts[place].partition("</span></span>")[2]))[:1].upper()
        if name is None:
            continue
        if first.isalpha():
            letters.setdefault(first, name[1])
        if pages := citing.get(name[1]):
            links = ", ".join(f'<a href="{page}">{escape(title)}</a>' for page, title in pages.items())
            parts[place] = (
                parts[place].removesuffix("</div>") + f'<p class="cited-in">Cited in: {links}</p></div>'
            )
    if not letters:
        return html
    return "".join(parts).replace(CITATIONS, jumps(letters, "Works by first letter") + CITATIONS, 1)


def jumps(places: Mapping[str, str], name: str) -> str:
    """A row of links, sorted by their letters, to places of the same page."""
    links = " ".join(f'<a href="#{place}">{letter}</a>' for letter, place in sorted(places.items()))
    return f'<nav class="letters" aria-label="{name}">{links}</nav>'


def with_letters(html: str) -> str:
    """A page with its lists of terms, each of them with its letters to jump to unless it is short."""
    number = count(1)

    def lettered(glossary: re.Match[str]) -> str:
        letters: dict[str, str] = {}
        for place, first in TERM.findall(glossary[0]):
            letters.setdefault(fold(first).upper(), place)
        if len(letters) < FEW_LETTERS:
            return glossary[0]
        return jumps(letters, f"Terms by first letter, list {next(number)}") + glossary[0]

    return GLOSSARY.sub(lettered, html)


def citing_pages(app: Sphinx, pathto: Callable[[str], str]) -> dict[str, dict[str, str]]:
    """Which pages, in the order of the contents, cite which work, by the work's place in the bibliography."""
    domain: Any = app.env.get_domain("cite")
    places = {citation.key: citation.citation_id for citation in domain.citations}
    order = list(app.env.collect_relations())
    found: dict[str, dict[str, str]] = {}
    for citation in sorted(domain.citation_refs, key=lambda each: order.index(each.docname)):
        for target in citation.targets:
            if target.key in places:
                title = app.env.titles[citation.docname].astext()
                found.setdefault(places[target.key], {})[pathto(citation.docname)] = title
    return found


class FoldedEnglish(SearchEnglish):
    """English with accents folded: whoever types *elysee* finds *Élysée*."""

    js_stemmer_code = (
        SearchEnglish.js_stemmer_code
        + """
const accented = Stemmer;
Stemmer = function () {
  const inner = new accented();
  this.stemWord = (word) => inner.stemWord(word.normalize("NFD").replace(/[\\u0300-\\u036f]/g, ""));
};
"""
    )

    def stem(self, word: str) -> str:
        """Stem of a word without its accents."""
        return str(super().stem(fold(word)))


def fold(word: str) -> str:
    """A word without its accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


class Html(StandaloneHTMLBuilder):
    """Sphinx's HTML builder, whose search does not find a page by the code that it shows."""

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Put the words of a page into the index, without its code."""
        spoken = doctree.deepcopy()
        for code in list(spoken.findall(nodes.literal_block)):
            code.parent.remove(code)
        super().index_page(pagename, spoken, title)


def mend_page(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Add to one page what leads from it and to it."""
    marked: Mapping[str, str] = app.config.linked_marks
    course = find_course(Path(app.srcdir))
    pattern = re.compile(rf"\b{marked['pattern']}\b") if marked else None
    one_page = app.builder.name == "singlehtml"
    address = ""
    if marked:
        address = ("" if one_page else context["pathto"](marked["page"])) + "#" + marked["place"]
    if "body" in context and pattern and page != marked["page"]:
        context["body"] = link_marks(context["body"], pattern, address)
    if app.builder.name != "html":
        return
    if CITATIONS in context.get("body", ""):
        context["body"] = with_backlinks(context["body"], citing_pages(app, context["pathto"]))
    if "body" in context:
        context["body"] = with_letters(context["body"])
    chapters = read_chapters(course)
    for chapter in chapters:
        if chapter.docname == f"/{page}" and "body" in context:
            marks = {name: mark for given in course.extensions("marks") for name, mark in given().items()}
            to_do = read_exercise(course.root, chapter.exercise).minutes
            around = place_of(chapter, len(chapters), to_do, marks, address)
            context["body"] = TITLE.sub(around, context["body"], count=1)
    write_tree: Callable[..., Any] | None = context.get("generate_toctree_html")
    if write_tree:
        context["generate_toctree_html"] = lambda *how, **more: numbered(
            write_tree(*how, **more), chapters, context["pathto"], page
        )


def write_previews(app: Sphinx, problem: Exception | None) -> None:
    """Write what links may show, as a script: a book that is opened from a disk can load nothing else."""
    if problem or app.builder.name != "html":
        return
    out = Path(app.outdir)
    pages = {f"{name}.html": (out / f"{name}.html").read_text("utf-8") for name in app.config.previewed}
    data = json.dumps(previews(pages), ensure_ascii=False, separators=(",", ":"))
    (out / "_static" / "previews.js").write_text(f"self.previews = {data};\n", encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the builder, the language of search and the handlers."""
    app.add_config_value("linked_marks", {}, "env", [dict])
    app.add_config_value("previewed", [], "html", [list])
    app.add_builder(Html, override=True)
    app.add_search_language(FoldedEnglish)
    app.connect("html-page-context", mend_page, priority=890)
    app.connect("build-finished", write_previews)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
