"""The e-book and the paper book, if they have been made: `make epub`, `make pdf`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NoReturn

import pikepdf
import pytest

from demarche.explorables import NAMES, explorable

HTML = Path(os.environ.get("DEMARCHE_HTML", Path(__file__).parents[2] / "_build" / "html"))
BUILT = HTML.parent
# Debian's package is a jar that is started as a program where the system is set up for it.
EPUBCHECK = Path("/usr/bin/epubcheck")


def unavailable(reason: str) -> NoReturn:
    """Skip, or fail where everything has to be there."""
    pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture(scope="module")
def ebook() -> Path:
    book = BUILT / "demarche.epub"
    if not book.is_file():
        unavailable("there is no e-book: run `make epub` first")
    return book


@pytest.fixture(scope="module")
def texts(ebook: Path) -> dict[str, str]:
    with zipfile.ZipFile(ebook) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")}


def test_the_ebook_is_valid(ebook: Path) -> None:
    if not (EPUBCHECK.is_file() and shutil.which("java")):
        unavailable("epubcheck is not installed")
    checked = subprocess.run(["java", "-jar", EPUBCHECK, ebook], capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in checked.stdout, checked.stderr[-3000:]
    assert checked.returncode == 0


def test_the_ebook_has_every_chapter_in_its_contents(texts: dict[str, str]) -> None:
    listed = set(re.findall(r'href="([^"#]+)"', texts["nav.xhtml"]))
    assert listed == set(texts) - {"nav.xhtml"}
    assert sum("/who-says-so" in page or "/what-happens-next" in page for page in listed) == 2


def test_in_the_ebook_every_answer_is_open_and_nothing_needs_a_script(texts: dict[str, str]) -> None:
    everything = "".join(texts.values())
    assert everything.count("<details") == everything.count('<details open="open"') > 50
    assert "<script" not in everything


def test_in_the_ebook_a_table_stands_for_each_explorable(texts: dict[str, str]) -> None:
    everything = unescape(re.sub("<[^>]+>", "", "".join(texts.values())))
    for name in NAMES:
        answers = explorable(name).answers()
        assert len([answer for answer in answers.values() if answer in everything]) == len(answers) >= 3, name


@pytest.fixture(scope="module")
def paper() -> Iterator[pikepdf.Pdf]:
    book = BUILT / "demarche.pdf"
    if not book.is_file():
        unavailable("there is no paper book: run `make pdf` first")
    with pikepdf.open(book) as opened:
        yield opened


def test_the_paper_book_has_all_pages_and_an_outline(paper: pikepdf.Pdf) -> None:
    assert len(paper.pages) > 200
    with paper.open_outline() as outline:
        titles = [part.title for part in outline.root[0].children] + [part.title for part in outline.root]
    assert len(titles) > 20
    assert "/StructTreeRoot" in paper.Root, "the headings and tables of the paper book are not marked"


def test_the_paper_book_is_light_enough_to_send(paper: pikepdf.Pdf) -> None:
    assert Path(paper.filename).stat().st_size <= 8_000_000


def test_the_paper_book_leads_to_no_file_of_the_machine_it_was_printed_on(paper: pikepdf.Pdf) -> None:
    links = [
        str(mark.A.URI)
        for page in paper.pages
        for mark in page.get("/Annots", ())
        if "/A" in mark and "/URI" in mark.A
    ]
    assert len(links) > 200
    assert not [link for link in links if link.startswith("file:")]


def test_the_home_page_offers_what_there_is_and_nothing_else() -> None:
    home = HTML / "book" / "index.html"
    if not home.is_file():
        unavailable("the book is not built: run `make book` first")
    offered = set(re.findall(r'href="\.\./_downloads/(demarche\.\w+)"', home.read_text(encoding="utf-8")))
    assert offered == {name.name for name in (HTML / "_downloads").glob("demarche.*")}
