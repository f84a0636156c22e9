"""The command `start`: a folder with the exercises for a learner, where work is never touched."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from corrige.course import find_course, installed


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
    """
    sources = handed_out(course)
    if not sources:
        raise FileNotFoundError(
            f"This installation of {course} holds no exercises; install the wheel you were given."
        )
    folder.mkdir(parents=True, exist_ok=True)
    new, kept = [], []
    for name, content in sources.items():
        path = folder / name
        if path.exists():
            kept.append(path)
        else:
            path.write_bytes(content)
            new.append(path)
    return new, kept


def open_lab(folder: Path, course: str) -> int:
    """Open JupyterLab in a folder; says what to install if it is missing."""
    if importlib.util.find_spec("jupyterlab") is None:
        print(f"JupyterLab is not installed: pip install 'corrige[lab]'. Your notebooks are in {folder}.")
        return 0
    return subprocess.run(
        [sys.executable, "-m", "jupyterlab", f"--notebook-dir={folder}"], check=False
    ).returncode


def only_course() -> str:
    """The import package of the course that is installed here.

    Raises
    ------
    LookupError
        If there is none, or more than one: then the course's own command says which is meant.
    """
    found = sorted(installed())
    if len(found) != 1:
        listed = f"several: {', '.join(found)}. Use the command of one of them" if found else "none"
        raise LookupError(f"One installed course is needed here, and there is {listed}.")
    return found[0]


def handed_out(course: str) -> dict[str, bytes]:
    """The notebooks that ship inside the package or, in a clone of the course, those in its folder."""
    shipped = Path(str(files(course))) / "exercises"
    folder = shipped if shipped.is_dir() else find_course(Path(str(files(course)))).exercises
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.ipynb"))}
