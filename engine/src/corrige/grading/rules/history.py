"""Every mark that a person ever gave, in the order given: a table that only grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corrige.grading.files import write_whole
from corrige.grading.numbers import number
from corrige.grading.rules.manual import Mark, Place
from corrige.grading.tables import Row, guarded, read_table, table_text, unguarded

NAME = "marks-history.csv"
HEAD = (
    "when",
    "learner",
    "exercise",
    "task",
    "points",
    "level",
    "comment",
    "source",
    "marker",
    "turn",
    "answer",
)


@dataclass(frozen=True)
class Entry:
    """One mark as it was given, or taken back.

    Attributes
    ----------
    when : str
        The instant, ISO 8601 in UTC.
    points, level : str
        As in the table; both empty if the mark was taken back.
    source : str
        Where it came from: ``sheet`` and the sheet's number, ``regrade`` and the request's number, or
        ``manual.csv``.
    marker : str
        Who gave it, where that is known.
    turn : int
        Which of the marker's answers it was, counted from 1; 0 where that is not known.
    answer : str
        A digest of the written answer that was read, where that is known.
    """

    when: str
    learner: str
    exercise: str
    task: str
    points: str
    level: str
    comment: str
    source: str
    marker: str = ""
    turn: int = 0
    answer: str = ""

    @property
    def place(self) -> Place:
        """Whose task it is."""
        return self.learner, self.exercise, self.task

    def gives(self, mark: Mark | None) -> bool:
        """Whether this entry and a mark say the same."""
        said = (number(mark.points), _level(mark), _line(mark.comment)) if mark else ("", "", "")
        return said == (self.points, self.level, _line(self.comment))


@dataclass(frozen=True)
class Source:
    """Where marks come from: a sheet, a second look, or the table itself."""

    name: str
    marker: str = ""
    turn: int = 0
    answer: str = ""


TABLE = Source("manual.csv")


def read_history(out: Path) -> list[Entry]:
    """Read the history of a folder of results; nothing if there is none.

    Raises
    ------
    TableError
        If it is damaged; with file, row, column and what to do.
    """
    path = out / NAME
    if not path.exists():
        return []
    return [_entry(row) for row in read_table(path, HEAD[:4], HEAD[4:])]


def _entry(row: Row) -> Entry:
    when, learner, exercise, task, points, level, comment, source, marker = (
        unguarded(row[column]) for column in HEAD[:9]
    )
    turn = int(row.number_between("turn", 0, 1e9, "a whole number")) if row["turn"] else 0
    return Entry(when, learner, exercise, task, points, level, comment, source, marker, turn, row["answer"])


def latest(history: Iterable[Entry]) -> dict[Place, Entry]:
    """The last entry of each task of each learner."""
    return {entry.place: entry for entry in history}


def record_marks(
    out: Path,
    marks: Sequence[Mark],
    sources: dict[Place, Source] | None = None,
    *,
    now: datetime | None = None,
) -> list[Entry]:
    """Add what has changed since the last entry; nothing that stands there is touched.

    Parameters
    ----------
    out : Path
        The folder of results.
    marks : sequence of Mark
        All marks given by hand, as they hold now.
    sources : dict, optional
        Where marks come from; those of other places were changed in the table itself.
    now : datetime, optional
        The instant of the change.

    Returns
    -------
    list of Entry
        The whole history.
    """
    history = read_history(out)
    known = latest(history)
    when = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    holds = {mark.place: mark for mark in marks}
    new = []
    for place in sorted({*holds, *known}):
        mark, last = holds.get(place), known.get(place)
        source = (sources or {}).get(place, TABLE)
        read_anew = source.answer and last is not None and source.answer != last.answer
        if (last is None and mark is None) or (last is not None and last.gives(mark) and not read_anew):
            continue
        values = (number(mark.points), _level(mark), mark.comment) if mark else ("", "", "")
        new.append(Entry(when, *place, *values, source.name, source.marker, source.turn, source.answer))
    if new:
        history += new
        write_whole(out / NAME, "\ufeff" + table_text(HEAD, [_cells(entry) for entry in history]))
    return history


def _cells(entry: Entry) -> list[str]:
    texts = (guarded(entry.comment), guarded(entry.source), guarded(entry.marker))
    given = (entry.exercise, entry.task, entry.points, entry.level)
    return [entry.when, guarded(entry.learner), *given, *texts, str(entry.turn or ""), entry.answer]


def _level(mark: Mark) -> str:
    return "" if mark.level is None else number(mark.level)


def _line(text: str) -> str:
    return " ".join(unguarded(text).split())
