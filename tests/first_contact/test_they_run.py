"""Every command that a page prints is run, as its reader would, in the order in which its reader would.

They are run in a folder that looks like the course's and keeps what they make to itself. A line that
`.ci/run` is made of is run there; one that cannot be run without a registry, a cluster or another system is
named below with the reason. A page that prints a line which is none of these fails the last test.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd
import pytest
from printed import PAGES, ROOT, commands

pytestmark = pytest.mark.slow

BIN = Path(sys.executable).parent
PRINTED = list(dict.fromkeys(line for page in PAGES for line in commands(page) if line))
SAMPLE = "demarche sample -o class --learners 20 --instructor-files files"
#: What an instructor types, from a class to the marks of a second marker.
INSTRUCTOR = [
    "demarche doctor",
    "corrige doctor",
    SAMPLE,
    "demarche grade class -o results",
    "demarche grade class -o results --roster roster.csv",
    ".venv/bin/pytest tests/grading --submissions folder --gradebook marks.csv",
    "make grade SUBMISSIONS=folder OUT=results",
    "corrige grade CLASS -o RESULTS",
    "corrige mistake results",
    "python -m demarche.capstone class -o briefs",
    "demarche rubric sheet results -o marking.csv",
    "demarche rubric page results -o second --blank",
    "demarche rubric compare one two",
    "make course     # installs into .venv, builds the book, grades a sample class",
]
CLUSTER = [
    "dask scheduler",
    "dask worker tcp://10.0.0.5:8786 --nthreads 1",
    "demarche grade class -o results --scheduler tcp://10.0.0.5:8786",
    "demarche grade class-ex03 -o results-ex03 --scheduler tcp://10.0.0.5:8786",
]
LEARNER = [
    "python3 -m venv .venv",
    ".venv/bin/demarche start my-work",
    ".venv/bin/demarche reset ex03 my-work",
    ".venv/bin/demarche update my-work",
    "demarche status my-work",
    "demarche update my-work",
    "demarche reset ex01 my-work",
    "demarche rehearse my-work/ex01_x.ipynb",
    "demarche rehearse ex03_has_this_happened_before.ipynb",
    "python -m demarche start ~/my-work --no-lab",
]
MAINTAINER = [
    "demarche exercises ex01 --prove",
    "make wheels",
    "make bundle",
    "demarche release -o exercises --book ADDRESS --repository ADDRESS --hub ADDRESS",
    "demarche release -o exercises --repository ADDRESS",
]
AUTHOR = [
    "corrige new my-course --data my.csv",
    "corrige exercises ex01 --prove",
    "corrige new broad-street",
]
#: Programs that stay until they are ended, and what they say once they are there.
STAYS = {
    "make lab": r"http://127\.0\.0\.1:\d+/lab",
    ".venv/bin/demarche start my-work": r"http://127\.0\.0\.1:\d+/lab",
    "corrige watch": "Watching 1",
}
#: `.ci/run` is made of these, or of what needs them.
CI = {"bash .ci/run", "make test", "make lint", "make site", "make book", "make exercises"}
ELSEWHERE = {
    r"cd my-course$": "changes the folder and nothing else",
    r"(uv|pip|\.venv/bin/python -m pip|python -m pip) .*install": "asks a registry; the first job of test.yml does",
    r"pip install corrige$": "asks the index for what is not released yet",
    r"uv tool run": "asks a registry; test.yml's job `learners` installs the same bundle by pip",
    r"uv venv": "needs uv, which the course can do without",
    r"(py -m venv|\.venv\\Scripts)": "is for Windows; test.yml's job `learners` runs the same there",
    r"make renew": "asks a registry, and moves the pins; weekly.yml runs it",
    r"make screens": "takes the book's pictures anew, which somebody has to look at",
    r"make measurements": "measures for minutes, on a machine that has to be quiet",
    r"docker ": "needs a daemon and a registry; the instructions of its file are those of a bundle and of pip",
    r"(helm|kubectl) ": "needs a Kubernetes cluster",
}
#: What stands in a line for the reader's own: word for word.
OWN = {
    "20": "1",
    "folder": "class",
    "SUBMISSIONS=folder": "SUBMISSIONS=class",
    "CLASS": "class",
    "RESULTS": "results",
    "class-ex03": "class",
    "ADDRESS": "https://example.org/x.git",
    "my-work/ex01_x.ipynb": "my-work/ex01_who_says_so.ipynb",
    "~/my-work": "home-work",
    # The finished course of that name may be installed: `make test` does so.
    "broad-street": "pump-street",
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A folder with all of the course in it, whose `_build` and `dist` are its own."""
    (tmp_path / ".venv").symlink_to(sys.prefix)
    with suppress(FileNotFoundError):
        shutil.copytree(ROOT / ".cache" / "derived", tmp_path / ".cache" / "derived")
    for path in ROOT.iterdir():
        if path.name not in {".git", ".venv", ".cache", "_build", "dist", "exercises", "engine"}:
            (tmp_path / path.name).symlink_to(path)
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    shutil.copytree(
        ROOT / "engine", tmp_path / "engine", ignore=shutil.ignore_patterns("tests", "__pycache__")
    )
    return tmp_path


def typed(line: str, **own: str) -> list[str]:
    """The words of a printed line, with a reader's own names in it."""
    line = line.replace("\\", "/").removeprefix(".venv/bin/")
    return [{**OWN, **own}.get(word, word) for word in shlex.split(line, comments=True)]


def as_typed(line: str, **own: str) -> list[str]:
    """The same with this Python's programs."""
    words = typed(line, **own)
    program = words[0]
    if program in ("python", "python3"):
        return [sys.executable, *words[1:]]
    if program == "make":
        # What is installed is installed: a test asks no registry.
        return ["make", *(f"-o{stamp}" for stamp in (".venv/bin/python", ".venv/.book", ".venv/.lab")), *words[1:]]  # fmt: skip
    return [str(BIN / program), *words[1:]]


def run(line: str, folder: Path, *more: str, **own: str) -> str:
    assert line in PRINTED, f"no page prints it any more: {line}"
    done = subprocess.run(
        [*as_typed(line, **own), *more], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{line}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


def few(folder: Path) -> None:
    """Three notebooks are a class too: all ten are graded elsewhere."""
    for path in sorted((folder / "class").rglob("*.ipynb"))[3:]:
        path.unlink()


def test_the_instructors_lines(course: Path) -> None:
    more = {
        INSTRUCTOR[-1]: ("-o_build/.html", "-o_build/.exercises", "LEARNERS=1"),  # the book: `.ci/run`
    }
    for line in INSTRUCTOR:
        if "roster.csv" in line:
            shutil.copy(course / "files" / "roster.csv", course)
        if "capstone" in line:  # a sample class has exercises only
            shutil.copy(
                course / "exercises" / "capstone_evidence_brief.ipynb", next((course / "class").iterdir())
            )
        if "compare" in line:
            sheet = pd.read_csv(course / "marking.csv")
            for name in ("one", "two"):
                (course / name).mkdir()
                sheet.assign(level=3).to_csv(course / name / "marking.csv", index=False)
        run(line, course, *more.get(line, ()))
        if line == SAMPLE:
            few(course)
    for made in ("results/gradebook.csv", "marks.csv", "briefs/briefs.csv", "_build/grades/gradebook.csv"):
        assert (course / made).stat().st_size > 50, made


def test_the_lines_of_a_cluster(course: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler, worker, *grades = CLUSTER
    run(SAMPLE, course)
    few(course)
    here = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    with (
        staying(as_typed(scheduler) + list(here), course, "Scheduler at"),
        staying(
            [*as_typed(worker, **{"tcp://10.0.0.5:8786": address}), "--no-dashboard"], course, "Registered to"
        ),
    ):
        for line in grades:
            assert "gradebook" in run(line, course, **{"tcp://10.0.0.5:8786": address})


def test_the_learners_lines(tmp_path: Path) -> None:
    for line in LEARNER:
        folder = tmp_path / "my-work" if line.endswith("ex03_has_this_happened_before.ipynb") else tmp_path
        run(line, folder, *(("--no-lab",) if line.endswith("start my-work") else ()))
    assert (tmp_path / "my-work" / "set-aside").is_dir()


def test_the_maintainers_lines(course: Path) -> None:
    for at, line in enumerate(MAINTAINER):
        run(line, course, **({"exercises": f"out{at}"} if " release " in line else {}))
    assert len(list((course / "dist").iterdir())) == 4
    assert list((course / "_build" / "bundle").glob("demarche_course-*.whl"))


def test_the_authors_lines(tmp_path: Path) -> None:
    (tmp_path / "my.csv").write_text("day,count\n1854-08-31,56\n1854-09-01,143\n", encoding="utf-8")
    for line in AUTHOR:
        # A course that is not installed can prove nothing, and a test asks no registry: the engine's small one is.
        run(line, tmp_path if " new " in line else ROOT / "engine" / "tests" / "course")


@pytest.mark.parametrize("line", STAYS)
def test_the_lines_that_stay(course: Path, line: str) -> None:
    # The tests may be root, to whom Jupyter says no; and no browser is to open.
    settings = {"ServerApp": {"allow_root": True, "open_browser": False, "ip": "127.0.0.1", "port": 0}}
    (course / "jupyter_server_config.json").write_text(json.dumps(settings), encoding="utf-8")
    at_home = {
        name: str(course) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    with staying(as_typed(line), course, STAYS[line], **at_home):
        pass


@contextmanager
def staying(command: list[str], folder: Path, says: str, **env: str) -> Iterator[str]:
    """A program that stays, once it has said something; gives what it said."""
    with (folder / "said.txt").open("w+b") as said:
        program = subprocess.Popen(
            command,
            cwd=folder,
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, **env},
            start_new_session=True,
        )
        try:
            text = ""
            while not re.search(says, text):
                assert program.poll() is None, f"{command} ended: {text[-2000:]}"
                time.sleep(0.2)
                text = (folder / "said.txt").read_text(encoding="utf-8", errors="replace")
            yield text
        finally:
            os.killpg(program.pid, signal.SIGTERM)
            program.wait()


def test_some_page_prints_what_is_run() -> None:
    assert [line for line in [*CLUSTER, *STAYS, *CI] if line not in PRINTED] == []


def test_every_printed_line_is_run_or_says_why_not() -> None:
    run_here = [typed(line) for line in [*INSTRUCTOR, *CLUSTER, *LEARNER, *MAINTAINER, *AUTHOR, *STAYS, *CI]]

    def is_run(line: str) -> bool:
        """Whether a line begins one that is run: a verb alone names a command and does not say how to give it."""
        asked = typed(line)
        return any(known[: len(asked)] == asked for known in run_here)

    left = [line for line in PRINTED if not is_run(line)]
    unknown = [line for line in left if not any(re.match(why, line) for why in ELSEWHERE)]
    assert unknown == [], "run it in one of the lists above, or say why it cannot be run"
    unused = [why for why in ELSEWHERE if not any(re.match(why, line) for line in left)]
    assert unused == []
