"""What an installation may ask a registry for: never the bare name, one version of each, the same Pythons everywhere."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: On the package index this name is a stranger's; the course is called otherwise there.
BARE = re.compile(r"^['\"`(]*demarche(?:\[[^\]]*\])?(?:[<>=~!@].*)?['\"`),.;:]*$")
INSTALLER = re.compile(
    r"(?:pip3?|pipx|uv pip|uv tool) install\s(?P<rest>.*)|(?:uvx|uv tool run|pipx run)\s(?P<run>.*)"
)
REQUIREMENT = re.compile(r"""["']demarche(?:\[|\s*[<>=~!@]=?\s*[\d.]|\s*@\s)""")


def bare_names(text: str) -> list[str]:
    """Lines that would make an installer resolve the bare name."""
    found = []
    for line in text.splitlines():
        words: list[str] = []
        if match := INSTALLER.search(line):
            if match["rest"] is not None:
                words = re.split(r"\s(?:&&|\|\||;)\s", match["rest"])[0].split()
            else:
                run = match["run"].split()
                named = [
                    run[at + 1] for at, word in enumerate(run[:-1]) if word in ("--from", "--with", "--spec")
                ]
                words = named or [word for word in run if not word.startswith("-")][:1]
        if any(BARE.match(word) for word in words) or REQUIREMENT.search(line):
            found.append(line.strip())
    return found


@pytest.mark.parametrize(
    "line",
    [
        "pip install demarche",
        "pip install 'demarche[grade]'",
        "$ python -m pip install --user demarche matplotlib",
        "Install it with `pip install 'demarche[parquet]'`, or do without:",
        "RUN pip install -c constraints.txt demarche>=0.2",
        "uv pip install demarche",
        "uvx demarche start",
        "uv tool run demarche start",
        "uv tool run --from demarche demarche start",
        'dependencies = ["demarche>=0.1"]',
        'lab = ["demarche[book]"]',
    ],
)
def test_the_bare_name_is_noticed(line: str) -> None:
    assert bare_names(line)


@pytest.mark.parametrize(
    "line",
    [
        "uv tool run --from 'demarche-course[lab]' demarche start",
        "pip install demarche-course && demarche start",
        "pip install 'demarche-course[lab]'",
        "%pip install --user -e ~/demarche",
        "pip install -e .",
        'scripts = { demarche = "demarche.__main__:main" }',
        'package = "demarche"',
    ],
)
def test_other_names_are_left_alone(line: str) -> None:
    assert not bare_names(line)


def texts() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split("\n")
    paths = [ROOT / name for name in listed if name] or [
        path for path in ROOT.rglob("*") if not {".venv", "_build", ".cache"} & set(path.parts)
    ]
    return [
        path
        for path in paths
        if path.is_file() and path != Path(__file__) and path.suffix not in {".png", ".woff2", ".svg", ".ico"}
    ]


def test_nothing_resolves_the_bare_name() -> None:
    files = texts()
    assert len(files) > 200
    found = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if (lines := bare_names(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert not found, "On the index that name is a stranger's; the course is demarche-course there."


def project(folder: str) -> dict:
    return tomllib.loads((ROOT / folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_constraints_pin_one_version_of_each_and_name_no_host() -> None:
    lines = [
        line
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    pinned: dict[str, str] = {}
    for line in lines:
        match = re.fullmatch(r"([A-Za-z0-9._-]+)==([\w.]+)(?: ; .+)?", line)
        assert match, f"not one pinned version: {line}"
        name = re.sub(r"[-_.]+", "-", match[1]).lower()
        assert name not in pinned, f"{name} is there twice"
        pinned[name] = match[2]
    held = re.findall(r"^([\w-]+)==([\w.]+)$", (ROOT / ".ci" / "held.txt").read_text(encoding="utf-8"), re.M)
    assert len(held) >= 4
    assert {name: pinned[name] for name, _ in held} == dict(held)


def test_one_floor_and_one_ceiling() -> None:
    ranges = {project(".")["requires-python"], project("engine")["requires-python"]}
    assert ranges == {">=3.11.2,<3.15"}
    assert "'>=3.11.2,<3.15'" in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("version", "fits"),
    [((3, 11, 1), False), ((3, 11, 2), True), ((3, 13, 0), True), ((3, 14, 9), True), ((3, 15, 0), False)],
)
def test_another_python_gets_a_sentence(version: tuple[int, ...], fits: bool) -> None:
    code = (
        "import runpy, sys; "
        f"sys.version_info = {(*version, 'final', 0)!r}; sys.version = '{'.'.join(map(str, version))} (main)'; "
        "runpy.run_path('.ci/python_fits.py')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == fits
    if not fits:
        assert done.stderr.startswith("Python 3.11.2 to 3.14 is needed, and this is 3.1")
        assert len(done.stderr.splitlines()) == 1
