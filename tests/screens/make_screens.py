"""Make the pictures and transcripts of the book's page on the desk: a class is graded, and Chromium looks on.

    make screens

What it writes into `book/instructors/screens/` is committed, as who builds the book need not have a browser.
Nothing in it is typed: every command is run by the shell as it is shown, in a copy of the course.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from canvas import canvas_zip
from pictures import take_pictures

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "book" / "instructors" / "screens"
COLUMNS = 70  # as many letters as a line of the book holds
LEFT_OUT = {
    ".cache",
    ".git",
    ".venv",
    "_build",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    "node_modules",
}
TERM = "--policy rules.toml --times times.csv --roster roster.csv"
CHANGED = ("ex03", "french-recalls")  # the task whose check is mended between two runs
OBJECTION = ("ex03", "events-by-decade")

Row = dict[str, str]


class Shell:
    """Runs commands in one folder and keeps what they print, with the command above it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        python = Path(sys.executable).parent
        self.environment = {
            **os.environ,
            "PATH": f"{python}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": str(COLUMNS),
        }

    def run(self, command: str) -> str:
        """What a command prints."""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            sys.exit(f"{command}\n{done.stdout}")
        return done.stdout

    def show(self, name: str, *commands: str, shorten: Callable[[str], str] = str) -> None:
        """Run commands and keep a transcript of them."""
        said = "".join(f"{prompt(command)}\n{shorten(self.run(command))}" for command in commands)
        said = said.replace(f"{self.folder}/", "").replace(str(self.folder), ".")
        said = "\n".join(folded for line in said.split("\n") for folded in fold(line))
        (SCREENS / f"{name}.txt").write_text(said, encoding="utf-8", newline="\n")


def prompt(command: str) -> str:
    """A command as one would type it: a long one goes on in a second line."""
    if len(command) < COLUMNS - 2:
        return f"$ {command}"
    end = max(command.rfind(sign, 0, COLUMNS - 4) for sign in (" --", " >>"))
    return f"$ {command[:end]} \\\n    {command[end + 1 :]}"


def fold(line: str) -> list[str]:
    """A line of output as a narrow terminal shows it, but broken between words."""
    begin = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(
        line, COLUMNS, subsequent_indent=begin, break_long_words=False, break_on_hyphens=False,
        drop_whitespace=True, replace_whitespace=False,
    ) or [line]  # fmt: skip


def ends(text: str) -> str:
    """The first exercises of a summary, and what comes below the last one."""
    lines = text.splitlines(keepends=True)
    third = next(n for n, line in enumerate(lines) if line.startswith("ex03"))
    last = next(n for n, line in enumerate(lines) if line.startswith("Notebooks ran"))
    return "".join([*lines[:third], "...\n", *lines[last:]])


def news(text: str) -> str:
    """Of a run that repeats another one: what comes before the exercises, and what comes after them."""
    lines = text.splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith("ex01"))
    last = next(n for n, line in enumerate(lines) if line.startswith("Notebooks ran"))
    end = next(n for n, line in enumerate(lines) if line.startswith("Report:"))
    return "".join([*lines[:first], "...\n", *lines[last:end], "...\n"])


@contextmanager
def copy_of_the_course(build: Path) -> Iterator[Path]:
    """The course with its class and the instructor's files, where nothing that is done can harm the real ones."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "demarche"
        shutil.copytree(ROOT, folder, ignore=lambda _, names: LEFT_OUT & set(names))
        shutil.copytree(build / "class", folder / "class")
        for paper in (build / "instructor-files").iterdir():
            shutil.copy(paper, folder)
        yield folder


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Sequence[Row], columns: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def fill_in(sheet: Path) -> None:
    """Give levels to nine answers in ten, as somebody would: longer answers say more, and moods differ."""
    draw = random.Random(2026)
    rows = read(sheet)
    for row in rows:
        if draw.random() < 0.9:
            words = len(row["answer"].split())
            row["level"] = str(min(4, max(0, round(words / 30 + draw.uniform(-0.5, 0.8)))))
            row["comment"] = "Say what would change your mind." if row["level"] == "2" else ""
    write(sheet, rows, list(rows[0]))


def telling(book: Sequence[Row]) -> list[Row]:
    """Rows of a gradebook that show what can become of a hand-in, one of each kind."""
    kinds: list[Callable[[Row], bool]] = [
        lambda row: not row["penalty reason"] and not row["notes"] and float(row["points"]) > 0,
        lambda row: row["penalty"] not in ("", "0") and float(row["points"]) > 0,
        lambda row: "Attempt" in row["notes"],
        lambda row: bool(row["notes"]) and "Attempt" not in row["notes"],
        lambda row: bool(row["problem"] and row["file"]),
        lambda row: not row["file"],
    ]
    found = [next((row for row in book if kind(row)), None) for kind in kinds]
    return [row for row in found if row is not None]


def mend_a_check(folder: Path) -> None:
    """Change the weight of a check, in the way in which an instructor would."""
    exercise, task = CHANGED
    (path,) = (folder / "tests" / "grading").glob(f"test_{exercise}_*.py")
    text = path.read_text(encoding="utf-8")
    mark = f'@task("{task}")'
    if mark not in text:
        sys.exit(f"{path.name} has no {mark}: choose another task for the page.")
    path.write_text(text.replace(mark, f'@task("{task}", weight=2)', 1), encoding="utf-8")


def first(rows: Sequence[Row], exercise: str, task: str) -> Row:
    """Somebody who tried a task and did not get all its points."""
    return next(row for row in rows if row["exercise"] == exercise and row[f"{task} outcome"] == "failed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--build", type=Path, default=ROOT / "_build", help="where `make course` builds")
    parser.add_argument("--chromium", default="chromium", help="the browser (default: chromium)")
    options = parser.parse_args()
    SCREENS.mkdir(exist_ok=True)
    for old in SCREENS.iterdir():
        old.unlink()
    with copy_of_the_course(options.build) as folder:
        tell(Shell(folder), folder)
        take_pictures(folder / "results", SCREENS, options.chromium)
    for path in sorted(SCREENS.iterdir()):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size:,} bytes")


def tell(shell: Shell, folder: Path) -> None:
    """Everything that an instructor does, in order."""
    shell.show("doctor", "demarche doctor")
    shell.show("release", "demarche release -o for-learners")

    canvas_zip(folder, folder / "submissions.zip")
    shell.show("zip", "unzip -Z1 submissions.zip | sed -n '1p;5,6p;10p;12,14p'")
    shutil.copy(Path(__file__).parent / "week.toml", folder)
    shutil.copy(Path(__file__).parent / "week.toml", SCREENS)
    shell.show("grade-zip", "demarche grade submissions.zip -o week-3 --policy week.toml")
    write(SCREENS / "week.csv", telling(read(folder / "week-3" / "gradebook.csv")), WEEK)

    shutil.rmtree(folder / ".cache")  # as if nothing had been marked before

    grade = f"demarche grade class -o results {TERM}"
    shell.show("grade", grade, shorten=ends)
    shell.show(
        "sheet",
        "demarche rubric page results -o marking",
        "demarche rubric sheet results -o marking.csv --anonymous",
    )
    fill_in(folder / "marking.csv")
    write(SCREENS / "marking.csv", read(folder / "marking.csv")[:3], MARKING)
    shell.show("read", "demarche rubric read marking.csv results")

    exercise, task = OBJECTION
    book = folder / "results" / "gradebook.csv"
    learner = first(read(book), exercise, task)["learner"]
    shell.show(
        "regrade",
        f"demarche regrade ask results --learner {learner} --task {task} --request 'Half of it is right.'",
        "demarche regrade run results 1 class",
        "demarche regrade decide results 1 --points 1 --reason 'Read again: half is right.'",
    )
    shell.show("again", grade, shorten=news)
    (row,) = (row for row in read(book) if (row["learner"], row["exercise"]) == (learner, exercise))
    write(
        SCREENS / "objection.csv",
        [row],
        ["learner", "exercise", task, f"{task} reason"],
    )
    write(SCREENS / "gradebook.csv", telling(read(book)), TERM_BOOK)

    mend_a_check(folder)
    shell.show("mended", grade, shorten=news)
    shell.show("exports", "ls week-3/exports", "head -n 4 week-3/exports/canvas.csv")


WEEK = ("learner", "points", "penalty", "penalty reason", "problem", "notes")
TERM_BOOK = ("learner", "exercise", "points", "penalty", "penalty reason", "problem", "notes")
MARKING = ("exercise", "task", "learner", "answer", "level", "comment")

if __name__ == "__main__":
    main()
