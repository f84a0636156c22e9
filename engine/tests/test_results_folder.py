"""The folder of results over several runs: what is stale goes, what is somebody else's stays."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from corrige.authoring.model import Exercise
from corrige.authoring.notebooks import solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.cli import main
from corrige.grading import pipeline
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.report.manifest import NAME, RenderedManifest
from corrige.grading.report.summary import marked_line, summary_lines


@pytest.fixture
def exercise(course_root: Path) -> Exercise:
    return read_exercise(course_root / "solutions" / "ex01_counting.py")


@pytest.fixture
def class_folder(tmp_path: Path, exercise: Exercise) -> Path:
    for name in ("ana", "ben"):
        path = tmp_path / "class" / name / "ex01_counting.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(solution_notebook(exercise), encoding="utf-8")
    return tmp_path / "class"


def test_who_left_has_no_page_and_what_others_put_there_stays(
    course_root: Path, class_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(course_root)
    grade = ["grade", str(class_folder), "-o", "out", "--workers", "1"]
    out = course_root / "out"
    assert main(grade) == 0
    report = out / "report.html"
    first = report.read_bytes()
    report.write_bytes(b"of the last run")
    assert main(grade) == 0
    assert report.read_bytes() == b"of the last run", "nothing ran, and the pages were made again"
    assert main([*grade, "--fresh"]) == 0  # the report says how long marking took: not how long it once did
    assert first.count(b"<section") == report.read_bytes().count(b"<section")
    (out / "feedback" / "welcome.html").write_text("of the instructor", encoding="utf-8")
    shutil.rmtree(class_folder / "ben")
    assert main(grade) == 0
    assert sorted(path.name for path in (out / "feedback").iterdir()) == ["ana.html", "welcome.html"]
    said = capsys.readouterr().out
    assert f"{Path('out', 'feedback', 'ben.html')} was removed" in said
    assert "Nothing had to be marked anew: the notebooks" in said
    told = report.read_text(encoding="utf-8")
    assert "feedback/ben.html was removed: it belongs to nobody in this class." in told
    assert ">ben<" not in told

    # Nothing changed: nothing is made. A page is missing, or pages look otherwise now: all are made.
    main(grade)
    page = out / "feedback" / "ana.html"
    page.write_text("of the last run", encoding="utf-8")
    main(grade)
    assert page.read_text(encoding="utf-8") == "of the last run"
    page.unlink()
    main(grade)
    assert ">ana<" in page.read_text(encoding="utf-8")
    page.write_text("of the last run", encoding="utf-8")
    monkeypatch.setattr(pipeline, "environment_key", lambda course: "another template")
    main(grade)
    assert ">ana<" in page.read_text(encoding="utf-8")

    # A mark by hand: the answer waits no more, and the terminal says so.
    assert "1 waiting for a person" in capsys.readouterr().out
    (out / "manual.csv").write_text(
        "learner,exercise,task,points,level,comment\nana,ex01,in-words,,3,\n", encoding="utf-8"
    )
    assert main(grade) == 0
    said = capsys.readouterr().out
    assert "0 waiting for a person, 1 marked by a person" in said
    assert "wait for a person in" not in said


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"key": 1}', '{"key": "k", "files": ["../kept", "/kept", "", "sub/../../kept"]}']
)
def test_a_note_that_is_damaged_or_forged_removes_nothing(tmp_path: Path, text: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("kept", "out/report.html"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    (out / NAME).write_text(text, encoding="utf-8")
    assert RenderedManifest(out).replace("new", [out / "report.html"]) == []
    assert (tmp_path / "kept").exists()
    assert json.loads((out / NAME).read_text(encoding="utf-8")) == {"key": "new", "files": ["report.html"]}
    assert RenderedManifest(out).replace("newer", []) == [out / "report.html"]


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    made = RenderedManifest(out)
    made.replace("k", [out / "page.html"])
    (out / "page.html").symlink_to(tmp_path / "mine")
    assert made.replace("l", []) == []
    assert (tmp_path / "mine").exists()


def test_what_was_marked_now_is_said() -> None:
    every = [("ex01", task, name) for name in ("ana", "ben", "cy") for task in ("one", "two")]
    assert marked_line(0, every) == ""
    assert marked_line(0, []) == ""
    assert marked_line(4, [("ex01", "two", "ana"), ("ex01", "two", "ben")]) == (
        "Marked anew: two of ex01, in 2 notebooks; the rest is as it was marked before."
    )
    assert marked_line(4, every[:2]).startswith("Marked anew: 2 answers, in 1 notebook;")
    assert marked_line(6, []) == (
        "Nothing had to be marked anew: the notebooks are as they were marked before."
    )


def test_the_summary_names_what_needs_a_look_and_counts_the_rest() -> None:
    waiting = TaskResult("t", Outcome.WAITING, 0, 4)
    by_hand = replace(waiting, points=3.0, by_hand=True)
    records = [
        Record("a", "ex01", (waiting,), "x"),
        Record("b", "ex01", (by_hand,), "x", level="sealed"),
        Record("c", "ex01", (waiting,), "x", problem="The file is damaged."),
        Record("d", "ex01", (waiting,), "", problem="No notebook for this exercise was handed in."),
    ]
    head, outcomes, damaged, absent, levels = summary_lines(records)
    assert head == "ex01: 4 learners, 2 notebooks, mean 1.5 of 4 points"
    assert outcomes.endswith("1 waiting for a person, 1 marked by a person")
    assert damaged.strip() == "c: The file is damaged."
    assert absent.strip() == "1 handed in nothing"
    assert levels == "Notebooks ran sealed."


def test_pages_of_a_killed_run_are_made_anew(tmp_path: Path) -> None:
    made = RenderedManifest(tmp_path)
    made.replace("key", [tmp_path / "report.html"])
    RenderedManifest(tmp_path).begin()  # and killed
    again = RenderedManifest(tmp_path)
    assert (again.key, again.files) == ("", ("report.html",))
