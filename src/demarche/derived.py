"""Files that this course derives from its tables and its bibliography, besides the exercises themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corrige.authoring.derived import read_exercises, read_warm_ups
from corrige.course import Course
from demarche.capstone.from_bibtex import sources_json
from demarche.capstone.template import NAME, template
from demarche.data import load
from demarche.data.flashcards import deck
from demarche.data.glossary import page as glossary_page
from demarche.data.practice import forecasts
from demarche.passport import PAGE, page


def derived(course: Course) -> Iterator[tuple[Path, str]]:
    """Each file with the text it should have: `make exercises` writes it, ``--check`` compares it."""
    tables = course.source / "data" / "tables"
    yield tables / "forecasts.csv", forecasts().to_csv(index=False, lineterminator="\n")
    yield course.root / "book" / "reference" / "glossary.md", glossary_page(load("glossary"))
    cards = deck(load("glossary"), read_exercises(course), course.taught_in())
    yield course.root / "book" / "reference" / "flashcards.txt", cards
    yield course.source / "capstone" / "sources.json", sources_json(course.root / "book" / "references.bib")
    yield course.exercises / f"{NAME}.ipynb", template()
    for exercise in read_warm_ups(course):
        yield course.root / PAGE, page(exercise)
