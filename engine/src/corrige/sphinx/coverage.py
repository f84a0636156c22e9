"""Where each objective is taught and where it is trained: chapter section and tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from corrige.authoring.model import Exercise, Task
from corrige.sphinx.chapters import Chapter
from corrige.sphinx.html import html_table


@dataclass(frozen=True)
class Covered:
    """One objective: its chapter, the sections that teach it, the tasks that train it."""

    objective: str
    text: str
    chapter: Chapter
    sections: tuple[str, ...]
    tasks: tuple[Task, ...]


def coverage(
    chapters: Iterable[Chapter], exercises: Iterable[Exercise], sections: dict[str, tuple[str, ...]]
) -> list[Covered]:
    """Every objective of the course with what teaches and trains it, in the order of the chapters."""
    by_number = {exercise.chapter: exercise for exercise in exercises}
    return [
        Covered(
            objective,
            text,
            chapter,
            sections.get(objective, ()),
            tuple(task for task in by_number[chapter.number].tasks if task.objective == objective),
        )
        for chapter in chapters
        for objective, text in chapter.objectives.items()
    ]


def gaps(covered: Sequence[Covered], sections: dict[str, tuple[str, ...]]) -> list[str]:
    """What is missing: an objective without a section or a task, a section that no page has."""
    problems = []
    for each in covered:
        if not each.tasks:
            problems.append(f"{each.objective} has no task")
        if not each.sections:
            problems.append(f"{each.objective} has no section")
        problems += [
            f"{each.objective}: {each.chapter.path.name} has no section {section!r}"
            for section in each.sections
            if section not in each.chapter.sections
        ]
    known = {each.objective for each in covered}
    return problems + [f"no chapter has the objective {name}" for name in sections if name not in known]


def coverage_matrix(covered: Sequence[Covered]) -> str:
    """Points by chapter and objective as an HTML table; a chapter leads to its `folded_coverage`."""
    rows = []
    by_chapter = _by_chapter(covered)
    most = max(len(own) for own in by_chapter.values())
    for number, own in by_chapter.items():
        points = [sum(task.points for task in each.tasks) for each in own]
        rows.append((
            f'<a href="#coverage-{number}">{number}. {escape(own[0].chapter.title)}</a>',
            *map(str, points), *[""] * (most - len(own)), str(sum(points)),
        ))  # fmt: skip
    heads = (f"No. {place}" for place in range(1, most + 1))
    return html_table(
        "Points of the tasks that train each objective of a chapter", ("Chapter", *heads, "Together"), rows
    )


def folded_coverage(covered: Sequence[Covered]) -> str:
    """The objectives of one or more chapters in HTML, each chapter's table to unfold."""
    return "\n".join(
        # The place is inside: whoever is led to it finds it unfolded.
        f"<details><summary>{number}. {escape(own[0].chapter.title)}</summary>"
        f'<div id="coverage-{number}">{coverage_table(own)}</div></details>'
        for number, own in _by_chapter(covered).items()
    )


def _by_chapter(covered: Sequence[Covered]) -> dict[int, list[Covered]]:
    found: dict[int, list[Covered]] = {}
    for each in covered:
        found.setdefault(each.chapter.number, []).append(each)
    return found


def coverage_table(covered: Sequence[Covered]) -> str:
    """The objectives of one or more chapters as an HTML table."""
    rows = [
        (
            each.objective,
            _inline(each.text),
            _list(_link(each.chapter, section) for section in each.sections),
            _list(f"{task.number}. {escape(task.title)} {_points(task)}" for task in each.tasks),
        )
        for each in covered
    ]
    titles = ", ".join(dict.fromkeys(each.chapter.title for each in covered))
    return html_table(
        f"Objectives of {escape(titles)}",
        ("Objective", "You can …", "Section", "Tasks of the exercise"),
        rows,
    )


def _list(items: Iterable[str]) -> str:
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul style="margin: 0; padding: 0; list-style: none">{inner}</ul>'


def _points(task: Task) -> str:
    words = "1 point" if task.points == 1 else f"{task.points} points"
    return f'<span style="white-space: nowrap">({words})</span>'


def _link(chapter: Chapter, section: str) -> str:
    anchor = re.sub(r"[^a-z0-9]+", "-", section.lower()).strip("-")
    page = f"../{chapter.path.parent.name}/{chapter.path.stem}.html"
    return f'<a href="{page}#{anchor}">{escape(section)}</a>'


def _inline(text: str) -> str:
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", escape(text))
