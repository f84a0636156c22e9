"""A course that tests claims: each has its box, its verdict as in the table, and what would change it.

The table is ``claims.csv`` among the course's tables: `id` (C01 ...), `chapter`, `verdict`, `confidence`, and
what else the course wants to say of a claim.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from corrige.course import Course
from corrige.sphinx.chapters import Chapter, read_chapters
from corrige.testing.book import problems_of
from corrige.testing.collect import course
from corrige.testing.rules import CLAIMS_IN_EVERY_CHAPTER, CLAIMS_ON_EVERY_PAGE, VERDICT, Rule, claims

__all__ = [
    "course",
    "test_claims_in_every_chapter",
    "test_claims_on_every_page",
    "test_every_claim_has_its_verdict_in_the_chapter_that_the_table_names",
]


@pytest.mark.parametrize("rule", CLAIMS_ON_EVERY_PAGE, ids=lambda rule: rule.__name__)
def test_claims_on_every_page(course: Course, rule: Rule) -> None:
    """No page names a claim that is not there."""
    assert not problems_of(course, rule, chapters=False)


@pytest.mark.parametrize("rule", CLAIMS_IN_EVERY_CHAPTER, ids=lambda rule: rule.__name__)
def test_claims_in_every_chapter(course: Course, rule: Rule) -> None:
    """The claim first, and a verdict that is the table's."""
    assert not problems_of(course, rule, chapters=True)


def test_every_claim_has_its_verdict_in_the_chapter_that_the_table_names(course: Course) -> None:
    """The scorecard is whole: no claim is only mentioned."""
    assert unjudged(course, read_chapters(course)) == []


def unjudged(course: Course, chapters: Iterable[Chapter]) -> list[str]:
    """Claims without a verdict in the chapter that the table names."""
    given = {
        str(one.number): {found[0] for found in VERDICT.findall(one.path.read_text(encoding="utf-8"))}
        for one in chapters
    }
    return [
        f"{claim}: chapter {row['chapter']}"
        for claim, row in claims(course).items()
        if claim not in given.get(row["chapter"], ())
    ]
