"""What the platforms call the learners: a table that the instructor may give."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corrige.grading.tables import Row, read_table

COLUMNS = ("name", "email", "id", "login", "section", "canvas_id", "github", "group")


@dataclass(frozen=True)
class Person:
    """One learner, as the platforms know them; empty where that is not known.

    Attributes
    ----------
    id : str
        The number at the institution: "SIS User ID" in Canvas, "ID number" in Moodle.
    login : str
        The login name: "SIS Login ID" in Canvas, "Username" in Moodle.
    canvas_id : str
        The number that Canvas itself gives.
    github : str
        The user name at GitHub.
    group : str
        With whom the learner hands in.
    """

    name: str = ""
    email: str = ""
    id: str = ""
    login: str = ""
    section: str = ""
    canvas_id: str = ""
    github: str = ""
    group: str = ""


@dataclass(frozen=True)
class Roster:
    """The persons behind the learners."""

    people: Mapping[str, Person] = field(default_factory=dict)

    def of(self, learner: str) -> Person:
        """The person; if nothing is known, the learner's name is taken for the name and the login."""
        person = self.people.get(learner)
        return person if person else Person(name=learner, login=learner)

    @property
    def groups(self) -> dict[str, list[str]]:
        """The members of each group, in the order of the roster."""
        found: dict[str, list[str]] = {}
        for learner, person in self.people.items():
            if person.group:
                found.setdefault(person.group, []).append(learner)
        return found


def read_roster(path: Path, learners: Collection[str]) -> Roster:
    """Read a roster.

    Parameters
    ----------
    path : Path
        A CSV file with the column learner (as in the gradebook) and any of name, email, id, login, section,
        canvas_id, github, group. Learners who handed in nothing may be in it.
    learners : collection of str
        The class.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    TableError
        If a learner is there twice, two have one number, or a group has the name of a learner outside it.
    """
    people: dict[str, Person] = {}
    numbers: dict[tuple[str, str], str] = {}
    rows: dict[str, Row] = {}
    for row in read_table(path, ("learner",), COLUMNS):
        cell = row.needed("learner")
        learner = row.one_of("learner", learners, "learner") if cell.startswith("'") else cell
        if learner in people:
            raise row.error("learner", f"{learner} is there twice.", "Keep one of the rows.")
        for column in ("email", "id", "login", "canvas_id"):
            if row[column] and (other := numbers.setdefault((column, row[column]), learner)) != learner:
                advice = "Correct one of them: a mark would go to the wrong person."
                raise row.error(column, f"{other} and {learner} have the same {column}.", advice)
        people[learner] = Person(**{column: row[column] for column in COLUMNS})
        rows[learner] = row
    roster = Roster(people)
    for group, members in roster.groups.items():
        if group in people and group not in members:
            problem = f"the group of {members[0]} is called {group}, as a learner outside it is."
            raise rows[members[0]].error("group", problem, "Give the group another name.")
    return roster
