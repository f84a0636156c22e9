"""The pages of the book keep its rules, and each rule is shown to find what it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import book_rules
import pytest
import yaml
from book_pages import CHAPTERS, PAGES, ROOT
from book_rules import BIBLIOGRAPHY, EVERY_CHAPTER, EVERY_PAGE

from corrige.authoring.derived import stale
from corrige.course import find_course
from demarche.data import glossary, load

Rule = Callable[[str], list[str]]


def problems_of(pages: list[Path], rule: Rule) -> dict[str, list[str]]:
    found = {str(page.relative_to(ROOT)): rule(page.read_text(encoding="utf-8")) for page in pages}
    return {page: problems for page, problems in found.items() if problems}


@pytest.mark.parametrize("rule", EVERY_PAGE, ids=lambda rule: rule.__name__)
def test_every_page(rule: Rule) -> None:
    assert not problems_of(PAGES, rule)


@pytest.mark.parametrize("rule", EVERY_CHAPTER, ids=lambda rule: rule.__name__)
def test_every_chapter(rule: Rule) -> None:
    assert not problems_of(CHAPTERS, rule)


# ---- The book as a whole


def toc_files() -> list[str]:
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))

    def walk(entry: dict[str, Any]) -> Iterator[str]:
        if "file" in entry:
            yield entry["file"]
        for key in ("parts", "chapters", "sections"):
            for child in entry.get(key, []):
                yield from walk(child)

    return [toc["root"], *walk(toc)]


def test_the_table_of_contents_lists_every_page_once() -> None:
    listed = toc_files()
    assert sorted(set(listed)) == sorted(listed)
    pages = {page.relative_to(ROOT).with_suffix("").as_posix() for page in PAGES}
    assert pages == {name for name in listed if name.startswith("book/")}
    exercises = {name for name in listed if not name.startswith("book/")}
    assert exercises <= {f"exercises/{notebook.stem}" for notebook in (ROOT / "exercises").glob("*.ipynb")}


def test_the_exercise_of_each_chapter_is_in_the_table_of_contents() -> None:
    texts = [chapter.read_text(encoding="utf-8") for chapter in CHAPTERS]
    cards = {f"exercises/{name}" for text in texts for name in re.findall(r"\{exercise-card\} (\w+)", text)}
    assert cards <= set(toc_files())


def test_words_of_notebooks_and_front_pages() -> None:
    texts = [*(ROOT / "exercises").glob("*.ipynb"), *(ROOT / "solutions").glob("*.py"), *ROOT.glob("*.md")]
    assert not problems_of([*texts, ROOT / "_config.yml", ROOT / "_toc.yml"], book_rules.words)


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


def test_derived_files_are_what_their_sources_give() -> None:
    assert stale(find_course(ROOT)) == "", "make exercises"


# ---- Each rule finds what it is for

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
- **LO3.1** Count events instead of rows.
- **LO3.2** Estimate a rate with its interval.
- **LO3.3** Refute a claim about a first case.

**Before you start:** chapter 2. **Reading:** 5 minutes. **Exercise:** {exercise-minutes}`ex03`.
```

```{code-cell} python
---
tags: [hide-input]
---
from demarche import charts

rates = [1, 2]
```

## Counting

A {term}`base rate` is a share {cite}`un1961vienna,nato1949north`.

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

```{exercise-card} ex03_has_this_happened_before
```

## Sources and further reading

The text of the treaty {cite:t}`nato1949north`.
"""


@pytest.mark.parametrize("rule", [*EVERY_PAGE, *EVERY_CHAPTER], ids=lambda rule: rule.__name__)
def test_a_good_chapter_passes(rule: Rule) -> None:
    text = CHAPTER.replace(":::{dropdown} An event", "LO3.4 LO3.5\n\n:::{dropdown} An event")
    assert rule(text) == []


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
    ("citations", "un1961vienna,", "un1961viena,"),
    ("citations", "{cite:t}`nato1949north`", "{cite:t}`the treaty <nato1950>`"),
    ("words", "A chapter", "A chapter in /ho" + "me/someone"),
    ("words", "A chapter", "A chapter, To" + "do"),
    ("claims_exist", "C02;", "C92;"),
    ("claim_first", ":class: claim", ":class: note"),
    ("claim_first", "C02;", ""),
    ("claim_first", "# A chapter", "# A chapter\n\n## First a section"),
    ("claim_first", "# A chapter", "# A chapter\n\n```{note}\nFirst something else.\n```"),
    ("objectives", ":class: objectives", ":class: goals"),
    ("objectives", "- **LO3.3** Refute a claim about a first case.\n", ""),
    ("objectives", "**LO3.2**", "**LO3.4**"),
    ("objectives", "**LO3.2**", "LO3.2"),
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
    ("exercise", "```{exercise-card} ex03_has_this_happened_before\n```", ""),
    ("exercise", "{exercise-card} ex03_has", "{exercise-card} ex03_was"),
    ("exercise", "minutes}`ex03`", "minutes}`ex04`"),
    ("exercise", "**LO3.1**", "**LO9.1**"),
    ("sources", "## Sources and further reading", "## The end"),
    ("terms", "{term}`base rate`", "base rate"),
    ("order", ":class: claim", ":class: key-points"),
]


@pytest.mark.parametrize(("rule", "right", "wrong"), BREAKS)
def test_a_rule_finds_its_fault(rule: str, right: str, wrong: str) -> None:
    assert right in CHAPTER
    text = CHAPTER.replace(":::{dropdown} An event", "LO3.4 LO3.5\n\n:::{dropdown} An event")
    assert getattr(book_rules, rule)(text.replace(right, wrong, 1))


def test_every_rule_is_shown_to_find_something() -> None:
    shown = {rule for rule, _right, _wrong in BREAKS}
    assert shown == {rule.__name__ for rule in (*EVERY_PAGE, *EVERY_CHAPTER)}


def test_a_chart_needs_no_semicolon_where_nothing_is_printed() -> None:
    for silent in ("ax = charts.bars(rates)", "for part in rates:\n    charts.bars(part)"):
        assert not book_rules.figures(CHAPTER.replace("charts.bars(rates);", silent))


def test_no_source_cited_is_found() -> None:
    assert book_rules.sources("# A\n\n## Sources\n\nNone.")


def test_glossary_page_refuses_nonsense() -> None:
    terms = load("glossary")
    with pytest.raises(ValueError, match="defined twice"):
        glossary.page(terms.assign(term="same"))
    with pytest.raises(ValueError, match="not in the glossary"):
        glossary.page(terms.assign(see_also="nowhere"))
    with pytest.raises(ValueError, match="no heading for the field"):
        glossary.page(terms.assign(field="cookery"))
