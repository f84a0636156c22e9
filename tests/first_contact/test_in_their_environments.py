"""The instructor's lines with what `make course` installs and no more; the learner's with what the bundle holds."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from replies import RIGHT, all_cases, is_right

from corrige.authoring.release import make_release
from corrige.course import find_course, installed

ROOT = Path(__file__).parents[2]
COURSE = find_course(ROOT)

#: Runs a program as if the packages named first were not installed.
WITHOUT = """
import runpy, sys
absent = set(sys.argv[1].split(","))
class Absent:
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent)
sys.argv = sys.argv[2:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""

#: Asks `check` of every answer in a file.
ASK = """
import sys
from pathlib import Path
from replies import replies_as_json
print(replies_as_json(Path(sys.argv[1]).read_text(encoding="utf-8")))
"""


def installed_with(*wanted: str) -> set[str]:
    """Names of the distributions that these requirements bring, themselves included."""
    found: set[tuple[str, str]] = set()
    todo = [Requirement(each) for each in wanted]
    while todo:
        need = todo.pop()
        name = re.sub(r"[-_.]+", "-", need.name).lower()
        for extra in ("", *need.extras):
            if (name, extra) in found:
                continue
            found.add((name, extra))
            try:
                listed = [Requirement(each) for each in requires(name) or ()]
            except PackageNotFoundError:
                continue  # of another platform
            todo += [each for each in listed if each.marker is None or each.marker.evaluate({"extra": extra})]
    return {name for name, _ in found}


def absent(*wanted: str) -> set[str]:
    """Import names of what is installed here and would not be with these requirements."""
    there = installed_with(*wanted, "pip", "hatchling")
    return {
        name
        for name, distributions in packages_distributions().items()
        if name.isidentifier()
        and not {re.sub(r"[-_.]+", "-", each).lower() for each in distributions} & there
        and name not in ("corrige", "demarche")
    } | installed() - {"demarche"}


def run(*command: str, cwd: Path, **env: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_what_is_absent_is_absent() -> None:
    missing = absent("demarche-course[book,grade]")
    assert {"hypothesis", "xdist", "lifelines", "ruff"} <= missing
    assert not {"pandas", "scipy", "pytest", "nbclient", "matplotlib"} & missing


@pytest.mark.slow
def test_a_class_is_graded_with_what_make_course_installs(tmp_path: Path) -> None:
    without = ",".join(sorted(absent("demarche-course[book,grade]")))
    bare = (sys.executable, "-c", WITHOUT, without)
    run(*bare, "demarche", "sample", "-o", str(tmp_path / "class"), "--learners", "1", cwd=ROOT)
    check = next(path for path in sorted(COURSE.checks.glob("test_ex01*.py")))
    marks = tmp_path / "marks.csv"
    grading = ("pytest", "-q", "-p", "corrige.grading.plugin", str(check), "-p", "no:cacheprovider")
    named = ("--submissions", str(tmp_path / "class"), "--gradebook", str(marks), "--grading-workers", "1")
    run(*bare, *grading, *named, cwd=ROOT, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    assert "ex01" in marks.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Runs a module where the bundle is installed and nothing else of this repository; gives what it printed."""
    folder = tmp_path_factory.mktemp("learner")
    bundle, site = folder / "bundle", folder / "site"
    make_release(COURSE, bundle)
    wanted = (bundle / "requirements.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert wanted[0] == "-c constraints.txt"
    for line in wanted[1:]:
        with zipfile.ZipFile(bundle / line.removesuffix("[lab]")) as wheel:
            wheel.extractall(site)
    without = ",".join(sorted(absent("corrige[lab]")))
    where = run(
        sys.executable, "-c", "import corrige; print(corrige.__file__)", cwd=folder, PYTHONPATH=str(site)
    )
    assert str(site) in where

    def say(*words: str, cwd: Path) -> str:
        path = os.pathsep.join([str(site), str(cwd)])
        return run(sys.executable, "-c", WITHOUT, without, *words, cwd=cwd, PYTHONPATH=path)

    return say


@pytest.mark.slow
def test_a_learner_works_with_what_the_bundle_holds(learner: Callable[..., str], tmp_path: Path) -> None:
    say = partial(learner, cwd=tmp_path)
    count = len(list(COURSE.exercises.glob("*.ipynb")))
    assert f"{count} notebooks written" in say("demarche", "start", "my-work", "--no-lab")
    assert "Nothing new" in say("demarche", "update", "my-work")
    assert "set-aside" in say("demarche", "reset", "ex03", "my-work")
    assert say("demarche", "status", "my-work")
    solved = tmp_path / "solved"
    solved.mkdir()
    shutil.copy(COURSE.solutions / "ex01_who_says_so.ipynb", solved)
    assert "16 of 16 points" in say("corrige.learner.on_push", "solved", "--all-right")
    with pytest.raises(AssertionError, match="more than the learner's install"):
        say("demarche", "grade", "solved", "-o", "out")


@pytest.mark.slow
def test_every_right_answer_is_right_with_what_the_bundle_holds(
    learner: Callable[..., str], tmp_path: Path
) -> None:
    # The grader's word on the same answers is in tests/content, the browser's in tests/browser.
    shutil.copy(ROOT / "tests" / "browser" / "replies.py", tmp_path)
    (tmp_path / "ask.py").write_text(ASK, encoding="utf-8")
    cases = [case for case in all_cases(ROOT) if is_right(case)]
    assert len(cases) > 100
    (tmp_path / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    found = json.loads(learner("ask", "cases.json", cwd=tmp_path).splitlines()[-1])
    wrong = [
        (case["which"], reply) for case, reply in zip(cases, found, strict=True) if reply[0] not in RIGHT
    ]
    assert wrong == []
