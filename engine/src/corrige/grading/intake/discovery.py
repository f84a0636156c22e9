"""Find the submissions of a class in a folder, in either of the usual shapes."""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corrige.authoring.model import Exercise
from corrige.grading.intake.names import safe_name


@dataclass(frozen=True)
class Submission:
    """One learner's notebook for one exercise, or the reason why there is none.

    Other notebooks that the learner handed in for the same exercise are the `others`.
    """

    learner: str
    exercise: str
    path: Path | None
    problem: str = ""
    notes: tuple[str, ...] = ()
    others: tuple[Path, ...] = ()


def find_submissions(folder: Path, exercises: list[Exercise]) -> list[Submission]:
    """Find the notebooks of a class.

    Parameters
    ----------
    folder : Path
        Holds ``<learner>/exNN_….ipynb`` or ``<learner>-exNN_….ipynb``; a single notebook is taken as well.
    exercises : list of Exercise
        The exercises of the course.

    Returns
    -------
    list of Submission
        Sorted by exercise and learner. An exercise that nobody handed in has no rows; for one that
        somebody handed in, every learner has a row.

    Raises
    ------
    FileNotFoundError
        If the folder does not exist or holds no notebook at all.
    """
    if not folder.exists():
        raise FileNotFoundError(f"There is no folder {folder}.")
    candidates: dict[tuple[str, str], list[Path]] = defaultdict(list)
    learners: set[str] = set()
    stray: list[Path] = []
    ids = {exercise.id for exercise in exercises}
    for path in _files(folder):
        learner, exercise_id = whose(folder, path)
        if path.suffix.lower() != ".ipynb":
            continue
        if exercise_id not in ids:
            stray.append(path)
            continue
        learners.add(learner)
        candidates[learner, exercise_id].append(path)
    closed: set[str] = set()
    if folder.is_dir():
        for child in folder.iterdir():
            if child.is_dir() and not child.name.startswith("."):
                learners.add(called(child.name))
                if not _may_read(child):
                    closed.add(called(child.name))
    handed_in = {exercise_id for _, exercise_id in candidates}
    if not handed_in:
        raise FileNotFoundError(f"No notebook named like ex03_….ipynb in {folder}.{_instead(stray, folder)}")
    return [
        _closed_row(exercise, learner)
        if learner in closed
        else _row(exercise, learner, candidates.get((learner, exercise.id), []), stray, folder)
        for exercise in exercises
        if exercise.id in handed_in
        for learner in sorted(learners)
    ]


def left_out(folder: Path, exercises: Sequence[Exercise]) -> Iterator[str]:
    """Say which notebooks of a class are not graded, since their names fit no exercise.

    Parameters
    ----------
    folder, exercises
        As `find_submissions` takes them.
    """
    ids = {exercise.id for exercise in exercises}
    stray = [
        path
        for path in _files(folder)
        if path.suffix.lower() == ".ipynb" and whose(folder, path)[1] not in ids
    ]
    names = [path.relative_to(folder).as_posix() for path in stray]
    if others := [name if name.isprintable() else ascii(name) for name in names]:
        more = f", and {len(others) - 5} more" if len(others) > 5 else ""
        yield f"Left out, since the name fits no exercise: {', '.join(others[:5])}{more}."


def _instead(stray: list[Path], folder: Path) -> str:
    """What was found where no exercise was, and what to do with it."""
    if not stray:
        return (
            "\n  Put the notebooks into it as <learner>/ex03_….ipynb or <learner>-ex03_….ipynb, or name the "
            "zip that the learning platform gives."
        )
    if len(stray) == 1:
        return f" One notebook has a name that fits no exercise: {stray[0].name}."
    return f" {len(stray)} notebooks have names that fit no exercise, such as {stray[0].name}."


def _files(folder: Path) -> list[Path]:
    """Notebooks in the folder and one level below; never through a link to another place.

    A folder that begins with a dot counts where a notebook of an exercise lies in it: it is somebody's.
    """
    if folder.is_file():
        return [folder]
    found: list[Path] = []
    for child in sorted(folder.iterdir()):
        hidden = child.name.startswith(".")
        if child.is_dir() and not child.is_symlink() and child.name not in _LITTER:
            with contextlib.suppress(PermissionError):  # said in the learner's row
                inside = sorted(each for each in child.iterdir() if each.is_symlink() or each.is_file())
                found.extend(each for each in inside if not hidden or _NESTED.match(each.name))
        elif not hidden:
            found.append(child)
    return [path for path in found if not path.name.startswith(".")]


def _may_read(folder: Path) -> bool:
    try:
        next(folder.iterdir(), None)
    except PermissionError:
        return False
    return True


def called(name: str) -> str:
    """The learner whose folder has this name: the name itself where people can tell it from others.

    A line end, two spaces or half a character look in a table like one space, or like nothing.
    """
    return name if name.isprintable() and name == " ".join(name.split()) else safe_name(name)


_FLAT = re.compile(r"^(?P<learner>.+?)[-_ ](?P<exercise>ex\d\d)(?=[_.\- (]|$)", re.IGNORECASE)
_LITTER = {".ipynb_checkpoints", "__MACOSX", ".git"}
_NESTED = re.compile(r"^(?P<exercise>ex\d\d)(?=[_.\- (]|$)", re.IGNORECASE)


def whose(folder: Path, path: Path) -> tuple[str, str]:
    """The learner and the exercise of a notebook in a class's folder; no exercise if it names none."""
    nested = _NESTED.match(path.name)
    if nested and folder.is_dir() and path.parent != folder:
        return called(path.parent.name), nested["exercise"].lower()
    flat = _FLAT.match(path.name)
    if flat and not nested:
        learner = flat["learner"] if path.parent == folder or not folder.is_dir() else path.parent.name
        return called(learner), flat["exercise"].lower()
    return called(path.parent.name or path.stem), nested["exercise"].lower() if nested else ""


def _closed_row(exercise: Exercise, learner: str) -> Submission:
    problem = "The learner's folder may not be read: the system gives whoever grades no right to."
    return Submission(learner, exercise.id, None, f"{problem} Mend its permissions.")


def _row(exercise: Exercise, learner: str, paths: list[Path], stray: list[Path], folder: Path) -> Submission:
    if not paths:
        own = [path.name for path in stray if called(path.parent.name) == learner and path.parent != folder]
        extra = f" Found instead: {', '.join(own[:3])}." if own else ""
        return Submission(learner, exercise.id, None, f"No notebook for this exercise was handed in.{extra}")
    exact = [path for path in paths if path.name.lower().endswith(f"{exercise.slug}.ipynb")]
    path = (exact or paths)[0]
    notes: tuple[str, ...] = ()
    if len(paths) > 1:
        names = ", ".join(sorted(each.name for each in paths))
        notes = (f"{len(paths)} notebooks were handed in ({names}); {path.name} was marked.",)
    others = tuple(each for each in paths if each != path)
    return Submission(learner, exercise.id, path, notes=notes, others=others)
