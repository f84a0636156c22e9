"""Make the bundle that learners get, and prove that it gives nothing away."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import metadata, requires
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlencode

from corrige import __version__
from corrige.authoring.derived import read_exercises, stale
from corrige.authoring.leaks import secrets
from corrige.authoring.model import Exercise
from corrige.course import Course

_TEMPLATES = Path(__file__).with_name("release_files")
ENGINE = Path(__file__).resolve().parents[1]
#: What a learner's notebook, and the command that hands it out, import.
LEARNER_PARTS = (
    "__init__.py",
    "py.typed",
    "cli.py",
    "commands",
    "course.py",
    "edition.py",
    "start.py",
    "codec",
    "feedback",
    "learner",
    "tables",
)


class LeakError(ValueError):
    """The bundle holds something that learners must not have."""


@dataclass(frozen=True)
class Places:
    """Addresses that a bundle names: of the book, of its own repository, of a Hub; empty if there is none."""

    book: str = ""
    repository: str = ""
    hub: str = ""

    def hub_link(self) -> str:
        """The link by which nbgitpuller fetches the repository into a learner's account on the Hub."""
        folder = PurePosixPath(self.repository.rstrip("/")).name.removesuffix(".git")
        asked = urlencode(
            {"repo": self.repository, "branch": "main", "urlpath": f"lab/tree/{folder}/exercises"},
            quote_via=quote,
        )
        return f"{self.hub.rstrip('/')}/hub/user-redirect/git-pull?{asked}"


def make_release(
    course: Course, out: Path, places: Places | None = None, *, classroom50: bool = False
) -> list[Path]:
    """Make the learner's bundle: notebooks, wheels, pins, README.

    Parameters
    ----------
    course : Course
    out : Path
        A folder that is new or empty.
    places : Places, optional
        With a repository, the bundle is one that can be pushed there: it gets a workflow that rehearses
        what a learner pushes.
    classroom50 : bool
        Add the file ``autograder.py``: the bundle is then an assignment's folder of Classroom 50.

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
    places = places or Places()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileExistsError(
            f"{out} is not empty. Name a new folder, so that nothing old slips into the bundle."
        )
    if stale(course):
        raise LeakError("The notebooks are not what the solutions give: run `corrige exercises` first.")
    exercises = read_exercises(course)
    folder = out / "exercises"
    folder.mkdir(parents=True)
    for source in sorted(course.exercises.glob("*.ipynb")):
        (folder / source.name).write_bytes(source.read_bytes())
    engine, wheel = build_engine_wheel(out), build_wheel(course, out)
    words = {
        "title": course.title,
        "package": course.package,
        "engine": engine.name,
        "wheel": wheel.name,
        "notebooks": ", ".join(path.stem for path in sorted(folder.glob("*.ipynb"))),
        "book": f"The book: <{places.book}>\n\n" if places.book else "",
        "hub": _hub_words(course, places),
    }
    pins = course.root / "constraints.txt"
    if pins.is_file():
        (out / pins.name).write_bytes(pins.read_bytes())
    _fill(out, "README.md", words)
    _fill(out, "requirements.txt", {**words, "pins": f"-c {pins.name}\n" if pins.is_file() else ""})
    if places.repository:
        _fill(out, ".gitignore", words)
        _fill(out, ".github/workflows/rehearse.yml", words)
    if classroom50:
        _fill(out, "autograder.py", words)
    prove_clean(course, exercises, out)
    return sorted(path for path in out.rglob("*") if path.is_file())


def _hub_words(course: Course, places: Places) -> str:
    if not (places.hub and places.repository):
        return ""
    return (
        "## On the Hub\n\n"
        f"Open [the exercises on the Hub]({places.hub_link()}): it fetches them into your account, and the "
        "same link brings corrections and leaves what you have written.\n\n"
    )


def _fill(out: Path, name: str, words: dict[str, str]) -> None:
    """Write a file of the bundle from its template; `{{name}}` in it stands for a word."""
    text = (_TEMPLATES / name.replace("/", "_").lstrip(".")).read_text(encoding="utf-8")
    for key, word in words.items():
        text = text.replace("{{" + key + "}}", word)
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def build_wheel(course: Course, out: Path) -> Path:
    """Build the wheel of the course's package into a folder.

    Raises
    ------
    RuntimeError
        If hatchling cannot build it; with what it says.
    """
    return _built(course.root, course.distribution, out)


def build_engine_wheel(out: Path) -> Path:
    """Build a wheel of the learner's part of the engine: no grading, no authoring, no sandbox, no lab.

    Its version has the local label ``learner``, so that nobody takes it for the whole.
    """
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for part in LEARNER_PARTS:
            source, target = ENGINE / part, root / "src" / "corrige" / part
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
        (root / "pyproject.toml").write_text(_learner_project(), encoding="utf-8")
        return _built(root, "corrige", out)


def _learner_project() -> str:
    """The pyproject.toml of the learner's part: what the whole engine needs at least, and its one command."""
    needs = [need for need in requires("corrige") or () if "extra ==" not in need]
    lab = [need for need in requires("corrige") or () if re.search(r"extra == .lab", need)]
    lab = [need.partition(";")[0].strip() for need in lab]
    return f"""\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "corrige"
version = "{__version__}+learner"
requires-python = "{metadata("corrige")["Requires-Python"]}"
dependencies = {json.dumps(needs)}
optional-dependencies = {{ lab = {json.dumps(lab)} }}
scripts = {{ corrige = "corrige.cli:main" }}

[tool.hatch.build.targets.wheel]
packages = ["src/corrige"]
"""


def _built(root: Path, distribution: str, out: Path) -> Path:
    before = set(out.glob("*.whl"))
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out.resolve())]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    made = set(out.glob("*.whl")) - before
    if done.returncode or len(made) != 1:
        raise RuntimeError(f"The wheel of {distribution} could not be built:\n{done.stdout}{done.stderr}")
    return made.pop()


def prove_clean(course: Course, exercises: list[Exercise], bundle: Path) -> None:
    """Read every file of a bundle, those inside wheels too, and refuse what learners must not have.

    Raises
    ------
    LeakError
        Naming the file and what it holds.
    """
    methods = course.methods.replace(".", "/")
    answers, checks = list(_solution_lines(exercises)), list(_check_lines(course, exercises))
    for name, text in bundle_texts(bundle):
        if "solutions/" in name or "tests/" in name:
            raise LeakError(f"{name} does not belong in a bundle for learners.")
        # The course's methods are published: what a formula looks like in code is no secret of an exercise.
        forbidden = checks if methods and f"{methods}/" in name else [*answers, *checks]
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
