"""The proofs that a course takes over: all hold for a sound exercise, and what is broken is named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from corrige.authoring.derived import generate
from corrige.course import course_at


def prove(root: Path, chosen: str) -> str:
    """What pytest prints of a course that has taken the proofs over."""
    test = root / "tests" / "test_course.py"
    test.write_text("from corrige.testing.proofs import *\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:xdist", "-k", chosen, str(test)]
    environment = {**os.environ, "PYTHONPATH": "", "PYTEST_ADDOPTS": ""}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    return done.stdout


def test_a_sound_exercise_is_proved_and_a_broken_one_named(course_root: Path) -> None:
    generate(course_at(course_root))
    said = prove(course_root, "event-count or solution_earns or untouched")
    assert "failed" not in said, said
    assert "PASSED tests/test_course.py::test_solution_earns_everything[ex01]" in said
    assert "PASSED tests/test_course.py::test_untouched_notebook_is_not_attempted[ex01]" in said
    solution = course_root / "solutions" / "ex01_counting.py"
    text = solution.read_text(encoding="utf-8")
    solution.write_text(text.replace("event_count = len(table)", "event_count = 3"), encoding="utf-8")
    said = prove(course_root, "event-count")
    named = "test_mistake_fails_its_own_task_and_earns_its_own_reply[event-count-rows]"
    assert f"FAILED tests/test_course.py::{named}" in said, said
    assert "1 failed" in said
