"""Write the notebook in which a learner makes the brief. Always the same bytes."""

from __future__ import annotations

import json
from typing import Any

from corrige.lean import nbformat
from demarche.capstone.rubric import CRITERIA, most_points
from demarche.capstone.structure import CONFIDENCE, FINDINGS, MOST_WORDS, POINTS

NAME = "capstone_evidence_brief"
TITLE = "Capstone · The evidence brief"
MINUTES = 210

_HEADER = f"""\
# {TITLE}

A minister has three minutes. She has read the article of this course and asks: *what of this can I rely on,
and what does it mean for us?* You give her one page.

Choose whose minister she is: of France, of the United States, or of a third state. Then choose the question
that your page answers. Any table of the course may be used, and any source of its bibliography.

**{POINTS + most_points()} points, about {MINUTES} minutes.** The form of the brief is checked in this
notebook: {POINTS} points. What it says is read by a person, by five criteria: {most_points()} points.

1. **A message** of one or two sentences.
2. **Three findings.** Each is a sentence with a number in it that your code computes from a table,
with a chart, the key of a source, your confidence ({", ".join(CONFIDENCE)}) and a rival explanation.
3. **At least one thing that could not be verified**, after you looked for it.

Together at most {MOST_WORDS} words."""

_SETUP = """\
import matplotlib.pyplot as plt
import pandas as pd

from demarche.capstone import brief_page, check_brief, find_sources
from demarche.data import describe, load, tables

pd.set_option("display.max_colwidth", None)  # show whole titles
tables()"""

_SOURCES = """\
## Find tables and sources

`describe("incidents")` says what a table holds and where it misleads. `find_sources("recall")` looks for a
word in the bibliography and gives the keys; `find_sources("us_troops")`, with the name of a table, gives the
makers of its data. Tables that the course made itself, such as `incidents`, name a report in each row: look
for that one. A key names a source; whether it says what you write is for you to read."""

_FINDING = """\
## Finding {n}

Compute, draw, then say it. Keep the number as a number and write it into the sentence from your code, such as
`f"… {{number_{n}:.0f}} of …"`, so that the two differ by no more than rounding."""

_FINDING_CODE = """\
number_{n} = ...

fig, ax_{n} = plt.subplots(layout="constrained")

finding_{n} = {{
    "claim": ...,
    "number": number_{n},
    "figure": ax_{n},
    "source": ...,
    "confidence": ...,
    "rival": ...,
}}"""

_BRIEF = """\
## The brief

Write the message last: it is what the three findings carry together, and no more than that."""

_BRIEF_CODE = """\
brief = {{
    "message": ...,
    "findings": [{findings}],
    "unverifiable": [
        ...,
    ],
}}"""

_READ = """\
## Read it as the minister

This is the page that she gets, without your code. Read it aloud once. Then give yourself a level for each
criterion, and say what would raise it. The book has three graded examples to compare with.

{rubric}

Hand in this notebook under the name that it has."""


def template() -> str:
    """Text of the notebook."""
    cells = [
        _cell("header", _HEADER),
        _cell("setup", _SETUP, code=True),
        _cell("sources", _SOURCES),
        _cell("search", 'find_sources("recall")', code=True, answer=True),
    ]
    for n in range(1, FINDINGS + 1):
        cells.append(_cell(f"finding-{n}", _FINDING.format(n=n)))
        cells.append(_cell(f"finding-{n}-answer", _FINDING_CODE.format(n=n), code=True, answer=True))
    names = ", ".join(f"finding_{n}" for n in range(1, FINDINGS + 1))
    cells += [
        _cell("brief", _BRIEF),
        _cell("brief-answer", _BRIEF_CODE.format(findings=names), code=True, answer=True),
        _cell("brief-check", "check_brief(brief)", code=True),
        _cell("read", _READ.format(rubric=rubric_text())),
        _cell("page", "brief_page(brief)", code=True),
    ]
    notebook = {
        "cells": cells,
        "metadata": {
            "corrige": {
                "exercise": "capstone",
                "format": 1,
                "title": TITLE,
                "minutes": MINUTES,
                "tasks": [
                    {"id": "brief-form", "kind": "brief", "points": POINTS},
                    {"id": "brief-substance", "kind": "written", "points": most_points()},
                ],
            },
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    nbformat.validate(notebook)
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def rubric_text() -> str:
    """The five criteria and their levels, as Markdown lists."""
    parts = []
    for each in CRITERIA:
        levels = [f"- **{level}** {words}" for level, words in enumerate(each.levels)]
        parts.append("\n".join([f"**{each.name}.** {each.question}", "", *levels]))
    return "\n\n".join(parts)


def _cell(name: str, source: str, *, code: bool = False, answer: bool = False) -> dict[str, Any]:
    role = {"corrige": {"role": "answer" if answer else name}}
    metadata = (
        {**role, "deletable": False, "tags": ["answer"]}
        if answer
        else {
            **role,
            "deletable": False,
            "editable": False,
        }
    )
    cell: dict[str, Any] = {
        "cell_type": "code" if code else "markdown",
        "id": f"capstone-{name}",
        "metadata": metadata,
        "source": source.splitlines(keepends=True),
    }
    return {**cell, "execution_count": None, "outputs": []} if code else cell
