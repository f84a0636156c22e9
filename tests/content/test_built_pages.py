"""The built book, read without a browser: links lead somewhere, tables have names, French is French, pages are light."""

from __future__ import annotations

import itertools
import os
import posixpath
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from page_weight import assets, page_weight

ROOT = Path(__file__).parents[2]
HTML = Path(os.environ.get("DEMARCHE_HTML", ROOT / "_build" / "html"))
HEAVIEST = 500_000


@cache
def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def pages() -> list[Path]:
    found = sorted(page for page in HTML.rglob("*.html") if "_static" not in page.parts)
    if not found:
        reason = "the book is not built: run `make book` first"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return found


def dead_links(page: Path, within: Path) -> list[str]:
    """Links and anchors of a page that lead nowhere inside the book."""
    dead = []
    for link in soup(page).find_all("a", href=True):
        parts = urlsplit(str(link["href"]))
        if parts.scheme or parts.netloc:
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
        if not target.is_file() or not target.is_relative_to(within.resolve()):
            dead.append(f"{link['href']}: no such file")
        elif (
            parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in identifiers(target)
        ):
            dead.append(f"{link['href']}: no such place")
    return dead


@cache
def identifiers(page: Path) -> frozenset[str]:
    return frozenset(str(tag["id"]) for tag in soup(page).find_all(id=True))


def skipped_levels(article: Tag) -> list[str]:
    """Headings that stand more than one level below the heading before them."""
    levels = [(int(head.name[1]), head.get_text()) for head in article.find_all(re.compile(r"^h[1-6]$"))]
    first = (
        []
        if [level for level, _ in levels].count(1) == 1 and levels[0][0] == 1
        else ["not one title, at the top"]
    )
    return first + [
        f"'{below}' is of level {deep}, after level {level}"
        for (level, _), (deep, below) in itertools.pairwise(levels)
        if deep > level + 1
    ]


def nameless_tables(article: Tag) -> list[str]:
    """Tables without a name, or with a header that does not say what it heads."""
    return [
        str(table)[:120]
        for table in article.select("table:not(.indextable)")  # Sphinx sets its index in columns by a table
        if not (table.caption or table.get("aria-label"))
        or not table.find("th")
        or any(not head.get("scope") or not head.get_text(strip=True) for head in table.find_all("th"))
    ]


def unset_numbers(article: Tag) -> list[str]:
    """Numbers with a hyphen for a minus, or with a per cent sign that may stand alone on the next line."""
    prose = BeautifulSoup(str(article), "html.parser")
    for apart in prose.select("pre, code, script, style, math, svg"):
        apart.decompose()
    return re.findall(r"(?<![\w.\u2013\u2212-])-\.?\d+|\d+ ?%(?!\w)", prose.get_text(""))


def found(pages: list[Path], rule: object) -> dict[str, object]:
    """What a rule finds in the articles of the pages."""
    articles = {page: soup(page).select_one("article.bd-article") for page in pages}
    results = {page: rule(article) for page, article in articles.items() if article}  # type: ignore[operator]
    assert results
    return {str(page.relative_to(HTML)): problems for page, problems in results.items() if problems}


def test_every_link_inside_the_book_leads_somewhere(pages: list[Path]) -> None:
    dead = {str(page.relative_to(HTML)): dead_links(page, HTML) for page in pages}
    assert not {page: links for page, links in dead.items() if links}


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text('<p id="here">x</p>', encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        '<a href="gone.html">a</a><a href="other.html#gone">b</a><a href="#gone">c</a><a href="../x.html">d</a>'
        '<a href="other.html#here">good</a><a href="https://elsewhere.example/">good</a>',
        encoding="utf-8",
    )
    assert len(dead_links(page, tmp_path)) == 4


def test_headings_are_in_order(pages: list[Path]) -> None:
    chapters = [page for page in pages if page.parent != HTML]
    assert found(chapters, skipped_levels) == {}


def test_every_table_has_a_name_and_headers(pages: list[Path]) -> None:
    assert found(pages, nameless_tables) == {}


def test_numbers_are_written_in_one_way(pages: list[Path]) -> None:
    assert found(pages, unset_numbers) == {}


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<p>kappa is -0.05</p>", unset_numbers),
        ("<p>57%</p>", unset_numbers),
        ("<p><span>57</span> %</p>", unset_numbers),
        ("<h1>a</h1><h3>b</h3>", skipped_levels),
        ("<h2>a</h2>", skipped_levels),
        ("<h1>a</h1><h1>b</h1>", skipped_levels),
        ("<table><tr><th scope='col'>a</th></tr></table>", nameless_tables),
        ("<table aria-label='a'><tr><th>a</th></tr></table>", nameless_tables),
        ("<table aria-label='a'><tr><th scope='row'></th></tr></table>", nameless_tables),
        ("<table aria-label='a'><tr><td>a</td></tr></table>", nameless_tables),
    ],
)
def test_a_spoiled_page_is_found_out(html: str, rule: object) -> None:
    assert rule(BeautifulSoup(html, "html.parser"))  # type: ignore[operator]


def test_french_is_marked_as_french(pages: list[Path]) -> None:
    (glossary,) = [page for page in pages if page.name == "glossary.html"]
    terms = soup(glossary).select("dl.glossary dd [lang=fr]")
    assert len(terms) >= len(soup(glossary).select("dl.glossary dt")) * 0.95
    (chapter,) = [page for page in pages if page.name == "has-this-happened-before.html"]
    assert "rappel pour consultations" in [term.get_text() for term in soup(chapter).select("em[lang=fr]")]


def test_every_page_has_a_title_and_a_sign_for_sharing(pages: list[Path]) -> None:
    written = [page for page in pages if page.relative_to(HTML).parts[0] in {"book", "exercises"}]
    for page in written:
        tags = {
            str(tag.get("property")): str(tag["content"])
            for tag in soup(page).find_all("meta", property=True)
        }
        assert tags["og:title"]
        assert "og:image" not in tags, "it would need the address at which the book will stand"
        assert (page.parent / str(soup(page).find("link", rel="icon")["href"])).is_file()  # type: ignore[index]


def test_a_work_is_cited_in_the_order_of_the_contents(pages: list[Path]) -> None:
    contents = re.findall(r"file: *(\S+)", (ROOT / "_toc.yml").read_text(encoding="utf-8"))
    (works,) = [page for page in pages if page.name == "bibliography.html"]
    lists = [[link["href"] for link in one.find_all("a")] for one in soup(works).select(".cited-in")]
    assert max(map(len, lists)) > 3
    for links in lists:
        places = [
            contents.index(posixpath.normpath(f"book/reference/{link}")[: -len(".html")]) for link in links
        ]
        assert places == sorted(places)


def test_no_page_loads_the_theme_s_icon_font(pages: list[Path]) -> None:
    heavy = {
        file.name for page in pages for file in assets(page.resolve()) if "fontawesome" in file.as_posix()
    }
    assert heavy == set()


def test_no_chapter_is_heavier_than_half_a_megabyte(pages: list[Path]) -> None:
    parts = ("protocol-breach", "alliance-cohesion", "historical-context")
    chapters = [page for page in pages if page.parent.name in parts]
    weights = {page.stem: page_weight(page) for page in chapters}
    assert len(weights) == 10
    assert {page: size for page, size in weights.items() if size > HEAVIEST} == {}


def test_weight_counts_what_a_style_sheet_loads(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<link rel="stylesheet" href="a.css?v=1"><img alt="" src="i.png">')
    (tmp_path / "a.css").write_text('@import "b.css"; a { background: url(data:image/png;base64,AA) }')
    (tmp_path / "b.css").write_text("@font-face { src: url('f.woff2') }")
    for name, size in (("i.png", 2_000), ("f.woff2", 30_000)):
        (tmp_path / name).write_bytes(bytes(size))
    assert {file.name for file in assets(tmp_path / "page.html")} == {
        "page.html",
        "a.css",
        "b.css",
        "i.png",
        "f.woff2",
    }
    assert 32_000 < page_weight(tmp_path / "page.html") < 32_500
