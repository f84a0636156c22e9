"""Each rule for pages finds what it is for, in a course of one chapter."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corrige.course import Course, course_at
from corrige.sphinx.chapters import read_chapters
from corrige.testing import rules
from corrige.testing.book import later, problems_of
from corrige.testing.claims import unjudged
from corrige.testing.pages import Page
from corrige.testing.rules import (
    CLAIMS_IN_EVERY_CHAPTER,
    CLAIMS_ON_EVERY_PAGE,
    EVERY_CHAPTER,
    EVERY_PAGE,
)

ALL = [*EVERY_PAGE, *EVERY_CHAPTER, *CLAIMS_ON_EVERY_PAGE, *CLAIMS_IN_EVERY_CHAPTER]
WORK = "@book{{{key}, title = {{A work}}, year = {{1900}}}}\n"


@pytest.fixture
def course(course_root: Path) -> Course:
    """The small course with a book: works, a table of claims, a notebook, a chapter."""
    small = Path(__file__).with_name("course")
    shutil.copyfile(
        small / "exercises" / "ex01_counting.ipynb", course_root / "exercises" / "ex01_counting.ipynb"
    )
    tables = course_root / "src" / "small_course" / "data" / "tables"
    tables.mkdir(parents=True)
    claims = "id,chapter,verdict,confidence\nC01,1,supported,high\nC02,1,partly,medium\n"
    (tables / "claims.csv").write_text(claims, encoding="utf-8")
    book = course_root / "book"
    book.mkdir()
    works = "".join(WORK.format(key=key) for key in ("first", "second"))
    (book / "references.bib").write_text(works, encoding="utf-8")
    (book / "counting.md").write_text(CHAPTER, encoding="utf-8")
    return course_at(course_root)


CHAPTER = """\
---
kernelspec: {name: python3}
---

# A chapter

```{admonition} The claim
:class: claim
The article says that nothing like it had been done. (C02; the writer, no source named.)
```

```{admonition} Objectives
:class: objectives
- **LO1.1** Count events instead of rows.
- **LO1.2** Estimate a rate with its interval.
- **LO1.3** Refute a claim about a first case.

**Before you start:** nothing. **Reading:** 5 minutes. **Exercise:** {exercise-minutes}`ex01`.
```

```{code-cell} python
---
tags: [hide-input]
---
from small_course import charts

rates = [1, 2]
```

## Counting

A {term}`base rate` is a share {cite}`first,second`.

```{code-cell} python
---
mystnb:
  figure:
    name: fig-rate
    caption: "Events by decade. Source: the table of incidents."
  image:
    alt: "Bars that rise from two events in the 1960s to twenty in the 2010s, most of them recalls."
---
charts.bars(rates);
```

::::{admonition} Question 1
:class: self-check
What is a row?

:::{dropdown} An event
Not quite: an event may have many rows.
:::
:::{dropdown} A sender and a target
Yes, and so an event may have many rows.
:::
::::

::::{admonition} Question 2
:class: self-check
Does the record hold every case?

:::{dropdown} Yes
No, because the record is a sample.
:::
:::{dropdown} No
Right, because the record is a sample.
:::
::::

```{admonition} Verdict: partly
:class: verdict partly
**C02 · partly, medium confidence.** The narrow claim may stand.
**What would change it:** a document of the time.
```

## Key points

```{admonition} Key points
:class: key-points
- Events are not rows.
- A rate has an interval.
- One case refutes a first.
```

```{exercise-card} ex01_counting
```

## Sources and further reading

The text of the work {cite:t}`second`.
"""


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.__name__)
def test_a_good_chapter_passes(course: Course, rule: rules.Rule) -> None:
    assert rule(Page(CHAPTER, course)) == []


BREAKS = [
    ("title_and_headings", "# A chapter", "## A chapter"),
    ("title_and_headings", "## Counting", "# Counting"),
    ("title_and_headings", "## Counting", "### Counting"),
    ("figures", "    name: fig-rate\n", ""),
    ("figures", " Source: the table of incidents.", ""),
    ("figures", "alt: ", "title: "),
    (
        "figures",
        "Bars that rise from two events in the 1960s to twenty in the 2010s, most of them recalls.",
        "Bars.",
    ),
    ("figures", "charts.bars(rates);", "charts.bars(rates)"),
    ("figures", "## Counting", "## Counting\n\n![](picture.png)"),
    ("figures", "## Counting", "## Counting\n\n```{figure} picture.png\n:name: fig-a\n```"),
    ("citations", "first,", "frist,"),
    ("citations", "{cite:t}`second`", "{cite:t}`the work <third>`"),
    ("claims_exist", "C02;", "C92;"),
    ("claim_first", ":class: claim", ":class: note"),
    ("claim_first", "C02;", ""),
    ("claim_first", "# A chapter", "# A chapter\n\n## First a section"),
    ("claim_first", "# A chapter", "# A chapter\n\n```{note}\nFirst something else.\n```"),
    ("objectives", ":class: objectives", ":class: goals"),
    ("objectives", "- **LO1.3** Refute a claim about a first case.\n", ""),
    ("objectives", "**LO1.2**", "**LO1.4**"),
    ("objectives", "**LO1.2**", "LO1.2"),
    ("objectives", "Estimate", "Understand"),
    ("shown_code_runs", "rates = [1, 2]", "rates = [one, 2]"),
    ("shown_code_runs", "tags: [hide-input]", "tags: [remove-cell]"),
    ("shown_code_runs", "rates = [1, 2]", "rates = [1, 2]\nassert rates"),
    ("per_cent", "A rate has an interval.", "A rate of 5% has an interval."),
    ("effort", "**Before you start:**", "Before:"),
    ("effort", "5 minutes. **Exercise", "some minutes. **Exercise"),
    ("effort", "\n**Before you start:**", "```\n\n**Before you start:**"),
    ("reading_time", "5 minutes. **Exercise", "25 minutes. **Exercise"),
    ("reading_time", "A {term}`base rate`", "word " * 2000 + "A {term}`base rate`"),
    ("self_checks", ":class: self-check\nWhat", ":class: note\nWhat"),
    ("self_checks", ":::{dropdown} Yes\nNo, because the record is a sample.\n:::\n", ""),
    ("self_checks", "No, because the record is a sample.", "No."),
    ("self_checks", "No, because the record is a sample.", "Right, because the record is a sample."),
    ("verdict", ":class: verdict partly", ":class: note"),
    ("verdict", ":class: verdict partly", ":class: verdict supported"),
    ("verdict", "medium confidence", "surely"),
    ("verdict", "would change it", "is missing"),
    ("verdict_titles", "Verdict: partly", "Partly"),
    ("verdicts_agree_with_the_table", "medium confidence", "high confidence"),
    ("verdicts_agree_with_the_table", "C02 · partly", "C02 · supported"),
    ("verdicts_agree_with_the_table", "C02 · partly", "C92 · partly"),
    ("key_points", ":class: key-points", ":class: note"),
    ("key_points", "## Key points", "## In short"),
    ("key_points", "- A rate has an interval.\n", ""),
    ("exercise", "```{exercise-card} ex01_counting\n```", ""),
    ("exercise", "{exercise-card} ex01_cou", "{exercise-card} ex01_cow"),
    ("exercise", "minutes}`ex01`", "minutes}`ex04`"),
    ("exercise", "**LO1.1**", "**LO9.1**"),
    ("sources", "## Sources and further reading", "## The end"),
    ("order", ":class: claim", ":class: key-points"),
]


@pytest.mark.parametrize(("rule", "right", "wrong"), BREAKS)
def test_a_rule_finds_its_fault(course: Course, rule: str, right: str, wrong: str) -> None:
    assert right in CHAPTER
    assert getattr(rules, rule)(Page(CHAPTER.replace(right, wrong, 1), course))


def test_every_rule_is_shown_to_find_something() -> None:
    assert {rule for rule, _right, _wrong in BREAKS} == {rule.__name__ for rule in ALL}


def test_a_chart_needs_no_semicolon_where_nothing_is_printed(course: Course) -> None:
    for silent in ("ax = charts.bars(rates)", "for part in rates:\n    charts.bars(part)"):
        assert not rules.figures(Page(CHAPTER.replace("charts.bars(rates);", silent), course))


def test_no_source_cited_is_found(course: Course) -> None:
    assert rules.sources(Page("# A\n\n## Sources\n\nNone.", course))


def test_a_problem_is_told_with_its_page(course: Course) -> None:
    page = course.root / "book" / "counting.md"
    page.write_text(CHAPTER.replace("first,", "frist,"), encoding="utf-8")
    found = problems_of(course, rules.citations, chapters=True)
    assert found == {"book/counting.md": ["'frist' is not in references.bib"]}
    assert problems_of(course, rules.per_cent, chapters=False) == {}


def test_a_claim_without_a_verdict_in_its_chapter_is_found(course: Course) -> None:
    assert unjudged(course, read_chapters(course)) == ["C01: chapter 1"]


def test_a_chapter_that_asks_for_a_later_one_is_found(course: Course) -> None:
    page = course.root / "book" / "counting.md"
    page.write_text(CHAPTER.replace("start:** nothing.", "start:** chapter 1."), encoding="utf-8")
    (chapter,) = read_chapters(course)
    assert later(chapter, 1)
    assert chapter.docname == "/book/counting"
