"""A small course: installed as it lies in ``course/``, and copied to a temporary folder for tests that break things."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

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
