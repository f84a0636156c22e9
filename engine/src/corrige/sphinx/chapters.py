"""What the chapters' pages say of themselves: title, minutes, objectives, claims, exercise, sections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from corrige.course import Course

_CARD = re.compile(r"^```\{exercise-card\} (?P<slug>ex(?P<number>\d\d)_\w+)", re.MULTILINE)
_READING = re.compile(r"\*\*Reading:\*\* (\d+) minutes\.")
_BEFORE = re.compile(
    r"\*\*(?:Prerequisites|Before you start):?\*\*:?\s*(.*?)(?=\s\*\*|\nAbout \d|\n\n|\n:::|\n```)", re.DOTALL
)


@dataclass(frozen=True)
class Chapter:
    """One chapter, as its page says.

    Attributes
    ----------
    number : int
        The number of its exercise.
    title, part : str
    path : Path
        The page.
    exercise : str
        File name of the notebook, without ending.
    minutes_to_read : int
    before : str
        What it asks for beforehand.
    objectives : dict of str to str
    sections : tuple of str
        Headings of the second and third level, in order.
    claims : frozenset of str
        Claims that the page mentions.
    """

    number: int
    title: str
    part: str
    path: Path
    exercise: str
    minutes_to_read: int
    before: str
    objectives: dict[str, str]
    sections: tuple[str, ...]
    claims: frozenset[str]

    @property
    def earlier(self) -> frozenset[int]:
        """Numbers of the chapters that it asks for beforehand."""
        return frozenset(int(number) for number in re.findall(r"chapters? (\d+)", self.before))

    @property
    def docname(self) -> str:
        """The page as the book's links name it, from the root."""
        return f"/book/{self.path.with_suffix('').as_posix().rpartition('/book/')[2]}"


def read_chapters(course: Course) -> list[Chapter]:
    """Read the chapters of a course: every page of its book with the card of an exercise.

    Parameters
    ----------
    course : Course

    Returns
    -------
    list of Chapter
        By number.

    Raises
    ------
    ValueError
        If a page does not say what every chapter has to say; names the page and what is missing.
    """
    pages = [
        path for path in sorted((course.root / "book").rglob("*.md")) if not path.parent.name.startswith("_")
    ]
    found = [read_chapter(path) for path in pages if _CARD.search(path.read_text(encoding="utf-8"))]
    return sorted(found, key=lambda chapter: chapter.number)


def read_chapter(path: Path) -> Chapter:
    """Read one chapter.

    Raises
    ------
    ValueError
        If the page does not say what every chapter has to say.
    """
    text = path.read_text(encoding="utf-8")
    card = _CARD.search(text)
    minutes = _READING.search(text)
    before = _BEFORE.search(text)
    title = re.search(r"^# (.+)$", _without_code(text), re.MULTILINE)
    for what, there in (
        ("the card of its exercise", card),
        ("its minutes of reading", minutes),
        ("what it asks for beforehand", before),
        ("its title", title),
    ):
        if there is None:
            raise ValueError(f"{path.name} does not give {what}. See 'A chapter' in docs/authors.md.")
    assert card
    assert minutes
    assert before
    assert title
    return Chapter(
        number=int(card["number"]),
        title=title[1].strip(),
        part=path.parent.name.replace("-", " ").capitalize(),
        path=path,
        exercise=card["slug"],
        minutes_to_read=int(minutes[1]),
        before=" ".join(before[1].split()),
        objectives=_objectives(text),
        sections=tuple(re.findall(r"^###? (.+)$", _without_code(text), re.MULTILINE)),
        claims=frozenset(re.findall(r"\bC\d\d\b", _without_code(text))),
    )


def _objectives(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for objective, words in re.findall(r"^- \*\*(LO\d+\.\d+)\*\* (.+)$", text, re.MULTILINE):
        found.setdefault(objective, words)  # key points may take the ids up again
    return found


def _without_code(text: str) -> str:
    """The page without its code cells, whose comments look like headings."""
    return re.sub(r"^```\{code-cell\}.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
