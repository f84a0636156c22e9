"""Make the bundle that learners get, and prove that it gives nothing away."""

from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from demarche import __version__
from demarche.authoring.course import Course, stale
from demarche.authoring.leaks import secrets
from demarche.authoring.model import Exercise

README = """\
# Démarche: the exercises

You need Python 3.11 or newer.

    python -m venv .venv
    .venv/bin/pip install "{wheel}[lab]"        (on Windows: .venv\\Scripts\\pip)
    .venv/bin/demarche start

`demarche start` puts the notebooks into a folder of your own and opens JupyterLab. Fill in an answer, run the
`check` below it, read the reply. Hand in the notebook as it is, under the name that it has.

The notebooks of this version: {notebooks}.
"""


class LeakError(ValueError):
    """The bundle holds something that learners must not have."""


def make_release(course: Course, out: Path) -> list[Path]:
    """Make the learner's bundle: notebooks, wheel, README.

    Parameters
    ----------
    course : Course
    out : Path
        A folder that is new or empty.

    Returns
    -------
    list of Path
        The files of the bundle.

    Raises
    ------
    FileExistsError
        If the folder already holds something.
    LeakError
        If generated files are stale, or the bundle holds a solution, a reply, a check or an answer.
    """
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(
            f"{out} is not empty. Name a new folder, so that nothing old slips into the bundle."
        )
    if stale(course):
        raise LeakError("The notebooks are not what the solutions give: run `demarche exercises` first.")
    exercises = course.read()
    folder = out / "exercises"
    folder.mkdir(parents=True)
    for source in sorted(course.exercises.glob("*.ipynb")):
        (folder / source.name).write_bytes(source.read_bytes())
    wheel = build_wheel(course, out)
    names = ", ".join([*(exercise.id for exercise in exercises), "the capstone"])
    (out / "README.md").write_text(README.format(wheel=wheel.name, notebooks=names), encoding="utf-8")
    prove_clean(course, exercises, out)
    return sorted(path for path in out.rglob("*") if path.is_file())


def build_wheel(course: Course, out: Path) -> Path:
    """Build the package's wheel into a folder.

    Raises
    ------
    RuntimeError
        If hatchling cannot build it; with what it says.
    """
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out.resolve())]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)
    wheel = out / f"demarche-{__version__}-py3-none-any.whl"
    if done.returncode or not wheel.exists():
        raise RuntimeError(f"The wheel could not be built:\n{done.stdout}{done.stderr}")
    return wheel


def prove_clean(course: Course, exercises: list[Exercise], bundle: Path) -> None:
    """Read every file of a bundle, those inside wheels too, and refuse what learners must not have.

    Raises
    ------
    LeakError
        Naming the file and what it holds.
    """
    answers, checks = list(_solution_lines(exercises)), list(_check_lines(course, exercises))
    for name, text in bundle_texts(bundle):
        if "solutions/" in name or "tests/" in name:
            raise LeakError(f"{name} does not belong in a bundle for learners.")
        # The course's methods are published: what a formula looks like in code is no secret of an exercise.
        forbidden = checks if "demarche/measures/" in name else [*answers, *checks]
        for what, line in forbidden:
            if line in text:
                raise LeakError(f"{name} holds a line of {what}: {line!r}")


def bundle_texts(bundle: Path) -> Iterator[tuple[str, str]]:
    """Every file's name and text; of an archive, its members'."""
    for path in sorted(bundle.rglob("*")):
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as archive:
                for member in archive.namelist():
                    yield f"{path.name}/{member}", archive.read(member).decode("utf-8", "replace")
        elif path.is_file():
            yield str(path.relative_to(bundle)), path.read_text(encoding="utf-8", errors="replace")


def _solution_lines(exercises: list[Exercise]) -> Iterator[tuple[str, str]]:
    for exercise in exercises:
        for task in exercise.tasks:
            for line in secrets(task):
                # A short line may stand elsewhere by chance. JSON writes quotes with a backslash.
                if len(line) > 30:
                    yield f"the solution of {task.id}", line
                    yield f"the solution of {task.id}", line.replace('"', '\\"')


def _check_lines(course: Course, exercises: list[Exercise]) -> Iterator[tuple[str, str]]:
    for exercise in exercises:
        path = course.checks / f"test_{exercise.slug}.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield path.name, f"def {node.name}("
            if isinstance(node, ast.Assert):
                yield path.name, ast.unparse(node)
