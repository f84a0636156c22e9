"""What platforms take in: each file in the shape that its documentation asks for, whatever learners are called."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from corrige.authoring.model import Exercise
from corrige.authoring.reader import read_exercise
from corrige.grading.export import parquet as parquet_module
from corrige.grading.export import write_exports
from corrige.grading.export.canvas import canvas_csv, title_of
from corrige.grading.export.feedback import feedback
from corrige.grading.export.gradebook import gradebook_csv
from corrige.grading.export.gradescope import gradescope_results
from corrige.grading.export.parquet import ParquetError, tidy_marks, write_parquet
from corrige.grading.intake.names import RESERVED, safe_name
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.rules.roster import Person, Roster, read_roster
from corrige.grading.tables import TableError, guarded, plain

HOSTILE = [
    '=HYPERLINK("http://x")',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "a;=1+1",
    "../../etc/passwd",
    "..",
    "C:\\windows",
    "con",
    "NUL.txt",
    "<script>alert(1)</script>",
    "a\nb",
    "a\x00b",
    "\ud800",
    "    Points Possible",
    "Zoë",
    "zoë",
    "李雷",
    "x" * 300,
    "",
    'quote"comma,semicolon;',
    "ana",
    "Ana",
]


@pytest.fixture
def exercise(course_root: Path) -> Exercise:
    return read_exercise(course_root / "solutions" / "ex01_counting.py")


def record_of(exercise: Exercise, learner: str, **changes: Any) -> Record:
    """Everything right, and the written answer not yet read."""
    results = [
        TaskResult(task.id, Outcome.WAITING, 0.0, task.points)
        if task.kind == "written"
        else TaskResult(task.id, Outcome.PASSED, float(task.points), task.points)
        for task in exercise.tasks
    ]
    results[1] = replace(
        results[1], outcome=Outcome.FAILED, points=0.5, reason="=cmd|'/c calc'!A0 <b>bold</b>"
    )
    results[2] = replace(results[2], outcome=Outcome.TIMED_OUT, points=0.0, reason="No end.\n\x1b[31mred")
    return Record(learner, exercise.id, tuple(results), "ex01_counting.ipynb", level="sealed", **changes)


@pytest.fixture
def records(exercise: Exercise) -> list[Record]:
    return [record_of(exercise, learner) for learner in HOSTILE]


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


RISKY = re.compile(r"^\s*[=+@\t]|^\s*-(?!$)|;\s*[=+@]")


def test_no_cell_of_any_table_is_a_formula(tmp_path: Path, records: list[Record], exercise: Exercise) -> None:
    files = write_exports(tmp_path, records, [exercise])
    (tmp_path / "gradebook.csv").write_text(gradebook_csv(records), encoding="utf-8", newline="")
    tables = [path for path in [*files, tmp_path / "gradebook.csv"] if path.suffix == ".csv"]
    assert len(tables) == 4
    for path in tables:
        for row in table(path):
            assert not [cell for cell in row if RISKY.search(cell)], path


def test_files_stay_in_the_folder_and_nobody_shares_one(
    tmp_path: Path, records: list[Record], exercise: Exercise
) -> None:
    before = set(tmp_path.rglob("*"))
    files = write_exports(tmp_path / "out", records, [exercise])
    new = {path for path in set(tmp_path.rglob("*")) - before if path.is_file()}
    assert new == set(files)
    assert all(path.is_relative_to(tmp_path / "out" / "exports") for path in new)
    names = [path.name for path in (tmp_path / "out" / "exports" / "gradescope" / "ex01").iterdir()]
    assert len({name.lower() for name in names}) == len(records)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,64}\.json", name) for name in names), names


def test_the_same_marks_give_the_same_bytes(
    tmp_path: Path, records: list[Record], exercise: Exercise
) -> None:
    first = {path: path.read_bytes() for path in write_exports(tmp_path, records, [exercise])}
    slower = [replace(record, seconds=9.0) for record in records]
    assert {path: path.read_bytes() for path in write_exports(tmp_path, slower, [exercise])} == first


def test_a_course_adds_an_export_of_its_own(
    records: list[Record], exercise: Exercise, tmp_path: Path
) -> None:
    def count(records: object, exercises: object, roster: object) -> dict[str, str]:
        return {"own/count.txt": f"{len(records)} of {len(exercises)}\n"}

    files = write_exports(tmp_path, records, [exercise], own=[count])
    assert tmp_path / "exports" / "own" / "count.txt" in files
    assert (tmp_path / "exports" / "own" / "count.txt").read_text(
        encoding="utf-8"
    ) == f"{len(records)} of 1\n"


def test_a_learner_who_is_gone_leaves_no_file(
    tmp_path: Path, records: list[Record], exercise: Exercise
) -> None:
    out = tmp_path / "out"
    other = replace(exercise, id="ex02")
    write_exports(out, [*records, replace(records[0], exercise="ex02")], [exercise, other])
    files = write_exports(out, records[:1], [exercise])
    assert {path for path in out.rglob("*") if path.is_file()} == set(files)
    assert [path.name for path in (out / "exports" / "gradescope").iterdir()] == [exercise.id]


def test_a_file_that_has_not_changed_is_not_written(
    tmp_path: Path, records: list[Record], exercise: Exercise
) -> None:
    made = {path: path.stat().st_ino for path in write_exports(tmp_path, records, [exercise])}
    changed = replace(records[0], penalty=1.0, penalty_reason="late")
    again = write_exports(tmp_path, [changed, *records[1:]], [exercise])
    same = {path for path in again if path.stat().st_ino == made[path]}
    assert len(same) >= len(records) - 1
    assert tmp_path / "exports" / "canvas.csv" not in same


@pytest.mark.parametrize(
    "name", HOSTILE + sorted(RESERVED)[:4] + ["ana-0123456789abcdef", ".hidden", "-x", "a..b"]
)
def test_safe_names(name: str) -> None:
    safe = safe_name(name)
    assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*", safe)
    assert len(safe) <= 60
    assert safe.partition(".")[0] not in RESERVED
    assert safe == safe_name(name)
    others = [other for other in HOSTILE if other != name]
    assert safe not in {safe_name(other) for other in others}
    # What a safe name looks like is not given to anybody else.
    assert safe == name or safe_name(safe) != safe


def test_names_that_share_a_short_digest_stay_apart() -> None:
    one, other = safe_name("乏侄"), safe_name("伀乷")
    assert one[: len("learner-36e1e2e8")] == other[: len("learner-36e1e2e8")]
    assert one != other


def test_safe_names_leave_plain_names_as_they_are() -> None:
    assert [safe_name(name) for name in ("learner-001", "j.smith", "a_b")] == [
        "learner-001",
        "j.smith",
        "a_b",
    ]


def test_guarded_keeps_lines_and_harmless_text() -> None:
    assert guarded("- one\n- two; fine\n3 = 4") == "'- one\n- two; fine\n3 = 4"
    assert guarded("two\n=1+1") == "two\n'=1+1"
    assert guarded("a;@x") == "a;'@x"
    assert guarded("  =1") == "'  =1"
    assert guarded("\x00=1") == "'=1"
    assert guarded(guarded("=1")) == guarded("=1")
    assert plain("a\x00\x1b\r\nb\ud800") == "a\nb?"


# Canvas ------------------------------------------------------------------------------------------------


def canvas_students(text: str) -> tuple[list[str], list[str], list[list[str]]]:
    """Read a file as canvas-lms does (lib/gradebook_importer.rb): header, maxima, learners."""
    head, *rows = list(csv.reader(text.splitlines()))
    assert len(head) > 3
    assert "Student" in head[0]
    assert "ID" in head[1]
    assert re.search(r"SIS\s+User\s+ID", head[2])
    assert re.search(r"SIS\s+Login\s+ID", head[3])
    assert "Section" in head[4]
    maxima = [row for row in rows if "Points Possible" in row[0]]
    students = [row for row in rows if "Points Possible" not in row[0]]
    assert len(maxima) == 1
    assert rows[0] is maxima[0]
    return head[5:], maxima[0][5:], students


def test_canvas_reads_what_is_written(records: list[Record], exercise: Exercise) -> None:
    titles, maxima, students = canvas_students(canvas_csv(records, [exercise], Roster()))
    assert titles == ["Exercise 1 · Counting"]
    assert maxima == ["9.00"]
    assert len(students) == len(records)
    assert {row[5] for row in students} == {"3.50"}
    assert all(len(row) == 6 for row in students)


def test_canvas_knows_its_own_learners_by_number(exercise: Exercise) -> None:
    known = record_of(exercise, "doejane_12345")
    other = record_of(exercise, "roe")
    roster = Roster({"roe": Person("Roe, Richard", "r@x.org", "S-7", "roe7", "A", "99", "roe-gh")})
    _, _, students = canvas_students(canvas_csv([known, other], [exercise], roster))
    assert students[0][:5] == ["doejane_12345", "12345", "", "doejane_12345", ""]
    assert students[1][:5] == ["Roe, Richard", "99", "S-7", "roe7", "A"]


def test_canvas_takes_no_title_for_a_number(exercise: Exercise) -> None:
    assert title_of(replace(exercise, title="The year (2003)")) == "The year [2003]"


def test_canvas_leaves_empty_what_is_not_there(exercise: Exercise) -> None:
    second = replace(exercise, id="ex02", title="Two")
    records = [
        record_of(exercise, "a"),
        record_of(exercise, "b"),
        replace(record_of(exercise, "b"), exercise="ex02"),
    ]
    _, _, students = canvas_students(canvas_csv(records, [exercise, second], Roster()))
    assert [row[5:] for row in students] == [["3.50", ""], ["3.50", "3.50"]]


# Moodle ------------------------------------------------------------------------------------------------


def test_moodle_has_a_grade_and_feedback_together(
    tmp_path: Path, records: list[Record], exercise: Exercise
) -> None:
    write_exports(tmp_path, records, [exercise])
    head, *rows = table(tmp_path / "exports" / "moodle.csv")
    assert head[:4] == ["Full name", "Username", "ID number", "Email address"]
    # Importing feedback without the grade would delete the grade.
    grades = [title.removesuffix(" (Real)") for title in head[4::2]]
    assert [title.removesuffix(" (Feedback)") for title in head[5::2]] == grades
    assert all(len(row) == len(head) and float(row[4]) == 3.5 for row in rows)
    assert "2 points wait for a person." in rows[0][5]
    assert "event-count: 1 of 1." in rows[0][5]
    assert not re.search(r"[<>\x00-\x1f]", "".join(row[5] for row in rows))


def test_feedback_says_what_happened(exercise: Exercise) -> None:
    record = record_of(exercise, "a", penalty=0.5, penalty_reason="Handed in late.")
    by_hand = replace(record.results[-1], points=1.5, by_hand=True, reason="marked by hand: 1.5 of 2 points.")
    text = feedback(replace(record, results=(*record.results[:-1], by_hand)))
    assert text.startswith("4.5 of 9 points. Handed in late.")
    assert "in-words: marked by hand: 1.5 of 2 points." in text
    assert "wait" not in text
    broken = replace(record, problem="The file is damaged.", penalty_reason="")
    assert feedback(broken).endswith("The file is damaged.")


# Gradescope --------------------------------------------------------------------------------------------

VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
# "Autograder Specifications", https://gradescope-autograders.readthedocs.io/en/latest/specs/
GRADESCOPE = {
    "type": "object",
    "required": ["score", "tests"],
    "additionalProperties": False,
    "properties": {
        "score": {"type": "number", "minimum": 0},
        "execution_time": {"type": "number"},
        "output": {"type": "string"},
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "leaderboard": {"type": "array"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["score", "max_score", "name"],
                "properties": {
                    "score": {"type": "number", "minimum": 0},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "name_format": FORMAT,
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": FORMAT,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": VISIBILITY,
                    "extra_data": {"type": "object"},
                },
            },
        },
    },
}


def test_gradescope_follows_its_specification(
    tmp_path: Path, records: list[Record], exercise: Exercise
) -> None:
    files = [path for path in write_exports(tmp_path, records, [exercise]) if "gradescope" in path.parts]
    assert len(files) == len(records)
    for path in files:
        results = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.validate(results, GRADESCOPE)
        assert results["score"] == sum(test["score"] for test in results["tests"]) == 3.5


def test_gradescope_keeps_back_what_check_does_not_tell(exercise: Exercise) -> None:
    secret = replace(exercise, tasks=(replace(exercise.tasks[0], reveal=False), *exercise.tasks[1:]))
    results = gradescope_results(record_of(exercise, "a", penalty=1.0, penalty_reason="Late."), secret)
    shown = [test["visibility"] for test in results["tests"]]
    assert shown == ["after_due_date"] + ["visible"] * (len(shown) - 1)
    assert results["score"] == 2.5
    assert results["output"] == "2 points wait for a person. Late."
    status = {test["tags"][0]: test.get("status") for test in results["tests"]}
    assert (status["event-count"], status["per-kind"], status["in-words"]) == ("passed", "failed", None)


# Classroom 50 -------------------------------------------------------------------------------------------


def test_classroom50_gets_whole_points_by_github_name(
    tmp_path: Path, records: list[Record], exercise: Exercise
) -> None:
    write_exports(tmp_path, records, [exercise], roster=Roster({"ana": Person("Ana", github="ana-gh")}))
    head, *rows = table(tmp_path / "exports" / "classroom50.csv")
    assert head == ["username", "learner", "assignment", "score", "max-score"]
    assert len(rows) == len(records)
    assert ["ana-gh", "ana", "ex01", "4", "9"] in rows  # 3.5 of 9


# Roster and Parquet ------------------------------------------------------------------------------------


def test_roster_is_read(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("learner,email,ID\nana,a@x.org,7\n'=x,e@x.org,\nnobody,n@x.org,\n", encoding="utf-8")
    roster = read_roster(path, ["ana", "=x"])
    assert roster.of("ana") == Person(email="a@x.org", id="7")
    assert roster.of("=x").email == "e@x.org"
    assert roster.of("other") == Person(name="other", login="other")
    path.write_text("learner,email\nana,a\nana,b\n", encoding="utf-8")
    with pytest.raises(
        TableError, match=r"roster\.csv, row 3, column learner: ana is there twice\.\n  Keep one"
    ):
        read_roster(path, ["ana"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("learner,canvas_id\nana,7\nbob,7\n", "ana and bob have the same canvas_id"),
        ("learner,group\nbob,\nmallory,bob\n", "is called bob, as a learner outside it is"),
    ],
)
def test_a_roster_in_which_a_mark_would_go_to_another_is_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=said):
        read_roster(path, ["ana", "bob", "mallory"])


def test_parquet_says_what_to_install(
    tmp_path: Path, records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_module.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(
        ParquetError,
        match=r"needs the package pyarrow.*\n  Install it with `pip install 'corrige\[parquet\]'`",
    ):
        write_parquet(tmp_path / "gradebook.parquet", records)
    assert not list(tmp_path.glob("*gradebook*"))


def test_tidy_marks_has_a_row_for_each_task(records: list[Record], exercise: Exercise) -> None:
    marks = tidy_marks(records)
    assert len(marks) == len(records) * len(exercise.tasks)
    assert marks.groupby("learner")["points"].sum().eq(3.5).all()
    assert marks["exercise_points"].eq(3.5).all()


def test_parquet_is_written(tmp_path: Path, records: list[Record]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet(tmp_path / "out" / "gradebook.parquet", records)
    assert parquet.read_table(tmp_path / "out" / "gradebook.parquet").num_rows == len(tidy_marks(records))
