"""The scorecard: every claim is there, is treated in the chapter that the table names, and leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from corrige.course import find_course
from corrige.sphinx.chapters import read_chapter, read_chapters
from corrige.testing.claims import unjudged
from demarche.capstone.sources import bibliography
from demarche.data import load
from demarche.data.scorecard import SIGNS, scorecard_html, source_names, sources_html

COURSE = find_course(Path(__file__).parent)
BOOK = COURSE.root / "book"
CLAIMS, SOURCES = load("claims"), load("claim_sources")
CHAPTERS = {chapter.number: chapter for chapter in read_chapters(COURSE)}
LINKS = {number: (chapter.title, f"{chapter.docname}.html") for number, chapter in CHAPTERS.items()}
PAGE = (BOOK / "capstone" / "the-scorecard.md").read_text(encoding="utf-8")
WORKS = dict.fromkeys(bibliography(), "a work") | source_names(SOURCES)
SCRIPT = (BOOK / "_static" / "scorecard.js").read_text(encoding="utf-8")


def test_what_the_page_shows_as_text_holds_no_marks_of_markdown() -> None:
    shown = CLAIMS[["claim", "evidence"]].stack()
    assert shown[shown.str.contains(r"[`*_]")].tolist() == []


def test_a_claim_that_its_chapter_only_mentions_is_found(tmp_path: Path) -> None:
    page = tmp_path / "chapter.md"
    text = CHAPTERS[1].path.read_text(encoding="utf-8").replace("**C21 · partly, high confidence.**", "(C21)")
    page.write_text(text, encoding="utf-8")
    assert unjudged(COURSE, {**CHAPTERS, 1: read_chapter(page)}.values()) == ["C21: chapter 1"]


def html() -> BeautifulSoup:
    table = scorecard_html(CLAIMS, LINKS, WORKS, "bibliography.html")
    return BeautifulSoup(table + sources_html(SOURCES), "html.parser")


def test_the_table_has_every_claim_with_all_it_should_say() -> None:
    table = html().find(id="scorecard")
    assert table is not None
    assert [row["id"] for row in table.select("tbody tr")] == list(CLAIMS["id"])
    for row, claim in zip(table.select("tbody tr"), CLAIMS.itertuples(index=False), strict=True):
        words = " ".join(row.get_text(" ").split())
        for part in (claim.claim, claim.evidence, claim.verdict, f"{claim.confidence} confidence"):
            assert " ".join(str(part).split()) in words
        assert SIGNS[str(claim.verdict)] in words
        assert LINKS[claim.chapter][1] in [link["href"] for link in row.find_all("a")]
        assert row["data-verdict"] == claim.verdict
        assert row["data-section"] == claim.section


def test_tables_are_named_and_their_headers_have_a_scope() -> None:
    page = html()
    for table in page.find_all("table"):
        assert table.caption is not None
        assert table.caption.get_text().strip()
        assert {head["scope"] for head in table.select("thead th")} == {"col"}
        assert {head["scope"] for head in table.select("tbody th")} == {"row"}
        assert len(table.select("tbody th")) == len(table.select("tbody tr"))
        # A narrow page shows rows as blocks; the roles keep it a table for a screen reader.
        assert {part["role"] for part in table.select("tr")} == {"row"}
    ids = [part["id"] for part in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_every_source_key_leads_to_its_row() -> None:
    page = html()
    ids = {part["id"] for part in page.select("[id]")}
    local = [link["href"][1:] for link in page.find_all("a") if link["href"].startswith("#")]
    named = " ".join(CLAIMS["sources"].fillna("")).split()
    assert sorted(local) == sorted(key for key in named if re.fullmatch(r"S\d\d", key))
    assert set(local) <= ids
    assert {f"S{number:02d}" for number in range(1, len(SOURCES) + 1)} <= ids


def test_a_source_is_named_by_who_published_it_and_when() -> None:
    names = source_names(SOURCES)
    assert names["S02"] == "AFP on Boursorama, 2026-02-23"
    assert names["S31"] == "Wikipedia"
    assert list(names) == list(SOURCES["key"])
    assert all(name.strip() for name in names.values())


def test_a_chapter_or_a_work_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        scorecard_html(CLAIMS, {1: ("a", "b")}, WORKS, "")
    with pytest.raises(KeyError):
        scorecard_html(CLAIMS, LINKS, {}, "")


def test_text_of_the_tables_is_escaped() -> None:
    claims = CLAIMS.head(1).assign(claim="<b>&", evidence="<script>", sources="S01")
    text = scorecard_html(claims, LINKS, {"S01": "a <page>"}, "")
    assert "&lt;b&gt;&amp;" in text
    assert "<script>" not in text
    assert "a &lt;page&gt; (S01)" in text
    assert "<i>" not in sources_html(SOURCES.head(1).assign(title="<i>"))


def test_controls_have_labels_and_wait_for_the_script() -> None:
    (form,) = BeautifulSoup(PAGE, "html.parser").find_all("form")
    assert form.has_attr("hidden")
    assert form["role"] == "search"
    labels = {label["for"] for label in form.find_all("label")}
    assert labels == {control["id"] for control in form.find_all(["input", "select"])}
    status = form.find(id="scorecard-status")
    assert status is not None
    assert status["aria-live"] == "polite"
    wanted = set(re.findall(r'get\("(scorecard[\w-]*)"\)', SCRIPT)) - {"scorecard"}
    wanted |= {f"scorecard-{name}" for name in ("section", "verdict", "confidence", "chapter")}
    assert wanted <= {part["id"] for part in form.select("[id]")} | {form["id"]}
    assert "innerHTML" not in SCRIPT
