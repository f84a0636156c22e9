"""Every command that README, book, bundle, instructor's and maintainer's pages print is one that exists.

Each line is taken to pieces: a verb of our own goes through its parser, options and all; a target of make is one of the
Makefile; an installer's files and sections are there. `test_they_run` runs what can be run without a network.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from printed import ROOT, TOLD

from corrige.cli import parser

#: What other programs are, whose lines are looked at no further; each needs a network, a cluster or the system.
OTHERS = {
    "apt-get",
    "dask",
    "docker",
    "git",
    "helm",
    "kubectl",
    "sudo",
    "mkdir",
    "cp",
    "cd",
    "jupyter",
    "unzip",
    "npx",
}


@pytest.mark.parametrize(
    ("page", "line"), [pytest.param(page, line, id=f"{page.name}: {line}") for page, line in TOLD]
)
def test_a_printed_command_exists(page: Path, line: str) -> None:
    for part in re.split(r"\s(?:&&|\|\|)\s", re.split(r"\s+#\s", line)[0]):
        problem = wrong(part)
        assert not problem, f"{page.relative_to(ROOT)} prints a line that does not work: {part}\n  {problem}"


def wrong(line: str) -> str:
    """What is wrong with one command; empty if nothing."""
    words = shlex.split(line.replace("\\", "/"))
    words = words[: words.index(">>")] if ">>" in words else words
    program = words[0].removeprefix(".venv/bin/").removeprefix(".venv/Scripts/")
    rest = words[1:]
    if program in ("python", "python3", "py") and rest[:1] == ["-m"]:
        program, rest = rest[1], rest[2:]
        if program == "venv":
            return ""
    elif program == "python" and rest:
        return (
            ""
            if not rest[0].startswith((".ci", "tests")) or (ROOT / rest[0]).is_file()
            else "there is no such file"
        )
    if program in ("demarche", "corrige"):
        return ours(rest)
    if program == "make":
        return target(rest)
    if program == "uv":
        program, rest = rest[0], rest[1:]
        if program == "venv":
            return ""
        if program == "tool":
            assert rest[0] == "run"
            at = next(place for place, word in enumerate(rest) if word in ("demarche", "corrige"))
            assert {"--with-requirements", "--from"} <= set(rest[:at])
            return ours(rest[at + 1 :])
    if program in ("pip", "%pip"):
        return installer(rest)
    if program == "bash":
        return "" if (ROOT / rest[0]).is_file() else f"there is no {rest[0]}"
    if program == "kubectl" and "--" in words:
        rest = words[words.index("--") + 1 :]
        return ours(rest[1:]) if rest[0] == "demarche" else ""
    if program.startswith(("corrige.", "demarche.")):
        return "" if importlib.util.find_spec(program) else "there is no such module"
    if program == "pytest":
        known = subprocess.run(
            [sys.executable, "-m", "pytest", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        missing = [word for word in rest if word.startswith("--") and f"{word}" not in known]
        return f"pytest knows no {missing}" if missing else ""
    return "" if program in OTHERS else f"what is {program}?"


def ours(words: list[str]) -> str:
    """Put a line to our own parser; one in running text may leave arguments out, and names what there is."""
    known = parser("demarche")
    try:
        known.parse_args(words)
    except SystemExit as end:
        if end.code == 0:
            return ""
    else:
        return ""
    while words and known._subparsers:
        verbs = known._subparsers._group_actions[0].choices
        if words[0] not in verbs:
            return "" if words[0].startswith("-") else f"there is no verb {words[0]}"
        known, words = verbs[words[0]], words[1:]
    options = [word for word in words if word.startswith("-")]
    missing = [word for word in options if word not in known._option_string_actions]
    if missing:
        return f"there is no option {missing}"
    return "" if len(words) == len(options) else "the parser refuses it"


def target(words: list[str]) -> str:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {name for line in re.findall(r"^([.\w/ -]+):(?!=)", makefile, re.M) for name in line.split()}
    missing = [word for word in words if "=" not in word and not word.startswith("-") and word not in targets]
    names = [word.split("=")[0] for word in words if "=" in word]
    strange = [
        name for name in names if not re.search(rf"\$\(?(?:if \$\()?{name}\b|ifdef {name}\b", makefile)
    ]
    return f"the Makefile has no {missing or strange}" if missing or strange else ""


def installer(words: list[str]) -> str:
    """The files and sections that an installer is asked for."""
    words = [
        word for word in words if word not in ("install", "-e", "--user", "--quiet", "--no-cache-dir", "pip")
    ]
    for at, word in enumerate(words):
        if word in ("-c", "-r"):
            made = words[at + 1] == "requirements.txt"  # it comes with the bundle
            if not made and not (ROOT / words[at + 1]).is_file():
                return f"there is no {words[at + 1]}"
        match = re.fullmatch(r"(\.|\./engine|engine)(?:\[([\w,]+)\])?", word)
        if match:
            project = tomllib.loads((ROOT / match[1] / "pyproject.toml").read_text(encoding="utf-8"))[
                "project"
            ]
            missing = set((match[2] or "").split(",")) - {""} - set(project["optional-dependencies"])
            if missing:
                return f"{match[1]} has no section {missing}"
    return ""


@pytest.mark.parametrize(
    "line",
    [
        "demarche begin",
        "demarche grade class",
        "make cours",
        "make grade SUBMISSION=x",
        "pip install -c pins.txt -e .",
        "pip install -e '.[cluster]'",
        "pytest tests/grading --workers 2",
        "bash .ci/nothing",
        "frobnicate",
    ],
)
def test_what_does_not_exist_is_noticed(line: str) -> None:
    assert wrong(line)


def test_enough_is_looked_at() -> None:
    pages = {page.name for page, _ in TOLD}
    assert {"README.md", "how-to-use.md", "grading.md", "RELEASING.md", "test.yml", "weekly.yml"} <= pages
    assert len(TOLD) > 80


def test_the_site_is_published_with_the_commands_of_ci() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    made = {word for line in re.findall("^make (.+)", ci, re.M) for word in line.split()}
    published = [
        line.split()[1] for page, line in TOLD if page.name == "pages.yml" and line.startswith("make")
    ]
    assert published == ["epub", "pdf", "site"]
    assert set(published) <= made


@pytest.mark.parametrize("target", ["help"])
def test_make_runs(target: str) -> None:
    assert (
        "make course"
        in subprocess.run(["make", target], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    )


def test_versions_agree() -> None:
    course = re.search(
        r'__version__ = "(.+)"', (ROOT / "src/demarche/__init__.py").read_text(encoding="utf-8")
    )
    engine = re.search(
        r'__version__ = "(.+)"', (ROOT / "engine/src/corrige/__init__.py").read_text(encoding="utf-8")
    )
    assert course
    assert engine
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == course[1]
    for path, version in (("CHANGELOG.md", course[1]), ("engine/CHANGELOG.md", engine[1])):
        heads = re.findall(r"^## (\S+) \((.+)\)", (ROOT / path).read_text(encoding="utf-8"), re.M)
        assert heads[0][0] == version, path
        assert heads[0][1] == str(citation["date-released"]), path
