"""A learner's folder of notebooks: get them, get corrected ones, begin one again. Work is never touched."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from corrige.course import CourseError, find_course, installed, package_folder
from corrige.edition import claimed_in, edition_of, source

#: Where a notebook goes that is begun again.
ASIDE = "set-aside"
_CORRECTED = "corrected"


@dataclass(frozen=True)
class Updated:
    """What `update` did: notebooks that are new, replaced (nobody had touched them), and laid beside."""

    new: list[Path]
    replaced: list[Path]
    beside: list[Path]


def unpack(folder: Path, course: str) -> tuple[list[Path], list[Path]]:
    """Copy the exercises into a learner's folder.

    Parameters
    ----------
    folder : Path
        Made if it does not exist.
    course : str
        Import package of an installed course.

    Returns
    -------
    new, kept : list of Path
        Notebooks that were written, and notebooks that were there already and were left alone.

    Raises
    ------
    FileNotFoundError
        If this installation holds no exercises.
    NotADirectoryError
        If the name is that of a file.
    """
    sources = _something(course)
    make_folder(folder)
    new, kept = [], []
    for name, content in sources.items():
        path = folder / name
        if path.exists():
            kept.append(path)
        else:
            path.write_bytes(content)
            new.append(path)
    return new, kept


def update(folder: Path, course: str) -> Updated:
    """Bring a learner's folder to the installed edition of the notebooks.

    A notebook that was never touched is replaced. Beside one that holds work comes the corrected one, with
    the learner's answers copied into it, as ``exNN_…_corrected.ipynb``; the learner's own stays as it is.

    Raises
    ------
    FileNotFoundError
        If this installation holds no exercises, or there is no such folder.
    """
    sources = _something(course)
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no folder {folder}. Get the exercises first: {course} start")
    done = Updated([], [], [])
    for name, content in sources.items():
        mine = folder / name
        newest = claimed_in(content)
        if not mine.exists():
            mine.write_bytes(content)
            done.new.append(mine)
            continue
        edition = claimed_in(mine.read_bytes())
        if not newest or edition == newest:
            continue
        if edition and _untouched(mine.read_bytes(), edition):
            mine.write_bytes(content)
            done.replaced.append(mine)
            continue
        beside = mine.with_name(f"{mine.stem}_{_CORRECTED}.ipynb")
        if beside.exists() and claimed_in(beside.read_bytes()) == newest:
            continue
        if beside.exists():
            _set_aside(beside)
        beside.write_bytes(_with_answers(content, mine.read_bytes()))
        done.beside.append(beside)
    return done


def reset(folder: Path, course: str, exercise: str) -> tuple[Path, Path | None]:
    """Begin an exercise again; what was there is set aside, not deleted.

    Parameters
    ----------
    folder : Path
    course : str
    exercise : str
        Such as ``ex03``, or a file's name.

    Returns
    -------
    fresh : Path
    aside : Path or None
        Where the learner's notebook lies now; None if there was none.

    Raises
    ------
    ValueError
        If the course has no such exercise.
    """
    sources = _something(course)
    wanted = Path(exercise).name.removesuffix(".ipynb")
    names = [name for name in sources if name == f"{wanted}.ipynb" or name.startswith(f"{wanted}_")]
    if len(names) != 1:
        known = ", ".join(name.split("_")[0] for name in sources)
        raise ValueError(f"The course has no exercise {exercise!r}. Its exercises: {known}.")
    make_folder(folder)
    path = folder / names[0]
    aside = _set_aside(path) if path.exists() else None
    path.write_bytes(sources[names[0]])
    return path, aside


def working_folder(named: Path | None, course: str) -> Path:
    """The learner's folder: the one that was named; or this one, if it holds notebooks of the course."""
    if named is not None:
        return named
    here = Path()
    if any((here / name).exists() for name in handed_out(course)):
        return here
    return Path(f"{course}-exercises")


def make_folder(folder: Path) -> None:
    """Make a folder if it is not there.

    Raises
    ------
    NotADirectoryError
        If the name, or one above it, is that of a file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NotADirectoryError(
            f"{folder} cannot be a folder: there is a file of that name. Give another name for your folder."
        ) from None


def open_lab(folder: Path, course: str) -> int:
    """Open JupyterLab in a folder; says what to install if it is missing."""
    if importlib.util.find_spec("jupyterlab") is None:
        print(
            f"Your notebooks are in {folder}. JupyterLab is not installed here: open them with any Jupyter, "
            "or install it with `python -m pip install jupyterlab`.",
            file=sys.stderr,
        )
        return 0
    return subprocess.run(
        [sys.executable, "-m", "jupyterlab", f"--notebook-dir={folder}"], check=False
    ).returncode


def only_course() -> str:
    """The import package of the course that is installed here.

    Raises
    ------
    CourseError
        If there is none, or more than one: then the course's own command says which is meant.
    """
    found = sorted(name for name in installed() if package_folder(name) is not None)
    if len(found) != 1:
        listed = f"several: {', '.join(found)}. Use the command of one of them" if found else "none"
        raise CourseError(f"One installed course is needed here, and there is {listed}.")
    return found[0]


def handed_out(course: str) -> dict[str, bytes]:
    """The notebooks that ship inside the package or, in a clone of the course, those in its folder."""
    shipped = Path(str(files(course))) / "exercises"
    folder = shipped if shipped.is_dir() else find_course(Path(str(files(course)))).exercises
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.ipynb"))}


def _something(course: str) -> dict[str, bytes]:
    sources = handed_out(course)
    if not sources:
        raise FileNotFoundError(
            f"This installation of {course} holds no exercises; install the wheel you were given."
        )
    return sources


def _untouched(notebook: bytes, edition: str) -> bool:
    """Whether a notebook is as it was handed out: not a word changed, no cell run."""
    cells = json.loads(notebook)["cells"]
    ran = any(cell.get("execution_count") or cell.get("outputs") for cell in cells)
    return not ran and edition_of(cells) == edition


def _with_answers(corrected: bytes, mine: bytes) -> bytes:
    """The corrected notebook with a learner's answers, which are found by the id of their cell."""
    notebook = json.loads(corrected)
    try:
        old = {cell.get("id"): cell for cell in json.loads(mine)["cells"]}
        for cell in notebook["cells"]:
            if _is_answer(cell) and cell["id"] in old:
                cell["source"] = source(old[cell["id"]]).splitlines(keepends=True)
    except (ValueError, KeyError, TypeError, AttributeError):
        return corrected  # the learner's file cannot be read: it stays as it is, beside a fresh one
    return (json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _is_answer(cell: dict[str, Any]) -> bool:
    return bool(cell["metadata"].get("corrige", {}).get("role") == "answer")


def _set_aside(path: Path) -> Path:
    folder = path.parent / ASIDE
    folder.mkdir(exist_ok=True)
    when = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    target = folder / f"{path.stem}_{when}.ipynb"
    count = 2
    while target.exists():
        target = folder / f"{path.stem}_{when}-{count}.ipynb"
        count += 1
    return path.rename(target)
