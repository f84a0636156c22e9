"""A small course: installed as it lies in ``course/``, and copied to a temporary folder for tests that break things."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from IPython.core.interactiveshell import InteractiveShell

import corrige.feedback.cards
import corrige.feedback.history
import corrige.feedback.stages
from corrige.authoring.cards import make_card
from corrige.authoring.reader import read_exercise

COURSE = Path(__file__).with_name("course")


@pytest.fixture
def solution_text() -> str:
    return (COURSE / "solutions" / "ex01_counting.py").read_text(encoding="utf-8")


@pytest.fixture
def course_root(tmp_path: Path) -> Path:
    """Root of a course with one exercise and its checks, and nothing derived yet."""
    root = tmp_path / "course"
    for folder in ("solutions", "exercises", "tests/grading", "src/small_course/cards"):
        (root / folder).mkdir(parents=True)
    for name in ("pyproject.toml", "solutions/ex01_counting.py", "tests/grading/test_ex01_counting.py"):
        shutil.copyfile(COURSE / name, root / name)
    return root


#: The set-up cell of a notebook of the small course.
SETUP = (
    "import matplotlib.pyplot as plt\nimport pandas as pd\nfrom small_course import check\n"
    "table = pd.DataFrame({'kind': ['a', 'a', 'b', 'c'], 'event': [1, 1, 2, 3]})\n"
    "states = pd.DataFrame({'name': ['France']}, index=pd.Index([2002], name='year'))"
)


@pytest.fixture
def entries(course_root: Path) -> dict:
    """The tasks of the small course's answer card."""
    return make_card(read_exercise(course_root / "solutions" / "ex01_counting.py"))["tasks"]


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, entries: dict) -> Iterator[InteractiveShell]:
    """A notebook whose set-up cell has run, on the small course's card."""
    made = {"table": 0, "states": 0, "pd": 0, "plt": 0}
    card = {"exercise": "ex01", "title": "Counting", "tasks": entries, "made": made}
    monkeypatch.setattr(corrige.feedback.cards, "all_cards", lambda package: {"ex01": card})
    corrige.feedback.history._stopped.clear()
    corrige.feedback.stages._asked.clear()
    shell = InteractiveShell()
    shell.showtraceback = lambda *_, **__: None
    shell.run_cell(SETUP, store_history=True)
    yield shell
    plt.close("all")
