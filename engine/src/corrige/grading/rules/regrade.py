"""Second looks: a request, what a fresh run showed, the decision and its reason; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

from corrige.authoring.model import Exercise
from corrige.grading.files import write_whole
from corrige.grading.rules.manual import Place
from corrige.grading.tables import guarded, read_table, table_text, unguarded

NAME = "regrades.csv"


class RegradeError(ValueError):
    """A request cannot be taken, found or decided; says which, and what to do."""


@dataclass(frozen=True)
class Request:
    """One request for a second look, and what became of it.

    Attributes
    ----------
    number : int
        By which it is called.
    asked, decided : str
        Instants, ISO 8601 in UTC; not decided yet: empty.
    request : str
        What the learner says.
    before, after : str
        Points of the task when it was asked, and by the decision.
    run : str
        What a fresh run of the notebook gave; empty if there was none.
    reason, by : str
        Of the decision: why, and whose.
    """

    number: int
    asked: str
    learner: str
    exercise: str
    task: str
    request: str
    before: str
    run: str = ""
    decided: str = ""
    after: str = ""
    reason: str = ""
    by: str = ""

    @property
    def place(self) -> Place:
        """Whose task it is."""
        return self.learner, self.exercise, self.task

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return not self.decided


HEAD = tuple(field.name for field in fields(Request))


def read_requests(out: Path) -> list[Request]:
    """Read the queue of a folder of results; nothing if there is none.

    Raises
    ------
    TableError
        If it is damaged; with file, row, column and what to do.
    """
    path = out / NAME
    if not path.exists():
        return []
    found = []
    for row in read_table(path, HEAD[:7], HEAD[7:]):
        number = int(row.number_between("number", 1, 1e9, "the request's number"))
        found.append(Request(number, *(unguarded(row[column]) for column in HEAD[1:])))
    return found


def write_requests(out: Path, requests: Sequence[Request]) -> None:
    """Write the queue, whole or not at all."""
    rows = [[guarded(str(value)) for value in astuple(request)] for request in requests]
    write_whole(out / NAME, "\ufeff" + table_text(HEAD, rows))


def read_wishes(
    path: Path, learners: Collection[str], exercises: Sequence[Exercise]
) -> list[tuple[Place, str]]:
    """Read what learners ask for, as a form gives it.

    Parameters
    ----------
    path : Path
        A CSV file with the columns learner, exercise, task, request.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    TableError
        If a learner, an exercise or a task is unknown, or nothing is said; with place and what to do.
    """
    course = {exercise.id: exercise for exercise in exercises}
    wishes = []
    for row in read_table(path, ("learner", "exercise", "task", "request")):
        learner = row.one_of("learner", learners, "learner")
        exercise = course[row.one_of("exercise", course, "exercise")]
        task = row.one_of("task", [task.id for task in exercise.tasks], f"task of {exercise.id}")
        wishes.append(((learner, exercise.id, task), row.needed("request")))
    return wishes


def asked(
    queue: Sequence[Request], place: Place, request: str, before: str, when: str
) -> tuple[list[Request], int]:
    """The queue with one more request, and its number; the same wish twice is one.

    Parameters
    ----------
    queue : sequence of Request
    place : (str, str, str)
        Learner, exercise and task.
    request : str
    before : str
        Points of the task now.
    when : str
        The instant.
    """
    text = " ".join(request.split())
    for each in queue:
        if each.place == place and " ".join(each.request.split()) == text:
            return list(queue), each.number
    number = max((each.number for each in queue), default=0) + 1
    return [*queue, Request(number, when, *place, request, before)], number


def find(queue: Sequence[Request], number: int) -> Request:
    """A request by its number.

    Raises
    ------
    RegradeError
        If there is none.
    """
    for each in queue:
        if each.number == number:
            return each
    known = ", ".join(str(each.number) for each in queue) or "none"
    raise RegradeError(f"There is no request {number}.\n  Requests: {known}.")


def decided(
    queue: Sequence[Request], number: int, after: str, reason: str, by: str, when: str
) -> list[Request]:
    """The queue with a decision.

    Raises
    ------
    RegradeError
        If there is no such request, or it was decided before: who looks a third time asks anew.
    """
    request = find(queue, number)
    if not request.is_open:
        raise RegradeError(
            f"Request {number} was decided on {request.decided}: {request.reason}\n"
            "  A decision stays as it is. Take in a new request, with a reason of its own."
        )
    made = replace(request, decided=when, after=after, reason=reason, by=by)
    return [made if each.number == number else each for each in queue]


def ran(queue: Sequence[Request], number: int, found: str) -> list[Request]:
    """The queue with what a fresh run gave."""
    find(queue, number)
    return [replace(each, run=found) if each.number == number else each for each in queue]
