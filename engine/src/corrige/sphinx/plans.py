"""What a course teaches and how long it takes: subjects, sessions, plans, from its pages and exercises."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from corrige.authoring.model import Exercise, Task
from corrige.sphinx.chapters import Chapter

AGENDA: Mapping[str, int] = {
    "The claim: what would prove it wrong? A vote, before anybody computes": 10,
    "One worked example of the chapter, run live and then broken on purpose": 20,
    "Tasks in pairs, with the instant replies": 45,
    "The verdict and its rivals: a second vote, and what changed it": 15,
}
SESSION = sum(AGENDA.values())
LAB = 45


@dataclass(frozen=True)
class Session:
    """One meeting: what learners read before it, and what they work on in it and after it.

    Attributes
    ----------
    title : str
    before : int
        Minutes of reading.
    work : int
        Minutes of tasks; of these 45 are done in class.
    """

    title: str
    before: int
    work: int

    @property
    def after(self) -> int:
        """Minutes of tasks that are left for home."""
        return max(0, self.work - LAB)

    @property
    def together(self) -> int:
        """Minutes of a learner: reading, class, home."""
        return self.before + SESSION + self.after


def subjects(
    chapters: Sequence[Chapter],
    exercises: Mapping[int, Exercise],
    methods: Mapping[int, Sequence[str]],
    tables: Mapping[str, str],
) -> list[tuple[str, str, str]]:
    """What each chapter asks, by which methods and with which tables: rows in HTML.

    Parameters
    ----------
    chapters : sequence of Chapter
    exercises : mapping of int to Exercise
        By chapter; the set-up says which tables it uses.
    methods : mapping of int to sequence of str
        By chapter, in words that stand on its page.
    tables : mapping of str to str
        What each table is called; only these are named.

    Raises
    ------
    ValueError
        If a chapter has no method, or one of which its page has no word.
    """
    rows = []
    for chapter in chapters:
        text = " ".join(chapter.path.read_text(encoding="utf-8").lower().split())
        strange = [
            words for words in methods.get(chapter.number, [""]) if not words or words.lower() not in text
        ]
        if strange:
            raise ValueError(f"{chapter.path.name} has no word of the methods {strange}.")
        address = f"../{chapter.path.parent.name}/{chapter.path.stem}.html"
        used = dict.fromkeys(re.findall(r'\bload\("(\w+)"\)', exercises[chapter.number].setup))
        rows.append(
            (
                f'<a href="{escape(address)}">{chapter.number}. {escape(chapter.title)}</a>',
                escape(", ".join(methods[chapter.number]).replace("'", "\u2019")),
                escape("; ".join(tables[name] for name in used if name in tables)),
            )
        )
    return rows


def minutes_of(exercise: Exercise, tasks: Sequence[Task]) -> int:
    """Minutes of some tasks of an exercise: their share of its points, rounded up to the minute."""
    points = sum(task.points for task in tasks)
    return -(-exercise.minutes * points // exercise.points)


def can_go(exercise: Exercise) -> list[Task]:
    """Tasks that can be dropped while every objective keeps a task that is checked at once.

    The last ones go first, as they are the hardest; the written answer always stays.
    """
    kept = [task for task in exercise.tasks if task.kind != "written"]
    dropped = []
    for task in reversed(kept.copy()):
        if task.objective in [other.objective for other in kept if other is not task]:
            kept.remove(task)
            dropped.append(task)
    return dropped


def session_for(chapter: Chapter, exercise: Exercise, tasks: Sequence[Task] | None = None) -> Session:
    """The session of one chapter, with all tasks of its exercise or with some."""
    work = exercise.minutes if tasks is None else minutes_of(exercise, tasks)
    return Session(f"{chapter.number}. {chapter.title}", chapter.minutes_to_read, work)


def rows_of(sessions: Sequence[Session]) -> list[tuple[str, ...]]:
    """Rows of a plan's table, the last of them the sum."""
    rows = [
        (str(number), each.title, str(each.before), str(SESSION), str(each.after), str(each.together))
        for number, each in enumerate(sessions, 1)
    ]
    sums = [
        sum(each.before for each in sessions),
        SESSION * len(sessions),
        sum(each.after for each in sessions),
        sum(each.together for each in sessions),
    ]
    return [*rows, ("", "All sessions", *(f"{number:,}" for number in sums))]


COLUMNS = ("Session", "Subject", "Read before", "In class", "At home after", "Together")
