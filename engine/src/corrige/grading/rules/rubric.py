"""Marking of written answers by people: a sheet to fill in, and its way back into the marks."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corrige.authoring.model import Exercise, Task
from corrige.grading.intake.plan import MOST_TEXT
from corrige.grading.numbers import number, plural
from corrige.grading.outcomes import Outcome, Record
from corrige.grading.rules.history import Entry, Source, latest
from corrige.grading.rules.manual import HIGHEST, Mark, Place, points_of
from corrige.grading.tables import Row, TableError, guarded, read_table, spellings, write_table

HEAD = (
    "exercise",
    "task",
    "learner",
    "answer",
    "rubric",
    "level",
    "comment",
    "before",
    "sheet",
    "marker",
    "turn",
)
_LEVEL = re.compile(r"^-\s+\*\*(?P<level>\d)\*\*\s*(?P<text>.*)$")


@dataclass(frozen=True)
class Written:
    """One written answer that a person has to read.

    Attributes
    ----------
    writer : str
        The learner, or the pseudonym.
    others : tuple of str
        The other members of a group that handed in this answer: its level is theirs too.
    """

    exercise: Exercise
    task: Task
    learner: str
    writer: str
    text: str
    others: tuple[str, ...] = ()

    @property
    def places(self) -> list[Place]:
        """Whose answer to what it is, the others of a group included."""
        return [(learner, self.exercise.id, self.task.id) for learner in (self.learner, *self.others)]

    @property
    def place(self) -> Place:
        """Whose answer to what it is."""
        return self.learner, self.exercise.id, self.task.id


def written_answers(
    records: Sequence[Record], exercises: Sequence[Exercise], names: dict[str, str] | None = None
) -> list[Written]:
    """The written answers of a class, in the order of exercise, task and writer.

    Parameters
    ----------
    records : sequence of Record
    exercises : sequence of Exercise
    names : dict of str to str, optional
        Pseudonyms by learner. They also decide the order, so that it says nothing about the names.
    """
    course = {exercise.id: exercise for exercise in exercises}
    found = []
    first: dict[tuple[str, str], str] = {}
    others: dict[str, list[str]] = {}
    for record in records:
        if record.group and record.handed_in_by:
            speaker = first.setdefault((record.group, record.exercise), record.learner)
            if speaker != record.learner:
                others.setdefault(f"{speaker}/{record.exercise}", []).append(record.learner)
                continue
        exercise = course.get(record.exercise)
        for result in record.results:
            if exercise is None or result.outcome is not Outcome.WAITING:
                continue
            writer = (names or {}).get(record.learner, record.learner)
            task = exercise.task(result.task)
            found.append(Written(exercise, task, record.learner, writer, cut_mark(result.source)))
    found = [
        dataclasses.replace(each, others=tuple(others.get(f"{each.learner}/{each.exercise.id}", ())))
        for each in found
    ]
    return sorted(found, key=lambda each: (each.exercise.id, each.task.number, each.writer))


def cut_mark(text: str) -> str:
    """The text, with a word on it where only its beginning was kept."""
    return (
        f"{text}\n[Cut after {MOST_TEXT} characters; see the notebook.]" if len(text) >= MOST_TEXT else text
    )


def levels_of(task: Task) -> dict[int, str]:
    """The levels of a task's rubric: number to text."""
    levels: dict[int, str] = {}
    last = -1
    for line in task.rubric.splitlines():
        match = _LEVEL.match(line.strip())
        if match:
            last = int(match["level"])
            levels[last] = match["text"]
        elif last in levels and line.strip():
            levels[last] += f" {line.strip()}"
    return levels


def digest(text: str) -> str:
    """A short name for what an answer says, by which its mark knows it again."""
    return hashlib.sha256(_letters(guarded(text)).encode("utf-8", "replace")).hexdigest()[:12]


def changed_since_marked(answers: Iterable[Written], history: Iterable[Entry]) -> list[Written]:
    """Answers that were handed in anew after a person had marked what stood there before."""
    last = latest(history)
    found = []
    for answer in answers:
        entry = last.get(answer.place)
        if entry is not None and entry.points and entry.answer and entry.answer != digest(answer.text):
            found.append(answer)
    return found


def sheet_rows(
    answers: Sequence[Written],
    marks: Sequence[Mark] = (),
    changed: Collection[Place] = (),
    *,
    second: bool = False,
) -> list[dict[str, str]]:
    """The rows of a sheet: one for each written answer, with the mark that it has.

    Parameters
    ----------
    answers : sequence of Written
    marks : sequence of Mark
        Given before: their levels and comments are filled in. A mark in points stays as it is and is not in
        the sheet's level.
    changed : collection of places
        Answers whose mark was given to another text: the level is left open, so that somebody reads them.
    second : bool
        For a second reader, which the sheet's number then says.

    Returns
    -------
    list of dict
        By the columns of `HEAD`. The sheet's number hangs on all that stands in it.
    """
    known = {mark.place: mark for mark in marks}
    rows = []
    for answer in answers:
        mark = known.get(answer.place)
        before = level_text(mark)
        level = "" if answer.place in changed else before
        rubric = "\n".join(f"{each}: {text}" for each, text in sorted(levels_of(answer.task).items()))
        cells = [answer.exercise.id, answer.task.id, *map(guarded, (answer.writer, answer.text, rubric))]
        comment = guarded(mark.comment) if mark else ""
        rows.append(dict(zip(HEAD, [*cells, level, comment, before, "", "", ""], strict=True)))
    number_of_sheet = hashlib.sha256(repr(rows).encode()).hexdigest()[:10]
    return [{**row, "sheet": f"s{number_of_sheet}{SECOND if second else ''}"} for row in rows]


def level_text(mark: Mark | None) -> str:
    """A mark's level as a sheet writes it; empty if there is none."""
    return "" if mark is None or mark.level is None else number(mark.level)


def write_sheet(
    path: Path, answers: Sequence[Written], marks: Sequence[Mark] = (), changed: Collection[Place] = ()
) -> None:
    """Write the sheet for those who mark, as `sheet_rows` says."""
    rows = [[row[column] for column in HEAD] for row in sheet_rows(answers, marks, changed)]
    write_table(path, HEAD, rows, mark=True)


@dataclass(frozen=True)
class Sheet:
    """What a sheet says.

    Attributes
    ----------
    marks : list of Mark
        Those to keep.
    sources : dict
        Where each of them comes from.
    left : int
        Answers without a level, those of the sheet's exercises that have no row in it included.
    conflicts : list of str
        What was not taken, and why: nothing of it is lost, as the sheet stays as it is.
    second : list of str
        What became of levels for answers that somebody else had marked, and of those from a page for a second
        reader: a second opinion should not become the mark unknown to anybody.
    """

    marks: list[Mark]
    sources: dict[Place, Source] = field(default_factory=dict)
    left: int = 0
    conflicts: list[str] = field(default_factory=list)
    second: list[str] = field(default_factory=list)


def read_sheet(
    path: Path,
    answers: Sequence[Written],
    marks: Sequence[Mark] = (),
    history: Sequence[Entry] = (),
    *,
    replace: bool = False,
) -> Sheet:
    """Read a sheet that was filled in.

    A level is taken where the answer is the one that was read, and where nobody has given another mark since
    the sheet was written. What cannot be taken is named, and the rest is taken; whoever corrects a sheet may
    read it again.

    Parameters
    ----------
    path : Path
    answers : sequence of Written
        The answers that the sheet should hold, once with the learners' names and once with pseudonyms if
        there are any: a sheet may use either.
    marks, history : sequence
        The marks that hold now, and how they came about.
    replace : bool
        Take the sheet's level where another mark was given in the meantime.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    TableError
        If it is no such table; with file, row, column and what to do.
    """
    held, last = {mark.place: mark for mark in marks}, latest(history)
    seen: dict[Place, str] = {}
    sheet = Sheet([])
    other_comments: list[int] = []
    double = _Double()
    exercises: set[str] = set()
    for row in read_table(path, ("exercise", "task", "learner", "level"), (*HEAD[3:5], *HEAD[6:])):
        exercises.add(row["exercise"])
        try:
            answer = _answer(row, answers)
            if answer is None:
                if row["level"]:
                    what = f"no answer of {row['learner']} to {row['task']} waits for a person any more."
                    sheet.conflicts.append(f"Row {row.number}: {what}")
                continue
            if answer.place in seen:
                if row["level"] != seen[answer.place]:
                    sheet.marks[:] = [mark for mark in sheet.marks if mark.place not in answer.places]
                problem = f"{row['learner']} has a row for {answer.task.id} already."
                raise row.error("task", problem, "Keep one of the rows; of two levels neither is taken.")
            seen[answer.place] = row["level"]
            mark, turn = _mark(row, answer), _turn(row)
        except TableError as error:
            _, said = str(error).split(f"{path}, row ", 1)
            sheet.conflicts.append(f"Row {' '.join(said.split())}")
            continue
        where = f"Row {row.number}, {row['learner']}, {answer.task.id}"
        old = held.get(answer.place)
        source = Source(f"sheet {row['sheet']}".strip(), row["marker"], turn, digest(answer.text))
        if mark is None:
            if row["comment"] and not (old and _letters(old.comment) == _letters(row["comment"])):
                sheet.conflicts.append(f"{where}: there is a comment and no level yet.")
            continue
        problem = _conflict(row, answer, mark, old, last.get(answer.place), source)
        silent = problem == _UNTOUCHED or (
            problem == _SAME_LEVEL
            and old is not None
            and _letters(mark.comment) in ("", _letters(old.comment))
        )
        taken = not problem or (replace and not silent and problem != _CHANGED)
        if problem not in ("", _UNTOUCHED, _CHANGED) or (old is None and row["sheet"].endswith(SECOND)):
            double.note(source.marker, old, mark, last.get(answer.place), taken=taken)
        if not taken:
            if problem == _SAME_LEVEL and not silent:
                other_comments.append(row.number)
            elif not silent:
                sheet.conflicts.append(f"{where}: {problem}")
            continue
        for learner, *_ in answer.places:
            sheet.marks.append(dataclasses.replace(mark, learner=learner))
            sheet.sources[sheet.marks[-1].place] = source
    if other_comments:
        sheet.conflicts.append(
            f"{plural(len(other_comments), 'row')} ({', '.join(map(str, other_comments))}): the level that "
            "holds already, with another comment than was given since the sheet was written. The comment "
            "stays; --replace takes the sheet's."
        )
    mine = {answer.place for answer in answers if answer.exercise.id in exercises}
    unread = sorted(mine - {*seen})
    if unread:
        count = plural(len(unread), "answer has", "answers have")
        sheet.conflicts.append(
            f"{count} no row in the sheet: handed in since it was written, or taken out. Write a new sheet "
            "for them."
        )
    open_again = {each.place for each in changed_since_marked(answers, history)}
    marked = {*held} - open_again | {mark.place for mark in sheet.marks}
    return dataclasses.replace(sheet, left=len(mine - marked), second=double.said())


SECOND = "-second"  # ends the number of a sheet that comes from a page for a second reader

_CHANGED = "the answer is not the one that the sheet shows; read it again in a new sheet."
_UNTOUCHED = "the row is as it was written"
_SAME_LEVEL = "the level holds already"


def _conflict(
    row: Row, answer: Written, new: Mark, old: Mark | None, last: Entry | None, source: Source
) -> str:
    """Why a row's mark should not be taken; empty if nothing is against it."""
    if row["answer"] and _letters(row["answer"]) != _letters(guarded(answer.text)):
        return _CHANGED
    if old is None or not row["sheet"]:
        return ""
    known = level_text(old)
    if row["before"] == known:
        return ""
    if row["before"] == level_text(new):
        return _UNTOUCHED
    if last is not None and last.gives(old) and (last.source, last.marker) == (source.name, source.marker):
        return ""
    if old.level == new.level:
        return _SAME_LEVEL
    there = f"level {known}" if known else f"{number(old.points)} points"
    if last is not None and last.marker:
        there += f" ({last.marker})"
    return (
        f"{there} was given since the sheet was written, which says level {level_text(new)}. The mark stays; "
        "--replace takes the sheet's."
    )


@dataclass
class _Double:
    """Levels of a sheet for answers that somebody else has marked, or that a second reader alone has."""

    by: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    same: int = 0
    other: int = 0
    replaced: int = 0
    alone: int = 0

    def note(self, marker: str, old: Mark | None, new: Mark, last: Entry | None, *, taken: bool) -> None:
        """Count a row."""
        whose = last.marker if last is not None else ""
        if old is not None and marker and whose == marker:
            return
        self.by.add(marker or "This sheet")
        if old is None:
            self.alone += 1
            return
        self.others.add(whose or "somebody else")
        self.same += old.level == new.level
        self.other += old.level != new.level
        self.replaced += taken

    def said(self) -> list[str]:
        """What became of them, in words."""
        by, others = (" and ".join(sorted(names)) for names in (self.by, self.others))
        said = []
        if self.same or self.other:
            held = plural(self.same + self.other, "answer")
            end = (
                f"{plural(self.replaced, 'mark')} replaced."
                if self.replaced
                else "The marks stay as they were."
            )
            said.append(
                f"{by} gave a level to {held} that {others} had marked: {self.same} the same, {self.other} "
                f"another. {end}"
            )
        if self.alone:
            marks = plural(self.alone, "mark is a second reader's", "marks are a second reader's")
            said.append(f"{marks} ({by}): nobody else had marked these answers, so what {by} gave holds now.")
        return said


def _letters(text: str) -> str:
    """A text without what spreadsheets do to it: spaces, line ends, apostrophes in front."""
    return "".join(text.split()).replace("'", "")


def _turn(row: Row) -> int:
    return (
        int(row.number_between("turn", 0, 1e9, "a whole number, or leave the cell empty"))
        if row["turn"]
        else 0
    )


def _answer(row: Row, answers: Sequence[Written]) -> Written | None:
    """The answer that a row is about; None if it is gone since a sheet of ours was written."""
    ids = {answer.exercise.id for answer in answers}
    exercise = row.one_of("exercise", ids, "exercise with written answers")
    mine = [answer for answer in answers if answer.exercise.id == exercise]
    task = row.one_of("task", {answer.task.id for answer in mine}, f"written task of {exercise}")
    writers = {answer.writer: answer for answer in mine if answer.task.id == task}
    if row["sheet"] and row["learner"] not in {each for name in writers for each in spellings(name)}:
        return None
    return writers[row.one_of("learner", writers, f"answer to {task} by")]


def _mark(row: Row, answer: Written) -> Mark | None:
    if not row["level"]:
        return None
    level = row.number_between("level", 0, HIGHEST, f"a level from 0 to {HIGHEST}, or leave the cell empty")
    points = points_of(level, answer.task.points)
    return Mark(*answer.place, points, level, row["comment"])


def merged(old: Sequence[Mark], new: Sequence[Mark]) -> list[Mark]:
    """Marks of before and of now; for one task of one learner the new one holds."""
    return list(({mark.place: mark for mark in old} | {mark.place: mark for mark in new}).values())
