"""Every page keeps the rules, and chapters, exercises and table of contents belong together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from corrige.course import Course
from corrige.sphinx.chapters import Chapter, read_chapters
from corrige.sphinx.coverage import coverage, gaps
from corrige.testing.collect import course, exercises_of
from corrige.testing.pages import Page, pages
from corrige.testing.rules import EVERY_CHAPTER, EVERY_PAGE, Rule

__all__ = [
    "course",
    "test_a_chapter_is_read_in_one_sitting",
    "test_chapters_are_counted_from_one_and_have_their_exercises",
    "test_each_exercise_stands_below_its_chapter",
    "test_every_chapter",
    "test_every_objective_has_a_section_and_a_task",
    "test_every_page",
    "test_objectives_of_chapter_and_exercise_are_the_same",
    "test_the_table_of_contents_lists_every_page_once",
    "test_what_a_chapter_asks_for_comes_before_it",
]


def problems_of(course: Course, rule: Rule, *, chapters: bool) -> dict[str, list[str]]:
    """What a rule finds, by page."""
    paths = [one.path for one in read_chapters(course)] if chapters else pages(course)
    found = {path: rule(Page(path.read_text(encoding="utf-8"), course)) for path in paths}
    return {str(path.relative_to(course.root)): problems for path, problems in found.items() if problems}


@pytest.mark.parametrize("rule", EVERY_PAGE, ids=lambda rule: rule.__name__)
def test_every_page(course: Course, rule: Rule) -> None:
    """Titles, figures, shown code, citations."""
    assert not problems_of(course, rule, chapters=False)


@pytest.mark.parametrize("rule", EVERY_CHAPTER, ids=lambda rule: rule.__name__)
def test_every_chapter(course: Course, rule: Rule) -> None:
    """The frame of a chapter."""
    assert not problems_of(course, rule, chapters=True)


# ---- Objectives and minutes


def test_every_objective_has_a_section_and_a_task(course: Course) -> None:
    """Taught in a section that the page has, and trained by a task."""
    sections = course.taught_in()
    assert gaps(coverage(read_chapters(course), exercises_of(course), sections), sections) == []


def test_objectives_of_chapter_and_exercise_are_the_same(course: Course) -> None:
    """To the word."""
    exercises = {exercise.chapter: exercise.objectives for exercise in exercises_of(course)}
    assert {one.number: one.objectives for one in read_chapters(course)} == exercises


def test_a_chapter_is_read_in_one_sitting(course: Course) -> None:
    """At most an hour."""
    assert [one.path.name for one in read_chapters(course) if one.minutes_to_read > 60] == []


# ---- The way of a learner


def test_chapters_are_counted_from_one_and_have_their_exercises(course: Course) -> None:
    """Chapter, exercise and their titles have the same number."""
    exercises = {exercise.chapter: (exercise.slug, exercise.title) for exercise in exercises_of(course)}
    assert sorted(exercises) == list(range(1, len(exercises) + 1))
    assert exercises == {
        one.number: (one.exercise, f"Exercise {one.number} · {one.title}") for one in read_chapters(course)
    }


def test_what_a_chapter_asks_for_comes_before_it(course: Course) -> None:
    """No chapter builds on a later one, or on none of the book."""
    chapters = read_chapters(course)
    assert [one.path.name for one in chapters if later(one, len(chapters))] == []


def later(chapter: Chapter, chapters: int) -> bool:
    """Whether a chapter asks for one that does not come before it."""
    return any(number not in range(1, chapters + 1) or number >= chapter.number for number in chapter.earlier)


def entries(toc: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every entry of a table of contents that has a file, in order."""
    if "file" in toc:
        yield toc
    for key in ("parts", "chapters", "sections"):
        for child in toc.get(key, []):
            yield from entries(child)


def _toc(course: Course) -> dict[str, Any]:
    toc: dict[str, Any] = yaml.safe_load((course.root / "_toc.yml").read_text(encoding="utf-8"))
    return toc


def test_the_table_of_contents_lists_every_page_once(course: Course) -> None:
    """No page is left out, and no exercise is listed that is not there."""
    toc = _toc(course)
    listed = [toc["root"], *(entry["file"] for entry in entries(toc))]
    assert sorted(set(listed)) == sorted(listed)
    book = {page.relative_to(course.root).with_suffix("").as_posix() for page in pages(course)}
    assert book == {name for name in listed if name.startswith("book/")}
    notebooks = {f"exercises/{notebook.stem}" for notebook in course.exercises.glob("*.ipynb")}
    assert {name for name in listed if not name.startswith("book/")} <= notebooks


def test_each_exercise_stands_below_its_chapter(course: Course) -> None:
    """Chapters follow their numbers, and each has its exercise and nothing else below it."""
    below = {
        entry["file"]: [one["file"] for one in entry.get("sections", [])] for entry in entries(_toc(course))
    }
    chapters = {one.docname.lstrip("/"): [f"exercises/{one.exercise}"] for one in read_chapters(course)}
    assert [(name, found) for name, found in below.items() if name in chapters] == list(chapters.items())
