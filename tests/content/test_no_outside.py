"""No page of the built book asks any host but its own.

A link that a reader may follow is fine; what a page loads by itself is not: scripts, styles, images, fonts,
frames, addresses inside style sheets and inside the scripts that stand on a page.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

SITE = Path(__file__).parents[2] / "_build" / "html"
OUTSIDE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
STYLE = re.compile(r"""(?:url\(\s*|@import\s+)['"]?((?:[a-z]+:)?//[^'")\s]+)""", re.IGNORECASE)
ADDRESS = re.compile(r"""["'`](?:https?:)?//[\w.-]+\.[a-z]{2,}[^"'`\s]*""", re.IGNORECASE)
LOADING_LINKS = {"stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "icon"}
# Identifiers that look like addresses and are never fetched.
NAMES = ("http://www.w3.org/",)


class Loads(HTMLParser):
    """Collect what a page loads by itself from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._inside = tag if tag in {"script", "style"} else ""
        wanted = [values.get(name, "") for name in ("src", "data", "poster", "background", "xlink:href")]
        wanted += [part.strip() for part in values.get("srcset", "").split(",")]
        if tag == "link" and LOADING_LINKS & set(values.get("rel", "").lower().split()):
            wanted.append(values.get("href", ""))
        if tag == "form":
            wanted.append(values.get("action", ""))
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            wanted.append(values.get("content", "").partition("url=")[2])
        wanted += STYLE.findall(values.get("style", ""))
        self.found += [f"<{tag}> {address}" for address in wanted if OUTSIDE.match(address)]

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.found += [f"style: {address}" for address in STYLE.findall(data)]
        if self._inside == "script":
            addresses = [address.strip("\"'`") for address in ADDRESS.findall(data)]
            self.found += [f"script: {a}" for a in addresses if not a.startswith(NAMES)]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def outside_of_page(html: str) -> list[str]:
    reader = Loads()
    reader.feed(html)
    return reader.found


def outside_of_style(css: str) -> list[str]:
    return STYLE.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))


HOST = "//elsewhere.example"


@pytest.mark.parametrize(
    "html",
    [
        f'<script src="https:{HOST}/a.js"></script>',
        f'<script src="{HOST}/a.js"></script>',
        f'<script>const here = "https:{HOST}/lib/index.js"</script>',
        f'<link rel="stylesheet" href="https:{HOST}/a.css">',
        f'<link rel="preload" as="font" href="https:{HOST}/a.woff2">',
        f'<img src="https:{HOST}/a.png" alt="x">',
        f'<img srcset="a.png 1x, https:{HOST}/b.png 2x" alt="x">',
        f'<iframe src="https:{HOST}/"></iframe>',
        f"<style>@import '{HOST}/a.css';</style>",
        f'<p style="background: url({HOST}/a.png)">x</p>',
        f'<meta http-equiv="Refresh" content="0; url=https:{HOST}/">',
        f'<form action="https:{HOST}/search"></form>',
    ],
)
def test_rule_finds_what_a_page_loads(html: str) -> None:
    assert outside_of_page(html)


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="https:{HOST}/">a link to follow</a>',
        '<script src="../_static/a.js"></script><script>let a = 1 // https://x.example</script>',
        '<link rel="stylesheet" href="_static/a.css"><img src="data:image/png;base64,AA//" alt="x">',
        '<link rel="canonical" href="https://x.example/">',
        '<script>el.createElementNS("http://www.w3.org/2000/svg", "svg")</script>',
        f"<p>In words: https:{HOST}</p>",
    ],
)
def test_rule_leaves_the_rest_alone(html: str) -> None:
    assert not outside_of_page(html)


def test_rule_reads_style_sheets() -> None:
    assert outside_of_style(f"@font-face {{ src: url('https:{HOST}/a.woff2') }}")
    assert not outside_of_style(f"/* https:{HOST} */ a {{ background: url(../a.png) }}")


@pytest.fixture(scope="module")
def site() -> Path:
    if not (SITE / "book" / "index.html").exists():
        pytest.skip("the book is not built: run `jupyter-book build .` first")
    return SITE


def test_no_page_loads_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    found = {str(page.relative_to(site)): outside_of_page(page.read_text(encoding="utf-8")) for page in pages}
    assert not {page: loads for page, loads in found.items() if loads}


def test_no_style_sheet_loads_from_elsewhere(site: Path) -> None:
    sheets = sorted(site.rglob("*.css"))
    found = {str(sheet.relative_to(site)): outside_of_style(sheet.read_text("utf-8")) for sheet in sheets}
    assert sheets
    assert not {sheet: loads for sheet, loads in found.items() if loads}


def test_every_picture_says_what_it_shows(site: Path) -> None:
    silent = []
    for page in sorted(site.rglob("*.html")):
        for picture in re.findall(r"<img\b[^>]*>", page.read_text(encoding="utf-8")):
            alt = re.search(r'\balt="([^"]*)"', picture)
            if alt is None or not alt[1].strip() or re.search(r"\.(png|svg|jpe?g)$|^_images|/", alt[1]):
                silent.append(f"{page.relative_to(site)}: {picture}")
    assert not silent
