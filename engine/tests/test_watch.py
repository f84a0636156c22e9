"""What an author is told: on each save of a solution file, and of a class's wrong answers that nobody foresaw."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from corrige.authoring.watch import report, watch
from corrige.cli import main
from corrige.course import course_at
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.records import write_records
from corrige.grading.report.unnamed import stub, unnamed


def test_each_mistake_is_shown_with_the_reply_that_it_earns(course_root: Path) -> None:
    path = course_root / "solutions" / "ex01_counting.py"
    lines = list(report(path))
    assert lines[0] == "ex01_counting.py: Exercise 1 · Counting, 6 tasks, 9 points"
    assert "     rows: You counted rows. Two of them are about one event." in lines
    assert not [line for line in lines if "!" in line]


def test_a_mistake_that_is_no_mistake_any_more_is_told(course_root: Path) -> None:
    path = course_root / "solutions" / "ex01_counting.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("event_count = len(table)", "event_count = 3"), encoding="utf-8")
    assert [line for line in report(path) if "!" in line and "rows" in line]


def test_a_file_that_cannot_be_read_says_where(course_root: Path) -> None:
    path = course_root / "solutions" / "ex01_counting.py"
    path.write_text(path.read_text(encoding="utf-8").replace("# END SOLUTION", "", 1), encoding="utf-8")
    lines = list(report(path))
    assert lines[0] == "ex01_counting.py: cannot be read"
    assert "ex01_counting.py:" in lines[1]


def test_only_what_was_saved_is_reported(course_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = course_root / "solutions" / "ex01_counting.py"
    said: list[str] = []

    def save(_: float) -> None:
        os.utime(path, ns=(1, 1))

    monkeypatch.setattr("corrige.authoring.watch.time.sleep", save)
    watch(course_at(course_root), said.append, rounds=3)
    assert said[0].startswith("Watching 1 solution files")
    assert len([line for line in said if line.startswith("ex01_counting.py: Exercise 1")]) == 1


FAILED = TaskResult("event-count", Outcome.FAILED, 0, 1, "no", source="event_count = 7", seen="7")


def test_wrong_answers_that_nobody_foresaw_come_as_stubs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = replace(FAILED, source="x = 7\nevent_count = x")
    known = replace(FAILED, mistake="rows", seen="4")
    records = [
        Record(f"learner-00{number}", "ex01", (result,))
        for number, result in enumerate([long, FAILED, FAILED, known, replace(FAILED, seen="9")], 1)
    ]
    (found,) = unnamed(records)
    assert (found.seen, found.learners, found.source) == ("7", 3, "event_count = 7")
    assert '# %% tags=["mistake"] mistake="name-it"' in list(stub(found))
    assert len(unnamed(records, least=1)) == 2
    write_records(tmp_path, records)
    assert main(["mistake", str(tmp_path)]) == 0
    assert "event_count = 7" in capsys.readouterr().out
