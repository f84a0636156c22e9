"""Where a learner stands: in the notebook, in the folder, and when the whole notebook is run from the top."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from small_course import check

from corrige.cli import main
from corrige.feedback.progress import Progress, progress
from corrige.learner.notebooks import NotebookError, originals, parse, read
from corrige.learner.rehearse import length, rehearse, steps_of
from corrige.learner.status import of_notebook, status, summary

COURSE = "small_course"
NAME = "ex01_counting.ipynb"
SHIPPED = Path(__file__).parent / "course"


def outcomes(found: Progress) -> dict[str, str]:
    return {line.task: line.words for line in found.lines}


# ---- In the notebook


def test_check_without_a_task_lists_the_tasks() -> None:
    names: dict[str, object] = {"check": check, "event_count": 3, "share": "a quarter"}
    exec("found = check()", names)
    found = names["found"]
    assert isinstance(found, Progress)
    assert [line.number for line in found.lines] == [1, 2, 3, 4, 5, 6]
    assert outcomes(found)["event-count"] == "right"
    assert outcomes(found)["share"] == "not yet"
    assert outcomes(found)["per-kind"] == "untouched"
    assert outcomes(found)["in-words"] == "for a person to read"
    worth = {line.task: line.points for line in found.lines}
    assert found.points == worth["event-count"]
    assert f"{worth['event-count']} of {sum(worth.values()) - worth['in-words']} points" in repr(found)
    html = found._repr_html_()
    assert html.count("<tr>") == 7
    assert 'scope="row"' in html
    assert 'aria-hidden="true"' in html


def test_right_says_its_points() -> None:
    names: dict[str, object] = {"check": check, "event_count": 3}
    exec("found = check('event-count')", names)
    points = progress(COURSE, {}, "ex01").lines[0].points
    assert f"event_count: right, {points} point" in repr(names["found"])
    assert f"right, {points} point" in names["found"]._repr_html_()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "names",
    [
        {"share": ...},
        {"In": ["", 'check("per-kind")']},
        {"__vsc_ipynb_file__": "C:\\work\\ex01_counting (1).ipynb"},
    ],
)
def test_the_exercise_is_told_from_the_notebook(
    names: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert progress(COURSE, names).lines


def test_a_file_name_tells_the_exercise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/someone/ex01_counting.ipynb")
    assert progress(COURSE, {}).lines
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/ex01_x/other.ipynb")
    found = progress(COURSE, {})
    assert not found.lines
    assert 'check("ex01")' in repr(found)
    assert 'check("ex01")' in found._repr_html_().replace("&quot;", '"')


# ---- In the folder


@pytest.fixture
def change(tmp_path: Path) -> Callable[..., Path]:
    """Write a learner's notebook: the solution's, with other sources for some cells."""

    def write(sources: dict[str, str] | None = None, *, solved: bool = True, after: str = "") -> Path:
        notebook = json.loads(
            (SHIPPED / ("solutions" if solved else "exercises") / NAME).read_text(encoding="utf-8")
        )
        for cell in notebook["cells"]:
            cell["source"] = (sources or {}).get(cell["id"], cell["source"])
        if after:
            notebook["cells"].insert(
                2,
                {
                    "cell_type": "code",
                    "id": "mine",
                    "metadata": {},
                    "source": after,
                    "outputs": [],
                    "execution_count": 1,
                },
            )
        path = tmp_path / NAME
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    return write


def said(path: Path, task: str, text: str, *, count: int = 2) -> None:
    """Let the check cell of a task show a reply, as JupyterLab saves it."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] == f"ex01-{task}-answer":
            cell["execution_count"] = 1
        if cell["id"] == f"ex01-{task}-check":
            cell["execution_count"] = count
            cell["outputs"] = [
                {"output_type": "execute_result", "data": {"text/plain": [text]}, "metadata": {}}
            ]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_status_goes_by_what_the_checks_last_said(change: Callable[..., Path]) -> None:
    path = change({"ex01-in-words-answer": "*Write your answer here.*"})
    said(path, "event-count", "✓  event_count: right, 2 points\n   Right.")
    said(path, "share", "✗  share: not yet\n   You gave per cent.")
    said(path, "per-kind", "✓  per_kind: right\n   Right.", count=0)  # older than the answer
    (found,) = status(path.parent, COURSE)
    assert outcomes(found) == {
        "event-count": "right",
        "share": "not yet",
        "per-kind": "not checked",
        "kind-chart": "not checked",
        "best-reason": "not checked",
        "in-words": "untouched",
    }
    assert "1 right" in summary([found])


def test_status_needs_a_notebook_and_survives_a_damaged_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(FileNotFoundError, match="no notebook of this course"):
        status(tmp_path, COURSE)
    (tmp_path / "notes.ipynb").write_text("{", encoding="utf-8")
    (tmp_path / NAME).write_text("{", encoding="utf-8")
    assert "is damaged" in summary(status(tmp_path, COURSE))
    assert main(["status", str(tmp_path)], course=COURSE) == 0
    assert "is damaged" in capsys.readouterr().out


def test_a_notebook_of_another_course_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.ipynb"
    path.write_text('{"cells": []}', encoding="utf-8")
    with pytest.raises(NotebookError, match="no exercise of this course"):
        read(path, originals(COURSE))
    with pytest.raises(NotebookError, match="cannot be read"):
        read(tmp_path / "gone.ipynb", originals(COURSE))


def test_an_untouched_notebook_has_no_points(change: Callable[..., Path]) -> None:
    mine, original = read(change(solved=False), originals(COURSE))
    found = of_notebook(mine, original)
    assert {line.words for line in found.lines} == {"untouched"}
    assert found.points == 0


# ---- From the top


def test_what_runs_is_what_the_grader_runs(change: Callable[..., Path]) -> None:
    path = change(
        {"ex01-setup": "table = None", "ex01-event-count-answer": "event_count = ( ... )"}, after="mine = 1"
    )
    steps = steps_of(*read(path, originals(COURSE)))
    assert steps[0].kind == "locked"
    assert steps[0].source != "table = None"
    assert [step.source for step in steps if step.kind == "added"] == ["mine = 1"]
    assert "event-count" not in [step.task for step in steps]  # as it was handed out
    assert not any("check(" in step.source for step in steps if step.kind != "locked")


def test_a_rehearsal_finds_what_worked_only_by_chance(
    change: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = change(
        {
            "ex01-event-count-answer": "event_count = made_before + 1",
            "ex01-share-answer": "def share(part, whole):\n    while True: pass",
        },
        after="undefined_name",
    )
    assert main(["rehearse", str(path), "--seconds", "10"], course=COURSE) == 1
    shown = capsys.readouterr().out
    assert "The cell stops with NameError: name 'made_before' is not defined." in shown
    assert "ever end" in shown
    assert "A cell of your own stops with NameError" in shown
    assert "The marks come later" in shown


@pytest.mark.parametrize(
    ("prompt", "words", "says"),
    [
        ("Write 80 to 150 words.", 79, "It has 79 words, and 80 to 150 words are asked for."),
        ("Write 80 to 150 words.", 80, ""),
        ("In at most 150 words", 151, "It has 151 words, and at most 150 words are asked for."),
        ("In at most 150 words", 3, ""),
        ("Write five sentences.", 900, ""),
    ],
)
def test_words_of_a_written_answer_are_counted(prompt: str, words: int, says: str) -> None:
    assert length(prompt, "word " * words).startswith(says)
    assert bool(length(prompt, "word " * words)) is bool(says)


def test_a_solution_is_right_from_the_top(change: Callable[..., Path]) -> None:
    found = rehearse(*read(change(), originals(COURSE)), COURSE)
    assert found.remarks == []
    assert found.progress.points == found.progress.seen


def test_a_notebook_without_ids_is_still_read() -> None:
    bare = parse("x.ipynb", b'{"cells": [{"cell_type": "code", "source": ["a = 1"]}]}')
    assert bare.cells[0].source == "a = 1"
    assert SimpleNamespace(exercise=bare.exercise).exercise == ""
