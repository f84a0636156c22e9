"""The pages of the book keep the rules of every course, those of a course that tests claims, and this one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pybtex.database import parse_file

from corrige.course import find_course
from corrige.sphinx.chapters import read_chapters
from corrige.testing.book import *  # noqa: F403
from corrige.testing.claims import *  # noqa: F403
from corrige.testing.pages import pages
from demarche.data import glossary, load

COURSE = find_course(Path(__file__).parent)
ROOT = COURSE.root
BIBLIOGRAPHY = parse_file(ROOT / "book" / "references.bib")
# Joined here, so that this file does not say them either.
BANNED = [
    *(
        "".join(parts)
        for parts in (("/wo", "rk/"), ("/ro", "ot/"), ("/home", "/"), ("/tm", "p/"), ("C:", "\\Users"))
    ),
    *(
        "".join(parts)
        for parts in (("py", "pi.org"), ("pythonhos", "ted"), ("npm", "js"), ("ana", "conda.org"))
    ),
    *("".join(parts) for parts in (("TO", "DO"), ("FIX", "ME"), ("lorem", " ipsum"), ("coming", " soon"))),
    *(
        "".join(parts)
        for parts in (("future", " work"), ("to be", " written"), ("sub", "agent"), ("AI", " model"))
    ),
]


def words(text: str) -> list[str]:
    """What no text of the course says."""
    return [word for word in BANNED if word.casefold() in text.casefold()]


def test_words_of_pages_notebooks_and_front_pages() -> None:
    texts = [*pages(COURSE), *(ROOT / "exercises").glob("*.ipynb"), *(ROOT / "solutions").glob("*.py")]
    texts += [*ROOT.glob("*.md"), ROOT / "_config.yml", ROOT / "_toc.yml"]
    assert {path.name: found for path in texts if (found := words(path.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize("said", ["in /ho" + "me/someone", "To" + "do: more"])
def test_a_word_that_no_text_says_is_found(said: str) -> None:
    assert words(f"A chapter, {said}")


def test_each_chapter_links_a_term_to_the_glossary() -> None:
    texts = {one.path.name: one.path.read_text(encoding="utf-8") for one in read_chapters(COURSE)}
    assert [name for name, text in texts.items() if "{term}`" not in text] == []


def test_each_source_of_a_claim_is_in_the_bibliography_once() -> None:
    known = [
        entry.fields["keywords"] for entry in BIBLIOGRAPHY.entries.values() if "keywords" in entry.fields
    ]
    assert sorted(known) == sorted(load("claim_sources")["key"])


def test_author_and_year_name_one_work() -> None:
    def label(entry: Any) -> tuple[str, ...]:
        people = entry.persons.get("author") or entry.persons.get("editor") or []
        names = [" ".join(person.prelast_names + person.last_names) for person in people]
        return (*([names[0], "et al."] if len(names) > 2 else names), entry.fields.get("year", ""))

    labels = [label(entry) for entry in BIBLIOGRAPHY.entries.values()]
    assert sorted({one for one in labels if labels.count(one) > 1}) == []


def test_glossary_page_refuses_nonsense() -> None:
    terms = load("glossary")
    with pytest.raises(ValueError, match="defined twice"):
        glossary.page(terms.assign(term="same"))
    with pytest.raises(ValueError, match="not in the glossary"):
        glossary.page(terms.assign(see_also="nowhere"))
    with pytest.raises(ValueError, match="no heading for the field"):
        glossary.page(terms.assign(field="cookery"))
