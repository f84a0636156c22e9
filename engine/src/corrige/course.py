"""A course: where its parts lie, as ``[tool.corrige]`` in its pyproject.toml says; and the installed ones."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__all__ = [
    "Course",
    "CourseError",
    "course_at",
    "extension",
    "find_course",
    "installed",
    "package_folder",
    "registered",
]

TABLE = "tool.corrige"
#: Group of the entry point by which a course says that it is installed: name = its import package.
GROUP = "corrige.courses"
_TEXTS = ("title", "package", "description", "source", "how_to", "codebook", "methods", "sections")
_TABLES = ("limits", "policy")


class CourseError(ValueError):
    """A course's description cannot be used; says which file and which key."""


@dataclass(frozen=True)
class Course:
    """Where a course lies, and what it is called.

    Attributes
    ----------
    root : Path
        The folder that holds ``pyproject.toml``, ``solutions/``, ``exercises/`` and ``tests/grading/``.
    title : str
    package : str
        The import package that learners have, such as ``my_course``.
    description : str
        One line, for the command's help.
    source : Path
        The package's folder in the course.
    preload : tuple of str
        Modules to import before the first notebook runs.
    how_to, codebook : str
        Pages of the book, from the root: how to work on an exercise, and what the tables hold (which is made
        from their descriptor); empty if there is none.
    methods : str
        Module of ready-made methods that learners may use, such as ``my_course.measures``.
    sections : str
        A table, from the root, of the sections of the book that teach an objective (objective, section).
    """

    root: Path
    title: str
    package: str
    source: Path
    description: str = ""
    preload: tuple[str, ...] = ()
    how_to: str = ""
    codebook: str = ""
    methods: str = ""
    sections: str = ""

    @property
    def solutions(self) -> Path:
        """Folder of the hand-written solution files."""
        return self.root / "solutions"

    @property
    def exercises(self) -> Path:
        """Folder of the learner's notebooks."""
        return self.root / "exercises"

    @property
    def cards(self) -> Path:
        """Folder of the answer cards, inside the package."""
        return self.source / "cards"

    @property
    def checks(self) -> Path:
        """Folder of the grading checks."""
        return self.root / "tests" / "grading"

    @property
    def distribution(self) -> str:
        """Name under which the course is packed, as its pyproject.toml says."""
        return str(_pyproject(self.root).get("project", {}).get("name", self.package))

    def solution_file(self, exercise: str) -> Path:
        """The solution file of an exercise, by its id.

        Raises
        ------
        FileNotFoundError
            If there is none.
        """
        for path in sorted(self.solutions.glob(f"{exercise}_*.py")):
            return path
        raise FileNotFoundError(f"No solution file for {exercise} in {self.solutions}.")

    def solution_files(self) -> list[Path]:
        """All solution files, in order."""
        return sorted(self.solutions.glob("ex*.py"))

    def taught_in(self) -> dict[str, tuple[str, ...]]:
        """Titles of the book's sections that teach each objective; nothing if the course names no table."""
        if not self.sections:
            return {}
        found: dict[str, tuple[str, ...]] = {}
        with (self.root / self.sections).open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                found[row["objective"]] = (*found.get(row["objective"], ()), row["section"])
        return found

    def warm_up_files(self) -> list[Path]:
        """Solution files of exercises that carry no marks, in order."""
        return sorted(self.solutions.glob("wu*.py"))

    def secret(self) -> tuple[Path, ...]:
        """What no learner's kernel may read: solutions, checks, cards, and whatever was made from them."""
        made = (self.root / name for name in ("tests", "_build", ".cache"))
        return (self.solutions, *made, self.cards)

    def table(self, name: str) -> dict[str, Any]:
        """The table ``[tool.corrige.<name>]``, empty if there is none."""
        return dict(_pyproject(self.root).get("tool", {}).get("corrige", {}).get(name, {}))

    def extensions(self, group: str) -> Iterator[Callable[..., Any]]:
        """What the course adds of its own: its entry points of the group ``corrige.<group>``, loaded."""
        for point in sorted(_points(f"corrige.{group}"), key=lambda each: each.name):
            if point.module.partition(".")[0] == self.package:
                yield point.load()


def find_course(start: Path | None = None) -> Course:
    """Find the course that a folder lies in.

    Raises
    ------
    FileNotFoundError
        If neither the folder nor any above it holds a pyproject.toml with ``[tool.corrige]``.
    CourseError
        If that table cannot be used.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "pyproject.toml").is_file() and "corrige" in _pyproject(folder).get("tool", {}):
            return course_at(folder)
    raise FileNotFoundError(
        f"No course found at {here} or above. Run this in the folder of a course: "
        f"the one whose pyproject.toml has a table [{TABLE}]."
    )


@lru_cache(maxsize=16)
def course_at(root: Path) -> Course:
    """The course in this folder.

    Raises
    ------
    CourseError
        If its pyproject.toml has no table ``[tool.corrige]``, or one that cannot be used.
    """
    file = root / "pyproject.toml"
    table = _pyproject(root).get("tool", {}).get("corrige")
    if not isinstance(table, dict):
        raise CourseError(f'{file}: there is no table [{TABLE}]. A course names at least: package = "…"')
    for key, value in table.items():
        if key in _TEXTS and not isinstance(value, str):
            raise CourseError(f"{file}: [{TABLE}] {key} must be a text, not {value!r}.")
        if key in _TABLES and not isinstance(value, dict):
            raise CourseError(f"{file}: {TABLE}.{key} must be a table, as in\n  [{TABLE}.{key}]")
        if key not in (*_TEXTS, *_TABLES, "preload"):
            known = ", ".join(sorted((*_TEXTS, *_TABLES, "preload")))
            raise CourseError(f"{file}: [{TABLE}] has no key {key!r}. Known: {known}.")
    package = table.get("package", "")
    if not package.isidentifier():
        raise CourseError(f'{file}: [{TABLE}] names no package, as in package = "my_course".')
    preload = table.get("preload", [])
    if not isinstance(preload, list) or not all(isinstance(name, str) for name in preload):
        raise CourseError(f"{file}: [{TABLE}] preload must be a list of module names.")
    return Course(
        root=root,
        title=str(table.get("title", package)),
        package=package,
        source=root / table.get("source", f"src/{package}"),
        description=table.get("description", ""),
        preload=tuple(preload),
        how_to=table.get("how_to", ""),
        codebook=table.get("codebook", ""),
        methods=table.get("methods", ""),
        sections=table.get("sections", ""),
    )


def _pyproject(root: Path) -> dict[str, Any]:
    file = root / "pyproject.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{file}: this is not valid TOML ({error}).") from None


@lru_cache(maxsize=1)
def _all_points() -> Any:
    """Looked for once: that reads a file of every distribution there is."""
    return entry_points()


@lru_cache(maxsize=16)
def _points(group: str) -> EntryPoints:
    found: EntryPoints = _all_points().select(group=group)
    return found


@lru_cache(maxsize=1)
def installed() -> frozenset[str]:
    """Import packages of the courses that are installed here."""
    return frozenset(point.value for point in _points(GROUP))


@lru_cache(maxsize=16)
def package_folder(package: str) -> Path | None:
    """Where an installed package lies, a clone or site-packages; None if it is not installed."""
    try:
        spec = find_spec(package)
    except ModuleNotFoundError:
        return None
    return Path(spec.origin).resolve().parent if spec is not None and spec.origin else None


def registered(group: str) -> list[str]:
    """Names that installed courses have registered in the entry point group ``corrige.<group>``."""
    return sorted({point.name for point in _points(f"corrige.{group}")})


@lru_cache(maxsize=64)
def extension(group: str, name: str) -> Any:
    """What some installed course adds under a name, such as the rules of a form.

    Raises
    ------
    LookupError
        If no installed course has it.
    """
    found: list[EntryPoint] = [point for point in _points(f"corrige.{group}") if point.name == name]
    if not found:
        raise LookupError(f"No installed course registers {name!r} in the entry point group corrige.{group}.")
    return found[0].load()
