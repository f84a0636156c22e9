"""A class as it really is, worked out by hand: groups, a late one, an extension, extra credit, exceptions, a regrade.

The exercise has 9 points: event-count 1, per-kind 2, share 2, kind-chart 1, best-reason 1, in-words 2. The rules
below make best-reason extra credit, so the maximum is 8, and let a person give half a point more than a task has.
The deadline is Monday noon; a day begun costs a tenth; no less than half is left.

Group A  ana hands in on Tuesday at 10:00, in day 1. Machine: 1 + 2 + 1.5 + 1 + 1 = 6.5; level 3 of 4: 1.5; earned 8.
         ana has 90 % of 8 = 7.2. ben has an extension to Wednesday noon: 8.
Group B  cem hands in on Monday at 11:00, dua again on Wednesday at 13:00: dua's is the later one and counts.
         It is in day 3. Machine: 0 + 2 + 2 + 0 + 0 = 4; level 2: 1; earned 5.
         cem has 70 % of 5 = 3.5. dua was in hospital and is excused. eli's lateness was waived: 5.
fay      alone, in time. Machine: 1 + 2 + 2 + 1 + 1 = 7; a person gives 2.5 for in-words: 9.5 of 8.
gus      alone, in time. Machine: 1 + 0 + 0 + 1 + 0 = 2, in-words left open. A second look at per-kind gives 2: 4.
         He asks for another one at share, which is kept.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from corrige.authoring.model import Exercise
from corrige.authoring.reader import read_exercise
from corrige.cli import main
from corrige.course import course_at
from corrige.grading.export.gradebook import write_gradebook
from corrige.grading.intake.discovery import Submission
from corrige.grading.intake.unpack import Intake
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.pipeline import write_files
from corrige.grading.report.pages import write_pages
from corrige.grading.rules.groups import once_a_group, share_out
from corrige.grading.rules.history import read_history
from corrige.grading.rules.marking_rules import InstructorFiles, MarkingRules

RULES = """
penalty_per_day = 10
floor = 50
extra_credit = ["best-reason"]
points_beyond = 0.5
[deadlines]
ex01 = 2026-03-02T12:00:00Z
[[extensions]]
learner = "ben"
exercise = "ex01"
deadline = 2026-03-04T12:00:00Z
[[exceptions]]
learner = "dua"
exercise = "ex01"
excused = true
reason = "In hospital that week."
[[exceptions]]
learner = "eli"
exercise = "ex01"
no_penalty = true
reason = "Joined the course on Wednesday."
"""
ROSTER = """learner,name,group
ana,Ana A,A
ben,Ben B,A
cem,Cem C,B
dua,Dua D,B
eli,Eli E,B
fay,Fay F,
gus,Gus G,
"""
TIMES = """learner,exercise,submitted
ana,ex01,2026-03-03T10:00:00Z
cem,ex01,2026-03-02T11:00:00Z
dua,ex01,2026-03-04T13:00:00Z
fay,ex01,2026-03-01T20:00:00Z
gus,ex01,2026-03-02T12:00:00Z
"""
WORDS = {
    "ana": "Ours: three events.",
    "cem": "An early draft.",
    "dua": "Four rows.",
    "fay": "All of it.",
    "gus": "",
}
MACHINE = {
    "ana": (1, 2, 1.5, 1, 1),
    "cem": (1, 0, 0, 0, 0),
    "dua": (0, 2, 2, 0, 0),
    "fay": (1, 2, 2, 1, 1),
    "gus": (1, 0, 0, 1, 0),
}
EXPECTED = {
    "ana": ("7.2", "8"),
    "ben": ("8", "8"),
    "cem": ("3.5", "8"),
    "dua": ("", "0"),
    "eli": ("5", "8"),
    "fay": ("9.5", "8"),
    "gus": ("2", "8"),
}


@pytest.fixture
def exercise(course_root: Path) -> Exercise:
    return read_exercise(course_root / "solutions" / "ex01_counting.py")


def marked(exercise: Exercise) -> list[Record]:
    """What the machine gave to those who handed in; nobody else has a row before the roster is read."""
    records = []
    for learner, points in MACHINE.items():
        results = [
            TaskResult(
                task.id,
                Outcome.PASSED if earned == task.points else Outcome.FAILED,
                float(earned),
                task.points,
            )
            for task, earned in zip(exercise.tasks, points, strict=False)
        ]
        words, last = WORDS[learner], exercise.tasks[-1]
        outcome = Outcome.WAITING if words else Outcome.NOT_ATTEMPTED
        results.append(TaskResult(last.id, outcome, 0.0, last.points, source=words))
        records.append(Record(learner, "ex01", tuple(results), "ex01_counting.ipynb", level="sealed"))
    return records


def rules_of(course_root: Path, tmp_path: Path, out: Path) -> MarkingRules:
    for name, text in (("rules.toml", RULES), ("roster.csv", ROSTER), ("times.csv", TIMES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = InstructorFiles(
        policy=tmp_path / "rules.toml", times=tmp_path / "times.csv", roster=tmp_path / "roster.csv"
    )
    handed = [Submission(learner, "ex01", Path("ex01_counting.ipynb")) for learner in MACHINE]
    return MarkingRules.load(files, out, handed, Intake(tmp_path), course_root)


def grade(course_root: Path, tmp_path: Path, exercise: Exercise) -> dict[str, dict[str, str]]:
    """The class once more, as `corrige grade` does after the notebooks ran; rows of the gradebook by learner."""
    out = tmp_path / "out"
    rules = rules_of(course_root, tmp_path, out)
    attempts = [marked(exercise)]
    settled = rules.apply(attempts)
    write_gradebook(out / "gradebook.csv", settled)
    write_files(rules, out, rules.chosen(attempts, settled), settled)
    write_pages(out, settled, rules.exercises)
    return {row["learner"]: row for row in rows_of(out / "gradebook.csv")}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_class_comes_out_as_worked_by_hand(
    course_root: Path,
    exercise: Exercise,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(course_root)
    out = tmp_path / "out"
    grade(course_root, tmp_path, exercise)

    # A group's answer is read once and its level is everybody's.
    sheet = tmp_path / "marking.csv"
    assert main(["rubric", "sheet", str(out), "-o", str(sheet)]) == 0
    rows = rows_of(sheet)
    assert [(row["learner"], row["answer"]) for row in rows] == [
        ("ana", WORDS["ana"]),
        ("cem", WORDS["dua"]),
        ("fay", WORDS["fay"]),
    ]
    for row, level in zip(rows, ("3", "2", ""), strict=True):
        row["level"] = level
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert main(["rubric", "read", str(sheet), str(out)]) == 0
    with (out / "manual.csv").open("a", encoding="utf-8") as file:
        file.write("fay,ex01,in-words,2.5,,Beyond what was asked.\n")

    book = grade(course_root, tmp_path, exercise)
    assert {learner: (row["points"], row["maximum"]) for learner, row in book.items()} == EXPECTED
    assert {learner: row["group"] for learner, row in book.items() if row["group"]} == {
        "ana": "A",
        "ben": "A",
        "cem": "B",
        "dua": "B",
        "eli": "B",
    }
    assert (
        "Handed in by dua for the group B. cem, dua handed in; dua's notebook counts" in book["cem"]["notes"]
    )
    assert (
        "in day 3 after the deadline of 2 March 2026, 12:00 UTC: 70 per cent of 5"
        in book["cem"]["penalty reason"]
    )
    assert book["eli"]["penalty reason"] == "Lateness costs nothing here: Joined the course on Wednesday."
    assert book["dua"]["excused"] == "In hospital that week."

    # The second look: asked, decided once, told, and never overwritten.
    capsys.readouterr()
    ask = ["regrade", "ask", str(out), "--learner", "gus", "--request", "Both kinds are there."]
    assert main([*ask, "--task", "per-kind"]) == 0
    assert main([*ask, "--task", "per-kind"]) == 0  # pressed twice: one request
    assert main([*ask, "--task", "share"]) == 0
    assert capsys.readouterr().out.count("Request 1: gus, per-kind, 0 points now.") == 2
    decide = ["regrade", "decide", str(out)]
    assert (
        main([*decide, "1", "--points", "2", "--reason", "Right: the check was too narrow.", "--by", "AB"])
        == 0
    )
    assert main([*decide, "2", "--keep", "--reason", "The empty case is still missing."]) == 0
    assert main([*decide, "2", "--points", "2", "--reason", "?"]) == 2
    assert "A decision stays as it is." in capsys.readouterr().err
    assert main(["regrade", "list", str(out)]) == 0
    said = capsys.readouterr().out
    assert "0 of 2 requests wait." in said
    assert "0 to 2 points" in said
    assert ", AB: Right: the check was too narrow." in said
    begun = (out / "marks-history.csv").read_bytes()
    book = grade(course_root, tmp_path, exercise)
    assert (book["gus"]["points"], book["gus"]["per-kind"]) == ("4", "2")
    assert {learner: row["points"] for learner, row in book.items() if learner != "gus"} == {
        learner: points for learner, (points, _) in EXPECTED.items() if learner != "gus"
    }
    assert (out / "marks-history.csv").read_bytes() == begun
    told = [(each.learner, each.task, each.points, each.source, each.marker) for each in read_history(out)]
    sheet_name = f"sheet {rows[0]['sheet']}"
    assert told == [
        *((name, "in-words", "1.5", sheet_name, "") for name in ("ana", "ben")),
        *((name, "in-words", "1", sheet_name, "") for name in ("cem", "dua", "eli")),
        ("fay", "in-words", "2.5", "manual.csv", ""),
        ("gus", "per-kind", "2", "regrade 1", "AB"),
    ]

    # What changed since the last run, and what platforms are told.
    assert rows_of(out / "gradebook" / "changes.csv") == [
        {
            "learner": "gus",
            "exercise": "ex01",
            "task": task,
            "points before": old,
            "points now": new,
            "what": what,
        }
        for task, old, new, what in (
            ("per-kind", "0", "2", "marked by a person"),
            ("", "2", "4", "the whole exercise"),
        )
    ]
    canvas = (out / "exports" / "canvas.csv").read_text(encoding="utf-8")
    assert canvas.splitlines()[1].endswith(",8.00")
    assert [line.rsplit(",", 1)[1] for line in canvas.splitlines()[2:]] == [
        *("7.20", "8.00", "3.50", "EX", "5.00", "9.50", "4.00"),
    ]
    # Moodle would take nothing if one grade were above the maximum.
    moodle = {row["Full name"]: row for row in rows_of(out / "exports" / "moodle.csv")}
    (title,) = (name.removesuffix(" (Real)") for name in moodle["Fay F"] if name.endswith("Counting (Real)"))
    assert (moodle["Fay F"][f"{title} (Real)"], moodle["Fay F"][f"{title}, extra credit (Real)"]) == (
        "8",
        "1.5",
    )
    assert (moodle["Ana A"][f"{title} (Real)"], moodle["Ana A"][f"{title}, extra credit (Real)"]) == (
        "7.2",
        "0",
    )
    assert moodle["Dua D"][f"{title} (Real)"] == "-"
    page = (out / "feedback" / "gus.html").read_text(encoding="utf-8")
    assert "You asked for a second look: “Both kinds are there.”" in page
    assert "the mark went from 0 to 2 points: Right: the check was too narrow." in page
    assert "the mark stayed at 0 points: The empty case is still missing." in page
    page = (out / "feedback" / "dua.html").read_text(encoding="utf-8")
    assert "This exercise does not count for you:</strong> In hospital that week." in page
    assert "extra credit: it comes on top" in (out / "feedback" / "fay.html").read_text(encoding="utf-8")
    # A group's notebook is one notebook: four were handed in that count.
    report = (out / "report" / "ex01.html").read_text(encoding="utf-8")
    assert "4 notebooks" in report


def test_the_long_gradebook_has_a_dictionary_for_each_of_its_columns(
    course_root: Path, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course_root)
    grade(course_root, tmp_path, exercise)
    folder = tmp_path / "out" / "gradebook"
    long, wide = rows_of(folder / "long.csv"), rows_of(folder / "ex01.csv")
    assert len(long) == len(EXPECTED) * len(exercise.tasks)
    assert len(wide) == len(EXPECTED)
    meaning = rows_of(folder / "columns.csv")
    assert {row["column"] for row in meaning if row["file"] == "long.csv"} == set(long[0])
    assert {row["column"] for row in meaning if row["file"].startswith("ex")} == set(wide[0])
    assert all(row["meaning"] for row in meaning)
    sums = {
        learner: sum(float(row["points"]) for row in long if row["learner"] == learner)
        for learner in EXPECTED
    }
    assert sums["fay"] == 7
    assert not (folder / "changes.csv").exists(), "there was nothing before"


def test_since_names_who_came_and_who_left(
    course_root: Path, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course_root)
    grade(course_root, tmp_path, exercise)
    old = tmp_path / "old.csv"
    text = (tmp_path / "out" / "gradebook" / "long.csv").read_text(encoding="utf-8")
    old.write_text(text.replace("gus,", "hal,"), encoding="utf-8")
    rules = replace(rules_of(course_root, tmp_path, tmp_path / "new"), since=old)
    attempts = [marked(exercise)]
    settled = rules.apply(attempts)
    write_files(rules, tmp_path / "new", rules.chosen(attempts, settled), settled)
    changes = rows_of(tmp_path / "new" / "gradebook" / "changes.csv")
    assert {(row["learner"], row["what"]) for row in changes} == {("gus", "new"), ("hal", "gone")}
    assert main(["grade", "class", "-o", "x", "--since", str(tmp_path / "none.csv")]) == 2


def test_groups_that_hand_in_under_their_own_name_or_not_at_all(exercise: Exercise) -> None:
    first = marked(exercise)[0]
    groups = {"A": ["ana", "ben"], "B": ["cem"], "C": ["dua"]}
    absent = replace(first, learner="cem", file="", problem="No notebook for this exercise was handed in.")
    from corrige.grading.intake.times import Times

    rows = share_out([replace(first, learner="A"), absent], groups, Times())
    assert [(row.learner, row.handed_in_by, row.problem) for row in rows] == [
        ("ana", "A", ""),
        ("ben", "A", ""),
        ("cem", "", absent.problem),
    ]
    assert [row.learner for row in once_a_group(rows)] == ["ana", "cem"]
    # An exercise that is everybody's own leaves the members what they handed in.
    alone = share_out([first, absent], groups, Times(), only=["ex09"])
    assert alone == [first, absent]


def test_a_second_look_runs_the_task_in_the_open(
    course_root: Path,
    exercise: Exercise,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from corrige.authoring.derived import generate
    from corrige.authoring.notebooks import solution_notebook

    generate(course_at(course_root))
    monkeypatch.chdir(course_root)
    folder = tmp_path / "class" / "gus"
    folder.mkdir(parents=True)
    (folder / "ex01_counting.ipynb").write_text(
        solution_notebook(exercise).replace('["event\\"].nunique()', '["event\\"].count()'), encoding="utf-8"
    )
    out = tmp_path / "out"
    assert main(["grade", str(tmp_path / "class"), "-o", str(out), "--workers", "1"]) == 0
    table = tmp_path / "form.csv"
    table.write_text("learner,exercise,task,request\ngus,ex01,event-count,Why?\n", encoding="utf-8")
    assert main(["regrade", "ask", str(out), str(table)]) == 0
    capsys.readouterr()
    assert main(["regrade", "run", str(out), "1", str(tmp_path / "class")]) == 0
    said = capsys.readouterr().out
    assert "Request 1, gus, ex01, event-count: Why?" in said
    assert "nunique" in said or "count()" in said
    assert "holds: " in said
    assert "Marked before: 1 of 1 points, passed. Run anew: 1 of 1 points, passed." in said
    assert rows_of(out / "regrades.csv")[0]["run"] == "1 of 1 points, passed"
    assert main(["regrade", "run", str(out), "7", str(tmp_path / "class")]) == 2
    assert "There is no request 7.\n  Requests: 1." in capsys.readouterr().err
    (folder / "ex01_counting.ipynb").rename(tmp_path / "elsewhere.ipynb")
    assert main(["regrade", "run", str(out), "1", str(tmp_path / "class")]) == 2
