"""Written answers and marks by hand: out to a person and back, nothing lost, every mistake named."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import math
import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from corrige.authoring.derived import generate
from corrige.authoring.model import Exercise
from corrige.authoring.notebooks import solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.cli import main
from corrige.course import course_at
from corrige.grading.export.gradebook import gradebook_csv
from corrige.grading.intake.plan import MOST_TEXT
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.records import read_records, write_records
from corrige.grading.report.marking_page import marking_page
from corrige.grading.report.pages.text import flowing
from corrige.grading.report.pseudonyms import KEY, pseudonyms
from corrige.grading.rules.agreement import agreement, sheets_in
from corrige.grading.rules.history import NAME as HISTORY
from corrige.grading.rules.history import TABLE, Source, read_history, record_marks
from corrige.grading.rules.manual import Mark, apply_marks, read_marks, write_marks
from corrige.grading.rules.rubric import (
    Written,
    changed_since_marked,
    levels_of,
    merged,
    read_sheet,
    sheet_rows,
    write_sheet,
    written_answers,
)
from corrige.grading.tables import TableError

ANSWERS = {
    "ana": "Three events, in four rows.",
    "=bob": '=HYPERLINK("http://x")\n=2+2\n- a list',
    "zoë": "<script>alert('x')</script> & <b onclick=x>",
    "eve": "nul \x00 and half \ud800 ; =1+1",
}


@pytest.fixture
def exercise(course_root: Path) -> Exercise:
    return read_exercise(course_root / "solutions" / "ex01_counting.py")


def record_of(exercise: Exercise, learner: str, text: str) -> Record:
    results = tuple(
        TaskResult(task.id, Outcome.WAITING if text else Outcome.NOT_ATTEMPTED, 0.0, task.points, source=text)
        if task.kind == "written"
        else TaskResult(task.id, Outcome.PASSED, float(task.points), task.points)
        for task in exercise.tasks
    )
    return Record(learner, exercise.id, results, "ex01_counting.ipynb", level="sealed")


@pytest.fixture
def records(exercise: Exercise) -> list[Record]:
    return [record_of(exercise, learner, text) for learner, text in {**ANSWERS, "idle": ""}.items()]


@pytest.fixture
def answers(records: list[Record], exercise: Exercise) -> list[Written]:
    return written_answers(records, [exercise])


def cells_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fill(path: Path, rows: Iterable[dict[str, str]], separator: str = ",") -> Path:
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return path


# The sheet ---------------------------------------------------------------------------------------------


def test_the_sheet_has_a_row_for_each_answer(tmp_path: Path, answers: list[Written]) -> None:
    path = tmp_path / "marking.csv"
    write_sheet(path, answers)
    rows = cells_of(path)
    assert [row["learner"] for row in rows] == ["'=bob", "ana", "eve", "zoë"]
    assert rows[1] == {
        "exercise": "ex01",
        "task": "in-words",
        "learner": "ana",
        "answer": "Three events, in four rows.",
        "rubric": "0: nothing\n1: a number\n2: a number and its base\n3: the same, with a reason\n"
        "4: the same, with what would change it",
        "level": "",
        "comment": "",
        "before": "",
        "sheet": rows[0]["sheet"],
        "marker": "",
        "turn": "",
    }
    assert re.fullmatch("s[0-9a-f]{10}", rows[0]["sheet"])
    assert rows[0]["answer"] == "'=HYPERLINK(\"http://x\")\n'=2+2\n- a list"
    assert rows[2]["answer"] == "nul  and half ? ; '=1+1"
    # A spreadsheet takes the file for UTF-8 by this mark.
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    first = path.read_bytes()
    write_sheet(path, list(answers))
    assert path.read_bytes() == first


def test_a_cut_answer_says_so(exercise: Exercise) -> None:
    [answer] = written_answers([record_of(exercise, "ana", "x" * MOST_TEXT)], [exercise])
    assert answer.text.endswith(f"[Cut after {MOST_TEXT} characters; see the notebook.]")


def test_levels_go_over_several_lines(exercise: Exercise) -> None:
    task = replace(exercise.tasks[-1], rubric="- **0** nothing\n  at all\n\n- **4** everything\n")
    assert levels_of(task) == {0: "nothing at all", 4: "everything"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_sheet_comes_back(tmp_path: Path, answers: list[Written], separator: str) -> None:
    path = tmp_path / "marking.csv"
    write_sheet(path, answers)
    levels = {"'=bob": "0", "ana": "4", "eve": "2,5", "zoë": ""}
    comments = {"ana": 'fine; "good",\nreally', "'=bob": "=no"}
    rows = [
        {**row, "level": levels[row["learner"]], "comment": comments.get(row["learner"], "")}
        for row in cells_of(path)
    ]
    sheet = read_sheet(fill(path, rows, separator), answers)
    assert {mark.learner: (mark.level, mark.points) for mark in sheet.marks} == {
        "=bob": (0, 0),
        "ana": (4, 2),
        "eve": (2.5, 1.25),
    }
    assert sheet.left == 1
    write_marks(tmp_path / "manual.csv", sheet.marks)
    with_comments = read_marks(tmp_path / "manual.csv", list(ANSWERS), [answers[0].exercise])
    assert {mark.learner: mark.comment for mark in with_comments} == {
        "=bob": "'=no",
        "ana": 'fine; "good",\nreally',
        "eve": "",
    }
    # What was given before stands in the next sheet.
    write_sheet(path, answers, with_comments)
    assert [row["level"] for row in cells_of(path)] == ["0", "4", "2.5", ""]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            {"learner": "anna"},
            "3, column learner: there is no answer to in-words by 'anna'.\n  Did you mean ana",
        ),
        (
            {"learner": ""},
            "3, column learner: the cell is empty.\n  Fill it in, or take the whole row out.",
        ),
        ({"exercise": "ex02"}, "3, column exercise: there is no exercise with written answers 'ex02'."),
        (
            {"task": "in-word"},
            "3, column task: there is no written task of ex01 'in-word'.\n  Did you mean in-words?",
        ),
        (
            {"level": "good"},
            "3, column level: 'good' is not a number.\n  Write a level from 0 to 4, or leave",
        ),
        ({"level": "5"}, "3, column level: 5 is out of range.\n  Write a level from 0 to 4"),
        ({"level": "-1"}, "3, column level: -1 is out of range."),
        ({"level": "nan"}, "3, column level: nan is out of range."),
        (
            {"learner": "'=bob", "level": "2"},
            "3, column task: '=bob has a row for in-words already.\n  Keep one",
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_rest_is_taken(
    tmp_path: Path, answers: list[Written], change: dict[str, str], problem: str
) -> None:
    path = tmp_path / "marking.csv"
    write_sheet(path, answers)
    rows = [{**row, "sheet": "", "level": "3"} for row in cells_of(path)]  # as somebody would make it by hand
    rows[1].update(change)
    rows[3]["level"] = "much"
    sheet = read_sheet(fill(path, rows), answers)
    told = [each for each in sheet.conflicts if "no row in the sheet" not in each]
    assert told[0].startswith(f"Row {' '.join(problem.split())}")
    assert told[1:] == [
        "Row 5, column level: 'much' is not a number. Write a level from 0 to 4, or leave the cell empty."
    ]
    kept = {"=bob": 3, "eve": 3}
    if change.get("learner") == "'=bob":
        del kept["=bob"]  # two levels for one answer: neither is a guess worth taking
    assert {mark.learner: mark.level for mark in sheet.marks} == kept


def test_what_is_no_sheet_is_not_read_at_all(tmp_path: Path, answers: list[Written]) -> None:
    path = tmp_path / "marking.csv"
    write_sheet(path, answers)
    fill(path, [{"learner": row["learner"], "points": "1"} for row in cells_of(path)])
    with pytest.raises(TableError, match="row 1, column exercise: there is no such column"):
        read_sheet(path, answers)


def test_what_has_changed_since_the_sheet_is_told_and_the_rest_is_taken(
    tmp_path: Path, answers: list[Written]
) -> None:
    path = tmp_path / "last-week.csv"
    write_sheet(path, answers)
    rows = [{**row, "level": "3"} for row in cells_of(path)]
    rows[0]["comment"], rows[0]["level"] = "no level yet", ""
    rows[1]["answer"] = rows[1]["answer"].replace("\n", "\r\n") + "  "  # a spreadsheet did that
    now = [
        replace(each, text="Another text.") if each.learner == "eve" else each
        for each in answers
        if each.learner != "zoë"
    ]
    now.append(replace(answers[0], learner="new", writer="new"))
    sheet = read_sheet(fill(path, rows), now)
    assert [mark.learner for mark in sheet.marks] == ["ana"]
    assert sheet.left == 3
    assert sheet.conflicts == [
        "Row 2, '=bob, in-words: there is a comment and no level yet.",
        "Row 4, eve, in-words: the answer is not the one that the sheet shows; read it again in a new sheet.",
        "Row 5: no answer of zoë to in-words waits for a person any more.",
        "1 answer has no row in the sheet: handed in since it was written, or taken out. Write a new sheet "
        "for them.",
    ]


def test_a_mark_given_since_is_not_overwritten(tmp_path: Path, answers: list[Written]) -> None:
    path = tmp_path / "marking.csv"
    write_sheet(path, answers)
    rows = [{**row, "level": "3" if row["learner"] == "ana" else ""} for row in cells_of(path)]
    fill(path, rows)
    marks = read_sheet(path, answers).marks
    # The same sheet again, corrected: its own mark may change.
    source = Source(f"sheet {rows[0]['sheet']}")
    history = record_marks(tmp_path, marks, {mark.place: source for mark in marks})
    rows[1]["level"] = "2"
    sheet = read_sheet(fill(path, rows), answers, marks, history)
    assert [mark.level for mark in sheet.marks] == [2]
    assert sheet.conflicts == []
    # Somebody gave 1 in the table: the sheet does not know of it.
    marks = [replace(marks[0], level=1.0, points=0.5)]
    history = record_marks(tmp_path, marks)
    sheet = read_sheet(path, answers, marks, history)
    assert (sheet.marks, len(sheet.conflicts)) == ([], 1)
    assert "level 1 was given since the sheet was written, which says level 2." in sheet.conflicts[0]
    assert [mark.level for mark in read_sheet(path, answers, marks, history, replace=True).marks] == [2]
    # A row that nobody touched says nothing against it.
    write_sheet(path, answers, [replace(marks[0], level=4.0, points=2.0)])
    sheet = read_sheet(path, answers, marks, history)
    assert (sheet.marks, sheet.conflicts) == ([], [])


def test_a_second_readers_levels_are_told_apart_from_their_comments(
    tmp_path: Path, answers: list[Written]
) -> None:
    path = tmp_path / "second.csv"
    write_sheet(path, answers)
    first = [Mark(*each.place, 1.0, 2.0, "Say more.") for each in answers]
    rows = [{**row, "level": "2", "comment": "Go on.", "marker": "CD"} for row in cells_of(path)]
    rows[1]["level"] = "3"
    sheet = read_sheet(fill(path, rows), answers, first)
    assert sheet.marks == []
    assert sheet.conflicts == [
        "Row 3, ana, in-words: level 2 was given since the sheet was written, which says level 3. The mark "
        "stays; --replace takes the sheet's.",
        "3 rows (2, 4, 5): the level that holds already, with another comment than was given since the sheet "
        "was written. The comment stays; --replace takes the sheet's.",
    ]
    replaced = read_sheet(path, answers, first, replace=True).marks
    assert {mark.comment for mark in replaced} == {"Go on."}


def test_a_second_opinion_does_not_become_the_mark_in_silence(tmp_path: Path, answers: list[Written]) -> None:
    rows = sheet_rows(answers)
    one = [{**row, "level": "2", "marker": "TA"} for row in rows[:3]]
    sheet = read_sheet(fill(tmp_path / "one.csv", one), answers)
    assert sheet.second == []
    marks = sheet.marks
    history = record_marks(tmp_path, marks, sheet.sources)
    # Her own sheet again, also one that was written later: no second opinion.
    assert read_sheet(tmp_path / "one.csv", answers, marks, history).second == []
    later = [{**row, "sheet": "s0", "level": "3"} for row in one]
    assert read_sheet(fill(tmp_path / "later.csv", later), answers, marks, history).second == []

    blank = sheet_rows(answers, second=True)
    assert {row["sheet"] for row in blank} == {f"{rows[0]['sheet']}-second"}
    levels = ("2", "2", "3", "1")
    other = [
        {**row, "level": level, "marker": "K2", "comment": comment}
        for row, level, comment in zip(blank, levels, ("", "Go on.", "", ""), strict=True)
    ]
    sheet = read_sheet(fill(tmp_path / "two.csv", other), answers, marks, history)
    assert [mark.level for mark in sheet.marks] == [1]
    assert sheet.second == [
        "K2 gave a level to 3 answers that TA had marked: 2 the same, 1 another. The marks stay as they were.",
        "1 mark is a second reader's (K2): nobody else had marked these answers, so what K2 gave holds now.",
    ]
    assert "level 2 (TA) was given since the sheet was written" in sheet.conflicts[0]
    replaced = read_sheet(tmp_path / "two.csv", answers, marks, history, replace=True)
    assert [mark.level for mark in replaced.marks] == [2, 3, 1]
    assert replaced.second[0].endswith("1 another. 2 marks replaced.")


def test_an_answer_handed_in_anew_after_it_was_marked_is_open_again(
    tmp_path: Path, answers: list[Written]
) -> None:
    path = tmp_path / "marking.csv"
    write_sheet(path, answers)
    sheet = read_sheet(fill(path, [{**row, "level": "2"} for row in cells_of(path)]), answers)
    history = record_marks(tmp_path, sheet.marks, sheet.sources)
    assert changed_since_marked(answers, history) == []
    now = [
        replace(each, text=f"{each.text} And more.") if each.learner == "ana" else each for each in answers
    ]
    (changed,) = changed_since_marked(now, read_history(tmp_path))
    assert changed.learner == "ana"
    marks, open_again = sheet.marks, {changed.place}
    write_sheet(path, now, marks, open_again)
    rows = cells_of(path)
    assert [(row["level"], row["before"]) for row in rows] == [("2", "2"), ("", "2"), ("2", "2"), ("2", "2")]
    left = read_sheet(path, now, marks, history)
    assert (left.left, left.conflicts) == (1, [])
    # Read again and found worth the same: that is known from then on.
    sheet = read_sheet(fill(path, [{**row, "level": "2"} for row in rows]), now, marks, history)
    assert (sheet.left, sheet.conflicts) == (0, [])
    history = record_marks(tmp_path, sheet.marks, sheet.sources)
    assert changed_since_marked(now, history) == []
    assert [entry.learner for entry in history].count("ana") == 2
    assert len(history) == len(answers) + 1


# History -----------------------------------------------------------------------------------------------


def test_the_history_only_grows(tmp_path: Path) -> None:
    first = Mark("=bob", "ex01", "in-words", 1.0, 2.0, "=a comment\nin two lines")
    record_marks(tmp_path, [first], {first.place: Source("sheet s1", "AB", 7)})
    begun = (tmp_path / HISTORY).read_bytes()
    assert record_marks(tmp_path, [first]) == read_history(tmp_path)
    assert (tmp_path / HISTORY).read_bytes() == begun
    record_marks(tmp_path, [replace(first, level=None, points=1.25)])
    record_marks(tmp_path, [])
    assert (tmp_path / HISTORY).read_bytes().startswith(begun)
    told = [(each.points, each.level, each.source, each.marker, each.turn) for each in read_history(tmp_path)]
    assert told == [
        ("1", "2", "sheet s1", "AB", 7),
        ("1.25", "", TABLE.name, "", 0),
        ("", "", TABLE.name, "", 0),
    ]


def test_a_history_from_before_digests_were_kept_is_read(tmp_path: Path, answers: list[Written]) -> None:
    (tmp_path / HISTORY).write_text(
        "when,learner,exercise,task,points,level,comment,source,marker,turn\n"
        "2026-03-01T10:00:00+00:00,ana,ex01,in-words,1,2,,sheet s1,AB,1\n",
        encoding="utf-8",
    )
    (entry,) = read_history(tmp_path)
    assert (entry.turn, entry.answer) == (1, "")
    assert changed_since_marked(answers, [entry]) == []


# Agreement ---------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30))
def test_agreement_is_cohens(pairs: list[tuple[float, float]]) -> None:
    found = agreement(pairs)
    first, second = zip(*pairs, strict=True)
    if len({*first, *second}) > 1:
        assert found.kappa == pytest.approx(cohen_kappa_score(first, second))
        assert found.weighted == pytest.approx(
            cohen_kappa_score(first, second, labels=range(5), weights="linear")
        )
    else:
        assert math.isnan(found.kappa)


def test_the_sheets_of_two_people_are_compared_by_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "exercise,task,learner,level\n"
    for who, levels in (("ab", "1234"), ("cd", "1233")):
        (tmp_path / who).mkdir()
        for place, level in enumerate(levels):
            text = f"{head}ex0{place},in-words,ana,{level}\nex0{place},in-words,bob,\n"
            (tmp_path / who / f"ex0{place}.csv").write_text(text, encoding="utf-8")
    assert main(["rubric", "compare", str(tmp_path / "ab"), str(tmp_path / "cd")]) == 0
    said = capsys.readouterr().out
    assert said.startswith("4 answers have a level in both: 3 the same, 4 within one level.\n")
    assert "On average ab is 0.25 of a level higher than cd.\n" in said
    assert "\nexercise    n  same  kappa  weighted\nex00        1     1   none      none\n" in said
    assert "\nex03        1     0   0.00      0.00\n" in said
    assert said.endswith("  ex03 in-words, row 2 (ab 4) and row 2 (cd 3)\n")
    assert main(["rubric", "compare", str(tmp_path / "cd"), str(tmp_path / "ab")]) == 0
    assert "On average cd is 0.25 of a level lower than ab.\n" in capsys.readouterr().out
    assert main(["rubric", "compare", str(tmp_path / "ab"), str(tmp_path / "ab")]) == 0
    same = capsys.readouterr().out
    assert "On average neither is higher.\n" in same
    assert "Marked differently" not in same


def test_two_people_are_named_by_their_initials_and_each_row_by_its_place(
    tmp_path: Path, answers: list[Written], capsys: pytest.CaptureFixture[str]
) -> None:
    write_sheet(tmp_path / "one.csv", answers)
    rows = cells_of(tmp_path / "one.csv")
    one = [{**row, "level": str(n), "marker": "TA"} for n, row in enumerate(rows)]
    other = [{**row, "level": "1", "marker": "'=K2"} for row in reversed(rows)]
    fill(tmp_path / "one.csv", one)
    fill(tmp_path / "two.csv", other)
    assert main(["rubric", "compare", str(tmp_path / "one.csv"), str(tmp_path / "two.csv")]) == 0
    said = capsys.readouterr().out
    assert "On average TA is 0.50 of a level higher than =K2.\n" in said
    assert "kappa  weighted" not in said, "a table of one exercise says nothing new"
    assert said.endswith(
        "answer 1 of a page is row 2 of the sheet it saved:\n"
        "  ex01 in-words, row 5 (TA 3) and row 2 (=K2 1)\n"
        "  ex01 in-words, row 2 (TA 0) and row 5 (=K2 1)\n"
        "  ex01 in-words, row 4 (TA 2) and row 3 (=K2 1)\n"
    )
    # Both in one folder: which of the two would be meant?
    with pytest.raises(
        TableError, match=r"two\.csv, row 2, column learner: one\.csv in the same folder marks"
    ):
        sheets_in(tmp_path)


def test_the_help_names_the_command_that_was_called(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in (["rubric", "read"], ["regrade", "ask"], ["sample"]):
        with pytest.raises(SystemExit):
            main([*verb, "--help"], course="counts")
        said = " ".join(capsys.readouterr().out.split())
        assert "`counts grade`" in said
        assert "corrige" not in said


# Pseudonyms --------------------------------------------------------------------------------------------


def test_pseudonyms_are_stable_and_secret(tmp_path: Path) -> None:
    assert pseudonyms(tmp_path / "a", ["ana"]) == {}
    first = pseudonyms(tmp_path / "a", ["ana", "bob"], create=True)
    assert pseudonyms(tmp_path / "a", ["bob", "ana"]) == first
    assert pseudonyms(tmp_path / "b", ["ana", "bob"], create=True) != first
    assert all(re.fullmatch(r"writer-[0-9a-f]{10}", name) for name in first.values())
    assert (tmp_path / "a" / KEY).stat().st_mode & 0o077 == 0


def test_an_anonymous_sheet_names_nobody(tmp_path: Path, records: list[Record], exercise: Exercise) -> None:
    names = pseudonyms(tmp_path, [record.learner for record in records], create=True)
    hidden = written_answers(records, [exercise], names)
    path = tmp_path / "marking.csv"
    write_sheet(path, hidden)
    rows = cells_of(path)
    assert [row["learner"] for row in rows] == sorted(names[learner] for learner in ANSWERS)
    text = path.read_text(encoding="utf-8") + marking_page(hidden)
    assert not [learner for learner in ("ana", "bob", "zoë", "eve") if re.search(rf"\b{learner}\b", text)]
    sheet = read_sheet(
        fill(path, [{**row, "level": "1"} for row in rows]), written_answers(records, [exercise]) + hidden
    )
    assert sorted(mark.learner for mark in sheet.marks) == sorted(ANSWERS)


# The page ----------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_runs_its_own_script_and_nothing_else(answers: list[Written]) -> None:
    text = marking_page(answers)
    page = Page(text)
    assert not page.open
    assert "b" not in [tag for tag, _ in page.tags]
    assert [each.get("type") for tag, each in page.tags if tag == "script"] == ["application/json", None]
    assert not [name for _, each in page.tags for name in each if name.startswith("on") or name == "style"]
    shown = "".join(page.texts)
    assert "<script>alert('x')</script> & <b onclick=x>" in shown
    # No address of another place, and a policy that lets nothing load and only this script run.
    assert not re.search(r"(src|href)\s*=\s*\"(?!#)", text)
    policy = next(str(each["content"]) for tag, each in page.tags if "http-equiv" in each)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        (block,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        hashed = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{hashed}'" in policy
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert not re.search("[<>&]", data)
    assert {row["learner"] for row in json.loads(data)["rows"]} == {"'=bob", "ana", "eve", "zoë"}
    assert marking_page(answers) == text


def test_the_page_is_in_order_for_a_screen_reader(answers: list[Written]) -> None:
    page = Page(marking_page(answers))
    assert ("html", {"lang": "en"}) in page.tags
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - above <= 1 for above, deeper in pairwise(levels))
    assert [tag for tag, _ in page.tags].count("main") == 1
    ids = [each["id"] for _, each in page.tags if "id" in each]
    assert len(ids) == len(set(ids))


def test_the_page_gives_the_levels_and_answers_whose_level_is_known(answers: list[Written]) -> None:
    text = " ".join("".join(Page(marking_page(answers)).texts).split())
    assert "3 the same, with a reason 2 a number and its base" in text
    assert "2 points; a level gives 2 × level / 4." in text
    assert "Level 4 Three events, in four rows, since one event has two rows" in text
    trials = [each["data-anchor"] for _, each in Page(marking_page(answers)).tags if "data-anchor" in each]
    assert sorted(trials) == ["1", "4"]


def test_a_second_reader_gets_another_order_and_a_room_of_their_own(answers: list[Written]) -> None:
    def data(text: str) -> dict[str, Any]:
        (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
        return dict(json.loads(found))

    many = [replace(answers[0], learner=f"l{i}", writer=f"w{i}", text=f"Text {i}") for i in range(12)]
    first, second = data(marking_page(many, folder="f")), data(marking_page(many, folder="f", second=True))
    orders = [[row["learner"] for row in each["rows"]] for each in (first, second)]
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]
    assert "into a file for <code>rubric read</code>" in marking_page(many)
    assert "into a file for <code>rubric compare</code>" in marking_page(many, second=True)
    assert first["name"] != second["name"], "the browser would show the first one's marks to the second"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "One sentence that\ngoes on. \u201cTwo\u201d\n(three) ends.",
            "One sentence that goes on. \u201cTwo\u201d (three) ends.",
        ),
        ("In the year\n1966 it left.", "In the year 1966 it left."),
        ("A paragraph.\n\nAnother\none.", "A paragraph.\n\nAnother one."),
        ("Points:\n- one\n- two\n1. three\n2) four", "Points:\n- one\n- two\n1. three\n2) four"),
        ("# Title\nText\n| a | b |\n| 1 | 2 |\nend", "# Title\nText\n| a | b |\n| 1 | 2 |\nend"),
        ("meant  \nso\\\nand so", "meant  \nso\\\nand so"),
        ("```\na = 1\nb = 2\n```\nafter", "```\na = 1\nb = 2\n```\nafter"),
        ("", ""),
    ],
)
def test_an_answer_is_shown_without_the_line_ends_of_a_narrow_window(typed: str, read: str) -> None:
    assert flowing(typed) == read


def test_the_page_shows_answers_flowing_and_gives_them_back_as_typed(answers: list[Written]) -> None:
    text = marking_page([replace(answers[0], text="Broken where\nthe window ends.")])
    assert "Broken where the window ends." in text
    assert "Broken where\\nthe window ends." in text  # the sheet's cell, in JSON


# Marks by hand -----------------------------------------------------------------------------------------

HEAD = "learner,exercise,task,points,level,comment\n"


def marks_of(tmp_path: Path, exercise: Exercise, text: str) -> list[Mark]:
    path = tmp_path / "manual.csv"
    path.write_text(text, encoding="utf-8")
    return read_marks(path, list(ANSWERS), [exercise])


def test_marks_by_hand_win(tmp_path: Path, exercise: Exercise, records: list[Record]) -> None:
    marks = marks_of(tmp_path, exercise, f"{HEAD}ana,ex01,event-count,0.5,,copied\nana,ex01,in-words,,3,\n")
    marked = apply_marks(records, marks)
    ana = {result.task: result for result in marked[0].results}
    assert (ana["event-count"].points, ana["event-count"].outcome) == (0.5, Outcome.PASSED)
    assert ana["event-count"].reason == "marked by hand: 0.5 of 1 points. copied"
    assert ana["in-words"].reason == "marked by hand: 1.5 of 2 points (level 3 of 4)."
    assert ana["in-words"].outcome is Outcome.WAITING
    assert (marked[0].points, marked[0].waiting) == (8.0, 0)
    assert marked[1:] == records[1:]
    book = next(row for row in csv.DictReader(gradebook_csv(marked).splitlines()) if row["learner"] == "ana")
    assert (book["points"], book["event-count"], book["in-words"]) == ("8", "0.5", "1.5")


def test_marks_are_written_as_they_are_read(tmp_path: Path, exercise: Exercise) -> None:
    text = f'{HEAD}zoë,ex01,in-words,1.25,,\n\'=bob,ex01,in-words,,2,"two\nlines"\n'
    marks = marks_of(tmp_path, exercise, text)
    write_marks(tmp_path / "again.csv", marks)
    again = read_marks(tmp_path / "again.csv", list(ANSWERS), [exercise])
    assert sorted(again, key=lambda mark: mark.learner) == sorted(marks, key=lambda mark: mark.learner)
    first = (tmp_path / "again.csv").read_bytes()
    write_marks(tmp_path / "again.csv", list(reversed(again)))
    assert (tmp_path / "again.csv").read_bytes() == first
    new = Mark("zoë", "ex01", "in-words", 2.0, 4.0)
    assert {mark.learner: mark.points for mark in merged(marks, [new])} == {"zoë": 2.0, "=bob": 1.0}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "learner,exercise\n",
            "row 1, column task: there is no such column.\n  The first row names the columns",
        ),
        ("", "row 1, column learner: there is no such column."),
        (
            f"{HEAD}anna,ex01,in-words,1,,\n",
            "row 2, column learner: there is no learner 'anna'.\n  Did you mean ana",
        ),
        (
            f"{HEAD}xxxxxx,ex01,in-words,1,,\n",
            "row 2, column learner: there is no learner 'xxxxxx'.\n  Known: =bob, ",
        ),
        (f"{HEAD}ana,ex9,in-words,1,,\n", "row 2, column exercise: there is no exercise 'ex9'."),
        (
            f"{HEAD}ana,ex01,inwords,1,,\n",
            "row 2, column task: there is no task of ex01 'inwords'.\n  Did you mean in-words",
        ),
        (
            f"{HEAD}ana,ex01,in-words,1,2,\n",
            "row 2, column points: the row gives points and a level.\n  Give one",
        ),
        (f"{HEAD}ana,ex01,in-words,,,x\n", "row 2, column points: the row gives neither points nor a level."),
        (
            f"{HEAD}ana,ex01,in-words,two,,\n",
            "row 2, column points: 'two' is not a number.\n  Write points from 0 to 2.",
        ),
        (
            f"{HEAD}ana,ex01,in-words,3,,\n",
            "row 2, column points: 3 is out of range.\n  Write points from 0 to 2.",
        ),
        (f"{HEAD}ana,ex01,in-words,,4.5,\n", "row 2, column level: 4.5 is out of range."),
        (
            f"{HEAD}ana,ex01,in-words,1,,\nana,ex01,in-words,2,,\n",
            "row 3, column task: ana has a mark for in-words already.\n  Keep one",
        ),
    ],
)
def test_errors_of_marks_by_hand(tmp_path: Path, exercise: Exercise, text: str, problem: str) -> None:
    with pytest.raises(TableError) as error:
        marks_of(tmp_path, exercise, text)
    assert str(error.value).startswith(f"{tmp_path / 'manual.csv'}, {problem}")


# Records on disk ---------------------------------------------------------------------------------------


def test_records_go_to_disk_and_back(tmp_path: Path, records: list[Record]) -> None:
    pictured = replace(records[0].results[0], picture="iVBOR", seen="3")
    full = [replace(records[0], results=(pictured, *records[0].results[1:]), seconds=3.0), *records[1:]]
    path = write_records(tmp_path, full)
    first = path.read_bytes()
    assert read_records(tmp_path) == records
    assert write_records(tmp_path, [replace(full[0], seconds=4.0), *records[1:]]).read_bytes() == first


def test_records_that_are_not_there_or_damaged(tmp_path: Path) -> None:
    with pytest.raises(
        FileNotFoundError, match=r"There is no graded class in .*\n  Run `corrige grade CLASS -o "
    ):
        read_records(tmp_path / "nowhere")
    for text in ("{", "[{}]", "[3]", "3"):
        (tmp_path / "records.json").write_text(text, encoding="utf-8")
        with pytest.raises(
            ValueError, match=r"records\.json is damaged \(.*\)\.\n  Run `corrige grade CLASS"
        ):
            read_records(tmp_path)


# The whole way -----------------------------------------------------------------------------------------


def test_from_the_class_to_the_marks_and_never_lost(
    course_root: Path,
    exercise: Exercise,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    generate(course_at(course_root))
    monkeypatch.chdir(course_root)
    for learner in ("ana", "bob"):
        (tmp_path / "class" / learner).mkdir(parents=True)
        (tmp_path / "class" / learner / "ex01_counting.ipynb").write_text(
            solution_notebook(exercise), encoding="utf-8"
        )
    out, sheet = tmp_path / "out", tmp_path / "marking.csv"
    grade = ["grade", str(tmp_path / "class"), "-o", str(out), "--workers", "1"]
    assert main(["rubric", "sheet", str(out), "-o", str(sheet)]) == 2
    assert "There is no graded class in" in capsys.readouterr().err
    assert main(grade) == 0
    assert main(["rubric", "sheet", str(out), "-o", str(sheet), "--anonymous"]) == 0
    capsys.readouterr()
    assert main(["rubric", "page", str(out), "-o", str(tmp_path / "marking")], course="counts") == 0
    assert capsys.readouterr().out.endswith(f"\n  counts rubric read SHEET {out}\n"), (
        "another command than theirs"
    )
    assert "Three events, in four rows" in (tmp_path / "marking" / "ex01.html").read_text(encoding="utf-8")
    assert main(["rubric", "page", str(out), "-o", str(tmp_path / "second"), "--blank"], course="counts") == 0
    assert capsys.readouterr().out.endswith("\n  counts rubric compare FIRST SECOND\n")
    fill(sheet, [{**row, "level": "3"} for row in cells_of(sheet)])
    assert main(["rubric", "read", str(tmp_path / "marking"), str(out)]) == 2
    assert "There is no sheet (a CSV file) in" in capsys.readouterr().err
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "ex01.csv").write_bytes(sheet.read_bytes())
    assert main(["rubric", "read", str(tmp_path / "sheets"), str(out)]) == 0
    said = capsys.readouterr().out
    assert "ex01.csv: 2 marks kept in" in said
    assert "compare" not in said
    rows = cells_of(sheet)
    fill(tmp_path / "other.csv", [{**rows[0], "level": "3", "marker": "K2"}])
    assert main(["rubric", "read", str(tmp_path / "other.csv"), str(out)], course="counts") == 1
    said = capsys.readouterr().out
    assert "other.csv: 0 marks kept in" in said
    assert "K2 gave a level to 1 answer that somebody else had marked: 1 the same, 0 another." in said
    assert "`counts rubric compare FIRST SECOND`" in said
    kept = (out / "manual.csv").read_bytes()

    def points() -> dict[str, str]:
        return {row["learner"]: row["points"] for row in cells_of(out / "gradebook.csv")}

    for again in ([], ["--fresh"], []):
        assert main([*grade, *again]) == 0
        assert points() == {"ana": "8.5", "bob": "8.5"}
        assert (out / "manual.csv").read_bytes() == kept
    # The same marks under other names: what stands beside the gradebook is written anew.
    (tmp_path / "roster.csv").write_text('learner,name,canvas_id\nana,"Doe, Ana",77\n', encoding="utf-8")
    assert main([*grade, "--roster", str(tmp_path / "roster.csv")]) == 0
    assert '"Doe, Ana",77,' in (out / "exports" / "canvas.csv").read_text(encoding="utf-8")
    # A file named on the command line holds for its own tasks; the others stay.
    (tmp_path / "mine.csv").write_text(
        "learner,exercise,task,points\nana,ex01,in-words,0\n", encoding="utf-8"
    )
    assert main([*grade, "--manual", str(tmp_path / "mine.csv")]) == 0
    assert points() == {"ana": "7", "bob": "8.5"}
    # A sheet with a level less keeps what was given before.
    fill(sheet, [{**rows[0], "level": "4"}, {**rows[1], "level": ""}])
    assert main(["rubric", "read", str(sheet), str(out)]) == 0
    assert main(grade) == 0
    assert sorted(points().values()) == ["8.5", "9"]
    # Another answer after the mark: the mark stands, the terminal and the report say so, the page opens it.
    bobs = tmp_path / "class" / "bob" / "ex01_counting.ipynb"
    bobs.write_text(
        bobs.read_text(encoding="utf-8").replace("Three events, in four rows", "Some events, in some rows"),
        encoding="utf-8",
    )
    before = points()
    capsys.readouterr()
    assert main(grade) == 0
    told = "1 written answer was handed in anew after being marked: bob (ex01). The mark stands until"
    assert told in capsys.readouterr().err
    assert told in (out / "report.html").read_text(encoding="utf-8")
    assert points() == before
    assert main(["rubric", "page", str(out), "-o", str(tmp_path / "marking")]) == 0
    page = (tmp_path / "marking" / "ex01.html").read_text(encoding="utf-8")
    assert (
        re.findall(r'"level": "(.?)", "comment": "", "before": "(\d)"', page).count(
            ("", "4" if before["bob"] == "9" else "3")
        )
        == 1
    )
    assert main(["rubric", "sheet", str(out), "-o", str(sheet)]) == 0
    fill(sheet, [{**row, "level": row["before"]} for row in cells_of(sheet)])
    assert main(["rubric", "read", str(sheet), str(out)]) == 0
    capsys.readouterr()
    assert main(grade) == 0
    assert "handed in anew" not in capsys.readouterr().err
    assert points() == before
    book = (out / "gradebook.csv").read_bytes()
    (tmp_path / "mine.csv").write_text(
        "learner,exercise,task,points\neve,ex01,in-words,0\n", encoding="utf-8"
    )
    assert main([*grade, "--manual", str(tmp_path / "mine.csv")]) == 2
    assert "mine.csv, row 2, column learner: there is no learner 'eve'." in capsys.readouterr().err
    assert main([*grade, "--manual", str(tmp_path / "none.csv")]) == 2
    assert "There is no file" in capsys.readouterr().err
    assert (out / "gradebook.csv").read_bytes() == book
